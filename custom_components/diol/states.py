"""The states of a plug's entities, as they are now and as they change."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from enum import StrEnum
import math
from typing import Final

from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import (
    async_track_entity_registry_updated_event,
    async_track_state_change_event,
)

from .const import DOMAIN

# Sent with a device's id when one of its entities appears.
SIGNAL_ENTITIES: Final = f"{DOMAIN}_entities_of_{{}}"


class Source(StrEnum):
    """The firmware's entities, by what follows the appliance in their name."""

    MODEL_TEXT = "model text"
    ANOMALY = "anomaly"
    SCORE = "score"
    PROGRESS = "progress"
    KIND = "kind"
    REASON = "reason"
    STATUS = "status"
    FIT = "fit"


class PlugStates(ABC):
    """The firmware's entities of one appliance, whatever they are renamed to."""

    def __init__(self, hass: HomeAssistant, device_id: str | None) -> None:
        """Look at the entities of a device."""
        self.hass = hass
        self.device_id = device_id
        self._entity_ids = self._find_entities()
        self._listeners: dict[CALLBACK_TYPE, Collection[Source]] = {}
        self._sources: dict[str, Source] = {}
        self._tracking: list[CALLBACK_TYPE] = []

    @abstractmethod
    def _find_entities(self) -> dict[Source, str]:
        """Find where each thing is now."""

    @property
    def available(self) -> bool:
        """Whether the plug is there and has told all it knows.

        After a reconnect the states come one by one. Before the last of them the picture is half
        old, and half a picture must not be taken for news.
        """
        states = [state for source in Source if (state := self.entity_state(source))]
        return bool(states) and all(s.state != STATE_UNAVAILABLE for s in states)

    @property
    def entity_ids(self) -> dict[Source, str]:
        """Where everything is found; another object whenever it was looked for again."""
        return self._entity_ids

    def entity_id(self, source: Source) -> str | None:
        """Return where a thing is found in the state machine, if it is enabled."""
        return self._entity_ids.get(source)

    def entity_state(self, source: Source) -> State | None:
        """Return the whole state of one of the firmware's entities."""
        entity_id = self._entity_ids.get(source)
        return self.hass.states.get(entity_id) if entity_id else None

    def text(self, source: Source) -> str | None:
        """Return a state as text; None if it is not known."""
        state = self.entity_state(source)
        if state is None or state.state in (STATE_UNAVAILABLE, STATE_UNKNOWN):
            return None
        return state.state

    def number(self, source: Source) -> float | None:
        """Return a state as a number; None if it is not known."""
        try:
            number = float(self.text(source) or "")
        except ValueError:
            return None
        return number if math.isfinite(number) else None

    def flag(self, source: Source) -> bool | None:
        """Return a state as yes or no; None if it is not known."""
        return {STATE_ON: True, STATE_OFF: False}.get(self.text(source) or "")

    @callback
    def async_subscribe(
        self, listener: CALLBACK_TYPE, sources: Collection[Source] = ()
    ) -> CALLBACK_TYPE:
        """Call the listener when one of these states changes.

        It is called in any case when the plug comes or goes and when its entities change: what was
        read of them may be old then.
        """
        self._listeners[listener] = sources

        @callback
        def unsubscribe() -> None:
            self._listeners.pop(listener, None)

        return unsubscribe

    @callback
    def async_start(self) -> CALLBACK_TYPE:
        """Follow the entities: renamed, switched on and off, new after an update."""
        disconnect = async_dispatcher_connect(
            self.hass, SIGNAL_ENTITIES.format(self.device_id), self._async_track
        )
        self._async_track()

        @callback
        def stop() -> None:
            disconnect()
            self._async_untrack()

        return stop

    @callback
    def _async_track(self) -> None:
        self._async_untrack()
        self._entity_ids = self._find_entities()
        self._sources = {id_: source for source, id_ in self._entity_ids.items()}
        entity_ids = list(self._entity_ids.values())
        self._tracking = [
            async_track_state_change_event(self.hass, entity_ids, self._async_changed),
            async_track_entity_registry_updated_event(
                self.hass, entity_ids, self._async_registry_changed
            ),
        ]
        self._async_notify()

    @callback
    def _async_untrack(self) -> None:
        while self._tracking:
            self._tracking.pop()()

    @callback
    def _async_changed(self, event: Event[EventStateChangedData]) -> None:
        old, new = event.data["old_state"], event.data["new_state"]
        if _is_there(old) != _is_there(new):
            self._async_notify()
            return
        source = self._sources.get(event.data["entity_id"])
        for listener, sources in list(self._listeners.items()):
            if source in sources:
                listener()

    @callback
    def _async_registry_changed(
        self, _: Event[er.EventEntityRegistryUpdatedData]
    ) -> None:
        self._async_track()

    @callback
    def _async_notify(self) -> None:
        for listener in list(self._listeners):
            listener()


def _is_there(state: State | None) -> bool:
    return state is not None and state.state != STATE_UNAVAILABLE
