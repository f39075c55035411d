"""Appliances that people start: a use runs a program of steps and then there is silence.

Each use draws from a stream of its own, so a fault that lengthens one leaves the others as they
were, unless they would overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import tee

from .draw import Draw
from .faults import Plan
from .habits import Habit, Visit, visits
from .process import HOUR, Phase, moment


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a program: a load of `power` W for `seconds`, or bursts of it.

    `bursts` are the seconds on and off of a drum that turns and rests. A step with `beside` begins
    together with the step before it instead of after it.
    """

    role: str
    seconds: float
    power: float
    bursts: tuple[float, float] | None = None
    beside: bool = False
    ripple: float = 0.01
    inrush: float = 0.0


Recipe = Callable[[Draw, Visit], list[Step]]


class Programs:
    """Acts out all uses of one appliance with its faults."""

    def __init__(
        self, habit: Habit, recipe: Recipe, plan: Plan, *names: str | int
    ) -> None:
        self._habit = habit
        self._recipe = recipe
        self._plan = plan
        self._names = names

    def tracks(self, *roles: str) -> list[Iterator[Phase]]:
        """One iterator of phases for each role; the steps of one role never overlap."""

        def only(role: str, uses: Iterator[list[Phase]]) -> Iterator[Phase]:
            return (phase for use in uses for phase in use if phase.role == role)

        copies = tee(self._uses(), len(roles))
        return [only(role, uses) for role, uses in zip(roles, copies, strict=True)]

    def _uses(self) -> Iterator[list[Phase]]:
        free = 0.0
        for number, visit in enumerate(visits(self._habit, *self._names)):
            draw = Draw(*self._names, "program", number)
            steps = self._recipe(draw, visit)
            phases = self._run(max(visit.start, free), steps, draw)
            free = max(phase.end for phase in phases) + 60
            yield phases

    def _run(self, start: float, steps: list[Step], draw: Draw) -> list[Phase]:
        phases: list[Phase] = []
        begun = t = start
        for number, step in enumerate(steps):
            begun = begun if step.beside else t
            end = begun + step.seconds
            end += self._longer(step, end, last=number == len(steps) - 1)
            phases += _acted(step, moment(begun), moment(end), draw)
            t = max(t, end)
        self._weaken(start, t)
        return self._jam(phases)

    def _weaken(self, start: float, end: float) -> None:
        """Power faults wait for a use, or nobody could see them."""
        for kind in ("power_up", "power_down"):
            if fault := self._plan.take(kind, end):
                fault.start = max(fault.start, moment(start))
                self._plan.log(fault, fault.start, fault.end)

    def _longer(self, step: Step, end: float, *, last: bool) -> float:
        """Seconds a fault adds to a step."""
        fault = None
        if step.role == "heater":
            fault = self._plan.take("heater_long", end)
        if last and fault is None:
            fault = self._plan.take("run_on", end)
        if fault is None:
            return 0.0
        self._plan.log(fault, moment(end), moment(end + fault.duration))
        return fault.duration

    def _jam(self, phases: list[Phase]) -> list[Phase]:
        """A drum that cannot turn: its bursts draw a multiple, for as long as the fault lasts."""
        bursts = [phase for phase in phases if phase.role == "motor"]
        fault = self._plan.take("locked_rotor", bursts[-1].start) if bursts else None
        if fault is None:
            return phases
        first = next(phase.start for phase in bursts if phase.start >= fault.start)
        end = first + fault.duration
        self._plan.log(fault, first, end)
        return [
            Phase(
                phase.start,
                phase.end,
                phase.power * (1 + fault.strength),
                "motor",
                ripple=0.02,
            )
            if phase.role == "motor" and first <= phase.start < end
            else phase
            for phase in phases
        ]


def _acted(step: Step, start: float, end: float, draw: Draw) -> Iterator[Phase]:
    if step.bursts is None:
        yield Phase(
            start, end, step.power, step.role, inrush=step.inrush, ripple=step.ripple
        )
        return
    t = start
    while t < end:
        stop = moment(min(end, t + step.bursts[0] * draw.spread(0.1)))
        power = step.power * draw.spread(0.12)
        yield Phase(
            t, stop, power, step.role, inrush=power * 0.8, inrush_s=0.6, ripple=0.05
        )
        t = moment(stop + step.bursts[1] * draw.spread(0.15))


def constant(power: float, *names: str | int) -> Iterator[Phase]:
    """A load that is always there, by the hour; it wanders by half a per cent."""
    hour = 0
    while True:
        watts = power * Draw(*names, "hour", hour).spread(0.005)
        yield Phase(hour * HOUR, (hour + 1) * HOUR, watts, "electronics", ripple=0.008)
        hour += 1
