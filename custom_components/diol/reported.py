"""Which anomalies were reported already, over restarts of Home Assistant."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN

_VERSION = 1
# A number that no plug gives.
_OF_ANOTHER_PLUG = -1


class ReportedAnomalies:
    """The number of each plug's open anomaly that was reported.

    A number is kept only while its anomaly lasts: once a plug was seen without one, the next is news
    whatever its number, so that a plug that begins to count afresh is not silenced.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Prepare the store."""
        self._store = Store[dict[str, int]](hass, _VERSION, f"{DOMAIN}.reported")
        self._numbers: dict[str, int] = {}

    async def async_load(self) -> None:
        """Read what was reported before the restart."""
        self._numbers = await self._store.async_load() or {}

    @callback
    def is_reported(self, entry_id: str, number: int) -> bool:
        """Tell whether this anomaly of the plug was reported."""
        return self._numbers.get(entry_id) == number

    @callback
    def async_report(self, entry_id: str, number: int) -> None:
        """Remember an anomaly as reported."""
        self._numbers[entry_id] = number
        self._async_save()

    @callback
    def async_forget(self, entry_id: str) -> bool:
        """Forget the anomaly of a plug that has none any more; tell whether one was reported."""
        if self._numbers.pop(entry_id, None) is None:
            return False
        self._async_save()
        return True

    @callback
    def async_moved(self, entry_id: str) -> None:
        """Take no anomaly of the plug that is there now for the one of the plug before it.

        That the old one is over is still to be told.
        """
        if entry_id in self._numbers:
            self.async_report(entry_id, _OF_ANOTHER_PLUG)

    @callback
    def _async_save(self) -> None:
        # At once: a crash soon after must not report the same anomaly again.
        self._store.async_delay_save(self._numbers.copy, 0)


REPORTED: HassKey[ReportedAnomalies] = HassKey(f"{DOMAIN}_reported")
