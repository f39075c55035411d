"""Offering the card to dashboards: its file, and the resource that makes dashboards load it.

Not by `add_extra_js_url`: that would load the card on every page of Home Assistant for everybody, dashboards
or not, and would not be seen where users look for what their dashboards load.
"""

import asyncio
import hashlib
import logging
from pathlib import Path
from typing import Any, Final

from homeassistant.components.http.server import StaticPathConfig
from homeassistant.components.lovelace.const import LOVELACE_DATA, MODE_STORAGE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN

_LOGGER = logging.getLogger(__name__)

FILE: Final = Path(__file__).parent / "frontend" / "diol-card.js"
URL: Final = f"/{DOMAIN}/{FILE.name}"
_CHANGING: HassKey[asyncio.Lock] = HassKey(f"{DOMAIN}_card_changing")
# Which version of the file is offered: none twice, since browsers keep what they have loaded for a month.
_VERSIONED: HassKey[str] = HassKey(f"{DOMAIN}_card")
# Whether it was added since the start, or said why it could not be: once, not for each plug.
_TRIED: HassKey[bool] = HassKey(f"{DOMAIN}_card_tried")


async def async_serve_card(hass: HomeAssistant) -> None:
    """Serve the card's file. It cannot be taken back, so it is done once."""
    hass.data[_VERSIONED] = await hass.async_add_executor_job(_versioned)
    await hass.http.async_register_static_paths(
        [StaticPathConfig(URL, str(FILE), cache_headers=True)]
    )


async def async_add_resource(hass: HomeAssistant) -> None:
    """Let dashboards load the card, in the version that is here."""
    # Several plugs are set up at the same time, and one resource is for all of them.
    async with hass.data.setdefault(_CHANGING, asyncio.Lock()):
        if not hass.data.get(_TRIED):
            hass.data[_TRIED] = True
            await _async_add_resource(hass, hass.data[_VERSIONED])


async def _async_add_resource(hass: HomeAssistant, url: str) -> None:
    lovelace = hass.data.get(LOVELACE_DATA)
    if lovelace is None:
        return
    if lovelace.resource_mode != MODE_STORAGE:
        if not any(_is_ours(item) for item in lovelace.resources.async_items()):
            _LOGGER.warning(
                "Resources of your dashboards are kept in YAML. To use the DIoL card, add this "
                "to them and reload the resources: {url: %s, type: module}",
                url,
            )
        return
    resources: Any = lovelace.resources
    try:
        await resources.async_get_info()  # it loads them
        ours = [item for item in resources.async_items() if _is_ours(item)]
        # One is enough; more are left from when somebody added it by hand.
        for item in ours[1:]:
            await resources.async_delete_item(item["id"])
        if not ours:
            await resources.async_create_item({"res_type": "module", "url": url})
        elif ours[0]["url"] != url:
            await resources.async_update_item(ours[0]["id"], {"url": url})
    # Whatever is wrong with the store of dashboards must not stop the plugs from being watched.
    except Exception as err:  # noqa: BLE001
        _LOGGER.warning(
            "The DIoL card could not be added to the resources of your dashboards (%s). Add it by hand "
            "under Settings, Dashboards, Resources: URL %s, JavaScript module",
            err,
            url,
        )


async def async_remove_resource(hass: HomeAssistant) -> None:
    """Let dashboards load the card no more."""
    hass.data[_TRIED] = False
    lovelace = hass.data.get(LOVELACE_DATA)
    if lovelace is None or lovelace.resource_mode != MODE_STORAGE:
        return
    resources: Any = lovelace.resources
    try:
        await resources.async_get_info()
        for item in [item for item in resources.async_items() if _is_ours(item)]:
            await resources.async_delete_item(item["id"])
    except (HomeAssistantError, OSError, ValueError) as err:
        _LOGGER.warning(
            "The DIoL card could not be removed from the resources of your dashboards (%s). Remove it "
            "by hand under Settings, Dashboards, Resources: %s",
            err,
            URL,
        )


def _is_ours(item: dict[str, Any]) -> bool:
    return str(item["url"]).partition("?")[0] == URL


def _versioned() -> str:
    """Return where the file is, with what changes whenever it does."""
    return f"{URL}?v={hashlib.sha256(FILE.read_bytes()).hexdigest()[:12]}"
