"""People: when in the day they open a door, draw water or start a machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .draw import Draw
from .process import DAY, HOUR, moment

# Weight of each hour of the day.
# fmt: off
MEALS: Final = (
    0.2, 0.1, 0.1, 0.1, 0.1, 0.4, 2.0, 4.0, 3.0, 1.5, 1.5, 2.5,
    4.0, 2.5, 1.5, 1.5, 2.0, 4.0, 5.5, 4.5, 3.0, 2.0, 1.2, 0.6,
)
SHOWERS: Final = (
    0.1, 0.1, 0.1, 0.1, 0.3, 1.5, 5.0, 5.0, 2.5, 1.0, 0.7, 0.8,
    1.2, 0.8, 0.6, 0.7, 1.0, 1.5, 2.5, 3.5, 3.5, 3.0, 1.5, 0.5,
)
LAUNDRY: Final = (
    0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.5, 1.5, 3.0, 3.0, 2.0,
    1.5, 1.5, 1.5, 1.5, 2.0, 2.0, 1.5, 1.0, 0.3, 0.0, 0.0, 0.0,
)
EVENING: Final = (
    0.3, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.3, 0.3, 0.2, 0.2, 0.2,
    0.2, 0.4, 0.4, 0.4, 0.6, 1.5, 3.0, 4.0, 5.0, 2.5, 1.0, 0.5,
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Habit:
    """Times a day on average, by hour, how much each time (heat in bands), how long (s)."""

    per_day: float
    hours: tuple[float, ...]
    amount: float = 0.0
    amount_sd: float = 0.5
    lasts_s: float = 12.0
    weekend: float = 1.0
    light: float = 0.0


@dataclass(frozen=True, slots=True)
class Visit:
    """One use: from `start` for `length` seconds."""

    start: float
    length: float
    amount: float


def visits(habit: Habit, *names: str | int) -> Iterator[Visit]:
    """All uses in order of time, for ever. A day's uses depend on the day alone."""
    day = 0
    free = 0.0
    while True:
        draw = Draw(*names, "habit", day)
        mean = (
            habit.per_day
            * (habit.weekend if day % 7 in (5, 6) else 1.0)
            * draw.spread(0.2)
        )
        count = int(mean) + draw.chance(mean - int(mean))
        times = sorted(
            day * DAY + HOUR * (draw.index(habit.hours) + draw.uniform(0, 1))
            for _ in range(count)
        )
        for time in times:
            length = habit.lasts_s * draw.spread(0.5)
            amount = habit.amount * draw.spread(habit.amount_sd)
            start = max(time, free)
            free = start + length + 1
            yield Visit(moment(start), moment(length), amount)
        day += 1
