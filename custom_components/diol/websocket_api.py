"""The websocket commands of the card, described in docs/card.md. They store nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.const import WebSocketCommandHandler
from homeassistant.components.websocket_api.decorators import (
    async_response,
    websocket_command,
)
from homeassistant.components.websocket_api.messages import event_message
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util import dt as dt_util
import voluptuous as vol

from .card_data import (
    async_entries,
    async_levels,
    async_model_dict,
    async_plug_dict,
    async_recorded,
    async_source_of,
)
from .const import DOMAIN, Mode
from .copying import Given, async_given_by
from .jobs import JOBS
from .library import LIBRARY, readable, told
from .library_data import LibraryError
from .plug import DiolConfigEntry
from .recorder import Window
from .recordings import async_history, async_sparklines, is_recording
from .states import Source
from .targets import Target, target_of
from .thinning import MAX_COLUMNS

_MAX_HOURS: Final = 24 * 366
_HOURS: Final = vol.All(vol.Coerce(float), vol.Range(min=0.01, max=_MAX_HOURS))
_COLUMNS: Final = vol.All(int, vol.Range(min=10, max=MAX_COLUMNS))


def _command(
    name: str, fields: dict[Any, Any] | None = None
) -> Callable[[WebSocketCommandHandler], WebSocketCommandHandler]:
    schema: dict[Any, Any] = {vol.Required("type"): f"{DOMAIN}/{name}"}
    return websocket_command(schema | (fields or {}))


@_command("plugs")
@callback
def ws_plugs(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Return all plugs, and where their entities are."""
    plugs = [
        async_plug_dict(hass, entry)
        for entry in async_entries(hass)
        if _may(connection, hass, entry, POLICY_READ)
    ]
    connection.send_result(msg["id"], {"plugs": plugs, "recording": is_recording(hass)})


@_command("model", {vol.Required("entry_id"): str})
@callback
def ws_model(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Return what a plug has learnt."""
    entry = _entry(hass, connection, msg["entry_id"], POLICY_READ)
    connection.send_result(msg["id"], async_model_dict(hass, entry))


@_command(
    "history",
    {
        vol.Required("entry_id"): str,
        vol.Optional("power"): str,
        vol.Optional("hours", default=24.0): _HOURS,
        vol.Optional("columns", default=500): _COLUMNS,
    },
)
@async_response
async def ws_history(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Return the last hours of a plug, thinned to as many columns as can be drawn."""
    entry = _entry(hass, connection, msg["entry_id"], POLICY_READ)
    power = msg.get("power")
    if power and not connection.user.permissions.check_entity(power, POLICY_READ):
        raise _error("plug_unknown", name=power)
    _check_recording(hass)
    connection.send_result(
        msg["id"],
        await async_history(
            hass,
            async_recorded(hass, entry, power),
            async_levels(hass, entry),
            _window(msg),
        ),
    )


@_command(
    "sparklines",
    {
        vol.Required("entry_ids"): [str],
        vol.Optional("hours", default=24.0): _HOURS,
        vol.Optional("columns", default=96): _COLUMNS,
    },
)
@async_response
async def ws_sparklines(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Return the last hours of many plugs, roughly."""
    entries = [
        _entry(hass, connection, entry_id, POLICY_READ) for entry_id in msg["entry_ids"]
    ]
    _check_recording(hass)
    connection.send_result(
        msg["id"],
        await async_sparklines(
            hass,
            {entry.entry_id: async_recorded(hass, entry) for entry in entries},
            _window(msg),
        ),
    )


@_command("library")
@callback
def ws_library(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Return the models in the library, the newest version of each first."""
    connection.send_result(
        msg["id"],
        {
            "models": [
                {
                    "name": lineage.name,
                    "versions": [
                        {
                            "version": model.version,
                            "saved": model.saved.timestamp(),
                            "note": model.note,
                            "plug": model.origin.plug,
                            "merged_from": list(model.origin.merged_from),
                        }
                        for model in reversed(lineage.kept)
                    ],
                }
                for lineage in hass.data[LIBRARY].lineages
                if lineage.kept
            ]
        },
    )


@_command(
    "copy",
    {
        vol.Exclusive("source", "what"): str,
        vol.Exclusive("model", "what"): str,
        vol.Optional("version"): int,
        vol.Optional("mode", default=Mode.ADAPT): vol.Coerce(Mode),
        vol.Required("targets"): vol.All([str], vol.Length(min=1)),
    },
)
@callback
def ws_copy(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Begin to give a plug's model, or one of the library, to plugs; return the job at once."""
    title, given, of = _given(hass, connection, msg)
    targets: dict[str, Target] = {}
    for entry_id in msg["targets"]:
        entry = _entry(hass, connection, entry_id, POLICY_CONTROL)
        source = async_source_of(hass, entry)
        if entry_id == of:
            error = _error("copy_to_itself", name=entry.title)
        else:
            error = _error("plug_missing", name=entry.title)
        targets[entry_id] = (
            target_of(source)
            if source and entry_id != of
            else Target("", entry.title, error=error)
        )
    job = hass.data[JOBS].async_start(title, given, msg["mode"], targets)
    connection.send_result(msg["id"], {"job": job.id})


@_command("jobs")
@callback
def ws_jobs(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Tell all copies, now and whenever something becomes of one. Only watches."""
    jobs = hass.data[JOBS]

    @callback
    def tell() -> None:
        connection.send_message(event_message(msg["id"], {"jobs": jobs.as_list()}))

    connection.subscriptions[msg["id"]] = jobs.async_watch(tell)
    connection.send_result(msg["id"])
    tell()


@_command("dismiss_job", {vol.Required("job"): str})
@callback
def ws_dismiss_job(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Forget a copy that is over."""
    hass.data[JOBS].async_dismiss(msg["job"])
    connection.send_result(msg["id"])


def _given(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> tuple[str, Given, str | None]:
    """Return the name of what is given, the model, and the plug that it is of."""
    if (source_id := msg.get("source")) is not None:
        entry = _entry(hass, connection, source_id, POLICY_READ)
        if (source := async_source_of(hass, entry)) is None:
            raise _error("plug_missing", name=entry.title)
        return source.name, async_given_by(source), source_id
    try:
        lineage, model = hass.data[LIBRARY].find(
            msg.get("model") or "", msg.get("version")
        )
        readable(lineage.name, model.text)
    except LibraryError as err:
        raise told(err) from err
    return (
        f"{lineage.name}, {model.version}",
        Given(model.text, lineage.id, model.version),
        None,
    )


def _entry(
    hass: HomeAssistant, connection: ActiveConnection, entry_id: str, policy: str
) -> DiolConfigEntry:
    """Return a plug's config entry; raise if there is none, or the user may not use it."""
    entry: DiolConfigEntry | None = hass.config_entries.async_get_entry(entry_id)
    if (
        entry is None
        or entry.domain != DOMAIN
        or not _may(connection, hass, entry, policy)
    ):
        raise _error("plug_unknown", name=entry_id)
    return entry


def _may(
    connection: ActiveConnection,
    hass: HomeAssistant,
    entry: DiolConfigEntry,
    policy: str,
) -> bool:
    """Whether a user may see or use a plug: who may use its model text may use its model."""
    source = async_source_of(hass, entry)
    entity_id = source.entity_id(Source.MODEL_TEXT) if source else None
    return connection.user.is_admin or (
        entity_id is not None
        and connection.user.permissions.check_entity(entity_id, policy)
    )


def _window(msg: dict[str, Any]) -> Window:
    return Window.before(
        dt_util.utcnow(), timedelta(hours=msg["hours"]), msg["columns"]
    )


def _check_recording(hass: HomeAssistant) -> None:
    if not is_recording(hass):
        raise _error("not_recording")


def _error(key: str, **placeholders: str) -> HomeAssistantError:
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )


@callback
def async_setup_websocket_api(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (
        ws_plugs,
        ws_model,
        ws_history,
        ws_sparklines,
        ws_library,
        ws_copy,
        ws_jobs,
        ws_dismiss_job,
    ):
        async_register_command(hass, command)
