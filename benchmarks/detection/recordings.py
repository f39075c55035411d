"""Recorded traces on an even grid, as the bench injects faults into them and scores them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
import math
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.simulator import trace_io
from benchmarks.simulator.sampling import Sample

GRID_S: Final = 10
MAX_HOLD_S: Final = 300.0  # a reading stands for at most this long; then it is a gap
DAY_S: Final = 86400
# After a gap nobody's alarms count for so long, because windows and timers must fill first.
WARM_UP_S: Final = 6 * 3600

type Power = NDArray[np.float64]  # W, one value a step, NaN in gaps
type Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Recording:
    """One unit's power, a value every `grid_s` seconds; index 0 is second 0 of its trace.

    The meter reported only each `every`-th step, so only those are told to the product.
    """

    unit: str
    power: Power
    grid_s: int = GRID_S
    every: int = 1

    @property
    def per_minute(self) -> int:
        return 60 // self.grid_s

    def steps(self, seconds: float) -> int:
        return int(seconds // self.grid_s)

    @property
    def minutes(self) -> int:
        """Whole minutes of the recording."""
        return len(self.power) // self.per_minute

    def runs(self) -> list[tuple[int, int]]:
        """Stretches of whole minutes without a gap, in steps, longer than the warm-up."""
        n = self.per_minute
        missing = np.isnan(self.power[: self.minutes * n]).reshape(-1, n).any(axis=1)
        edges = np.flatnonzero(np.diff(np.r_[True, missing, True].astype(np.int8)))
        return [
            (int(a) * n, int(b) * n)
            for a, b in zip(edges[::2], edges[1::2], strict=True)
            if (b - a) * 60 > WARM_UP_S
        ]

    def counted(self, start_s: float) -> Mask:
        """Minutes on which alarms count: from `start_s` on, warm-ups left out."""
        mask = np.zeros(self.minutes, dtype=bool)
        warm = WARM_UP_S // 60
        for first, end in self.runs():
            mask[first // self.per_minute + warm : end // self.per_minute] = True
        mask[: int(start_s // 60)] = False
        return mask

    def until(self, end_s: float) -> Recording:
        """The part before `end_s`."""
        return replace(self, power=self.power[: self.steps(end_s)])

    def at_interval(self, seconds: int) -> Recording:
        """As a meter would have told it that reads every `seconds`; the grid stays."""
        every = seconds // self.grid_s
        return replace(self, every=every)

    def with_patch(self, start: int, patch: Power) -> Recording:
        """With other readings from step `start` on."""
        power = self.power.copy()
        power[start : start + len(patch)] = patch
        return replace(self, power=power)


def on_grid(samples: Sequence[Sample], grid_s: int = GRID_S) -> Power:
    """The reading in force at the end of each step, NaN where the last one is over five minutes old."""
    t = np.array([s.t for s in samples])
    watts = np.array([s.power for s in samples])
    own = t // grid_s
    steps = np.arange(int(own[-1]) + 1)
    last = np.searchsorted(own, steps, side="right") - 1
    power = watts[last]
    power[(last < 0) | (steps - own[last] >= MAX_HOLD_S / grid_s)] = np.nan
    return power


def load(path: Path, unit: str, grid_s: int = GRID_S, every: int = 1) -> Recording:
    """Read a trace."""
    return Recording(unit, on_grid(trace_io.load(path), grid_s), grid_s, every)


class TraceText:
    """A recording as the text of a trace, rendered once and cut where it is needed."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        lines = self._lines(recording.power, 0)
        self._ends = np.cumsum([0, *map(len, lines)])
        self._text = b"".join(lines)

    def _lines(self, power: Power, first: int) -> list[bytes]:
        grid, every = self.recording.grid_s, self.recording.every
        return [
            b"" if i % every or math.isnan(watts) else b"%d,%.1f\n" % (i * grid, watts)
            for i, watts in enumerate(power.tolist(), first)
        ]

    def between(self, first: int, end: int) -> bytes:
        """The lines of the steps [first, end)."""
        last = len(self._ends) - 1
        return self._text[self._ends[min(first, last)] : self._ends[min(end, last)]]

    def patched(self, first: int, start: int, patch: Power, after: int) -> bytes:
        """From step `first` to `after` steps behind a patch of other readings at `start`."""
        end = start + len(patch)
        return (
            self.between(first, start)
            + b"".join(self._lines(patch, start))
            + self.between(end, end + after)
        )
