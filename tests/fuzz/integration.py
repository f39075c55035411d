"""The integration's modules, loaded without Home Assistant and so that libFuzzer sees their branches."""

import importlib
from pathlib import Path
import sys
from types import ModuleType
from typing import Any, Final

import atheris

INTEGRATION: Final = Path(__file__).parents[2] / "custom_components" / "diol"


def load(name: str) -> Any:
    """Load a module; its package itself would ask for Home Assistant."""
    package = ModuleType("diol")
    package.__path__ = [str(INTEGRATION)]
    sys.modules.setdefault("diol", package)
    with atheris.instrument_imports(include=["diol"]):
        return importlib.import_module(f"diol.{name}")
