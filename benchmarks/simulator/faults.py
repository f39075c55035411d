"""Faults and harmless disturbances: what they are called, how strong they are, where they apply.

A fault is asked for as a span (kind, start, duration, severity); the process of the appliance acts
it out. Faults of the control (`WAITS`) wait for the next moment at which they can act: a run-on for
the end of a run, a no-start for the next start. A label says when it really acted.

Severity `plain` is what a user would call broken, `hard` about half of that. Without a duration it
is drawn from the range of the kind and the severity; the strength is always drawn from its range.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
import math
import re
from typing import Final, Literal

from .draw import Draw

Severity = Literal["plain", "hard"]
Range = tuple[float, float]
HOUR: Final = 3600.0


class FaultError(ValueError):
    """A fault that cannot be: its message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Duration and strength by severity (plain, hard); the unit of the strength is in `about`."""

    about: str
    hours: tuple[Range, Range]
    strength: tuple[Range, Range]
    benign: bool = False


def _same(low: float, high: float) -> tuple[Range, Range]:
    return (low, high), (low, high)


KINDS: Final[dict[str, Kind]] = {
    "run_on": Kind("a run goes on this much longer", ((2, 6), (0.5, 1.5)), _same(1, 1)),
    "no_start": Kind("a start comes this much later", ((3, 8), (1, 2)), _same(1, 1)),
    "short_cycle": Kind(
        "on and off times, as a share of its own",
        ((4, 8), (1.5, 3)),
        ((0.08, 0.2), (0.35, 0.55)),
    ),
    "door_ajar": Kind(
        "heat leaks in: on-times times 1 + x, off-times times 1 / (1 + 1.5 x)",
        ((4, 8), (1.5, 3)),
        ((0.4, 1.0), (0.15, 0.3)),
    ),
    "power_up": Kind(
        "share of power more while on", _same(6, 12), ((0.2, 0.2), (0.1, 0.1))
    ),
    "power_down": Kind(
        "share of power less while on", _same(6, 12), ((0.2, 0.2), (0.1, 0.1))
    ),
    "standby_load": Kind("watts more, always", ((4, 8), (1.5, 3)), ((15, 40), (3, 10))),
    "heater_long": Kind(
        "heater stuck on: watts, if it has no heater of its own",
        ((1, 3), (0.4, 1)),
        ((120, 300), (40, 100)),
    ),
    "spike": Kind(
        "multiples of on-power on top", _same(0.003, 0.006), ((5, 10), (2.5, 4))
    ),
    "locked_rotor": Kind(
        "start attempts of 8 to 15 s at multiples of on-power",
        ((1, 3), (0.4, 1)),
        ((2, 5), (1, 2)),
    ),
    "flatline": Kind("the meter repeats one reading", ((4, 8), (1.5, 3)), _same(1, 1)),
    "slow_leak": Kind(
        "leak as in door_ajar that grows from nothing",
        _same(72, 72),
        ((0.6, 0.6), (0.3, 0.3)),
    ),
    "warm_load": Kind(
        "warm goods: heat in hysteresis bands", _same(1, 1), _same(0.6, 1.0), True
    ),
    "voltage_swing": Kind(
        "share of power up and down, twice", _same(6, 12), _same(0.05, 0.05), True
    ),
}
FAULTS: Final = tuple(name for name, kind in KINDS.items() if not kind.benign)
DISTURBANCES: Final = tuple(name for name, kind in KINDS.items() if kind.benign)
WAITS: Final = frozenset({"run_on", "no_start", "locked_rotor"})


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault asked for: seconds since midnight of day 0; duration None: drawn."""

    kind: str
    start: float
    duration: float | None = None
    severity: Severity = "plain"


@dataclass(frozen=True, slots=True)
class Label:
    """A fault that acted, from `start` up to `end` (seconds), with its strength as in `KINDS`."""

    kind: str
    severity: Severity
    start: float
    end: float
    strength: float


@dataclass(slots=True)
class Planned:
    """A fault with everything drawn."""

    kind: str
    severity: Severity
    start: float
    duration: float
    strength: float
    taken: bool = False

    @property
    def end(self) -> float:
        return self.start + self.duration

    def active(self, t: float) -> bool:
        return self.start <= t < self.end


class Plan:
    """All faults of one process: what is drawn, what acts at a time, what has acted."""

    def __init__(self, faults: Iterable[Fault], *names: str | int) -> None:
        ordered = sorted(faults, key=lambda fault: (fault.start, fault.kind))
        self.all = [_draw(fault, number, names) for number, fault in enumerate(ordered)]
        self.labels: list[Label] = []
        self._gains = self.of("power_up", "power_down", "voltage_swing")

    def of(self, *kinds: str) -> list[Planned]:
        return [fault for fault in self.all if fault.kind in kinds]

    def log(self, fault: Planned, start: float, end: float) -> None:
        self.labels.append(
            Label(fault.kind, fault.severity, start, end, fault.strength)
        )

    def take(self, kind: str, t: float) -> Planned | None:
        """The first fault of this kind that has begun and has not acted yet; it counts as acted."""
        for fault in self.all:
            if fault.kind == kind and not fault.taken and fault.start <= t:
                fault.taken = True
                return fault
        return None

    def next_start(self, t: float, *kinds: str) -> float:
        """When the next fault of these kinds begins that has not acted yet (t if it has begun)."""
        for fault in self.all:
            if fault.kind in kinds and not fault.taken:
                return max(t, fault.start)
        return math.inf

    def leak(self, t: float) -> float:
        """Heat that leaks in through a door or a seal, 0 when nothing does."""
        total = 0.0
        for fault in self.all:
            if fault.active(t):
                if fault.kind == "door_ajar":
                    total += fault.strength
                elif fault.kind == "slow_leak":
                    total += fault.strength * (t - fault.start) / fault.duration
        return total

    def gain(self, role: str, t: float) -> float:
        """Factor on the power of a part of this role."""
        gain = 1.0
        for fault in self._gains:
            if not fault.active(t):
                continue
            if fault.kind == "voltage_swing":
                turn = (t - fault.start) / fault.duration
                gain *= 1 + fault.strength * math.sin(4 * math.pi * turn)
            elif role not in ("standby", "stray"):
                up = fault.kind == "power_up"
                gain *= 1 + (fault.strength if up else -fault.strength)
        return gain


def _draw(fault: Fault, number: int, names: tuple[str | int, ...]) -> Planned:
    kind = KINDS[fault.kind]
    draw = Draw(*names, "fault", number, fault.kind)
    column = 0 if fault.severity == "plain" else 1
    hours = draw.uniform(*kind.hours[column])
    strength = draw.uniform(*kind.strength[column])
    duration = round(hours * HOUR) if fault.duration is None else fault.duration
    return Planned(fault.kind, fault.severity, fault.start, float(duration), strength)


_SPAN = re.compile(r"^(?:\d+(?:\.\d+)?[smhd])+$|^\d+(?:\.\d+)?$")
_SECONDS: Final = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def parse_span(text: str) -> float:
    """Seconds of `90`, `90s`, `1.5h` or `9d12h`."""
    if not _SPAN.match(text):
        raise FaultError(f"'{text}' is not a time: write 90s, 30m, 1.5h, 9d or 9d12h")
    if text[-1] not in _SECONDS:
        return float(text)
    total = 0.0
    for number, unit in re.findall(r"([\d.]+)([smhd])", text):
        total += float(number) * _SECONDS[unit]
    return total


def parse_fault(text: str) -> Fault:
    """A fault written `kind@start[+duration][:severity]`, as in `run_on@9d+4h:plain`."""
    match = re.match(r"^(\w+)@([^+:]+)(?:\+([^:]+))?(?::(\w+))?$", text)
    if not match:
        raise FaultError(
            f"'{text}' is not a fault: write KIND@START[+DURATION][:plain|hard]"
        )
    kind, start, duration, severity = match.groups()
    if kind not in KINDS:
        raise FaultError(f"no fault is called '{kind}'; there are: {', '.join(KINDS)}")
    if severity not in (None, "plain", "hard"):
        raise FaultError(f"a severity is plain or hard, not '{severity}'")
    seconds = None if duration is None else parse_span(duration)
    if seconds == 0:
        raise FaultError(f"'{text}' lasts no time")
    return Fault(
        kind, parse_span(start), seconds, "hard" if severity == "hard" else "plain"
    )
