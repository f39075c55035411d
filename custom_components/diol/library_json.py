"""Models of the library as JSON, to be kept elsewhere or given to others; docs/library.md has the format.

What comes back was written by anybody: all of it is checked before any of it is used.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
import json
from typing import Any, Final

from homeassistant.util import dt as dt_util
from homeassistant.util.json import json_loads

from .library import Found, readable
from .library_data import (
    MAX_MODELS,
    MAX_TOLD,
    LibraryError,
    Origin,
    SavedModel,
    checked_name,
    checked_note,
    key_of,
    time_of,
    version_of,
)

FORMAT: Final = "diol.library"
FORMAT_VERSION: Final = 1
# A full library takes less, unless most of it was merged of very many.
MAX_LENGTH: Final = 3_000_000
# More than anybody merges, and few enough to be listed.
_MAX_MERGED: Final = 100
# There is room for the versions that follow.
_MAX_VERSION: Final = 999_999


def write(models: Iterable[Found]) -> dict[str, Any]:
    """Return models as JSON can hold them, without what tells whose they are."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "models": [
            {
                "name": lineage.name,
                "version": model.version,
                "text": model.text,
                "saved": model.saved.isoformat(),
                "note": model.note,
                "plug": model.origin.plug,
                "appliance": model.origin.appliance,
                "merged_from": list(model.origin.merged_from),
            }
            for lineage, model in models
        ],
    }


def read(data: object) -> list[tuple[str, SavedModel]]:
    """Return the models of what was written, with their names; raise LibraryError if one is wrong.

    Only name and text have to be there, so that it can be written by hand.
    """
    models = _models_of(_parsed(data) if isinstance(data, str) else data)
    read_: dict[tuple[str, int], tuple[str, SavedModel]] = {}
    last: dict[str, int] = {}
    for position, entry in enumerate(models, 1):
        if not isinstance(entry, Mapping):
            raise LibraryError("entry_bad", position=position, field="name")
        name, model = _Entry(entry, position).read(last)
        key = key_of(name), model.version
        if key in read_:
            raise LibraryError("entry_twice", name=name, version=model.version)
        read_[key] = name, model
        last[key[0]] = max(last.get(key[0], 0), model.version)
    return list(read_.values())


def _parsed(data: str) -> object:
    if len(data) > MAX_LENGTH:
        raise LibraryError("library_too_large", length=len(data), most=MAX_LENGTH)
    try:
        return json_loads(data)
    except json.JSONDecodeError as err:
        raise LibraryError(
            "library_not_json", line=err.lineno, column=err.colno
        ) from err


def _models_of(data: object) -> list[Any]:
    # The whole answer of the action that exports is taken as well as what is in it.
    if isinstance(data, Mapping) and "format" not in data:
        data = data.get("library")
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise LibraryError("library_not_one")
    version, models = data.get("format_version"), data.get("models")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise LibraryError("library_newer", version=version)
    if version != FORMAT_VERSION or not isinstance(models, list):
        raise LibraryError("library_not_one")
    if len(models) > MAX_MODELS:
        raise LibraryError("library_too_many", count=len(models), most=MAX_MODELS)
    return models


class _Entry:
    """One model of a library that is imported."""

    def __init__(self, entry: Mapping[str, Any], position: int) -> None:
        """Remember which it is, for the errors."""
        self._entry = entry
        self._position = position

    def read(self, last: Mapping[str, int]) -> tuple[str, SavedModel]:
        """Return name and model; without a version it follows the last of that name."""
        name: str = self._checked("name", lambda value: checked_name(_string(value)))
        text: str = self._checked("text", _string)
        readable(name, text)
        model = SavedModel(
            version=self._checked("version", _version, last.get(key_of(name), 0) + 1),
            text=text,
            saved=self._checked("saved", _time, dt_util.utcnow()),
            note=self._checked("note", lambda value: checked_note(_string(value)), ""),
            origin=Origin(
                plug=self._checked("plug", _told, ""),
                appliance=self._checked("appliance", _told, ""),
                merged_from=self._checked("merged_from", _all_told, ()),
            ),
        )
        return name, model

    def _checked(self, field: str, check: Any, default: Any = None) -> Any:
        value = self._entry.get(field)
        if value is None and default is not None:
            return default
        try:
            return check(value)
        except (TypeError, ValueError, OverflowError) as err:
            raise LibraryError(
                "entry_bad", position=self._position, field=field
            ) from err


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no string")
    return value


def _version(value: object) -> int:
    if (version := version_of(value)) > _MAX_VERSION:
        raise ValueError("nobody has saved so many")
    return version


def _told(value: object) -> str:
    text = _string(value)
    if len(text) > MAX_TOLD or not text.isprintable():
        raise ValueError("not to be told")
    return text


def _all_told(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MAX_MERGED:
        raise TypeError("no list")
    return tuple(map(_told, value))


def _time(value: object) -> datetime:
    return dt_util.as_utc(time_of(value))
