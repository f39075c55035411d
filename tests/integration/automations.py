"""Automations as a user makes them, and what they do."""

from typing import Any

from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import async_mock_service

from .fake_plug import FakePlug

DETECTED = "diol.anomaly_detected"
CLEARED = "diol.anomaly_cleared"
LEARNT = "diol.learning_finished"

# What an automation can use of the trigger.
_VARIABLES = {
    "kind": "{{ trigger.kind }}",
    "reason": "{{ trigger.reason }}",
    "numbers": "{{ trigger.numbers }}",
    "score": "{{ trigger.score }}",
    "number": "{{ trigger.number }}",
    "since": "{{ trigger.since }}",
    "entity_id": "{{ trigger.entity_id }}",
    "anomaly_sensor": "{{ trigger.anomaly_sensor }}",
    "device_id": "{{ trigger.device_id }}",
    "name": "{{ trigger.name }}",
    "accept_button": "{{ trigger.accept_button }}",
    "model_text": "{{ trigger.model_text }}",
}


def on(plug: FakePlug, trigger: str = DETECTED, **options: Any) -> dict[str, Any]:
    """Return the trigger of an automation for the device of a plug."""
    return {
        "trigger": trigger,
        "target": {"device_id": plug.device.id},
        "options": options,
    }


def names(runs: list[ServiceCall]) -> list[str]:
    """Return the plugs that an automation ran for."""
    return [run.data["name"] for run in runs]


async def automate(
    hass: HomeAssistant,
    trigger: dict[str, Any],
    conditions: list[dict[str, Any]] | None = None,
) -> list[ServiceCall]:
    """Set up one automation; its runs are in the list that is returned."""
    runs = async_mock_service(hass, "test", "run")
    assert await async_setup_component(
        hass,
        AUTOMATION,
        {
            AUTOMATION: {
                "alias": "Under test",
                "mode": "parallel",
                "triggers": [trigger],
                "conditions": conditions or [],
                "actions": [
                    {
                        "action": "test.run",
                        "data": {
                            key: value
                            for key, value in _VARIABLES.items()
                            if trigger["trigger"].startswith("diol.anomaly_detected")
                            or key in ("device_id", "name")
                        }
                        if trigger["trigger"].startswith("diol.")
                        else {},
                    }
                ],
            }
        },
    )
    await hass.async_block_till_done()
    # One that does not validate is there too, unavailable and silent.
    state = hass.states.get("automation.under_test")
    assert state is not None
    assert state.state == "on"
    return runs
