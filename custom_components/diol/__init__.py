"""The DIoL integration: smart plugs that learn how an appliance draws power and tell when it stops."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryError, ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.helper_integration import async_handle_source_entity_changes
from homeassistant.helpers.typing import ConfigType

from .card_resource import async_add_resource, async_remove_resource, async_serve_card
from .const import CONF_MODEL_TEXT, DOMAIN
from .discovery import async_setup_discovery
from .hiding import async_hide_superseded, async_show_superseded
from .jobs import JOBS, Jobs
from .learning import LEARNING, Learning
from .library import LIBRARY, Library
from .moving import async_is_left_over, async_is_twice, async_move
from .plug import DiolConfigEntry, async_get_plug
from .problems import (
    Problem,
    async_follow_problems,
    async_solved,
    async_tell,
    async_tell_missing,
    async_watch_for_replacements,
)
from .reported import REPORTED, ReportedAnomalies
from .saving import async_follow_model
from .services import async_setup_services
from .websocket_api import async_setup_websocket_api

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.EVENT,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.UPDATE,
]


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Set up what all plugs share."""
    reported = ReportedAnomalies(hass)
    await reported.async_load()
    hass.data[REPORTED] = reported
    learning = Learning(hass)
    await learning.async_load()
    hass.data[LEARNING] = learning
    library = Library(hass)
    await library.async_load()
    hass.data[LIBRARY] = library
    async_setup_services(hass)
    async_setup_discovery(hass)
    async_watch_for_replacements(hass)
    hass.data[JOBS] = Jobs(hass)
    async_setup_websocket_api(hass)
    await async_serve_card(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: DiolConfigEntry) -> bool:
    """Set up one appliance of a plug."""
    plug = async_get_plug(hass, entry.data[CONF_MODEL_TEXT])
    if plug is None:
        async_tell_missing(hass, entry, is_left_over=async_is_left_over(hass, entry))
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN,
            translation_key="plug_missing",
            translation_placeholders={"name": entry.title},
        )
    entry.runtime_data = plug
    if async_is_twice(hass, entry, plug.transport.unique_id):
        async_tell(hass, entry, Problem.PLUG_TWICE)
        raise ConfigEntryError(
            translation_domain=DOMAIN,
            translation_key="plug_twice",
            translation_placeholders={"name": entry.title},
        )
    # ESPHome lets a new plug take the place of a broken one: then it has another MAC.
    if plug.transport.unique_id != entry.unique_id:
        await async_move(hass, entry, plug.transport)

    async def model_text_removed() -> None:
        # Whatever is the reason, what was set here is kept: the plug may get DIoL back, be added to
        # ESPHome again, or be replaced.
        hass.config_entries.async_schedule_reload(entry.entry_id)

    entry.async_on_unload(
        async_handle_source_entity_changes(
            hass,
            helper_config_entry_id=entry.entry_id,
            # Never called: the entity is known by its registry id, which does not change.
            set_source_entity_id_or_uuid=lambda _: None,
            source_device_id=plug.transport.device_id,
            source_entity_id_or_uuid=entry.data[CONF_MODEL_TEXT],
            source_entity_removed=model_text_removed,
        )
    )
    entry.async_on_unload(plug.transport.async_start())
    entry.async_on_unload(async_follow_model(hass, entry))
    entry.async_on_unload(async_hide_superseded(hass, entry))
    entry.async_on_unload(async_follow_problems(hass, entry))
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    entry.async_on_unload(hass.data[LEARNING].async_follow(entry))
    await async_add_resource(hass)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: DiolConfigEntry) -> bool:
    """Unload one appliance of a plug."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, entry: DiolConfigEntry) -> None:
    """Forget what was kept for a plug, but not its models: they are for the plug after it."""
    async_show_superseded(hass, entry)
    async_solved(hass, entry, *Problem)
    if reported := hass.data.get(REPORTED):
        reported.async_forget(entry.entry_id)
    if learning := hass.data.get(LEARNING):
        learning.async_forget(entry.entry_id)
    if library := hass.data.get(LIBRARY):
        library.plugs.forget(entry.data[CONF_MODEL_TEXT])
    if not hass.config_entries.async_entries(DOMAIN):
        await async_remove_resource(hass)
