"""The detection bench: prints its tables and keeps them, with plots, in build/bench/detection."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
import sys
import time
from typing import Final

from . import comparison, comparison_tables
from .replay import ReplayError
from .report import Table
from .settings import Settings


def _compare(settings: Settings) -> list[Table]:
    found = comparison.compare(settings)
    return comparison_tables.tables(found)


TABLES: Final[dict[str, Callable[[Settings], list[Table]]]] = {
    "main": _compare,
}


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench detection", description="Measures detection side by side."
    )
    parser.add_argument("--data", type=Path, help="folder with traces/*.csv.gz")
    parser.add_argument("--quick", action="store_true", help="few units, with limits")
    parser.add_argument(
        "--only", default=",".join(TABLES), help=f"some of {','.join(TABLES)}"
    )
    parser.add_argument(
        "--write-docs", action="store_true", help="put tables and plots into docs/"
    )
    parser.add_argument("--workers", type=int, default=2, help="processes (default 2)")
    return parser.parse_args()


def main() -> int:
    """Print the tables; 1 when a limit is missed, 2 when something is not there."""
    asked = arguments()
    settings = Settings(asked.data, asked.quick, asked.workers)
    try:
        for name in asked.only.split(","):
            started = time.perf_counter()
            made = TABLES[name](settings)
            for table in made:
                print(table.markdown(), flush=True)
            print(f"{name}: {time.perf_counter() - started:.0f} s", file=sys.stderr)
    except (OSError, ReplayError) as err:
        print(f"bench: {err}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
