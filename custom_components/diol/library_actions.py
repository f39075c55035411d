"""Actions on the library: saving, listing, deleting and restoring models, and applying one to plugs."""

from typing import Final

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.util.json import JsonObjectType

from .copying import Given, async_copy, async_read_model
from .exporting import words_of
from .library import LIBRARY, Found, Saved, readable, told
from .library_data import LibraryError
from .outcomes import Result, answer
from .plug_actions import ATTR_MODE, ATTR_SOURCE, some
from .saving import name_for, origin_of
from .targets import async_source, async_targets

ATTR_DELETED: Final = "deleted"
ATTR_MODEL: Final = "model"
ATTR_NAME: Final = "name"
ATTR_NOTE: Final = "note"
ATTR_VERSION: Final = "version"


async def async_save_model(call: ServiceCall) -> ServiceResponse:
    """Save the model of a plug in the library."""
    source = async_source(call.hass, call.data[ATTR_SOURCE])
    saved = call.hass.data[LIBRARY].async_save(
        call.data.get(ATTR_NAME) or name_for(source),
        async_read_model(source),
        note=call.data[ATTR_NOTE],
        origin=origin_of(source),
    )
    return saved_response(saved)


async def async_apply_model(call: ServiceCall) -> ServiceResponse:
    """Give a model of the library to plugs."""
    found = _find(call)
    readable(found.lineage.name, found.model.text)
    targets = some(async_targets(call), "no_plugs")
    outcomes = await async_copy(
        Given.of(*found),
        call.data[ATTR_MODE],
        targets,
        Result.APPLIED,
    )
    return answer(
        call,
        outcomes,
        "apply_incomplete",
        f"uses {found.lineage.name}, version {found.model.version}",
    )


async def async_list_models(call: ServiceCall) -> ServiceResponse:
    """Return what is in the library, and what each model says."""
    wanted = [
        (
            lineage.name,
            # Copied, since the library may change meanwhile.
            list(lineage.versions) if call.data[ATTR_DELETED] else lineage.kept,
        )
        for lineage in call.hass.data[LIBRARY].lineages
    ]
    texts = {model.text: name for name, models in wanted for model in models}
    # Reading a thousand models takes longer than the event loop may be held up.
    said = await call.hass.async_add_executor_job(_read, texts)
    return {
        "models": [
            {
                "name": name,
                "versions": [
                    {"id": model.id, **model.as_dict(), **_tell(said[model.text])}
                    for model in reversed(models)
                ],
            }
            for name, models in wanted
            if models
        ]
    }


async def async_delete_model(call: ServiceCall) -> ServiceResponse:
    """Delete a model, or all versions under a name."""
    library = call.hass.data[LIBRARY]
    return _found_response(
        library.async_delete(call.data[ATTR_MODEL], call.data.get(ATTR_VERSION))
    )


async def async_restore_model(call: ServiceCall) -> ServiceResponse:
    """Restore a model that was deleted, or all versions under a name."""
    library = call.hass.data[LIBRARY]
    return _found_response(
        library.async_restore(call.data[ATTR_MODEL], call.data.get(ATTR_VERSION))
    )


def saved_response(saved: Saved) -> JsonObjectType:
    """Return where a model is now, and what saving it has done."""
    return {
        "name": saved.lineage.name,
        "version": saved.model.version,
        "id": saved.model.id,
        "result": saved.saving,
    }


def _find(call: ServiceCall) -> Found:
    return call.hass.data[LIBRARY].find(
        call.data[ATTR_MODEL], call.data.get(ATTR_VERSION)
    )


def _found_response(found: list[Found]) -> ServiceResponse:
    return {
        "models": [
            {"name": lineage.name, "version": model.version, "id": model.id}
            for lineage, model in found
        ]
    }


def _read(texts: dict[str, str]) -> dict[str, JsonObjectType | LibraryError]:
    """Return what texts say; the names are for the errors."""
    said: dict[str, JsonObjectType | LibraryError] = {}
    for text, name in texts.items():
        try:
            model = readable(name, text)
        except LibraryError as err:
            said[text] = err
        else:
            said[text] = {
                "hours": model.hours,
                "provisional": model.provisional,
                "adapted": model.adapted,
                "words": [*words_of(text)],
            }
    return said


def _tell(said: JsonObjectType | LibraryError) -> JsonObjectType:
    return {"error": str(told(said))} if isinstance(said, LibraryError) else said
