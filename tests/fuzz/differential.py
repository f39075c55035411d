"""Fuzz the integration's parser against the plug's, and what merging makes of the models.

    python -m tests.fuzz.differential LIBRARY [libFuzzer's options, corpus folders or inputs]

An input is one to three texts with the byte 0xFF, which no UTF-8 has, between them. Each is read by
both: the same numbers or the same refusal. What is made of two or three usable ones is read by both,
too, unless they are not of one kind.
"""

import ctypes
import sys
from typing import Any, Final

import atheris

from .integration import load
from .mutations import BETWEEN, mutate

model: Final = load("model")
merging: Final = load("merging")

MOST_TEXTS: Final = 3
MOST_NUMBERS: Final = 256
# In the order in which tests/core/model_numbers.h has them
FLAGS: Final = ("provisional", "adapted", "cycles", "on_demand")
NUMBERS: Final = (
    *("on_power", "off_level", "on_time", "off_time", "duty", "starts"),
    *("block_minutes", "blocks", "block_mean", "block_scale", "block_max"),
    *("longest_on", "longest_off", "greatest_power", "least_power"),
    *("greatest_floor_on", "greatest_floor_off", "greatest_peak", "most_attempts"),
    *("most_starts", "greatest_duty", "greatest_base", "longest_unchanged"),
    *("day_on", "day_off", "day_power"),
)


class Plug:
    """The parser that runs in the plug."""

    def __init__(self, library: str) -> None:
        self._read = ctypes.CDLL(library).diol_read
        self._read.argtypes = (
            *(ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_int),
            *(ctypes.c_char_p, ctypes.c_size_t),
        )
        self._numbers = (ctypes.c_double * MOST_NUMBERS)()
        self._refusal = ctypes.create_string_buffer(128)

    def read(self, text: bytes) -> list[float] | str:
        """Return the numbers of a text, or "code number field" of its refusal."""
        refusal = self._refusal
        count = self._read(
            text, len(text), self._numbers, MOST_NUMBERS, refusal, len(refusal)
        )
        return refusal.value.decode() if count < 0 else self._numbers[:count]


def read_here(text: str) -> tuple[Any, list[float] | str]:
    """Return the same of the integration's parser, and the model where there is one."""
    try:
        read = model.parse(text)
    except model.ModelTextError as refusal:
        values = dict(refusal.placeholders)
        field = values.pop("field", "")
        (number,) = values.values() or (0,)
        return None, f"{refusal.code} {number} {field}"
    numbers = [getattr(read, name) for name in FLAGS]
    numbers += [read.interval, len(read.clusters), read.hours]
    numbers += [getattr(read, name) for name in NUMBERS]
    numbers += [*read.day_spreads, *read.means, *read.spreads]
    for cluster in read.clusters:
        numbers += [cluster.minutes, *cluster.coordinates]
    return read, numbers


def text_of(data: bytes) -> str:
    """Make a text of any bytes; those that are no UTF-8 become unpaired surrogates."""
    try:
        return data.decode(errors="surrogatepass")
    except UnicodeDecodeError:
        return data.decode(errors="surrogateescape")


def compare(plug: Plug, text: str) -> Any:
    """Read a text with both; return the model, or None where it is refused."""
    read, here = read_here(text)
    # The form in which Home Assistant would send it to the plug
    there = plug.read(text.encode(errors="surrogatepass"))
    assert here == there, f"{text!r}: the integration {here}, the plug {there}"
    if read is not None:
        again = model.format(read)
        assert again == text, f"{text!r} is formatted as {again!r}"
    return read


def merge(plug: Plug, models: list[Any]) -> None:
    """Make one model of all and let both read it."""
    try:
        text = model.format(merging.merge(models))
    except merging.MergeError:
        return
    assert compare(plug, text) is not None, f"merging made {text!r}, which is refused"
    for others in (models[::-1], models + models[:1]):
        again = model.format(merging.merge(others))
        assert again == text, (
            f"from the same in another order merging makes {again!r}, not {text!r}"
        )


def main() -> None:
    """Run until libFuzzer ends it."""
    library, *arguments = sys.argv[1:]
    plug = Plug(library)

    def run(data: bytes) -> None:
        parts = data.split(BETWEEN, MOST_TEXTS - 1)
        models = [compare(plug, text_of(part)) for part in parts]
        usable = [read for read in models if read is not None]
        if len(usable) > 1:
            merge(plug, usable)

    # libFuzzer calls this itself anew, through a shell, to merge corpora.
    command = f"{sys.executable} -m tests.fuzz.differential {library}"
    atheris.Setup(
        [command, *arguments],
        run,
        custom_mutator=mutate,
        internal_libfuzzer=True,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
