"""A meter whose readings come when they like, as those behind ESPHome's filters do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.simulator import Sample, trace_io
from tests.harness.fridge import FAULT, FAULT_HOURS, HOUR, LEARNT
from tests.harness.plug_client import PlugClient

from .conftest import StartPlug

type Filter = Callable[[list[Sample]], Iterator[Sample]]


def throttle(readings: list[Sample]) -> Iterator[Sample]:
    """`throttle: 30s`: the first, and then no more for a while."""
    last = float("-inf")
    for t, watts in readings:
        if t - last >= 30.0:
            last = t
            yield Sample(t, watts)


def either(readings: list[Sample]) -> Iterator[Sample]:
    """`or: [throttle: 60s, delta: 5]`, as in the plugs' own files: each filter remembers for itself."""
    last_t = last_watts = float("-inf")
    for t, watts in readings:
        on_time = t - last_t >= 60.0
        differs = abs(watts - last_watts) >= 5.0
        last_t = t if on_time else last_t
        last_watts = watts if differs else last_watts
        if on_time or differs:
            yield Sample(t, watts)


@pytest.mark.parametrize("thinned", [throttle, either])
async def test_learns_and_watches_behind_a_filter(
    start_plug: StartPlug, trace: str, tmp_path: Path, thinned: Filter
) -> None:
    """Learnt is what comes through."""
    path = tmp_path / "thinned.csv"
    given = trace_io.load(Path(trace))
    kept = trace_io.save(thinned(given), path)
    assert kept < len(given) / 5
    _, client = await start_plug()
    await client.call("trace_load", path=str(path))
    await learn_and_watch(client)


async def test_learns_and_watches_behind_a_dead_band(
    start_plug: StartPlug, trace: str
) -> None:
    """`delta: 2` says nothing for half an hour while the fridge is off. The meter reads on, so that is no silence."""
    _, client = await start_plug()
    await client.call("trace_load", path=trace)
    await client.call("trace_delta", watts=2.0)
    await learn_and_watch(client)


async def learn_and_watch(client: PlugClient) -> None:
    """A compressor that does not stop is found, and nothing before it."""
    await client.call("diol_learn", hours=0.0, appliance="")
    await client.play(LEARNT + HOUR)
    await client.wait_for("DIoL status", "watching")
    client.history.clear()
    await client.play(FAULT)
    assert ("DIoL anomaly", True) not in client.history
    await client.play(FAULT + FAULT_HOURS * HOUR)
    await client.wait_for("DIoL anomaly", True)
    assert client.states["DIoL kind"] == "runs_too_long"
