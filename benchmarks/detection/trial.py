"""The product on recorded cold appliances: false alarms a week, recall of injected faults, delay.

python -m benchmarks.detection.trial --data DIR [--days 9] [--events 3] [--seeds 1]
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
import sys
import tempfile
from typing import Final

import numpy as np

from . import recordings
from .inject import BENIGN, FAULTS, Injected, Injector, Severity, find_levels
from .recorded import alarms, trace_of
from .recordings import GRID_S, PER_DAY, PER_HOUR, Recording
from .replay import Anomaly, ReplayError, learn, watch

UNITS: Final = ("599393", "76C07F", "B83B9E", "D32131", "D331DA", "eco")
ECO: Final = "eco_h1_fridge_01_20120701-20120715_5s.csv.gz"
LEAD: Final = 12 * PER_HOUR  # grid steps of history before a fault
AFTER: Final = PER_HOUR
TRIES: Final = 200
SEVERITIES: Final[tuple[Severity, ...]] = ("plain", "hard")


@dataclass(slots=True)
class Result:
    """What one unit gave."""

    unit: str
    weeks: float = 0.0
    false_alarms: int = 0
    in_alarm: float = 0.0  # share of the watched time
    # (kind, severity): delay in minutes of each event, None where it was missed
    events: dict[tuple[str, str], list[float | None]] = field(
        default_factory=lambda: defaultdict(list)
    )


def recording_of(data: Path, unit: str) -> Recording:
    """A unit's recording on the grid."""
    path = data / "traces" / ECO if unit == "eco" else trace_of(data, unit)
    return recordings.load(path, unit)


class Trial:
    """One unit: learnt once, then watched clean and with each fault."""

    def __init__(self, recording: Recording, days: float, work: Path) -> None:
        self.recording = recording
        self.work = work
        self.start = int(days * PER_DAY)
        self.model = work / f"{recording.unit}.diol"
        self.result = Result(recording.unit)
        self._levels = find_levels(recording.power)
        self._clean: list[Anomaly] = []

    def run(self, events: int, seeds: int) -> Result:
        """Everything."""
        trace = self.work / f"{self.recording.unit}.csv"
        recordings.save(self.recording.power, 0, trace)
        learn(trace, self.model, end=self.start * GRID_S)
        self._watch_clean(trace)
        for kind, severity, seed, number in product(
            FAULTS, SEVERITIES, range(seeds), range(events)
        ):
            if injected := self._inject(kind, severity, seed, number):
                self.result.events[kind, severity].append(self._delay(*injected))
        return self.result

    def _watch_clean(self, trace: Path) -> None:
        self._clean = found = watch(trace, self.model, start=self.start * GRID_S)
        known = int(np.count_nonzero(~np.isnan(self.recording.power[self.start :])))
        self.result.weeks = known / (7 * PER_DAY)
        self.result.false_alarms = alarms(found)
        self.result.in_alarm = sum(a.end - a.start for a in found) / (known * GRID_S)

    def _inject(
        self, kind: str, severity: Severity, seed: int, number: int
    ) -> tuple[int, Injected] | None:
        """A fault at a random time, and the first grid step of the stretch that it is in."""
        name = f"{self.recording.unit}-{kind}-{severity}-{seed}-{number}"
        rng = np.random.default_rng([*name.encode()])
        runs = self.recording.runs(self.start, len(self.recording.power))
        for _ in range(TRIES):
            first, end = runs[rng.integers(len(runs))]
            if end - first < LEAD + 3 * PER_HOUR:
                continue
            power = self.recording.power[first:end]
            at = int(rng.integers(LEAD, end - first - 2 * PER_HOUR))
            injected = Injector(power, self._levels, rng, severity).inject(kind, at)
            if injected is not None:
                return first, injected
        return None

    def _delay(self, first: int, injected: Injected) -> float | None:
        """Minutes until an anomaly that the recording does not have at that time anyway."""
        a, b = max(0, injected.start - LEAD), injected.end + AFTER
        file = self.work / f"{self.recording.unit}-faulty.csv"
        recordings.save(injected.power[a:b], first + a, file)
        start, end = ((first + i) * GRID_S for i in (injected.start, injected.end))
        for anomaly in watch(file, self.model, start=0):
            if anomaly.end < start or anomaly.start > end:
                continue
            at = max(anomaly.start, start)
            if not any(c.start <= at <= c.end for c in self._clean):
                return (at - start) / 60
        return None


def try_unit(data: Path, unit: str, days: float, events: int, seeds: int) -> Result:
    """One unit, in a process of its own."""
    with tempfile.TemporaryDirectory() as work:
        return Trial(recording_of(data, unit), days, Path(work)).run(events, seeds)


def recall(
    results: list[Result], severity: str
) -> tuple[float, dict[str, float], float]:
    """Mean over the kinds, each kind, and the median delay in minutes."""
    by_kind = dict[str, float]()
    delays = list[float]()
    for kind in FAULTS:
        tried = [d for r in results for d in r.events[kind, severity]]
        caught = [d for d in tried if d is not None]
        by_kind[kind] = len(caught) / len(tried) if tried else float("nan")
        if kind not in BENIGN:
            delays += caught
    faults = [share for kind, share in by_kind.items() if kind not in BENIGN]
    return (
        float(np.nanmean(faults)),
        by_kind,
        float(np.median(delays)) if delays else float("nan"),
    )


def print_table(results: list[Result]) -> None:
    """All units, then all kinds."""
    for r in [*results, _all(results)]:
        group = results if r.unit == "all" else [r]
        plain, hard = recall(group, "plain"), recall(group, "hard")
        print(
            f"{r.unit:8} {r.weeks:5.1f} weeks  {r.false_alarms / r.weeks:5.1f} alarms a week"
            f"  {r.in_alarm:6.1%} in alarm  recall {plain[0]:.2f} / {hard[0]:.2f}"
            f"  delay {plain[2]:.0f} / {hard[2]:.0f} min"
        )
    plain, hard = recall(results, "plain"), recall(results, "hard")
    for kind in FAULTS:
        n = sum(len(r.events[kind, "plain"]) for r in results)
        print(f"  {kind:14} {plain[1][kind]:.2f} / {hard[1][kind]:.2f}  n = {n}")


def _all(results: list[Result]) -> Result:
    weeks = sum(r.weeks for r in results)
    in_alarm = sum(r.in_alarm * r.weeks for r in results) / weeks
    return Result("all", weeks, sum(r.false_alarms for r in results), in_alarm)


def main() -> int:
    """Print the tables; 2 when the recordings are not there."""
    parser = argparse.ArgumentParser(
        description="Try the product on recorded cold appliances"
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--days", type=float, default=9.0)
    parser.add_argument("--events", type=int, default=3)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--units", nargs="+", default=UNITS)
    arguments = parser.parse_args()
    try:
        with ProcessPoolExecutor(2) as pool:
            jobs = [
                pool.submit(
                    try_unit,
                    arguments.data,
                    unit,
                    arguments.days,
                    arguments.events,
                    arguments.seeds,
                )
                for unit in arguments.units
            ]
            print_table([job.result() for job in jobs])
    except (OSError, ReplayError, ValueError) as err:
        print(f"trial: {err}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
