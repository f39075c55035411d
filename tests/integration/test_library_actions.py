"""Tests of the actions that save models in the library and apply them."""

import asyncio
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import area_registry as ar, device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from custom_components.diol.const import DOMAIN
from custom_components.diol.library import LIBRARY, Library
from custom_components.diol.library_data import id_of
from custom_components.diol.states import Source

from .fake_plug import FakePlug
from .model_texts import ROUTER, model_text

NEWER = model_text({"hours": 300})


@pytest.fixture
def platforms() -> list[Platform]:
    """The library needs no entities of ours but those it is asked about."""
    return [Platform.BINARY_SENSOR]


@pytest.fixture(autouse=True)
async def _plugs(init: MockConfigEntry, plug_b: FakePlug) -> None:
    """Plug A is at a fridge, plug B at a router."""
    plug_b.set({Source.MODEL_TEXT: model_text(ROUTER)})


async def act(
    hass: HomeAssistant, action: str, answer: bool = True, **data: Any
) -> Any:
    """Call an action."""
    return await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=answer
    )


async def refused(hass: HomeAssistant, action: str, **data: Any) -> str:
    """Return why an action is refused."""
    with pytest.raises(ServiceValidationError) as raised:
        await act(hass, action, **data)
    assert raised.value.translation_domain == DOMAIN
    assert "{" not in str(raised.value)
    return raised.value.translation_key or ""


async def test_the_model_of_a_plug_is_saved_and_applied_to_another(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """Under the plug's name if none is given; the plug itself may be gone by then."""
    answer = await act(hass, "save_model", source=plug_a.device.id)
    assert answer == {
        "name": "Plug A",
        "version": 1,
        "id": id_of(model_text()),
        "result": "saved",
    }
    await hass.config_entries.async_remove(plug_a.esphome.entry_id)
    answer = await act(
        hass, "apply_model", model="plug a", mode="exact", device_id=plug_b.device.id
    )
    assert plug_b.calls == [{"model": model_text(), "mode": "exact", "appliance": ""}]
    assert plug_b.state(Source.MODEL_TEXT) == model_text()
    assert answer["targets"] == [
        {
            "device_id": plug_b.device.id,
            "name": "Plug B",
            "result": "applied",
            "message": "Plug B uses Plug A, version 1",
        }
    ]


async def test_those_who_save_at_the_same_time_do_not_get_in_each_others_way(
    hass: HomeAssistant,
) -> None:
    """Each model is there once, with a version of its own."""
    texts = [model_text({"hours": 100 + n}) for n in range(20)]
    data = [{"name": "Fridge", "text": text} for text in texts + texts]
    answers = await asyncio.gather(*(act(hass, "import_model", **one) for one in data))
    versions = [answer["models"][0]["version"] for answer in answers]
    assert versions == [*range(1, 21)] * 2
    await asyncio.sleep(0.01)
    await hass.async_block_till_done()
    again = Library(hass)
    await again.async_load()
    assert [model.text for model in again.lineages[0].kept] == texts


async def test_the_newest_version_is_applied_unless_another_is_chosen(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """By number, or by the id of the text."""
    for text, result in (
        (model_text(), "saved"),
        (NEWER, "saved"),
        (NEWER, "unchanged"),
    ):
        plug_a.set({Source.MODEL_TEXT: text})
        answer = await act(hass, "save_model", source=plug_a.device.id, name="Fridge")
        assert answer["result"] == result
    target = {"device_id": plug_b.device.id}
    await act(hass, "apply_model", model="Fridge", answer=False, **target)
    assert plug_b.state(Source.MODEL_TEXT) == NEWER
    assert plug_b.calls[-1]["mode"] == "adapt"
    await act(hass, "apply_model", model="Fridge", version=1, **target)
    assert plug_b.state(Source.MODEL_TEXT) == model_text()
    await act(hass, "apply_model", model=id_of(NEWER), **target)
    assert plug_b.state(Source.MODEL_TEXT) == NEWER


async def test_one_plug_that_fails_does_not_stop_the_others(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """As with a copy: the same targets, the same answer."""
    await act(hass, "save_model", source=plug_a.device.id, name="Fridge")
    area = ar.async_get(hass).async_create("Kitchen")
    for plug in (plug_a, plug_b):
        dr.async_get(hass).async_update_device(plug.device.id, area_id=area.id)
    plug_b.refusal = "Version 9 is newer [newer_version version=9]"
    answer = await act(hass, "apply_model", model="Fridge", area_id=area.id)
    results = {target["name"]: target["result"] for target in answer["targets"]}
    assert results == {"Plug A": "applied", "Plug B": "refused"}
    with pytest.raises(HomeAssistantError, match="1 of 2 plugs") as raised:
        await act(hass, "apply_model", False, model="Fridge", area_id=area.id)
    assert raised.value.translation_key == "apply_incomplete"
    alone = {"model": "Fridge", "device_id": plug_b.device.id}
    assert await refused(hass, "apply_model", **alone) == "refused_newer_version"
    empty = ar.async_get(hass).async_create("Cellar")
    key = await refused(hass, "apply_model", model="Fridge", area_id=empty.id)
    assert key == "no_plugs"


async def test_the_library_is_listed_with_what_each_model_says(
    hass: HomeAssistant,
    plug_a: FakePlug,
    plug_b: FakePlug,
    freezer: FrozenDateTimeFactory,
    snapshot: SnapshotAssertion,
) -> None:
    """Newest first, deleted ones only if they are wanted."""
    freezer.move_to("2026-11-01T12:00:00+00:00")
    assert await act(hass, "list_models") == {"models": []}
    await act(
        hass, "save_model", source=plug_a.device.id, name="Fridge", note="<b>old</b>"
    )
    freezer.tick(timedelta(days=7))
    plug_a.set({Source.MODEL_TEXT: NEWER})
    await act(hass, "save_model", source=plug_a.device.id, name="Fridge")
    await act(hass, "save_model", source=plug_b.device.id, name="Router")
    await act(hass, "delete_model", model="Router")
    assert await act(hass, "list_models") == snapshot
    listed = (await act(hass, "list_models", deleted=True))["models"]
    assert [model["name"] for model in listed] == ["Fridge", "Router"]
    assert listed[1]["versions"][0]["deleted"] == "2026-11-08T12:00:00+00:00"


async def test_a_model_that_is_not_readable_any_more_is_listed_and_not_applied(
    hass: HomeAssistant, plug_b: FakePlug
) -> None:
    """A newer firmware may say of a text what an older one did not."""
    hass.data[LIBRARY].async_save("Fridge", "DIoL2.AAAA")
    (model,) = (await act(hass, "list_models"))["models"]
    assert "made by a newer DIoL" in model["versions"][0]["error"]
    target = {"model": "Fridge", "device_id": plug_b.device.id}
    assert await refused(hass, "apply_model", **target) == "given_newer_version"
    assert plug_b.calls == []


async def test_a_deleted_model_is_restored(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """With an answer that says which; what is not there is an error."""
    await act(hass, "save_model", source=plug_a.device.id, name="Fridge")
    models = {
        "models": [{"name": "Fridge", "version": 1, "id": id_of(model_text())}],
    }
    assert await act(hass, "delete_model", model="fridge") == models
    target = {"model": "Fridge", "device_id": plug_b.device.id}
    assert await refused(hass, "apply_model", **target) == "model_deleted"
    assert await refused(hass, "delete_model", model="Fridge") == "model_deleted"
    assert await act(hass, "restore_model", model="Fridge", version=1) == models
    assert await refused(hass, "restore_model", model="Fridge") == "model_not_deleted"
    for version in (0, 2):
        key = await refused(hass, "delete_model", model="Fridge", version=version)
        assert key == "version_unknown"
    assert await refused(hass, "restore_model", model="Freezer") == "model_unknown"


@pytest.mark.parametrize(
    ("states", "data", "key"),
    [
        ({}, {"name": "x" * 41}, "name_too_long"),
        ({}, {"name": " "}, "name_empty"),
        ({}, {"name": "a\tb"}, "name_unprintable"),
        ({}, {"note": "x" * 201}, "note_too_long"),
        ({}, {"note": "\x07"}, "note_unprintable"),
        ({}, {"source": "gone"}, "no_device"),
        ({Source.MODEL_TEXT: ""}, {}, "no_model"),
        ({Source.MODEL_TEXT: model_text()[:-4]}, {}, "text_bad_checksum"),
    ],
)
async def test_what_cannot_be_saved_is_refused_in_words(
    hass: HomeAssistant,
    plug_a: FakePlug,
    states: dict[Source, str],
    data: dict[str, Any],
    key: str,
) -> None:
    """And the library is as it was."""
    plug_a.set(states)
    assert (
        await refused(hass, "save_model", **{"source": plug_a.device.id} | data) == key
    )
    assert hass.data[LIBRARY].lineages == []


async def test_an_appliance_of_several_is_saved_under_its_own_name(
    hass: HomeAssistant,
) -> None:
    """A name that is too long for the library is cut, since nobody has chosen it for that."""
    strip = FakePlug(hass, "Strip " + "x" * 50, "02:00:00:00:00:0c", ("fridge",))
    text = strip.entity_id(Source.MODEL_TEXT, "fridge")
    answer = await act(hass, "save_model", source=text)
    assert answer["name"] == ("Strip " + "x" * 50)[:40]
    (model,) = (await act(hass, "list_models"))["models"]
    origin = model["versions"][0]["origin"]
    assert origin["appliance"] == "fridge"
    assert origin["plug"] == f"Strip {'x' * 50} (fridge)"
    assert origin["plug_unique_id"] == "02:00:00:00:00:0c-fridge"
