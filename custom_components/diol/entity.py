"""Base of the DIoL entities."""

from collections.abc import Collection
from typing import override

from homeassistant.core import callback
from homeassistant.helpers.entity import Entity, EntityDescription

from .plug import DiolConfigEntry
from .states import Source


class DiolEntity(Entity):
    """An entity on the plug's own device, which belongs to ESPHome."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    # What of the plug's states the entity shows. A plug tells its score every minute, and writing
    # the states of all entities then would be most of what many plugs cost.
    _sources: Collection[Source] = ()

    def __init__(self, entry: DiolConfigEntry, description: EntityDescription) -> None:
        """Attach the entity to the plug's device."""
        self.entity_description = description
        self._plug = entry.runtime_data
        source = self._plug.transport
        # A device info would make a second device: a device has one owner, here ESPHome.
        self.device_entry = source.device
        self._attr_unique_id = f"{entry.unique_id}_{description.key}"
        self._attr_translation_placeholders = {
            "appliance": f" ({source.appliance})" if source.appliance else ""
        }

    @property
    @override
    def available(self) -> bool:
        """Follow the plug."""
        return self._plug.transport.available

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the plug."""
        self.async_on_remove(
            self._plug.transport.async_subscribe(
                self._async_plug_updated, self._sources
            )
        )

    @callback
    def _async_plug_updated(self) -> None:
        self.async_write_ha_state()
