"""Conditions of the DIoL integration: what a plug is doing now."""

from abc import abstractmethod
from datetime import datetime, timedelta
from typing import Any, Final, Unpack, cast, override

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_FOR, CONF_OPTIONS, CONF_TARGET
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import (
    ATTR_BEHAVIOR,
    BEHAVIOR_ALL,
    BEHAVIOR_ANY,
    Condition,
    ConditionCheckParams,
    ConditionConfig,
)
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util
import voluptuous as vol

from .learning import LEARNING
from .plug import DiolConfigEntry, Plug
from .targets import async_targeted_entries

# Typed by neither name of the library that validates: Home Assistant replaces it.
_SCHEMA: Final[Any] = vol.Schema(
    {
        vol.Required(CONF_TARGET): cv.TARGET_FIELDS,
        vol.Required(CONF_OPTIONS, default={}): {
            vol.Required(ATTR_BEHAVIOR, default=BEHAVIOR_ANY): vol.In(
                [BEHAVIOR_ANY, BEHAVIOR_ALL]
            ),
            vol.Optional(CONF_FOR, default=timedelta()): cv.positive_time_period,
        },
    }
)


class PlugCondition(Condition):
    """Asks the plugs that are meant; one that does not say is counted as a no.

    It may have to hold for some time. Since when it does is known better here than by the states of
    entities, which begin anew when Home Assistant starts or the plug comes back.
    """

    @override
    @classmethod
    async def async_validate_config(
        cls, hass: HomeAssistant, config: ConfigType
    ) -> ConfigType:
        """Validate target and options."""
        return cast("ConfigType", _SCHEMA(config))

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Remember who is meant, and for how long."""
        super().__init__(hass, config)
        options = config.options or {}
        self._target = config.target or {}
        self._behavior = options.get(ATTR_BEHAVIOR, BEHAVIOR_ANY)
        self._duration: timedelta = options.get(CONF_FOR, timedelta())

    @abstractmethod
    def holds(self, plug: Plug) -> bool | None:
        """Tell whether it holds for one plug; None if the plug does not say."""

    @abstractmethod
    def since(self, entry: DiolConfigEntry) -> datetime | None:
        """Return since when it holds for one plug; None if that is not known yet."""

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        answers = [
            self._is_true(entry_id)
            for entry_id in async_targeted_entries(self._hass, self._target)
        ]
        # Of no plug at all nothing is true.
        return any(answers) and (self._behavior == BEHAVIOR_ANY or all(answers))

    def _is_true(self, entry_id: str) -> bool:
        entry: DiolConfigEntry | None = self._hass.config_entries.async_get_entry(
            entry_id
        )
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return False
        plug = entry.runtime_data
        if not plug.transport.available or not self.holds(plug):
            return False
        if not self._duration:
            return True
        since = self.since(entry)
        return since is not None and dt_util.utcnow() - since >= self._duration


class IsAnomalousCondition(PlugCondition):
    """There is an anomaly."""

    @override
    def holds(self, plug: Plug) -> bool | None:
        """Tell whether the plug has one."""
        return plug.is_anomalous

    @override
    def since(self, entry: DiolConfigEntry) -> datetime | None:
        """Return when it began; the plug knows it."""
        anomaly = entry.runtime_data.anomaly
        return anomaly.since if anomaly else None


class IsLearningCondition(PlugCondition):
    """The plug learns."""

    @override
    def holds(self, plug: Plug) -> bool | None:
        """Tell whether the plug does."""
        return plug.is_learning

    @override
    def since(self, entry: DiolConfigEntry) -> datetime | None:
        """Return when it began, over restarts."""
        return self._hass.data[LEARNING].since(entry.entry_id)


CONDITIONS: dict[str, type[Condition]] = {
    "is_anomalous": IsAnomalousCondition,
    "is_learning": IsLearningCondition,
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions."""
    return CONDITIONS
