"""Statistics of the cycles in a trace, real or simulated, to compare the two.

`python -m benchmarks.simulator.cycle_stats TRACE...` prints one row a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
import itertools
import math
from pathlib import Path
import statistics
import sys

from . import trace_io
from .levels import Levels, Run, find_levels, find_runs
from .process import DAY
from .sampling import Sample


@dataclass(frozen=True, slots=True)
class CycleStats:
    """Powers in W, times in minutes; variations as standard deviation over mean.

    `decay` is the power just after a start over that at the end of the run; `inrush` the share of
    starts with a reading above twice the on-power in their first ten seconds. A decay needs runs of
    at least 20 readings, else it is nan.
    """

    off_power: float
    on_power: float
    on_min: float
    off_min: float
    duty: float
    cycle_on_cv: float
    day_power_cv: float
    day_duty_cv: float
    day_cycle_cv: float
    decay: float
    inrush: float


def cycle_stats(samples: Sequence[Sample]) -> CycleStats:
    """Statistics of all whole runs of one minute or more; days with fewer than 5 are left out."""
    levels = find_levels(samples)
    runs = [run for run in find_runs(samples, levels) if run.whole]
    on = [run for run in runs if run.on and _minutes(samples, run) >= 1]
    off = [run for run in runs if not run.on and _minutes(samples, run) >= 1]
    if len(on) < 10 or len(off) < 10:
        raise ValueError("fewer than ten cycles")
    powers, duties, cycles = _days(samples, runs)
    decays = [_decay(samples, run) for run in on if run.last - run.first >= 20]
    on_min = [_minutes(samples, run) for run in on]
    off_min = [_minutes(samples, run) for run in off]
    return CycleStats(
        levels.off,
        statistics.median(powers),
        statistics.median(on_min),
        statistics.median(off_min),
        statistics.fmean(duties),
        _robust_cv(on_min),
        _cv(powers),
        _cv(duties),
        _cv(cycles),
        statistics.median(decays) if decays else math.nan,
        statistics.fmean(_peaks(samples, run, levels) for run in on),
    )


def _days(
    samples: Sequence[Sample], runs: list[Run]
) -> tuple[list[float], list[float], list[float]]:
    """On-power, duty and cycle length (minutes) of each day."""
    pairs: dict[int, list[tuple[Run, Run]]] = defaultdict(list)
    for run, rest in itertools.pairwise(runs):
        if run.on and not rest.on and run.last == rest.first:
            pairs[int(samples[run.first].t // DAY)].append((run, rest))
    powers, duties, cycles = [], [], []
    for day in pairs.values():
        if len(day) < 5:
            continue
        worked = sum(_minutes(samples, run) for run, _ in day)
        rested = sum(_minutes(samples, rest) for _, rest in day)
        powers.append(
            statistics.median(
                s.power for run, _ in day for s in samples[run.first : run.last]
            )
        )
        duties.append(worked / (worked + rested))
        cycles.append((worked + rested) / len(day))
    return powers, duties, cycles


def _minutes(samples: Sequence[Sample], run: Run) -> float:
    return (samples[run.last].t - samples[run.first].t) / 60


def _decay(samples: Sequence[Sample], run: Run) -> float:
    length = run.last - run.first
    early = samples[run.first + 3 + length // 20].power
    return early / max(1.0, samples[run.first + int(length * 0.95)].power)


def _peaks(samples: Sequence[Sample], run: Run, levels: Levels) -> bool:
    start = samples[run.first].t
    first = [s.power for s in samples[run.first : run.last] if s.t < start + 10]
    return max(first) > 2 * levels.on


def _cv(values: list[float]) -> float:
    return statistics.pstdev(values) / statistics.fmean(values)


def _robust_cv(values: list[float]) -> float:
    """Half the width of the middle 68 %, over the median: a few odd cycles do not count."""
    ordered = sorted(values)
    low, high = ordered[int(0.16 * len(ordered))], ordered[int(0.84 * len(ordered))]
    return (high - low) / 2 / statistics.median(ordered)


def main(paths: list[str]) -> int:
    """Prints a row for each trace."""
    print(",".join(["trace", *CycleStats.__slots__]))
    for path in paths:
        try:
            stats = cycle_stats(trace_io.load(Path(path)))
        except (ValueError, OSError) as error:
            sys.stderr.write(f"{Path(path).name}: {error}\n")
            return 2
        values = [f"{getattr(stats, name):.3f}" for name in CycleStats.__slots__]
        print(",".join([Path(path).name, *values]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
