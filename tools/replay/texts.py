"""Model texts on the command line: what is given is a file that holds one, or the text itself.

The integration's own code reads them, loaded without Home Assistant.
"""

import importlib
from pathlib import Path
import sys
from types import ModuleType
from typing import Any, Final, NoReturn

INTEGRATION: Final = Path(__file__).parents[2] / "custom_components" / "diol"

# What is wrong, and what to do.
SENTENCES: Final = {
    "not_a_model": "This is not a DIoL model text; copy one, which begins with DIoL1.",
    "newer_version": "The text was made by a newer DIoL (version {version}); update this one",
    "too_long": "The text has {length} characters; a model text has at most 255; copy it alone",
    "bad_character": "Character {position} is not one that a model text uses; copy the whole text again",
    "bad_length": "The text has {length} characters, so a part is missing or too much; copy the whole text again",
    "bad_checksum": "The checksum does not match, so a character is wrong; copy the whole text again",
    "bad_value": "The model is not usable: its {field} is out of range; let the plug learn again",
    "unknown_features": "The model uses feature set {set}, which is not known here; update DIoL",
    "blind_model": "The model could never report an anomaly: with its {field} nothing would be unusual; "
    "let the plug learn again",
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


def arguments(
    given: list[str], usage: str, known: tuple[str, ...] = ()
) -> tuple[list[str], dict[str, str]]:
    """Split the command line into models and the values of the options that are known."""
    models, options, rest = list[str](), dict[str, str](), iter(given)
    for argument in rest:
        if not argument.startswith("--"):
            models.append(argument)
        elif argument not in known:
            fail(f"unknown option {argument}")
        elif (value := next(rest, None)) is None:
            fail(f"{argument} needs a value")
        else:
            options[argument] = value
    if not models or options.keys() != set(known):
        fail(usage)
    return models, options


def label(given: str) -> str:
    """Name what was given: a file as it is, a text by its beginning."""
    return f"{given[:16]}…" if _is_text(given) else given


def read(given: str) -> Any:
    """Read the model that is given."""
    model = load("model")
    text = given if _is_text(given) else _first_line(Path(given))
    try:
        return model.parse(text.rstrip())
    except model.ModelTextError as err:
        # People count from 1; the code keeps what the plug says too.
        values = {
            key: value + 1 if key == "position" else value
            for key, value in err.placeholders.items()
        }
        fail(f"{label(given)}: {SENTENCES[err.code].format(**values)} [{err}]")


def _is_text(given: str) -> bool:
    return given.startswith("DIoL") and not Path(given).exists()


def _first_line(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as err:
        fail(f"{path}: {err.strerror}")
    return lines[0] if lines else ""
