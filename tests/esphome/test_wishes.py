"""What users ask of a plug besides learning and importing: cancel, go back, test, pause, switch off."""

import asyncio

from tests.harness.fridge import END, FAULT, HOUR, LEARNT
from tests.harness.plug import Plug
from tests.harness.plug_client import PlugClient

from .conftest import StartPlug


async def watch(client: PlugClient, trace: str, learnt: str, until: float) -> None:
    """Let a plug with one or several appliances watch the fridge."""
    await client.call("trace_load", path=trace)
    await client.call("trace_seek", t=float(LEARNT))
    appliance = "" if "DIoL status" in client.entities else "fridge"
    await client.call("diol_import", model=learnt, mode="exact", appliance=appliance)
    await client.play(until)


async def test_cancelled_learning_leaves_no_model(
    start_plug: StartPlug, trace: str
) -> None:
    """A plug that had none has none."""
    _, client = await start_plug()
    await client.call("trace_load", path=trace)
    client.press("DIoL learn")
    await client.play(6 * HOUR)
    await client.wait_for("DIoL status", "learning")
    client.press("DIoL cancel learning")
    await client.wait_for("DIoL status", "no model")
    await client.wait_for("DIoL progress", None)
    assert client.states["DIoL model text"] == ""


async def test_cancelled_fitting_goes_back_to_the_model_before(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """What was given is dropped, and the plug watches as before."""
    plug, client = await start_plug()
    own = await short_model(client, trace)
    await kept(plug, client)
    await client.call("trace_load", path=trace)
    await client.play(60)
    await client.call("diol_import", model=learnt, mode="adapt", appliance="")
    await client.wait_for("DIoL status", "adapting")
    await client.wait_for("DIoL model text", learnt)
    client.press("DIoL cancel learning")
    await client.wait_for("DIoL model text", own)
    await client.wait_for("DIoL status", "watching")


async def short_model(client: PlugClient, trace: str) -> str:
    """Learn for some hours, until that model is kept."""
    await client.call("trace_load", path=trace)
    await client.call("diol_learn", hours=7.0, appliance="")
    await client.play(12 * HOUR)
    await client.wait_for("DIoL status", "watching")
    return str(await client.wait_for("DIoL model text", bool))


async def kept(plug: Plug, client: PlugClient) -> None:
    """Start the plug again; before that it keeps what it has."""
    await client.close()
    await asyncio.to_thread(plug.restart)
    await client.connect()


async def test_previous_model(start_plug: StartPlug, trace: str, learnt: str) -> None:
    """One goes back to the model that was replaced, and forward again, also after a restart."""
    plug, client = await start_plug()
    own = await short_model(client, trace)
    await kept(plug, client)
    assert client.states["DIoL model text"] == own
    await client.call("diol_import", model=learnt, mode="exact", appliance="")
    await client.wait_for("DIoL model text", learnt)
    await kept(plug, client)
    for expected in (own, learnt, own):
        client.press("DIoL previous model")
        await client.wait_for("DIoL model text", expected)
    await kept(plug, client)
    assert client.states["DIoL model text"] == own
    client.press("DIoL previous model")
    await client.wait_for("DIoL model text", learnt)


async def test_previous_model_undoes_accepting(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """Who accepted by mistake goes back."""
    plug, client = await start_plug()
    await watch(client, trace, learnt, LEARNT + HOUR)
    await kept(plug, client)
    await watch(client, trace, learnt, FAULT + 4 * HOUR)
    await client.wait_for("DIoL anomaly", True)
    client.press("DIoL accept as normal")
    await client.wait_for("DIoL model text", lambda text: text != learnt)
    client.press("DIoL previous model")
    await client.wait_for("DIoL model text", learnt)


async def test_without_a_previous_model(start_plug: StartPlug, trace: str) -> None:
    """It is said, and nothing changes."""
    _, client = await start_plug()
    await client.call("trace_load", path=trace)
    await client.play(60)
    client.press("DIoL previous model")
    await client.wait_for(
        "DIoL status",
        "no model: there is no previous model; import one or learn [no_previous]",
    )
    assert client.states["DIoL model text"] == ""


async def test_test_alarm(start_plug: StartPlug, trace: str, learnt: str) -> None:
    """It comes as an anomaly, says that it is a test, and ends by itself."""
    _, client = await start_plug()
    await watch(client, trace, learnt, LEARNT + 6 * HOUR)
    await client.wait_for("DIoL anomaly", False)
    client.history.clear()
    client.press("DIoL test alarm")
    await client.wait_for("DIoL anomaly", True)
    assert client.states["DIoL kind"] == "test"
    assert client.states["DIoL reason"] == (
        "This is a test: nothing is wrong [test n=1 age=0]"
    )
    names = [name for name, _ in client.history]
    assert names.index("DIoL kind") < names.index("DIoL anomaly")
    assert names.index("DIoL reason") < names.index("DIoL anomaly")
    assert client.states["DIoL score"] < 1
    await client.play(LEARNT + 6 * HOUR + 420)
    await client.wait_for("DIoL anomaly", False)
    await client.wait_for("DIoL reason", "")
    assert client.states["DIoL model text"] == learnt


async def test_test_alarm_before_the_first_score(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """A plug that has just been given a model can be tested, too."""
    _, client = await start_plug()
    await watch(client, trace, learnt, LEARNT + 60)
    await client.wait_for("DIoL status", "watching")
    assert client.states["DIoL score"] is None
    client.press("DIoL test alarm")
    await client.wait_for("DIoL anomaly", True)
    assert client.states["DIoL score"] == 0


async def test_test_alarm_where_nothing_is_watched(
    start_plug: StartPlug, trace: str
) -> None:
    """There is none, and the status says why."""
    _, client = await start_plug()
    await client.call("trace_load", path=trace)
    await client.play(60)
    client.press("DIoL test alarm")
    said = await client.wait_for("DIoL status", lambda s: "[nothing_to_test]" in s)
    assert said.startswith("no model: the alarm can be tested only while")
    assert client.states["DIoL anomaly"] is None


async def test_test_alarm_triggers_automations(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """The whole chain: trigger, condition, and the end."""
    _, client = await start_plug("plug-c")
    await watch(client, trace, learnt, LEARNT + HOUR)
    await client.wait_for("DIoL fridge status", "watching")
    client.press("Test")
    await client.wait_for("Heard", lambda s: s and s.startswith("anomaly test This is"))
    await client.wait_for("Condition", True)
    await client.play(LEARNT + HOUR + 420)
    await client.wait_for("Heard", "clear")


async def test_pause(start_plug: StartPlug, trace: str, learnt: str) -> None:
    """Nothing is claimed while paused, and it ends by itself after `pause_for`."""
    _, client = await start_plug("plug-c")
    await watch(client, trace, learnt, LEARNT + 6 * HOUR)
    await client.wait_for("DIoL fridge status", "watching")
    client.switch("DIoL fridge pause", True)
    await client.wait_for("DIoL fridge pause", True)
    await client.wait_for("DIoL fridge status", "paused")
    await client.wait_for("DIoL fridge anomaly", None)
    await client.wait_for("DIoL fridge score", None)
    await client.play(LEARNT + 7.9 * HOUR)
    assert client.states["DIoL fridge pause"] is True
    await client.play(LEARNT + 8 * HOUR + 16)
    await client.wait_for("DIoL fridge pause", False)
    said = await client.wait_for("DIoL fridge status", lambda s: s != "paused")
    assert "[recovering]" in said
    await client.play(LEARNT + 11 * HOUR)
    await client.wait_for("DIoL fridge status", "watching")
    await client.wait_for("DIoL fridge anomaly", False)


async def test_pause_by_automation(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """diol.pause has hours of its own; diol.resume ends it."""
    _, client = await start_plug("plug-c")
    await watch(client, trace, learnt, LEARNT + 600)
    client.press("Pause for an hour")
    await client.wait_for("DIoL fridge pause", True)
    await client.play(LEARNT + 600 + 1.1 * HOUR)
    await client.wait_for("DIoL fridge pause", False)
    client.press("Pause for an hour")
    await client.wait_for("DIoL fridge pause", True)
    await client.wait_for("Paused", True)
    client.press("Resume")
    await client.wait_for("Paused", False)
    await client.wait_for("DIoL fridge pause", False)
    client.switch("DIoL fridge pause", True)
    await client.wait_for("DIoL fridge pause", True)
    client.switch("DIoL fridge pause", False)
    await client.wait_for("DIoL fridge pause", False)


async def test_a_pause_ends_with_a_restart(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """A plug that forgets to watch would be worse than one that watches too soon."""
    plug, client = await start_plug()
    await watch(client, trace, learnt, LEARNT + 600)
    client.switch("DIoL pause", True)
    await client.wait_for("DIoL status", "paused")
    await kept(plug, client)
    assert client.states["DIoL pause"] is False


async def test_switched_off(start_plug: StartPlug, trace: str, learnt: str) -> None:
    """What is switched off is a status and no alarm."""
    _, client = await start_plug("plug-c")
    await watch(client, trace, learnt, LEARNT + 6 * HOUR)
    client.switch("Relay", False)
    said = await client.wait_for("DIoL fridge status", lambda s: s.startswith("paused"))
    assert said == (
        "paused: the plug is switched off; it goes on when it is on again [switched_off]"
    )
    await client.wait_for("DIoL fridge anomaly", None)
    # The other appliance has no relay.
    assert client.states["DIoL kettle status"] != said
    client.switch("Relay", True)
    await client.wait_for("DIoL fridge status", lambda s: "[recovering]" in s)


async def test_switching_off_does_not_end_an_anomaly(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """Who comes later sees why the plug is off."""
    _, client = await start_plug("plug-c")
    await watch(client, trace, learnt, FAULT + 4 * HOUR)
    await client.wait_for("DIoL fridge anomaly", True)
    client.switch("Relay", False)
    await client.wait_for("Relay", False)
    await client.play(END)
    assert client.states["DIoL fridge anomaly"] is True
    assert client.states["DIoL fridge kind"] == "runs_too_long"
    client.switch("Relay", True)
    await client.wait_for("Heard", "clear")
    await client.wait_for("DIoL fridge anomaly", lambda state: state is not True)
    await client.wait_for("DIoL fridge reason", "")


async def test_a_plug_switches_its_own_relay_off(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """As a heater's would; and the anomaly that was the reason is still seen."""
    _, client = await start_plug("plug-c")
    await watch(client, trace, learnt, FAULT)
    client.switch("Acts", True)
    await client.wait_for("Acts", True)
    await client.play(FAULT + 4 * HOUR)
    await client.wait_for("Relay", False)
    await client.wait_for("DIoL fridge anomaly", True)
    assert client.states["DIoL fridge kind"] == "runs_too_long"
    assert client.states["DIoL fridge status"] == "watching"


async def test_a_new_plug_begins_to_learn_with_the_first_load(
    start_plug: StartPlug,
) -> None:
    """Nobody has to find a button; but what a meter shows of an empty socket is not learnt."""
    plug, client = await start_plug("plug-c")
    await client.wait_for("DIoL kettle status", "no model")
    client.set_number("Kettle load", 42)
    await client.wait_for("DIoL kettle status", "learning")
    # The other is told not to.
    assert "fridge: New and in use" not in plug.log.read_text()
    client.set_number("Kettle load", 2)
    await client.wait_for("Kettle power", 2.0)
    assert client.states["DIoL kettle status"] == "learning"


async def test_a_plug_that_was_cancelled_does_not_begin_again(
    start_plug: StartPlug,
) -> None:
    """Not even after a restart: somebody does not want it."""
    plug, client = await start_plug("plug-c")
    client.set_number("Kettle load", 42)
    await client.wait_for("DIoL kettle status", "learning")
    client.press("DIoL kettle cancel learning")
    await client.wait_for("DIoL kettle status", "no model")
    await kept(plug, client)
    begun = plug.log.read_text().count("New and in use")
    client.set_number("Kettle load", 42)
    await client.wait_for("Kettle power", 42.0)
    await client.wait_for("DIoL kettle status", "no model")
    assert plug.log.read_text().count("New and in use") == begun == 1


async def test_a_plug_that_learns_goes_on_after_a_restart(
    start_plug: StartPlug,
) -> None:
    """It began by itself, and is not asked again."""
    plug, client = await start_plug("plug-c")
    client.set_number("Kettle load", 42)
    await client.wait_for("DIoL kettle status", "learning")
    await kept(plug, client)
    client.set_number("Kettle load", 2)
    await client.wait_for("DIoL kettle status", "learning")


async def test_what_support_needs_is_in_the_log(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """Version, options, model in short, storage and how often it is metered."""
    plug, client = await start_plug("plug-c")
    await watch(client, trace, learnt, LEARNT + HOUR)
    await kept(plug, client)
    log = plug.log.read_text()
    for expected in (
        "DIoL 0.1.0:",
        "Appliance: fridge",
        "Power: 'Power', read every",
        "Relay: Relay",
        "Learns for 216 h, adapts for 6 h, pauses for 2 h",
        "Import mode: exact",
        "Kept over a restart: preferences",
        "Model: learnt in 216 h from readings every",
        learnt,
    ):
        assert expected in log
