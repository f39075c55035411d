"""Tests of offering the card to dashboards."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.diol.card_resource import FILE, URL
from custom_components.diol.const import DOMAIN

from .fake_plug import FakePlug

OTHER = {"res_type": "module", "url": "/hacsfiles/other-card.js"}


def resources(hass: HomeAssistant) -> list[dict[str, Any]]:
    """What dashboards load."""
    return list(hass.data[LOVELACE_DATA].resources.async_items())


def urls(hass: HomeAssistant) -> list[str]:
    """Where it is."""
    return [item["url"] for item in resources(hass)]


async def start(hass: HomeAssistant, lovelace: dict[str, Any] | None = None) -> None:
    """Set up dashboards and the integration."""
    assert await async_setup_component(
        hass, "lovelace", {"lovelace": lovelace} if lovelace else {}
    )
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()


async def test_dashboards_load_the_card_once_however_many_plugs_there_are(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    plug_b: FakePlug,
    hass_client: ClientSessionGenerator,
) -> None:
    """And what they load is the file of this version."""
    plug_b.diol_entry()
    await start(hass)
    (resource,) = resources(hass)
    assert resource["type"] == "module"
    assert resource["url"].startswith(f"{URL}?v=")
    client = await hass_client()
    answer = await client.get(resource["url"])
    assert answer.status == 200
    assert await answer.read() == FILE.read_bytes()


async def test_a_new_version_takes_the_place_of_the_old_one(
    hass: HomeAssistant, entry: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    """Also of one that was added by hand twice; what is not ours stays."""
    items = [
        {"id": str(nr), "type": "module", "url": url}
        for nr, url in enumerate([f"{URL}?v=old", OTHER["url"], URL])
    ]
    hass_storage["lovelace_resources"] = {
        "version": 1,
        "key": "lovelace_resources",
        "data": {"items": items},
    }
    await start(hass)
    ours, other = urls(hass)
    assert ours.startswith(f"{URL}?v=")
    assert ours != f"{URL}?v=old"
    assert other == OTHER["url"]
    assert resources(hass)[0]["id"] == "0"


async def test_the_last_plug_takes_the_card_with_it(
    hass: HomeAssistant, entry: MockConfigEntry, plug_b: FakePlug
) -> None:
    """And nothing else."""
    other = plug_b.diol_entry()
    await start(hass)
    await hass.data[LOVELACE_DATA].resources.async_create_item(dict(OTHER))
    await hass.config_entries.async_remove(entry.entry_id)
    assert len(urls(hass)) == 2
    await hass.config_entries.async_remove(other.entry_id)
    assert urls(hass) == [OTHER["url"]]


async def test_it_is_said_what_to_add_where_resources_are_kept_in_yaml(
    hass: HomeAssistant, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """Their file is the user's."""
    await start(hass, {"resource_mode": "yaml", "resources": []})
    assert urls(hass) == []
    (said,) = [r for r in caplog.records if "card" in r.message]
    assert f"{{url: {URL}?v=" in said.message
    assert "type: module" in said.message
    await hass.config_entries.async_remove(entry.entry_id)


async def test_it_is_said_once_however_many_plugs_there_are(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    plug_b: FakePlug,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Forty lines in the log are read by nobody."""
    plug_b.diol_entry()
    await start(hass, {"resource_mode": "yaml", "resources": []})
    assert len([r for r in caplog.records if "card" in r.message]) == 1


async def test_nothing_is_said_where_it_is_in_the_yaml_already(
    hass: HomeAssistant, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """In any version."""
    ours = {"url": f"{URL}?v=1", "type": "module"}
    await start(hass, {"resource_mode": "yaml", "resources": [ours]})
    assert "card" not in caplog.text


@pytest.mark.parametrize("method", ["async_create_item", "async_get_info"])
async def test_a_store_that_fails_stops_no_plug(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
    method: str,
) -> None:
    """It is said what to do by hand."""
    where = "homeassistant.components.lovelace.resources.ResourceStorageCollection."
    with patch(where + method, side_effect=HomeAssistantError("disk full")):
        await start(hass)
        assert hass.states.get("binary_sensor.plug_a_anomaly") is not None
        assert "disk full" in caplog.text
        assert f"URL {URL}?v=" in caplog.text
        with patch(where + "async_delete_item", side_effect=HomeAssistantError("x")):
            assert await hass.config_entries.async_remove(entry.entry_id)


async def test_a_home_without_dashboards_is_no_error(
    hass: HomeAssistant, init: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    """Home Assistant runs without its frontend, too."""
    assert LOVELACE_DATA not in hass.data
    assert "card" not in caplog.text
