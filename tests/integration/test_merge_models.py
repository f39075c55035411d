"""Tests of merging models of the library and of plugs."""

from typing import Any
from unittest.mock import patch

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.diol.const import DOMAIN
from custom_components.diol.library import LIBRARY, Library
from custom_components.diol.library_data import Origin, id_of
from custom_components.diol.merging import MergeError, merge
from custom_components.diol.model import format, parse
from custom_components.diol.states import Source

from .fake_plug import FakePlug
from .model_texts import ROUTER, model_text

TEXTS = [model_text({"hours": 200 + n}) for n in range(4)]


@pytest.fixture
def platforms() -> list[Platform]:
    """The library needs no entities of ours but those it is asked about."""
    return [Platform.BINARY_SENSOR]


@pytest.fixture
def library(hass: HomeAssistant, init: MockConfigEntry, plug_b: FakePlug) -> Library:
    """A library with two versions of a fridge and one of a router; plug B has a fridge, too."""
    library = hass.data[LIBRARY]
    for text in TEXTS[:2]:
        library.async_save("Fridge", text)
    library.async_save("Router", model_text(ROUTER))
    plug_b.set({Source.MODEL_TEXT: TEXTS[2]})
    return library


async def merge_models(hass: HomeAssistant, **data: Any) -> Any:
    """Call the action."""
    return await hass.services.async_call(
        DOMAIN,
        "merge_models",
        {"name": "Any fridge"} | data,
        blocking=True,
        return_response=True,
    )


def merged(*texts: str) -> str:
    """The model that these make."""
    return format(merge(map(parse, texts)))


async def test_models_of_the_library_and_of_plugs_are_merged(
    hass: HomeAssistant, library: Library, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """Into one of the library that says what it was made of."""
    text = merged(model_text(), *TEXTS[1:3])
    answer = await merge_models(
        hass,
        models="fridge",
        plugs=[plug_a.device.id, plug_b.device.id],
        note="of three",
    )
    assert answer == {
        "name": "Any fridge",
        "version": 1,
        "id": id_of(text),
        "result": "saved",
        "merged_from": ["Fridge 2", "Plug A", "Plug B"],
    }
    model = library.find("Any fridge").model
    assert (model.text, model.note) == (text, "of three")
    assert model.origin == Origin(merged_from=("Fridge 2", "Plug A", "Plug B"))
    # In whatever order, it is the same model.
    answer = await merge_models(
        hass, models=[id_of(TEXTS[1])], plugs=[plug_b.device.id, plug_a.device.id]
    )
    assert answer["result"] == "unchanged"
    await merge_models(hass, models=[id_of(TEXTS[0]), "Fridge"])
    assert library.find("Any fridge", 2).model.text == merged(*TEXTS[:2])


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({}, "nothing_to_merge"),
        ({"models": []}, "nothing_to_merge"),
        ({"models": ["Fridge"]}, "nothing_to_merge"),
        ({"models": ["Fridge", "fridge", id_of(TEXTS[1])]}, "nothing_to_merge"),
        ({"models": ["Fridge", "Router"]}, "mixed_cycles"),
        ({"models": ["Fridge", "Freezer"]}, "model_unknown"),
        ({"models": ["Fridge"], "plugs": ["gone"]}, "no_device"),
        ({"models": ["Fridge", "Router"], "name": "x" * 41}, "name_too_long"),
        ({"models": ["Fridge", id_of(TEXTS[0])], "note": "\x00"}, "note_unprintable"),
        ({"models": ["Fridge", "Newer"]}, "given_newer_version"),
    ],
)
async def test_what_cannot_be_merged_is_refused_in_words(
    hass: HomeAssistant, library: Library, data: dict[str, Any], key: str
) -> None:
    """And the library is as it was."""
    library.async_save("Newer", "DIoL2.AAAA")
    before = library.lineages
    with pytest.raises(ServiceValidationError) as raised:
        await merge_models(hass, **data)
    assert raised.value.translation_key == key
    assert "{" not in str(raised.value)
    assert library.lineages == before


@pytest.mark.parametrize("code", ["mixed_features", "too_different"])
async def test_every_reason_not_to_merge_has_its_words(
    hass: HomeAssistant, library: Library, plug_a: FakePlug, code: str
) -> None:
    """Those, too, that no models known today can give."""
    with (
        patch(
            "custom_components.diol.merge_action.merge",
            side_effect=MergeError(code, "In English"),
        ),
        pytest.raises(ServiceValidationError) as raised,
    ):
        await merge_models(hass, models="Fridge", plugs=plug_a.device.id)
    assert raised.value.translation_key == code
    assert "Choose models of" in str(raised.value)


async def test_no_more_are_merged_than_can_be_listed(
    hass: HomeAssistant, library: Library
) -> None:
    """Nor more than can be calculated while somebody waits."""
    names = [f"Fridge {n}" for n in range(51)]
    for n, name in enumerate(names):
        library.async_save(name, model_text({"hours": 300 + n}))
    with pytest.raises(ServiceValidationError) as raised:
        await merge_models(hass, models=names)
    assert raised.value.translation_key == "too_many_to_merge"
    assert raised.value.translation_placeholders == {"count": "51", "most": "50"}
    answer = await merge_models(hass, models=names[:50])
    assert len(answer["merged_from"]) == 50
