"""What the core costs on the chips of plugs: prints the tables, checks the budget."""

from __future__ import annotations

import argparse
from concurrent.futures import ThreadPoolExecutor
import os
import sys
from typing import Final

from benchmarks.table import Table, filled

from . import budget, build, emulator, report
from .chips import ALL, BY_NAME, Chip
from .commands import OUT, ROOT, BenchError
from .figures import Measured, differences, measure

PAGE: Final = ROOT / "docs" / "mcu.md"


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench mcu",
        description="Counts what the core costs on the chips of plugs, in an emulator.",
    )
    parser.add_argument(
        "--only",
        default=",".join(BY_NAME),
        metavar="CHIP,...",
        help=f"some of {','.join(BY_NAME)}",
    )
    parser.add_argument(
        "--renew", action="store_true", help="check in the figures as the new budget"
    )
    parser.add_argument(
        "--write-docs", action="store_true", help="put the tables into docs/mcu.md"
    )
    asked = parser.parse_args()
    if unknown := set(asked.only.split(",")) - set(BY_NAME):
        parser.error(f"there is no chip {', '.join(sorted(unknown))}")
    if (asked.renew or asked.write_docs) and set(asked.only.split(",")) != set(BY_NAME):
        parser.error("--renew and --write-docs need all chips, no --only")
    return asked


def measure_all(chips: list[Chip]) -> list[Measured]:
    """Every chip, as many at a time as there are processors; all have to come to what the host comes to."""
    plugin = build.plugin()
    host = emulator.run_on_host(build.host())
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        all_measured = list(pool.map(lambda chip: measure(chip, plugin), chips))
    for measured in all_measured:
        if found := differences(measured.said, host):
            raise BenchError(f"{measured.chip.title}: {'; '.join(found)}")
    return all_measured


def complaints(all_measured: list[Measured]) -> list[str]:
    """What grew beyond the figures checked in."""
    if budget.compilers() != budget.checked_compilers():
        print(
            "The budget was measured with other compilers; nothing is compared with it."
        )
        return []
    kept = budget.load()
    return [
        line
        for measured in all_measured
        for line in budget.grown(
            measured.chip.name, measured.figures, kept.get(measured.chip.name, {})
        )
    ]


def tables_of(all_measured: list[Measured]) -> list[Table]:
    """All that is shown; what is compared with others only when everything is."""
    from . import others  # noqa: PLC0415 - only the bench's environment has them

    compared = others.tables() if len(all_measured) == len(ALL) else []
    return [
        *compared,
        report.budget(budget.verdicts(all_measured), all_measured),
        *report.counted(all_measured),
        report.paper(all_measured),
    ]


def main() -> int:
    """Print the tables; 1 when something has grown, 2 when the bench cannot run."""
    asked = arguments()
    OUT.mkdir(parents=True, exist_ok=True)
    wanted = asked.only.split(",")
    try:
        all_measured = measure_all([chip for chip in ALL if chip.name in wanted])
        tables = tables_of(all_measured)
    except BenchError as err:
        print(f"bench: {err}", file=sys.stderr)
        return 2
    print("\n".join(table.markdown() for table in tables))
    if asked.write_docs:
        PAGE.write_text(filled(PAGE.read_text(), tables))
    if asked.renew:
        budget.renew(all_measured)
        return 0
    if found := complaints(all_measured):
        print("\n".join(found), file=sys.stderr)
        print(f"If that is meant: {budget.RENEW}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
