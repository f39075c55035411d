"""The faults that everyone is tried with: where they are, and what the meter says meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np

from benchmarks.simulator.levels import Levels, find_levels
from benchmarks.simulator.sampling import Sample

from .inject import FAULTS, HOUR_S, SEVERITIES, Injected, Injector, Severity, Stretch
from .recordings import Power, Recording

LEAD_S: Final = 12 * HOUR_S  # history without a gap before a fault
TRIES: Final = 200

type Inject = Callable[
    [Stretch, np.random.Generator, str, Severity, int], Injected | None
]


@dataclass(frozen=True, slots=True)
class Event:
    """One fault: `patch` (W) takes the place of the readings from step `start` on."""

    kind: str
    severity: Severity
    seed: int
    start: int
    patch: Power

    def minutes(self, per_minute: int) -> tuple[int, int]:
        """First minute that holds some of it, and the one after its last."""
        end = self.start + len(self.patch)
        return self.start // per_minute, -(-end // per_minute)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many events of which kinds."""

    kinds: tuple[str, ...] = tuple(FAULTS)
    severities: tuple[Severity, ...] = SEVERITIES
    seeds: int = 1
    count: int = 2  # of each kind, severity and seed

    def __iter__(self) -> Iterator[tuple[str, Severity, int, int]]:
        for kind, severity, seed in product(
            self.kinds, self.severities, range(self.seeds)
        ):
            # Three days each: there is no room for as many.
            count = -(-self.count // 2) if kind == "slow_leak" else self.count
            for number in range(count):
                yield kind, severity, seed, number


def cold_fault(
    stretch: Stretch, rng: np.random.Generator, kind: str, severity: Severity, at: int
) -> Injected | None:
    """One of the kinds for cold appliances."""
    return Injector(stretch, rng, severity).inject(kind, at)


def known_levels(recording: Recording) -> Levels:
    """The levels of the whole recording."""
    known = recording.power[~np.isnan(recording.power)]
    return find_levels([Sample(0.0, watts) for watts in known.tolist()])


class Places:
    """Where events may be: in stretches without a gap, after so much history, from a time on."""

    def __init__(self, recording: Recording, start_s: float) -> None:
        self._recording = recording
        self._stretches = dict[int, Stretch]()
        self._levels = known_levels(recording)
        lead, least = recording.steps(LEAD_S), recording.steps(3 * HOUR_S)
        start = recording.steps(start_s)
        self._spans = [
            (first, max(first + lead, start), end - least, end)
            for first, end in recording.runs()
            if end - least > max(first + lead, start)
        ]

    def draw(self, rng: np.random.Generator) -> tuple[int, Stretch, int] | None:
        """The first step of a stretch, the stretch, and a step in it, all places alike."""
        sizes = np.array([last - low for _, low, last, _ in self._spans])
        if not len(sizes):
            return None
        chosen = int(rng.choice(len(sizes), p=sizes / sizes.sum()))
        first, low, last, end = self._spans[chosen]
        if first not in self._stretches:
            self._stretches[first] = Stretch(
                self._recording.power[first:end], self._recording.grid_s, self._levels
            )
        return first, self._stretches[first], int(rng.integers(low, last)) - first


def contaminate(recording: Recording) -> Recording:
    """With a 3 h run-on and a 1 h heater on the third day, among the days learnt.

    Where that day has gaps, they come at the next place without.
    """
    levels = known_levels(recording)
    rng = np.random.default_rng([*recording.unit.encode()])
    for hours, sick in ((52, 3), (64, 1)):
        at = recording.steps(hours * HOUR_S)
        for first, end in recording.runs():
            if end <= at:
                continue
            stretch = Stretch(recording.power[first:end], recording.grid_s, levels)
            injector = Injector(stretch, rng, "plain")
            begin, length = max(0, at - first), recording.steps(sick * HOUR_S)
            if sick == 1:
                injected = injector.added(begin, 200.0, length)
            else:
                injected = injector.prolonged(True, begin, length)
            if injected is not None:
                recording = recording.with_patch(first, injected.power)
                break
    return recording


def draw_events(
    recording: Recording,
    start_s: float,
    plan: Iterable[tuple[str, Severity, int, int]],
    inject: Inject = cold_fault,
) -> list[Event]:
    """The planned events that fit into the recording from `start_s` on, the same every time."""
    places = Places(recording, start_s)
    events = list[Event]()
    for kind, severity, seed, number in plan:
        name = f"{recording.unit}-{kind}-{severity}-{seed}-{number}"
        rng = np.random.default_rng([*name.encode()])
        for _ in range(TRIES):
            place = places.draw(rng)
            if place is None:
                return events
            first, stretch, at = place
            injected = inject(stretch, rng, kind, severity, at)
            if injected is not None:
                patch = injected.power[injected.start : injected.end].copy()
                start = first + injected.start
                events.append(Event(kind, severity, seed, start, patch))
                break
    return events
