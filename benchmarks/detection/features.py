"""What a user would hand the libraries: one row a minute, from readings up to that minute only.

`w5` and `w60`: mean, deviation, least, greatest and slope of the last 5 or 60 minutes. `cyc`: the
cycle, which knows how long the appliance has been on or off. `m60`: the last 60 minutes' mean powers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from benchmarks.simulator.levels import DWELL_S, Levels, find_runs
from benchmarks.simulator.sampling import Sample

from .recordings import Power

type Rows = NDArray[np.float64]
MEMORY_S: Final = 3 * 3600  # how far back duty and starts look


@dataclass(frozen=True, slots=True)
class Extractor:
    """Makes rows of readings without a gap; the levels are those of the days learnt."""

    levels: Levels
    grid_s: int

    @property
    def per_minute(self) -> int:
        return 60 // self.grid_s

    def rows(self, power: Power) -> dict[str, Rows]:
        """All sets, for every whole minute."""
        power = power[: len(power) // self.per_minute * self.per_minute]
        means = power.reshape(-1, self.per_minute).mean(axis=1)
        return {
            "w5": self._window(power, 5),
            "w60": self._window(power, 60),
            "cyc": self._cycle(power),
            "m60": _trailing(means, 60, 1),
        }

    def _window(self, power: Power, minutes: int) -> Rows:
        n = minutes * self.per_minute
        window = _trailing(power, n, self.per_minute)
        ramp = np.arange(n) - (n - 1) / 2
        return np.column_stack(
            [
                window.mean(axis=1),
                window.std(axis=1),
                window.min(axis=1),
                window.max(axis=1),
                window @ ramp / (ramp @ ramp) * n,
            ]
        )

    def _cycle(self, power: Power) -> Rows:
        """Ten columns; times enter as their logarithm, powers as shares of the on-power."""
        minutes = len(power) // self.per_minute
        at = np.arange(1, minutes + 1) * self.per_minute - 1  # last step of each minute
        began, ended, on = self._phases(power)
        now = np.searchsorted(began, at, side="right") - 1
        is_on = on[now]
        elapsed = (at - began[now] + 1) / self.per_minute
        # A phase that was cut off by the beginning has no length.
        lengths = np.r_[0.0, (ended - began)[1:]] / self.per_minute
        before = np.where(now >= 1, lengths[now - 1], 0.0)
        before_that = np.where(now >= 2, lengths[now - 2], 0.0)
        memory = MEMORY_S // self.grid_s
        return np.column_stack(
            [
                np.log1p(np.where(is_on, elapsed, 0.0)),
                np.log1p(np.where(is_on, 0.0, elapsed)),
                np.log1p(np.where(is_on, before_that, before)),
                np.log1p(np.where(is_on, before, before_that)),
                self._level(power, began, ended, on, at, True) / self.levels.on,
                _share(np.repeat(on, ended - began).astype(float), at, memory),
                self._level(power, began, ended, on, at, False) / self.levels.on,
                _count(began[1:][on[1:]], at, memory),
                np.log1p(self._peak(power) / self.levels.on),
                np.log1p(_unchanged(power)[at] / self.per_minute),
            ]
        )

    def _phases(
        self, power: Power
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
        """First step, end and state of each; a change is known only after its dwell."""
        samples = [
            Sample(i * float(self.grid_s), w) for i, w in enumerate(power.tolist())
        ]
        runs = find_runs(samples, self.levels)
        dwell = int(DWELL_S // self.grid_s)
        began = np.array([0, *(min(r.first + dwell, len(power)) for r in runs[1:])])
        ended = np.r_[began[1:], len(power)]
        return began, ended, np.array([run.on for run in runs])

    def _level(
        self,
        power: Power,
        began: NDArray[np.int64],
        ended: NDArray[np.int64],
        on: NDArray[np.bool_],
        at: NDArray[np.int64],
        state: bool,
    ) -> Rows:
        """Mean power of the latest phase in that state so far, its first minute or two left out."""
        skip = (2 if state else 1) * self.per_minute
        chosen = on == state
        first = np.minimum(began[chosen] + skip, ended[chosen])
        last = ended[chosen]
        usable = last > first
        first, last = first[usable], last[usable]
        total = np.r_[0.0, np.cumsum(power)]
        which = np.searchsorted(first, at, side="right") - 1
        known = which >= 0
        which = np.maximum(which, 0)
        if len(first) == 0:
            return np.full(len(at), -1.0)
        end = np.minimum(at + 1, last[which])
        begin = np.minimum(first[which], end - 1)
        return np.where(known, (total[end] - total[begin]) / (end - begin), -1.0)

    def _peak(self, power: Power) -> Rows:
        last = _trailing(power, 5 * self.per_minute, self.per_minute)
        peak: Rows = last.max(axis=1)
        return peak


def _trailing(values: Power, n: int, step: int) -> Rows:
    """The last n values at every step-th; what is before the beginning is its first value."""
    padded = np.concatenate([np.full(n - step, values[0]), values])
    return sliding_window_view(padded, n)[::step]


def _share(state: Power, at: NDArray[np.int64], memory: int) -> Rows:
    total = np.r_[0.0, np.cumsum(state)]
    begin = np.maximum(at + 1 - memory, 0)
    share: Rows = (total[at + 1] - total[begin]) / (at + 1 - begin)
    return share


def _count(moments: NDArray[np.int64], at: NDArray[np.int64], memory: int) -> Rows:
    """How many of these moments lie in the time looked back on."""
    until = np.searchsorted(moments, at, side="right")
    since = np.searchsorted(moments, at - memory, side="right")
    return (until - since).astype(np.float64)


def _unchanged(power: Power) -> Power:
    """For how many steps each reading has been the same."""
    steps = np.arange(float(len(power)))
    changed = np.r_[True, np.abs(np.diff(power)) >= 1e-3]
    since: Power = steps - np.maximum.accumulate(np.where(changed, steps, 0))
    return since
