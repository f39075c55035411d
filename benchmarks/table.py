"""Tables in Markdown, and their places on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
import re


@dataclass(slots=True)
class Table:
    """A table under its name, with what a reader must know about it."""

    name: str
    title: str
    columns: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def markdown(self, level: int = 3) -> str:
        lines = [f"{'#' * level} {self.title}", ""]
        lines += [_line(self.columns), "|" + "---|" * len(self.columns)]
        lines += [_line(row) for row in self.rows]
        if self.notes:
            lines += ["", *(f"{note}  " for note in self.notes[:-1]), self.notes[-1]]
        return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def filled(text: str, tables: Iterable[Table]) -> str:
    """The text with each table between `<!-- table NAME -->` and `<!-- end -->`, if that is there."""
    for table in tables:
        marker = f"<!-- table {table.name} -->"
        block = f"{marker}\n\n{table.markdown()}\n<!-- end -->"
        between = re.compile(f"{re.escape(marker)}.*?<!-- end -->", re.DOTALL)
        # A backslash in a table is no group.
        text = between.sub(block.replace("\\", r"\\"), text)
    return text
