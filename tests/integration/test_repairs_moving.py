"""Tests of plugs that are gone from ESPHome, and of what goes over to the plugs after them."""

from typing import Any

from homeassistant.config_entries import SOURCE_IGNORE, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.diol.const import CONF_MODEL_TEXT, DOMAIN, Mode
from custom_components.diol.library import LIBRARY, Library
from custom_components.diol.library_data import Origin
from custom_components.diol.problems import Problem
from custom_components.diol.states import Source

from .automations import automate
from .fake_plug import FakePlug
from .fixing import Fix, problems
from .model_texts import model_text

OTHER = model_text({"hours": 301})
ANOMALY = "binary_sensor.plug_a_anomaly"
EVENT = "event.plug_a_anomaly"


def id_of_text(plug: FakePlug) -> str:
    """Return the id by which a plug is chosen."""
    return plug.entities["", Source.MODEL_TEXT].id


async def remove_from_esphome(hass: HomeAssistant, plug: FakePlug) -> None:
    """Throw the plug away, and delete it in ESPHome."""
    await hass.config_entries.async_remove(plug.esphome.entry_id)
    for appliance, source in plug.entities:
        # What ESPHome's entities do when they go.
        hass.states.async_remove(plug.entities[appliance, source].entity_id)
    await hass.async_block_till_done()


async def move(hass: HomeAssistant, entry: MockConfigEntry, plug: FakePlug) -> None:
    """Let another plug take the place of the one of this entry, by the menu of the entry."""
    step = await entry.start_reconfigure_flow(hass)
    result = await hass.config_entries.flow.async_configure(
        step["flow_id"], {CONF_MODEL_TEXT: id_of_text(plug)}
    )
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED


@pytest.fixture
async def gone(
    hass: HomeAssistant, fix: Fix, init: MockConfigEntry, plug_a: FakePlug
) -> MockConfigEntry:
    """The entry of plug A, which learnt a model and is not in ESPHome any more."""
    hass.data[LIBRARY].async_save(
        "Fridge", OTHER, origin=Origin(plug_unique_id=plug_a.mac)
    )
    er.async_get(hass).async_update_entity(
        ANOMALY, new_entity_id="binary_sensor.my_fridge"
    )
    await remove_from_esphome(hass, plug_a)
    assert problems(hass, init) == {Problem.PLUG_GONE}
    return init


async def test_a_plug_that_is_gone_from_esphome_moves_to_another_one(
    hass: HomeAssistant, fix: Fix, gone: MockConfigEntry, plug_b: FakePlug
) -> None:
    """At once, with its entities and its model."""
    step = await fix.begin(gone, Problem.PLUG_GONE)
    assert step["menu_options"] == ["replace", "remove"]
    await fix.answer(next_step_id="replace")
    result = await fix.answer(plug=id_of_text(plug_b), give_model=True)
    assert result["type"] == "create_entry"
    assert plug_b.calls == [{"model": OTHER, "mode": "exact", "appliance": ""}]
    assert gone.state is ConfigEntryState.LOADED
    assert (gone.unique_id, gone.title) == (plug_b.mac, "Plug A")
    assert problems(hass, gone) == set()
    registry = er.async_get(hass)
    entities = er.async_entries_for_config_entry(registry, gone.entry_id)
    assert {entity.device_id for entity in entities} == {plug_b.device.id}
    plug_b.raise_anomaly()
    await hass.async_block_till_done()
    state = hass.states.get("binary_sensor.my_fridge")
    assert state is not None
    assert state.state == "on"


async def test_a_plug_that_is_gone_from_esphome_is_removed_when_the_user_says_so(
    hass: HomeAssistant, fix: Fix, gone: MockConfigEntry
) -> None:
    """Its model stays."""
    await fix.begin(gone, Problem.PLUG_GONE)
    result = await fix.answer(next_step_id="replace")
    assert result["reason"] == "plug_gone"
    await fix.begin(gone, Problem.PLUG_GONE)
    result = await fix.answer(next_step_id="remove")
    assert result["type"] == "create_entry"
    assert hass.config_entries.async_entries(DOMAIN) == []
    assert problems(hass, gone) == set()
    assert hass.data[LIBRARY].find("Fridge").model.text == OTHER


async def test_a_plug_that_esphome_gets_again_goes_on_by_itself(
    hass: HomeAssistant, fix: Fix, gone: MockConfigEntry
) -> None:
    """With the names that its entities had; a page that was open since removes nothing."""
    await fix.begin(gone, Problem.PLUG_GONE)
    again = FakePlug(hass, "Plug A", "02:00:00:00:00:0a")
    await hass.async_block_till_done()
    assert gone.state is ConfigEntryState.LOADED
    assert problems(hass, gone) == set()
    again.raise_anomaly()
    await hass.async_block_till_done()
    state = hass.states.get("binary_sensor.my_fridge")
    assert state is not None
    assert state.state == "on"
    result = await fix.answer(next_step_id="remove")
    assert result["reason"] == "in_use"
    assert hass.config_entries.async_entries(DOMAIN) == [gone]


async def test_what_a_plug_took_is_known_after_a_restart_without_it(
    hass: HomeAssistant, fix: Fix, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """What it had to adapt to its appliance is not used as it is on the one after it."""
    hass.data[LIBRARY].async_save("Fridge", OTHER)
    await hass.services.async_call(
        DOMAIN,
        "apply_model",
        {"device_id": plug_a.device.id, "model": "Fridge", "mode": Mode.ADAPT},
        blocking=True,
        return_response=True,
    )
    await remove_from_esphome(hass, plug_a)
    library = Library(hass)
    await library.async_load()
    hass.data[LIBRARY] = library
    plug_b = FakePlug(hass, "Plug B", "02:00:00:00:00:0b")
    await fix.begin(init, Problem.PLUG_GONE)
    await fix.answer(next_step_id="replace")
    await fix.answer(plug=id_of_text(plug_b), give_model=True)
    assert plug_b.calls == [{"model": OTHER, "mode": "adapt", "appliance": ""}]
    taken = library.plugs.taken(id_of_text(plug_b))
    assert taken is not None
    assert (taken.version, taken.mode) == (1, Mode.ADAPT)


async def test_a_name_that_somebody_gave_stays(
    hass: HomeAssistant, init: MockConfigEntry, plug_b: FakePlug
) -> None:
    """One that is the plug's goes."""
    hass.config_entries.async_update_entry(init, title="Beer")
    await move(hass, init, plug_b)
    assert init.title == "Beer"


async def test_a_plug_that_was_ignored_may_replace_another_one(
    hass: HomeAssistant,
    init: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is not ignored any more, and two entries never have the same plug."""
    MockConfigEntry(
        domain=DOMAIN, unique_id="02:00:00:00:00:0b", source=SOURCE_IGNORE
    ).add_to_hass(hass)
    plug_b = FakePlug(hass, "Plug B", "02:00:00:00:00:0b")
    await move(hass, init, plug_b)
    assert hass.config_entries.async_entries(DOMAIN) == [init]
    assert "already in use" not in caplog.text
    assert not hass.config_entries.flow.async_progress_by_handler(DOMAIN)


async def test_an_anomaly_of_the_new_plug_is_not_taken_for_the_one_of_the_old(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """Both begin to count at one, and the old one died in the middle of it."""
    changes = async_capture_events(hass, "state_changed")
    plug_a.raise_anomaly(number=1)
    await hass.async_block_till_done()
    plug_a.disconnect()
    plug_b.raise_anomaly(number=1)
    await move(hass, init, plug_b)
    reports = {
        change.data["new_state"].state
        for change in changes
        if change.data["entity_id"] == EVENT
        and (change.data["new_state"] is not None)
        and change.data["new_state"].state.startswith("20")
    }
    assert len(reports) == 2


async def test_that_the_anomaly_of_the_old_plug_is_over_is_told(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """Once; nobody goes on waiting for it."""
    runs: list[Any] = await automate(
        hass,
        {
            "trigger": "diol.anomaly_cleared",
            "target": {"device_id": [plug_a.device.id, plug_b.device.id]},
        },
    )
    plug_a.raise_anomaly(number=1)
    await hass.async_block_till_done()
    plug_a.disconnect()
    await move(hass, init, plug_b)
    assert await hass.config_entries.async_reload(init.entry_id)
    await hass.async_block_till_done()
    assert len(runs) == 1


async def test_a_new_plug_does_not_finish_what_the_old_one_was_learning(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """It has a model of its own already."""
    plug_a.set({Source.STATUS: "learning", Source.PROGRESS: "3"})
    await hass.async_block_till_done()
    plug_a.disconnect()
    plug_b.set({Source.MODEL_TEXT: OTHER})
    await move(hass, init, plug_b)
    assert hass.data[LIBRARY].lineages == []


async def test_a_plug_without_diol_is_not_said_to_be_gone(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """ESPHome still has it: its firmware may get DIoL back."""
    assert await async_setup_component(hass, "repairs", {})
    er.async_get(hass).async_remove(plug_a.entity_id(Source.MODEL_TEXT))
    await hass.async_block_till_done()
    assert init.state is ConfigEntryState.SETUP_RETRY
    assert problems(hass, init) == set()
