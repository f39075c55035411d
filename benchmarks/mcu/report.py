"""The tables of docs/mcu.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from benchmarks.table import Table

from .budget import Verdict
from .figures import FIGURES, Measured

# Of these, how long they take
TIMED: Final = (
    *("sample", "minute", "parse", "format", "import"),
    *("minute_learning_most", "slice_most", "training", "adapting_most", "save"),
)


def counted(all_measured: Sequence[Measured]) -> list[Table]:
    """Instructions, bytes and times of every chip."""
    columns = ["", *(f"{m.chip.title}, {m.chip.core}" for m in all_measured)]
    tables = [
        Table(
            unit,
            title,
            columns,
            [
                (figure.title, *(f"{m.figures[figure.key]:,}" for m in all_measured))
                for figure in FIGURES
                if figure.unit == unit
            ],
        )
        for unit, title in (("instructions", "Instructions"), ("bytes", "Bytes"))
    ]
    titles = {figure.key: figure.title for figure in FIGURES}
    columns = [
        "",
        *(f"{m.chip.title}, {m.chip.mhz} MHz, x {m.chip.cycles}" for m in all_measured),
    ]
    rows: list[Sequence[str]] = [
        (
            titles[key],
            *(_milliseconds(m.chip.milliseconds(m.figures[key])) for m in all_measured),
        )
        for key in TIMED
    ]
    tables.append(Table("milliseconds", "Milliseconds, estimated", columns, rows))
    return tables


def _milliseconds(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:.1f}"


def budget(found: Sequence[Verdict], all_measured: Sequence[Measured]) -> Table:
    """Every limit of the design, kept or missed."""
    titles = {m.chip.name: m.chip.title for m in all_measured}
    rows: list[Sequence[str]] = [
        (
            verdict.limit.words,
            titles[verdict.limit.chip],
            f"{verdict.most:,}",
            f"{verdict.measured:,}",
            "kept"
            if verdict.kept
            else f"**missed**, {verdict.measured / verdict.most:.1f} x",
        )
        for verdict in found
    ]
    return Table("budget", "Budget", ("what", "chip", "at most", "measured", ""), rows)


def paper(all_measured: Sequence[Measured]) -> Table:
    """What arXiv 2603.27393 claims of sharing, here."""
    columns = ("", *(m.chip.title for m in all_measured))
    rows: list[Sequence[str]] = [
        (
            "parsing a text / one inference (features, score, decision)",
            *(f"{m.figures['parse'] / m.figures['minute']:.2f}" for m in all_measured),
        ),
        (
            "score with the plug's own model, instructions",
            *(f"{m.own_score:,.1f}" for m in all_measured),
        ),
        (
            "score with the imported model, instructions",
            *(f"{m.imported_score:,.1f}" for m in all_measured),
        ),
        ("scores of the two, bit for bit", *("the same" for _ in all_measured)),
    ]
    return Table("paper", "The paper's claims", columns, rows)
