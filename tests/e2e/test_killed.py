"""An anomaly that begins while Home Assistant is dead, with a real Home Assistant and real firmware."""

from pathlib import Path
from typing import Any

from tests.harness import firmware
from tests.harness.home_assistant import HomeAssistant
from tests.harness.plug import Plug, free_port
from tools.demo.stage import (
    B,
    Stage,
    add_to_diol,
    add_to_esphome,
    entity,
    model_text,
    status,
)
from tools.demo.traces import simulated

# So many times real time, the anomaly begins while Home Assistant starts again.
SPEED = 900.0
STATE_TIMEOUT_S = 60.0
EVENT = entity("event", B, "anomaly")
ANOMALY = entity("binary_sensor", B, "anomaly")
COUNTER = "counter.told"
CONFIGURATION = """
automation: !include automations.yaml
counter:
  told:
"""


async def add(home: HomeAssistant, port: int) -> str:
    """Add the plug to ESPHome and DIoL, as a user does; return the id of its device."""
    await add_to_esphome(home, port)
    await home.wait_until(
        "the model text",
        lambda: home.state(model_text(B)) is not None,
        STATE_TIMEOUT_S,
    )
    await add_to_diol(home, "Plug B")
    await home.wait_until(
        "DIoL's entities", lambda: home.state(status(B)) is not None, STATE_TIMEOUT_S
    )
    registry = await home.command("config/entity_registry/list")
    return next(
        str(one["device_id"]) for one in registry if one["entity_id"] == status(B)
    )


def reports(home: HomeAssistant) -> set[str]:
    """When the event entity reported something, as far as was seen."""
    return {
        change["state"]
        for change in home.changes
        if change["entity_id"] == EVENT and change["state"].startswith("20")
    }


async def test_an_anomaly_that_begins_while_home_assistant_is_dead_is_told_once(
    tmp_path: Path,
) -> None:
    """The event and the trigger, after the start; and not again after another one."""
    story = simulated(tmp_path)
    program = firmware.build("plug-b")
    folder = tmp_path / "home-assistant"
    home = HomeAssistant(folder, free_port(), more=CONFIGURATION)
    folder.mkdir()
    (folder / "automations.yaml").write_text("[]\n")
    with Plug(program, tmp_path / "plug") as plug:
        async with home:
            await home.onboard("user", "password of the test")
            device = await add(home, plug.port)
            automation: dict[str, Any] = {
                "alias": "Told",
                "triggers": [
                    {
                        "trigger": "diol.anomaly_detected",
                        "target": {"device_id": device},
                    }
                ],
                "actions": [
                    {"action": "counter.increment", "target": {"entity_id": COUNTER}}
                ],
            }
            await home.rest(
                "POST", "/api/config/automation/config/told", json=automation
            )

            stage = Stage(home)

            async def is_state(entity_id: str, wanted: str) -> None:
                await stage.is_state(entity_id, wanted, STATE_TIMEOUT_S)

            async def play(until: float) -> None:
                await stage.play(B, until)
                await stage.played(B, until, STATE_TIMEOUT_S)

            await stage.plug(B, "trace_load", path=str(story.learnt))
            await stage.plug(B, "diol_learn", hours=story.learn_hours, appliance="")
            await play(story.life[1])
            await is_state(status(B), "watching")
            await stage.plug(B, "trace_load", path=str(story.watched))
            await play(story.round[0])
            # All that Home Assistant knows is on its disk after that.
            await home.restart()
            await is_state(ANOMALY, "off")

            end = story.fault[1] - 600
            await stage.plug(B, "trace_play", until_s=end, speed=SPEED)
            assert home.state(ANOMALY) == "off"
            home.changes.clear()
            await home.restart(kill=True)
            await is_state(ANOMALY, "on")
            await is_state(COUNTER, "1")
            assert home.states[EVENT]["attributes"]["event_type"] == "runs_too_long"
            assert len(reports(home)) == 1

            reported = home.state(EVENT)
            assert reported is not None
            await home.restart()
            await is_state(ANOMALY, "on")
            # Each entity of the plug comes back by itself, one after the other.
            await is_state(EVENT, reported)
            assert home.state(COUNTER) == "1"
            assert home.state(EVENT) == reported
            assert reports(home) == {reported}
