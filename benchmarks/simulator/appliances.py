"""The appliances, and which faults make sense on each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from . import household, thermostatic
from .faults import KINDS, Fault, FaultError, Plan
from .process import Phase, Process
from .units import Unit

# What can happen at any plug.
_ANY: Final = (
    "power_up",
    "power_down",
    "standby_load",
    "spike",
    "flatline",
    "voltage_swing",
)
_CONTROL: Final = ("run_on", "no_start", "short_cycle")
# What waits for a use, at an appliance that people start.
_USED: Final = ("power_up", "power_down")
_COLD: Final = (
    *_ANY,
    *_CONTROL,
    "locked_rotor",
    "door_ajar",
    "slow_leak",
    "heater_long",
)


@dataclass(frozen=True, slots=True)
class Appliance:
    """`build` fills in the tracks and returns the on-power in W.

    `faults` are all that apply, disturbances too; `acted` those that the process acts out by itself
    at a moment of its own, instead of by the clock or at the plug.
    """

    about: str
    build: Callable[[Process, Unit], float]
    faults: tuple[str, ...]
    acted: tuple[str, ...] = ()


APPLIANCES: Final[dict[str, Appliance]] = {
    "mini_fridge": Appliance(
        "small fridge without a defrost heater",
        thermostatic.mini_fridge,
        (*_COLD, "warm_load"),
        (*_CONTROL, "locked_rotor"),
    ),
    "fridge_defrost": Appliance(
        "frost-free fridge with defrost heater and lamp, opened at meal times",
        thermostatic.fridge_defrost,
        (*_COLD, "warm_load"),
        (*_CONTROL, "locked_rotor", "heater_long"),
    ),
    "freezer": Appliance(
        "freezer, rarely opened",
        thermostatic.freezer,
        (*_COLD, "warm_load"),
        (*_CONTROL, "locked_rotor"),
    ),
    "dehumidifier": Appliance(
        "dehumidifier with a compressor and a hygrostat",
        thermostatic.dehumidifier,
        (*_ANY, *_CONTROL, "locked_rotor", "slow_leak"),
        (*_CONTROL, "locked_rotor"),
    ),
    "water_heater": Appliance(
        "boiler with a thermostat",
        thermostatic.water_heater,
        (*_ANY, "heater_long", "no_start"),
        ("heater_long", "no_start"),
    ),
    "washing_machine": Appliance(
        "washing machine, some washes a week",
        household.washing_machine,
        (*_ANY, "run_on", "heater_long", "locked_rotor"),
        (*_USED, "run_on", "heater_long", "locked_rotor"),
    ),
    "dishwasher": Appliance(
        "dishwasher, mostly in the evening",
        household.dishwasher,
        (*_ANY, "run_on", "heater_long"),
        (*_USED, "run_on", "heater_long"),
    ),
    "kettle": Appliance(
        # Between uses it draws nothing: a stuck meter would not show.
        "electric kettle",
        household.kettle,
        (*_USED, "standby_load", "spike", "voltage_swing", "heater_long"),
        (*_USED, "heater_long"),
    ),
    "tv": Appliance("television, evenings", household.tv, _ANY, _USED),
    "router": Appliance("router, always on", household.router, _ANY),
}


def build(
    name: str, unit: int = 0, seed: int = 1, faults: Iterable[Fault] = ()
) -> Process:
    """A process, ready to be run once: one unit of an appliance, its days, its faults."""
    appliance = APPLIANCES.get(name)
    if appliance is None:
        raise FaultError(
            f"no appliance is called '{name}'; there are: {', '.join(APPLIANCES)}"
        )
    if unit < 0:
        raise FaultError(f"a unit is a number from 0 up, not {unit}")
    asked = tuple(faults)
    for fault in asked:
        if fault.kind not in appliance.faults:
            raise FaultError(f"{fault.kind} makes no sense on a {name}")
    process = Process(name, unit, seed, 0.0, Plan(asked, name, unit, seed))
    on_power = appliance.build(process, Unit(name, unit))
    for planned in process.plan.all:
        if planned.kind not in appliance.acted:
            process.plan.log(planned, planned.start, planned.end)
    _add_strays(process, on_power, appliance.acted)
    return process


def _add_strays(process: Process, on_power: float, acted: tuple[str, ...]) -> None:
    """Loads beside the machine on the same plug."""
    for kind in ("standby_load", "heater_long", "spike"):
        faults = process.plan.of(kind)
        if faults and kind not in acted:
            scale = on_power if kind == "spike" else 1.0
            process.tracks[kind] = iter(
                [
                    Phase(
                        fault.start,
                        fault.end,
                        fault.strength * scale,
                        "stray",
                        ripple=0.004,
                    )
                    for fault in faults
                ]
            )


def applicable(name: str) -> dict[str, str]:
    """Which faults and disturbances apply to an appliance, each with what it does."""
    return {kind: KINDS[kind].about for kind in APPLIANCES[name].faults}
