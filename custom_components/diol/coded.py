"""Sentences with a code: "On for 3 h 10 min [runs_too_long n=3 on=190 max=48]".

The sentence is for people as it is; code and numbers are for wording it in their own language.
"""

from dataclasses import dataclass, field
import re
from typing import Final

_CODED: Final = re.compile(
    r"(?P<sentence>.*?)\s*\[(?P<code>[a-z][a-z0-9_]*)(?P<values>(?: [a-z][a-z0-9_]*=[^\s\]]+)*)\]",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Coded:
    """A sentence, its code and the numbers in it."""

    sentence: str
    code: str | None = None
    values: dict[str, int | float | str] = field(default_factory=dict)


def parse(text: str) -> Coded:
    """Split a text into sentence and code; a text without a code is all sentence."""
    if (match := _CODED.fullmatch(text.strip())) is None:
        return Coded(text.strip())
    pairs = (pair.partition("=") for pair in match["values"].split())
    return Coded(
        match["sentence"],
        match["code"],
        {key: _number(value) for key, _, value in pairs},
    )


def _number(value: str) -> int | float | str:
    if re.fullmatch(r"-?[0-9]+", value):
        return int(value)
    if re.fullmatch(r"-?[0-9]+\.[0-9]+", value):
        return float(value)
    return value
