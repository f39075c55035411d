"""Actions of the DIoL integration."""

from typing import Final

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from .const import DOMAIN, Mode
from .copying import async_copy, async_read_model
from .targets import async_source, async_targets

SERVICE_COPY_MODEL: Final = "copy_model"

ATTR_MODE: Final = "mode"
ATTR_SOURCE: Final = "source"
ATTR_TARGETS: Final = "targets"

COPY_MODEL_SCHEMA = cv.make_entity_service_schema(
    {
        vol.Required(ATTR_SOURCE): cv.string,
        vol.Optional(ATTR_MODE, default=Mode.ADAPT): vol.Coerce(Mode),
    }
)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    hass.services.async_register(
        DOMAIN,
        SERVICE_COPY_MODEL,
        _async_copy_model,
        schema=COPY_MODEL_SCHEMA,
        supports_response=SupportsResponse.OPTIONAL,
    )


async def _async_copy_model(call: ServiceCall) -> ServiceResponse:
    """Copy the model of one plug to others."""
    source = async_source(call.hass, call.data[ATTR_SOURCE])
    model = async_read_model(source)
    targets = async_targets(call, source)
    if not targets:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="no_targets"
        )
    outcomes = await async_copy(model, call.data[ATTR_MODE], targets)
    failed = [outcome for outcome in outcomes if outcome.error]
    if failed and len(outcomes) == 1:
        raise failed[0].error or HomeAssistantError
    if failed and not call.return_response:
        # Nobody reads the answer, so it has to be said this way.
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="copy_incomplete",
            translation_placeholders={
                "copied": str(len(outcomes) - len(failed)),
                "total": str(len(outcomes)),
                "problems": ". ".join(str(outcome.error) for outcome in failed),
            },
        )
    return {
        ATTR_TARGETS: [
            {
                "device_id": outcome.target.device_id,
                "name": outcome.target.name,
                "result": outcome.result,
                "message": str(outcome.error)
                if outcome.error
                else f"{outcome.target.name} uses the model of {source.name}",
            }
            for outcome in outcomes
        ]
    }
