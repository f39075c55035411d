"""Faults for recorded cold appliances: twelve kinds, each plain and hard, and two benign disturbances.

A recording cannot be asked what would have happened, so what a fault adds is drawn from the
recording's own readings. All functions take a stretch without gaps on an even grid.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from benchmarks.simulator.levels import Levels, Run, find_levels, find_runs
from benchmarks.simulator.sampling import Sample

from .recordings import Power

type Severity = Literal["plain", "hard"]
SEVERITIES: Final[tuple[Severity, ...]] = ("plain", "hard")
HOUR_S: Final = 3600
# A phase to draw readings from lasts at least so long; its last seconds may belong to the next.
LEAST_PHASE_S: Final = 120
EDGE_S: Final = 20
SPIKE_LABEL_S: Final = 900


@dataclass(frozen=True, slots=True)
class Injected:
    """The stretch with its fault from step `start` up to `end`."""

    power: Power
    start: int
    end: int


class Stretch:
    """Readings (W) without a gap, every `grid_s` seconds, and the phases found in them."""

    def __init__(self, power: Power, grid_s: int, levels: Levels | None = None) -> None:
        samples = [Sample(float(i * grid_s), w) for i, w in enumerate(power.tolist())]
        self.power = power
        self.grid_s = grid_s
        self.levels = find_levels(samples) if levels is None else levels
        self.phases: list[Run] = find_runs(samples, self.levels)

    def steps(self, seconds: float) -> int:
        return int(seconds / self.grid_s)

    def phase(self, on: bool, at: int) -> tuple[int, int] | None:
        """The first whole phase of that state from step `at` on that is long enough to draw from."""
        for run in self.phases:
            long_enough = run.last - run.first >= self.steps(LEAST_PHASE_S)
            if run.whole and run.on == on and run.first >= at and long_enough:
                return run.first, run.last
        return None


def stretched(phase: Power, length: int) -> Power:
    """A phase made longer or shorter in its middle, so that its start and its end keep their shape."""
    n = len(phase)
    if length <= n:
        tail = min(length // 2, n)
        return np.concatenate([phase[: length - tail], phase[n - tail :]])
    a, b = n // 3, max(n // 3 + 1, 2 * n // 3)
    return np.concatenate([phase[:b], np.resize(phase[a:b], length - n), phase[b:]])


class Injector:
    """Injects into one stretch. `None` from a fault: it does not fit there."""

    def __init__(
        self, stretch: Stretch, rng: np.random.Generator, severity: Severity
    ) -> None:
        self.stretch = stretch
        self.power = stretch.power
        self.levels = stretch.levels
        self._rng = rng
        self._hard = severity == "hard"

    def inject(self, kind: str, at: int) -> Injected | None:
        """The fault `kind` beginning at step `at`, or at the next phase where it can."""
        injected = FAULTS[kind](self, at)
        hour = self.stretch.steps(HOUR_S)
        if injected is None or injected.end + hour >= len(self.power):
            return None
        return injected

    def _draw(self, plain: tuple[float, float], hard: tuple[float, float]) -> float:
        return float(self._rng.uniform(*(hard if self._hard else plain)))

    def _hours(self, plain: tuple[float, float], hard: tuple[float, float]) -> int:
        return self.stretch.steps(self._draw(plain, hard) * HOUR_S)

    def _seconds(self, low: int, high: int) -> int:
        """A whole number of tens of seconds, in steps, at least one."""
        tens = int(self._rng.integers(low // 10, high // 10 + 1))
        return max(1, self.stretch.steps(10 * tens))

    def _idle(self, size: int) -> Power:
        quiet = self.stretch.phase(False, 0)
        if quiet is None:
            return np.full(size, self.levels.off)
        first, end = quiet
        calm = self.power[
            first + (end - first) // 3 : end - self.stretch.steps(EDGE_S) - 1
        ]
        return self._rng.choice(calm, size)

    def _span(self, at: int, length: int) -> tuple[Power, slice] | None:
        if at + length >= len(self.power):
            return None
        return self.power.copy(), slice(at, at + length)

    def prolonged(self, on: bool, at: int, length: int) -> Injected | None:
        """A phase goes on with readings of its own second half."""
        phase = self.stretch.phase(on, at)
        if phase is None or phase[1] + length >= len(self.power):
            return None
        first, end = phase
        begin = end - self.stretch.steps(EDGE_S)
        power = self.power.copy()
        power[begin : begin + length] = self._rng.choice(
            self.power[(first + end) // 2 : begin], length
        )
        return Injected(power, begin, begin + length)

    def run_on(self, at: int) -> Injected | None:
        """The compressor does not stop."""
        return self.prolonged(True, at, self._hours((2, 6), (0.5, 1.5)))

    def no_start(self, at: int) -> Injected | None:
        """The compressor does not start."""
        return self.prolonged(False, at, self._hours((3, 8), (1, 2)))

    def short_cycle(self, at: int) -> Injected | None:
        """Runs of 40 to 120 s, pauses of 2 to 5 min."""
        phase = self.stretch.phase(True, at)
        span = self._span(at, self._hours((4, 8), (1.5, 3)))
        if phase is None or span is None:
            return None
        power, where = span
        start_up = self.power[phase[0] : phase[1]]
        i = where.start
        while i < where.stop:
            run = min(self._seconds(40, 120), where.stop - i)
            power[i : i + run] = stretched(start_up, run)
            i += run
            pause = min(self._seconds(120, 300), where.stop - i)
            power[i : i + pause] = self._idle(pause)
            i += pause
        return Injected(power, where.start, where.stop)

    def stretched_cycles(
        self,
        at: int,
        length: int,
        on: Callable[[float], float],
        off: Callable[[float], float],
    ) -> Injected | None:
        """Every on-phase times `on(share)`, every off-phase times `off(share of the fault gone by)`."""
        span = self._span(at, length)
        if span is None:
            return None
        power, _ = span
        pieces, done = list[Power](), 0
        for run in self.stretch.phases:
            if run.last <= at or done >= length:
                continue
            piece = self.power[max(run.first, at) : run.last]
            factor = (on if run.on else off)(done / length)
            pieces.append(stretched(piece, max(1, int(len(piece) * factor))))
            done += len(pieces[-1])
        filled = np.concatenate(pieces)[:length]
        power[at : at + len(filled)] = filled
        return Injected(power, at, at + len(filled))

    def door_ajar(self, at: int) -> Injected | None:
        """Longer runs, shorter pauses."""
        on = self._draw((1.4, 2.0), (1.15, 1.35))
        off = self._draw((0.35, 0.6), (0.7, 0.85))
        length = self._hours((4, 8), (1.5, 3))
        return self.stretched_cycles(at, length, lambda _: on, lambda _: off)

    def slow_leak(self, at: int) -> Injected | None:
        """As with the door ajar, growing from nothing in three days."""
        grown = 0.3 if self._hard else 0.6
        return self.stretched_cycles(
            at,
            self.stretch.steps(72 * HOUR_S),
            lambda share: 1 + share * grown,
            lambda share: 1 - share * grown,
        )

    def power_changed(self, at: int, share: float) -> Injected | None:
        """On-power changed by a share."""
        span = self._span(at, self._hours((6, 12), (6, 12)))
        if span is None:
            return None
        power, where = span
        for run in self.stretch.phases:
            part = slice(max(run.first, where.start), min(run.last, where.stop))
            if run.on and part.start < part.stop:
                above = power[part] - self.levels.off
                power[part] = self.levels.off + above * (1 + share)
        return Injected(power, where.start, where.stop)

    def power_up(self, at: int) -> Injected | None:
        """A fifth (hard: a tenth) more power while on."""
        return self.power_changed(at, 0.1 if self._hard else 0.2)

    def power_down(self, at: int) -> Injected | None:
        """A fifth (hard: a tenth) less power while on."""
        return self.power_changed(at, -0.1 if self._hard else -0.2)

    def standby_load(self, at: int) -> Injected | None:
        """Some watts more, on or off."""
        watts = self._draw((15, 40), (3, 10))
        return self.added(at, watts, self._hours((4, 8), (1.5, 3)))

    def heater_long(self, at: int) -> Injected | None:
        """A heater that stays on."""
        watts = self._draw((120, 300), (40, 100))
        return self.added(at, watts, self._hours((1, 3), (0.4, 1)))

    def added(self, at: int, watts: float, length: int) -> Injected | None:
        """Watts on top of everything."""
        span = self._span(at, length)
        if span is None:
            return None
        power, where = span
        power[where] += watts
        return Injected(power, where.start, where.stop)

    def spike(self, at: int) -> Injected | None:
        """Ten or twenty seconds of a multiple of the on-power; the label lasts fifteen minutes."""
        watts = self.levels.on * self._draw((5, 10), (2.5, 4))
        injected = self.added(at, watts, self._seconds(10, 20))
        label = self.stretch.steps(SPIKE_LABEL_S)
        return injected and Injected(injected.power, at, at + label)

    def locked_rotor(self, at: int) -> Injected | None:
        """Start attempts of ten seconds every two to five minutes, and never a run."""
        span = self._span(at, self._hours((1, 3), (0.4, 1)))
        if span is None:
            return None
        power, where = span
        power[where] = self._idle(where.stop - where.start)
        attempt = max(1, self.stretch.steps(10))
        i = where.start
        while i < where.stop:
            watts = self.levels.on * self._draw((2, 5), (1, 2))
            power[i : min(i + attempt, where.stop)] = watts
            i += self._seconds(120, 300)
        return Injected(power, where.start, where.stop)

    def flatline(self, at: int) -> Injected | None:
        """The meter repeats one reading."""
        span = self._span(at, self._hours((4, 8), (1.5, 3)))
        if span is None:
            return None
        power, where = span
        power[where] = power[at]
        return Injected(power, where.start, where.stop)

    def warm_load(self, at: int) -> Injected | None:
        """Benign: one run takes 1.6 times as long."""
        phase = self.stretch.phase(True, at)
        if phase is None:
            return None
        return self.prolonged(True, at, int(0.6 * (phase[1] - phase[0])))

    def voltage_swing(self, at: int) -> Injected | None:
        """Benign: power goes 5 % up and down, twice."""
        span = self._span(at, self._hours((6, 12), (6, 12)))
        if span is None:
            return None
        power, where = span
        n = where.stop - where.start
        power[where] *= 1 + 0.05 * np.sin(np.arange(n) / n * 4 * np.pi)
        return Injected(power, where.start, where.stop)


type Fault = Callable[[Injector, int], Injected | None]

FAULTS: Final[dict[str, Fault]] = {
    fault.__name__: fault
    for fault in (
        Injector.run_on,
        Injector.no_start,
        Injector.short_cycle,
        Injector.door_ajar,
        Injector.power_up,
        Injector.power_down,
        Injector.standby_load,
        Injector.heater_long,
        Injector.spike,
        Injector.locked_rotor,
        Injector.flatline,
        Injector.slow_leak,
        Injector.warm_load,
        Injector.voltage_swing,
    )
}
BENIGN: Final = ("warm_load", "voltage_swing")
KINDS: Final = tuple(kind for kind in FAULTS if kind not in BENIGN)
