"""Recorded traces on a grid of ten seconds, as the bench injects faults into them and scores them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.simulator import trace_io
from benchmarks.simulator.sampling import Sample

GRID_S: Final = 10
PER_MINUTE: Final = 60 // GRID_S
PER_HOUR: Final = 3600 // GRID_S
PER_DAY: Final = 86400 // GRID_S
MAX_HOLD: Final = 300 // GRID_S  # a reading stands for at most this many grid steps
# Runs of readings shorter than this are not worth watching: nothing is known before three hours.
LEAST_RUN: Final = 6 * PER_HOUR

type Power = NDArray[np.float64]  # W, one value every GRID_S seconds, NaN in gaps


@dataclass(frozen=True, slots=True)
class Recording:
    """One unit's power; index 0 is second 0 of its trace."""

    unit: str
    power: Power

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Stretches without a gap within [start, end), long enough to be watched."""
        known = np.flatnonzero(~np.isnan(self.power[start:end])) + start
        if len(known) == 0:
            return []
        cuts = np.flatnonzero(np.diff(known) > 1)
        firsts = known[np.r_[0, cuts + 1]]
        lasts = known[np.r_[cuts, len(known) - 1]] + 1
        return [
            (int(a), int(b))
            for a, b in zip(firsts, lasts, strict=True)
            if b - a >= LEAST_RUN
        ]


def on_grid(samples: list[Sample]) -> Power:
    """The reading in force at each step, NaN where the last one is over five minutes old."""
    steps = int(samples[-1].t // GRID_S) + 1
    power = np.full(steps, np.nan)
    for sample, following in zip(samples, [*samples[1:], samples[-1]], strict=True):
        first = int(sample.t // GRID_S)
        until = max(first + 1, int(following.t // GRID_S))
        power[first : min(until, first + MAX_HOLD)] = sample.power
    return power


def load(path: Path, unit: str) -> Recording:
    """Read a trace."""
    return Recording(unit, on_grid(trace_io.load(path)))


def save(power: Power, first: int, path: Path) -> None:
    """Write grid steps as a trace whose times begin at step `first`."""
    samples = (
        Sample(float((first + i) * GRID_S), float(w))
        for i, w in enumerate(power)
        if not np.isnan(w)
    )
    trace_io.save(samples, path)
