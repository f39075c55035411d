"""Select of a DIoL plug: which model it uses."""

from functools import lru_cache
from typing import Final, override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .library import LIBRARY
from .library_data import id_of
from .library_entity import LibraryEntity
from .model import ModelTextError, parse
from .plug import DiolConfigEntry
from .states import Source

PARALLEL_UPDATES = 0

# Shown as "Own learning". No model in the library can have this name: it is longer than 40 characters.
OWN: Final = "what_the_plug_has_learnt_or_is_learning_itself"

ATTR_VERSION: Final = "version"
ATTR_CHANGED: Final = "changed_on_plug"

DESCRIPTION = SelectEntityDescription(
    key="library_model",
    translation_key="library_model",
    entity_category=EntityCategory.CONFIG,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DiolConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the select of a plug."""
    async_add_entities([LibraryModelSelect(entry, DESCRIPTION)])


class LibraryModelSelect(LibraryEntity, SelectEntity):
    """Shows and changes which model a plug uses: its own, or one of the library."""

    _sources = (Source.MODEL_TEXT, Source.PROGRESS, Source.STATUS)

    @property
    @override
    def options(self) -> list[str]:
        """Return the plug's own learning, and all models by name."""
        return [OWN, *self.hass.data[LIBRARY].names]

    @property
    @override
    def current_option(self) -> str | None:
        """Return which model is in use, as it is remembered; None if that is not known.

        A model stays the one that it was when the plug has adapted or taught it since.
        """
        if self._plug.is_learning:
            return OWN
        if self._taken is not None:
            return self._lineage.name if self._lineage else None
        return OWN if self._is_own else None

    @property
    def _is_own(self) -> bool:
        """Whether the plug has learnt what it has: nobody gave it, and it is of no other appliance."""
        source = self._plug.transport
        text = source.text(Source.MODEL_TEXT) or ""
        # It may report what it is being given before that is done.
        given = self.hass.data[LIBRARY].plugs.was_given(source.id, id_of(text))
        return _is_own(text) and not given

    @property
    @override
    def extra_state_attributes(self) -> dict[str, int | bool] | None:
        """Return which version it is, and whether the plug has changed it since."""
        taken = self._taken
        if taken is None or taken.version is None or self.current_option in (None, OWN):
            return None
        return {ATTR_VERSION: taken.version, ATTR_CHANGED: taken.changed}

    @override
    async def async_select_option(self, option: str) -> None:
        """Give the plug the model, or let it learn its own."""
        if option == OWN:
            # What it learns or has learnt already is not begun again.
            if self.current_option != OWN:
                await self._plug.transport.async_learn()
            return
        for lineage in self.hass.data[LIBRARY].lineages:
            if lineage.name == option and lineage.kept:
                await self._async_give(lineage)
                return
        raise self._gone(option)

    @property
    @override
    def _shows(self) -> tuple[object, ...]:
        attributes = self.extra_state_attributes or {}
        names = self.hass.data[LIBRARY].names
        return self.available, self.current_option, *attributes.values(), names


# It is asked again whenever a plug says anything.
@lru_cache(maxsize=1024)
def _is_own(text: str) -> bool:
    try:
        return not parse(text).adapted
    except ModelTextError:
        return False
