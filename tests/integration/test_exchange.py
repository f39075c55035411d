"""Tests of taking models of the library out of Home Assistant and into it."""

import contextlib
from datetime import UTC, datetime
import json
from typing import Any

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from hypothesis import HealthCheck, given, settings, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from custom_components.diol import library_json
from custom_components.diol.const import DOMAIN
from custom_components.diol.library import LIBRARY, Found, Library
from custom_components.diol.library_data import (
    MAX_MODELS,
    LibraryError,
    Lineage,
    Origin,
    SavedModel,
    id_of,
    key_of,
)

from .fake_plug import FakePlug
from .model_texts import ROUTER, model_text

TEXTS = [model_text({"hours": 200 + n}) for n in range(6)]
PRINTABLE = st.characters(exclude_categories=("C", "Z"))


@pytest.fixture
def platforms() -> list[Platform]:
    """The library needs no entities of ours but those it is asked about."""
    return [Platform.BINARY_SENSOR]


@pytest.fixture
def library(hass: HomeAssistant, init: MockConfigEntry) -> Library:
    """The library of a Home Assistant with plug A."""
    return hass.data[LIBRARY]


async def act(hass: HomeAssistant, action: str, **data: Any) -> Any:
    """Call an action."""
    return await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True
    )


async def refused(hass: HomeAssistant, **data: Any) -> tuple[str, dict[str, str]]:
    """Return why an import is refused."""
    before = hass.data[LIBRARY].lineages
    with pytest.raises(ServiceValidationError) as raised:
        await act(hass, "import_model", **data)
    assert "{" not in str(raised.value)
    assert hass.data[LIBRARY].lineages == before
    return raised.value.translation_key or "", dict(
        raised.value.translation_placeholders or {}
    )


def content(library: Library) -> list[Any]:
    """All of a library that is exported."""
    models: list[Any] = library_json.write(
        Found(lineage, model) for lineage in library.lineages for model in lineage.kept
    )["models"]
    return models


def exported(*models: Any, **changes: Any) -> dict[str, Any]:
    """A library as it is exported."""
    whole = {"format": "diol.library", "format_version": 1, "models": list(models)}
    return whole | changes


def entry(**changes: Any) -> dict[str, Any]:
    """A model in it."""
    return {"name": "Fridge", "text": TEXTS[0]} | changes


async def test_models_are_exported_as_json(
    hass: HomeAssistant, library: Library, snapshot: SnapshotAssertion
) -> None:
    """One, all versions of one, or all; without the address that the plug's id is made of."""
    now = datetime(2026, 11, 1, 12, tzinfo=UTC)
    origin = Origin(
        plug="Plug A",
        plug_unique_id="02:00:00:00:00:0a",
        appliance="fridge",
        merged_from=("Fridge 1",),
    )
    library.async_save_all(
        (name, SavedModel(version=n, text=text, saved=now, note="n", origin=origin))
        for name, n, text in (("Fridge", 1, 0), ("Fridge", 2, 1), ("Router", 1, 2))
        for text in [TEXTS[text]]
    )
    answer = await act(hass, "export_model", whole_library=True)
    assert answer == snapshot
    assert "02:00" not in json.dumps(answer)
    models = answer["library"]["models"]
    answer = await act(hass, "export_model", model="fridge")
    assert answer["library"]["models"] == models[:2]
    answer = await act(hass, "export_model", model="fridge", version=2)
    assert answer["library"]["models"] == models[1:2]
    answer = await act(hass, "export_model", model=id_of(TEXTS[2]))
    assert answer["library"]["models"] == models[2:]
    library.async_delete("Fridge")
    answer = await act(hass, "export_model", whole_library=True)
    assert answer["library"]["models"] == models[2:]


async def test_plugs_and_library_are_exported_together(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """Each is in the answer only if it is wanted."""
    library.async_save("Fridge", TEXTS[0])
    plug = {"device_id": plug_a.device.id}
    assert (await act(hass, "export_model", **plug)).keys() == {"plugs"}
    answer = await act(hass, "export_model", model="Fridge")
    assert answer.keys() == {"library"}
    answer = await act(hass, "export_model", model="Fridge", **plug)
    assert answer.keys() == {"plugs", "library"}
    for data, key in (({}, "no_plugs"), ({"model": "Freezer"}, "model_unknown")):
        with pytest.raises(ServiceValidationError) as raised:
            await act(hass, "export_model", **data)
        assert raised.value.translation_key == key


@pytest.mark.parametrize("form", ["answer", "library", "text", "text of answer"])
async def test_what_was_exported_is_imported_into_an_empty_library(
    hass: HomeAssistant, library: Library, form: str
) -> None:
    """With names, versions, notes and origin, in whatever way it is copied."""
    for text in TEXTS[:3]:
        library.async_save(
            "Fridge",
            text,
            note="note",
            origin=Origin(plug="Plug A", merged_from=("x",)),
        )
    library.async_delete("Fridge", 2)
    answer = await act(hass, "export_model", whole_library=True)
    hass.data[LIBRARY] = empty = Library(hass)
    data = answer if "answer" in form else answer["library"]
    result = await act(
        hass, "import_model", library=json.dumps(data) if "text" in form else data
    )
    assert [
        (one["name"], one["version"], one["result"]) for one in result["models"]
    ] == [("Fridge", 1, "saved"), ("Fridge", 3, "saved")]
    assert content(empty) == answer["library"]["models"]


async def test_a_name_that_is_there_already_gets_further_versions(
    hass: HomeAssistant, library: Library
) -> None:
    """In the order that they had; what is there is not there twice."""
    library.async_save("Fridge", TEXTS[0])
    library.async_save("Fridge", TEXTS[1])
    models = [
        entry(name="FRIDGE", version=7, text=TEXTS[3]),
        entry(version=1, text=TEXTS[2]),
        entry(version=5, text=TEXTS[1]),
    ]
    result = await act(hass, "import_model", library=exported(*models))
    assert [(one["version"], one["result"]) for one in result["models"]] == [
        (3, "saved"),
        (2, "unchanged"),
        (4, "saved"),
    ]
    assert [model["text"] for model in content(library)] == TEXTS[:4]


async def test_a_library_can_be_written_by_hand(
    hass: HomeAssistant, library: Library
) -> None:
    """Name and text are enough; YAML reads a time as a time."""
    saved = datetime(2026, 11, 1, 12)  # noqa: DTZ001
    models = [entry(), entry(text=TEXTS[1], saved=saved), entry(name="Other")]
    await act(hass, "import_model", library=exported(*models))
    assert [(one["name"], one["version"]) for one in content(library)] == [
        ("Fridge", 1),
        ("Fridge", 2),
        ("Other", 1),
    ]
    assert content(library)[1]["saved"] == "2026-11-01T12:00:00+00:00"


@pytest.mark.parametrize(
    ("library", "key", "values"),
    [
        ("", "library_not_json", {"line": "1", "column": "1"}),
        ('{\n"x": }', "library_not_json", {"line": "2", "column": "6"}),
        ("[" * 5000, "library_not_json", None),
        (
            " " * 3_000_001,
            "library_too_large",
            {"length": "3000001", "most": "3000000"},
        ),
        ([], "library_not_one", {}),
        (7, "library_not_one", {}),
        ({}, "library_not_one", {}),
        ({"plugs": []}, "library_not_one", {}),
        (exported(format="other"), "library_not_one", {}),
        (exported(format_version=0), "library_not_one", {}),
        (exported(format_version="1"), "library_not_one", {}),
        (exported(models={}), "library_not_one", {}),
        (exported(format_version=2, models=7), "library_newer", {"version": "2"}),
        (
            exported(*[entry()] * (MAX_MODELS + 1)),
            "library_too_many",
            {"count": "1001", "most": "1000"},
        ),
        (exported(entry(version=1), entry(version=1)), "entry_twice", None),
        (exported(entry(text=TEXTS[0][:-4])), "given_bad_checksum", {"name": "Fridge"}),
        (exported(entry(text="")), "given_not_a_model", {"name": "Fridge"}),
        (exported(entry(text="DIoL1.+")), "given_bad_character", None),
        (exported(entry(text="DIoL2.AAAA")), "given_newer_version", None),
        (exported(entry(text="DIoL1." + "A" * 250)), "given_too_long", None),
    ],
)
async def test_what_is_no_library_is_refused_with_the_reason(
    hass: HomeAssistant,
    init: MockConfigEntry,
    library: Any,
    key: str,
    values: dict[str, str] | None,
) -> None:
    """And nothing is changed."""
    hass.data[LIBRARY].async_save("Fridge", TEXTS[5])
    said = await refused(hass, library=library)
    assert said[0] == key
    assert values is None or said[1] == values


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", None),
        ("name", ""),
        ("name", 7),
        ("name", "x" * 41),
        ("name", "a\nb"),
        ("text", None),
        ("text", 7),
        ("version", 0),
        ("version", "1"),
        ("version", True),
        ("version", 1.5),
        ("version", 1_000_000),
        ("version", 2**70),
        ("saved", "yesterday"),
        ("saved", 7),
        ("saved", "0001-01-01T00:00:00+14:00"),
        ("note", "x" * 201),
        ("note", "\x00"),
        ("note", []),
        ("plug", "x" * 101),
        ("plug", "\n"),
        ("appliance", 7),
        ("merged_from", "Fridge"),
        ("merged_from", ["\u202e"]),
        ("merged_from", ["x"] * 101),
    ],
)
async def test_one_wrong_model_is_named_and_stops_all(
    hass: HomeAssistant, library: Library, field: str, value: Any
) -> None:
    """By its position and what is wrong of it."""
    wrong = exported(entry(name="Other"), entry(**{field: value}))
    assert await refused(hass, library=wrong) == (
        "entry_bad",
        {"position": "2", "field": field},
    )
    assert await refused(hass, library=exported("model")) == (
        "entry_bad",
        {"position": "1", "field": "name"},
    )


async def test_a_library_that_does_not_fit_in_is_refused_as_a_whole(
    hass: HomeAssistant, library: Library
) -> None:
    """Half a library is worse than none."""
    library.async_save("Freezer", TEXTS[0])
    models = [entry(name=f"Fridge {n}") for n in range(MAX_MODELS)]
    assert await refused(hass, library=exported(*models)) == (
        "library_full",
        {"most": "1000"},
    )
    await act(hass, "import_model", library=exported(*models[1:]))
    assert len(content(library)) == MAX_MODELS


async def test_a_text_is_imported_under_a_name(
    hass: HomeAssistant, library: Library
) -> None:
    """As it is copied from the page of a plug."""
    answer = await act(
        hass, "import_model", name="Router", text=f" {model_text(ROUTER)}\n", note="n"
    )
    assert answer["models"] == [
        {
            "name": "Router",
            "version": 1,
            "id": id_of(model_text(ROUTER)),
            "result": "saved",
        }
    ]
    assert library.find("Router").model.note == "n"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({}, "import_what"),
        ({"name": "Fridge"}, "import_what"),
        ({"text": TEXTS[0], "library": exported()}, "import_what"),
        ({"name": "Fridge", "library": exported()}, "import_what"),
        ({"note": "Fridge", "library": exported()}, "import_what"),
        ({"text": TEXTS[0]}, "name_empty"),
        ({"text": TEXTS[0], "name": "x" * 41}, "name_too_long"),
        ({"text": TEXTS[0], "name": "x", "note": "x" * 201}, "note_too_long"),
        ({"text": "Fridge", "name": "x"}, "given_not_a_model"),
        ({"text": model_text({"hours": 0}), "name": "x"}, "given_bad_value"),
    ],
)
async def test_an_import_of_a_text_that_is_not_one_is_refused(
    hass: HomeAssistant, library: Library, data: dict[str, Any], key: str
) -> None:
    """In words about what was given."""
    assert (await refused(hass, **data))[0] == key


NAMES = st.text(PRINTABLE, min_size=1, max_size=12)
MODELS = st.builds(
    SavedModel,
    version=st.integers(1, 999_999),
    text=st.sampled_from(TEXTS),
    saved=st.datetimes(
        datetime(2000, 1, 1),  # noqa: DTZ001
        datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    note=st.text(PRINTABLE, max_size=20),
    origin=st.builds(
        Origin,
        plug=st.text(PRINTABLE, max_size=100),
        appliance=st.text(PRINTABLE, max_size=100),
        merged_from=st.lists(st.text(PRINTABLE, max_size=9), max_size=3).map(tuple),
    ),
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(NAMES, MODELS),
        max_size=8,
        unique_by=(
            lambda pair: (key_of(pair[0]), pair[1].version),
            lambda pair: (key_of(pair[0]), pair[1].text),
        ),
    )
)
def test_any_library_is_the_same_after_export_and_import(
    models: list[tuple[str, SavedModel]],
) -> None:
    """Through JSON, character by character."""
    found = [
        Found(Lineage(id="", name=name, versions=[model]), model)
        for name, model in models
    ]
    written = json.dumps(library_json.write(found))
    again = [
        Found(Lineage(id="", name=name, versions=[model]), model)
        for name, model in library_json.read(written)
    ]
    assert len(again) == len(models)
    # What Unicode takes for the same is written in one way, once and for all.
    once = json.dumps(library_json.write(again))
    assert library_json.read(once) == library_json.read(written)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)
FIELDS = (
    "name",
    "version",
    "text",
    "saved",
    "note",
    "plug",
    "appliance",
    "merged_from",
)


@given(
    st.one_of(
        ANYTHING,
        st.fixed_dictionaries(
            {
                "format": st.just("diol.library"),
                "format_version": ANYTHING | st.just(1),
            },
            optional={"models": ANYTHING},
        ),
        st.lists(
            st.fixed_dictionaries(
                {}, optional={field: ANYTHING | st.just(TEXTS[0]) for field in FIELDS}
            ),
            max_size=3,
        ).map(lambda models: exported(*models)),
    )
)
def test_anything_at_all_is_read_or_refused(data: Any) -> None:
    """In words, never with an error of the program."""
    for form in (data, json.dumps(data)):
        with contextlib.suppress(LibraryError):
            library_json.read(form)
