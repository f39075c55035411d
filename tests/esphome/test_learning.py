"""From nothing to a model."""

from itertools import pairwise

import pytest

from tests.harness.fridge import DAY, HOUR, LEARNT
from tests.harness.plug_client import ActionRefused

from .conftest import StartPlug


async def test_learns(start_plug: StartPlug, trace: str, learnt: str) -> None:
    """Learning goes by way of a provisional model to a full one, and progress grows."""
    _, client = await start_plug()
    await client.call("trace_load", path=trace)
    await client.play(60)
    client.press("DIoL learn")
    await client.wait_for("DIoL status", "learning")
    assert client.states["DIoL anomaly"] is None
    await client.play(3 * DAY)
    await client.wait_for("DIoL status", "provisional")
    provisional = await client.wait_for("DIoL model text", bool)
    assert client.states["DIoL anomaly"] is False
    await client.play(LEARNT + 60)
    await client.wait_for("DIoL status", "watching")
    text = client.states["DIoL model text"]
    assert text.startswith("DIoL1.")
    assert text != provisional
    await client.wait_for("DIoL progress", None)
    progress = [p for name, p in client.history if name == "DIoL progress" and p]
    assert progress == sorted(progress)
    assert progress[-1] <= 100


async def test_learns_the_same_at_any_speed(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """A model depends on the samples, not on how fast they were played."""
    _, client = await start_plug()
    await client.call("trace_load", path=trace)
    await client.call("diol_learn", hours=0.0, appliance="")
    await client.play(LEARNT, speed=200_000)
    await client.wait_for("DIoL status", "watching")
    assert client.states["DIoL model text"] == learnt


async def test_diol_learn(start_plug: StartPlug, trace: str) -> None:
    """The action learns for as long as it is told."""
    _, client = await start_plug()
    await client.call("trace_load", path=trace)
    await client.call("diol_learn", hours=7.0, appliance="")
    await client.play(12 * HOUR)
    await client.wait_for("DIoL model text", bool)
    await client.wait_for("DIoL status", "watching")


@pytest.mark.parametrize("hours", [5.9, 672.5, -1.0, float("nan"), float("inf")])
async def test_bad_hours(start_plug: StartPlug, hours: float) -> None:
    """Other times are refused."""
    _, client = await start_plug()
    with pytest.raises(ActionRefused, match=r"from 6 to 672 hours \[bad_hours\]"):
        await client.call("diol_learn", hours=hours, appliance="")
    assert client.states["DIoL progress"] is None


async def test_appliances(start_plug: StartPlug, trace: str) -> None:
    """Of several appliances the one that was named is meant; without a name, none."""
    _, client = await start_plug("plug-c")
    for name in ("", "freezer", "Fridge"):
        with pytest.raises(ActionRefused, match=r"\[unknown_appliance\]"):
            await client.call("diol_learn", hours=0.0, appliance=name)
    await client.call("trace_load", path=trace)
    await client.play(600)
    await client.call("diol_learn", hours=0.0, appliance="fridge")
    await client.wait_for("DIoL fridge status", "learning")
    # It meters in real time, and was not told to learn.
    await client.wait_for("DIoL kettle status", "no model")
    await client.call("diol_learn", hours=0.0, appliance="kettle")
    await client.wait_for("DIoL kettle status", "learning")


async def test_model_survives_learning_afresh(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """A plug with a full model keeps watching with it until it has learnt the new one."""
    _, client = await start_plug()
    await client.call("diol_import", model=learnt, mode="exact", appliance="")
    await client.call("trace_load", path=trace)
    await client.call("diol_learn", hours=0.0, appliance="")
    await client.play(3 * DAY)
    assert client.states["DIoL model text"] == learnt
    assert client.states["DIoL status"] == "watching"
    # Played through the same samples, the same is learnt.
    progress = [
        p for name, p in client.history if name == "DIoL progress" and p is not None
    ]
    assert all(a <= b for a, b in pairwise(progress))
