"""Actions that take models out of Home Assistant and into it."""

from typing import Final

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonObjectType, JsonValueType

from . import library_json
from .exporting import async_export
from .library import LIBRARY, Found, readable
from .library_actions import (
    ATTR_MODEL,
    ATTR_NAME,
    ATTR_NOTE,
    ATTR_VERSION,
    saved_response,
)
from .library_data import LibraryError, checked_name
from .plug_actions import some
from .targets import Target, async_targets

ATTR_LIBRARY: Final = "library"
ATTR_TEXT: Final = "text"
ATTR_WHOLE_LIBRARY: Final = "whole_library"

_TARGET_FIELDS: Final = frozenset(map(str, cv.ENTITY_SERVICE_FIELDS))


async def async_export_model(call: ServiceCall) -> ServiceResponse:
    """Return the models of plugs, as text and as what they say, and those of the library as JSON."""
    models = _models(call)
    exported: JsonObjectType = {}
    if models is None or not _TARGET_FIELDS.isdisjoint(call.data):
        exported["plugs"] = _export_plugs(some(async_targets(call), "no_plugs"))
    if models is not None:
        exported["library"] = library_json.write(models)
    return exported


async def async_import_model(call: ServiceCall) -> ServiceResponse:
    """Save a text, or models that were exported, in the library: all of them or none."""
    library = call.hass.data[LIBRARY]
    text, data = call.data.get(ATTR_TEXT), call.data.get(ATTR_LIBRARY)
    if (text is None) == (data is None):
        raise LibraryError("import_what")
    if text is None:
        if call.data.keys() & {ATTR_NAME, ATTR_NOTE}:
            raise LibraryError("import_what")
        # Checking a thousand models takes longer than the event loop may be held up.
        models = await call.hass.async_add_executor_job(library_json.read, data)
        saved = library.async_save_all(models)
    else:
        name = checked_name(call.data.get(ATTR_NAME, ""))
        # People copy a text with what is around it.
        text = text.strip()
        readable(name, text)
        saved = [library.async_save(name, text, note=call.data.get(ATTR_NOTE, ""))]
    return {"models": [saved_response(one) for one in saved]}


def _models(call: ServiceCall) -> list[Found] | None:
    """Return which models of the library are meant; None if it is not about the library."""
    library = call.hass.data[LIBRARY]
    if call.data[ATTR_WHOLE_LIBRARY]:
        return [
            Found(lineage, model)
            for lineage in library.lineages
            for model in lineage.kept
        ]
    if ATTR_MODEL in call.data:
        return library.find_all(call.data[ATTR_MODEL], call.data.get(ATTR_VERSION))
    return None


def _export_plugs(targets: list[Target]) -> list[JsonValueType]:
    if len(targets) == 1:
        return [_export(targets[0])]
    return [_export_or_say_why_not(target) for target in targets]


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
