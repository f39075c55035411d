"""What Home Assistant's recorder kept of a plug. Nothing of it is stored again."""

from dataclasses import dataclass
from typing import Any, Final

from homeassistant.const import STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance

from .recorder import (
    FIVE_MINUTES_UP_TO,
    READINGS_UP_TO,
    Window,
    extremes,
    means,
    readings_of,
    states,
    states_of,
    texts_of,
)
from .spans import spans_of
from .thinning import (
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

# How far back all readings are looked at, also for when the appliance switched last.
_LATELY: Final = READINGS_UP_TO
_MINUTE_S: Final = 60.0

type Column = list[float | None]


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
    hass: HomeAssistant, of: Recorded, levels: Levels | None, window: Window
) -> dict[str, Any]:
    """Return what a card draws of one plug."""
    return await get_instance(hass).async_add_executor_job(
        _history, hass, of, levels, window
    )


async def async_sparklines(
    hass: HomeAssistant, of: dict[str, Recorded], window: Window
) -> dict[str, Any]:
    """Return the power and the anomalies of many plugs, roughly."""
    return await get_instance(hass).async_add_executor_job(
        _sparklines, hass, of, window
    )


def _history(
    hass: HomeAssistant, of: Recorded, levels: Levels | None, window: Window
) -> dict[str, Any]:
    grid, now, start, until = window.grid, window.now, window.start, window.until
    lately = readings_of(states(hass, until - _LATELY, until, of.power))
    kept = extremes(hass, {of.power, of.score}, window)
    power = envelope(kept[of.power], grid, now) if of.power in kept else None
    # The newest is in no statistics yet, and a new plug is in none at all.
    power = _either(power, envelope(lately, grid, now))
    scores = kept.get(of.score) or readings_of(states(hass, start, until, of.score))
    # Each is told when the minute is over that it is of.
    delay = min(_MINUTE_S, grid.step)
    clusters = [
        (t - delay, value)
        for t, value in readings_of(states(hass, start, until, of.cluster))
    ]
    progress = states(hass, until - FIVE_MINUTES_UP_TO, until, of.progress)
    learning = ready_at(readings_of(progress), now)
    return {
        "start": grid.start,
        "step": grid.step,
        "resolution": window.period if kept else "readings",
        "power": {"min": power[0], "max": power[1]},
        "score": envelope(scores, grid, now)[1],
        "cluster": dominant(clusters, grid, now),
        "anomalies": _anomalies(hass, {"": of}, window)[""],
        "now": _now(lately, levels, now),
        "learning": learning,
        "seen": seen(_since(lately, learning["since"] or 0.0), now)
        if learning
        else None,
    }


def _sparklines(
    hass: HomeAssistant, of: dict[str, Recorded], window: Window
) -> dict[str, Any]:
    grid, now = window.grid, window.now
    kept = means(hass, {recorded.power for recorded in of.values()}, window)
    anomalies = _anomalies(hass, of, window)
    return {
        "start": grid.start,
        "step": grid.step,
        "plugs": {
            key: {
                # A plug that is new has no statistics yet, and few readings.
                "power": averages(
                    kept.get(recorded.power)
                    or readings_of(
                        states(hass, window.start, window.until, recorded.power)
                    ),
                    grid,
                    now,
                ),
                "anomalies": anomalies[key],
            }
            for key, recorded in of.items()
        },
    }


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
    hass: HomeAssistant, of: dict[str, Recorded], window: Window
) -> dict[str, list[dict[str, Any]]]:
    """Return the anomalies of each plug, asked for together however many plugs there are."""
    start, until = window.start, window.until
    told_of = states_of(hass, start, until, [each.anomaly for each in of.values()])
    anomalies = {
        key: texts_of(told_of.get(each.anomaly, [])) for key, each in of.items()
    }
    # Without one there is nothing more to ask for.
    had = [
        of[key]
        for key, told in anomalies.items()
        if any(state == STATE_ON for _, state in told)
    ]
    reasons = states_of(hass, start, until, [each.reason for each in had])
    events = states_of(
        hass, start, until, [each.event for each in had], attributes=True
    )
    return {
        key: [
            span.as_dict()
            for span in spans_of(
                told,
                texts_of(reasons.get(of[key].reason, [])),
                [row.get("a", {}) for row in events.get(of[key].event, [])],
            )
        ]
        for key, told in anomalies.items()
    }


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
