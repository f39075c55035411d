"""Tests of the library: saving, versions, deleting and restoring."""

import asyncio
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from custom_components.diol.library import STORAGE_KEY, Library
from custom_components.diol.library_data import (
    MAX_MODELS,
    MAX_NAME,
    MAX_NOTE,
    LibraryError,
    Origin,
    SavedModel,
    Saving,
    fitted,
    id_of,
)

from .model_texts import model_text

TEXTS = [model_text({"hours": 200 + n}) for n in range(5)]
ORIGIN = Origin(
    plug="Plug A",
    plug_unique_id="02:00:00:00:00:0a",
    appliance="fridge",
    merged_from=("Fridge 1", "Fridge 2"),
)


@pytest.fixture
async def library(hass: HomeAssistant) -> Library:
    """An empty library."""
    library = Library(hass)
    await library.async_load()
    return library


def content(library: Library) -> dict[str, list[tuple[int, str]]]:
    """What is in the library and not deleted."""
    return {
        lineage.name: [(model.version, model.text) for model in lineage.kept]
        for lineage in library.lineages
    }


def refusal(raised: pytest.ExceptionInfo[LibraryError]) -> tuple[str, dict[str, str]]:
    """Key and values of an error."""
    return raised.value.key, raised.value.placeholders


async def test_a_new_model_under_a_name_is_its_next_version(library: Library) -> None:
    """However the name is spelt; each text is known by its SHA-256."""
    for name, text in (("Fridge", 0), (" fridge ", 1), ("Freezer", 1)):
        saved = library.async_save(name, TEXTS[text], note="  in the\n cellar ")
        assert saved.saving is Saving.SAVED
        assert saved.model.note == "in the cellar"
    assert content(library) == {
        "Freezer": [(1, TEXTS[1])],
        "Fridge": [(1, TEXTS[0]), (2, TEXTS[1])],
    }
    assert library.find("FRIDGE").model.version == 2
    assert library.find("Fridge", 1).model.id == id_of(TEXTS[0])
    found = library.find(id_of(TEXTS[0]))
    assert (found.lineage.name, found.model.version) == ("Fridge", 1)
    assert library.holds(id_of(TEXTS[1]))
    assert not library.holds(id_of(TEXTS[2]))


async def test_the_same_text_again_changes_nothing_and_says_so(
    library: Library,
) -> None:
    """Under the same name; another name is another lineage."""
    library.async_save("Fridge", TEXTS[0], note="first")
    library.async_save("Fridge", TEXTS[1])
    before = content(library)
    saved = library.async_save("Fridge", TEXTS[0], note="again")
    assert saved.saving is Saving.UNCHANGED
    assert (saved.model.version, saved.model.note) == (1, "first")
    assert content(library) == before


@pytest.mark.parametrize(
    ("name", "note", "key", "values"),
    [
        ("", "", "name_empty", {"most": "40"}),
        (" \n ", "", "name_empty", {"most": "40"}),
        ("x" * (MAX_NAME + 1), "", "name_too_long", {"length": "41", "most": "40"}),
        ("Fri\ndge", "", "name_unprintable", {"position": "4"}),
        ("Fridge\u202e", "", "name_unprintable", {"position": "7"}),
        ("Fridge", "x" * 201, "note_too_long", {"length": "201", "most": "200"}),
        ("Fridge", "a\x00", "note_unprintable", {"position": "2"}),
        ("\ud800", "", "name_unprintable", {"position": "1"}),
    ],
)
async def test_a_name_or_a_note_that_is_not_one_is_refused(
    library: Library, name: str, note: str, key: str, values: dict[str, str]
) -> None:
    """And nothing is saved."""
    with pytest.raises(LibraryError) as raised:
        library.async_save(name, TEXTS[0], note=note)
    assert refusal(raised) == (key, values)
    assert library.lineages == []


async def test_names_are_counted_in_characters_and_shown_as_they_are(
    library: Library,
) -> None:
    """Nothing in them is a command to anybody."""
    for name in ("ü" * MAX_NAME, "![x](http://y/z.png)", "<b>Fridge</b>", "{name}"):
        saved = library.async_save(name, TEXTS[0], note="n" * MAX_NOTE)
        assert saved.lineage.name == name
    assert fitted("  Plug\u202e \n A " + "x" * 100, 12) == "Plug A xxxxx"


async def test_what_is_deleted_can_be_restored(library: Library) -> None:
    """One version, or all under a name."""
    for text in TEXTS[:3]:
        library.async_save("Fridge", text)
    ((_, deleted),) = library.async_delete("Fridge", 3)
    assert deleted.version == 3
    assert library.find("Fridge").model.version == 2
    with pytest.raises(LibraryError) as raised:
        library.find("Fridge", 3)
    assert refusal(raised) == ("model_deleted", {"name": "Fridge"})
    assert len(library.async_delete("Fridge")) == 2
    for nothing in (library.find, library.async_delete):
        with pytest.raises(LibraryError) as raised:
            nothing("Fridge")
        assert refusal(raised) == ("model_deleted", {"name": "Fridge"})
    assert [m.version for _, m in library.async_restore("Fridge", 2)] == [2]
    assert len(library.async_restore("fridge")) == 2
    assert content(library) == {"Fridge": list(enumerate(TEXTS[:3], 1))}
    with pytest.raises(LibraryError) as raised:
        library.async_restore("Fridge")
    assert refusal(raised) == ("model_not_deleted", {"name": "Fridge"})


async def test_saving_what_was_deleted_restores_it(library: Library) -> None:
    """As the version that it was."""
    library.async_save("Fridge", TEXTS[0])
    library.async_save("Fridge", TEXTS[1])
    library.async_delete("Fridge")
    saved = library.async_save("Fridge", TEXTS[0])
    assert (saved.saving, saved.model.version) == (Saving.RESTORED, 1)
    assert content(library) == {"Fridge": [(1, TEXTS[0])]}


async def test_what_was_deleted_long_ago_is_gone_but_its_number_is_not_used_again(
    library: Library, freezer: FrozenDateTimeFactory
) -> None:
    """A plug that took version 2 would never hear of another version 2."""
    library.async_save("Fridge", TEXTS[0])
    library.async_save("Fridge", TEXTS[1])
    library.async_save("Router", TEXTS[2])
    library.async_delete("Fridge", 2)
    library.async_delete("Router")
    freezer.tick(timedelta(days=29))
    library.async_save("Fridge", TEXTS[2])
    assert library.holds(id_of(TEXTS[1]))
    freezer.tick(timedelta(days=2))
    library.async_save("Fridge", TEXTS[3])
    assert not library.holds(id_of(TEXTS[1]))
    assert content(library) == {"Fridge": [(1, TEXTS[0]), (3, TEXTS[2]), (4, TEXTS[3])]}


@pytest.mark.parametrize(
    ("model", "version", "key", "values"),
    [
        ("Freezer", None, "model_unknown", {"name": "Freezer"}),
        ("0" * 64, None, "model_unknown", {"name": "0" * 40}),
        (
            "fridge",
            7,
            "version_unknown",
            {"name": "Fridge", "version": "7", "last": "1"},
        ),
    ],
)
async def test_what_is_not_there_is_said(
    library: Library, model: str, version: int | None, key: str, values: Any
) -> None:
    """By the name that was asked for."""
    library.async_save("Fridge", TEXTS[0])
    with pytest.raises(LibraryError) as raised:
        library.find_all(model, version)
    assert refusal(raised) == (key, values)


async def test_a_full_library_takes_no_more(library: Library) -> None:
    """All of what is given or nothing; what is there already takes no room."""
    now = library.async_save("Fridge", TEXTS[0]).model.saved
    many = [
        (f"Fridge {n}", SavedModel(version=1, text=TEXTS[0], saved=now))
        for n in range(MAX_MODELS)
    ]
    with pytest.raises(LibraryError) as raised:
        library.async_save_all(many)
    assert refusal(raised) == ("library_full", {"most": "1000"})
    assert len(library.lineages) == 1
    library.async_save_all(many[1:])
    assert library.async_save("fridge 7", TEXTS[0]).saving is Saving.UNCHANGED
    with pytest.raises(LibraryError):
        library.async_save("Fridge", TEXTS[1])


async def test_the_library_is_the_same_after_a_restart(
    hass: HomeAssistant,
    library: Library,
    hass_storage: dict[str, Any],
) -> None:
    """With all that is known of each model."""
    library.async_save("Fridge", TEXTS[0], note="old", origin=ORIGIN)
    library.async_save("Fridge", TEXTS[1])
    library.async_delete("Fridge", 1)
    await asyncio.sleep(0.01)
    await hass.async_block_till_done()
    assert hass_storage[STORAGE_KEY]["version"] == 1
    again = Library(hass)
    await again.async_load()
    assert again.lineages == library.lineages
    ((_, model),) = again.async_restore("Fridge")
    assert (model.note, model.origin) == ("old", ORIGIN)
