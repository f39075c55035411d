"""Test of what the system health tells."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    get_system_health_info,
)

from custom_components.diol.const import DOMAIN
from custom_components.diol.library import LIBRARY
from custom_components.diol.states import Source

from .fake_plug import FakePlug
from .model_texts import model_text


async def test_plugs_and_models_are_counted(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """What there is, and what it does."""
    entry = plug_b.diol_entry()
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert await async_setup_component(hass, "system_health", {})
    dr.async_get(hass).async_update_device(
        plug_b.device.id, sw_version="2026.9.3 (Sep 20 2026)"
    )
    library = hass.data[LIBRARY]
    library.async_save("Fridge", model_text({"hours": 300}))
    library.async_save("Fridge", model_text({"hours": 301}))
    plug_a.raise_anomaly()
    plug_b.set({Source.STATUS: "learning", Source.PROGRESS: "3"})
    await hass.async_block_till_done()
    assert await get_system_health_info(hass, DOMAIN) == {
        "plugs": 2,
        "connected": 2,
        "watching": 1,
        "learning": 1,
        "oldest_firmware": "2026.9.3 (Sep 20 2026)",
        "anomalies": 1,
        "models": 1,
        "versions": 2,
    }
    plug_a.disconnect()
    await hass.async_block_till_done()
    info = await get_system_health_info(hass, DOMAIN)
    assert (info["connected"], info["watching"], info["anomalies"]) == (1, 0, 0)
