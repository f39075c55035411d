"""Tests of saving a model by itself when a plug has learnt it."""

import asyncio
from typing import Any

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.diol.const import DOMAIN
from custom_components.diol.library import LIBRARY, Library
from custom_components.diol.library_data import MAX_MODELS, Origin, SavedModel
from custom_components.diol.states import Source

from .fake_plug import FakePlug
from .model_texts import model_text

FULL = model_text({"hours": 300})
OTHER = model_text({"hours": 301})
PROVISIONAL = model_text({"flags": 5, "hours": 48})
ADAPTED = model_text({"flags": 6})


@pytest.fixture
def platforms() -> list[Platform]:
    """Saving needs no entities of ours."""
    return []


@pytest.fixture
def library(hass: HomeAssistant, init: MockConfigEntry) -> Library:
    """The library, with plug A added."""
    return hass.data[LIBRARY]


def saved(library: Library) -> dict[str, list[str]]:
    """The texts in the library by their names."""
    return {
        lineage.name: [model.text for model in lineage.kept]
        for lineage in library.lineages
    }


def learn(plug: FakePlug) -> None:
    """Begin to learn, and come as far as a provisional model."""
    plug.set({Source.MODEL_TEXT: "", Source.STATUS: "learning", Source.PROGRESS: "5"})
    plug.set({Source.MODEL_TEXT: PROVISIONAL, Source.STATUS: "provisional"})


def complete(plug: FakePlug, text: str = FULL) -> None:
    """Publish a full model in the firmware's order."""
    plug.set({Source.MODEL_TEXT: text, Source.STATUS: "watching"})
    plug.set({Source.PROGRESS: "unknown"})


async def test_a_model_is_saved_when_the_plug_has_learnt_it(
    library: Library, plug_a: FakePlug
) -> None:
    """Once, under the plug's name, and not before it is complete."""
    learn(plug_a)
    assert saved(library) == {}
    complete(plug_a)
    assert saved(library) == {"Plug A": [FULL]}
    assert library.find("Plug A").model.origin == Origin(
        plug="Plug A", plug_unique_id=plug_a.mac
    )
    plug_a.disconnect()
    plug_a.reconnect(model_text=FULL)
    assert saved(library) == {"Plug A": [FULL]}


async def test_the_next_time_it_is_the_next_version(
    library: Library, plug_a: FakePlug
) -> None:
    """The old model watches while the plug learns again, so only the progress tells."""
    learn(plug_a)
    complete(plug_a)
    for progress in ("0", "50", "100"):
        plug_a.set({Source.PROGRESS: progress})
    complete(plug_a, OTHER)
    assert saved(library) == {"Plug A": [FULL, OTHER]}


async def test_a_model_that_is_complete_after_a_restart_is_saved_once(
    hass: HomeAssistant,
    library: Library,
    init: MockConfigEntry,
    plug_a: FakePlug,
) -> None:
    """The plug goes on learning while Home Assistant is away."""
    learn(plug_a)
    await hass.config_entries.async_unload(init.entry_id)
    plug_a.disconnect()
    await asyncio.sleep(0.01)
    await hass.async_block_till_done()
    for _ in range(2):
        again = hass.data[LIBRARY] = Library(hass)
        await again.async_load()
        await hass.config_entries.async_setup(init.entry_id)
        plug_a.reconnect(model_text=FULL)
        assert saved(again) == {"Plug A": [FULL]}
        await asyncio.sleep(0.01)
        await hass.async_block_till_done()
        await hass.config_entries.async_unload(init.entry_id)
        plug_a.disconnect()


async def test_a_plug_that_stops_measuring_meanwhile_is_waited_for(
    library: Library, plug_a: FakePlug
) -> None:
    """Nobody has told it to stop learning."""
    learn(plug_a)
    plug_a.set({Source.STATUS: "not measuring"})
    plug_a.set({Source.MODEL_TEXT: FULL})
    assert saved(library) == {}
    complete(plug_a)
    assert saved(library) == {"Plug A": [FULL]}


@pytest.mark.parametrize("text", [PROVISIONAL, ADAPTED, "", "DIoL1.AAAA"])
async def test_only_what_is_complete_and_the_plugs_own_is_saved(
    library: Library, plug_a: FakePlug, text: str
) -> None:
    """Learning that was broken off leaves a provisional model."""
    learn(plug_a)
    complete(plug_a, text)
    complete(plug_a)
    assert saved(library) == {}


async def test_a_model_that_changes_without_learning_is_not_saved(
    library: Library, plug_a: FakePlug
) -> None:
    """Given by hand, taught, or the previous one again; also after learning was broken off."""
    complete(plug_a)
    for progress in ("0", "50", "unknown"):
        plug_a.set({Source.PROGRESS: progress})
    complete(plug_a, OTHER)
    learn(plug_a)
    plug_a.set({Source.STATUS: "adapting", Source.MODEL_TEXT: FULL})
    complete(plug_a, OTHER)
    assert saved(library) == {}


async def test_a_model_that_was_given_to_a_plug_that_learns_is_not_taken_for_its_own(
    hass: HomeAssistant, library: Library, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """It looks the same to everybody who has not given it."""
    plug_b.set({Source.MODEL_TEXT: OTHER})
    learn(plug_a)
    plug_a.on_call = lambda: complete(plug_a, OTHER)
    await hass.services.async_call(
        DOMAIN,
        "copy_model",
        {"source": plug_b.device.id, "device_id": plug_a.device.id, "mode": "exact"},
        blocking=True,
    )
    assert plug_a.state(Source.MODEL_TEXT) == OTHER
    assert saved(library) == {}


async def test_what_the_library_has_had_is_not_saved_again(
    library: Library, plug_a: FakePlug
) -> None:
    """Who deletes a model does not want it back, and under another name it is there."""
    library.async_save("Fridge", FULL)
    library.async_delete("Fridge")
    library.async_save("Freezer", OTHER)
    for text in (FULL, OTHER):
        learn(plug_a)
        complete(plug_a, text)
    assert saved(library) == {"Fridge": [], "Freezer": [OTHER]}


async def test_a_full_library_is_told_in_the_log(
    library: Library, plug_a: FakePlug, caplog: pytest.LogCaptureFixture
) -> None:
    """The plug keeps its model, and can be saved by hand later."""
    now = library.async_save("0", OTHER).model.saved
    library.async_save_all(
        (str(n), SavedModel(version=1, text=OTHER, saved=now))
        for n in range(1, MAX_MODELS)
    )
    learn(plug_a)
    complete(plug_a)
    assert "The model of Plug A was not saved: The library holds 1000" in caplog.text


async def test_it_can_be_switched_off(
    hass: HomeAssistant,
    library: Library,
    init: MockConfigEntry,
    plug_a: FakePlug,
) -> None:
    """In the options of the plug, where it is on at first."""
    flow = await hass.config_entries.options.async_init(init.entry_id)
    assert flow["type"] is FlowResultType.FORM
    schema: Any = flow["data_schema"]
    assert schema({}) == {"save_learnt": True}
    result = await hass.config_entries.options.async_configure(
        flow["flow_id"], {"save_learnt": False}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert init.options == {"save_learnt": False}
    learn(plug_a)
    complete(plug_a)
    assert saved(library) == {}
    flow = await hass.config_entries.options.async_init(init.entry_id)
    schema = flow["data_schema"]
    assert schema({}) == {"save_learnt": False}
