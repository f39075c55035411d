"""Base of the entities that show which model of the library a plug uses."""

from abc import abstractmethod
from typing import override

from homeassistant.core import callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .const import Mode
from .copying import Given, async_give
from .entity import DiolEntity
from .library import LIBRARY, SIGNAL_LIBRARY, SIGNAL_TAKEN, readable, told
from .library_data import LibraryError, Lineage
from .plug_records import Taken


class LibraryEntity(DiolEntity):
    """Follows the library, and what is remembered of the plug."""

    _shown: tuple[object, ...] | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the library, too."""
        await super().async_added_to_hass()
        for signal in (SIGNAL_LIBRARY, SIGNAL_TAKEN.format(self._plug.transport.id)):
            self.async_on_remove(
                async_dispatcher_connect(self.hass, signal, self._async_plug_updated)
            )

    @property
    def _taken(self) -> Taken | None:
        """What the plug took last."""
        return self.hass.data[LIBRARY].plugs.taken(self._plug.transport.id)

    @property
    def _lineage(self) -> Lineage | None:
        """The lineage of what the plug took, if the library has it still."""
        taken = self._taken
        return self.hass.data[LIBRARY].lineage(taken.lineage) if taken else None

    async def _async_give(self, lineage: Lineage) -> None:
        """Give the newest model of a lineage to the plug, in the mode it took its last one."""
        taken, model = self._taken, lineage.kept[-1]
        try:
            readable(lineage.name, model.text)
        except LibraryError as err:
            raise told(err) from err
        mode = taken.mode if taken else Mode.ADAPT
        await async_give(Given.of(lineage, model), mode, self._plug.transport)

    def _gone(self, name: str) -> ServiceValidationError:
        """Return the error for what was in the library a moment ago."""
        return told(LibraryError("model_unknown", name=name))

    @property
    @abstractmethod
    def _shows(self) -> tuple[object, ...]:
        """All that is shown: nothing is written if none of it has changed."""

    @override
    @callback
    def _async_plug_updated(self) -> None:
        if (shows := self._shows) != self._shown:
            self._shown = shows
            self.async_write_ha_state()
