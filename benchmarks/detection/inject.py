"""Faults for recorded cold appliances: twelve kinds, each plain and hard, and two benign disturbances.

A recording cannot be asked what would have happened, so what a fault adds is drawn from the
recording's own readings. All functions take a stretch without gaps on the bench's grid.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from .recordings import PER_HOUR, Power

type Severity = Literal["plain", "hard"]
type Phase = tuple[int, int, bool]  # first step, end, on
DWELL: Final = 3  # steps; shorter excursions are no phase
EDGE: Final = 2  # steps at the end of a phase that may already belong to the next


@dataclass(frozen=True, slots=True)
class Levels:
    """Power while off and while on (W), by 2-means of the logarithm."""

    off: float
    on: float


@dataclass(frozen=True, slots=True)
class Injected:
    """The stretch with its fault from step `start` up to `end`."""

    power: Power
    start: int
    end: int


def find_levels(power: Power) -> Levels:
    """2-means of log(1 + W), so that a defrost heater does not pass for the compressor."""
    x = np.log1p(np.maximum(power[~np.isnan(power)], 0))
    low, high = np.percentile(x, 5), np.percentile(x, 98)
    for _ in range(40):
        on = x > (low + high) / 2
        if on.all() or not on.any():
            break
        low, high = x[~on].mean(), x[on].mean()
    return Levels(
        float(np.expm1(low)),
        float(np.expm1(np.median(x[on])) if on.any() else np.expm1(high)),
    )


def phases(power: Power, levels: Levels) -> list[Phase]:
    """On- and off-phases of a stretch, with hysteresis and dwell."""
    turn_on = levels.off + 0.4 * (levels.on - levels.off)
    turn_off = levels.off + 0.32 * (levels.on - levels.off)
    on, pending, first = bool(power[0] > turn_on), 0, 0
    found: list[Phase] = []
    for i, watts in enumerate(power):
        if (watts > (turn_off if on else turn_on)) == on:
            pending = 0
            continue
        pending += 1
        if pending == DWELL:
            found.append((first, i + 1 - DWELL, on))
            first, on, pending = i + 1 - DWELL, not on, 0
    found.append((first, len(power), on))
    return found


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
        self, power: Power, levels: Levels, rng: np.random.Generator, severity: Severity
    ) -> None:
        self.power = power
        self.levels = levels
        self.phases = phases(power, levels)
        self._rng = rng
        self._hard = severity == "hard"

    def inject(self, kind: str, at: int) -> Injected | None:
        """The fault `kind` beginning at step `at`, or at the next phase where it can."""
        injected = FAULTS[kind](self, at)
        if injected is None or injected.end + PER_HOUR >= len(self.power):
            return None
        return injected

    def _draw(self, plain: tuple[float, float], hard: tuple[float, float]) -> float:
        return float(self._rng.uniform(*(hard if self._hard else plain)))

    def _hours(self, plain: tuple[float, float], hard: tuple[float, float]) -> int:
        return int(self._draw(plain, hard) * PER_HOUR)

    def _phase(self, on: bool, at: int) -> tuple[int, int] | None:
        """The first whole phase of that state from `at` on that is long enough to draw from."""
        for first, end, state in self.phases[:-1]:
            if state == on and first >= max(at, 1) and end - first >= 12:
                return first, end
        return None

    def _idle(self, size: int) -> Power:
        quiet = self._phase(False, 0)
        if quiet is None:
            return np.full(size, self.levels.off)
        first, end = quiet
        return self._rng.choice(
            self.power[first + (end - first) // 3 : end - DWELL], size
        )

    def _span(self, at: int, length: int) -> tuple[Power, slice] | None:
        if at + length >= len(self.power):
            return None
        return self.power.copy(), slice(at, at + length)

    def prolonged(self, on: bool, at: int, length: int) -> Injected | None:
        """A phase goes on with readings of its own second half."""
        phase = self._phase(on, at)
        if phase is None or phase[1] + length >= len(self.power):
            return None
        first, end = phase
        begin = end - EDGE
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
        """Runs of 40 to 130 s, pauses of 2 to 5 min."""
        phase = self._phase(True, at)
        span = self._span(at, self._hours((4, 8), (1.5, 3)))
        if phase is None or span is None:
            return None
        power, where = span
        start_up = self.power[phase[0] : phase[1]]
        i = where.start
        while i < where.stop:
            run = min(int(self._rng.integers(4, 13)), where.stop - i)
            power[i : i + run] = stretched(start_up, run)
            i += run
            pause = min(int(self._rng.integers(12, 31)), where.stop - i)
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
        for first, end, state in self.phases:
            if end <= at or done >= length:
                continue
            piece = self.power[max(first, at) : end]
            factor = (on if state else off)(done / length)
            pieces.append(stretched(piece, max(1, int(len(piece) * factor))))
            done += len(pieces[-1])
        filled = np.concatenate(pieces)[:length]
        power[at : at + len(filled)] = filled
        return Injected(power, at, at + len(filled))

    def door_ajar(self, at: int) -> Injected | None:
        """Longer runs, shorter pauses."""
        on, off = (
            self._draw((1.4, 2.0), (1.15, 1.35)),
            self._draw((0.35, 0.6), (0.7, 0.85)),
        )
        return self.stretched_cycles(
            at, self._hours((4, 8), (1.5, 3)), lambda _: on, lambda _: off
        )

    def slow_leak(self, at: int) -> Injected | None:
        """As with the door ajar, growing from nothing in three days."""
        on, off = (0.3, 0.3) if self._hard else (0.6, 0.6)
        return self.stretched_cycles(
            at, 72 * PER_HOUR, lambda s: 1 + s * on, lambda s: 1 - s * off
        )

    def power_changed(self, at: int, share: float) -> Injected | None:
        """On-power changed by a share."""
        span = self._span(at, self._hours((6, 12), (6, 12)))
        if span is None:
            return None
        power, where = span
        for first, end, state in self.phases:
            a, b = max(first, where.start), min(end, where.stop)
            if state and a < b:
                power[a:b] = self.levels.off + (power[a:b] - self.levels.off) * (
                    1 + share
                )
        return Injected(power, where.start, where.stop)

    def power_up(self, at: int) -> Injected | None:
        """A fifth (hard: a tenth) more power while on."""
        return self.power_changed(at, 0.1 if self._hard else 0.2)

    def power_down(self, at: int) -> Injected | None:
        """A fifth (hard: a tenth) less power while on."""
        return self.power_changed(at, -0.1 if self._hard else -0.2)

    def standby_load(self, at: int) -> Injected | None:
        """Some watts more, on or off."""
        return self.added(
            at, self._draw((15, 40), (3, 10)), self._hours((4, 8), (1.5, 3))
        )

    def heater_long(self, at: int) -> Injected | None:
        """A heater that stays on."""
        return self.added(
            at, self._draw((120, 300), (40, 100)), self._hours((1, 3), (0.4, 1))
        )

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
        injected = self.added(
            at,
            self.levels.on * self._draw((5, 10), (2.5, 4)),
            int(self._rng.integers(1, 3)),
        )
        return injected and Injected(injected.power, at, at + 15 * 6)

    def locked_rotor(self, at: int) -> Injected | None:
        """Start attempts of ten seconds every two to five minutes, and never a run."""
        span = self._span(at, self._hours((1, 3), (0.4, 1)))
        if span is None:
            return None
        power, where = span
        power[where] = self._idle(where.stop - where.start)
        i = where.start
        while i < where.stop:
            power[i] = self.levels.on * self._draw((2, 5), (1, 2))
            i += int(self._rng.integers(12, 31))
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
        phase = self._phase(True, at)
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
