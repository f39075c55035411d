"""System health: what of DIoL there is, for whoever helps."""

from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .library import LIBRARY
from .plug import DiolConfigEntry


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
        "anomalies": sum(bool(plug.is_anomalous) for plug in plugs),
        "models": sum(bool(lineage.kept) for lineage in lineages),
        "versions": sum(len(lineage.kept) for lineage in lineages),
    }
