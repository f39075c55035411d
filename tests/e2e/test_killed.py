"""An anomaly that begins while Home Assistant is dead, with a real Home Assistant and real firmware."""

from pathlib import Path
import socket
from typing import Any

import pytest

from tests.harness import firmware
from tests.harness.home_assistant import HomeAssistant
from tests.harness.plug import Plug
from tools.demo.stage import B, entity, model_text, number, status
from tools.demo.traces import simulated

# An hour of the fridge's life in so many seconds: the fault begins while Home Assistant starts again.
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


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Those of the connection to a Home Assistant that was killed run out by themselves."""
    return True


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


async def add(home: HomeAssistant, port: int) -> str:
    """Add the plug to ESPHome and DIoL, as a user does; return the id of its device."""
    step = await home.flow("esphome", {"host": "127.0.0.1", "port": port})
    assert step["type"] == "create_entry", step
    await home.wait_until(
        "the model text",
        lambda: home.state(model_text(B)) is not None,
        STATE_TIMEOUT_S,
    )
    form = await home.flow("diol")
    (choice,) = form["data_schema"][0]["selector"]["select"]["options"]
    step = await home.answer_flow(form["flow_id"], {"model_text": choice["value"]})
    assert step["type"] == "create_entry", step
    await home.wait_until(
        "DIoL's entities", lambda: home.state(status(B)) is not None, STATE_TIMEOUT_S
    )
    registry = await home.command("config/entity_registry/list")
    return next(
        str(one["device_id"]) for one in registry if one["entity_id"] == status(B)
    )


async def is_state(home: HomeAssistant, entity_id: str, wanted: str) -> None:
    """Wait for a state."""
    await home.wait_until(
        f"{entity_id} to be {wanted}",
        lambda: home.state(entity_id) == wanted,
        STATE_TIMEOUT_S,
    )


def reports(home: HomeAssistant) -> set[str]:
    """When the event entity reported something, as far as was seen."""
    return {
        change["state"]
        for change in home.changes
        if change["entity_id"] == EVENT and change["state"].startswith("20")
    }


async def test_an_anomaly_that_begins_while_home_assistant_is_dead_is_told_once(
    tmp_path: Path, socket_enabled: None
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

            async def act(action: str, **data: Any) -> None:
                await home.act(f"esphome.{B}_{action}", **data)

            clock = entity("sensor", B, "trace_time")

            async def played(until: float) -> None:
                await home.wait_until(
                    f"{until:.0f} s of the trace",
                    lambda: number(home.state(clock)) >= until - 60,
                    STATE_TIMEOUT_S,
                )

            await act("trace_load", path=str(story.learnt))
            await act("diol_learn", hours=story.learn_hours, appliance="")
            await act("trace_play", until_s=story.life[1], speed=0.0)
            await played(story.life[1])
            await is_state(home, status(B), "watching")
            await act("trace_load", path=str(story.watched))
            await act("trace_play", until_s=story.round[0], speed=0.0)
            await played(story.round[0])
            # All that Home Assistant knows is on its disk after that.
            await home.restart()
            await is_state(home, ANOMALY, "off")

            await act("trace_play", until_s=story.fault[1] - 600, speed=SPEED)
            assert home.state(ANOMALY) == "off"
            home.changes.clear()
            await home.restart(kill=True)
            await is_state(home, ANOMALY, "on")
            await is_state(home, COUNTER, "1")
            assert home.states[EVENT]["attributes"]["event_type"] == "runs_too_long"
            assert len(reports(home)) == 1

            reported = home.state(EVENT)
            await home.restart()
            await is_state(home, ANOMALY, "on")
            assert home.state(COUNTER) == "1"
            assert home.state(EVENT) == reported
            assert reports(home) == {reported}
