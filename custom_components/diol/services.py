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
from .exchange_actions import (
    ATTR_LIBRARY,
    ATTR_TEXT,
    ATTR_WHOLE_LIBRARY,
    async_export_model,
    async_import_model,
)
from .library import told
from .library_actions import (
    ATTR_DELETED,
    ATTR_MODEL,
    ATTR_NAME,
    ATTR_NOTE,
    ATTR_VERSION,
    async_apply_model,
    async_delete_model,
    async_list_models,
    async_restore_model,
    async_save_model,
)
from .library_data import LibraryError
from .merge_action import ATTR_MODELS, ATTR_PLUGS, async_merge_models
from .plug_actions import (
    ATTR_HOURS,
    ATTR_MODE,
    ATTR_SOURCE,
    DEFAULT_HOURS,
    async_copy_model,
    async_learn,
)

type _Act = Callable[[ServiceCall], Coroutine[Any, Any, ServiceResponse]]


class _Action(NamedTuple):
    """An action: what does it, its fields, and whether it answers."""

    act: _Act
    # Typed by neither name of the library that validates: Home Assistant replaces it.
    schema: Any
    response: SupportsResponse = SupportsResponse.OPTIONAL


# Given by name or by id; of a name the newest version, unless one is chosen.
_MODEL: Final = {
    vol.Required(ATTR_MODEL): cv.string,
    vol.Optional(ATTR_VERSION): vol.Coerce(int),
}
_MODE: Final = {vol.Optional(ATTR_MODE, default=Mode.ADAPT): vol.Coerce(Mode)}

_ACTIONS: Final = {
    "apply_model": _Action(
        async_apply_model, cv.make_entity_service_schema({**_MODEL, **_MODE})
    ),
    "copy_model": _Action(
        async_copy_model,
        cv.make_entity_service_schema({vol.Required(ATTR_SOURCE): cv.string, **_MODE}),
    ),
    "delete_model": _Action(async_delete_model, vol.Schema(_MODEL)),
    "export_model": _Action(
        async_export_model,
        # Of plugs, of the library, or of both: targets may be left out.
        vol.Schema(cv.ENTITY_SERVICE_FIELDS).extend(
            {
                vol.Optional(ATTR_MODEL): cv.string,
                vol.Optional(ATTR_VERSION): vol.Coerce(int),
                vol.Optional(ATTR_WHOLE_LIBRARY, default=False): cv.boolean,
            }
        ),
        SupportsResponse.ONLY,
    ),
    # What is wrong with a library is said in words, so it is not checked here.
    "import_model": _Action(
        async_import_model,
        vol.Schema(
            {
                vol.Optional(ATTR_NAME): cv.string,
                vol.Optional(ATTR_NOTE): cv.string,
                vol.Optional(ATTR_TEXT): cv.string,
                vol.Optional(ATTR_LIBRARY): object,
            }
        ),
    ),
    # How many hours are possible is the firmware's to say.
    "learn": _Action(
        async_learn,
        cv.make_entity_service_schema(
            {vol.Optional(ATTR_HOURS, default=DEFAULT_HOURS): vol.Coerce(float)}
        ),
    ),
    "list_models": _Action(
        async_list_models,
        vol.Schema({vol.Optional(ATTR_DELETED, default=False): cv.boolean}),
        SupportsResponse.ONLY,
    ),
    "merge_models": _Action(
        async_merge_models,
        vol.Schema(
            {
                vol.Optional(ATTR_MODELS, default=list): vol.All(
                    cv.ensure_list, [cv.string]
                ),
                vol.Optional(ATTR_PLUGS, default=list): vol.All(
                    cv.ensure_list, [cv.string]
                ),
                vol.Required(ATTR_NAME): cv.string,
                vol.Optional(ATTR_NOTE, default=""): cv.string,
            }
        ),
    ),
    "restore_model": _Action(async_restore_model, vol.Schema(_MODEL)),
    # What is wrong with a name or a note is said in words, so it is not checked here.
    "save_model": _Action(
        async_save_model,
        vol.Schema(
            {
                vol.Required(ATTR_SOURCE): cv.string,
                vol.Optional(ATTR_NAME): cv.string,
                vol.Optional(ATTR_NOTE, default=""): cv.string,
            }
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
            _telling(action.act),
            schema=action.schema,
            supports_response=action.response,
        )


def _telling(act: _Act) -> _Act:
    """Let an action say in the user's language what the library cannot do."""

    async def telling(call: ServiceCall) -> ServiceResponse:
        try:
            return await act(call)
        except LibraryError as err:
            raise told(err) from err

    return telling
