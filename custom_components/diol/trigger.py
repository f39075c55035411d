"""Triggers of the DIoL integration: what a plug tells once, told to automations."""

from typing import Any, ClassVar, Final, cast, override

from homeassistant.const import CONF_OPTIONS, CONF_TARGET
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.trigger import (
    ENTITY_STATE_TRIGGER_SCHEMA,
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType
import voluptuous as vol

from .const import Kind
from .event import ATTR_KIND
from .news import ATTR_NAME, News, async_listen
from .targets import async_targeted_entries

CONF_KINDS: Final = "kinds"


class NewsTrigger(Trigger):
    """Fires for each piece of news of a plug that is meant.

    It listens to what is told instead of to states: those come and go with the plug, and an anomaly
    that began while it was away would look like one that was there before.
    """

    _news: ClassVar[News]
    _description: ClassVar[str]
    # Typed by neither name of the library that validates: Home Assistant replaces it.
    _schema: ClassVar[Any] = ENTITY_STATE_TRIGGER_SCHEMA

    @override
    @classmethod
    async def async_validate_config(
        cls, hass: HomeAssistant, config: ConfigType
    ) -> ConfigType:
        """Validate target and options."""
        return cast("ConfigType", cls._schema(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Remember who is meant."""
        super().__init__(hass, config)
        self._target = config.target or {}
        self._options = config.options or {}

    def is_wanted(self, details: dict[str, Any]) -> bool:
        """Tell whether the automation wants this one."""
        return True

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Run the action at each piece of news."""

        @callback
        def told(entry_id: str, details: dict[str, Any]) -> None:
            # Who is meant is looked up now: plugs move to other areas and get other labels.
            if self.is_wanted(details) and entry_id in async_targeted_entries(
                self._hass, self._target
            ):
                run_action(details, f"{self._description} {details[ATTR_NAME]}")

        return async_listen(self._hass, self._news, told)


class AnomalyDetectedTrigger(NewsTrigger):
    """An anomaly began, now or while nobody listened."""

    _news = News.ANOMALY_DETECTED
    _description = "anomaly of"
    _schema = ENTITY_STATE_TRIGGER_SCHEMA.extend(
        {
            vol.Required(CONF_TARGET): cv.TARGET_FIELDS,
            vol.Required(CONF_OPTIONS, default={}): {
                vol.Optional(CONF_KINDS): vol.All(
                    cv.ensure_list, vol.Length(min=1), [vol.Coerce(Kind)]
                )
            },
        }
    )

    @override
    def is_wanted(self, details: dict[str, Any]) -> bool:
        """Tell whether it is of a kind that was chosen; without a choice all are."""
        kinds = self._options.get(CONF_KINDS)
        return kinds is None or details[ATTR_KIND] in kinds


class AnomalyClearedTrigger(NewsTrigger):
    """An anomaly that was reported is over."""

    _news = News.ANOMALY_CLEARED
    _description = "end of the anomaly of"


class LearningFinishedTrigger(NewsTrigger):
    """A plug has learnt in full."""

    _news = News.LEARNING_FINISHED
    _description = "end of learning of"


TRIGGERS: dict[str, type[Trigger]] = {
    News.ANOMALY_DETECTED: AnomalyDetectedTrigger,
    News.ANOMALY_CLEARED: AnomalyClearedTrigger,
    News.LEARNING_FINISHED: LearningFinishedTrigger,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers."""
    return TRIGGERS
