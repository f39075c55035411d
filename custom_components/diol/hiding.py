"""Hiding what the firmware shows and this integration shows better."""

from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import CONF_HIDDEN
from .plug import DiolConfigEntry
from .states import Source

# The model text is nowhere else, so it stays.
_SUPERSEDED: Final = tuple(source for source in Source if source != Source.MODEL_TEXT)


@callback
def async_hide_superseded(hass: HomeAssistant, entry: DiolConfigEntry) -> CALLBACK_TYPE:
    """Hide each of the firmware's entities once, now or when it appears.

    Once: whoever shows one again has a reason, and is not argued with.
    """
    source = entry.runtime_data.transport
    seen: dict[Source, str] = {}

    @callback
    def hide() -> None:
        nonlocal seen
        # Called also when the plug comes and goes, and there is nothing to do then.
        if source.entity_ids is seen:
            return
        seen = source.entity_ids
        registry = er.async_get(hass)
        done: dict[str, bool] = entry.data.get(CONF_HIDDEN, {})
        new = [
            entity
            for what in _SUPERSEDED
            if (entity := registry.async_get(seen.get(what, "")))
            and entity.id not in done
        ]
        if not new:
            return
        # What to show again is written down before anything is hidden. What is hidden already was
        # hidden by somebody else, who may show it again.
        seen_now = {entity.id: entity.hidden_by is None for entity in new}
        hass.config_entries.async_update_entry(
            entry, data={**entry.data, CONF_HIDDEN: done | seen_now}
        )
        for entity in new:
            if entity.hidden_by is None:
                registry.async_update_entity(
                    entity.entity_id, hidden_by=er.RegistryEntryHider.INTEGRATION
                )

    hide()
    return source.async_subscribe(hide)


@callback
def async_show_superseded(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Show what was hidden here, unless somebody has shown or hidden it since."""
    registry = er.async_get(hass)
    for id_, by_us in entry.data.get(CONF_HIDDEN, {}).items():
        entity = registry.entities.get_entry(id_)
        if by_us and entity and entity.hidden_by is er.RegistryEntryHider.INTEGRATION:
            registry.async_update_entity(entity.entity_id, hidden_by=None)
