"""Tests of the update of a plug's model."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from homeassistant.components.update import UpdateEntityStateAttribute as Attribute
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.diol.const import DOMAIN, Mode
from custom_components.diol.library import LIBRARY, Library
from custom_components.diol.library_data import Origin, id_of
from custom_components.diol.plug_records import Taken
from custom_components.diol.states import Source

from .fake_plug import FakePlug
from .model_texts import model_text

UPDATE = "update.plug_a_model_update"
FIRST = model_text({"hours": 300})
SECOND = model_text({"hours": 301})
THIRD = model_text({"hours": 302})
FLEET = 40


@pytest.fixture
def platforms() -> list[Platform]:
    """Only the one."""
    return [Platform.UPDATE]


@pytest.fixture
def library(hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug) -> Library:
    """The library, with a model that plug A has taken."""
    library = hass.data[LIBRARY]
    take(library, plug_a)
    return library


def take(library: Library, plug: FakePlug, mode: Mode = Mode.ADAPT) -> None:
    """Let a plug have taken the first version of the model."""
    saved = library.async_save("Fridge", FIRST)
    taken = Taken(
        lineage=saved.lineage.id, version=1, model=id_of(FIRST), mode=mode, changed=True
    )
    library.plugs.take(plug.entities["", Source.MODEL_TEXT].id, taken)


def shown(hass: HomeAssistant, entity_id: str = UPDATE) -> tuple[str, Any, Any, Any]:
    """State, installed version, latest version, and title."""
    state = hass.states.get(entity_id)
    assert state is not None
    return (
        state.state,
        state.attributes[Attribute.INSTALLED_VERSION],
        state.attributes[Attribute.LATEST_VERSION],
        state.attributes[Attribute.TITLE],
    )


async def install(hass: HomeAssistant, entity_id: str | list[str] = UPDATE) -> None:
    """Press the button."""
    await hass.services.async_call(
        "update", "install", {"entity_id": entity_id}, blocking=True
    )
    await hass.async_block_till_done()


async def test_a_newer_version_of_the_plugs_model_is_an_update(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """It is there at once, and installing it gives it to the plug in its last mode."""
    assert shown(hass) == (STATE_OFF, "1", "1", "Fridge")
    library.async_save("Freezer", SECOND)
    assert shown(hass)[0] == STATE_OFF
    library.async_save("Fridge", SECOND)
    library.async_save("Fridge", THIRD)
    assert shown(hass) == (STATE_ON, "1", "3", "Fridge")
    await install(hass)
    assert plug_a.calls == [{"model": THIRD, "mode": "adapt", "appliance": ""}]
    assert shown(hass) == (STATE_OFF, "3", "3", "Fridge")


async def test_a_plug_copied_exactly_is_updated_exactly(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """The mode is remembered."""
    take(library, plug_a, Mode.EXACT)
    library.async_save("Fridge", SECOND)
    await install(hass)
    assert [call["mode"] for call in plug_a.calls] == ["exact"]


async def test_a_plug_that_took_nothing_has_no_update(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """What is not from the library cannot be older than something there."""
    assert shown(hass) == (STATE_UNKNOWN, None, None, None)
    hass.data[LIBRARY].async_save("Fridge", SECOND)
    assert shown(hass) == (STATE_UNKNOWN, None, None, None)
    with pytest.raises(HomeAssistantError):
        await install(hass)
    assert plug_a.calls == []


async def test_deleting_the_newer_version_takes_the_update_back(
    hass: HomeAssistant, library: Library
) -> None:
    """And deleting the whole model makes it unknown, until it is restored."""
    library.async_save("Fridge", SECOND)
    library.async_delete("Fridge", 2)
    assert shown(hass) == (STATE_OFF, "1", "1", "Fridge")
    library.async_delete("Fridge")
    assert shown(hass) == (STATE_UNKNOWN, None, None, None)
    library.async_restore("Fridge", 2)
    assert shown(hass) == (STATE_ON, "1", "2", "Fridge")


async def test_progress_is_shown_while_the_model_is_on_its_way(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """And no second one can be begun."""
    library.async_save("Fridge", SECOND)
    progress: list[bool] = []

    def look() -> None:
        state = hass.states.get(UPDATE)
        assert state is not None
        progress.append(state.attributes[Attribute.IN_PROGRESS])

    plug_a.on_call = look
    first = hass.async_create_task(install(hass))
    await asyncio.sleep(0)
    with pytest.raises(HomeAssistantError, match="already in progress"):
        await install(hass)
    await first
    assert progress == [True]
    look()
    assert progress == [True, False]


async def test_a_refused_update_changes_nothing(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """It stays there to be tried again."""
    library.async_save("Fridge", SECOND)
    plug_a.refusal = "Bad [bad_checksum]"
    with pytest.raises(HomeAssistantError) as err:
        await install(hass)
    assert err.value.translation_key == "refused_bad_checksum"
    assert shown(hass) == (STATE_ON, "1", "2", "Fridge")


async def test_a_version_can_be_skipped(hass: HomeAssistant, library: Library) -> None:
    """The next one is an update again."""
    library.async_save("Fridge", SECOND)
    await hass.services.async_call(
        "update", "skip", {"entity_id": UPDATE}, blocking=True
    )
    assert shown(hass)[0] == STATE_OFF
    library.async_save("Fridge", THIRD)
    assert shown(hass)[0] == STATE_ON


async def test_a_skipped_version_stays_skipped_over_a_restart(
    hass: HomeAssistant, library: Library, init: MockConfigEntry
) -> None:
    """Home Assistant remembers it; a restart is a reload here."""
    library.async_save("Fridge", SECOND)
    await hass.services.async_call(
        "update", "skip", {"entity_id": UPDATE}, blocking=True
    )
    assert await hass.config_entries.async_reload(init.entry_id)
    await hass.async_block_till_done()
    assert shown(hass) == (STATE_OFF, "1", "2", "Fridge")
    await hass.services.async_call(
        "update", "clear_skipped", {"entity_id": UPDATE}, blocking=True
    )
    assert shown(hass)[0] == STATE_ON


async def test_a_plug_that_learns_its_own_has_no_update(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """Updating all plugs must not end it; if it is given up, the update is there again."""
    library.async_save("Fridge", SECOND)
    plug_a.set({Source.PROGRESS: "1"})
    await hass.async_block_till_done()
    assert shown(hass)[:3] == (STATE_UNKNOWN, None, None)
    with pytest.raises(HomeAssistantError):
        await install(hass)
    assert plug_a.calls == []
    plug_a.set({Source.PROGRESS: "unknown"})
    await hass.async_block_till_done()
    assert shown(hass)[0] == STATE_ON


async def test_an_update_that_does_not_arrive_leaves_all_as_it_was(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """It is said why, and it can be tried again."""
    library.async_save("Fridge", SECOND)
    plug_a.reports = False
    with (
        patch("custom_components.diol.transport.REPORT_TIMEOUT", 0.01),
        pytest.raises(HomeAssistantError) as err,
    ):
        await install(hass)
    assert err.value.translation_key == "timeout"
    state = hass.states.get(UPDATE)
    assert state is not None
    assert not state.attributes[Attribute.IN_PROGRESS]
    assert shown(hass) == (STATE_ON, "1", "2", "Fridge")
    plug_a.reports = True
    await install(hass)
    assert shown(hass) == (STATE_OFF, "2", "2", "Fridge")


async def test_the_release_notes_say_where_it_comes_from(
    hass: HomeAssistant, library: Library, hass_ws_client: WebSocketGenerator
) -> None:
    """In words, newest first, and as text that loads and links nothing."""
    saved = library.async_save(
        "Fridge", SECOND, origin=Origin(plug="![x](http://192.0.2.1)"), note="<b>good"
    )
    library.async_save("Fridge", THIRD, origin=Origin(merged_from=("A", "B")))
    client = await hass_ws_client(hass)
    await client.send_json_auto_id(
        {"type": "update/release_notes", "entity_id": UPDATE}
    )
    notes = (await client.receive_json())["result"]
    newest, older = notes.split("\n\n**Version 2**")
    assert newest.startswith("**Version 3**")
    assert "- Merged from A\\, B\\." in newest
    day = saved.model.saved.strftime("%Y\\-%m\\-%d")
    assert f"- Saved on {day}\\." in older
    assert "- Learnt by \\!\\[x\\]\\(http\\:\\/\\/192\\.0\\.2\\.1\\)\\." in older
    assert "- \\<b\\>good" in older
    assert "Cycles" in older
    assert saved.model.saved <= datetime.now(UTC)


async def test_forty_plugs_are_updated_at_once(hass: HomeAssistant) -> None:
    """A few at a time; one that refuses does not stop the others."""
    plugs = [
        FakePlug(hass, f"Plug {number}", f"02:00:00:00:01:{number:02x}")
        for number in range(FLEET)
    ]
    for plug in plugs:
        plug.diol_entry()
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    library = hass.data[LIBRARY]
    for plug in plugs:
        take(library, plug)
    library.async_save("Fridge", SECOND)
    plugs[3].refusal = "Bad [bad_checksum]"
    at_once = most = 0

    def begin() -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        hass.loop.call_later(0.005, end)

    def end() -> None:
        nonlocal at_once
        at_once -= 1

    for plug in plugs:
        plug.on_call = begin
    entity_ids = [f"update.plug_{number}_model_update" for number in range(FLEET)]
    assert {shown(hass, id_)[0] for id_ in entity_ids} == {STATE_ON}
    with pytest.raises(HomeAssistantError):
        await install(hass, entity_ids)
    await hass.async_block_till_done()
    assert [id_ for id_ in entity_ids if shown(hass, id_)[0] == STATE_ON] == [
        "update.plug_3_model_update"
    ]
    assert [len(plug.calls) for plug in plugs] == [1] * FLEET
    assert 1 < most <= 8
