"""How to reach a DIoL plug: the only module that knows ESPHome.

A plug is seen through its entities in the registries and the state machine, and told what to do
through the actions its firmware registers. ESPHome's own objects are never touched, so that no
change inside that integration can break this one.
"""

import asyncio
from collections.abc import Callable
from typing import Final, override

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE, Platform
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.device_registry import format_mac
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.event import async_track_state_change_event

from .coded import parse as parse_coded
from .const import DOMAIN, Mode
from .refusals import refused
from .states import SIGNAL_ENTITIES, PlugStates, Source

ESPHOME: Final = "esphome"

# ESPHome gives up on an action after 30 seconds; this is for the text to arrive after that.
REPORT_TIMEOUT: Final = 15

# What a user cannot rename away: the model text entity accepts only model texts.
_PATTERN_START: Final = "^(DIoL"
_NAME_START: Final = "DIoL "
_ACCEPT_BUTTON: Final = "accept as normal"
_CLUSTER: Final = "cluster"
_SENSITIVITY: Final = "sensitivity"
_POWER: Final = "power"
_PLATFORMS: Final = {
    Source.MODEL_TEXT: Platform.TEXT,
    Source.ANOMALY: Platform.BINARY_SENSOR,
}


class PlugTransport(PlugStates):
    """One appliance on one plug: its states as they are now, and the way to its firmware."""

    def __init__(
        self, hass: HomeAssistant, text: er.RegistryEntry, esphome: ConfigEntry
    ) -> None:
        """Look at the plug that has this model text entity."""
        self.id = text.id
        self.appliance = _appliance_of(text)
        mac = format_mac(esphome.unique_id or "")
        self.unique_id = f"{mac}-{self.appliance}" if self.appliance else mac
        self._esphome_id = esphome.entry_id
        super().__init__(hass, text.device_id)

    @property
    def device(self) -> dr.AnyDeviceEntry | None:
        """The plug's own device, which ESPHome owns."""
        return dr.async_get(self.hass).async_get(self.device_id or "")

    @property
    def name(self) -> str:
        """What people call it: the device, and the appliance where it has a name."""
        device = self.device
        name = (device.name_by_user or device.name or "") if device else ""
        return f"{name} ({self.appliance})" if self.appliance else name

    @property
    def accept_button(self) -> str | None:
        """Entity id of the button that accepts an anomaly as normal, if it is enabled."""
        return self._named(Platform.BUTTON, _ACCEPT_BUTTON)

    @property
    def cluster_sensor(self) -> str | None:
        """Entity id of the sensor that tells the nearest cluster, counted from 1, if it is enabled."""
        return self._named(Platform.SENSOR, _CLUSTER)

    @property
    def sensitivity_number(self) -> str | None:
        """Entity id of the number that sets the sensitivity, if it is enabled."""
        return self._named(Platform.NUMBER, _SENSITIVITY)

    @property
    def power_sensors(self) -> list[str]:
        """Entity ids of what may be the power that is metered, the likeliest first.

        Which sensor it is stands in the plug's own configuration alone. On most plugs there is one; where
        there are several, the one with the appliance in its name is likelier than others.
        """
        found = [
            entity
            for entity in er.async_entries_for_device(
                er.async_get(self.hass), self.device_id or ""
            )
            if entity.platform == ESPHOME
            and entity.domain == Platform.SENSOR
            and (entity.device_class or entity.original_device_class) == _POWER
        ]
        name = self.appliance.casefold()
        found.sort(
            key=lambda entity: (
                name not in (entity.original_name or "").casefold(),
                len(entity.original_name or ""),
            )
        )
        return [entity.entity_id for entity in found]

    def _named(self, platform: Platform, name: str) -> str | None:
        infix = f"{self.appliance} " if self.appliance else ""
        for entity in er.async_entries_for_device(
            er.async_get(self.hass), self.device_id or ""
        ):
            if (
                entity.platform == ESPHOME
                and entity.domain == platform
                and entity.original_name == f"{_NAME_START}{infix}{name}"
            ):
                return entity.entity_id
        return None

    @property
    def is_outdated(self) -> bool:
        """Whether the firmware lacks what is needed here; known only while the plug is connected."""
        try:
            self._action_name("diol_import")
            self._action_name("diol_learn")
        except HomeAssistantError as err:
            return err.translation_key == "no_action"
        return False

    async def async_import(self, model: str, mode: Mode) -> None:
        """Give the plug a model; return when it reports that very text."""
        entity_id = self.entity_id(Source.MODEL_TEXT)
        reported = asyncio.Event()

        @callback
        def changed(event: Event[EventStateChangedData]) -> None:
            if self.text(Source.MODEL_TEXT) == model:
                reported.set()

        # Listening begins before the call: the text may come before the answer does.
        stop = async_track_state_change_event(self.hass, [entity_id or ""], changed)
        try:
            await self._async_act(
                "diol_import",
                {"model": model, "mode": str(mode), "appliance": self.appliance},
            )
            if self.text(Source.MODEL_TEXT) == model:
                return
            async with asyncio.timeout(REPORT_TIMEOUT):
                await reported.wait()
        except TimeoutError as err:
            # What the plug reports counts, even if its answer was lost on the way.
            if not reported.is_set():
                raise self.error("timeout") from err
        finally:
            stop()

    async def async_learn(self, hours: float = 0) -> None:
        """Let the plug learn afresh; 0 is the firmware's own default."""
        try:
            await self._async_act(
                "diol_learn", {"hours": hours, "appliance": self.appliance}
            )
        except TimeoutError as err:
            raise self.error("no_answer") from err

    async def _async_act(self, action: str, data: dict[str, object]) -> None:
        """Call an action of the plug's firmware."""
        name = self._action_name(action)
        try:
            await self.hass.services.async_call(ESPHOME, name, data, blocking=True)
        except HomeAssistantError as err:
            if err.translation_key == "action_call_timeout":
                raise TimeoutError from err
            text = (err.translation_placeholders or {}).get("error") or str(err)
            answer = parse_coded(text)
            # Only the firmware gives a code. Without one, the connection failed.
            if answer.code:
                key, placeholders = refused(answer)
                raise self.error(key, ServiceValidationError, **placeholders) from err
            raise self.error("not_reached", reason=text) from err

    def _action_name(self, action: str) -> str:
        """Find the action's name at the time of the call; it holds the node's name."""
        entry = self._esphome
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            raise self.error("offline")
        if (state := self.entity_state(Source.MODEL_TEXT)) is None:
            raise self.error("model_text_disabled", ServiceValidationError)
        if state.state == STATE_UNAVAILABLE:
            raise self.error("offline")
        actions = self.hass.services.async_services_for_domain(ESPHOME)
        if (name := f"{_node(entry)}_{action}") in actions:
            return name
        # After a change of name ESPHome keeps the actions under the old one until it is reloaded.
        known = {
            f"{_node(entry)}_{action}"
            for entry in self.hass.config_entries.async_entries(ESPHOME)
        }
        if any(name.endswith(f"_{action}") and name not in known for name in actions):
            raise self.error("renamed")
        raise self.error("no_action")

    def error(
        self,
        key: str,
        kind: type[HomeAssistantError] = HomeAssistantError,
        **placeholders: str,
    ) -> HomeAssistantError:
        """Make an error that names the plug."""
        return kind(
            translation_domain=DOMAIN,
            translation_key=key,
            translation_placeholders={"name": self.name, **placeholders},
        )

    @property
    def _esphome(self) -> ConfigEntry | None:
        return self.hass.config_entries.async_get_entry(self._esphome_id)

    @override
    @callback
    def _find_entities(self) -> dict[Source, str]:
        infix = f"{self.appliance} " if self.appliance else ""
        sources: dict[tuple[str, str], Source] = {
            (
                _PLATFORMS.get(source, Platform.SENSOR),
                f"{_NAME_START}{infix}{source}",
            ): (source)
            for source in Source
        }
        registry = er.async_get(self.hass)
        return {
            source: entry.entity_id
            for entry in er.async_entries_for_device(registry, self.device_id or "")
            if entry.platform == ESPHOME
            and (source := sources.get((entry.domain, entry.original_name or "")))
        }


@callback
def async_get(
    hass: HomeAssistant, text: er.RegistryEntry | None
) -> PlugTransport | None:
    """Return the plug of a model text entity; None if it is not one."""
    if text is None or not is_model_text(text):
        return None
    entry = hass.config_entries.async_get_entry(text.config_entry_id or "")
    # Without the plug's MAC it could not be told from another one.
    if entry is None or entry.unique_id is None:
        return None
    return PlugTransport(hass, text, entry)


@callback
def async_find(
    hass: HomeAssistant, device_id: str | None = None
) -> list[PlugTransport]:
    """Return the plugs with DIoL: all of them, or those of one device."""
    registry = er.async_get(hass)
    entries = (
        list(registry.entities.values())
        if device_id is None
        else er.async_entries_for_device(
            registry, device_id, include_disabled_entities=True
        )
    )
    return [plug for entry in entries if (plug := async_get(hass, entry))]


@callback
def async_has_plug(hass: HomeAssistant, unique_id: str | None) -> bool:
    """Tell whether ESPHome has a plug, whatever its firmware is."""
    mac = mac_of(unique_id)
    return any(
        format_mac(entry.unique_id or "") == mac
        for entry in hass.config_entries.async_entries(ESPHOME)
    )


@callback
def async_listen(
    hass: HomeAssistant, found: Callable[[er.RegistryEntry], None]
) -> CALLBACK_TYPE:
    """Report model text entities that appear, and tell the plugs of new siblings."""
    registry = er.async_get(hass)

    @callback
    def is_news(data: er.EventEntityRegistryUpdatedData) -> bool:
        return data["action"] == "create" or (
            data["action"] == "update"
            and not data["changes"].keys().isdisjoint(("capabilities", "disabled_by"))
        )

    @callback
    def updated(event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        entry = registry.async_get(event.data["entity_id"])
        if entry is None or entry.platform != ESPHOME:
            return
        if (entry.original_name or "").startswith(_NAME_START):
            async_dispatcher_send(hass, SIGNAL_ENTITIES.format(entry.device_id))
        if is_model_text(entry):
            found(entry)

    return hass.bus.async_listen(
        er.EVENT_ENTITY_REGISTRY_UPDATED, updated, event_filter=is_news
    )


@callback
def is_model_text(entry: er.RegistryEntry) -> bool:
    """Tell whether an entity is the model text of a DIoL plug."""
    pattern = (entry.capabilities or {}).get("pattern")
    return (
        entry.platform == ESPHOME
        and entry.domain == Platform.TEXT
        and isinstance(pattern, str)
        and pattern.startswith(_PATTERN_START)
    )


def mac_of(unique_id: str | None) -> str:
    """Return the plug's part of the unique id of an appliance on it."""
    return (unique_id or "").partition("-")[0]


def _appliance_of(text: er.RegistryEntry) -> str:
    """Return what stands between "DIoL" and "model text" in the name; "" for the only one."""
    name = text.original_name or ""
    return name.removeprefix(_NAME_START).removesuffix(Source.MODEL_TEXT).strip()


def _node(entry: ConfigEntry) -> str:
    return str(entry.data.get("device_name", "")).replace("-", "_")
