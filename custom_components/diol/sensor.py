"""Sensors of a DIoL plug."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import PERCENTAGE, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType

from .const import Status
from .entity import DiolEntity
from .plug import DiolConfigEntry, Plug
from .states import Source

PARALLEL_UPDATES = 0

# Shown as "No anomaly" in the user's language.
NO_REASON = "none"


@dataclass(frozen=True, kw_only=True)
class DiolSensorEntityDescription(SensorEntityDescription):
    """Describes a sensor of a plug."""

    sources: Collection[Source]
    value_fn: Callable[[Plug], StateType]
    attributes_fn: Callable[[Plug], Mapping[str, Any] | None] = lambda plug: None


def _reason(plug: Plug) -> str | None:
    if plug.is_anomalous is None:
        return None
    return plug.reason_text or NO_REASON


DESCRIPTIONS: tuple[DiolSensorEntityDescription, ...] = (
    DiolSensorEntityDescription(
        key="score",
        translation_key="score",
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=2,
        sources=(Source.SCORE,),
        value_fn=lambda plug: plug.score,
    ),
    DiolSensorEntityDescription(
        key="reason",
        translation_key="reason",
        sources=(Source.ANOMALY, Source.REASON, Source.STATUS),
        value_fn=_reason,
    ),
    DiolSensorEntityDescription(
        key="status",
        translation_key="status",
        device_class=SensorDeviceClass.ENUM,
        options=list(Status),
        sources=(Source.STATUS,),
        value_fn=lambda plug: plug.status,
        # A text that was refused changes nothing else, so it is told beside the status.
        attributes_fn=lambda plug: {"refusal": plug.refusal} if plug.refusal else None,
    ),
    DiolSensorEntityDescription(
        key="progress",
        translation_key="progress",
        entity_category=EntityCategory.DIAGNOSTIC,
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=0,
        sources=(Source.PROGRESS,),
        value_fn=lambda plug: plug.transport.number(Source.PROGRESS),
    ),
    DiolSensorEntityDescription(
        key="fit",
        translation_key="fit",
        entity_category=EntityCategory.DIAGNOSTIC,
        native_unit_of_measurement=PERCENTAGE,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        sources=(Source.FIT,),
        value_fn=lambda plug: plug.transport.number(Source.FIT),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DiolConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the sensors of a plug."""
    async_add_entities(DiolSensor(entry, description) for description in DESCRIPTIONS)


class DiolSensor(DiolEntity, SensorEntity):
    """A sensor of a plug."""

    entity_description: DiolSensorEntityDescription

    def __init__(
        self, entry: DiolConfigEntry, description: DiolSensorEntityDescription
    ) -> None:
        """Listen to what the sensor shows."""
        super().__init__(entry, description)
        self._sources = description.sources

    @property
    @override
    def native_value(self) -> StateType:
        """Return what the plug says."""
        return self.entity_description.value_fn(self._plug)

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any] | None:
        """Return what there is to say beside the state."""
        return self.entity_description.attributes_fn(self._plug)
