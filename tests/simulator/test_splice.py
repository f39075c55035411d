"""Faults put into recorded traces, and the levels found in them."""

from __future__ import annotations

import pytest

from benchmarks.simulator import DAY, HOUR, Fault, Meter, Sample, build, read, simulate
from benchmarks.simulator.levels import find_levels, find_runs
from benchmarks.simulator.splice import splice


@pytest.fixture(scope="module", name="trace")
def fixture_trace() -> list[Sample]:
    return list(simulate("fridge_defrost", days=4, meter=Meter(interval=10)))


@pytest.mark.parametrize(("kind", "hours"), [("run_on", 4.0), ("no_start", 5.0)])
def test_only_the_span_of_the_fault_changes(
    trace: list[Sample], kind: str, hours: float
) -> None:
    spliced = splice(
        trace, "run_on" if kind == "run_on" else "no_start", 2 * DAY, hours
    )
    assert spliced.start >= 2 * DAY
    assert spliced.end - spliced.start == hours * HOUR
    changed = [a.t for a, b in zip(trace, spliced.samples, strict=True) if a != b]
    assert min(changed) >= spliced.start
    assert max(changed) < spliced.end
    assert [t for t, _ in spliced.samples] == [t for t, _ in trace]


@pytest.mark.parametrize(("kind", "hours"), [("run_on", 4.0), ("no_start", 5.0)])
def test_the_fault_is_one_long_state_made_of_own_readings(
    trace: list[Sample], kind: str, hours: float
) -> None:
    spliced = splice(
        trace, "run_on" if kind == "run_on" else "no_start", 2 * DAY, hours
    )
    runs = find_runs(spliced.samples, spliced.levels)
    (held,) = (
        run
        for run in runs
        if spliced.samples[run.first].t < spliced.start
        and spliced.samples[run.last - 1].t >= spliced.end - 10
    )
    assert held.on == (kind == "run_on")
    before = {p for t, p in trace if spliced.start - 2 * HOUR < t < spliced.start}
    assert {p for t, p in spliced.samples if spliced.start <= t < spliced.end} <= before


def test_a_splice_is_repeatable_and_another_seed_is_another_filling(
    trace: list[Sample],
) -> None:
    first = splice(trace, "run_on", DAY, 2, seed=1)
    assert splice(trace, "run_on", DAY, 2, seed=1) == first
    other = splice(trace, "run_on", DAY, 2, seed=2)
    assert (other.start, other.end) == (first.start, first.end)
    assert other.samples != first.samples


def test_a_fault_is_not_laid_across_a_gap(trace: list[Sample]) -> None:
    holed = [sample for sample in trace if not 2.05 * DAY < sample.t < 2.2 * DAY]
    assert splice(holed, "run_on", 2 * DAY, 4).start > 2.2 * DAY


@pytest.mark.parametrize(
    ("samples", "start", "hours", "words"),
    [
        ("trace", 3.9 * DAY, 4.0, "without a gap"),
        ("trace", DAY, -1.0, "more than 0 hours"),
        ("none", 0.0, 1.0, "empty"),
        ("flat", 0.0, 1.0, "alike"),
    ],
)
def test_a_splice_that_cannot_be_says_why(
    trace: list[Sample], samples: str, start: float, hours: float, words: str
) -> None:
    given = {"trace": trace, "none": [], "flat": [Sample(t, 5.0) for t in range(100)]}[
        samples
    ]
    with pytest.raises(ValueError, match=words):
        splice(given, "run_on", start, hours)


def test_a_strong_defrost_heater_does_not_pull_the_levels_up(
    trace: list[Sample],
) -> None:
    levels = find_levels(trace)
    assert levels.off == pytest.approx(1.4, abs=0.3)
    assert 90 < levels.on < 110


def test_runs_are_those_of_the_process() -> None:
    process = build("mini_fridge", 0, 1, [Fault("run_on", DAY, 3 * HOUR)])
    samples = list(read(process, Meter(), 0, 2 * DAY))
    found = [r for r in find_runs(samples, find_levels(samples)) if r.on and r.whole]
    truth = build("mini_fridge", 0, 1, [Fault("run_on", DAY, 3 * HOUR)]).phases(
        "main", 2 * DAY
    )
    ends = {round(phase.end) for phase in truth}
    assert len(found) >= len(truth) - 2
    for run in found:
        assert any(abs(samples[run.last].t - end) <= 6 for end in ends)
