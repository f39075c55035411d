"""The figures that were measured last, checked in, and the limits of the design."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
import json
from pathlib import Path
from typing import Final

from .chips import BY_NAME
from .commands import run
from .figures import FIGURES, Measured

FILE: Final = Path(__file__).parent / "budget.json"
MAX_GROWTH: Final = 1.05
RENEW: Final = "scripts/bench mcu --renew"
TITLES: Final = {figure.key: figure.title for figure in FIGURES}
UNITS: Final = {figure.key: figure.unit for figure in FIGURES}


@dataclass(frozen=True, slots=True)
class Limit:
    """What the design allows at most on a chip; `most` is a number, or another figure of the chip."""

    chip: str
    figure: str
    most: int | str
    words: str

    def __str__(self) -> str:
        return f"{BY_NAME[self.chip].title}: {self.words}"

    def most_of(self, figures: Mapping[str, int]) -> int:
        return figures[self.most] if isinstance(self.most, str) else self.most


_SLICE_MS: Final = 20


def _instructions_in(chip: str, milliseconds: float) -> int:
    of = BY_NAME[chip]
    return round(milliseconds * of.mhz * 1000 / of.cycles)


LIMITS: Final = (
    Limit("esp8266", "sample", 1_000, "one sample"),
    *(
        Limit(chip, "minute_most", 100_000, "one minute: features, score, decision")
        for chip in BY_NAME
    ),
    Limit("esp8266", "training", 20_000_000, "training, all of it"),
    *(
        Limit(chip, figure, _instructions_in(chip, _SLICE_MS), words)
        for chip in BY_NAME
        for figure, words in (
            ("slice_most", f"a slice of training: {_SLICE_MS} ms"),
            ("adapting_most", f"a slice of fitting a text: {_SLICE_MS} ms"),
            ("minute_learning_most", f"a minute while learning: {_SLICE_MS} ms"),
        )
    ),
    *(
        Limit(chip, "parse", "minute", "parsing: less than features and score")
        for chip in BY_NAME
    ),
    Limit("esp8266", "flash", 12 * 1024, "flash of the core"),
    Limit("esp8266", "ram_watching", 2 * 1024, "RAM while watching, with constants"),
    Limit("esp8266", "ram_learner", 12 * 1024, "RAM of learning"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A limit and what was measured."""

    limit: Limit
    measured: int
    most: int

    @property
    def kept(self) -> bool:
        return self.measured <= self.most


def verdicts(all_measured: Iterable[Measured]) -> list[Verdict]:
    """Every limit of the chips that were measured."""
    by_chip = {measured.chip.name: measured.figures for measured in all_measured}
    return [
        Verdict(
            limit, by_chip[limit.chip][limit.figure], limit.most_of(by_chip[limit.chip])
        )
        for limit in LIMITS
        if limit.chip in by_chip
    ]


def compilers() -> dict[str, str]:
    """Their versions: other ones make other instructions."""
    prefixes = {chip.prefix for chip in BY_NAME.values()}
    return {
        f"{prefix}g++": run([f"{prefix}g++", "-dumpversion"]).strip()
        for prefix in sorted(prefixes)
    }


def load() -> dict[str, dict[str, int]]:
    """The figures checked in, by chip."""
    figures: dict[str, dict[str, int]] = json.loads(FILE.read_text())["figures"]
    return figures


def checked_compilers() -> dict[str, str]:
    """The compilers the figures were measured with."""
    versions: dict[str, str] = json.loads(FILE.read_text())["compilers"]
    return versions


def known_missed() -> list[str]:
    """The limits that were missed when the figures were checked in."""
    missed: list[str] = json.loads(FILE.read_text())["missed"]
    return missed


def renew(all_measured: Sequence[Measured]) -> None:
    """Checks in what was measured."""
    figures = {measured.chip.name: measured.figures for measured in all_measured}
    missed = [str(v.limit) for v in verdicts(all_measured) if not v.kept]
    content = {"compilers": compilers(), "missed": missed, "figures": figures}
    FILE.write_text(json.dumps(content, indent=1) + "\n")


def grown(chip: str, measured: Mapping[str, int], kept: Mapping[str, int]) -> list[str]:
    """What has grown by more than is allowed, in words."""
    title = BY_NAME[chip].title
    return [
        f"{title}: {TITLES[key]} grew from {kept[key]:,} to {value:,} {UNITS[key]}"
        f" ({100 * value / kept[key] - 100:+.1f} %)"
        if kept.get(key)
        else f"{title}: {TITLES[key]} is new, {value:,} {UNITS[key]}"
        for key, value in measured.items()
        if value > kept.get(key, 0) * MAX_GROWTH
    ]
