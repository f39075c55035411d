"""Each fault changes what it should, and nothing before it begins."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from benchmarks.simulator import (
    APPLIANCES,
    DAY,
    HOUR,
    Fault,
    FaultError,
    Meter,
    Phase,
    Sample,
    build,
)
from benchmarks.simulator.faults import WAITS, Severity

from .cases import MORNING, mean, runs, sampled, worked

COLD = ("mini_fridge", "fridge_defrost", "freezer")
EVERY = [
    (name, kind) for name, appliance in APPLIANCES.items() for kind in appliance.faults
]
COARSE = Meter(interval=60)
# Nothing may change in the two hours before; appliances that people start need days to be used.
SEEN = (
    (MORNING - 2 * HOUR, MORNING + 12 * HOUR),
    (MORNING - 2 * HOUR, MORNING + 4 * DAY),
)
PEOPLE = ("washing_machine", "dishwasher", "kettle", "tv")


@cache
def clean_days(name: str) -> list[Sample]:
    return sampled(name, *SEEN[name in PEOPLE], meter=COARSE)[0]


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_a_fault_acts_and_changes_nothing_before_it(name: str, kind: str) -> None:
    clean = clean_days(name)
    severities: tuple[Severity, ...] = ("plain", "hard")
    for severity in severities:
        fault = Fault(kind, MORNING, None, severity)
        faulty, process = sampled(name, *SEEN[name in PEOPLE], fault, meter=COARSE)
        (label,) = process.labels
        assert (label.kind, label.severity) == (kind, severity)
        assert label.start >= MORNING
        assert (
            label.start == MORNING or kind in WAITS or name in (*PEOPLE, "water_heater")
        )
        changed = [b.t for a, b in zip(clean, faulty, strict=True) if a != b]
        assert changed
        assert changed[0] >= label.start
        assert changed[0] < label.end + 2 * HOUR


@pytest.mark.parametrize("name", [*COLD, "dehumidifier"])
def test_a_run_on_prolongs_one_run_by_exactly_its_duration(name: str) -> None:
    clean, faulty = runs(name, 4), runs(name, 4, Fault("run_on", MORNING, 4 * HOUR))
    same = next(i for i, run in enumerate(clean) if run.end >= MORNING)
    assert faulty[:same] == clean[:same]
    assert faulty[same].start == clean[same].start
    assert faulty[same].end == pytest.approx(clean[same].end + 4 * HOUR, abs=0.002)
    assert (
        faulty[same + 1].start - faulty[same].end
        > clean[same + 1].start - clean[same].end
    )


@pytest.mark.parametrize("name", [*COLD, "dehumidifier", "water_heater"])
def test_a_no_start_delays_one_start_by_exactly_its_duration(name: str) -> None:
    clean, faulty = runs(name, 4), runs(name, 4, Fault("no_start", MORNING, 5 * HOUR))
    same = next(i for i, run in enumerate(clean) if run.start >= MORNING)
    assert faulty[:same] == clean[:same]
    assert faulty[same].start == pytest.approx(clean[same].start + 5 * HOUR, abs=0.002)
    assert faulty[same].end - faulty[same].start > clean[same].end - clean[same].start


def test_a_run_on_keeps_the_power_of_the_compressor_with_its_noise() -> None:
    faulty, process = sampled(
        "mini_fridge", DAY, 4 * DAY, Fault("run_on", MORNING, 4 * HOUR)
    )
    (label,) = process.labels
    powers = [power for t, power in faulty if label.start <= t < label.end]
    assert all(58 < power < 72 for power in powers)
    assert len(set(powers)) > 20


def test_short_cycling_multiplies_the_starts() -> None:
    cases: tuple[tuple[Severity, float], ...] = (("plain", 4.0), ("hard", 1.6))
    for severity, least in cases:
        fault = Fault("short_cycle", MORNING, 4 * HOUR, severity)
        counts = [
            sum(MORNING <= run.start < MORNING + 4 * HOUR for run in cycles)
            for cycles in (runs("freezer", 3), runs("freezer", 3, fault))
        ]
        assert counts[1] >= least * counts[0]


@pytest.mark.parametrize("name", COLD)
def test_an_open_door_makes_the_compressor_work_more(name: str) -> None:
    hard = Fault("door_ajar", MORNING, 8 * HOUR, "hard")
    plain = Fault("door_ajar", MORNING, 8 * HOUR)
    shares = [
        worked(runs(name, 4, *faults), MORNING, MORNING + 8 * HOUR)
        for faults in ((), (hard,), (plain,))
    ]
    assert shares[0] * 1.05 < shares[1] < shares[2] * 0.95


def test_a_slow_leak_grows_from_day_to_day() -> None:
    clean = runs("mini_fridge", 6)
    leaking = runs("mini_fridge", 6, Fault("slow_leak", 2 * DAY))
    gains = [
        worked(leaking, day * DAY, (day + 1) * DAY)
        / worked(clean, day * DAY, (day + 1) * DAY)
        for day in (2, 3, 4)
    ]
    assert 1.0 < gains[0] < gains[1] < gains[2]
    assert gains[2] > 1.3


@pytest.mark.parametrize(
    ("kind", "severity", "factor"),
    [
        ("power_up", "plain", 1.2),
        ("power_up", "hard", 1.1),
        ("power_down", "plain", 0.8),
        ("power_down", "hard", 0.9),
    ],
)
def test_power_faults_scale_the_power_while_on(
    kind: str, severity: Severity, factor: float
) -> None:
    span = MORNING, MORNING + 6 * HOUR
    clean, _ = sampled("mini_fridge", *span)
    fault = Fault(kind, MORNING, 6 * HOUR, severity)
    faulty, _ = sampled("mini_fridge", *span, fault)
    assert mean(faulty, *span) / mean(clean, *span) == pytest.approx(factor, abs=0.003)


@pytest.mark.parametrize(
    ("kind", "severity", "low", "high"),
    [
        ("standby_load", "plain", 15, 40),
        ("standby_load", "hard", 3, 10),
        ("heater_long", "plain", 120, 300),
        ("heater_long", "hard", 40, 100),
    ],
)
def test_stray_loads_add_their_watts(
    kind: str, severity: Severity, low: float, high: float
) -> None:
    span = MORNING, MORNING + HOUR
    clean, _ = sampled("freezer", *span)
    fault = Fault(kind, MORNING, HOUR, severity)
    faulty, _ = sampled("freezer", *span, fault)
    assert low - 0.5 < mean(faulty, *span) - mean(clean, *span) < high + 0.5


def test_a_stuck_defrost_heater_keeps_the_compressor_off() -> None:
    process = build("fridge_defrost", 0, 1, [Fault("heater_long", MORNING, 2 * HOUR)])
    inside = [
        phase
        for phase in process.phases("main", 3 * DAY)
        if phase.end > MORNING and phase.start < MORNING + 2 * HOUR
    ]
    assert [(phase.role, phase.start, phase.end) for phase in inside] == [
        ("heater", MORNING, MORNING + 2 * HOUR)
    ]


@pytest.mark.parametrize("name", ["kettle", "dishwasher", "washing_machine"])
def test_a_stuck_heater_of_a_machine_heats_longer(name: str) -> None:
    process = build(name, 0, 1, [Fault("heater_long", MORNING, HOUR)])
    longest = max(
        process.phases("heater", 9 * DAY), key=lambda phase: phase.end - phase.start
    )
    (label,) = process.labels
    assert longest.end == label.end
    assert longest.end - longest.start > HOUR
    assert longest.power > 1500


def test_a_spike_is_short_and_high() -> None:
    clean, _ = sampled("mini_fridge", MORNING, MORNING + HOUR, meter=Meter(interval=1))
    fault = Fault("spike", MORNING + 600)
    faulty, _ = sampled(
        "mini_fridge", MORNING, MORNING + HOUR, fault, meter=Meter(interval=1)
    )
    extra = [
        (b.t, b.power - a.power) for a, b in zip(clean, faulty, strict=True) if a != b
    ]
    assert 8 <= len(extra) <= 24
    assert all(5 * 60 < watts < 10 * 70 for _, watts in extra)


def test_a_locked_rotor_tries_for_seconds_and_waits_for_minutes() -> None:
    cycles = runs("mini_fridge", 3, Fault("locked_rotor", MORNING, 2 * HOUR))
    tries = [run for run in cycles if run.power > 1.5 * 65 and run.end - run.start < 20]
    assert 20 < len(tries) < 60
    assert all(100 < b.start - a.end < 320 for a, b in pairwise(tries))
    assert worked(tries, tries[0].start, tries[-1].end) < 0.12


def test_a_flat_line_repeats_one_reading_to_the_end() -> None:
    faulty, _ = sampled(
        "fridge_defrost",
        MORNING,
        MORNING + 6 * HOUR,
        Fault("flatline", MORNING, 4 * HOUR),
    )
    stuck = {power for t, power in faulty if t < MORNING + 4 * HOUR}
    assert len(stuck) == 1
    assert len({power for t, power in faulty if t >= MORNING + 4 * HOUR}) > 20


def test_warm_goods_make_the_next_run_longer_and_are_forgotten() -> None:
    clean, warm = (
        runs("mini_fridge", 4),
        runs("mini_fridge", 4, Fault("warm_load", MORNING)),
    )

    def longest(cycles: list[Phase]) -> float:
        return max(
            r.end - r.start
            for r in cycles
            if MORNING - HOUR < r.start < MORNING + 3 * HOUR
        )

    assert 1.2 < longest(warm) / longest(clean) < 3
    late = MORNING + 6 * HOUR, MORNING + 30 * HOUR
    assert worked(warm, *late) == pytest.approx(worked(clean, *late), rel=0.08)


def test_a_voltage_swing_stays_within_five_per_cent() -> None:
    span = MORNING, MORNING + 8 * HOUR
    clean, _ = sampled("router", *span)
    faulty, _ = sampled("router", *span, Fault("voltage_swing", MORNING, 8 * HOUR))
    ratios = [b.power / a.power for a, b in zip(clean, faulty, strict=True)]
    assert 0.93 < min(ratios) < 0.96
    assert 1.04 < max(ratios) < 1.07


def test_a_program_that_hangs_keeps_its_pump_running() -> None:
    faulty, process = sampled(
        "washing_machine", MORNING, 9 * DAY, Fault("run_on", MORNING, 3 * HOUR)
    )
    (label,) = process.labels
    powers = [power for t, power in faulty if label.start <= t < label.end]
    assert label.end - label.start == pytest.approx(3 * HOUR, abs=0.002)
    assert all(25 < power < 45 for power in powers)


def test_two_faults_of_one_kind_both_act() -> None:
    faults = [Fault("run_on", day * DAY, 3 * HOUR) for day in (2, 3)]
    long = [
        run for run in runs("freezer", 5, *faults) if run.end - run.start > 2 * HOUR
    ]
    assert len(long) == 2


@pytest.mark.parametrize(
    ("name", "kind"),
    [("router", "run_on"), ("kettle", "door_ajar"), ("tv", "no_start")],
)
def test_a_fault_that_makes_no_sense_is_refused(name: str, kind: str) -> None:
    with pytest.raises(FaultError, match=f"{kind} makes no sense on a {name}"):
        build(name, 0, 1, [Fault(kind, 0)])
