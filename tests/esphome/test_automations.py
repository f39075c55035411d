"""Triggers, actions and the condition, for plugs that act by themselves."""

from tests.harness.fridge import END, FAULT, HOUR, LEARNT

from .conftest import StartPlug


async def test_triggers_and_condition(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """on_anomaly comes with kind and reason, then on_clear; the condition follows."""
    _, client = await start_plug("plug-c")
    await client.call("trace_load", path=trace)
    await client.call("trace_seek", t=float(LEARNT))
    client.write("To import", learnt)
    await client.wait_for("DIoL fridge model text", learnt)
    await client.play(FAULT + 4 * HOUR)
    heard = await client.wait_for("Heard", lambda s: s and s.startswith("anomaly "))
    kind, _, reason = heard.removeprefix("anomaly ").partition(" ")
    assert f"[{kind} n=" in reason
    await client.wait_for("Condition", True)
    await client.play(END)
    await client.wait_for("Heard", "clear")
    await client.wait_for("Condition", False)


async def test_on_learned(start_plug: StartPlug, trace: str) -> None:
    """diol.learn learns for the given hours; on_learned comes at the end."""
    _, client = await start_plug("plug-c")
    await client.call("trace_load", path=trace)
    client.press("Learn for six hours")
    await client.play(600)
    await client.wait_for("DIoL fridge status", "learning")
    assert client.states["Heard"] != "learned"
    await client.play(12 * HOUR)
    await client.wait_for("Heard", "learned")


async def test_learn_as_configured(start_plug: StartPlug, trace: str) -> None:
    """diol.learn without hours learns for `learn_for`."""
    _, client = await start_plug("plug-c")
    await client.call("trace_load", path=trace)
    client.press("Learn as configured")
    await client.play(12 * HOUR)
    await client.wait_for("DIoL fridge progress", lambda p: p and p < 10)


async def test_bad_import(start_plug: StartPlug) -> None:
    """diol.import of a bad text changes nothing."""
    plug, client = await start_plug("plug-c")
    client.write("To import", "DIoL1.nonsense")
    await client.wait_for("To import", "DIoL1.nonsense")
    assert client.states["DIoL fridge model text"] == ""
    assert "Text refused" in plug.log.read_text()
