"""Tests of the library's file: a real one, also where it is damaged or of a newer version."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest

from custom_components.diol.const import DOMAIN
from custom_components.diol.library import LIBRARY, STORAGE_KEY, Library

from .model_texts import model_text


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Write files, where other tests keep what is written in memory."""
    return {}


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Write them where they disturb nobody."""
    return hass_tmp_config_dir


@pytest.fixture
def path(hass: HomeAssistant) -> Path:
    """The library's file."""
    path = Path(hass.config.path(".storage", STORAGE_KEY))
    path.parent.mkdir(exist_ok=True)
    return path


def put(path: Path, content: str) -> None:
    """Write the file as somebody else has left it."""
    path.write_text(content)


def get(path: Path) -> str:
    """Read a file."""
    return path.read_text()


def found(path: Path, why: str) -> list[Path]:
    """Return what was kept aside."""
    return list(path.parent.glob(f"{STORAGE_KEY}.{why}.*"))


async def load(hass: HomeAssistant) -> Library:
    """Read the file as at a start of Home Assistant."""
    library = Library(hass)
    await library.async_load()
    return library


async def write(hass: HomeAssistant, library: Library) -> None:
    """Wait until what was changed is written."""
    await library._store.async_save(library._as_dict())


def version(**changes: Any) -> dict[str, Any]:
    """A model as it is written."""
    origin = dict.fromkeys(("plug", "plug_unique_id", "appliance"), "")
    return {
        "version": 1,
        "text": model_text(),
        "saved": "2026-10-01T12:00:00+00:00",
        "note": "",
        "origin": origin | {"merged_from": []},
        "deleted": None,
    } | changes


def stored(*versions: Any, last: Any = 1, **changes: Any) -> dict[str, Any]:
    """The content of a file with one lineage."""
    lineage = {"id": "1", "name": "Fridge", "last": last, "versions": list(versions)}
    return {
        "version": 1,
        "minor_version": 1,
        "key": STORAGE_KEY,
        "data": {"lineages": [lineage], "plugs": {}},
    } | changes


async def test_what_is_saved_is_in_the_file(hass: HomeAssistant, path: Path) -> None:
    """And read from it at the next start."""
    library = await load(hass)
    library.async_save("Fridge", model_text())
    await write(hass, library)
    data = json.loads(get(path))
    assert data["data"]["lineages"][0]["versions"][0]["text"] == model_text()
    assert (await load(hass)).find("Fridge").model.text == model_text()


GOOD = stored(version())


async def test_a_good_file_is_read(hass: HomeAssistant, path: Path) -> None:
    """The one that the damaged ones are made of."""
    put(path, json.dumps(GOOD))
    assert (await load(hass)).find("Fridge").model.version == 1


@pytest.mark.parametrize(
    "content",
    [
        [],
        7,
        {"key": STORAGE_KEY},
        GOOD | {"version": 2},
        GOOD | {"version": 2, "data": {"models": "in another way"}},
        GOOD | {"data": []},
        GOOD | {"data": {"lineages": [7], "plugs": {}}},
        GOOD | {"data": GOOD["data"] | {"lineages": GOOD["data"]["lineages"] * 2}},
        GOOD | {"data": {"lineages": []}},
        GOOD | {"data": GOOD["data"] | {"plugs": {"1": {"taken": {}}}}},
        stored("a model"),
        stored(version(version=0)),
        stored(version(version=True)),
        stored(version(version=2)),
        stored(version(), version()),
        stored(version(), last="1"),
        stored(version(text=None)),
        stored(version(saved="yesterday")),
        stored(version(origin={})),
        stored(version(origin=version()["origin"] | {"merged_from": "x"})),
    ],
)
async def test_a_file_that_cannot_be_read_is_kept_aside_and_reported(
    hass: HomeAssistant, path: Path, issue_registry: ir.IssueRegistry, content: Any
) -> None:
    """The integration works with an empty library, and saving does not touch what is aside."""
    text = json.dumps(content)
    put(path, text)
    assert await async_setup_component(hass, DOMAIN, {})
    library = hass.data[LIBRARY]
    assert library.lineages == []
    (aside,) = found(path, "unread")
    assert get(aside) == text
    issue = issue_registry.async_get_issue(DOMAIN, aside.name)
    assert issue is not None
    assert issue.translation_key == "library_unread"
    assert issue.translation_placeholders == {
        "file": aside.name,
        "folder": str(path.parent),
        "name": STORAGE_KEY,
    }
    library.async_save("Fridge", model_text())
    await write(hass, library)
    assert (await load(hass)).find("Fridge").model.text == model_text()
    assert get(aside) == text


async def test_a_file_that_is_no_json_is_kept_aside_by_home_assistant_itself(
    hass: HomeAssistant, path: Path, issue_registry: ir.IssueRegistry
) -> None:
    """With an issue of its own."""
    put(path, '{"version": 1, "da')
    assert await async_setup_component(hass, DOMAIN, {})
    assert hass.data[LIBRARY].lineages == []
    (aside,) = found(path, "corrupt")
    assert get(aside) == '{"version": 1, "da'
    (issue,) = issue_registry.issues.values()
    assert issue.translation_key == "storage_corruption"
    assert issue.issue_domain in (None, DOMAIN, "homeassistant")


async def test_a_file_that_cannot_even_be_renamed_is_not_overwritten(
    hass: HomeAssistant, path: Path
) -> None:
    """Then models are kept until the next restart only."""
    text = json.dumps(GOOD | {"version": 2})
    put(path, text)
    library = Library(hass)
    with patch.object(Path, "rename", side_effect=OSError("read-only")):
        await library.async_load()
    library.async_save("Fridge", model_text())
    await write(hass, library)
    assert get(path) == text
    assert library.find("Fridge").model.text == model_text()
