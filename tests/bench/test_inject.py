"""Each fault does what its description says, to readings of a fridge that is known."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.detection.inject import (
    FAULTS,
    HOUR_S,
    SEVERITIES,
    Injected,
    Severity,
    Stretch,
)
from benchmarks.detection.recordings import GRID_S, Power

from . import days

HOUR = HOUR_S // GRID_S
MINUTE = 60 // GRID_S
AT = 30 * HOUR


def injected(
    kind: str, severity: Severity = "plain", seed: int = 1
) -> tuple[Injected, Power]:
    """The fault, and the readings without it."""
    injector = days.injector(severity, seed)
    found = injector.inject(kind, AT)
    assert found is not None
    return found, injector.power


def during(found: Injected) -> Power:
    return found.power[found.start : found.end]


def phases(power: Power) -> list[tuple[bool, float]]:
    """State and length in minutes of the phases but the first and the last."""
    levels = days.injector().levels
    runs = Stretch(power, GRID_S, levels).phases[1:-1]
    return [(run.on, (run.last - run.first) / MINUTE) for run in runs]


@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("kind", FAULTS)
def test_nothing_changes_outside_the_fault(kind: str, severity: Severity) -> None:
    found, clean = injected(kind, severity)
    assert len(found.power) == len(clean)
    assert found.start >= AT
    changed = np.flatnonzero(found.power != clean)
    assert len(changed) > 0
    assert found.start <= changed[0]
    assert changed[-1] < found.end


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_the_same_every_time(kind: str) -> None:
    assert np.array_equal(injected(kind)[0].power, injected(kind)[0].power)


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_that_does_not_fit_is_refused(kind: str) -> None:
    injector = days.injector()
    assert injector.inject(kind, len(injector.power) - HOUR // 2) is None


@pytest.mark.parametrize(
    ("kind", "severity", "hours"),
    [
        ("run_on", "plain", (2, 6)),
        ("run_on", "hard", (0.5, 1.5)),
        ("no_start", "plain", (3, 8)),
        ("no_start", "hard", (1, 2)),
        ("short_cycle", "plain", (4, 8)),
        ("flatline", "hard", (1.5, 3)),
        ("heater_long", "plain", (1, 3)),
        ("slow_leak", "plain", (71.9, 72)),
        ("slow_leak", "hard", (71.9, 72)),
        ("spike", "plain", (0.25, 0.25)),
    ],
)
def test_a_fault_lasts_as_long_as_described(
    kind: str, severity: Severity, hours: tuple[float, float]
) -> None:
    for seed in range(5):
        found, _ = injected(kind, severity, seed)
        assert hours[0] - 0.02 <= (found.end - found.start) / HOUR <= hours[1] + 0.02


def test_a_run_on_stays_on_with_its_own_readings() -> None:
    found, _ = injected("run_on")
    assert during(found).min() > 79
    assert max(length for on, length in phases(found.power) if on) > 120


def test_a_no_start_stays_off_with_its_own_readings() -> None:
    found, _ = injected("no_start")
    assert during(found).max() < 3
    assert max(length for on, length in phases(found.power) if not on) > 180


def test_short_cycles_are_runs_of_two_minutes_at_most() -> None:
    found, _ = injected("short_cycle")
    lengths = phases(during(found))
    assert len(lengths) > 30
    assert max(length for on, length in lengths if on) <= 2.2
    assert 1.8 <= np.median([length for on, length in lengths if not on]) <= 5


@pytest.mark.parametrize("severity", SEVERITIES)
def test_with_the_door_ajar_runs_are_longer_and_pauses_shorter(
    severity: Severity,
) -> None:
    found, _ = injected("door_ajar", severity)
    lengths = phases(during(found))
    assert min(length for on, length in lengths if on) > days.ON_MIN * 1.1
    assert max(length for on, length in lengths if not on) < days.OFF_MIN * 0.9


def test_a_slow_leak_grows_from_nothing() -> None:
    found, _ = injected("slow_leak")
    on = [length for state, length in phases(during(found)) if state]
    assert on[0] < days.ON_MIN * 1.1
    assert on[-1] > days.ON_MIN * 1.5


@pytest.mark.parametrize(
    ("kind", "severity", "factor"),
    [
        ("power_up", "plain", 1.2),
        ("power_up", "hard", 1.1),
        ("power_down", "plain", 0.8),
        ("power_down", "hard", 0.9),
    ],
)
def test_on_power_changes_by_its_share_and_off_power_does_not(
    kind: str, severity: Severity, factor: float
) -> None:
    found, _ = injected(kind, severity)
    power = during(found)
    on = power > 30
    assert np.median(power[on]) == pytest.approx(2 + 78 * factor, abs=0.5)
    assert np.median(power[~on]) == pytest.approx(days.OFF_W, abs=0.1)


@pytest.mark.parametrize(
    ("kind", "severity", "watts"),
    [
        ("standby_load", "plain", (15, 40)),
        ("standby_load", "hard", (3, 10)),
        ("heater_long", "plain", (120, 300)),
        ("heater_long", "hard", (40, 100)),
    ],
)
def test_a_load_beside_it_adds_the_same_watts_all_the_time(
    kind: str, severity: Severity, watts: tuple[float, float]
) -> None:
    found, clean = injected(kind, severity)
    added = during(found) - clean[found.start : found.end]
    assert np.ptp(added) < 1e-6
    assert watts[0] <= added[0] <= watts[1]


def test_a_spike_lasts_ten_or_twenty_seconds() -> None:
    found, clean = injected("spike")
    added = found.power - clean
    assert np.count_nonzero(added) in (1, 2)
    assert 5 * 79 < added.max() < 10 * 81


def test_a_locked_rotor_tries_and_never_runs() -> None:
    found, _ = injected("locked_rotor")
    tries = np.flatnonzero(during(found) > 100)
    assert len(tries) >= 10
    gaps = np.diff(tries) / MINUTE
    assert gaps.min() >= 2
    assert gaps.max() <= 5.2
    assert np.median(during(found)) < 3


def test_a_flat_line_is_one_reading() -> None:
    found, clean = injected("flatline")
    assert set(during(found)) == {clean[found.start]}


def test_a_warm_load_takes_1_6_times_as_long_once() -> None:
    found, _ = injected("warm_load")
    on = sorted(length for state, length in phases(found.power) if state)
    assert on[-1] == pytest.approx(16, abs=0.7)
    assert on[-2] == pytest.approx(10, abs=0.7)


def test_a_voltage_swing_is_five_percent() -> None:
    found, clean = injected("voltage_swing")
    ratio = during(found) / clean[found.start : found.end]
    assert ratio.max() == pytest.approx(1.05, abs=0.001)
    assert ratio.min() == pytest.approx(0.95, abs=0.001)
