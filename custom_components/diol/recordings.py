"""What Home Assistant's recorder kept of a plug. Nothing of it is stored again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import math
from typing import Any, Final, Literal

from homeassistant.components.recorder.history import get_significant_states
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.const import STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance

from .spans import spans_of
from .thinning import (
    Grid,
    Reading,
    averages,
    dominant,
    envelope,
    has_two,
    phases,
    ready_at,
    rounded,
    seen,
)

# Beyond it every reading would be too many, and five minutes or an hour are less than a column.
_READINGS_UP_TO: Final = timedelta(hours=26)
_FIVE_MINUTES_UP_TO: Final = timedelta(days=10)
# How far back all readings are looked at, also for when the appliance switched last.
_LATELY: Final = _READINGS_UP_TO
_MINUTE_S: Final = 60.0
_UNKNOWN: Final = (STATE_UNAVAILABLE, STATE_UNKNOWN, "")

type Period = Literal["5minute", "hour"]
type Column = list[float | None]
# As the recorder types it.
type _Which = Literal["change", "last_reset", "max", "mean", "min", "state", "sum"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """Where to look for what a plug did; None is not there."""

    power: str | None
    score: str | None = None
    cluster: str | None = None
    anomaly: str | None = None
    reason: str | None = None
    event: str | None = None
    progress: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Levels:
    """The usual levels of power of the appliance, by its model."""

    standby: float
    on: float


def is_recording(hass: HomeAssistant) -> bool:
    """Whether there is a recorder to ask."""
    return "recorder" in hass.config.components


async def async_history(
    hass: HomeAssistant,
    of: Recorded,
    levels: Levels | None,
    until: datetime,
    span: timedelta,
    columns: int,
) -> dict[str, Any]:
    """Return what a card draws of the time before a moment."""
    return await get_instance(hass).async_add_executor_job(
        _history, hass, of, levels, until, span, columns
    )


async def async_sparklines(
    hass: HomeAssistant,
    of: dict[str, Recorded],
    until: datetime,
    span: timedelta,
    columns: int,
) -> dict[str, Any]:
    """Return the power and the anomalies of many plugs, roughly."""
    return await get_instance(hass).async_add_executor_job(
        _sparklines, hass, of, until, span, columns
    )


def _history(
    hass: HomeAssistant,
    of: Recorded,
    levels: Levels | None,
    until: datetime,
    span: timedelta,
    columns: int,
) -> dict[str, Any]:
    now = until.timestamp()
    grid = Grid.until(now, span.total_seconds(), columns)
    start = datetime.fromtimestamp(grid.start, UTC)
    lately = _readings(_states(hass, until - _LATELY, until, of.power))
    period: Period | None = None
    if span > _READINGS_UP_TO:
        period = "5minute" if span <= _FIVE_MINUTES_UP_TO else "hour"
    kept = _statistics(hass, {of.power, of.score}, period, start, until)
    power = envelope(kept[of.power], grid, now) if of.power in kept else None
    # The newest is in no statistics yet, and a new plug is in none at all.
    power = _either(power, envelope(lately, grid, now))
    scores = kept.get(of.score) or _readings(_states(hass, start, until, of.score))
    # Each is told when the minute is over that it is of.
    delay = min(_MINUTE_S, grid.step)
    clusters = [
        (t - delay, value)
        for t, value in _readings(_states(hass, start, until, of.cluster))
    ]
    progress = _states(hass, until - _FIVE_MINUTES_UP_TO, until, of.progress)
    learning = ready_at(_readings(progress), now)
    return {
        "start": grid.start,
        "step": grid.step,
        "resolution": period if kept else "readings",
        "power": {"min": power[0], "max": power[1]},
        "score": envelope(scores, grid, now)[1],
        "cluster": dominant(clusters, grid, now),
        "anomalies": _anomalies(hass, of, start, until),
        "now": _now(lately, levels, now),
        "learning": learning,
        "seen": seen(_since(lately, learning["since"] or 0.0), now)
        if learning
        else None,
    }


def _sparklines(
    hass: HomeAssistant,
    of: dict[str, Recorded],
    until: datetime,
    span: timedelta,
    columns: int,
) -> dict[str, Any]:
    now = until.timestamp()
    grid = Grid.until(now, span.total_seconds(), columns)
    start = datetime.fromtimestamp(grid.start, UTC)
    kept = _means(hass, {recorded.power for recorded in of.values()}, start, until)
    return {
        "start": grid.start,
        "step": grid.step,
        "plugs": {
            key: {
                # A plug that is new has no statistics yet, and few readings.
                "power": averages(
                    kept.get(recorded.power)
                    or _readings(_states(hass, start, until, recorded.power)),
                    grid,
                    now,
                ),
                "anomalies": _anomalies(hass, recorded, start, until),
            }
            for key, recorded in of.items()
        },
    }


def _statistics(
    hass: HomeAssistant,
    ids: set[str | None],
    period: Period | None,
    start: datetime,
    until: datetime,
) -> dict[str | None, list[Reading]]:
    """Return the extremes of each of a sensor's periods, one after the other."""
    if period is None:
        return {}
    found: dict[str | None, list[Reading]] = {}
    for id_, rows in _kept(hass, ids, period, start, until, {"min", "max"}):
        readings = found[id_] = []
        for row in rows:
            # Both are in the same column, or in one and its neighbour.
            middle = (row["start"] + row["end"]) / 2
            readings += [
                (row["start"], _finite(row.get("min"))),
                (middle, _finite(row.get("max"))),
                (row["end"], None),
            ]
    return found


def _means(
    hass: HomeAssistant, ids: set[str | None], start: datetime, until: datetime
) -> dict[str | None, list[Reading]]:
    """Return the mean of each five minutes of sensors."""
    return {
        id_: [
            reading
            for row in rows
            for reading in (
                (row["start"], _finite(row.get("mean"))),
                (row["end"], None),
            )
        ]
        for id_, rows in _kept(hass, ids, "5minute", start, until, {"mean"})
    }


def _kept(
    hass: HomeAssistant,
    ids: set[str | None],
    period: Period,
    start: datetime,
    until: datetime,
    which: set[_Which],
) -> Iterable[tuple[str, list[Any]]]:
    wanted = {id_ for id_ in ids if id_}
    kept: Any = statistics_during_period(
        hass, start, until, wanted, period, None, which
    )
    items: Iterable[tuple[str, list[Any]]] = kept.items()
    return items


def _states(
    hass: HomeAssistant,
    start: datetime,
    until: datetime,
    entity_id: str | None,
    *,
    attributes: bool = False,
) -> list[dict[str, Any]]:
    """Return the states of an entity with their times (`s`, `lu`, `a`), as they are sent to browsers."""
    if entity_id is None:
        return []
    found: Any = get_significant_states(
        hass,
        start,
        until,
        [entity_id],
        significant_changes_only=False,
        minimal_response=not attributes,
        no_attributes=not attributes,
        compressed_state_format=True,
    )
    rows: list[dict[str, Any]] = found.get(entity_id, [])
    return rows


def _texts(states: Iterable[dict[str, Any]]) -> list[tuple[float, str | None]]:
    return [
        (row["lu"], None if row["s"] in _UNKNOWN else str(row["s"])) for row in states
    ]


def _readings(states: Iterable[dict[str, Any]]) -> list[Reading]:
    return [(row["lu"], _number(row["s"])) for row in states]


def _number(state: str) -> float | None:
    try:
        return _finite(float(state))
    except ValueError:
        return None


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _either(
    first: tuple[Column, Column] | None, other: tuple[Column, Column]
) -> tuple[Column, Column]:
    """Fill what the first does not know with the other."""
    if first is None:
        return other
    return (
        [b if a is None else a for a, b in zip(first[0], other[0], strict=True)],
        [b if a is None else a for a, b in zip(first[1], other[1], strict=True)],
    )


def _since(readings: list[Reading], start: float) -> list[Reading]:
    """Leave out what was before a moment, but not what held then."""
    before = [reading for reading in readings if reading[0] < start][-1:]
    return [(start, value) for _, value in before] + [
        reading for reading in readings if reading[0] >= start
    ]


def _anomalies(
    hass: HomeAssistant, of: Recorded, start: datetime, until: datetime
) -> list[dict[str, Any]]:
    anomaly = _texts(_states(hass, start, until, of.anomaly))
    # Without one there is nothing more to ask for.
    if all(state != STATE_ON for _, state in anomaly):
        return []
    events = _states(hass, start, until, of.event, attributes=True)
    spans = spans_of(
        anomaly,
        _texts(_states(hass, start, until, of.reason)),
        [row.get("a", {}) for row in events],
    )
    return [span.as_dict() for span in spans]


def _now(
    readings: list[Reading], levels: Levels | None, now: float
) -> dict[str, Any] | None:
    """Return what the appliance is doing, and since when."""
    if not readings or (watts := readings[-1][1]) is None:
        return None
    said: dict[str, Any] = {"watts": rounded(watts)}
    if levels is None or not has_two(levels.standby, levels.on):
        return said
    found = phases(readings, levels.standby, levels.on, now)
    last = found[-1]
    # The first began when nobody looked, or before.
    return said | {"on": last.on, "since": last.start, "begun": len(found) > 1}
