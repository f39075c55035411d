"""When a plug has learnt its appliance in full, told once, over restarts of Home Assistant."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from . import transport
from .const import DOMAIN, Status
from .library import LIBRARY
from .library_data import id_of
from .model import ModelTextError, parse
from .news import News, async_is_heard, async_tell
from .plug import DiolConfigEntry
from .states import Source

_VERSION = 1
# What a plug does after its learning was given up, or replaced by the model of another.
_GIVEN_UP = (Status.NO_MODEL, Status.ADAPTING, Status.DOES_NOT_FIT)


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a plug had when it began to learn, and when that was seen."""

    text: str
    since: datetime


class Learning:
    """The plugs that learn, each with the text it had when that began.

    It is kept, so that a plug that finished while it or Home Assistant was away is told of all the
    same. A plug that merely comes back watching was not seen learning before.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Prepare the store."""
        self._hass = hass
        self._store = Store[dict[str, Any]](hass, _VERSION, f"{DOMAIN}.learning")
        self._begun: dict[str, _Begun] = {}

    async def async_load(self) -> None:
        """Read which plugs were learning before the restart."""
        stored = await self._store.async_load() or {}
        self._begun = {id_: _read(one) for id_, one in stored.items()}

    @callback
    def since(self, entry_id: str) -> datetime | None:
        """Return when a plug began to learn, as far as it was seen; None if it does not."""
        begun = self._begun.get(entry_id)
        return begun.since if begun else None

    @callback
    def async_follow(self, entry: DiolConfigEntry) -> CALLBACK_TYPE:
        """Look at a plug now and whenever it changes."""

        @callback
        def look(_: HomeAssistant | None = None) -> None:
            self._async_look(entry)

        unsubscribe = entry.runtime_data.transport.async_subscribe(
            look, (Source.MODEL_TEXT, Source.PROGRESS, Source.STATUS)
        )
        cancel = async_at_started(self._hass, look)

        @callback
        def stop() -> None:
            unsubscribe()
            cancel()

        return stop

    @callback
    def async_forget(self, entry_id: str) -> bool:
        """Forget that a plug is learning; tell whether it was."""
        if self._begun.pop(entry_id, None) is None:
            return False
        self._async_save()
        return True

    @callback
    def _async_look(self, entry: DiolConfigEntry) -> None:
        plug, entry_id = entry.runtime_data, entry.entry_id
        if not async_is_heard(self._hass) or not plug.transport.available:
            return
        text = plug.transport.text(Source.MODEL_TEXT) or ""
        if plug.is_learning:
            if entry_id not in self._begun:
                self._begun[entry_id] = _Begun(text, dt_util.utcnow())
                self._async_save()
        elif plug.status in _GIVEN_UP:
            self.async_forget(entry_id)
        elif plug.status is Status.WATCHING:
            begun = self._begun.get(entry_id)
            if (
                begun is not None
                and self.async_forget(entry_id)
                and text != begun.text
                and _is_full(text)
                and not self._was_given(entry, text)
            ):
                async_tell(self._hass, News.LEARNING_FINISHED, entry)

    def _was_given(self, entry: DiolConfigEntry, text: str) -> bool:
        """Whether the plug was given this text, and that ended its learning."""
        own = entry.runtime_data.transport.id
        return self._hass.data[LIBRARY].plugs.was_given(own, id_of(text)) or any(
            # Somebody copied it by hand.
            other.id != own and other.text(Source.MODEL_TEXT) == text
            for other in transport.async_find(self._hass)
        )

    @callback
    def _async_save(self) -> None:
        # At once: a crash soon after must not tell the same again.
        self._store.async_delay_save(self._as_dict, 0)

    @callback
    def _as_dict(self) -> dict[str, Any]:
        return {
            id_: {"text": begun.text, "since": begun.since.isoformat()}
            for id_, begun in self._begun.items()
        }


def _read(stored: dict[str, str] | str) -> _Begun:
    # Before the time was kept, there was only the text.
    if isinstance(stored, str):
        return _Begun(stored, dt_util.utcnow())
    return _Begun(stored["text"], datetime.fromisoformat(stored["since"]))


def _is_full(text: str) -> bool:
    """Whether a text is a model that took the whole time to learn, on this very plug."""
    try:
        model = parse(text)
    except ModelTextError:
        return False
    return not model.provisional and not model.adapted


LEARNING: HassKey[Learning] = HassKey(f"{DOMAIN}_learning")
