"""Tests of the way to a plug."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.diol import transport
from custom_components.diol.const import Mode
from custom_components.diol.copying import async_read_model
from custom_components.diol.states import Source
from custom_components.diol.transport import PlugTransport

from .fake_plug import FakePlug
from .model_texts import model_text


@pytest.fixture
def plug(hass: HomeAssistant, plug_a: FakePlug) -> PlugTransport:
    """Return plug A as the integration sees it."""
    (plug,) = transport.async_find(hass, plug_a.device.id)
    return plug


async def test_a_plug_is_told_to_learn(plug: PlugTransport, plug_a: FakePlug) -> None:
    """For the firmware's own time, or for a given one."""
    await plug.async_learn()
    await plug.async_learn(48)
    assert plug_a.calls == [
        {"hours": 0, "appliance": ""},
        {"hours": 48, "appliance": ""},
    ]


async def test_a_plug_that_does_not_answer_has_not_learnt(
    plug: PlugTransport, plug_a: FakePlug
) -> None:
    """ESPHome waits for its answer and gives up."""
    plug_a.answers = False
    with pytest.raises(HomeAssistantError) as raised:
        await plug.async_learn()
    assert raised.value.translation_key == "no_answer"


async def test_a_model_that_is_reported_is_there_though_the_answer_was_lost(
    plug: PlugTransport, plug_a: FakePlug
) -> None:
    """What the plug reports counts."""
    plug_a.answers = False
    text = model_text({"hours": 48})
    plug_a.on_call = lambda: plug_a.set({Source.MODEL_TEXT: text})
    await plug.async_import(text, Mode.EXACT)


async def test_a_disabled_model_text_cannot_be_read(
    hass: HomeAssistant, plug_a: FakePlug, entity_registry: er.EntityRegistry
) -> None:
    """The plug is found all the same, so that it can be said."""
    entity_registry.async_update_entity(
        plug_a.entity_id(Source.MODEL_TEXT), disabled_by=er.RegistryEntryDisabler.USER
    )
    (plug,) = transport.async_find(hass, plug_a.device.id)
    with pytest.raises(HomeAssistantError) as raised:
        async_read_model(plug)
    assert raised.value.translation_key == "model_text_disabled"


async def test_a_plug_without_a_mac_is_not_one(
    hass: HomeAssistant, plug_a: FakePlug
) -> None:
    """It could not be told from another one."""
    hass.config_entries.async_update_entry(plug_a.esphome, unique_id=None)
    assert transport.async_find(hass) == []
