"""The appliances that are measured: recorded ones by the names of their files, and simulated ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.simulator import Meter, simulate, trace_io

from . import cache
from .recordings import GRID_S, Power, Recording, on_grid

CHOSEN: Final = "chosen on"
HELD_BACK: Final = "held back"
SIMULATED: Final = "simulated"
SIMULATED_DAYS: Final = 20


@dataclass(frozen=True, slots=True)
class Unit:
    """Where the readings of one appliance come from.

    `files` is a pattern within DIR/traces; without one, it is unit `number` of a simulated
    `appliance`. `meter_s` is how often it was read, where that is less often than every 10 s.
    """

    name: str
    group: str
    files: str = ""
    appliance: str = ""
    number: int = 0
    meter_s: int = GRID_S

    def load(
        self, data: Path | None, grid_s: int = GRID_S, days: int = SIMULATED_DAYS
    ) -> Recording:
        """Its readings."""
        power = self._recorded(data, grid_s) if self.files else self._made(grid_s, days)
        every = max(1, self.meter_s // grid_s)
        return Recording(self.name, power, grid_s, every)

    def file(self, data: Path | None) -> Path | None:
        """The longest of its recordings, None when there is none."""
        if not self.files or data is None:
            return None
        found = sorted(data.glob(f"traces/{self.files}"))
        found = [file for file in found if "native1s" not in file.name]
        return max(found, key=lambda file: file.stat().st_size) if found else None

    def stamp(self, data: Path | None) -> str:
        """A hash of its readings' source, for what is kept of them."""
        file = self.file(data)
        return cache.digest([file.read_bytes()]) if file else _code()

    def _recorded(self, data: Path | None, grid_s: int) -> Power:
        file = self.file(data)
        if file is None:
            raise FileNotFoundError(f"{data}/traces: no file is named {self.files}")
        key = ("trace", cache.digest([file.read_bytes()]), grid_s, _code())
        return cache.kept_power(key, lambda: on_grid(trace_io.load(file), grid_s))

    def _made(self, grid_s: int, days: int) -> Power:
        def make() -> Power:
            meter = Meter(interval=grid_s)
            samples = simulate(self.appliance, unit=self.number, days=days, meter=meter)
            return on_grid(list(samples), grid_s)

        key = ("simulated", self.appliance, self.number, days, grid_s, _code())
        return cache.kept_power(key, make)


def _code() -> str:
    return cache.code("recordings", "units")


def _recorded(name: str, group: str, files: str, meter_s: int = GRID_S) -> Unit:
    return Unit(name, group, files=files, meter_s=meter_s)


def _simulated(appliance: str, number: int) -> Unit:
    name = f"{appliance} {number}"
    return Unit(name, SIMULATED, appliance=appliance, number=number)


# Steps of the detector were chosen on the first three and on nothing else; the others tell how it
# does on appliances that had no say.
RECORDED_COLD: Final = (
    _recorded("76C07F", CHOSEN, "tracebase*fridge_76C07F_*.csv.gz"),
    _recorded("D32131", CHOSEN, "tracebase*fridge_D32131_*.csv.gz"),
    _recorded("D331DA", CHOSEN, "tracebase*fridge_D331DA_*.csv.gz"),
    _recorded("599393", HELD_BACK, "tracebase*fridge_599393_*.csv.gz"),
    _recorded("B83B9E", HELD_BACK, "tracebase*fridge_B83B9E_*.csv.gz"),
    _recorded("ECO 1", HELD_BACK, "eco_h1_fridge_*.csv.gz"),
    _recorded("Papaioannou 1", HELD_BACK, "papaioannou*fridge_1_normal.csv.gz", 60),
)
SIMULATED_COLD: Final = (
    _simulated("mini_fridge", 1),
    _simulated("mini_fridge", 2),
    _simulated("fridge_defrost", 1),
    _simulated("freezer", 1),
)
RECORDED_OTHERS: Final = (
    _recorded("washer 7297E3", "used", "tracebase*washer_7297E3_*.csv.gz"),
    _recorded("washer B8121D", "used", "tracebase*washer_B8121D_*.csv.gz"),
    _recorded("washer REFIT 2", "used", "refit_h2_washer_*.csv.gz", 60),
    _recorded("dishwasher B81D04", "used", "tracebase*dishwasher_B81D04_*.csv.gz"),
    _recorded("kettle D33E1F", "used", "tracebase*kettle_D33E1F_*.csv.gz"),
    _recorded("TV D35F73", "used", "tracebase*tvlcd_D35F73_*.csv.gz"),
    _recorded("dryer ECO 2", "used", "eco_h1_dryer_*.csv.gz"),
    _recorded("router B8148C", "constant", "tracebase*router_B8148C_*.csv.gz"),
    _recorded("dispenser 998C63", "heater", "tracebase*waterdispenser_*.csv.gz"),
    _recorded("heater Papaioannou", "heater", "papaioannou*waterheater_*.csv.gz", 60),
)
SIMULATED_OTHERS: Final = tuple(
    Unit(f"{appliance} 1 (simulated)", group, appliance=appliance, number=1)
    for appliance, group in (
        ("washing_machine", "used"),
        ("dishwasher", "used"),
        ("kettle", "used"),
        ("tv", "used"),
        ("router", "constant"),
        ("water_heater", "heater"),
        ("dehumidifier", "heater"),
    )
)


def cold(data: Path | None, recorded_only: bool = False) -> list[Unit]:
    """The cold appliances there are: recorded ones with data, simulated ones in any case."""
    found = there(RECORDED_COLD, data)
    return found if recorded_only and data else [*found, *SIMULATED_COLD]


def others(data: Path | None) -> list[Unit]:
    """What people start, what is always on, what heats."""
    return [*there(RECORDED_OTHERS, data), *SIMULATED_OTHERS]


def there(units: Iterable[Unit], data: Path | None) -> list[Unit]:
    """Those whose files are there."""
    return [unit for unit in units if unit.file(data)]
