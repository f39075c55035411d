"""Conditions of the DIoL integration: what a plug is doing now."""

from abc import abstractmethod
from datetime import timedelta
from typing import Any, ClassVar, Final, Unpack, cast, override

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

from .plug import DiolConfigEntry, Plug
from .targets import async_targeted_entries

# Typed by neither name of the library that validates: Home Assistant replaces it.
_BEHAVIOR: Final[dict[Any, Any]] = {
    vol.Required(ATTR_BEHAVIOR, default=BEHAVIOR_ANY): vol.In(
        [BEHAVIOR_ANY, BEHAVIOR_ALL]
    )
}


class PlugCondition(Condition):
    """Asks the plugs that are meant; one that does not say is counted as a no."""

    options: ClassVar[dict[Any, Any]] = _BEHAVIOR

    @override
    @classmethod
    async def async_validate_config(
        cls, hass: HomeAssistant, config: ConfigType
    ) -> ConfigType:
        """Validate target and options."""
        schema: Any = vol.Schema(
            {
                vol.Required(CONF_TARGET): cv.TARGET_FIELDS,
                vol.Required(CONF_OPTIONS, default={}): cls.options,
            }
        )
        return cast("ConfigType", schema(config))

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Remember who is meant."""
        super().__init__(hass, config)
        self._target = config.target or {}
        self._behavior = (config.options or {}).get(ATTR_BEHAVIOR, BEHAVIOR_ANY)

    @abstractmethod
    def holds(self, plug: Plug) -> bool | None:
        """Tell whether it holds for one plug; None if the plug does not say."""

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
        return plug.transport.available and bool(self.holds(plug))


class IsAnomalousCondition(PlugCondition):
    """There is an anomaly, and has been for some time if that is asked for."""

    options: ClassVar[dict[Any, Any]] = {
        **_BEHAVIOR,
        vol.Optional(CONF_FOR, default=timedelta()): cv.positive_time_period,
    }

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Remember for how long."""
        super().__init__(hass, config)
        self._duration: timedelta = (config.options or {}).get(CONF_FOR, timedelta())

    @override
    def holds(self, plug: Plug) -> bool | None:
        """Tell whether the plug has one; it knows itself since when."""
        if not plug.is_anomalous or not self._duration:
            return plug.is_anomalous
        anomaly = plug.anomaly
        return anomaly is not None and (
            dt_util.utcnow() - anomaly.since >= self._duration
        )


class IsLearningCondition(PlugCondition):
    """The plug learns."""

    @override
    def holds(self, plug: Plug) -> bool | None:
        """Tell whether the plug does."""
        return plug.is_learning


CONDITIONS: dict[str, type[Condition]] = {
    "is_anomalous": IsAnomalousCondition,
    "is_learning": IsLearningCondition,
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions."""
    return CONDITIONS
