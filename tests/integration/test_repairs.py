"""Tests of the repairs: problems that somebody has to act on, and what is done about them."""

from datetime import timedelta

from homeassistant.components.esphome.manager import async_replace_device
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    async_fire_time_changed,
)

from custom_components.diol.const import CONF_MODEL_TEXT, DOMAIN
from custom_components.diol.library import LIBRARY
from custom_components.diol.library_data import Origin
from custom_components.diol.problems import Problem
from custom_components.diol.states import Source

from .fake_plug import WATCHING, FakePlug
from .fixing import Fix, problems
from .model_texts import model_text

OTHER = model_text({"hours": 301})


@pytest.fixture
def platforms() -> list[Platform]:
    """One entity is enough to see where it goes."""
    return [Platform.BINARY_SENSOR]


@pytest.fixture
async def misfit(
    hass: HomeAssistant, fix: Fix, init: MockConfigEntry, plug_a: FakePlug
) -> FakePlug:
    """Plug A, whose model does not fit."""
    plug_a.set({Source.STATUS: "does not fit"})
    await hass.async_block_till_done()
    assert problems(hass, init) == {Problem.DOES_NOT_FIT}
    return plug_a


async def test_that_a_model_does_not_fit_is_told_until_it_does(
    hass: HomeAssistant, init: MockConfigEntry, misfit: FakePlug
) -> None:
    """A plug that is away has not solved it."""
    misfit.disconnect()
    await hass.async_block_till_done()
    assert problems(hass, init) == {Problem.DOES_NOT_FIT}
    ir.async_ignore_issue(hass, DOMAIN, f"does_not_fit_{init.entry_id}", True)
    misfit.reconnect(status="unknown")
    await hass.async_block_till_done()
    misfit.set({Source.STATUS: "does not fit"})
    await hass.async_block_till_done()
    assert problems(hass, init) == {Problem.DOES_NOT_FIT}
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"does_not_fit_{init.entry_id}")
    assert issue is not None
    # Whoever ignores it is not told again because the plug was away.
    assert issue.dismissed_version is not None
    misfit.set({Source.STATUS: "adapting"})
    await hass.async_block_till_done()
    assert problems(hass, init) == set()


async def test_a_removed_plug_has_no_problems(
    hass: HomeAssistant, init: MockConfigEntry, misfit: FakePlug
) -> None:
    """Nobody could solve them."""
    await hass.config_entries.async_remove(init.entry_id)
    await hass.async_block_till_done()
    assert problems(hass, init) == set()


async def test_a_model_that_does_not_fit_adapts_longer(
    fix: Fix, init: MockConfigEntry, misfit: FakePlug
) -> None:
    """The plug gets the text that it has once more."""
    step = await fix.begin(init, Problem.DOES_NOT_FIT)
    # The library is empty.
    assert step["menu_options"] == ["adapt", "learn"]
    assert step["description_placeholders"] == {"name": "Plug A"}
    result = await fix.answer(next_step_id="adapt")
    assert result["type"] == "create_entry"
    assert misfit.calls == [
        {"model": WATCHING[Source.MODEL_TEXT], "mode": "adapt", "appliance": ""}
    ]


async def test_a_plug_whose_model_does_not_fit_learns_afresh(
    fix: Fix, init: MockConfigEntry, misfit: FakePlug
) -> None:
    """That takes days and always fits."""
    await fix.begin(init, Problem.DOES_NOT_FIT)
    result = await fix.answer(next_step_id="learn")
    assert result["type"] == "create_entry"
    assert misfit.calls == [{"hours": 0, "appliance": ""}]


async def test_another_model_is_given_to_the_plug(
    hass: HomeAssistant, fix: Fix, init: MockConfigEntry, misfit: FakePlug
) -> None:
    """One of the library, its newest version."""
    saved = hass.data[LIBRARY].async_save("Freezer", OTHER)
    step = await fix.begin(init, Problem.DOES_NOT_FIT)
    assert step["menu_options"] == ["adapt", "learn", "another"]
    step = await fix.answer(next_step_id="another")
    assert step["step_id"] == "another"
    result = await fix.answer(model=saved.lineage.id)
    assert result["type"] == "create_entry"
    assert misfit.calls == [{"model": OTHER, "mode": "adapt", "appliance": ""}]


async def test_a_model_that_was_deleted_meanwhile_is_not_given(
    hass: HomeAssistant, fix: Fix, init: MockConfigEntry, misfit: FakePlug
) -> None:
    """The problem stays."""
    library = hass.data[LIBRARY]
    saved = library.async_save("Freezer", OTHER)
    await fix.begin(init, Problem.DOES_NOT_FIT)
    await fix.answer(next_step_id="another")
    library.async_delete("Freezer")
    result = await fix.answer(model=saved.lineage.id)
    assert result["reason"] == "model_gone"
    result = await fix.begin(init, Problem.DOES_NOT_FIT)
    result = await fix.answer(next_step_id="another")
    assert result["reason"] == "model_gone"
    assert misfit.calls == []
    assert problems(hass, init) == {Problem.DOES_NOT_FIT}


@pytest.mark.parametrize("choice", ["adapt", "learn"])
async def test_what_the_plug_refuses_is_told(
    hass: HomeAssistant, fix: Fix, init: MockConfigEntry, misfit: FakePlug, choice: str
) -> None:
    """The problem stays, and can be tried again."""
    misfit.refusal = "No room [no_memory bytes=12000]"
    await fix.begin(init, Problem.DOES_NOT_FIT)
    result = await fix.answer(next_step_id=choice)
    assert result["reason"] == "not_done"
    assert "12000 bytes" in result["description_placeholders"]["error"]
    assert problems(hass, init) == {Problem.DOES_NOT_FIT}


async def test_a_plug_without_a_model_cannot_adapt_it_longer(
    fix: Fix, init: MockConfigEntry, misfit: FakePlug
) -> None:
    """It has lost it meanwhile."""
    misfit.set({Source.MODEL_TEXT: ""})
    await fix.begin(init, Problem.DOES_NOT_FIT)
    result = await fix.answer(next_step_id="adapt")
    assert result["reason"] == "not_done"


async def minutes_later(hass: HomeAssistant, minutes: int) -> None:
    """Let time go by."""
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(minutes=minutes))
    await hass.async_block_till_done()


async def test_firmware_without_what_is_needed_is_told_until_it_has_it(
    hass: HomeAssistant, plug_b: FakePlug
) -> None:
    """Not while the plug is away: nobody knows then."""
    hass.services.async_remove("esphome", "plug_b_diol_learn")
    plug_b.disconnect()
    entry = plug_b.diol_entry()
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert problems(hass, entry) == set()
    plug_b.reconnect()
    await hass.async_block_till_done()
    assert problems(hass, entry) == set()
    await minutes_later(hass, 2)
    assert problems(hass, entry) == {Problem.FIRMWARE_OUTDATED}
    plug_b.disconnect()
    plug_b.offer_actions()
    await hass.async_block_till_done()
    assert problems(hass, entry) == {Problem.FIRMWARE_OUTDATED}
    plug_b.reconnect()
    await hass.async_block_till_done()
    assert problems(hass, entry) == set()


async def test_actions_that_come_after_the_entities_are_waited_for(
    hass: HomeAssistant, plug_b: FakePlug
) -> None:
    """ESPHome registers them a moment later at each first connection."""
    for action in ("import", "learn"):
        hass.services.async_remove("esphome", f"plug_b_diol_{action}")
    told = async_capture_events(hass, ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED)
    plug_b.diol_entry()
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    plug_b.offer_actions()
    await minutes_later(hass, 2)
    # Nor is it said of a plug that is gone again by then, or that was removed.
    plug_b.disconnect()
    hass.services.async_remove("esphome", "plug_b_diol_learn")
    plug_b.reconnect()
    plug_b.disconnect()
    await minutes_later(hass, 4)
    plug_b.reconnect()
    await hass.config_entries.async_unload(
        hass.config_entries.async_entries(DOMAIN)[0].entry_id
    )
    await minutes_later(hass, 6)
    assert told == []


async def look(hass: HomeAssistant) -> None:
    """Let what is done once an hour be done."""
    await minutes_later(hass, 61)


async def stay_away(plug: FakePlug) -> None:
    """Have been away for more than a day."""
    plug.reconnect()
    since = dt_util.utcnow() - timedelta(hours=25)
    for appliance, source in plug.entities:
        plug.hass.states.async_set(
            plug.entity_id(source, appliance),
            STATE_UNAVAILABLE,
            timestamp=since.timestamp(),
        )
    await look(plug.hass)


async def test_a_plug_that_was_replaced_moves_to_the_new_one(
    hass: HomeAssistant,
    fix: Fix,
    init: MockConfigEntry,
    plug_a: FakePlug,
    entity_registry: er.EntityRegistry,
) -> None:
    """With its entities, and with the model that it had learnt."""
    hass.data[LIBRARY].async_save(
        "Fridge", OTHER, origin=Origin(plug_unique_id=plug_a.mac)
    )
    entity_registry.async_update_entity(
        "binary_sensor.plug_a_anomaly", new_entity_id="binary_sensor.my_fridge"
    )
    await stay_away(plug_a)
    # It may be switched off for the winter: nobody is asked without a new plug.
    assert problems(hass, init) == set()
    plug_b = FakePlug(hass, "Plug B", "02:00:00:00:00:0b")
    await look(hass)
    assert problems(hass, init) == {Problem.PLUG_REPLACED}

    step = await fix.begin(init, Problem.PLUG_REPLACED)
    assert step["step_id"] == "replace"
    new = plug_b.entities["", Source.MODEL_TEXT].id
    result = await fix.answer(plug=new, give_model=True)
    assert result["type"] == "create_entry"
    await hass.async_block_till_done()
    assert plug_b.calls == [{"model": OTHER, "mode": "exact", "appliance": ""}]
    assert init.state is ConfigEntryState.LOADED
    assert init.unique_id == plug_b.mac
    assert init.title == "Plug B"
    assert init.data[CONF_MODEL_TEXT] == new
    (entity,) = er.async_entries_for_config_entry(entity_registry, init.entry_id)
    assert entity.entity_id == "binary_sensor.my_fridge"
    assert entity.unique_id == f"{plug_b.mac}_anomaly"
    assert entity.device_id == plug_b.device.id
    plug_b.raise_anomaly()
    await hass.async_block_till_done()
    state = hass.states.get("binary_sensor.my_fridge")
    assert state is not None
    assert state.state == "on"
    taken = hass.data[LIBRARY].plugs.taken(new)
    assert taken is not None
    assert taken.version == 1


async def test_a_new_plug_that_refuses_the_model_replaces_nothing(
    hass: HomeAssistant,
    fix: Fix,
    init: MockConfigEntry,
    plug_a: FakePlug,
) -> None:
    """Half of it would be worse than none; without the model it can be done."""
    hass.data[LIBRARY].async_save(
        "Fridge", OTHER, origin=Origin(plug_unique_id=plug_a.mac)
    )
    plug_b = FakePlug(hass, "Plug B", "02:00:00:00:00:0b")
    plug_b.refusal = "Bad [bad_checksum]"
    plug_a.disconnect()
    await look(hass)
    # It may just be restarting.
    assert problems(hass, init) == set()
    await stay_away(plug_a)
    new = plug_b.entities["", Source.MODEL_TEXT].id
    await fix.begin(init, Problem.PLUG_REPLACED)
    result = await fix.answer(plug=new, give_model=True)
    assert result["reason"] == "not_done"
    assert init.unique_id == plug_a.mac
    await fix.begin(init, Problem.PLUG_REPLACED)
    result = await fix.answer(plug=new, give_model=False)
    assert result["type"] == "create_entry"
    await hass.async_block_till_done()
    assert init.unique_id == plug_b.mac


async def test_a_plug_that_was_replaced_by_hand_is_not_asked_for_any_more(
    hass: HomeAssistant,
    fix: Fix,
    init: MockConfigEntry,
    plug_a: FakePlug,
    plug_b: FakePlug,
) -> None:
    """At once, not an hour later."""
    await stay_away(plug_a)
    assert problems(hass, init) == {Problem.PLUG_REPLACED}
    step = await init.start_reconfigure_flow(hass)
    await hass.config_entries.flow.async_configure(
        step["flow_id"], {CONF_MODEL_TEXT: plug_b.entities["", Source.MODEL_TEXT].id}
    )
    await hass.async_block_till_done()
    assert problems(hass, init) == set()


async def test_a_plug_that_comes_back_was_not_replaced(
    hass: HomeAssistant,
    fix: Fix,
    init: MockConfigEntry,
    plug_a: FakePlug,
    plug_b: FakePlug,
) -> None:
    """And a new plug that went away cannot be chosen."""
    await stay_away(plug_a)
    assert problems(hass, init) == {Problem.PLUG_REPLACED}
    await fix.begin(init, Problem.PLUG_REPLACED)
    new = plug_b.entities["", Source.MODEL_TEXT].id
    plug_b.diol_entry()
    result = await fix.answer(plug=new)
    assert result["reason"] == "plug_gone"
    result = await fix.begin(init, Problem.PLUG_REPLACED)
    assert result["reason"] == "plug_gone"
    plug_a.reconnect()
    await look(hass)
    assert problems(hass, init) == set()


async def test_a_plug_that_esphome_replaced_keeps_its_entities(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    entity_registry: er.EntityRegistry,
) -> None:
    """ESPHome's own repair gives its entry the MAC of the new plug, and leaves the rest."""
    await async_replace_device(
        hass, plug_a.esphome.entry_id, plug_a.mac, "02:00:00:00:00:ff"
    )
    text = entity_registry.async_get(plug_a.entity_id(Source.MODEL_TEXT))
    assert text is not None
    assert text.unique_id.startswith("02:00:00:00:00:FF-")
    assert await hass.config_entries.async_reload(init.entry_id)
    await hass.async_block_till_done()
    assert init.unique_id == "02:00:00:00:00:ff"
    (entity,) = er.async_entries_for_config_entry(entity_registry, init.entry_id)
    assert entity.entity_id == "binary_sensor.plug_a_anomaly"
    assert entity.unique_id == "02:00:00:00:00:ff_anomaly"


async def test_a_plug_that_was_added_twice_is_removed_once(
    hass: HomeAssistant, fix: Fix, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """ESPHome let a plug that was added already take the place of plug A."""
    other = MockConfigEntry(
        domain=DOMAIN,
        title="Plug B",
        unique_id="02:00:00:00:00:ff",
        data={CONF_MODEL_TEXT: "gone"},
    )
    other.add_to_hass(hass)
    hass.config_entries.async_update_entry(
        plug_a.esphome, unique_id="02:00:00:00:00:ff"
    )
    assert not await hass.config_entries.async_reload(init.entry_id)
    await hass.async_block_till_done()
    assert init.state is ConfigEntryState.SETUP_ERROR
    assert problems(hass, init) == {Problem.PLUG_TWICE}
    step = await fix.begin(init, Problem.PLUG_TWICE)
    assert step["step_id"] == "remove"
    result = await fix.answer()
    assert result["type"] == "create_entry"
    assert hass.config_entries.async_entries(DOMAIN) == [other]


async def test_of_a_copied_entry_the_first_one_is_kept(
    hass: HomeAssistant, fix: Fix, entry: MockConfigEntry, plug_a: FakePlug
) -> None:
    """A backup that was put together by hand may have the same plug twice."""
    copied = plug_a.diol_entry()
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert copied.state is ConfigEntryState.SETUP_ERROR
    assert problems(hass, entry) == set()
    assert problems(hass, copied) == {Problem.PLUG_TWICE}
    await fix.begin(copied, Problem.PLUG_TWICE)
    await fix.answer()
    assert hass.config_entries.async_entries(DOMAIN) == [entry]
    assert await hass.config_entries.async_reload(entry.entry_id)


async def test_an_entry_is_not_left_over_any_more_without_the_other_one(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Else the only one could be removed."""
    er.async_get(hass).async_remove(plug_a.entity_id(Source.MODEL_TEXT))
    plug_a.appliances = ("fridge",)
    plug_a.register()
    new = plug_a.diol_entry("fridge")
    assert await hass.config_entries.async_setup(new.entry_id)
    await hass.config_entries.async_reload(init.entry_id)
    assert problems(hass, init) == {Problem.PLUG_TWICE}
    await hass.config_entries.async_remove(new.entry_id)
    await hass.config_entries.async_reload(init.entry_id)
    assert problems(hass, init) == set()


async def test_an_appliance_that_got_another_name_is_left_over_once(
    hass: HomeAssistant, fix: Fix, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Its entry waits for a name that no longer exists."""
    registry = er.async_get(hass)
    registry.async_remove(plug_a.entity_id(Source.MODEL_TEXT))
    await hass.async_block_till_done()
    assert problems(hass, init) == set()
    plug_a.appliances = ("fridge",)
    plug_a.register()
    new = plug_a.diol_entry("fridge")
    assert await hass.config_entries.async_setup(new.entry_id)
    await hass.async_block_till_done()
    await hass.config_entries.async_reload(init.entry_id)
    assert init.state is ConfigEntryState.SETUP_RETRY
    assert problems(hass, init) == {Problem.PLUG_TWICE}
    await fix.begin(init, Problem.PLUG_TWICE)
    await fix.answer()
    assert hass.config_entries.async_entries(DOMAIN) == [new]
    assert new.state is ConfigEntryState.LOADED


async def test_a_problem_whose_plug_is_gone_is_closed(
    hass: HomeAssistant, fix: Fix, init: MockConfigEntry, misfit: FakePlug
) -> None:
    """The page was open since."""
    await hass.config_entries.async_unload(init.entry_id)
    result = await fix.begin(init, Problem.DOES_NOT_FIT)
    assert result["reason"] == "not_loaded"
