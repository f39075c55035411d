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
from homeassistant.util.json import JsonObjectType
import voluptuous as vol

from .const import DOMAIN, Mode
from .copying import async_copy, async_read_model
from .exporting import async_export
from .targets import Target, async_source, async_targets

SERVICE_COPY_MODEL: Final = "copy_model"
SERVICE_EXPORT_MODEL: Final = "export_model"

ATTR_MODE: Final = "mode"
ATTR_PLUGS: Final = "plugs"
ATTR_SOURCE: Final = "source"
ATTR_TARGETS: Final = "targets"

COPY_MODEL_SCHEMA = cv.make_entity_service_schema(
    {
        vol.Required(ATTR_SOURCE): cv.string,
        vol.Optional(ATTR_MODE, default=Mode.ADAPT): vol.Coerce(Mode),
    }
)
EXPORT_MODEL_SCHEMA = cv.make_entity_service_schema({})


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
    hass.services.async_register(
        DOMAIN,
        SERVICE_EXPORT_MODEL,
        _async_export_model,
        schema=EXPORT_MODEL_SCHEMA,
        supports_response=SupportsResponse.ONLY,
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


async def _async_export_model(call: ServiceCall) -> ServiceResponse:
    """Return the models of plugs, as text and as what they say."""
    targets = async_targets(call)
    if not targets:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="no_plugs"
        )
    if len(targets) == 1:
        return {ATTR_PLUGS: [_export(targets[0])]}
    return {ATTR_PLUGS: [_export_or_say_why_not(target) for target in targets]}


def _export(target: Target) -> JsonObjectType:
    if target.plug is None:
        raise target.error or HomeAssistantError
    return {
        "device_id": target.device_id,
        "name": target.name,
        **async_export(target.plug),
    }


def _export_or_say_why_not(target: Target) -> JsonObjectType:
    try:
        return _export(target)
    except HomeAssistantError as err:
        return {
            "device_id": target.device_id,
            "name": target.name,
            "error": str(err),
        }
