"""Which plugs an action means: devices, entities, areas and labels as users expect."""

from dataclasses import dataclass
from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.target import (
    TargetSelection,
    async_extract_referenced_entity_ids,
)

from . import transport
from .const import CONF_MODEL_TEXT, DOMAIN
from .plug import async_get_plug
from .transport import PlugTransport


@dataclass(frozen=True, slots=True)
class Target:
    """One plug that an action means, or why there is none."""

    device_id: str
    name: str
    plug: PlugTransport | None = None
    error: HomeAssistantError | None = None


@callback
def async_source(hass: HomeAssistant, device_or_entity_id: str) -> PlugTransport:
    """Return the one plug that a device or entity id means; raise if there is none."""
    target = _of_id(hass, device_or_entity_id)
    if target.plug is None:
        raise target.error or HomeAssistantError
    return target.plug


@callback
def async_targets(
    call: ServiceCall, source: PlugTransport | None = None
) -> list[Target]:
    """Return the plugs that an action means, each once.

    What is named itself must be a plug; of an area or a label only the plugs in it are meant, and
    the source of a copy is not one of them.
    """
    hass = call.hass
    selection = TargetSelection(call.data)
    selected = async_extract_referenced_entity_ids(
        hass, selection, primary_entities_only=False
    )
    named = [
        _of_id(hass, id_) for id_ in sorted(selection.device_ids | selected.referenced)
    ]
    targets = {
        (target.plug.id if target.plug else target.device_id): _not_itself(
            target, source
        )
        for target in named
    }
    found = [
        plug
        for device_id in sorted(selected.referenced_devices - selection.device_ids)
        for plug in transport.async_find(hass, device_id)
    ] + [
        plug
        for entity_id in sorted(selected.indirectly_referenced)
        if (plug := _of_entity(hass, entity_id))
    ]
    for plug in found:
        if not _is(plug, source) and plug.device_id not in selection.device_ids:
            targets.setdefault(plug.id, target_of(plug))
    return list(targets.values())


@callback
def async_targeted_entries(hass: HomeAssistant, target: dict[str, Any]) -> set[str]:
    """Return the config entries that a trigger or condition means.

    Any entity of this integration stands for its plug; what belongs to others is not looked at.
    """
    selected = async_extract_referenced_entity_ids(
        hass, TargetSelection(target), expand_group=False
    )
    registry = er.async_get(hass)
    return {
        entity.config_entry_id
        for entity_id in selected.referenced | selected.indirectly_referenced
        if (entity := registry.async_get(entity_id))
        and entity.platform == DOMAIN
        and entity.config_entry_id
    }


def _of_id(hass: HomeAssistant, id_: str) -> Target:
    if "." in id_:
        if plug := _of_entity(hass, id_):
            return target_of(plug)
        return Target(id_, id_, error=_error("not_diol", id_))
    device = dr.async_get(hass).async_get(id_)
    if device is None:
        return Target(id_, id_, error=_error("no_device", id_))
    name = device.name_by_user or device.name or id_
    plugs = transport.async_find(hass, id_)
    if len(plugs) == 1:
        return target_of(plugs[0])
    return Target(
        id_, name, error=_error("several_appliances" if plugs else "not_diol", name)
    )


def _of_entity(hass: HomeAssistant, entity_id: str) -> PlugTransport | None:
    """Return the plug that an entity of the firmware or of this integration belongs to."""
    if (entity := er.async_get(hass).async_get(entity_id)) is None:
        return None
    if entity.platform == DOMAIN:
        entry = hass.config_entries.async_get_entry(entity.config_entry_id or "")
        plug = async_get_plug(hass, entry.data[CONF_MODEL_TEXT]) if entry else None
        return plug.transport if plug else None
    return transport.async_get(hass, entity)


def target_of(plug: PlugTransport) -> Target:
    """Return a plug as the target of something."""
    return Target(plug.device_id or "", plug.name, plug)


def _not_itself(target: Target, source: PlugTransport | None) -> Target:
    if not _is(target.plug, source):
        return target
    return Target(
        target.device_id, target.name, error=_error("copy_to_itself", target.name)
    )


def _is(plug: PlugTransport | None, source: PlugTransport | None) -> bool:
    return plug is not None and source is not None and plug.id == source.id


def _error(key: str, name: str) -> ServiceValidationError:
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders={"name": name},
    )
