"""Prints what a whole firmware costs with and without DIoL."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
import sys
from typing import Final

from benchmarks.mcu.commands import ROOT, BenchError
from benchmarks.table import Table, filled

from .measuring import CHIPS, Code, Cost, generated, host_cost

PAGE: Final = ROOT / "docs" / "mcu.md"


def host_table(without: Cost, with_diol: Cost) -> Table:
    """Bytes and times of the host firmware."""
    rows: list[Sequence[str]] = []

    def add(what: str, one: float, other: float, digits: int = 0) -> None:
        values = (one, other, other - one)
        rows.append((what, *(f"{value:,.{digits}f}" for value in values)))

    for part in ("text", "data", "bss"):
        add(f"{part}, bytes", getattr(without, part), getattr(with_diol, part))
    for number, state in enumerate(("watching", "learning")):
        one, other = without.phases[number], with_diol.phases[number]
        add(f"resident memory, {state}, KB", one.resident / 1024, other.resident / 1024)
        add(f"a round of the main loop, {state}, µs", one.round_us, other.round_us, 2)
    return Table(
        "firmware",
        "The same plug with and without DIoL, on a PC",
        ("", "without", "with", "DIoL"),
        rows,
    )


def generated_table(codes: dict[str, tuple[Code, Code]]) -> Table:
    """What ESPHome generates for the chips."""
    rows: list[Sequence[str]] = [
        (
            f"{chip} (`{CHIPS[chip]}.yaml`)",
            f"{without.lines:,} lines, {without.size:,} bytes",
            f"{with_diol.lines:,} lines, {with_diol.size:,} bytes",
        )
        for chip, (without, with_diol) in codes.items()
    ]
    return Table("generated", "Generated main.cpp", ("chip", "without", "with"), rows)


def main() -> int:
    """Print the tables; 2 when the bench cannot run."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench firmware",
        description="Measures a whole firmware with and without DIoL.",
    )
    parser.add_argument(
        "--write-docs", action="store_true", help="put the tables into docs/mcu.md"
    )
    asked = parser.parse_args()
    try:
        tables = [
            host_table(host_cost("without"), host_cost("with")),
            generated_table({chip: generated(plug) for chip, plug in CHIPS.items()}),
        ]
    except BenchError as err:
        print(f"bench: {err}", file=sys.stderr)
        return 2
    print("\n".join(table.markdown() for table in tables))
    if asked.write_docs:
        PAGE.write_text(filled(PAGE.read_text(), tables))
    return 0


if __name__ == "__main__":
    sys.exit(main())
