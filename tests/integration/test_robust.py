"""Tests of what users do to plugs: rename, disable, flash again, move, restart."""

import asyncio
from typing import Any

from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.diol.const import DOMAIN, Mode
from custom_components.diol.library import LIBRARY, Library
from custom_components.diol.library_data import id_of
from custom_components.diol.states import Source

from .fake_plug import DOMAINS, REASON, WATCHING, FakePlug, state_of
from .model_texts import model_text

ANOMALY = "binary_sensor.plug_a_anomaly"
EVENT = "event.plug_a_anomaly"
GIVEN = model_text({"hours": 301})


async def give(hass: HomeAssistant, plug: FakePlug) -> dict[str, Any]:
    """Give a plug a model of the library."""
    hass.data[LIBRARY].async_save("Fridge", GIVEN)
    answer = await hass.services.async_call(
        DOMAIN,
        "apply_model",
        {"device_id": plug.device.id, "model": "Fridge", "mode": Mode.EXACT},
        blocking=True,
        return_response=True,
    )
    await hass.async_block_till_done()
    assert answer is not None
    (target,) = answer["targets"]  # type: ignore[misc]
    result: dict[str, Any] = target  # type: ignore[assignment]
    return result


async def works(hass: HomeAssistant, plug: FakePlug, anomaly: str = ANOMALY) -> None:
    """See that anomalies come through and models get there."""
    plug.raise_anomaly()
    await hass.async_block_till_done()
    assert state_of(hass, anomaly) == "on"
    plug.clear_anomaly()
    await hass.async_block_till_done()
    assert state_of(hass, anomaly) == "off"
    assert (await give(hass, plug))["result"] == "applied"


async def test_a_renamed_plug_goes_on_under_its_new_name(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """What is told of it has the new name."""
    dr.async_get(hass).async_update_device(
        plug_a.device.id, name_by_user="Cellar freezer"
    )
    await hass.async_block_till_done()
    await works(hass, plug_a)
    assert (await give(hass, plug_a))["name"] == "Cellar freezer"


async def test_entities_may_have_any_name(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    entity_registry: er.EntityRegistry,
) -> None:
    """Those of the firmware and ours, by name and by id."""
    for number, source in enumerate(Source):
        entity_id = plug_a.entity_id(source)
        domain = DOMAINS.get(source, "sensor")
        entity_registry.async_update_entity(
            entity_id, name=f"Name {number}", new_entity_id=f"{domain}.name_{number}"
        )
        # ESPHome goes on publishing under the new id.
        hass.states.async_remove(entity_id)
        plug_a.set({source: WATCHING[source]})
    entity_registry.async_update_entity(ANOMALY, new_entity_id="binary_sensor.mine")
    await hass.async_block_till_done()
    await works(hass, plug_a, "binary_sensor.mine")


@pytest.mark.parametrize("source", set(Source) - {Source.MODEL_TEXT, Source.ANOMALY})
async def test_what_is_disabled_is_not_waited_for(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    source: Source,
) -> None:
    """The rest works as far as it can without it; enabled again, everything does."""
    plug_a.disable(source)
    await hass.async_block_till_done()
    assert state_of(hass, ANOMALY) in (
        ("unknown",) if source is Source.STATUS else ("off",)
    )
    assert (await give(hass, plug_a))["result"] == "applied"
    plug_a.enable(source)
    await hass.async_block_till_done()
    await works(hass, plug_a)


async def test_without_the_model_text_a_plug_watches_and_takes_no_model(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
) -> None:
    """What is refused says which entity to enable; enabled again, the plug takes models."""
    plug_a.disable(Source.MODEL_TEXT)
    await hass.async_block_till_done()
    assert await hass.config_entries.async_reload(init.entry_id)
    await hass.async_block_till_done()
    plug_a.raise_anomaly()
    await hass.async_block_till_done()
    assert state_of(hass, ANOMALY) == "on"
    with pytest.raises(ServiceValidationError, match="Enable it on the page"):
        await give(hass, plug_a)
    assert plug_a.calls == []
    plug_a.clear_anomaly()
    plug_a.enable(Source.MODEL_TEXT)
    await hass.async_block_till_done()
    await works(hass, plug_a)


async def test_without_the_firmwares_anomaly_nobody_claims_to_know(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
) -> None:
    """Not even that there is none; enabled again in the middle of one, that one is told."""
    plug_a.disable(Source.ANOMALY)
    await hass.async_block_till_done()
    assert state_of(hass, ANOMALY) == "unknown"
    assert state_of(hass, EVENT) == "unknown"
    plug_a.set({Source.KIND: "runs_too_long", Source.REASON: REASON})
    plug_a.enable(Source.ANOMALY, "on")
    await hass.async_block_till_done()
    assert state_of(hass, ANOMALY) == "on"
    assert state_of(hass, EVENT) != "unknown"
    plug_a.clear_anomaly()
    await hass.async_block_till_done()
    await works(hass, plug_a)


async def test_a_plug_with_another_node_name_takes_models_after_a_reload(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Its actions are named by the node; until ESPHome is reloaded the error says to do that."""
    for action in ("import", "learn"):
        hass.services.async_remove("esphome", f"plug_a_diol_{action}")
    plug_a.node = "cellar-freezer"
    plug_a.offer_actions()
    with pytest.raises(Exception, match="another name in its firmware"):
        await give(hass, plug_a)
    hass.config_entries.async_update_entry(
        plug_a.esphome, data={"device_name": "cellar-freezer"}
    )
    await works(hass, plug_a)


async def test_a_plug_that_moves_to_another_area_is_meant_with_it(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Areas are those of the device."""
    cellar = ar.async_get(hass).async_create("Cellar")
    dr.async_get(hass).async_update_device(plug_a.device.id, area_id=cellar.id)
    hass.data[LIBRARY].async_save("Fridge", GIVEN)
    answer = await hass.services.async_call(
        DOMAIN,
        "apply_model",
        {"area_id": cellar.id, "model": "Fridge"},
        blocking=True,
        return_response=True,
    )
    assert answer is not None
    (target,) = answer["targets"]  # type: ignore[misc]
    assert target["name"] == "Plug A"  # type: ignore[index, call-overload]


async def test_a_plug_that_is_disabled_in_esphome_is_unavailable_until_it_is_not(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    entity_registry: er.EntityRegistry,
) -> None:
    """Nothing of it is forgotten."""
    plug_a.disconnect()
    for source in Source:
        entity_registry.async_update_entity(
            plug_a.entity_id(source),
            disabled_by=er.RegistryEntryDisabler.CONFIG_ENTRY,
        )
        hass.states.async_remove(plug_a.entity_id(source))
    await hass.config_entries.async_set_disabled_by(
        plug_a.esphome.entry_id, ConfigEntryDisabler.USER
    )
    await hass.async_block_till_done()
    assert state_of(hass, ANOMALY) == STATE_UNAVAILABLE
    await hass.config_entries.async_set_disabled_by(plug_a.esphome.entry_id, None)
    plug_a.esphome.mock_state(hass, ConfigEntryState.LOADED)
    for source in Source:
        entity_registry.async_update_entity(plug_a.entity_id(source), disabled_by=None)
    plug_a.reconnect()
    await hass.async_block_till_done()
    await works(hass, plug_a)


async def test_a_reload_of_esphome_during_a_copy_leaves_nothing_half_done(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """The plug has the old model or the new one, and which is known."""
    plug_a.reports = False
    copying = hass.async_create_task(give(hass, plug_a))
    while not plug_a.calls:
        await asyncio.sleep(0)
    plug_a.disconnect()
    plug_a.reconnect(model_text=GIVEN)
    assert (await copying)["result"] == "applied"
    taken = hass.data[LIBRARY].plugs.taken(plug_a.entities["", Source.MODEL_TEXT].id)
    assert taken is not None
    assert taken.model == id_of(GIVEN)


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_restart_during_a_copy_leaves_the_old_model_or_the_new_one(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    hass_storage: dict[str, Any],
    *,
    arrived: bool,
) -> None:
    """What Home Assistant remembers of it after that is true either way."""
    before = plug_a.state(Source.MODEL_TEXT)
    plug_a.reports = False
    copying = hass.async_create_task(give(hass, plug_a))
    while not plug_a.calls:
        await asyncio.sleep(0)
    copying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await copying
    await hass.async_block_till_done()
    plug_a.disconnect()
    # The next start reads what was written, and meets the plug as it is then.
    library = Library(hass)
    await library.async_load()
    hass.data[LIBRARY] = library
    assert await hass.config_entries.async_reload(init.entry_id)
    plug_a.reconnect(model_text=GIVEN if arrived else before)
    await hass.async_block_till_done()
    assert library.find("Fridge").model.text == GIVEN
    assert bool(library.plugs.taken(plug_a.entities["", Source.MODEL_TEXT].id)) == (
        arrived
    )
    plug_a.reports = True
    assert (await give(hass, plug_a))["result"] == "applied"
    taken = library.plugs.taken(plug_a.entities["", Source.MODEL_TEXT].id)
    assert taken is not None
    assert (taken.version, taken.changed) == (1, False)
