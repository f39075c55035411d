"""Tests of the trigger that tells when a plug has learnt in full."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from homeassistant.const import Platform
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.diol.const import DOMAIN
from custom_components.diol.states import Source

from .automations import LEARNT, automate, names, on
from .fake_plug import FakePlug
from .model_texts import CYCLES, model_text

PROVISIONAL = model_text({"flags": CYCLES | 1, "hours": 48})
FULL = model_text({"hours": 217})
BEFORE = model_text({"hours": 218})
# As reconnect() takes them.
LEARNING = {"status": "learning", "progress": "3", "model_text": ""}
WATCHING_TOO = {"status": "provisional", "progress": "30", "model_text": PROVISIONAL}
FINISHED = {"model_text": FULL}


@pytest.fixture
def platforms() -> list[Platform]:
    """A target is found by its entities."""
    return [Platform.SENSOR]


async def publish(hass: HomeAssistant, plug: FakePlug, **states: str) -> None:
    """Publish states one by one in the order of the firmware, with all that follows each."""
    for source in (Source.MODEL_TEXT, Source.STATUS, Source.PROGRESS):
        default = "watching" if source is Source.STATUS else "unknown"
        plug.set({source: states.get(source.name.lower(), default)})
        await hass.async_block_till_done()


async def stored(hass: HomeAssistant) -> None:
    """Wait until what is to be kept is kept."""
    await asyncio.sleep(0.01)
    await hass.async_block_till_done()


async def test_it_triggers_when_the_full_model_is_there(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Not with the provisional one, and not again."""
    runs = await automate(hass, on(plug_a, LEARNT))
    await publish(hass, plug_a, **LEARNING)
    await publish(hass, plug_a, **WATCHING_TOO)
    assert not runs
    for _ in range(2):
        await publish(hass, plug_a, **FINISHED)
    assert [run.data for run in runs] == [
        {"device_id": plug_a.device.id, "name": "Plug A"}
    ]


async def test_it_triggers_when_a_plug_has_learnt_afresh(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Such a plug watches all the time; only its progress comes and goes."""
    runs = await automate(hass, on(plug_a, LEARNT))
    await publish(hass, plug_a, model_text=BEFORE, progress="3")
    await publish(hass, plug_a, model_text=BEFORE, progress="99")
    assert not runs
    await publish(hass, plug_a, **FINISHED)
    assert names(runs) == ["Plug A"]


@pytest.mark.parametrize(
    "after",
    [
        # Cancelled: nothing, the provisional model, or the one it had.
        {"status": "no model", "model_text": ""},
        {"model_text": PROVISIONAL},
        {"model_text": BEFORE},
        # Another model came instead.
        {"status": "adapting", "progress": "0", "model_text": model_text()},
        {"model_text": model_text()},
        # What it reports is no model.
        {"model_text": "DIoL1.abc"},
    ],
)
async def test_it_does_not_trigger_when_learning_ends_otherwise(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    plug_b: FakePlug,
    after: dict[str, str],
) -> None:
    """Nor later, when the model changes for another reason. Plug B is where a model is copied from."""
    runs = await automate(hass, on(plug_a, LEARNT))
    await publish(hass, plug_a, model_text=BEFORE, progress="3")
    await publish(hass, plug_a, **after)
    await publish(hass, plug_a, **FINISHED)
    assert not runs


async def test_a_plug_that_comes_and_goes_has_learnt_nothing(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Watching or learning, as before."""
    runs = await automate(hass, on(plug_a, LEARNT))
    for states in ({}, {}, LEARNING, WATCHING_TOO, WATCHING_TOO):
        plug_a.disconnect()
        await hass.async_block_till_done()
        plug_a.reconnect(**states)
        await hass.async_block_till_done()
    assert not runs


async def test_a_plug_that_finished_while_it_was_away_triggers_once(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Nine days are long, and Wi-Fi is not always there."""
    runs = await automate(hass, on(plug_a, LEARNT))
    await publish(hass, plug_a, **LEARNING)
    for _ in range(2):
        plug_a.disconnect()
        await hass.async_block_till_done()
        plug_a.reconnect(**FINISHED)
        await hass.async_block_till_done()
    assert names(runs) == ["Plug A"]


@pytest.mark.parametrize("was_learning", [True, False])
async def test_only_a_plug_that_was_seen_learning_triggers_after_a_restart(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    entry: MockConfigEntry,
    plug_a: FakePlug,
    was_learning: bool,
) -> None:
    """Once, when automations listen."""
    hass_storage["diol.learning"] = {
        "version": 1,
        "key": "diol.learning",
        "data": {entry.entry_id: PROVISIONAL} if was_learning else {},
    }
    hass.set_state(CoreState.not_running)
    assert await async_setup_component(hass, DOMAIN, {})
    runs = await automate(hass, on(plug_a, LEARNT))
    await publish(hass, plug_a, **FINISHED)
    assert not runs
    await hass.async_start()
    await hass.async_block_till_done()
    assert names(runs) == ["Plug A"] * was_learning
    await stored(hass)
    assert not hass_storage["diol.learning"]["data"]


async def test_it_is_stored_which_plugs_learn(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    init: MockConfigEntry,
    plug_a: FakePlug,
) -> None:
    """With the text that each had; nothing is kept of one that is removed."""
    await publish(hass, plug_a, model_text=BEFORE, progress="3")
    await publish(hass, plug_a, model_text=BEFORE, progress="4")
    await stored(hass)
    begun = hass_storage["diol.learning"]["data"][init.entry_id]
    assert begun["text"] == BEFORE
    assert dt_util.utcnow() - datetime.fromisoformat(begun["since"]) < timedelta(
        minutes=1
    )
    await hass.config_entries.async_remove(init.entry_id)
    await stored(hass)
    assert hass_storage["diol.learning"]["data"] == {}
