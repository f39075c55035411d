"""A plug as ESPHome leaves it in Home Assistant: entities, states and actions, without firmware."""

import asyncio
from collections.abc import Callable
from typing import Any
from unittest.mock import AsyncMock

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    mock_integration,
)

from custom_components.diol.const import CONF_MODEL_TEXT, DOMAIN
from custom_components.diol.states import Source

from .model_texts import model_text

PATTERN = r"^(DIoL[0-9]{1,2}\.[A-Za-z0-9_\-]{8,249})?$(?!\n)"

WATCHING: dict[Source, str] = {
    Source.MODEL_TEXT: model_text(),
    Source.ANOMALY: "off",
    Source.SCORE: "0.42",
    # Known only while the plug learns.
    Source.PROGRESS: "unknown",
    Source.KIND: "",
    Source.REASON: "",
    Source.STATUS: "watching",
    Source.FIT: "unknown",
}
REASON = "On for 3 h 10 min; longest learnt 48 min [runs_too_long n=3 on=190 max=48]"
DOMAINS = {Source.MODEL_TEXT: "text", Source.ANOMALY: "binary_sensor"}


def state_of(hass: HomeAssistant, entity_id: str) -> str:
    """Return a state."""
    state = hass.states.get(entity_id)
    assert state is not None
    return state.state


class FakePlug:
    """One plug with one or more appliances."""

    def __init__(
        self,
        hass: HomeAssistant,
        name: str,
        mac: str,
        appliances: tuple[str, ...] = ("",),
    ) -> None:
        """Register the plug with Home Assistant, connected and watching."""
        self.hass = hass
        self.name = name
        self.mac = mac
        self.node = name.lower().replace(" ", "-")
        self.appliances = appliances
        self.calls: list[dict[str, Any]] = []
        self.on_call: Callable[[], None] = lambda: None
        self.refusal: str | None = None
        self.answers = True
        self.reports = True
        self.waits_for: asyncio.Event | None = None
        self.power = ""
        # Only what ESPHome leaves behind is there, so only its unloading is asked for.
        mock_integration(
            hass,
            MockModule("esphome", async_unload_entry=AsyncMock(return_value=True)),
        )
        self.esphome = MockConfigEntry(
            domain="esphome",
            title=name,
            unique_id=mac,
            data={"device_name": self.node},
            state=ConfigEntryState.LOADED,
        )
        self.esphome.add_to_hass(hass)
        self.register()
        self.offer_actions()

    def register(self, sources: tuple[Source, ...] = tuple(Source)) -> None:
        """Create the device and its entities, as a first connection does."""
        self.device = dr.async_get(self.hass).async_get_or_create(
            config_entry_id=self.esphome.entry_id,
            connections={(dr.CONNECTION_NETWORK_MAC, self.mac)},
            manufacturer="espressif",
            model="plug",
            sw_version="2026.10.0",
            name=self.name,
        )
        self.entities: dict[tuple[str, Source], er.RegistryEntry] = {}
        for appliance in self.appliances:
            for source in sources:
                self.add(source, appliance)

    def add(self, source: Source, appliance: str = "") -> er.RegistryEntry:
        """Create one entity."""
        name = f"DIoL {appliance} {source}".replace("  ", " ")
        entity = er.async_get(self.hass).async_get_or_create(
            DOMAINS.get(source, "sensor"),
            "esphome",
            f"{self.mac.upper()}-{name}",
            config_entry=self.esphome,
            device_id=self.device.id,
            has_entity_name=True,
            original_name=name,
            object_id_base=name,
            capabilities={"min": 0, "max": 255, "mode": "text", "pattern": PATTERN}
            if source is Source.MODEL_TEXT
            else None,
        )
        self.entities[appliance, source] = entity
        self.set({source: WATCHING[source]}, appliance)
        return entity

    def add_other(self, domain: str, name: str) -> str:
        """Create an entity beside those that tell what the plug does; return its id."""
        entity = er.async_get(self.hass).async_get_or_create(
            domain,
            "esphome",
            f"{self.mac.upper()}-{name}",
            config_entry=self.esphome,
            device_id=self.device.id,
            has_entity_name=True,
            original_name=name,
            object_id_base=name,
        )
        self.hass.states.async_set(entity.entity_id, "on")
        return entity.entity_id

    def add_power(self) -> str:
        """Create the sensor that meters; return its entity id."""
        self.power = (
            er.async_get(self.hass)
            .async_get_or_create(
                "sensor",
                "esphome",
                f"{self.mac.upper()}-power",
                config_entry=self.esphome,
                device_id=self.device.id,
                has_entity_name=True,
                original_name="Power",
                original_device_class="power",
                object_id_base="Power",
                unit_of_measurement="W",
            )
            .entity_id
        )
        self.hass.states.async_set(self.power, "1.2")
        return self.power

    def entity_id(self, source: Source, appliance: str = "") -> str:
        """Return where an entity is now."""
        entity = er.async_get(self.hass).entities.get_entry(
            self.entities[appliance, source].id
        )
        assert entity is not None
        return entity.entity_id

    def state(self, source: Source, appliance: str = "") -> str:
        """Return the state of an entity of the firmware."""
        state = self.hass.states.get(self.entity_id(source, appliance))
        assert state is not None
        return state.state

    def set(self, states: dict[Source, str], appliance: str = "") -> None:
        """Publish states, one after the other."""
        for source, state in states.items():
            self.hass.states.async_set(self.entity_id(source, appliance), state)

    def disable(self, source: Source) -> None:
        """Disable an entity as a user does: it has no state any more."""
        entity_id = self.entity_id(source)
        er.async_get(self.hass).async_update_entity(
            entity_id, disabled_by=er.RegistryEntryDisabler.USER
        )
        self.hass.states.async_remove(entity_id)

    def enable(self, source: Source, state: str | None = None) -> None:
        """Enable it again; ESPHome publishes its state, as usual if no other is given."""
        er.async_get(self.hass).async_update_entity(
            self.entity_id(source), disabled_by=None
        )
        self.set({source: WATCHING[source] if state is None else state})

    def disconnect(self) -> None:
        """Lose the connection."""
        for appliance, source in self.entities:
            self.set({source: STATE_UNAVAILABLE}, appliance)

    def reconnect(self, **states: str) -> None:
        """Connect again; the states come in the order in which ESPHome sends them."""
        news = WATCHING | {
            Source[name.upper()]: state for name, state in states.items()
        }
        order = sorted(news, key=lambda source: DOMAINS.get(source, "sensor"))
        self.set({source: news[source] for source in order})

    def raise_anomaly(self, number: int = 3, kind: str = "runs_too_long") -> None:
        """Publish an anomaly as the firmware does: what is known of it comes first."""
        self.set(
            {
                Source.KIND: kind,
                Source.REASON: REASON.replace("n=3", f"n={number}"),
                # Single precision, as ESPHome hands it on.
                Source.SCORE: "2.5099999904632568",
                Source.ANOMALY: "on",
            }
        )

    def clear_anomaly(self) -> None:
        """Publish that the anomaly is over."""
        self.set(
            {key: WATCHING[key] for key in (Source.KIND, Source.REASON, Source.SCORE)}
        )
        self.set({Source.ANOMALY: "off"})

    def offer_actions(self) -> None:
        """Register the firmware's actions under the node's name."""
        node = self.node.replace("-", "_")
        self.hass.services.async_register(
            "esphome", f"{node}_diol_import", self._import
        )
        self.hass.services.async_register("esphome", f"{node}_diol_learn", self._import)

    async def _import(self, call: ServiceCall) -> None:
        """Take a model or refuse it, with ESPHome's errors."""
        self.calls.append(dict(call.data))
        self.on_call()
        await asyncio.sleep(0)
        if self.waits_for:
            await self.waits_for.wait()
        if not self.answers:
            raise HomeAssistantError(
                translation_domain="esphome",
                translation_key="action_call_timeout",
                translation_placeholders={"call_name": "x", "device_name": self.name},
            )
        if self.refusal:
            raise HomeAssistantError(
                translation_domain="esphome",
                translation_key="action_call_failed",
                translation_placeholders={
                    "call_name": "diol_import",
                    "device_name": self.name,
                    "error": self.refusal,
                },
            )
        if self.reports and "model" in call.data:
            self.hass.async_create_task(self._report(dict(call.data)))

    async def _report(self, data: dict[str, Any]) -> None:
        """Publish the model a moment after the answer."""
        await asyncio.sleep(0.01)
        self.set({Source.MODEL_TEXT: data["model"]}, data["appliance"])

    def diol_entry(self, appliance: str = "") -> MockConfigEntry:
        """Return a config entry of DIoL for this plug, added and not set up."""
        entry = MockConfigEntry(
            domain=DOMAIN,
            title=self.name,
            unique_id=self.mac + (f"-{appliance}" if appliance else ""),
            data={CONF_MODEL_TEXT: self.entities[appliance, Source.MODEL_TEXT].id},
        )
        entry.add_to_hass(self.hass)
        return entry
