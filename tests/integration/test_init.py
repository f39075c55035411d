"""Tests of setting up, unloading and removing a plug."""

import json
from pathlib import Path
import re
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.selector import validate_selector
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import parse_yaml
from pytest_homeassistant_custom_component.common import MockConfigEntry

import custom_components.diol
from custom_components.diol.const import DOMAIN, Kind, Status
from custom_components.diol.diagnostics import async_get_config_entry_diagnostics
from custom_components.diol.refusals import VALUES
from custom_components.diol.services import _ACTIONS
from custom_components.diol.states import Source

from .fake_plug import FakePlug

FOLDER = Path(custom_components.diol.__file__).parent


def read(name: str) -> Any:
    """Return the content of a file of the integration."""
    return json.loads((FOLDER / name).read_text())


async def test_a_plug_is_unloaded_and_loaded_again(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Nothing of the first time is left to disturb the second."""
    assert await hass.config_entries.async_unload(init.entry_id)
    assert init.state is ConfigEntryState.NOT_LOADED
    plug_a.set({Source.ANOMALY: "on"})
    await hass.async_block_till_done()
    state = hass.states.get("binary_sensor.plug_a_anomaly")
    assert state is not None
    assert state.state == "unavailable"
    assert await hass.config_entries.async_setup(init.entry_id)
    await hass.async_block_till_done()
    state = hass.states.get("binary_sensor.plug_a_anomaly")
    assert state is not None
    assert state.state == "on"


async def test_a_plug_that_is_not_connected_at_the_start_is_set_up(
    hass: HomeAssistant, entry: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Its entities wait for it."""
    plug_a.disconnect()
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    plug_a.reconnect()
    await hass.async_block_till_done()
    state = hass.states.get("sensor.plug_a_detection_status")
    assert state is not None
    assert state.state == "watching"


async def test_the_entry_outlives_the_plug(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    entity_registry: er.EntityRegistry,
) -> None:
    """What was set up may be for the plug after it, so nobody but the user removes that."""
    before = {
        entity.id
        for entity in er.async_entries_for_config_entry(entity_registry, init.entry_id)
    }
    await hass.config_entries.async_remove(plug_a.esphome.entry_id)
    await hass.async_block_till_done()
    assert init.state is ConfigEntryState.SETUP_RETRY
    after = er.async_entries_for_config_entry(entity_registry, init.entry_id)
    assert {entity.id for entity in after} == before


async def test_the_entities_move_with_the_model_text(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    entity_registry: er.EntityRegistry,
    device_registry: dr.DeviceRegistry,
) -> None:
    """ESPHome may make a channel a device of its own."""
    part = device_registry.async_get_or_create(
        config_entry_id=plug_a.esphome.entry_id,
        identifiers={("esphome", "02:00:00:00:00:0A_1")},
        name="Fridge",
    )
    for source in Source:
        entity_registry.async_update_entity(plug_a.entity_id(source), device_id=part.id)
    await hass.async_block_till_done()
    assert init.state is ConfigEntryState.LOADED
    entities = er.async_entries_for_config_entry(entity_registry, init.entry_id)
    assert {entity.device_id for entity in entities} == {part.id}


async def test_diagnostics_hold_what_a_report_needs(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """The model as text and decoded, and nothing that tells whose it is."""
    diagnostics = await async_get_config_entry_diagnostics(hass, init)
    assert diagnostics["states"]["model text"].startswith("DIoL1.")
    assert diagnostics["model"]["on_power"] == 84.5
    assert diagnostics["words"][0].startswith("Cycles about every 58 min")
    assert diagnostics["facts"]["sort"] == "regular"
    assert diagnostics["device"]["sw_version"] == "2026.10.0"
    assert "02:00" not in json.dumps(diagnostics)
    plug_a.set({Source.MODEL_TEXT: "DIoL1.AAAA"})
    diagnostics = await async_get_config_entry_diagnostics(hass, init)
    assert diagnostics["model"] == {"error": "bad_length length=10"}
    plug_a.set({Source.MODEL_TEXT: ""})
    diagnostics = await async_get_config_entry_diagnostics(hass, init)
    assert diagnostics["model"] is None


def test_every_state_and_every_error_has_its_words() -> None:
    """What the code can say, the translation can."""
    english = read("translations/en.json")
    sensors = english["entity"]["sensor"]
    assert sensors["status"]["state"].keys() == set(Status)
    kinds = english["entity"]["event"]["anomaly"]["state_attributes"]["event_type"]
    assert kinds["state"].keys() == set(Kind)
    assert english["selector"]["kind"]["options"] == kinds["state"]
    code = "".join(path.read_text() for path in FOLDER.glob("*.py"))
    raised = set(re.findall(r"error\(\s*\"([a-z_]+)\"", code))
    raised |= {
        f"{said}_{reason}"
        for said in ("text", "given")
        for reason in re.findall(r"ModelTextError\(\"([a-z_]+)\"", code)
    }
    raised |= set(re.findall(r"LibraryError\(\s*\"([a-z_]+)\"", code))
    raised |= {"refused", *(f"refused_{code}" for code in VALUES)}
    assert raised <= english["exceptions"].keys()
    # And no words for what is never said.
    for key in english["exceptions"]:
        assert key in raised or f'"{key}"' in code


def test_every_icon_belongs_to_something() -> None:
    """Icons are found by the keys of the translation."""
    english, icons = read("translations/en.json"), read("icons.json")
    for platform, entities in icons["entity"].items():
        assert entities.keys() <= english["entity"][platform].keys()
    for what in ("conditions", "services", "triggers"):
        assert icons[what].keys() == english[what].keys()


def test_every_action_and_every_field_of_it_has_its_words() -> None:
    """What the page of the actions shows; each field takes an example or cannot be mistaken."""
    english = read("translations/en.json")["services"]
    actions = parse_yaml((FOLDER / "services.yaml").read_text())
    assert isinstance(actions, dict)
    assert actions.keys() == english.keys() == _ACTIONS.keys()
    for name, action in actions.items():
        fields = action.get("fields", {})
        assert fields.keys() == english[name].get("fields", {}).keys()
        for field in fields.values():
            validate_selector(field["selector"])
            (selector,) = field["selector"]
            chosen = selector in ("boolean", "device")
            assert chosen or "example" in field
