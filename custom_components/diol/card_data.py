"""What a card shows of a plug beside its entities: what it has learnt, and where that comes from."""

from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from .const import CONF_MODEL_TEXT, DOMAIN
from .copying import async_read_model
from .exporting import describe
from .facts import facts_of
from .library import LIBRARY, Library
from .model import ModelTextError, parse
from .plug import DiolConfigEntry, async_get_plug
from .recordings import Levels, Recorded
from .states import Source
from .transport import PlugTransport

# Without it a plug has the firmware's own.
_USUAL_SENSITIVITY = 1.0


@callback
def async_entries(hass: HomeAssistant) -> list[DiolConfigEntry]:
    """Return the config entries of all plugs, by name."""
    entries: list[DiolConfigEntry] = hass.config_entries.async_entries(DOMAIN)
    return sorted(entries, key=lambda entry: entry.title.casefold())


@callback
def async_source_of(
    hass: HomeAssistant, entry: DiolConfigEntry
) -> PlugTransport | None:
    """Return the plug of a config entry, also of one that is not loaded."""
    plug = async_get_plug(hass, entry.data[CONF_MODEL_TEXT])
    return plug.transport if plug else None


@callback
def async_entities(
    hass: HomeAssistant, entry: DiolConfigEntry, source: PlugTransport | None
) -> dict[str, str]:
    """Return where what of a plug is found, by names that no user can change."""
    found = {
        f"{entity.domain}.{entity.unique_id.removeprefix(f'{entry.unique_id}_')}": entity
        for entity in er.async_entries_for_config_entry(
            er.async_get(hass), entry.entry_id
        )
    }
    entities = {key: entity.entity_id for key, entity in found.items()}
    if source is not None:
        of_firmware = {
            "text.model_text": source.entity_id(Source.MODEL_TEXT),
            "button.accept": source.accept_button,
            "number.sensitivity": source.sensitivity_number,
            "sensor.cluster": source.cluster_sensor,
        }
        entities |= {key: id_ for key, id_ in of_firmware.items() if id_}
    return entities


@callback
def async_plug_dict(hass: HomeAssistant, entry: DiolConfigEntry) -> dict[str, Any]:
    """Return what does not change while a plug only does its work."""
    source = async_source_of(hass, entry)
    return {
        "entry_id": entry.entry_id,
        "name": source.name if source else entry.title,
        "appliance": source.appliance if source else "",
        "device_id": source.device_id if source else None,
        "entities": async_entities(hass, entry, source),
        "power": source.power_sensors if source else [],
    }


@callback
def async_model_dict(hass: HomeAssistant, entry: DiolConfigEntry) -> dict[str, Any]:
    """Return what a plug has learnt, in words and numbers, and where it has it from."""
    source = async_source_of(hass, entry)
    said: dict[str, Any] = {"model": None, "problem": None, "taken": None}
    if source is None:
        return said
    said["taken"] = _taken(hass.data[LIBRARY], source)
    # Neither is a problem of the model: a plug that is away, and one that has none yet.
    if not source.text(Source.MODEL_TEXT):
        return said
    try:
        text = async_read_model(source)
    except HomeAssistantError as err:
        return said | {"problem": str(err)}
    fit = source.number(Source.FIT)
    said["model"] = {
        "text": text,
        "fit": fit,
        "sensitivity": _sensitivity(hass, source),
        **describe(text, fit),
    }
    return said


@callback
def async_recorded(
    hass: HomeAssistant, entry: DiolConfigEntry, power: str | None = None
) -> Recorded:
    """Return where the recorder has what of a plug."""
    source = async_source_of(hass, entry)
    entities = async_entities(hass, entry, source)
    sensors = source.power_sensors if source else []
    return Recorded(
        power=power or (sensors[0] if sensors else None),
        score=entities.get("sensor.score"),
        cluster=entities.get("sensor.cluster"),
        anomaly=entities.get("binary_sensor.anomaly"),
        reason=entities.get("sensor.reason"),
        event=entities.get("event.anomaly"),
        progress=entities.get("sensor.progress"),
    )


@callback
def async_levels(hass: HomeAssistant, entry: DiolConfigEntry) -> Levels | None:
    """Return the usual levels of power that a plug has learnt; None if it has not."""
    source = async_source_of(hass, entry)
    try:
        power = facts_of(
            parse((source.text(Source.MODEL_TEXT) if source else None) or "")
        ).power
    except ModelTextError:
        return None
    if power.standby_watts is None:
        return None
    return Levels(standby=power.standby_watts, on=power.on_watts)


def _taken(library: Library, source: PlugTransport) -> dict[str, Any] | None:
    """Return which model a plug took, and what the library has of it still."""
    if (taken := library.plugs.taken(source.id)) is None:
        return None
    lineage = library.lineage(taken.lineage)
    return {
        "name": lineage.name if lineage else None,
        "version": taken.version,
        "latest": lineage.kept[-1].version if lineage else None,
        "mode": taken.mode,
        "changed": taken.changed,
    }


def _sensitivity(hass: HomeAssistant, source: PlugTransport) -> float:
    state = hass.states.get(source.sensitivity_number or "")
    try:
        return float(state.state) if state else _USUAL_SENSITIVITY
    except ValueError:
        return _USUAL_SENSITIVITY
