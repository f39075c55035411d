"""Moving what was set up for one plug to another one: its replacement, or itself with another MAC."""

from homeassistant.config_entries import SOURCE_IGNORE, SOURCE_INTEGRATION_DISCOVERY
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import CONF_HIDDEN, CONF_MODEL_TEXT, DOMAIN, Mode
from .copying import Given
from .hiding import async_show_superseded
from .learning import LEARNING
from .library import LIBRARY
from .plug import DiolConfigEntry, async_get_plug
from .problems import Problem, async_solved
from .reported import REPORTED
from .transport import PlugTransport, mac_of


async def async_move(
    hass: HomeAssistant, entry: DiolConfigEntry, plug: PlugTransport
) -> None:
    """Let an entry be of this plug, with its entities, their history and all that was set for them.

    The entry has to be loaded again after that.
    """
    # Whoever chooses a plug does not ignore it any more.
    for ignored in hass.config_entries.async_entries(DOMAIN, include_disabled=False):
        if ignored.source == SOURCE_IGNORE and ignored.unique_id == plug.unique_id:
            await hass.config_entries.async_remove(ignored.entry_id)
    registry = er.async_get(hass)
    for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
        key = entity.unique_id.removeprefix(f"{entry.unique_id}_")
        registry.async_update_entity(
            entity.entity_id,
            new_unique_id=f"{plug.unique_id}_{key}",
            device_id=plug.device_id,
        )
    data = {**entry.data, CONF_MODEL_TEXT: plug.id}
    if plug.id != entry.data[CONF_MODEL_TEXT]:
        async_show_superseded(hass, entry)
        data.pop(CONF_HIDDEN, None)
        hass.data[LIBRARY].plugs.forget(entry.data[CONF_MODEL_TEXT])
    # What the old plug was at is not what the new one is at.
    hass.data[REPORTED].async_moved(entry.entry_id)
    hass.data[LEARNING].async_forget(entry.entry_id)
    async_solved(hass, entry, Problem.PLUG_GONE, Problem.PLUG_REPLACED)
    # A name that somebody gave stays.
    old = async_get_plug(hass, entry.data[CONF_MODEL_TEXT])
    is_old_name = old is not None and entry.title == old.transport.name
    hass.config_entries.async_update_entry(
        entry,
        unique_id=plug.unique_id,
        title=plug.name if is_old_name else entry.title,
        data=data,
    )
    # It is not offered any more.
    for flow in hass.config_entries.flow.async_progress_by_handler(DOMAIN):
        context = flow["context"]
        if (
            context["source"] == SOURCE_INTEGRATION_DISCOVERY
            and context.get("unique_id") == plug.unique_id
        ):
            hass.config_entries.flow.async_abort(flow["flow_id"])


@callback
def async_is_twice(hass: HomeAssistant, entry: DiolConfigEntry, unique_id: str) -> bool:
    """Tell whether the plug with this unique id has another entry, which is the one to keep.

    Of two that are alike, as a copied entry is, the first one is kept.
    """
    entries = hass.config_entries.async_entries(DOMAIN, include_ignore=False)
    same = [one for one in entries if one.unique_id == unique_id]
    if entry.unique_id == unique_id:
        enabled = [one for one in same if one.disabled_by is None]
        return enabled[0].entry_id != entry.entry_id
    return bool(same)


@callback
def async_is_left_over(hass: HomeAssistant, entry: DiolConfigEntry) -> bool:
    """Tell whether a plug that is not found any more is there under another entry.

    It is when the firmware has given its appliance another name.
    """
    mac = mac_of(entry.unique_id)
    return any(
        other.entry_id != entry.entry_id and mac_of(other.unique_id) == mac
        for other in hass.config_entries.async_loaded_entries(DOMAIN)
    )


@callback
def async_known_model(
    hass: HomeAssistant, entry: DiolConfigEntry
) -> tuple[Given, Mode] | None:
    """Return what the library has of an entry's plug, and how another plug there can use it.

    That is what the plug took, else what it learnt. What it had to adapt is not of this appliance.
    """
    library = hass.data[LIBRARY]
    taken = library.plugs.taken(entry.data[CONF_MODEL_TEXT])
    if taken and (lineage := library.lineage(taken.lineage)):
        for model in lineage.kept:
            if model.version == taken.version:
                return Given.of(lineage, model), taken.mode
    learnt = [
        (model.saved, Given.of(lineage, model))
        for lineage in library.lineages
        for model in lineage.kept
        if model.origin.plug_unique_id == entry.unique_id
    ]
    return (max(learnt, key=lambda one: one[0])[1], Mode.EXACT) if learnt else None
