"""When an appliance is on: levels and runs found in a trace of readings alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
import math
from typing import Final

from .sampling import Sample

GAP_S: Final = 300.0
DWELL_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class Levels:
    """Typical power in W while off and while on."""

    off: float
    on: float

    @property
    def rises(self) -> float:
        """Above this an appliance that was off is on."""
        return self.off + 0.4 * (self.on - self.off)

    @property
    def falls(self) -> float:
        """Not above this an appliance that was on is off."""
        return self.off + 0.32 * (self.on - self.off)


@dataclass(frozen=True, slots=True)
class Run:
    """Readings `first` up to `last` (indices, `last` excluded) in one state.

    `whole`: both ends were seen, with no gap inside.
    """

    first: int
    last: int
    on: bool
    whole: bool


def find_levels(samples: Sequence[Sample]) -> Levels:
    """Two means of log(1 + W): a strong defrost heater does not pull the level of a compressor up.

    Raises ValueError when all readings are alike.
    """
    counts = sorted(Counter(max(0.0, power) for _, power in samples).items())
    if len(counts) < 2:
        raise ValueError("all readings are alike: there is no on and off")
    logs = [(math.log1p(power), power, count) for power, count in counts]
    low, high = logs[0][0], logs[-1][0]
    for _ in range(100):
        middle = (low + high) / 2
        means = (
            _mean([(x, n) for x, _, n in logs if x <= middle]),
            _mean([(x, n) for x, _, n in logs if x > middle]),
        )
        if means == (low, high):
            break
        low, high = means
    middle = (low + high) / 2
    off = _mean([(power, n) for x, power, n in logs if x <= middle])
    return Levels(off, _median([(power, n) for x, power, n in logs if x > middle]))


def _mean(weighted: list[tuple[float, int]]) -> float:
    return math.fsum(x * n for x, n in weighted) / sum(n for _, n in weighted)


def _median(weighted: list[tuple[float, int]]) -> float:
    left = sum(n for _, n in weighted) / 2
    for x, n in weighted:
        left -= n
        if left <= 0:
            return x
    return weighted[-1][0]


def find_runs(samples: Sequence[Sample], levels: Levels) -> list[Run]:
    """All stretches of one state; a change counts once it has lasted half a minute."""
    runs: list[Run] = []
    rises, falls = levels.rises, levels.falls
    first, on, seen = 0, samples[0].power > rises, False
    turned: int | None = None
    for i in range(1, len(samples)):
        t, power = samples[i]
        if t - samples[i - 1].t > GAP_S:
            runs.append(Run(first, i, on, False))
            first, on, seen, turned = i, power > rises, False, None
            continue
        if (power > (falls if on else rises)) == on:
            turned = None
            continue
        turned = i if turned is None else turned
        if t - samples[turned].t >= DWELL_S or t - samples[i - 1].t >= DWELL_S:
            runs.append(Run(first, turned, on, seen))
            first, on, seen, turned = turned, not on, True, None
    runs.append(Run(first, len(samples), on, False))
    return runs
