"""What a plug has to tell once, for the triggers: each piece of news is told when it is news."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, CoreState, HomeAssistant, callback
from homeassistant.helpers.dispatcher import (
    async_dispatcher_connect,
    async_dispatcher_send,
)

from .const import DOMAIN
from .plug import DiolConfigEntry
from .states import Source

ATTR_ACCEPT_BUTTON: Final = "accept_button"
ATTR_DEVICE_ID: Final = "device_id"
ATTR_MODEL_TEXT: Final = "model_text"
ATTR_NAME: Final = "name"

_SIGNAL: Final = f"{DOMAIN}_{{}}"

type NewsListener = Callable[[str, dict[str, Any]], None]


class News(StrEnum):
    """What there is to tell, by the name of its trigger."""

    ANOMALY_DETECTED = "anomaly_detected"
    ANOMALY_CLEARED = "anomaly_cleared"
    LEARNING_FINISHED = "learning_finished"


@callback
def async_is_heard(hass: HomeAssistant) -> bool:
    """Whether news reaches automations.

    They listen from the end of the start on, and no longer while Home Assistant stops. What would be
    told in between is kept until then, which is why it must not be marked as told.
    """
    return hass.state is CoreState.running


@callback
def async_tell(
    hass: HomeAssistant,
    news: News,
    entry: DiolConfigEntry,
    details: dict[str, Any] | None = None,
) -> None:
    """Tell news of a plug."""
    source = entry.runtime_data.transport
    async_dispatcher_send(
        hass,
        _SIGNAL.format(news),
        entry.entry_id,
        {
            ATTR_DEVICE_ID: source.device_id,
            ATTR_NAME: source.name,
            ATTR_ACCEPT_BUTTON: source.accept_button,
            ATTR_MODEL_TEXT: source.entity_id(Source.MODEL_TEXT),
            **(details or {}),
        },
    )


@callback
def async_listen(
    hass: HomeAssistant, news: News, listener: NewsListener
) -> CALLBACK_TYPE:
    """Call the listener with the id of the config entry and what is known, each time."""
    return async_dispatcher_connect(hass, _SIGNAL.format(news), listener)
