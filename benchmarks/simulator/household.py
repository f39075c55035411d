"""Recipes of the appliances people start, and of those that are always on.

A recipe fills in the tracks of a process and returns the power of its main load in W.
"""

from __future__ import annotations

from .draw import Draw
from .faults import Plan
from .habits import EVENING, LAUNDRY, MEALS, Habit, Visit
from .process import HOUR, Process
from .programs import Programs, Recipe, Step, constant
from .units import Unit


def washing_machine(process: Process, unit: Unit) -> float:
    """About four washes a week: heats with 2 kW, turns the drum in bursts, pumps, spins."""
    heater = unit.value(2000.0, 0.08)
    drum, pump = unit.value(190.0, 0.2), unit.value(32.0, 0.15)
    process.standby = unit.pick(0.4, 0.1, 1.5)
    warm = unit.pick(13.0, 9.0, 20.0)

    def recipe(draw: Draw, _: Visit) -> list[Step]:
        steps = [
            Step("motor", 60 * draw.uniform(1.2, 2.2), 7.0),
            Step("heater", 60 * warm * draw.spread(0.25), heater, ripple=0.004),
            Step("motor", 60 * draw.uniform(30, 45), drum, (11.0, 4.5), beside=True),
        ]
        for _number in range(2):
            steps.append(Step("motor", draw.uniform(60, 90), pump))
            steps.append(Step("motor", 60 * draw.uniform(6, 9), drum * 0.8, (8.0, 6.0)))
        spin = drum * draw.uniform(1.5, 2.2)
        steps.append(
            Step("motor", 60 * draw.uniform(5, 9), spin, ripple=0.1, inrush=spin)
        )
        steps.append(Step("motor", draw.uniform(45, 75), pump))
        return steps

    habit = Habit(unit.value(0.6, 0.3), LAUNDRY, weekend=1.8)
    _fill(process, habit, recipe, "motor", "heater")
    return heater


def dishwasher(process: Process, unit: Unit) -> float:
    """Once a day, mostly in the evening: two heatings of 2 kW, half an hour apart."""
    heater = unit.value(2050.0, 0.06)
    pump = unit.value(65.0, 0.15)
    process.standby = unit.pick(0.3, 0.1, 1.0)

    def recipe(draw: Draw, _: Visit) -> list[Step]:
        return [
            Step("motor", 60 * draw.uniform(6, 9), pump),
            Step("heater", 60 * draw.uniform(14, 20), heater, ripple=0.003),
            Step("motor", 60 * draw.uniform(48, 54), pump, beside=True, ripple=0.04),
            Step("heater", 60 * draw.uniform(11, 14), heater, ripple=0.003),
            Step(
                "motor", 60 * draw.uniform(14, 15), pump * 0.9, beside=True, ripple=0.04
            ),
            Step("motor", draw.uniform(40, 70), pump * 0.5),
        ]

    _fill(process, Habit(unit.value(0.9, 0.2), EVENING), recipe, "motor", "heater")
    return heater


def kettle(process: Process, unit: Unit) -> float:
    """2.4 kW for one to four minutes, at meal times."""
    power = unit.value(2400.0, 0.12)

    def recipe(draw: Draw, visit: Visit) -> list[Step]:
        return [Step("heater", visit.length, power * draw.spread(0.008), ripple=0.004)]

    _fill(process, Habit(unit.value(4.5, 0.3), MEALS, lasts_s=110.0), recipe, "heater")
    return power


def tv(process: Process, unit: Unit) -> float:
    """Evenings: 110 W that move with the picture; 0.5 W standby."""
    power = unit.value(110.0, 0.3)
    process.standby = unit.pick(0.5, 0.2, 1.5)

    def recipe(draw: Draw, visit: Visit) -> list[Step]:
        return [
            Step(
                "motor",
                visit.length,
                power * draw.spread(0.02),
                ripple=0.06,
                inrush=power,
            )
        ]

    habit = Habit(unit.value(2.0, 0.3), EVENING, lasts_s=1.5 * HOUR, weekend=1.4)
    _fill(process, habit, recipe, "motor")
    return power


def router(process: Process, unit: Unit) -> float:
    """Always on at 9 W, a watt more while there is traffic."""
    names = (process.name, process.unit, process.seed)
    power = unit.value(9.0, 0.3)
    process.tracks["main"] = constant(power, *names)

    def recipe(draw: Draw, visit: Visit) -> list[Step]:
        return [
            Step("traffic", visit.length, power * draw.uniform(0.04, 0.16), ripple=0.2)
        ]

    habit = Habit(unit.value(30.0, 0.3), EVENING, lasts_s=600.0)
    # Traffic is no use of it: no fault waits for it.
    traffic = Programs(habit, recipe, Plan(()), *names)
    (process.tracks["traffic"],) = traffic.tracks("traffic")
    return power


def _fill(process: Process, habit: Habit, recipe: Recipe, *roles: str) -> None:
    names = (process.name, process.unit, process.seed)
    programs = Programs(habit, recipe, process.plan, *names)
    for role, track in zip(roles, programs.tracks(*roles), strict=True):
        process.tracks[role] = track
