"""Merges models into one: `scripts/replay merge MODEL MODEL... --model OUT`."""

from pathlib import Path
import sys
from typing import Final

from .texts import arguments, fail, load, read

USAGE: Final = "usage: replay merge MODEL MODEL... --model OUT; see docs/replay.md"


def main(given: list[str]) -> None:
    """Merge."""
    names, options = arguments(given, USAGE, ("--model",))
    models = [read(name) for name in names]
    merging = load("merging")
    try:
        text = load("model").format(merging.merge(models))
    except merging.MergeError as err:
        fail(str(err))
    out = Path(options["--model"])
    try:
        out.write_text(text + "\n", encoding="ascii")
    except OSError as err:
        fail(f"{out}: {err.strerror}")


if __name__ == "__main__":
    main(sys.argv[1:])
