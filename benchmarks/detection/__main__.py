"""The detection bench: prints its tables and keeps them, with plots, in build/bench/detection."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
import sys
import time
from typing import Final

from benchmarks.table import Table

from . import (
    appliances,
    cache,
    comparison,
    comparison_tables,
    contaminated,
    docs,
    plots,
    quick,
    rates,
    replay,
    sensitivity,
    transfer,
)
from .replay import ReplayError
from .settings import Settings
from .units import cold


def _main(settings: Settings) -> list[Table]:
    found = comparison.compare(settings)
    plots.alarms_and_recall(found, cache.OUT)
    plots.kinds(found, cache.OUT)
    return comparison_tables.tables(found)


def _transfer(settings: Settings) -> list[Table]:
    made, found = transfer.tables(settings)
    plots.transfer(found, cache.OUT)
    return made


TABLES: Final[dict[str, Callable[[Settings], list[Table]]]] = {
    "main": _main,
    "transfer": _transfer,
    "contaminated": contaminated.tables,
    "rates": rates.tables,
    "sensitivity": sensitivity.tables,
    "appliances": appliances.tables,
}


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench detection", description="Measures detection side by side."
    )
    parser.add_argument("--data", type=Path, help="folder with traces/*.csv.gz")
    parser.add_argument("--quick", action="store_true", help="few units, with limits")
    parser.add_argument(
        "--only",
        default=",".join(TABLES),
        metavar="TABLE,...",
        help=f"some of {','.join(TABLES)}",
    )
    parser.add_argument(
        "--write-docs", action="store_true", help="put tables and plots into docs/"
    )
    parser.add_argument("--workers", type=int, default=2, help="processes (default 2)")
    asked = parser.parse_args()
    if unknown := set(asked.only.split(",")) - set(TABLES):
        parser.error(f"there is no table {', '.join(sorted(unknown))}")
    if asked.data and not (asked.data / "traces").is_dir():
        parser.error(f"{asked.data} has no folder traces; see docs/detection.md")
    if asked.write_docs and (asked.quick or not asked.data):
        parser.error("--write-docs needs recordings, --data DIR, and no --quick")
    return asked


def say_what(settings: Settings) -> None:
    """On what it runs."""
    if settings.data is None or settings.quick:
        print(
            "Measured on simulated appliances alone; recordings make it worth more.\n"
        )
    elif not any(unit.files for unit in cold(settings.data)):
        print("None of the recordings is known: measured on simulated appliances.\n")


def made(asked: argparse.Namespace, settings: Settings) -> Iterator[list[Table]]:
    """The tables one after the other, each kept as soon as it is there."""
    cache.OUT.mkdir(parents=True, exist_ok=True)
    for name in asked.only.split(","):
        started = time.perf_counter()
        tables = TABLES[name](settings)
        text = "\n".join(table.markdown() for table in tables)
        (cache.OUT / f"{name}.md").write_text(text)
        yield tables
        print(f"{name}: {time.perf_counter() - started:.0f} s", file=sys.stderr)


def main() -> int:
    """Print the tables; 1 when a limit is missed, 2 when something is not there."""
    asked = arguments()
    settings = Settings(asked.data, asked.quick, asked.workers)
    say_what(settings)
    try:
        replay.freeze(cache.FOLDER)
        if asked.quick:
            tables, hold = quick.tables(settings)
            print("\n".join(table.markdown() for table in tables))
            return 0 if hold else 1
        for tables in made(asked, settings):
            print("\n".join(table.markdown() for table in tables), flush=True)
            if asked.write_docs:
                docs.write(tables)
    except (OSError, ReplayError) as err:
        print(f"bench: {err}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
