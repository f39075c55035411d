"""Asking Home Assistant's recorder: states and statistics of some time, as pairs of time (s) and value."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import math
from typing import Any, Final, Literal

from homeassistant.components.recorder.history import get_significant_states
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant

from .thinning import Grid, Reading

# Beyond it every reading would be too many, and five minutes or an hour are less than a column.
READINGS_UP_TO: Final = timedelta(hours=26)
FIVE_MINUTES_UP_TO: Final = timedelta(days=10)
_UNKNOWN: Final = (STATE_UNAVAILABLE, STATE_UNKNOWN, "")

type Period = Literal["5minute", "hour"]
# As the recorder types it.
type _Which = Literal["change", "last_reset", "max", "mean", "min", "state", "sum"]


@dataclass(frozen=True, slots=True)
class Window:
    """The time that is drawn: its end, and its columns."""

    until: datetime
    grid: Grid

    @classmethod
    def before(cls, until: datetime, span: timedelta, columns: int) -> Window:
        """Make the window of a time before a moment."""
        return cls(until, Grid.until(until.timestamp(), span.total_seconds(), columns))

    @property
    def now(self) -> float:
        """Its end (s)."""
        return self.until.timestamp()

    @property
    def start(self) -> datetime:
        """Where the first column begins."""
        return datetime.fromtimestamp(self.grid.start, UTC)

    @property
    def period(self) -> Period | None:
        """Which statistics are fine enough; None: every reading is wanted."""
        span = timedelta(seconds=self.grid.step * self.grid.columns)
        if span <= READINGS_UP_TO:
            return None
        return "5minute" if span <= FIVE_MINUTES_UP_TO else "hour"


def extremes(
    hass: HomeAssistant, ids: set[str | None], window: Window
) -> dict[str | None, list[Reading]]:
    """Return the extremes of each of a sensor's periods, one after the other."""
    if (period := window.period) is None:
        return {}
    found: dict[str | None, list[Reading]] = {}
    for id_, rows in _kept(hass, ids, period, window, {"min", "max"}):
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


def means(
    hass: HomeAssistant, ids: set[str | None], window: Window
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
        for id_, rows in _kept(hass, ids, "5minute", window, {"mean"})
    }


def _kept(
    hass: HomeAssistant,
    ids: set[str | None],
    period: Period,
    window: Window,
    which: set[_Which],
) -> Iterable[tuple[str, list[Any]]]:
    wanted = {id_ for id_ in ids if id_}
    kept: Any = statistics_during_period(
        hass, window.start, window.until, wanted, period, None, which
    )
    items: Iterable[tuple[str, list[Any]]] = kept.items()
    return items


def states(
    hass: HomeAssistant, start: datetime, until: datetime, entity_id: str | None
) -> list[dict[str, Any]]:
    """Return the states of one entity."""
    return states_of(hass, start, until, [entity_id]).get(entity_id, [])


def states_of(
    hass: HomeAssistant,
    start: datetime,
    until: datetime,
    entity_ids: Iterable[str | None],
    *,
    attributes: bool = False,
) -> dict[str | None, list[dict[str, Any]]]:
    """Return the states of entities with their times (`s`, `lu`, `a`), as they are sent to browsers."""
    wanted = [id_ for id_ in entity_ids if id_]
    if not wanted:
        return {}
    found: Any = get_significant_states(
        hass,
        start,
        until,
        wanted,
        significant_changes_only=False,
        minimal_response=not attributes,
        no_attributes=not attributes,
        compressed_state_format=True,
    )
    rows: dict[str | None, list[dict[str, Any]]] = found
    return rows


def texts_of(rows: Iterable[dict[str, Any]]) -> list[tuple[float, str | None]]:
    """Return states as they are; None where nothing was known."""
    return [
        (row["lu"], None if row["s"] in _UNKNOWN else str(row["s"])) for row in rows
    ]


def readings_of(rows: Iterable[dict[str, Any]]) -> list[Reading]:
    """Return states as numbers; None where there was none."""
    return [(row["lu"], _number(row["s"])) for row in rows]


def _number(state: str) -> float | None:
    try:
        return _finite(float(state))
    except ValueError:
        return None


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
