"""Merges model texts into one: `scripts/replay merge MODEL MODEL... --model OUT`.

The integration's own code does it, loaded without Home Assistant.
"""

import importlib
from pathlib import Path
import sys
from types import ModuleType
from typing import Any, Final, NoReturn

USAGE: Final = "usage: replay merge MODEL MODEL... --model OUT; see docs/replay.md"
INTEGRATION: Final = Path(__file__).parents[2] / "custom_components" / "diol"

SENTENCES: Final = {
    "not_a_model": "This is not a DIoL model text; it must begin with DIoL1.",
    "newer_version": "The text was made by a newer DIoL (version {version}); update this one",
    "too_long": "The text has {length} characters; a model text has at most 255",
    "bad_character": "The character at position {position}, counted from 0, is not one that a model text uses",
    "bad_length": "The text has {length} characters, so a part is missing or too much",
    "bad_checksum": "The checksum does not match, so a character is wrong",
    "bad_value": "The model is not usable: its {field} is out of range",
    "unknown_features": "The model uses feature set {set}, which is not known here; update DIoL",
    "blind_model": "The model could never report an anomaly: its {field} is too large",
}


def fail(message: str) -> NoReturn:
    """Say what is wrong in one line."""
    print(f"replay: {message}", file=sys.stderr)
    sys.exit(2)


def load(name: str) -> Any:
    """Load a module of the integration; its package itself would ask for Home Assistant."""
    package = ModuleType("diol")
    package.__path__ = [str(INTEGRATION)]
    sys.modules.setdefault("diol", package)
    return importlib.import_module(f"diol.{name}")


def arguments(given: list[str]) -> tuple[list[Path], Path]:
    """Split the command line into the models and the place for the merged one."""
    models, out, rest = list[Path](), None, iter(given)
    for argument in rest:
        if not argument.startswith("--"):
            models.append(Path(argument))
        elif argument != "--model":
            fail(f"unknown option {argument}")
        elif (value := next(rest, None)) is None:
            fail("--model needs a value")
        else:
            out = Path(value)
    if not models or out is None:
        fail(USAGE)
    return models, out


def read(path: Path) -> Any:
    """Read the model in a file."""
    model = load("model")
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as err:
        fail(f"{path}: {err.strerror}")
    try:
        return model.parse(lines[0].rstrip() if lines else "")
    except model.ModelTextError as err:
        sentence = SENTENCES[err.code].format(**err.placeholders)
        fail(f"{path}: {sentence} [{err}]")


def main(given: list[str]) -> None:
    """Merge."""
    paths, out = arguments(given)
    models = [read(path) for path in paths]
    merging = load("merging")
    try:
        text = load("model").format(merging.merge(models))
    except merging.MergeError as err:
        fail(str(err))
    try:
        out.write_text(text + "\n", encoding="ascii")
    except OSError as err:
        fail(f"{out}: {err.strerror}")


if __name__ == "__main__":
    main(sys.argv[1:])
