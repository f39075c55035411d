"""Diagnostics of a DIoL plug.

The model text is in it on purpose: it holds no secret, and a report of a wrong alarm is worth little
without it.
"""

from dataclasses import asdict
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceEntry

from .exporting import describe
from .model import ModelTextError, parse
from .plug import DiolConfigEntry
from .states import Source


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: DiolConfigEntry
) -> dict[str, Any]:
    """Return diagnostics for a config entry."""
    plug = entry.runtime_data
    device = plug.transport.device
    text = plug.transport.text(Source.MODEL_TEXT)
    return {
        "appliance": plug.transport.appliance,
        # Of a part of a plug ESPHome says nothing but its name.
        "device": {
            "manufacturer": device.manufacturer,
            "model": device.model,
            "sw_version": device.sw_version,
        }
        if isinstance(device, DeviceEntry)
        else None,
        "available": plug.transport.available,
        "states": {
            source: state.state
            if (state := plug.transport.entity_state(source))
            else None
            for source in Source
        },
        **_model(text, plug.transport.number(Source.FIT)),
    }


def _model(text: str | None, fit: float | None) -> dict[str, Any]:
    """Return the numbers of a model and what they say."""
    if not text:
        return {"model": None}
    try:
        return {"model": asdict(parse(text)), **describe(text, fit)}
    except ModelTextError as err:
        return {"model": {"error": str(err)}}
