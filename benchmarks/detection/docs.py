"""Puts tables between their markers in docs/detection.md, and pictures beside it."""

from __future__ import annotations

from collections.abc import Iterable
import re
import shutil
from typing import Final

from . import cache
from .replay import ROOT
from .report import Table

PAGE: Final = ROOT / "docs" / "detection.md"
PICTURES: Final = ROOT / "docs" / "images"


def filled(text: str, tables: Iterable[Table]) -> str:
    """The text with each table between `<!-- table NAME -->` and `<!-- end -->`, if that is there."""
    for table in tables:
        marker = f"<!-- table {table.name} -->"
        block = f"{marker}\n\n{table.markdown()}\n<!-- end -->"
        between = re.compile(f"{re.escape(marker)}.*?<!-- end -->", re.DOTALL)
        # A backslash in a table is no group.
        text = between.sub(block.replace("\\", r"\\"), text)
    return text


def write(tables: Iterable[Table]) -> None:
    """The page, and all pictures there are."""
    PAGE.write_text(filled(PAGE.read_text(), tables))
    PICTURES.mkdir(exist_ok=True)
    for picture in cache.OUT.glob("detection-*.png"):
        shutil.copy(picture, PICTURES)
