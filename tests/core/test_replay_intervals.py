"""The same days, read every second, every five or every thirty, are the same to the detector."""

import csv
import math
from pathlib import Path

import pytest

from benchmarks.simulator import DAY, HOUR, Fault, Meter, simulate, trace_io

from .test_replay import replay

LEARNT = 9 * DAY
FAULTS = (Fault("run_on", 10 * DAY, 3 * HOUR), Fault("no_start", 11.25 * DAY, 5 * HOUR))
KINDS = ["runs_too_long", "does_not_start"]
INTERVALS = (1, 5, 30)  # s
TOLERANCE = 120  # s

type Anomalies = list[tuple[float, str]]


@pytest.fixture(scope="module", params=[0, 1], ids=["unit 0", "unit 1"])
def folder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Twelve days of a fridge, read at each interval, and what is learnt from each."""
    place = tmp_path_factory.mktemp("intervals")
    for interval in INTERVALS:
        samples = simulate(
            "mini_fridge",
            unit=request.param,
            days=12.5,
            meter=Meter(interval=interval),
            faults=FAULTS,
        )
        trace_io.save(samples, place / f"{interval}.csv")
        learn = ("learn", place / f"{interval}.csv", "--to", str(LEARNT))
        assert replay(*learn, "--model", place / f"{interval}.diol").returncode == 0
    return place


def anomalies(folder: Path, interval: int, learnt_at: int, *options: str) -> Anomalies:
    """When each was raised, and its kind."""
    done = replay(
        *("watch", folder / f"{interval}.csv", "--from", str(LEARNT)),
        *("--model", folder / f"{learnt_at}.diol", *options),
    )
    assert done.returncode == 0
    rows = csv.DictReader(done.stdout.splitlines())
    return [(float(row["start_s"]), row["kind"]) for row in rows]


def assert_same(found: Anomalies, expected: Anomalies) -> None:
    """The same kinds, raised within two minutes."""
    assert [kind for _, kind in found] == [kind for _, kind in expected]
    for (at, _), (usual, _) in zip(found, expected, strict=True):
        assert abs(at - usual) <= TOLERANCE


@pytest.mark.parametrize("learnt_at", INTERVALS)
def test_one_model_finds_the_same_at_any_interval(folder: Path, learnt_at: int) -> None:
    """Both faults and nothing else, about when they are found at its own interval."""
    own = anomalies(folder, learnt_at, learnt_at)
    assert [kind for _, kind in own] == KINDS
    for interval in INTERVALS:
        assert_same(anomalies(folder, interval, learnt_at), own)


def test_models_learnt_at_other_intervals_find_the_same(folder: Path) -> None:
    """What is learnt of an appliance is not what its meter is like."""
    first = anomalies(folder, 1, 1)
    for interval in INTERVALS:
        assert_same(anomalies(folder, interval, interval), first)


@pytest.mark.parametrize("interval", INTERVALS)
def test_a_model_adapted_at_another_interval_finds_the_same(
    folder: Path, interval: int
) -> None:
    """Learnt at 5 s, adapted in the hours before the first fault.

    What follows within hours belongs to the fault: a fridge that ran for too long is off for longer.
    """
    found, usual = (
        firsts(anomalies(folder, each, 5, "--adapt", str(20 * HOUR)))
        for each in (interval, 5)
    )
    assert_same(found, usual)
    assert [kind for _, kind in found] == KINDS


def firsts(found: Anomalies) -> Anomalies:
    """Those that do not begin within hours of another."""
    starts = [-math.inf, *(at for at, _ in found)]
    return [
        anomaly
        for before, anomaly in zip(starts, found, strict=False)
        if anomaly[0] - before > 8 * HOUR
    ]
