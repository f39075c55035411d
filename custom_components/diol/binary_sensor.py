"""Binary sensor of a DIoL plug: is there an anomaly."""

from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import DiolEntity
from .plug import DiolConfigEntry
from .states import Source

PARALLEL_UPDATES = 0

DESCRIPTION = BinarySensorEntityDescription(
    key="anomaly",
    translation_key="anomaly",
    device_class=BinarySensorDeviceClass.PROBLEM,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DiolConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the binary sensor of a plug."""
    async_add_entities([AnomalyBinarySensor(entry, DESCRIPTION)])


class AnomalyBinarySensor(DiolEntity, BinarySensorEntity):
    """On while there is an anomaly, and never off unless the plug is watching."""

    _sources = (Source.ANOMALY, Source.STATUS)

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether there is an anomaly."""
        return self._plug.is_anomalous
