"""Puts tables between their markers in docs/detection.md, and pictures beside it."""

from __future__ import annotations

from collections.abc import Iterable
import shutil
from typing import Final

from benchmarks.table import Table, filled

from . import cache
from .replay import ROOT

PAGE: Final = ROOT / "docs" / "detection.md"
PICTURES: Final = ROOT / "docs" / "images"


def write(tables: Iterable[Table]) -> None:
    """The page, and all pictures there are."""
    PAGE.write_text(filled(PAGE.read_text(), tables))
    PICTURES.mkdir(exist_ok=True)
    for picture in cache.OUT.glob("detection-*.png"):
        shutil.copy(picture, PICTURES)
