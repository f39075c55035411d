"""System health: what of DIoL there is, for whoever helps."""

import re
from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.device_registry import DeviceEntry

from .const import DOMAIN
from .library import LIBRARY
from .plug import DiolConfigEntry, Plug


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Register what is told."""
    register.async_register_info(system_health_info)


async def system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Count the plugs and what they do, and the models."""
    entries: list[DiolConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    plugs = [entry.runtime_data for entry in entries]
    lineages = hass.data[LIBRARY].lineages
    return {
        "plugs": len(hass.config_entries.async_entries(DOMAIN, include_ignore=False)),
        "connected": sum(plug.transport.available for plug in plugs),
        "watching": sum(plug.is_anomalous is not None for plug in plugs),
        "learning": sum(bool(plug.is_learning) for plug in plugs),
        "oldest_firmware": _oldest_firmware(plugs),
        "anomalies": sum(bool(plug.is_anomalous) for plug in plugs),
        "models": sum(bool(lineage.kept) for lineage in lineages),
        "versions": sum(len(lineage.kept) for lineage in lineages),
    }


def _oldest_firmware(plugs: list[Plug]) -> str:
    """Return the oldest version of ESPHome that a plug runs, as ESPHome names it."""
    versions = {
        device.sw_version
        for plug in plugs
        if isinstance(device := plug.transport.device, DeviceEntry)
        and device.sw_version
    }
    return min(versions, key=_order, default="-")


def _order(version: str) -> list[int]:
    """Return what tells 2026.9 from 2026.10."""
    return [int(number) for number in re.findall(r"\d+", version)]
