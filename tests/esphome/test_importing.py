"""Model texts from outside: taken whole or not at all."""

import pytest

from tests.harness.fridge import DAY
from tests.harness.plug_client import ActionRefused, PlugClient

from .conftest import StartPlug


def change(text: str, position: int) -> str:
    """Return the text with another character of the alphabet at a position."""
    new = "A" if text[position] != "A" else "B"
    return text[:position] + new + text[position + 1 :]


REFUSED = {
    "garbled": (lambda t: change(t, 60), r"checksum.* \[bad_checksum\]"),
    "cut": (lambda t: t[:-5], r"\[bad_(length|checksum).*\]"),
    "empty": (lambda _: "", r"\[not_a_model\]"),
    "foreign": (lambda _: "hello", r"\[not_a_model\]"),
    "newer": (lambda t: t.replace("DIoL1", "DIoL2"), r"\[newer_version version=2\]"),
    "line end": (lambda t: t + "\n", r"\[(bad_character|too_long)"),
}


@pytest.fixture
async def receiver(start_plug: StartPlug, trace: str) -> PlugClient:
    """A plug without a model, metering."""
    _, client = await start_plug("plug-b")
    await client.call("trace_load", path=trace)
    await client.play(600)
    await client.wait_for("DIoL status", "no model")
    return client


async def test_exact(receiver: PlugClient, learnt: str) -> None:
    """An exact import is byte for byte, and watches at once."""
    await receiver.call("diol_import", model=learnt, mode="exact", appliance="")
    await receiver.wait_for("DIoL status", "watching")
    assert receiver.states["DIoL model text"] == learnt
    assert receiver.states["DIoL anomaly"] is False
    await receiver.play(2 * DAY)
    assert receiver.states["DIoL model text"] == learnt


async def test_adapt(receiver: PlugClient, learnt: str) -> None:
    """An adapted import reports the text at once, watches for nothing, then has its own."""
    receiver.write("DIoL model text", learnt)
    await receiver.wait_for("DIoL status", "adapting")
    assert receiver.states["DIoL model text"] == learnt
    assert receiver.states["DIoL anomaly"] is None
    await receiver.play(DAY / 2)
    assert receiver.states["DIoL anomaly"] is None
    assert 30 < receiver.states["DIoL progress"] < 60
    await receiver.play(2 * DAY)
    await receiver.wait_for("DIoL status", "watching")
    assert receiver.states["DIoL model text"] not in ("", learnt)
    assert receiver.states["DIoL anomaly"] is False
    assert receiver.states["DIoL progress"] is None
    assert 70 <= receiver.states["DIoL fit"] <= 100


async def test_mode_of_written_texts(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """`import_mode: exact` is for what is written into the entity."""
    _, client = await start_plug("plug-c")
    await client.call("trace_load", path=trace)
    await client.play(600)
    client.write("DIoL fridge model text", learnt)
    await client.wait_for("DIoL fridge status", "watching")
    assert client.states["DIoL fridge model text"] == learnt


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("has_model", [False, True])
async def test_refused_by_the_action(
    receiver: PlugClient, learnt: str, name: str, has_model: bool
) -> None:
    """A bad text is answered with the reason and changes nothing."""
    if has_model:
        await receiver.call("diol_import", model=learnt, mode="exact", appliance="")
        await receiver.wait_for("DIoL status", "watching")
    before = dict(receiver.states)
    make, message = REFUSED[name]
    for mode in ("exact", "adapt"):
        with pytest.raises(ActionRefused, match=message):
            await receiver.call(
                "diol_import", model=make(learnt), mode=mode, appliance=""
            )
    assert receiver.states == before


async def test_too_long(receiver: PlugClient, learnt: str) -> None:
    """A text over 255 characters is told its length."""
    with pytest.raises(ActionRefused, match=r"300 characters.*\[too_long length=300\]"):
        await receiver.call(
            "diol_import", model=learnt.ljust(300, "A"), mode="exact", appliance=""
        )
    assert receiver.states["DIoL model text"] == ""


@pytest.mark.parametrize("name", [name for name in REFUSED if name != "line end"])
async def test_refused_in_the_entity(
    receiver: PlugClient, learnt: str, name: str
) -> None:
    """Who writes a bad text sees the old one again, and why in the status."""
    await receiver.call("diol_import", model=learnt, mode="exact", appliance="")
    await receiver.wait_for("DIoL status", "watching")
    make, message = REFUSED[name]
    receiver.history.clear()
    receiver.write("DIoL model text", make(learnt))
    status = await receiver.wait_for("DIoL status", lambda s: s != "watching")
    assert status.startswith("watching: the text was refused: ")
    assert status.removeprefix("watching: the text was refused: ")[0].islower()
    with pytest.raises(ActionRefused, match=message):
        raise ActionRefused(status)
    assert ("DIoL model text", learnt) in receiver.history
    assert {text for name, text in receiver.history if name == "DIoL model text"} == {
        learnt
    }
    # A good one takes that back.
    receiver.write("DIoL model text", learnt)
    await receiver.wait_for("DIoL status", "adapting")


async def test_unknown_mode(receiver: PlugClient, learnt: str) -> None:
    """A mode that does not exist is not guessed at."""
    with pytest.raises(ActionRefused, match=r"exact or adapt \[unknown_mode\]"):
        await receiver.call("diol_import", model=learnt, mode="EXACT", appliance="")
    with pytest.raises(ActionRefused, match=r"\[unknown_appliance\]"):
        await receiver.call("diol_import", model=learnt, mode="exact", appliance="x")
    assert receiver.states["DIoL model text"] == ""


async def test_refused_while_learning(receiver: PlugClient, learnt: str) -> None:
    """A bad text does not stop learning; a good one does."""
    await receiver.call("diol_learn", hours=0.0, appliance="")
    await receiver.play(DAY)
    progress = receiver.states["DIoL progress"]
    assert progress > 0
    with pytest.raises(ActionRefused):
        await receiver.call(
            "diol_import", model=learnt[:-1], mode="adapt", appliance=""
        )
    await receiver.play(DAY + 6000)
    assert receiver.states["DIoL status"] == "learning"
    assert receiver.states["DIoL progress"] >= progress
    await receiver.call("diol_import", model=learnt, mode="exact", appliance="")
    await receiver.wait_for("DIoL progress", None)
    await receiver.wait_for("DIoL status", "watching")
