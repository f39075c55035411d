"""The appliances: what each is made of and which faults make sense on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from .faults import KINDS, Fault, FaultError, Plan
from .habits import MEALS, Habit, visits
from .process import Phase, Process
from .thermostat import Defrost, Machine, Thermostat
from .units import Unit

ELECTRIC: Final = ("power_up", "power_down", "standby_load", "spike", "flatline", "voltage_swing")
COLD: Final = (
    *ELECTRIC,
    "run_on",
    "no_start",
    "short_cycle",
    "door_ajar",
    "heater_long",
    "locked_rotor",
    "slow_leak",
    "warm_load",
)


@dataclass(frozen=True, slots=True)
class Appliance:
    """`build` fills in the tracks and returns the on-power; `own` are the faults they act out."""

    about: str
    faults: tuple[str, ...]
    own: tuple[str, ...]
    build: Callable[[Process, Unit], float]


def _thermostat(process: Process, machine: Machine) -> float:
    names = (process.name, process.unit, process.seed)
    process.tracks["main"] = Thermostat(machine, process.plan, *names).phases()
    if machine.habit and machine.habit.light:
        process.tracks["light"] = _light(machine.habit, *names)
    return machine.on_power


def _light(habit: Habit, *names: str | int) -> Iterator[Phase]:
    for visit in visits(habit, *names):
        yield Phase(visit.start, visit.start + visit.length, habit.light, "light")


def _mini_fridge(process: Process, unit: Unit) -> float:
    cycle = unit.cycle(65.0, 45.0, 0.30)
    process.standby = unit.pick(0.6, 0.4, 1.8) if unit.either(False, 0.3) else 0.0
    machine = Machine(
        "motor",
        cycle.on_power,
        cycle.on_s,
        cycle.off_s,
        settle=unit.pick(0.18, 0.08, 0.25),
        inrush=unit.pick(9.0, 5.0, 14.0),
        rhythm=unit.pick(0.08, 0.04, 0.15),
        habit=Habit(unit.value(9.0, 0.4), MEALS, amount=0.06),
    )
    return _thermostat(process, machine)


def _fridge_defrost(process: Process, unit: Unit) -> float:
    cycle = unit.cycle(95.0, 62.0, 0.40)
    process.standby = unit.pick(1.4, 0.6, 6.0)
    defrost = Defrost(
        unit.value(9.0, 0.25), unit.value(210.0, 0.25), unit.pick(18.0, 12.0, 26.0), heat=0.9
    )
    light = unit.pick(3.0, 1.5, 15.0)
    machine = Machine(
        "motor",
        cycle.on_power,
        cycle.on_s,
        cycle.off_s,
        settle=unit.pick(0.16, 0.08, 0.25),
        inrush=unit.pick(8.0, 4.0, 12.0),
        rhythm=unit.pick(0.07, 0.03, 0.12),
        habit=Habit(unit.value(24.0, 0.4), MEALS, amount=0.05, weekend=1.25, light=light),
        defrost=defrost,
    )
    return _thermostat(process, machine)


def _freezer(process: Process, unit: Unit) -> float:
    cycle = unit.cycle(85.0, 50.0, 0.38)
    process.standby = unit.pick(0.9, 0.5, 2.5) if unit.either(False, 0.4) else 0.0
    machine = Machine(
        "motor",
        cycle.on_power,
        cycle.on_s,
        cycle.off_s,
        settle=unit.pick(0.14, 0.06, 0.22),
        inrush=unit.pick(9.0, 5.0, 13.0),
        rhythm=unit.pick(0.05, 0.02, 0.1),
        habit=Habit(unit.value(2.5, 0.5), MEALS, amount=0.10),
    )
    return _thermostat(process, machine)


APPLIANCES: Final[dict[str, Appliance]] = {
    "mini_fridge": Appliance(
        "small fridge without a defrost heater",
        COLD,
        ("run_on", "no_start", "short_cycle", "locked_rotor"),
        _mini_fridge,
    ),
    "fridge_defrost": Appliance(
        "frost-free fridge with a defrost heater, opened at meal times",
        COLD,
        ("run_on", "no_start", "short_cycle", "locked_rotor", "heater_long"),
        _fridge_defrost,
    ),
    "freezer": Appliance(
        "freezer, rarely opened",
        COLD,
        ("run_on", "no_start", "short_cycle", "locked_rotor"),
        _freezer,
    ),
}


def build(name: str, unit: int = 0, seed: int = 1, faults: Iterable[Fault] = ()) -> Process:
    """A process, ready to be run once: one unit of an appliance, its days, its faults."""
    appliance = APPLIANCES.get(name)
    if appliance is None:
        raise FaultError(f"no appliance is called '{name}'; there are: {', '.join(APPLIANCES)}")
    asked = tuple(faults)
    for fault in asked:
        if fault.kind not in appliance.faults:
            raise FaultError(f"{fault.kind} makes no sense on a {name}")
    process = Process(name, unit, seed, 0.0, Plan(asked, name, unit, seed))
    on_power = appliance.build(process, Unit(name, unit))
    _add_strays(process, on_power, appliance.own)
    return process


def _add_strays(process: Process, on_power: float, own: tuple[str, ...]) -> None:
    """Faults outside the machine: loads on the same plug, and labels of all that act by the clock."""
    for fault in process.plan.all:
        if fault.kind not in own:
            process.plan.log(fault, fault.start, fault.end)
    for kind in ("standby_load", "heater_long", "spike"):
        faults = process.plan.of(kind)
        if faults and kind not in own:
            scale = on_power if kind == "spike" else 1.0
            process.tracks[kind] = iter(
                [
                    Phase(fault.start, fault.end, fault.strength * scale, "stray", ripple=0.004)
                    for fault in faults
                ]
            )


def applicable(name: str) -> dict[str, str]:
    """Which faults and disturbances apply to an appliance, each with what it does."""
    return {kind: KINDS[kind].about for kind in APPLIANCES[name].faults}
