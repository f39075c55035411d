"""The command line: writes a simulated trace as CSV."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
import sys
from typing import NoReturn

from . import trace_io
from .appliances import APPLIANCES, build
from .faults import DISTURBANCES, FAULTS, KINDS, FaultError, parse_fault, parse_span
from .process import DAY, Process
from .sampling import Meter, read


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{message}\n")
        sys.exit(2)


def _arguments() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m benchmarks.simulator",
        description="Writes a simulated power trace: CSV with the header t,power (seconds, watts).",
        epilog="A time is written 90s, 30m, 1.5h, 9d or 9d12h. Faults of the control (run_on, "
        "no_start, locked_rotor) act at the next moment at which they can.",
    )
    add = parser.add_argument
    add("appliance", nargs="?", help="see --list")
    add("--list", action="store_true", help="print appliances and faults")
    add("--days", type=float, default=10.0, help="length of the trace (default 10)")
    add(
        "--start",
        default="0",
        metavar="TIME",
        help="begin so long after midnight of day 0",
    )
    add(
        "--interval", type=float, default=5.0, metavar="S", help="1 to 60 s (default 5)"
    )
    add("--seed", type=int, default=1, help="draws the days (default 1)")
    add(
        "--unit",
        type=int,
        default=0,
        help="another unit of the appliance (default 0, nominal)",
    )
    add(
        "--fault",
        action="append",
        default=[],
        metavar="KIND@START[+DURATION][:SEVERITY]",
        help="plain or hard; may be given several times; disturbances too",
    )
    add(
        "--jitter",
        type=float,
        default=0.0,
        help="irregular readings: share of the interval, 0..0.9",
    )
    add(
        "--delta",
        type=float,
        default=0.0,
        metavar="W",
        help="report changes of so much only",
    )
    add(
        "--heartbeat",
        type=float,
        default=60.0,
        metavar="S",
        help="with --delta: at least so often",
    )
    add("--gaps", type=float, default=0.0, help="gaps a day")
    add(
        "--out",
        type=Path,
        help="CSV, or gzip if it ends in .gz (default: standard output)",
    )
    add(
        "--labels",
        type=Path,
        help="CSV of where the faults acted: kind,severity,start,end,strength",
    )
    return parser


def _list() -> str:
    rows = ["appliances:"]
    rows += [f"  {name:16} {appliance.about}" for name, appliance in APPLIANCES.items()]
    for title, kinds in (("faults:", FAULTS), ("disturbances:", DISTURBANCES)):
        rows.append(title)
        for kind in kinds:
            rows.append(f"  {kind:16} {KINDS[kind].about}")
            on = [
                name
                for name, appliance in APPLIANCES.items()
                if kind in appliance.faults
            ]
            rows.append(
                f"  {'':16} on: {'all' if len(on) == len(APPLIANCES) else ', '.join(on)}"
            )
    return "\n".join(rows)


def _write_labels(process: Process, path: Path) -> None:
    rows = ["kind,severity,start,end,strength"]
    for label in process.labels:
        times = f"{label.start:.3f},{label.end:.3f}"
        rows.append(f"{label.kind},{label.severity},{times},{label.strength:.4f}")
    path.write_text("\n".join(rows) + "\n")


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line and returns the exit status."""
    options = _arguments().parse_args(arguments)
    if options.list:
        print(_list())
        return 0
    try:
        if options.appliance is None:
            raise FaultError("name an appliance, or ask for --list")
        if not 0 < options.days <= 3660:
            raise FaultError(
                f"days are more than 0 and at most 3660, not {options.days:g}"
            )
        start = parse_span(options.start)
        meter = Meter(
            options.interval,
            options.jitter,
            options.delta,
            options.heartbeat,
            options.gaps,
        )
        faults = [parse_fault(text) for text in options.fault]
        process = build(options.appliance, options.unit, options.seed, faults)
        samples = read(process, meter, start, start + options.days * DAY)
        if options.out is None:
            trace_io.write(samples, sys.stdout.buffer)
            sys.stdout.flush()
        else:
            trace_io.save(samples, options.out)
        if options.labels is not None:
            _write_labels(process, options.labels)
    except BrokenPipeError:
        # The reader has seen enough; keep Python from flushing into the closed pipe at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
