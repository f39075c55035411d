"""What an appliance does on a continuous time line, before anybody measures it.

A process is a set of tracks that run side by side (compressor, lamp, a stray load); a track is an
endless iterator of phases that follow one another; between phases it draws nothing. Times are
seconds since midnight of day 0, powers are watts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
import math
from typing import Final

from .draw import Wander
from .faults import Label, Plan

HOUR: Final = 3600.0
DAY: Final = 86400.0


def moment(t: float) -> float:
    """A switching time, rounded to the millisecond."""
    return round(t, 3)


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch in which one part of the appliance draws power: from `start`, up to `end`.

    The power is `power * (1 + settle * exp(-age / settle_s))`, plus an inrush that decays with
    `inrush_s`, times a slow random ripple whose standard deviation is the share `ripple`.
    """

    start: float
    end: float
    power: float
    role: str
    settle: float = 0.0
    settle_s: float = 1.0
    inrush: float = 0.0
    inrush_s: float = 0.5
    ripple: float = 0.0

    def watts(self, t: float, wander: Wander) -> float:
        age = t - self.start
        watts = self.power
        if self.settle:
            watts *= 1 + self.settle * math.exp(-age / self.settle_s)
        if self.ripple:
            watts *= 1 + self.ripple * wander.at(t)
        if self.inrush and age < 10 * self.inrush_s:
            watts += self.inrush * math.exp(-age / self.inrush_s)
        return watts


class Track:
    """Reads the power of one iterator of phases at rising times."""

    def __init__(self, phases: Iterator[Phase], wander: Wander, plan: Plan) -> None:
        self._phases = phases
        self._wander = wander
        self._plan = plan
        self._phase: Phase | None = next(phases, None)

    def at(self, t: float) -> float:
        phase = self._phase
        while phase is not None and t >= phase.end:
            phase = self._phase = next(self._phases, None)
        if phase is None or t < phase.start:
            return 0.0
        return phase.watts(t, self._wander) * self._plan.gain(phase.role, t)


@dataclass(slots=True)
class Process:
    """One appliance with its faults. Run it once: the tracks are iterators."""

    name: str
    unit: int
    seed: int
    standby: float
    plan: Plan
    tracks: dict[str, Iterator[Phase]] = field(default_factory=dict)

    def reader(self) -> Callable[[float], float]:
        """A function from time to watts, to be called at rising times."""
        names = (self.name, self.unit, self.seed, "ripple")
        tracks = [
            Track(phases, Wander(*names, track), self.plan)
            for track, phases in self.tracks.items()
        ]
        plan, standby = self.plan, self.standby

        def watts(t: float) -> float:
            total = standby * plan.gain("standby", t)
            for track in tracks:
                total += track.at(t)
            return total

        return watts

    def phases(self, track: str, until: float) -> list[Phase]:
        """The phases of one track that begin before `until`."""
        found = []
        for phase in self.tracks[track]:
            if phase.start >= until:
                break
            found.append(phase)
        return found

    @property
    def labels(self) -> list[Label]:
        """Where faults really acted, as far as the process has been run."""
        return sorted(self.plan.labels, key=lambda label: (label.start, label.kind))
