"""The library: models that Home Assistant keeps, for all plugs. The only module that knows its store.

It belongs to no config entry: a model is worth most when its plug is dead, so removing plugs, even
the last one, leaves it as it is. Everything is changed in the event loop and in one go, never
between two awaits, so that those who write at the same time cannot get in each other's way.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
import logging
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import uuid4

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.issue_registry import IssueSeverity, async_create_issue
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from .const import CONF_MODEL_TEXT, DOMAIN
from .library_data import (
    MAX_MODELS,
    MAX_NAME,
    LibraryError,
    Lineage,
    Origin,
    SavedModel,
    Saving,
    checked_name,
    checked_note,
    fitted,
    key_of,
)
from .model import Model, ModelTextError, parse
from .plug_records import PlugRecords
from .refusals import placeholders

_LOGGER = logging.getLogger(__name__)

STORAGE_KEY: Final = f"{DOMAIN}.library"
STORAGE_VERSION: Final = 1
# A deleted model can be restored for so long.
KEPT_DELETED: Final = timedelta(days=30)
# Sent when the models in the library have changed.
SIGNAL_LIBRARY: Final = f"{DOMAIN}_library"
# Sent, with the id of a plug in it, when what is remembered of that plug has changed.
SIGNAL_TAKEN: Final = f"{DOMAIN}_taken_{{}}"
# What a file that could not be read is renamed with, before the time.
_ASIDE: Final = "unread"


class Found(NamedTuple):
    """A model, and the lineage it is a version of."""

    lineage: Lineage
    model: SavedModel


class Saved(NamedTuple):
    """A model that was saved, and what that has done."""

    lineage: Lineage
    model: SavedModel
    saving: Saving


class Library:
    """All models, by name and version."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Prepare the store."""
        self._hass = hass
        self._store = Store[dict[str, Any]](
            hass, STORAGE_VERSION, STORAGE_KEY, atomic_writes=True
        )
        self._lineages: dict[str, Lineage] = {}
        self._by_id: dict[str, Lineage] = {}
        self._names: list[str] = []
        self.plugs = PlugRecords(self._async_plug_changed)

    async def async_load(self) -> None:
        """Read the library; what cannot be read is kept aside, and the library is empty."""
        try:
            if (data := await self._store.async_load()) is not None:
                self._read(data)
        # Whatever is wrong with the file must not stop the plugs from being watched.
        except Exception:
            _LOGGER.exception("The library of models cannot be read")
            self._lineages = {}
            self._index()
            self.plugs.read({})
            await self._async_keep_aside()
        # A plug that is gone from ESPHome, but not from here, may be replaced by another one.
        self.plugs.forget_all_but(
            {entity.id for entity in er.async_get(self._hass).entities.values()}
            | {
                entry.data.get(CONF_MODEL_TEXT, "")
                for entry in self._hass.config_entries.async_entries(DOMAIN)
            }
        )
        for name in await self._hass.async_add_executor_job(self._kept_aside):
            async_create_issue(
                self._hass,
                DOMAIN,
                name,
                is_fixable=False,
                severity=IssueSeverity.ERROR,
                translation_key="library_unread",
                translation_placeholders={
                    "file": name,
                    "folder": str(Path(self._store.path).parent),
                    "name": STORAGE_KEY,
                },
            )

    @property
    def lineages(self) -> list[Lineage]:
        """All lineages, by name."""
        return sorted(self._lineages.values(), key=lambda lineage: key_of(lineage.name))

    @callback
    def lineage(self, lineage_id: str | None) -> Lineage | None:
        """Return a lineage by its id, which survives renaming, if it has a version that is not deleted."""
        lineage = self._by_id.get(lineage_id or "")
        return lineage if lineage and lineage.kept else None

    @callback
    def find(self, model: str, version: int | None = None) -> Found:
        """Return a model by name or id, the newest if no version is given."""
        return self._matching(model, version)[-1]

    @callback
    def find_all(self, model: str, version: int | None = None) -> list[Found]:
        """Return every version under a name, or every place of an id."""
        return self._matching(model, version)

    @callback
    def holds(self, model_id: str) -> bool:
        """Tell whether a text is in the library, deleted or not."""
        return any(
            model.id == model_id
            for lineage in self._lineages.values()
            for model in lineage.versions
        )

    @callback
    def async_save(
        self, name: str, text: str, *, note: str = "", origin: Origin | None = None
    ) -> Saved:
        """Save a text as the next version under a name, unless it is there."""
        model = SavedModel(
            version=1,
            text=text,
            saved=dt_util.utcnow(),
            note=checked_note(note),
            origin=origin or Origin(),
        )
        (saved,) = self.async_save_all([(checked_name(name), model)])
        return saved

    @callback
    def async_save_all(self, named: Iterable[tuple[str, SavedModel]]) -> list[Saved]:
        """Save models, all or none of them.

        Under a name that is there they become its next versions, in their own order; a new lineage
        takes over the numbers they have.
        """
        self._purge()
        models = sorted(named, key=lambda pair: pair[1].version)
        new = {
            (key_of(name), model.id)
            for name, model in models
            if not self._same(name, model.id)
        }
        count = sum(len(lineage.versions) for lineage in self._lineages.values())
        if count + len(new) > MAX_MODELS:
            raise LibraryError("library_full", most=MAX_MODELS)
        known = set(self._lineages)
        saved = [self._save(name, model, known) for name, model in models]
        self._async_changed()
        return saved

    @callback
    def async_delete(self, model: str, version: int | None = None) -> list[Found]:
        """Delete a version, or all under a name; they can be restored for some time."""
        return self._mark(self._matching(model, version), dt_util.utcnow())

    @callback
    def async_restore(self, model: str, version: int | None = None) -> list[Found]:
        """Restore what was deleted."""
        return self._mark(self._matching(model, version, deleted=True), None)

    @callback
    def _async_changed(self) -> None:
        """Write the library, and tell all that show its models."""
        self._index()
        self._async_write()
        async_dispatcher_send(self._hass, SIGNAL_LIBRARY)

    @callback
    def _async_plug_changed(self, plug: str) -> None:
        """Write the library, and tell what shows the model of this plug."""
        self._async_write()
        async_dispatcher_send(self._hass, SIGNAL_TAKEN.format(plug))

    @callback
    def _async_write(self) -> None:
        self._store.async_delay_save(self._as_dict, 0)

    @property
    def names(self) -> list[str]:
        """The names of all models that are not deleted, in the order of the alphabet."""
        return self._names

    def _index(self) -> None:
        """Prepare what is asked for by every plug."""
        self._names = [lineage.name for lineage in self.lineages if lineage.kept]
        self._by_id = {lineage.id: lineage for lineage in self._lineages.values()}

    def _save(self, name: str, model: SavedModel, known: set[str]) -> Saved:
        if (there := self._same(name, model.id)) is not None:
            if there.model.deleted is None:
                return Saved(*there, Saving.UNCHANGED)
            (restored,) = self._mark([there], None)
            return Saved(*restored, Saving.RESTORED)
        key = key_of(name)
        lineage = self._lineages.setdefault(key, Lineage(id=uuid4().hex, name=name))
        if key in known or model.version <= lineage.last:
            model = replace(model, version=lineage.last + 1)
        lineage.versions.append(model)
        lineage.last = model.version
        return Saved(lineage, model, Saving.SAVED)

    def _same(self, name: str, model_id: str) -> Found | None:
        """Return the version of a name that has this very text."""
        if (lineage := self._lineages.get(key_of(name))) is not None:
            for model in lineage.versions:
                if model.id == model_id:
                    return Found(lineage, model)
        return None

    def _matching(
        self, model: str, version: int | None, *, deleted: bool = False
    ) -> list[Found]:
        # An id is longer than any name, so it is always clear which of them is meant.
        named = self._lineages.get(key_of(model.strip()))
        found = [
            Found(lineage, one)
            for lineage in ([named] if named else self.lineages)
            for one in lineage.versions
            if (named or one.id == model.strip())
            and (version is None or one.version == version)
        ]
        if not found and named:
            raise LibraryError(
                "version_unknown",
                name=named.name,
                version=version or 0,
                last=named.last,
            )
        if not found:
            raise LibraryError("model_unknown", name=fitted(model, MAX_NAME))
        wanted = [one for one in found if (one.model.deleted is not None) == deleted]
        if not wanted:
            raise LibraryError(
                "model_not_deleted" if deleted else "model_deleted",
                name=found[-1].lineage.name,
            )
        return wanted

    def _mark(self, found: list[Found], deleted: datetime | None) -> list[Found]:
        marked = []
        for lineage, model in found:
            new = replace(model, deleted=deleted)
            lineage.versions[lineage.versions.index(model)] = new
            marked.append(Found(lineage, new))
        self._purge()
        self._async_changed()
        return marked

    def _purge(self) -> None:
        """Let go of what was deleted long ago."""
        until = dt_util.utcnow() - KEPT_DELETED
        for key, lineage in list(self._lineages.items()):
            lineage.versions = [
                model
                for model in lineage.versions
                if model.deleted is None or model.deleted > until
            ]
            if not lineage.versions:
                del self._lineages[key]

    def _read(self, data: dict[str, Any]) -> None:
        for stored in data["lineages"]:
            lineage = Lineage.from_dict(stored)
            if key_of(lineage.name) in self._lineages:
                raise ValueError("two lineages of one name")
            self._lineages[key_of(lineage.name)] = lineage
        self.plugs.read(data["plugs"])
        self._purge()
        self._index()

    def _as_dict(self) -> dict[str, Any]:
        return {
            "lineages": [lineage.as_dict() for lineage in self.lineages],
            "plugs": self.plugs.as_dict(),
        }

    async def _async_keep_aside(self) -> None:
        """Rename the file, so that the next save does not overwrite what is in it."""
        time = dt_util.utcnow().strftime("%Y%m%dT%H%M%S%f")
        path = Path(self._store.path)
        aside = path.with_name(f"{path.name}.{_ASIDE}.{time}")
        try:
            await self._hass.async_add_executor_job(path.rename, aside)
        except OSError:
            _LOGGER.exception("It cannot be renamed either, so nothing will be saved")
            self._store.make_read_only()
            return
        # The store holds on to what it has read, and would hand it out again.
        self._store = Store[dict[str, Any]](
            self._hass, STORAGE_VERSION, STORAGE_KEY, atomic_writes=True
        )

    def _kept_aside(self) -> list[str]:
        path = Path(self._store.path)
        return sorted(
            found.name for found in path.parent.glob(f"{path.name}.{_ASIDE}.*")
        )


def readable(name: str, text: str) -> Model:
    """Return what a text says; raise LibraryError, in words about the model, if it is not one."""
    try:
        return parse(text)
    except ModelTextError as err:
        values = placeholders(err.placeholders)
        raise LibraryError(f"given_{err.code}", name=name, **values) from err


def told(err: LibraryError) -> ServiceValidationError:
    """Return the error that Home Assistant words in the user's language."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=err.key,
        translation_placeholders=err.placeholders,
    )


LIBRARY: HassKey[Library] = HassKey(f"{DOMAIN}_library")
