"""Tests of hiding what the firmware shows and this integration shows better."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.diol.const import DOMAIN
from custom_components.diol.states import Source

from .fake_plug import FakePlug

SUPERSEDED = {source for source in Source if source is not Source.MODEL_TEXT}


@pytest.fixture
def platforms() -> list[Platform]:
    """Hiding needs no entities of ours."""
    return []


def hidden(plug: FakePlug, appliance: str = "") -> set[Source]:
    """What of the firmware is hidden."""
    registry = er.async_get(plug.hass)
    found = set()
    for of, source in plug.entities:
        entity = registry.async_get(plug.entity_id(source, of))
        assert entity is not None
        assert entity.disabled_by is None
        if of == appliance and entity.hidden:
            found.add(source)
    return found


async def test_what_is_shown_better_is_hidden_and_all_else_stays(
    init: MockConfigEntry, plug_a: FakePlug, entity_registry: er.EntityRegistry
) -> None:
    """The model text, buttons and numbers are nowhere else."""
    button = plug_a.add_other("button", "DIoL learn")
    number = plug_a.add_other("number", "DIoL sensitivity")
    assert hidden(plug_a) == SUPERSEDED
    for other in (button, number):
        entity = entity_registry.async_get(other)
        assert entity is not None
        assert not entity.hidden


async def test_what_somebody_shows_again_is_left_alone(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    entity_registry: er.EntityRegistry,
) -> None:
    """Also after a restart, which is a reload here."""
    score = plug_a.entity_id(Source.SCORE)
    entity_registry.async_update_entity(score, hidden_by=None)
    assert await hass.config_entries.async_reload(init.entry_id)
    await hass.async_block_till_done()
    assert hidden(plug_a) == SUPERSEDED - {Source.SCORE}


async def test_what_appears_later_is_hidden_too(
    hass: HomeAssistant, plug_b: FakePlug, entity_registry: er.EntityRegistry
) -> None:
    """An update of the firmware brought it, or it was disabled."""
    fit = plug_b.entity_id(Source.FIT)
    entity_registry.async_update_entity(
        fit, disabled_by=er.RegistryEntryDisabler.INTEGRATION
    )
    plug_b.diol_entry()
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    entity_registry.async_update_entity(fit, disabled_by=None)
    await hass.async_block_till_done()
    assert hidden(plug_b) == SUPERSEDED


async def test_all_is_shown_again_when_the_plug_is_removed(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    entity_registry: er.EntityRegistry,
) -> None:
    """But what the user has hidden stays so."""
    kind = plug_a.entity_id(Source.KIND)
    entity_registry.async_update_entity(kind, hidden_by=er.RegistryEntryHider.USER)
    assert await hass.config_entries.async_remove(init.entry_id)
    await hass.async_block_till_done()
    assert hidden(plug_a) == {Source.KIND}


async def test_what_another_integration_has_hidden_is_not_shown(
    hass: HomeAssistant, plug_a: FakePlug, entity_registry: er.EntityRegistry
) -> None:
    """A group hides its members, for example."""
    entity_registry.async_update_entity(
        plug_a.entity_id(Source.SCORE), hidden_by=er.RegistryEntryHider.INTEGRATION
    )
    entry = plug_a.diol_entry()
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert hidden(plug_a) == SUPERSEDED
    assert await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert hidden(plug_a) == {Source.SCORE}


async def test_another_appliance_of_the_plug_is_not_touched(
    hass: HomeAssistant,
) -> None:
    """It is not set up here."""
    plug = FakePlug(hass, "Strip", "02:00:00:00:00:0c", ("fridge", "freezer"))
    plug.diol_entry("fridge")
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert hidden(plug, "fridge") == SUPERSEDED
    assert hidden(plug, "freezer") == set()
