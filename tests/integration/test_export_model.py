"""Tests of exporting models: the text, and what it says."""

from typing import Any

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from custom_components.diol.const import DOMAIN
from custom_components.diol.states import Source

from .fake_plug import FakePlug
from .model_texts import ROUTER, model_text


@pytest.fixture
def platforms() -> list[Platform]:
    """Exporting needs no entities of ours but those it is asked about."""
    return [Platform.BINARY_SENSOR]


@pytest.fixture(autouse=True)
async def _plugs(init: MockConfigEntry, plug_b: FakePlug) -> None:
    """Plug A is at a fridge, plug B at a router whose model it was given."""
    plug_b.set({Source.MODEL_TEXT: model_text(ROUTER), Source.FIT: "97.0"})


async def export(hass: HomeAssistant, **target: Any) -> list[dict[str, Any]]:
    """Call the action."""
    answer = await hass.services.async_call(
        DOMAIN, "export_model", target, blocking=True, return_response=True
    )
    assert answer is not None
    plugs = answer["plugs"]
    assert isinstance(plugs, list)
    return plugs


async def test_a_model_is_exported_as_text_in_words_and_as_facts(
    hass: HomeAssistant, plug_b: FakePlug, snapshot: SnapshotAssertion
) -> None:
    """With the fit that the plug itself found."""
    (plug,) = await export(hass, device_id=plug_b.device.id)
    assert plug.pop("device_id") == plug_b.device.id
    assert plug == snapshot


async def test_a_fit_that_is_not_known_is_not_told(
    hass: HomeAssistant,
    entity_registry: er.EntityRegistry,
    plug_a: FakePlug,
    plug_b: FakePlug,
) -> None:
    """A plug that has learnt by itself has none, and older firmware has no such sensor."""
    entity_registry.async_remove(plug_b.entity_id(Source.FIT))
    for plug in await export(hass, device_id=[plug_a.device.id, plug_b.device.id]):
        assert plug["fit"] is None
        assert "Explains" not in " ".join(plug["words"])


async def test_one_plug_that_fails_does_not_stop_the_others(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """Each says for itself what is wrong; what is no plug at all, too."""
    plug_c = FakePlug(hass, "Plug C", "02:00:00:00:00:0c")
    plug_c.disconnect()
    plug_a.set({Source.MODEL_TEXT: ""})
    ids = [plug.device.id for plug in (plug_a, plug_b, plug_c)]
    plugs = {
        plug["name"]: plug for plug in await export(hass, device_id=[*ids, "gone"])
    }
    assert "has no model yet" in plugs["Plug A"]["error"]
    assert plugs["Plug B"]["model"] == model_text(ROUTER)
    assert "error" not in plugs["Plug B"]
    assert "not connected" in plugs["Plug C"]["error"]
    assert plugs["gone"]["error"] == "There is no device gone"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "no_model"),
        ("unavailable", "offline"),
        ("DIoL1.A+AAAAAA", "text_bad_character"),
    ],
)
async def test_the_only_plug_that_fails_is_an_error(
    hass: HomeAssistant, plug_a: FakePlug, text: str, key: str
) -> None:
    """An answer without any model would be taken for one."""
    plug_a.set({Source.MODEL_TEXT: text})
    with pytest.raises(HomeAssistantError) as raised:
        await export(hass, device_id=plug_a.device.id)
    assert raised.value.translation_key == key
    assert "Plug A" in str(raised.value)


async def test_all_plugs_of_an_area_are_exported(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """Each once; an area without any is told."""
    areas = ar.async_get(hass)
    kitchen, cellar = areas.async_create("Kitchen"), areas.async_create("Cellar")
    for plug in (plug_a, plug_b):
        dr.async_get(hass).async_update_device(plug.device.id, area_id=kitchen.id)
    plugs = await export(
        hass, area_id=kitchen.id, entity_id="binary_sensor.plug_a_anomaly"
    )
    assert sorted(plug["name"] for plug in plugs) == ["Plug A", "Plug B"]
    with pytest.raises(ServiceValidationError) as raised:
        await export(hass, area_id=cellar.id)
    assert raised.value.translation_key == "no_plugs"


async def test_an_appliance_of_several_is_named_by_an_entity(
    hass: HomeAssistant,
) -> None:
    """The device alone does not say which is meant."""
    strip = FakePlug(hass, "Strip", "02:00:00:00:00:0c", ("fridge", "freezer"))
    strip.set({Source.FIT: "80"}, "freezer")
    (plug,) = await export(
        hass, entity_id=strip.entity_id(Source.MODEL_TEXT, "freezer")
    )
    assert (plug["name"], plug["fit"]) == ("Strip (freezer)", 80.0)
    with pytest.raises(ServiceValidationError) as raised:
        await export(hass, device_id=strip.device.id)
    assert raised.value.translation_key == "several_appliances"
