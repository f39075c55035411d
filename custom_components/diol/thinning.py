"""Making few numbers of many: what a card draws of a day or a month.

All down-sampling is here. Knows nothing of Home Assistant: a recording is pairs of time (s) and value, each of
which holds until the next; None is a gap.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
import math
from typing import Any, Final, NamedTuple

type Reading = tuple[float, float | None]

# As many as a wide screen shows; more could not be told apart.
MAX_COLUMNS: Final = 2000
# More digits than can be seen.
_DIGITS: Final = 4
# From low to high it counts as on above the half, and as off again below the quarter.
_SWITCHES_ON: Final = 0.5
_SWITCHES_OFF: Final = 0.25
# What differs less has one level of power.
_LEAST_CONTRAST: Final = 3.0
_LEAST_RATIO: Final = 2.0
_LOW_SHARE: Final = 0.05
_HIGH_SHARE: Final = 0.95


@dataclass(frozen=True, slots=True)
class Grid:
    """Equal columns of time."""

    start: float
    step: float
    columns: int

    @property
    def end(self) -> float:
        """Where the last column ends."""
        return self.start + self.step * self.columns

    @classmethod
    def until(cls, end: float, seconds: float, columns: int) -> Grid:
        """Make the grid that ends with the column of a moment.

        Columns begin at whole multiples of their width, so that a picture made later shows the same.
        """
        step = seconds / columns
        last = math.floor(end / step)
        return cls((last - columns + 1) * step, step, columns)

    def column(self, t: float) -> int:
        """Return the column of a moment, which may lie outside."""
        return math.floor((t - self.start) / self.step)


class Phase(NamedTuple):
    """A time in which the appliance was on, or off."""

    on: bool
    start: float
    end: float


def envelope(
    readings: Iterable[Reading], grid: Grid, until: float
) -> tuple[list[float | None], list[float | None]]:
    """Return the least and the greatest value of each column; None where there is none."""
    least: list[float | None] = [None] * grid.columns
    most: list[float | None] = [None] * grid.columns
    for start, end, value in _held(readings, until):
        if value is None:
            continue
        first, last = grid.column(start), grid.column(end)
        # What ends where a column begins is not in it.
        if end <= grid.start + last * grid.step and last > first:
            last -= 1
        for at in range(max(first, 0), min(last, grid.columns - 1) + 1):
            low, high = least[at], most[at]
            least[at] = value if low is None or value < low else low
            most[at] = value if high is None or value > high else high
    return [rounded(value) for value in least], [rounded(value) for value in most]


def dominant(
    readings: Iterable[Reading], grid: Grid, until: float
) -> list[float | None]:
    """Return the value that lasts longest in each column."""
    lasting: list[dict[float, float]] = [{} for _ in range(grid.columns)]
    for at, value, within in _held_in_columns(readings, grid, until):
        lasting[at][value] = lasting[at].get(value, 0.0) + within
    return [_longest(shares) for shares in lasting]


def averages(
    readings: Iterable[Reading], grid: Grid, until: float
) -> list[float | None]:
    """Return the mean over the time that is known of each column; None where there is none."""
    sums = [0.0] * grid.columns
    times = [0.0] * grid.columns
    for at, value, within in _held_in_columns(readings, grid, until):
        sums[at] += value * within
        times[at] += within
    return [
        rounded(total / time) if time else None
        for total, time in zip(sums, times, strict=True)
    ]


def levels(readings: Iterable[Reading], until: float) -> tuple[float, float] | None:
    """Return the low and the high level of power; None of nothing."""
    times: dict[float, float] = {}
    for start, end, value in _held(readings, until):
        if value is not None:
            times[value] = times.get(value, 0.0) + end - start
    total = sum(times.values())
    if not total:
        return None
    low = high = None
    passed = 0.0
    for value in sorted(times):
        passed += times[value]
        if low is None and passed >= _LOW_SHARE * total:
            low = value
        if high is None and passed >= _HIGH_SHARE * total:
            high = value
    return low or 0.0, high or 0.0


def has_two(low: float, high: float) -> bool:
    """Whether two levels are levels of one that switches on and off."""
    return high >= _LEAST_RATIO * low + _LEAST_CONTRAST


def phases(
    readings: Iterable[Reading], low: float, high: float, until: float
) -> list[Phase]:
    """Return when the appliance was on and off; the first has begun before, the last goes on."""
    on_above = low + _SWITCHES_ON * (high - low)
    off_below = low + _SWITCHES_OFF * (high - low)
    found: list[Phase] = []
    for start, end, value in _held(readings, until):
        if value is None:
            continue
        on = value >= on_above or bool(found and found[-1].on and value > off_below)
        if found and found[-1].on is on:
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(Phase(on, start, end))
    return found


def seen(readings: Sequence[Reading], until: float) -> dict[str, Any] | None:
    """Return what a recording shows of an appliance of which nothing is known yet."""
    if (found := levels(readings, until)) is None:
        return None
    low, high = found
    hours = (until - readings[0][0]) / 3600
    if not has_two(low, high):
        return {"hours": rounded(hours), "cycles": 0, "on_watts": rounded(high)}
    # The first has begun before anybody looked, the last goes on.
    whole = phases(readings, low, high, until)[1:-1]
    on = sorted(phase.end - phase.start for phase in whole if phase.on)
    off = sorted(phase.end - phase.start for phase in whole if not phase.on)
    return {
        "hours": rounded(hours),
        "cycles": len(on),
        "on_watts": rounded(high),
        "standby_watts": rounded(low),
        "on_minutes": rounded(on[len(on) // 2] / 60) if on else None,
        "off_minutes": rounded(off[len(off) // 2] / 60) if off else None,
    }


def ready_at(progress: Sequence[Reading], now: float) -> dict[str, float | None] | None:
    """Return how far learning is, since when it is seen, and when it will have ended as it goes on."""
    begun: list[tuple[float, float]] = []
    for t, value in progress:
        # Learning that has begun anew, or whose plug was away.
        if begun and value is not None and value < begun[-1][1]:
            begun.clear()
        if value is not None:
            begun.append((t, value))
    if not begun or progress[-1][1] is None:
        return None
    (first_t, first), (_, last) = begun[0], begun[-1]
    ready = None
    if last > first and now > first_t:
        ready = now + (100.0 - last) * (now - first_t) / (last - first)
    return {"progress": last, "since": first_t, "ready": ready}


def _longest(shares: dict[float, float]) -> float | None:
    return max(shares, key=lambda value: (shares[value], -value)) if shares else None


def rounded(value: float | None) -> float | None:
    """Return a number with as many digits as can be seen."""
    return None if value is None else float(f"{value:.{_DIGITS}g}")


def _held_in_columns(
    readings: Iterable[Reading], grid: Grid, until: float
) -> Iterator[tuple[int, float, float]]:
    """Yield in which column each value holds, and for how long (s)."""
    for start, end, value in _held(readings, until):
        if value is None:
            continue
        first = max(grid.column(start), 0)
        for at in range(first, min(grid.column(end), grid.columns - 1) + 1):
            left = grid.start + at * grid.step
            within = min(end, left + grid.step) - max(start, left)
            if within > 0.0:
                yield at, value, within


def _held(
    readings: Iterable[Reading], until: float
) -> Iterator[tuple[float, float, float | None]]:
    """Yield from when to when each value holds."""
    for (start, value), (end, _) in pairwise((*readings, (until, None))):
        yield start, max(start, end), value
