"""Appliances that a thermostat switches: fridges, freezers, dehumidifiers, water heaters.

The state is one temperature in hysteresis bands: 1 is where the machine switches on, 0 where it
switches off. While off it drifts towards `WARM`, while on towards `COLD`, both exponentially, so
the hours after a fault look right too: a box that was not cooled needs a long run, one that was
cooled too long stays off, and neither grows without limit. A door opening or warm goods add heat at
once. For a dehumidifier read humidity, for a boiler how far the water has cooled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
import math
from typing import Final

from .draw import Draw
from .faults import Plan, Planned
from .habits import Habit, visits
from .process import DAY, HOUR, Phase, moment

WARM: Final = 4.0
COLD: Final = -2.0
# The rhythm of the day and slow faults are followed in steps of this many seconds.
_STEP: Final = 600.0
_TAU_OFF: Final = 1 / math.log(WARM / (WARM - 1))
_TAU_ON: Final = 1 / math.log((1 - COLD) / -COLD)


@dataclass(frozen=True, slots=True)
class Defrost:
    """A heater that runs after so many hours of compressor time: watts, minutes, heat in bands."""

    every_h: float
    power: float
    minutes: float
    heat: float = 0.8


@dataclass(frozen=True, slots=True)
class Machine:
    """One unit. Powers in W, times in s, deviations as standard deviations of the logarithm."""

    role: str
    on_power: float
    on_s: float
    off_s: float
    settle: float = 0.0
    inrush: float = 0.0
    ripple: float = 0.008
    cycle_sd: float = 0.035
    day_power_sd: float = 0.015
    day_duty_sd: float = 0.13
    day_length_sd: float = 0.09
    rhythm: float = 0.05
    warmest_hour: float = 17.0
    habit: Habit | None = None
    defrost: Defrost | None = None


class Thermostat:
    """Acts out one machine with its faults."""

    def __init__(self, machine: Machine, plan: Plan, *names: str | int) -> None:
        self._machine = machine
        self._plan = plan
        self._names = names
        self._draw = Draw(*names, "cycles")
        self._t = 0.0
        self._level = self._draw.uniform(0.0, 1.0)
        self._worked = 0.0
        if machine.defrost:
            self._worked = HOUR * self._draw.uniform(0.0, machine.defrost.every_h)
        self._calls = False
        # A boiler is one heater: stuck on, it runs on.
        self._stuck_on = "heater_long" if machine.role == "heater" else "run_on"
        self._heat = _heat_events(machine.habit, plan, names)
        self._next_heat = next(self._heat, (math.inf, 0.0))
        self._day_factor = _day_factors(*names)
        self._acts_at_once = (
            ("short_cycle", "heater_long") if machine.defrost else ("short_cycle",)
        )
        self._edges = sorted(
            {
                edge
                for fault in plan.of("door_ajar", "slow_leak")
                for edge in (fault.start, fault.end)
            }
        )

    def phases(self) -> Iterator[Phase]:
        """The runs of the compressor (or the heater of a boiler) and of the defrost heater."""
        defrost = self._machine.defrost
        share = self._machine.on_s / (self._machine.on_s + self._machine.off_s)
        self._calls = self._draw.chance(share)
        while True:
            yield from self._interruptions()
            if not self._calls:
                self._rest()
                continue
            yield from self._run()
            if defrost and not self._calls and self._worked >= defrost.every_h * HOUR:
                yield self._defrost(defrost)

    def _rest(self) -> None:
        """Off until the thermostat calls."""
        cut_in = 1 + self._machine.cycle_sd * self._draw.normal()
        pace = self._draw.spread(self._machine.cycle_sd / 2)
        stop = self._plan.next_start(self._t, *self._acts_at_once)
        self._calls = self._drift(False, cut_in, stop, pace)
        if self._calls and (late := self._plan.take("no_start", self._t)):
            self._hold(False, late)

    def _run(self) -> Iterator[Phase]:
        """On until the thermostat is satisfied, unless the rotor is locked."""
        machine = self._machine
        if stuck := self._plan.take("locked_rotor", self._t):
            yield from self._attempts(stuck)
        start = self._t
        cut_out = machine.cycle_sd * self._draw.normal()
        pace = self._draw.spread(machine.cycle_sd)
        power = machine.on_power * self._draw.spread(0.004)
        peak = self._draw.spread(0.3)
        stop = self._plan.next_start(self._t, "locked_rotor", *self._acts_at_once)
        self._calls = not self._drift(True, cut_out, stop, pace)
        if not self._calls and (longer := self._plan.take(self._stuck_on, self._t)):
            self._hold(True, longer)
        self._worked += self._t - start
        if self._t > start:
            yield self._motor(start, self._t, power, peak)

    def _motor(self, start: float, end: float, power: float, peak: float) -> Phase:
        machine = self._machine
        return Phase(
            start,
            end,
            power * self._day_factor("power", machine.day_power_sd, start),
            machine.role,
            settle=machine.settle,
            settle_s=machine.on_s * 0.3,
            inrush=machine.on_power * machine.inrush * peak,
            ripple=machine.ripple,
        )

    def _defrost(self, defrost: Defrost) -> Phase:
        start = self._t
        length = defrost.minutes * 60 * self._draw.spread(0.06)
        self._worked = 0.0
        self._drift(False, math.inf, start + length, 1.0)
        self._level += defrost.heat
        return Phase(
            start,
            self._t,
            defrost.power * self._draw.spread(0.01),
            "heater",
            ripple=0.003,
        )

    def _interruptions(self) -> Iterator[Phase]:
        """Faults that take over from the thermostat at once."""
        if fault := self._plan.take("short_cycle", self._t):
            yield from self._short_cycle(fault)
        if self._machine.defrost and (fault := self._plan.take("heater_long", self._t)):
            start = self._t
            self._hold(False, fault)
            self._level += self._machine.defrost.heat
            self._worked = 0.0
            yield Phase(
                start, self._t, self._machine.defrost.power, "heater", ripple=0.003
            )

    def _short_cycle(self, fault: Planned) -> Iterator[Phase]:
        """Starts, runs briefly, trips, starts again."""
        machine = self._machine
        first, end = self._t, self._t + fault.duration
        while self._t < end:
            off = machine.off_s * fault.strength * self._draw.uniform(0.8, 1.2)
            self._drift(False, math.inf, min(end, self._t + max(60.0, off)), 1.0)
            start = self._t
            on = machine.on_s * fault.strength * self._draw.uniform(0.8, 1.2)
            self._drift(True, -math.inf, min(end, start + max(40.0, on)), 1.0)
            if self._t > start:
                yield self._motor(start, self._t, machine.on_power, 1.0)
        self._calls = self._level > 0.5
        self._plan.log(fault, first, end)

    def _attempts(self, fault: Planned) -> Iterator[Phase]:
        """The rotor does not turn: overload trips after seconds, tries again after minutes."""
        first, end = self._t, self._t + fault.duration
        while self._t < end:
            start = self._t
            self._drift(
                False, math.inf, min(end, start + self._draw.uniform(8, 15)), 1.0
            )
            power = self._machine.on_power * fault.strength
            yield Phase(start, self._t, power, self._machine.role, ripple=0.02)
            self._drift(
                False, math.inf, min(end, self._t + self._draw.uniform(120, 300)), 1.0
            )
        self._plan.log(fault, first, end)

    def _hold(self, on: bool, fault: Planned) -> None:
        """Stays as it is for the duration of the fault, whatever the thermostat wants."""
        start = self._t
        limit = -math.inf if on else math.inf
        self._drift(on, limit, start + fault.duration, 1.0)
        self._plan.log(fault, start, self._t)

    def _drift(self, on: bool, limit: float, stop: float, pace: float) -> bool:
        """Lets time pass until the level reaches `limit` (True) or the clock `stop` (False)."""
        while True:
            if (self._level <= limit) if on else (self._level >= limit):
                self._t = moment(self._t)
                return True
            if self._t >= stop:
                self._t = moment(stop)
                return False
            target, tau = self._pull(on, pace)
            until = min(stop, self._t + _STEP, self._next_heat[0], self._next_edge())
            passed = until - self._t
            ahead = (
                (self._level - target) / (limit - target) if limit != target else -1.0
            )
            if math.isfinite(limit) and ahead > 1 and tau * math.log(ahead) <= passed:
                self._t = moment(self._t + tau * math.log(ahead))
                self._level = limit
                return True
            self._level = target + (self._level - target) * math.exp(-passed / tau)
            self._t = until
            if self._next_heat[0] <= self._t:
                self._level += self._next_heat[1]
                self._next_heat = next(self._heat, (math.inf, 0.0))

    def _next_edge(self) -> float:
        for edge in self._edges:
            if edge > self._t:
                return edge
        return math.inf

    def _pull(self, on: bool, pace: float) -> tuple[float, float]:
        """Where the temperature tends to, and its time constant in s."""
        machine = self._machine
        angle = (self._t / HOUR - machine.warmest_hour) / 24 * 2 * math.pi
        load = 1 + machine.rhythm * math.cos(angle)
        length = self._day_factor("length", machine.day_length_sd, self._t)
        duty = math.sqrt(self._day_factor("duty", machine.day_duty_sd, self._t))
        leak = self._plan.leak(self._t)
        if on:
            return COLD, machine.on_s * _TAU_ON * pace * length * duty * (
                1 + leak
            ) * math.sqrt(load)
        return WARM, machine.off_s * _TAU_OFF * pace * length / (
            duty * (1 + 1.5 * leak) * load
        )


def _day_factors(*names: str | int) -> Callable[[str, float, float], float]:
    """A function (what, deviation, t): a factor that wanders from noon to noon."""
    known: dict[tuple[str, int], float] = {}

    def at_noon(what: str, day: int) -> float:
        if (what, day) not in known:
            known[what, day] = max(-2.0, min(2.0, Draw(*names, what, day).normal()))
        return known[what, day]

    def factor(what: str, deviation: float, t: float) -> float:
        day, part = divmod(t / DAY - 0.5, 1.0)
        here, there = at_noon(what, int(day)), at_noon(what, int(day) + 1)
        return math.exp(deviation * 1.25 * (here + (there - here) * part))

    return factor


def _heat_events(
    habit: Habit | None, plan: Plan, names: tuple[str | int, ...]
) -> Iterator[tuple[float, float]]:
    """(time, heat in bands) of door openings and warm goods, in order."""
    goods = [(fault.start, fault.strength) for fault in plan.of("warm_load")]
    for visit in visits(habit, *names) if habit else ():
        while goods and goods[0][0] <= visit.start:
            yield goods.pop(0)
        yield visit.start, visit.amount
    yield from goods
