"""Problems of plugs that somebody has to act on, as repair issues that go away by themselves."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_call_later, async_track_time_interval
from homeassistant.util import dt as dt_util

from . import transport
from .const import CONF_MODEL_TEXT, DOMAIN, Status
from .plug import DiolConfigEntry, async_get_plug
from .states import Source
from .transport import PlugTransport

ATTR_ENTRY_ID: Final = "entry_id"
ATTR_NAME: Final = "name"
# A plug that is away for so long, while there is a new one, may have been replaced by it.
AWAY: Final = timedelta(days=1)
_LOOK_EVERY: Final = timedelta(hours=1)
# ESPHome brings the entities of a plug back first and its actions a moment later.
_ACTIONS_COME: Final = timedelta(minutes=1)


class Problem(StrEnum):
    """What may be wrong, by the key of its words."""

    DOES_NOT_FIT = "does_not_fit"
    FIRMWARE_OUTDATED = "firmware_outdated"
    PLUG_GONE = "plug_gone"
    PLUG_REPLACED = "plug_replaced"
    PLUG_TWICE = "plug_twice"


_FIXABLE: Final = set(Problem) - {Problem.FIRMWARE_OUTDATED}


@callback
def async_tell(hass: HomeAssistant, entry: DiolConfigEntry, problem: Problem) -> None:
    """Tell of a problem of a plug, once."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        _id(entry, problem),
        data={ATTR_ENTRY_ID: entry.entry_id, ATTR_NAME: entry.title},
        is_fixable=problem in _FIXABLE,
        severity=ir.IssueSeverity.WARNING,
        translation_key=problem,
        translation_placeholders={ATTR_NAME: entry.title},
    )


@callback
def async_solved(
    hass: HomeAssistant, entry: DiolConfigEntry, *problems: Problem
) -> None:
    """Take back what was told."""
    for problem in problems:
        ir.async_delete_issue(hass, DOMAIN, _id(entry, problem))


@callback
def async_tell_missing(
    hass: HomeAssistant, entry: DiolConfigEntry, *, is_left_over: bool
) -> None:
    """Tell why a plug is not found, as far as somebody has to act on that."""
    is_gone = not transport.async_has_plug(hass, entry.unique_id)
    _set(hass, entry, Problem.PLUG_TWICE, is_left_over)
    _set(hass, entry, Problem.PLUG_GONE, is_gone and not is_left_over)


@callback
def async_follow_problems(hass: HomeAssistant, entry: DiolConfigEntry) -> CALLBACK_TYPE:
    """Look at a plug now and whenever it says something else."""
    plug = entry.runtime_data
    source = plug.transport
    last: tuple[bool, Status | None] | None = None
    pending: CALLBACK_TYPE | None = None

    @callback
    def look() -> None:
        nonlocal last, pending
        if (now := (source.available, plug.status)) == last:
            return
        last = now
        # A plug that is away says nothing, so nothing is solved by that. Neither is it by a status
        # that has yet to come: to take the problem back would show it again to who ignores it.
        if not source.available:
            return
        if plug.status or not source.entity_id(Source.STATUS):
            _set(hass, entry, Problem.DOES_NOT_FIT, plug.status is Status.DOES_NOT_FIT)
        if not source.is_outdated:
            async_solved(hass, entry, Problem.FIRMWARE_OUTDATED)
        elif pending is None:
            pending = async_call_later(hass, _ACTIONS_COME, look_at_firmware)

    @callback
    def look_at_firmware(_: datetime) -> None:
        nonlocal pending
        pending = None
        if source.available:
            _set(hass, entry, Problem.FIRMWARE_OUTDATED, source.is_outdated)

    look()
    async_solved(hass, entry, Problem.PLUG_GONE, Problem.PLUG_TWICE)
    unsubscribe = source.async_subscribe(look, (Source.STATUS,))

    @callback
    def stop() -> None:
        unsubscribe()
        if pending:
            pending()

    return stop


@callback
def async_watch_for_replacements(hass: HomeAssistant) -> None:
    """See now and then whether a plug that is away may have been replaced by a new one."""

    @callback
    def look(now: datetime) -> None:
        is_there_a_new_one = bool(async_new_plugs(hass))
        for entry in hass.config_entries.async_entries(
            DOMAIN, include_ignore=False, include_disabled=False
        ):
            away = is_there_a_new_one and _is_away(hass, entry, now - AWAY)
            _set(hass, entry, Problem.PLUG_REPLACED, away)

    async_track_time_interval(hass, look, _LOOK_EVERY, cancel_on_shutdown=True)


@callback
def async_new_plugs(hass: HomeAssistant) -> list[PlugTransport]:
    """Return the plugs that are in Home Assistant and not added here, by name."""
    added = {
        entry.unique_id
        for entry in hass.config_entries.async_entries(DOMAIN, include_ignore=False)
    }
    return sorted(
        (plug for plug in transport.async_find(hass) if plug.unique_id not in added),
        key=lambda plug: plug.name.casefold(),
    )


def _is_away(hass: HomeAssistant, entry: DiolConfigEntry, since: datetime) -> bool:
    plug = async_get_plug(hass, entry.data[CONF_MODEL_TEXT])
    if plug is None:
        # It has no DIoL, or is not there at all, which is told at once.
        return False
    state = plug.transport.entity_state(Source.MODEL_TEXT)
    return (
        state is not None
        and state.state == STATE_UNAVAILABLE
        and dt_util.as_utc(state.last_changed) <= since
    )


def _set(
    hass: HomeAssistant, entry: DiolConfigEntry, problem: Problem, is_there: bool
) -> None:
    if is_there:
        async_tell(hass, entry, problem)
    else:
        async_solved(hass, entry, problem)


def _id(entry: DiolConfigEntry, problem: Problem) -> str:
    return f"{problem}_{entry.entry_id}"
