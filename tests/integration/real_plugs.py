"""The real firmware inside Home Assistant's test fixture, through the real ESPHome integration."""

import asyncio
from collections.abc import Callable
from typing import Any

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.event import async_track_state_change_event
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.harness.plug import Plug

TIMEOUT = 30.0


async def wait_for(
    hass: HomeAssistant, entity_id: str, holds: Callable[[str], bool] | str
) -> str:
    """Wait until an entity has a state, or one that fulfils what is wanted; return it."""
    fulfils = holds if callable(holds) else lambda state: state == holds
    reached = asyncio.Event()

    def look() -> str | None:
        state = hass.states.get(entity_id)
        return state.state if state and fulfils(state.state) else None

    @callback
    def changed(_: Event[EventStateChangedData]) -> None:
        if look() is not None:
            reached.set()

    unsubscribe = async_track_state_change_event(hass, entity_id, changed)
    try:
        if look() is None:
            async with asyncio.timeout(TIMEOUT):
                await reached.wait()
    except TimeoutError:
        raise TimeoutError(f"{entity_id} is {hass.states.get(entity_id)}") from None
    finally:
        unsubscribe()
    return look() or ""


class RealPlug:
    """A running plug and its ESPHome entry in Home Assistant."""

    def __init__(self, hass: HomeAssistant, plug: Plug) -> None:
        """Make the entry; nothing is connected yet."""
        self.hass = hass
        self.plug = plug
        self.node = plug.firmware.name.replace("-", "_")
        self.entry = MockConfigEntry(
            domain="esphome",
            title=plug.firmware.friendly_name,
            unique_id=plug.firmware.mac_address,
            data={
                "host": "127.0.0.1",
                "port": plug.port,
                "password": "",
                "noise_psk": "",
                "device_name": "",
            },
        )
        self.entry.add_to_hass(hass)

    def entity(self, platform: str, name: str) -> str:
        """Entity id of one of the plug's entities."""
        return f"{platform}.{self.node}_{name}"

    @property
    def model_text(self) -> str:
        """Entity id of the model text."""
        return self.entity("text", "diol_model_text")

    @property
    def device_id(self) -> str:
        """The plug's device."""
        (device,) = dr.async_entries_for_config_entry(
            dr.async_get(self.hass), self.entry.entry_id
        )
        return device.id

    async def connect(self) -> None:
        """Let ESPHome connect, and wait for the plug's states."""
        await self.hass.config_entries.async_setup(self.entry.entry_id)
        await wait_for(self.hass, self.model_text, lambda state: state != "unavailable")

    async def call(self, action: str, **data: Any) -> None:
        """Call an action of the firmware."""
        await self.hass.services.async_call(
            "esphome", f"{self.node}_{action}", data, blocking=True
        )

    async def play(self, until: float) -> None:
        """Meter the trace up to `until` (s) and wait until that is done."""
        await self.call("trace_play", until_s=until, speed=0.0)
        clock = self.entity("sensor", "trace_time")
        await wait_for(self.hass, clock, lambda state: float(state) >= until)
