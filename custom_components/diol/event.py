"""Event of a DIoL plug: an anomaly began."""

from typing import override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.const import ATTR_ENTITY_ID, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.start import async_at_started

from .const import DOMAIN, Kind
from .entity import DiolEntity
from .news import News, async_is_heard, async_tell
from .plug import DiolConfigEntry
from .reported import REPORTED
from .states import Source

PARALLEL_UPDATES = 0

ATTR_ANOMALY_SENSOR = "anomaly_sensor"
ATTR_KIND = "kind"
ATTR_NUMBER = "number"
ATTR_NUMBERS = "numbers"
ATTR_REASON = "reason"
ATTR_SCORE = "score"
ATTR_SINCE = "since"

DESCRIPTION = EventEntityDescription(
    key="anomaly",
    translation_key="anomaly",
    event_types=list(Kind),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DiolConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the event of a plug."""
    async_add_entities([AnomalyEvent(entry, DESCRIPTION)])


class AnomalyEvent(DiolEntity, EventEntity):
    """Reports each anomaly once, with all that is known of it.

    One that began while nobody listened is reported when the plug is back: its number was not
    reported yet. The triggers are told here too, so that they fire when this reports and at no
    other time.
    """

    _sources = (
        Source.ANOMALY,
        Source.KIND,
        Source.REASON,
        Source.SCORE,
        Source.STATUS,
    )

    def __init__(
        self, entry: DiolConfigEntry, description: EventEntityDescription
    ) -> None:
        """Remember whose anomalies these are."""
        super().__init__(entry, description)
        self._entry = entry
        self._was_available: bool | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Report what is there already, but not before the entity itself is there.

        The first state after unavailable is not taken for an event by Home Assistant's own
        trigger, so an anomaly has to be the second.
        """
        await super().async_added_to_hass()
        self._was_available = self.available
        handle = self.hass.loop.call_soon(self._async_report)
        self.async_on_remove(handle.cancel)
        if not async_is_heard(self.hass):
            self.async_on_remove(async_at_started(self.hass, self._async_started))

    @callback
    def _async_started(self, _: HomeAssistant) -> None:
        self._async_report()

    @override
    @callback
    def _async_plug_updated(self) -> None:
        if self.available != self._was_available:
            self._was_available = self.available
            super()._async_plug_updated()
        self._async_report()

    @callback
    def _async_report(self) -> None:
        if not async_is_heard(self.hass):
            return
        reported = self.hass.data[REPORTED]
        entry_id = self._entry.entry_id
        if (
            self._plug.transport.available
            and self._plug.is_anomalous is False
            and reported.async_forget(entry_id)
        ):
            async_tell(self.hass, News.ANOMALY_CLEARED, self._entry)
        anomaly = self._plug.anomaly
        if anomaly is None or reported.is_reported(entry_id, anomaly.number):
            return
        reported.async_report(entry_id, anomaly.number)
        details = {
            ATTR_KIND: anomaly.kind,
            ATTR_REASON: anomaly.reason,
            ATTR_NUMBERS: anomaly.numbers,
            ATTR_SCORE: anomaly.score,
            ATTR_NUMBER: anomaly.number,
            ATTR_SINCE: anomaly.since.isoformat(),
        }
        self._trigger_event(anomaly.kind, details)
        self.async_write_ha_state()
        async_tell(
            self.hass,
            News.ANOMALY_DETECTED,
            self._entry,
            {
                ATTR_ENTITY_ID: self.entity_id,
                ATTR_ANOMALY_SENSOR: er.async_get(self.hass).async_get_entity_id(
                    Platform.BINARY_SENSOR, DOMAIN, self.unique_id or ""
                ),
                **details,
            },
        )
