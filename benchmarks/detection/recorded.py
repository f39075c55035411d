"""A first measurement on recorded fridges: false alarms a week, and two faults spliced into later days.

python -m benchmarks.detection.recorded --data DIR [--days 5]

Each recording is learnt for its first days and watched for the rest; then a 4 h run-on and a 5 h
no-start are spliced into several later days, one at a time. A fault is caught when an anomaly begins
within it that the recording without the fault does not have at that time.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
import itertools
from pathlib import Path
import statistics
import sys
import tempfile
from typing import Final

from benchmarks.simulator import trace_io
from benchmarks.simulator.sampling import Sample
from benchmarks.simulator.splice import SpliceKind, splice

from .replay import Anomaly, ReplayError, learn, watch

DAY: Final = 86400.0
UNITS: Final = ("599393", "76C07F", "B83B9E", "D32131", "D331DA")
FAULTS: Final[tuple[tuple[SpliceKind, float], ...]] = (
    ("run_on", 4.0),
    ("no_start", 5.0),
)
# Faults are put at these shares of the watched time.
PLACES: Final = (0.2, 0.4, 0.6, 0.8)
# A reading stands for the time until the next one, at most this long.
MAX_HOLD_S: Final = 300.0
# Anomalies that follow each other within this time are one alarm to the person who gets them.
REARM_S: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Result:
    """What one recording gave; a delay (min) for every fault that was caught, None for the others."""

    unit: str
    model_length: int
    weeks: float
    false_alarms: int
    delays: dict[str, list[float | None]]


def trace_of(data: Path, unit: str) -> Path:
    """The recording of a unit: the longest of those named after it."""
    found = [
        p
        for p in data.glob(f"traces/*fridge_{unit}_*.csv.gz")
        if "native" not in p.name
    ]
    if not found:
        raise FileNotFoundError(f"{data}: no recording of fridge {unit}")
    return max(found, key=lambda p: p.stat().st_size)


def watched_weeks(samples: list[Sample], start: float) -> float:
    """Time covered by readings from `start` on, in weeks."""
    later = [s for s in samples if s.t >= start]
    held = sum(min(b.t - a.t, MAX_HOLD_S) for a, b in itertools.pairwise(later))
    return held / (7 * DAY)


def alarms(anomalies: list[Anomaly]) -> int:
    """How many alarms a person would have been given."""
    count, quiet_from = 0, float("-inf")
    for anomaly in anomalies:
        count += anomaly.start > quiet_from + REARM_S
        quiet_from = anomaly.end
    return count


def delay(
    found: list[Anomaly], clean: list[Anomaly], start: float, end: float
) -> float | None:
    """Minutes from the fault's start to the first anomaly that is due to it."""
    for anomaly in found:
        begun = start <= anomaly.start <= end
        if begun and not any(c.start <= anomaly.start <= c.end for c in clean):
            return (anomaly.start - start) / 60
    return None


def measure(trace: Path, unit: str, days: float, work: Path) -> Result:
    """Learn, watch, and watch again with each fault."""
    start = days * DAY
    model = work / f"{unit}.diol"
    text = learn(trace, model, end=start)
    samples = trace_io.load(trace)
    clean = watch(trace, model, start=start)
    delays: dict[str, list[float | None]] = {}
    end = samples[-1].t
    for kind, hours in FAULTS:
        delays[kind] = []
        for place in PLACES:
            try:
                spliced = splice(samples, kind, start + place * (end - start), hours)
            except ValueError:
                continue  # no stretch without gaps after this place
            faulty = work / "faulty.csv"
            trace_io.save(spliced.samples, faulty)
            found = watch(faulty, model, start=start)
            delays[kind].append(delay(found, clean, spliced.start, spliced.end))
    return Result(unit, len(text), watched_weeks(samples, start), alarms(clean), delays)


def cell(delays: list[float | None]) -> str:
    """Caught of tried, with the median delay in minutes."""
    caught = [d for d in delays if d is not None]
    if not caught:
        return f"0 of {len(delays)}"
    return f"{len(caught)} of {len(delays)}, {statistics.median(caught):.0f} min"


def print_table(results: list[Result]) -> None:
    """A Markdown table, with a line for all units together."""
    print(
        "| fridge | model text | weeks watched | alarms | alarms a week | run-on 4 h | no-start 5 h |"
    )
    print("|---|---|---|---|---|---|---|")
    for r in results:
        print(
            f"| {r.unit} | {r.model_length} characters | {r.weeks:.1f} | {r.false_alarms} "
            f"| {r.false_alarms / r.weeks:.1f} | {cell(r.delays['run_on'])} | {cell(r.delays['no_start'])} |"
        )
    weeks = sum(r.weeks for r in results)
    count = sum(r.false_alarms for r in results)
    every = {kind: [d for r in results for d in r.delays[kind]] for kind, _ in FAULTS}
    print(
        f"| all | | {weeks:.1f} | {count} | {count / weeks:.1f} "
        f"| {cell(every['run_on'])} | {cell(every['no_start'])} |"
    )


def main() -> int:
    """Print the table; 2 when the recordings are not there or cannot be read."""
    parser = argparse.ArgumentParser(
        description="Measure detection on recorded fridges"
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with traces/*.csv.gz"
    )
    parser.add_argument(
        "--days", type=float, default=5.0, help="days to learn (default 5)"
    )
    arguments = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as work:
            print_table(
                [
                    measure(
                        trace_of(arguments.data, unit), unit, arguments.days, Path(work)
                    )
                    for unit in UNITS
                ]
            )
    except (OSError, ReplayError, ValueError) as err:
        print(f"recorded: {err}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
