"""Update of a DIoL plug: a newer version of the model that it uses."""

from typing import Any, override

from homeassistant.components.update import (
    UpdateEntity,
    UpdateEntityDescription,
    UpdateEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .library_entity import LibraryEntity
from .plug import DiolConfigEntry
from .release_notes import notes_of
from .states import Source

# Each entity has its own calls; how many plugs are given a model at once is limited for all calls.
PARALLEL_UPDATES = 0

DESCRIPTION = UpdateEntityDescription(
    key="model_update", translation_key="model_update"
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DiolConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the update of a plug."""
    async_add_entities([ModelUpdate(entry, DESCRIPTION)])


class ModelUpdate(LibraryEntity, UpdateEntity):
    """A version of the model in the library that is newer than the one the plug took.

    It is unknown for a plug that took no model of the library, and for one that learns its own: there
    is nothing that could be newer, and updating all plugs must not end what somebody has begun.
    """

    _sources = (Source.PROGRESS, Source.STATUS)
    _attr_supported_features = (
        UpdateEntityFeature.INSTALL
        | UpdateEntityFeature.PROGRESS
        | UpdateEntityFeature.RELEASE_NOTES
    )

    @property
    @override
    def title(self) -> str | None:
        """Return the name of the model."""
        return self._lineage.name if self._lineage else None

    @property
    @override
    def installed_version(self) -> str | None:
        """Return the version that the plug took."""
        taken = self._taken
        if taken is None or taken.version is None or self._lineage is None:
            return None
        if self._plug.is_learning:
            return None
        return str(taken.version)

    @property
    @override
    def latest_version(self) -> str | None:
        """Return the newest version there is; one that was deleted since is none."""
        if (installed := self.installed_version) is None or self._lineage is None:
            return None
        return str(max(int(installed), self._lineage.kept[-1].version))

    @property
    @override
    def _shows(self) -> tuple[object, ...]:
        return self.available, self.title, self.installed_version, self.latest_version

    @override
    async def async_release_notes(self) -> str | None:
        """Return where the newer versions come from."""
        if (lineage := self._lineage) is None or (taken := self._taken) is None:
            return None
        newer = [one for one in lineage.kept if one.version > (taken.version or 0)]
        # Saying what is in a model takes longer than the event loop may be held up.
        return await self.hass.async_add_executor_job(notes_of, newer[::-1])

    @override
    async def async_install(
        self, version: str | None, backup: bool, **kwargs: Any
    ) -> None:
        """Give the plug the newest version."""
        if (lineage := self._lineage) is None:
            raise self._gone(self.name if isinstance(self.name, str) else "")
        self._attr_in_progress = True
        self.async_write_ha_state()
        await self._async_give(lineage)
