"""Tests of letting plugs learn."""

from typing import Any

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import area_registry as ar, device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.diol.const import DOMAIN

from .fake_plug import FakePlug


@pytest.fixture
def platforms() -> list[Platform]:
    """Learning needs no entities of ours but those it is asked about."""
    return [Platform.BINARY_SENSOR]


@pytest.fixture(autouse=True)
async def _plugs(init: MockConfigEntry, plug_b: FakePlug) -> None:
    """Both plugs are there."""


async def learn(hass: HomeAssistant, answer: bool = True, **data: Any) -> Any:
    """Call the action."""
    return await hass.services.async_call(
        DOMAIN, "learn", data, blocking=True, return_response=answer
    )


async def test_a_plug_begins_to_learn(hass: HomeAssistant, plug_a: FakePlug) -> None:
    """For as long as is wanted, or as its firmware says."""
    answer = await learn(hass, entity_id="binary_sensor.plug_a_anomaly", hours=48)
    assert answer["targets"] == [
        {
            "device_id": plug_a.device.id,
            "name": "Plug A",
            "result": "started",
            "message": "Plug A has begun to learn",
        }
    ]
    await learn(hass, answer=False, device_id=plug_a.device.id)
    assert plug_a.calls == [
        {"hours": 48.0, "appliance": ""},
        {"hours": 0.0, "appliance": ""},
    ]


async def test_one_plug_that_does_not_learn_does_not_stop_the_others(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """Each says for itself what is wrong."""
    area = ar.async_get(hass).async_create("Kitchen")
    for plug in (plug_a, plug_b):
        dr.async_get(hass).async_update_device(plug.device.id, area_id=area.id)
    plug_b.refusal = "From 6 to 672 hours [bad_hours]"
    answer = await learn(hass, area_id=area.id, hours=5)
    results = {target["name"]: target["result"] for target in answer["targets"]}
    assert results == {"Plug A": "started", "Plug B": "refused"}
    with pytest.raises(HomeAssistantError, match="1 of 2 plugs") as raised:
        await learn(hass, answer=False, area_id=area.id)
    assert raised.value.translation_key == "learn_incomplete"
    with pytest.raises(ServiceValidationError) as raised:
        await learn(hass, device_id=plug_b.device.id)
    assert raised.value.translation_key == "refused_bad_hours"
    plug_b.refusal, plug_b.answers = None, False
    with pytest.raises(HomeAssistantError) as raised:
        await learn(hass, device_id=plug_b.device.id)
    assert raised.value.translation_key == "no_answer"


async def test_an_area_without_a_plug_is_told(hass: HomeAssistant) -> None:
    """Nothing was done, so it must not look as if."""
    area = ar.async_get(hass).async_create("Cellar")
    with pytest.raises(ServiceValidationError) as raised:
        await learn(hass, area_id=area.id)
    assert raised.value.translation_key == "no_plugs"
