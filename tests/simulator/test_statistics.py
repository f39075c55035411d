"""Statistics lie in the ranges that the documentation gives."""

from __future__ import annotations

from itertools import pairwise
import math
import statistics

import pytest

from benchmarks.simulator import DAY, HOUR, Meter, build, simulate
from benchmarks.simulator.cycle_stats import cycle_stats

from .cases import runs

# Nominal unit: on-power in W, on-time and off-time in minutes, share of time on.
CYCLES = {
    "mini_fridge": ((60, 72), (11, 16), (26, 36), (0.26, 0.36)),
    "fridge_defrost": ((88, 106), (20, 30), (28, 44), (0.36, 0.48)),
    "freezer": ((78, 95), (15, 22), (25, 36), (0.32, 0.44)),
    "dehumidifier": ((235, 280), (17, 28), (16, 28), (0.42, 0.58)),
    "water_heater": ((2050, 2350), (11, 20), (90, 180), (0.08, 0.18)),
}
COLD = ("mini_fridge", "fridge_defrost", "freezer")


@pytest.mark.parametrize("name", CYCLES)
def test_cycles_of_the_nominal_unit_are_as_documented(name: str) -> None:
    stats = cycle_stats(list(simulate(name, days=14, meter=Meter(interval=30))))
    found = (stats.on_power, stats.on_min, stats.off_min, stats.duty)
    for value, (low, high) in zip(found, CYCLES[name], strict=True):
        assert low < value < high


@pytest.mark.parametrize("name", COLD)
def test_days_of_one_unit_vary_as_real_ones_do(name: str) -> None:
    powers, duties, cycles = [], [], []
    for unit in range(4):
        stats = cycle_stats(
            list(simulate(name, unit=unit, days=12, meter=Meter(interval=30)))
        )
        powers.append(stats.day_power_cv)
        duties.append(stats.day_duty_cv)
        cycles.append(stats.day_cycle_cv)
    assert 0.008 < statistics.fmean(powers) < 0.022
    assert 0.04 < statistics.fmean(duties) < 0.11
    assert 0.05 < statistics.fmean(cycles) < 0.12


@pytest.mark.parametrize("name", COLD)
def test_units_spread_as_real_ones_do(name: str) -> None:
    machines = [runs(name, 3, unit=unit) for unit in range(1, 41)]
    powers = [statistics.median(run.power for run in cycles) for cycles in machines]
    lengths = [
        (cycles[-1].start - cycles[0].start) / (len(cycles) - 1) for cycles in machines
    ]
    assert 0.25 < statistics.stdev(math.log(power) for power in powers) < 0.40
    assert 0.40 < statistics.stdev(math.log(length) for length in lengths) < 0.70
    assert all(9 * 60 < length < 240 * 60 for length in lengths)


@pytest.mark.parametrize(
    ("interval", "low", "high"), [(1, 0.9, 1.0), (5, 0.12, 0.4), (60, 0, 0.1)]
)
def test_inrush_shows_at_one_second_and_seldom_at_sixty(
    interval: int, low: float, high: float
) -> None:
    samples = list(simulate("mini_fridge", days=5, meter=Meter(interval=interval)))
    assert low <= cycle_stats(samples).inrush <= high


def test_power_decays_through_a_run() -> None:
    stats = cycle_stats(list(simulate("mini_fridge", days=3)))
    assert 1.1 < stats.decay < 1.25


def test_a_compressor_works_more_in_the_warm_part_of_the_day() -> None:
    share = {"night": 0.0, "evening": 0.0}
    for run in runs("mini_fridge", 60):
        hour = run.start % DAY / HOUR
        if 2 <= hour < 7:
            share["night"] += run.end - run.start
        elif 15 <= hour < 20:
            share["evening"] += run.end - run.start
    assert 1.05 < share["evening"] / share["night"] < 1.6


def test_a_frost_free_fridge_defrosts_once_in_nine_hours_of_work() -> None:
    phases = build("fridge_defrost").phases("main", 20 * DAY)
    heaters = [phase for phase in phases if phase.role == "heater"]
    work = (
        sum(phase.end - phase.start for phase in phases if phase.role == "motor") / HOUR
    )
    assert 7 < work / len(heaters) < 11
    assert all(190 < phase.power < 230 for phase in heaters)
    assert all(12 < (phase.end - phase.start) / 60 < 26 for phase in heaters)


def test_the_lamp_burns_at_meal_times() -> None:
    lamps = build("fridge_defrost").phases("light", 14 * DAY)
    evening = sum(17 <= phase.start % DAY / HOUR < 20 for phase in lamps)
    night = sum(0 <= phase.start % DAY / HOUR < 3 for phase in lamps)
    assert 14 * 12 < len(lamps) < 14 * 40
    assert evening > 8 * night


# Uses in four weeks, kWh in four weeks.
USED = {"washing_machine": ((12, 32), (7, 30)), "dishwasher": ((15, 32), (15, 45))}
USED |= {"kettle": ((90, 170), (6, 16)), "tv": ((40, 90), (6, 18))}


@pytest.mark.parametrize("name", USED)
def test_appliances_that_people_start_are_used_as_often_as_documented(
    name: str,
) -> None:
    samples = list(simulate(name, days=28, meter=Meter(interval=30)))
    power_of = {"washing_machine": 1000, "dishwasher": 1000, "kettle": 1000, "tv": 40}[
        name
    ]
    starts = [
        now.t
        for before, now in pairwise(samples)
        if now.power > power_of >= before.power
    ]
    uses = sum(b - a > 2 * HOUR for a, b in pairwise(starts)) + 1
    count = len(starts) if name in ("kettle", "tv") else uses
    energy = sum(power for _, power in samples) * 30 / 3.6e6
    assert USED[name][0][0] <= count <= USED[name][0][1]
    assert USED[name][1][0] < energy < USED[name][1][1]


def test_a_router_never_leaves_its_narrow_band() -> None:
    powers = [power for _, power in simulate("router", days=3)]
    assert 8 < min(powers) < 9.2 < max(powers) < 13
