"""The action that makes one model of several."""

from typing import Final

from homeassistant.core import ServiceCall, ServiceResponse

from .copying import async_read_model
from .library import LIBRARY, readable
from .library_actions import ATTR_NAME, ATTR_NOTE, saved_response
from .library_data import MAX_TOLD, LibraryError, Origin, checked_name, fitted
from .merging import MergeError, merge
from .model import format, parse
from .targets import async_source

ATTR_MODELS: Final = "models"
ATTR_PLUGS: Final = "plugs"

# Merging takes longer the more there are, and one of a hundred tells no more than one of fifty.
MAX_MERGED: Final = 50


async def async_merge_models(call: ServiceCall) -> ServiceResponse:
    """Merge models of the library and of plugs into one of the library."""
    library = call.hass.data[LIBRARY]
    name = checked_name(call.data[ATTR_NAME])
    texts: dict[str, str] = {}
    for wanted in call.data[ATTR_MODELS]:
        lineage, model = library.find(wanted)
        readable(lineage.name, model.text)
        texts.setdefault(model.text, f"{lineage.name} {model.version}")
    for plug_id in call.data[ATTR_PLUGS]:
        plug = async_source(call.hass, plug_id)
        texts.setdefault(async_read_model(plug), fitted(plug.name, MAX_TOLD))
    if len(texts) < 2:
        raise LibraryError("nothing_to_merge")
    if len(texts) > MAX_MERGED:
        raise LibraryError("too_many_to_merge", count=len(texts), most=MAX_MERGED)
    # It is arithmetic of many milliseconds, and nothing of it needs the event loop.
    merged = await call.hass.async_add_executor_job(_merge, list(texts))
    saved = library.async_save(
        name,
        merged,
        note=call.data[ATTR_NOTE],
        origin=Origin(merged_from=tuple(texts.values())),
    )
    return {**saved_response(saved), "merged_from": list(texts.values())}


def _merge(texts: list[str]) -> str:
    try:
        return format(merge(map(parse, texts)))
    except MergeError as err:
        raise LibraryError(err.code) from err
