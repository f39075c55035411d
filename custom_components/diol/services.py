"""Actions of the DIoL integration: their fields, and what does them."""

from collections.abc import Callable, Coroutine
from typing import Any, Final, NamedTuple

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from .const import DOMAIN, Mode
from .plug_actions import (
    ATTR_HOURS,
    ATTR_MODE,
    ATTR_SOURCE,
    DEFAULT_HOURS,
    async_copy_model,
    async_export_model,
    async_learn,
)


class _Action(NamedTuple):
    """An action: what does it, its fields, and whether it answers."""

    act: Callable[[ServiceCall], Coroutine[Any, Any, ServiceResponse]]
    # Typed by neither name of the library that validates: Home Assistant replaces it.
    schema: Any
    response: SupportsResponse = SupportsResponse.OPTIONAL


_ACTIONS: Final = {
    "copy_model": _Action(
        async_copy_model,
        cv.make_entity_service_schema(
            {
                vol.Required(ATTR_SOURCE): cv.string,
                vol.Optional(ATTR_MODE, default=Mode.ADAPT): vol.Coerce(Mode),
            }
        ),
    ),
    "export_model": _Action(
        async_export_model,
        cv.make_entity_service_schema({}),
        SupportsResponse.ONLY,
    ),
    # How many hours are possible is the firmware's to say.
    "learn": _Action(
        async_learn,
        cv.make_entity_service_schema(
            {vol.Optional(ATTR_HOURS, default=DEFAULT_HOURS): vol.Coerce(float)}
        ),
    ),
}


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    for name, action in _ACTIONS.items():
        hass.services.async_register(
            DOMAIN,
            name,
            action.act,
            schema=action.schema,
            supports_response=action.response,
        )
