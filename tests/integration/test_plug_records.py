"""Tests of what is remembered of each plug: which model it took, and whether it has it still."""

import asyncio
from typing import Any
from unittest.mock import patch

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.diol.const import DOMAIN, Mode
from custom_components.diol.library import LIBRARY, STORAGE_KEY, Library
from custom_components.diol.library_data import id_of
from custom_components.diol.plug_records import Taken
from custom_components.diol.states import Source

from .fake_plug import FakePlug
from .model_texts import ROUTER, model_text

OTHER = model_text(ROUTER)


@pytest.fixture
def platforms() -> list[Platform]:
    """Nothing of this is seen in entities yet."""
    return []


@pytest.fixture(autouse=True)
async def _plugs(hass: HomeAssistant, init: MockConfigEntry, plug_b: FakePlug) -> None:
    """Plug A is added to DIoL; the library has two versions of its model."""
    for text in (model_text(), model_text({"hours": 300})):
        hass.data[LIBRARY].async_save("Fridge", text)


async def act(hass: HomeAssistant, action: str, **data: Any) -> None:
    """Call an action."""
    await hass.services.async_call(DOMAIN, action, data, blocking=True)


def taken(hass: HomeAssistant, plug: FakePlug) -> Taken | None:
    """What is remembered of a plug."""
    text = plug.entities["", Source.MODEL_TEXT]
    return hass.data[LIBRARY].plugs.taken(text.id)


def fridge(
    hass: HomeAssistant, version: int, mode: Mode, changed: bool = False
) -> Taken:
    """What is remembered of a plug that took a model of the library."""
    found = hass.data[LIBRARY].find("Fridge", version)
    return Taken(
        lineage=found.lineage.id,
        version=version,
        model=found.model.id,
        mode=mode,
        changed=changed,
    )


async def test_what_a_plug_took_is_remembered(
    hass: HomeAssistant, plug_a: FakePlug, hass_storage: dict[str, Any]
) -> None:
    """Lineage, version and mode, also after a restart."""
    assert taken(hass, plug_a) is None
    plug_a.set({Source.MODEL_TEXT: OTHER})
    device = plug_a.device.id
    await act(hass, "apply_model", model="Fridge", mode="exact", device_id=device)
    assert taken(hass, plug_a) == fridge(hass, 2, Mode.EXACT)
    await act(hass, "apply_model", model="Fridge", version=1, device_id=device)
    assert taken(hass, plug_a) == fridge(hass, 1, Mode.ADAPT)
    await asyncio.sleep(0.01)
    await hass.async_block_till_done()
    again = Library(hass)
    await again.async_load()
    text = plug_a.entities["", Source.MODEL_TEXT]
    assert again.plugs.taken(text.id) == fridge(hass, 1, Mode.ADAPT)
    assert hass_storage[STORAGE_KEY]["data"]["plugs"].keys() == {text.id}


async def test_it_is_noticed_when_the_plug_has_another_text(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Fitted, taught or replaced, also while the integration was not there."""
    await act(hass, "apply_model", model="Fridge", device_id=plug_a.device.id)
    plug_a.disconnect()
    assert taken(hass, plug_a) == fridge(hass, 2, Mode.ADAPT)
    plug_a.reconnect(model_text=model_text({"flags": 6}))
    assert taken(hass, plug_a) == fridge(hass, 2, Mode.ADAPT, changed=True)
    # The plug's button "previous model" brings it back.
    plug_a.set({Source.MODEL_TEXT: hass.data[LIBRARY].find("Fridge").model.text})
    assert taken(hass, plug_a) == fridge(hass, 2, Mode.ADAPT)
    assert await hass.config_entries.async_unload(init.entry_id)
    plug_a.set({Source.MODEL_TEXT: ""})
    assert await hass.config_entries.async_setup(init.entry_id)
    assert taken(hass, plug_a) == fridge(hass, 2, Mode.ADAPT, changed=True)


async def test_a_copy_of_an_unchanged_model_is_still_that_model(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """Equal texts alone do not make it one of the library."""
    copy = {"source": plug_a.device.id, "device_id": plug_b.device.id, "mode": "exact"}
    await act(hass, "copy_model", **copy)
    assert taken(hass, plug_b) == Taken(
        lineage=None, version=None, model=id_of(model_text()), mode=Mode.EXACT
    )
    await act(hass, "apply_model", model="Fridge", device_id=plug_a.device.id)
    await act(hass, "copy_model", **copy)
    assert taken(hass, plug_b) == fridge(hass, 2, Mode.EXACT)
    plug_a.set({Source.MODEL_TEXT: OTHER})
    await act(hass, "copy_model", **copy)
    assert taken(hass, plug_b) == Taken(
        lineage=None, version=None, model=id_of(OTHER), mode=Mode.EXACT
    )


async def test_a_copy_that_fails_is_not_remembered(
    hass: HomeAssistant, plug_b: FakePlug
) -> None:
    """The plug has the model that it had."""
    plug_b.refusal = "Version 9 is newer [newer_version version=9]"
    with pytest.raises(HomeAssistantError):
        await act(hass, "apply_model", model="Fridge", device_id=plug_b.device.id)
    assert taken(hass, plug_b) is None


async def test_a_model_that_comes_late_is_remembered_all_the_same(
    hass: HomeAssistant, plug_a: FakePlug
) -> None:
    """The copy is done when the plug reports the text, whoever has given up waiting."""
    plug_a.set({Source.MODEL_TEXT: OTHER})
    plug_a.reports = False
    newest = hass.data[LIBRARY].find("Fridge").model.text
    data = {"device_id": plug_a.device.id, "model": "Fridge", "mode": "exact"}
    with (
        patch("custom_components.diol.transport.REPORT_TIMEOUT", 0.01),
        pytest.raises(HomeAssistantError) as raised,
    ):
        await act(hass, "apply_model", **data)
    assert raised.value.translation_key == "timeout"
    assert taken(hass, plug_a) is None
    plug_a.set({Source.SCORE: "0.5"})
    assert taken(hass, plug_a) is None
    plug_a.set({Source.MODEL_TEXT: newest})
    assert taken(hass, plug_a) == fridge(hass, 2, Mode.EXACT)
    plug_a.set({Source.MODEL_TEXT: OTHER})
    assert taken(hass, plug_a) == fridge(hass, 2, Mode.EXACT, changed=True)


async def test_a_plug_that_goes_on_at_once_is_seen_to(
    hass: HomeAssistant, plug_b: FakePlug
) -> None:
    """It is not one of ours, so nobody else looks at it."""
    import_model = "custom_components.diol.transport.PlugTransport.async_import"
    plug_b.set({Source.MODEL_TEXT: OTHER})
    with pytest.MonkeyPatch.context() as monkeypatch:

        async def import_(*_: Any) -> None:
            plug_b.set({Source.MODEL_TEXT: model_text({"flags": 6})})

        monkeypatch.setattr(import_model, import_)
        await act(hass, "apply_model", model="Fridge", device_id=plug_b.device.id)
    assert taken(hass, plug_b) == fridge(hass, 2, Mode.ADAPT, changed=True)


async def test_a_plug_that_is_removed_is_forgotten_and_its_models_are_not(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    plug_b: FakePlug,
    entity_registry: er.EntityRegistry,
) -> None:
    """From DIoL at once, from ESPHome at the next start; the library is for the plug after it."""
    for plug in (plug_a, plug_b):
        await act(hass, "apply_model", model="Fridge", device_id=plug.device.id)
    await hass.config_entries.async_remove(init.entry_id)
    assert taken(hass, plug_a) is None
    entity_registry.async_remove(plug_b.entity_id(Source.MODEL_TEXT))
    await asyncio.sleep(0.01)
    await hass.async_block_till_done()
    library = Library(hass)
    await library.async_load()
    assert library.plugs.as_dict() == {}
    assert library.find("Fridge").model.version == 2
