"""Recipes of the appliances a thermostat switches: nominal values and how units differ.

A recipe fills in the tracks of a process and returns the power of a run in W.
"""

from __future__ import annotations

from collections.abc import Iterator

from .habits import MEALS, SHOWERS, Habit, visits
from .process import Phase, Process
from .thermostat import Defrost, Machine, Thermostat
from .units import Unit


def mini_fridge(process: Process, unit: Unit) -> float:
    """45 min cycles, 30 % on, 65 W; most units have no electronics and draw nothing when off."""
    cycle = unit.cycle(65.0, 45.0, 0.30)
    process.standby = unit.pick(0.6, 0.4, 1.8) if unit.either(False, 0.3) else 0.0
    machine = Machine(
        "motor",
        cycle.on_power,
        cycle.on_s,
        cycle.off_s,
        settle=unit.pick(0.22, 0.06, 0.32),
        inrush=unit.pick(9.0, 5.0, 14.0),
        rhythm=unit.pick(0.08, 0.04, 0.15),
        habit=Habit(unit.value(9.0, 0.4), MEALS, amount=0.06),
    )
    return _fill(process, machine)


def fridge_defrost(process: Process, unit: Unit) -> float:
    """62 min cycles, 40 % on, 95 W, lamp and electronics; defrosts after 9 h of compressor time."""
    cycle = unit.cycle(95.0, 62.0, 0.40)
    process.standby = unit.pick(1.4, 0.6, 6.0)
    every_h, power = unit.value(9.0, 0.25), unit.value(210.0, 0.25)
    defrost = Defrost(every_h, power, unit.pick(18.0, 12.0, 26.0), heat=0.9)
    light = unit.pick(3.0, 1.5, 15.0)
    machine = Machine(
        "motor",
        cycle.on_power,
        cycle.on_s,
        cycle.off_s,
        settle=unit.pick(0.20, 0.06, 0.32),
        inrush=unit.pick(8.0, 4.0, 12.0),
        rhythm=unit.pick(0.07, 0.03, 0.12),
        habit=Habit(
            unit.value(24.0, 0.4), MEALS, amount=0.05, weekend=1.25, light=light
        ),
        defrost=defrost,
    )
    return _fill(process, machine)


def freezer(process: Process, unit: Unit) -> float:
    """50 min cycles, 38 % on, 85 W, opened two or three times a day."""
    cycle = unit.cycle(85.0, 50.0, 0.38)
    process.standby = unit.pick(0.9, 0.5, 2.5) if unit.either(False, 0.4) else 0.0
    machine = Machine(
        "motor",
        cycle.on_power,
        cycle.on_s,
        cycle.off_s,
        settle=unit.pick(0.18, 0.06, 0.28),
        inrush=unit.pick(9.0, 5.0, 13.0),
        rhythm=unit.pick(0.05, 0.02, 0.1),
        habit=Habit(unit.value(2.5, 0.5), MEALS, amount=0.10),
    )
    return _fill(process, machine)


def dehumidifier(process: Process, unit: Unit) -> float:
    """45 min cycles, 50 % on, 260 W; damp mornings and showers make it work longer."""
    cycle = unit.cycle(260.0, 45.0, 0.50)
    process.standby = unit.pick(1.1, 0.5, 2.5)
    machine = Machine(
        "motor",
        cycle.on_power,
        cycle.on_s,
        cycle.off_s,
        settle=unit.pick(-0.06, -0.10, 0.05),
        inrush=unit.pick(4.0, 2.5, 7.0),
        ripple=0.012,
        cycle_sd=0.08,
        day_duty_sd=0.18,
        day_length_sd=0.10,
        rhythm=unit.pick(0.15, 0.05, 0.25),
        warmest_hour=8.0,
        habit=Habit(unit.value(2.5, 0.4), SHOWERS, amount=0.5),
    )
    return _fill(process, machine)


def water_heater(process: Process, unit: Unit) -> float:
    """A boiler of 2.2 kW: tops up every three hours, and after hot water was drawn."""
    cycle = unit.cycle(2200.0, 170.0, 0.09)
    process.standby = unit.pick(0.0, 0.0, 0.8)
    machine = Machine(
        "heater",
        cycle.on_power,
        cycle.on_s,
        cycle.off_s,
        ripple=0.004,
        rhythm=unit.pick(0.03, 0.01, 0.06),
        habit=Habit(unit.value(5.0, 0.3), SHOWERS, amount=0.7, weekend=1.2),
    )
    return _fill(process, machine)


def _fill(process: Process, machine: Machine) -> float:
    names = (process.name, process.unit, process.seed)
    process.tracks["main"] = Thermostat(machine, process.plan, *names).phases()
    if machine.habit and machine.habit.light:
        process.tracks["light"] = _light(machine.habit, *names)
    return machine.on_power


def _light(habit: Habit, *names: str | int) -> Iterator[Phase]:
    for visit in visits(habit, *names):
        yield Phase(visit.start, visit.start + visit.length, habit.light, "light")
