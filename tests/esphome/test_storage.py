"""What is there after a restart."""

import asyncio
import base64
from collections.abc import Callable
from pathlib import Path
import random

import pytest

from tests.harness.fridge import DAY, HOUR
from tests.harness.plug import Plug
from tests.harness.plug_client import PlugClient

from .conftest import StartPlug
from .kept_file import torn_writes

# Plug A keeps things in flash of its own, as an ESP8266 does; plug C in preferences, as an ESP32.
PLACES = [
    pytest.param("plug-a", "", ".diol", id="flash"),
    pytest.param("plug-c", "fridge", ".prefs", id="preferences"),
]


def entity(name: str, appliance: str) -> str:
    """Return the name of an entity of an appliance."""
    return f"DIoL {appliance} {name}".replace("  ", " ")


async def eventually(condition: Callable[[], bool], timeout: float = 20) -> None:
    """Wait for what a file holds, which tells nobody."""
    async with asyncio.timeout(timeout):
        while not await asyncio.to_thread(condition):
            await asyncio.sleep(0.05)


def holds(path: Path, text: str) -> bool:
    """Return whether a file holds the payload of a model text."""
    body = text.removeprefix("DIoL1.")
    payload = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    return path.exists() and payload in path.read_bytes()


async def restart(plug: Plug, client: PlugClient) -> None:
    """Restart in order."""
    await client.close()
    await asyncio.to_thread(plug.restart)
    await client.connect()


async def cut_power(plug: Plug, client: PlugClient) -> None:
    """End it as a power cut does, and start it again."""
    await client.close()
    plug.kill()
    await asyncio.to_thread(plug.start)
    await client.connect()


@pytest.mark.parametrize(("name", "appliance", "suffix"), PLACES)
async def test_restart_keeps_the_model(
    start_plug: StartPlug, learnt: str, name: str, appliance: str, suffix: str
) -> None:
    """A model is in flash, and used again as it was."""
    plug, client = await start_plug(name)
    sensitivity = entity("sensitivity", appliance)
    client.set_number(sensitivity, 2.5)
    await client.wait_for(sensitivity, 2.5)
    await client.call("diol_import", model=learnt, mode="exact", appliance=appliance)
    await client.wait_for(entity("model text", appliance), learnt)
    for _ in range(2):
        await restart(plug, client)
        assert client.states[entity("model text", appliance)] == learnt
        assert client.states[sensitivity] == 2.5
    assert holds(plug.folder / f"{name}{suffix}", learnt)


@pytest.mark.parametrize(("name", "appliance", "suffix"), PLACES)
async def test_power_cut_after_saving(
    start_plug: StartPlug, learnt: str, name: str, appliance: str, suffix: str
) -> None:
    """A model is written by itself soon after it came, without a shutdown."""
    plug, client = await start_plug(name)
    kept = plug.folder / f"{name}{suffix}"
    await client.call("diol_import", model=learnt, mode="exact", appliance=appliance)
    await client.wait_for(entity("model text", appliance), learnt)
    await eventually(lambda: holds(kept, learnt))
    await cut_power(plug, client)
    assert client.states[entity("model text", appliance)] == learnt


async def test_restart_while_adapting(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """Fitting goes on where it was."""
    plug, client = await start_plug()
    await client.call("diol_import", model=learnt, mode="adapt", appliance="")
    await restart(plug, client)
    assert client.states["DIoL model text"] == learnt
    await client.call("trace_load", path=trace)
    await client.play(12 * HOUR)
    await client.wait_for("DIoL status", "adapting")
    progress = client.states["DIoL progress"]
    assert progress > 40
    await restart(plug, client)
    await client.wait_for("DIoL progress", lambda p: p is not None and p >= 40)
    await client.call("trace_load", path=trace)
    await client.call("trace_seek", t=12.0 * HOUR)
    await client.play(30 * HOUR)
    await client.wait_for("DIoL status", "watching")
    assert client.states["DIoL model text"] != learnt


@pytest.mark.parametrize(("name", "appliance", "suffix"), PLACES)
async def test_learning_goes_on_after_an_ordered_restart(
    start_plug: StartPlug, trace: str, name: str, appliance: str, suffix: str
) -> None:
    """It loses nothing, and comes to its end."""
    plug, client = await start_plug(name)
    progress, status = (entity(x, appliance) for x in ("progress", "status"))
    await client.call("trace_load", path=trace)
    await client.call("diol_learn", hours=60.0, appliance=appliance)
    await client.play(2.2 * DAY)
    await client.wait_for(status, "provisional")
    provisional = await client.wait_for(entity("model text", appliance), bool)
    before = client.states[progress]
    assert before > 80
    await restart(plug, client)
    assert client.states[progress] == before
    assert client.states[entity("model text", appliance)] == provisional
    await client.call("trace_load", path=trace)
    await client.call("trace_seek", t=2.2 * DAY)
    await client.play(3 * DAY)
    await client.wait_for(status, "watching")
    await client.wait_for(progress, None)
    assert client.states[entity("model text", appliance)] != provisional


@pytest.mark.parametrize(("name", "appliance", "suffix"), PLACES)
async def test_a_power_cut_costs_at_most_an_hour_of_learning(
    start_plug: StartPlug, trace: str, name: str, appliance: str, suffix: str
) -> None:
    """Every hour of it is written."""
    plug, client = await start_plug(name)
    progress = entity("progress", appliance)
    await client.call("trace_load", path=trace)
    await client.call("diol_learn", hours=20.0, appliance=appliance)
    # An hour takes a second, many rounds of the main loop even on a busy machine.
    await client.play(11.7 * HOUR, speed=HOUR)
    before = client.states[progress]
    assert before > 50
    await cut_power(plug, client)
    assert client.states[progress] >= before - 100 / 20 - 1
    assert client.states[progress] <= before


async def test_learning_that_was_cancelled_by_a_model_stays_so(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """What is imported ends learning, also after a restart."""
    plug, client = await start_plug()
    await client.call("trace_load", path=trace)
    await client.call("diol_learn", hours=0.0, appliance="")
    await client.play(12 * HOUR)
    await client.call("diol_import", model=learnt, mode="exact", appliance="")
    await client.wait_for("DIoL progress", None)
    await restart(plug, client)
    assert client.states["DIoL progress"] is None
    assert client.states["DIoL model text"] == learnt


async def test_forget(start_plug: StartPlug, learnt: str) -> None:
    """The action clears what is kept, at once and for good; the other appliance keeps its own."""
    plug, client = await start_plug("plug-c")
    for appliance in ("fridge", "kettle"):
        for mode in ("exact", "adapt"):
            await client.call(
                "diol_import", model=learnt, mode=mode, appliance=appliance
            )
    await client.call("diol_learn", hours=0.0, appliance="fridge")
    await restart(plug, client)
    await client.wait_for("DIoL fridge progress", 0)
    client.press("Forget")
    await client.wait_for("DIoL fridge model text", "")
    await client.wait_for("DIoL fridge progress", None)
    assert client.states["DIoL kettle model text"] == learnt
    await restart(plug, client)
    assert client.states["DIoL fridge model text"] == ""
    assert client.states["DIoL fridge progress"] is None
    assert client.states["DIoL kettle model text"] == learnt


async def test_a_flash_that_cannot_be_written_is_told(
    start_plug: StartPlug, learnt: str
) -> None:
    """In the status, with a code, as long as there is something to lose."""
    plug, client = await start_plug()
    await client.close()
    plug.stop()
    kept = plug.folder / "plug-a.diol"
    kept.unlink()
    kept.symlink_to("/dev/full")
    await asyncio.to_thread(plug.start)
    await client.connect()
    assert client.states["DIoL status"] == "not measuring"
    await client.call("diol_import", model=learnt, mode="exact", appliance="")
    await client.wait_for(
        "DIoL status",
        lambda s: (
            s.startswith("not measuring: a restart would lose the model")
            and s.endswith("[model_not_kept]")
        ),
    )
    await restart(plug, client)
    assert client.states["DIoL model text"] == ""
    assert client.states["DIoL status"] == "not measuring"


async def test_garbage_in_the_flash_is_not_taken_for_a_model(
    start_plug: StartPlug, learnt: str
) -> None:
    """As the tail of an update that was staged there."""
    plug, client = await start_plug()
    await client.close()
    plug.stop()
    kept = plug.folder / "plug-a.diol"
    kept.write_bytes(random.Random(1).randbytes(6 * 4096))
    assert len(torn_writes(kept)) == 4
    await asyncio.to_thread(plug.start)
    await client.connect()
    assert client.states["DIoL model text"] == ""
    await client.call("diol_import", model=learnt, mode="exact", appliance="")
    await restart(plug, client)
    assert client.states["DIoL model text"] == learnt
