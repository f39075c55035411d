"""Faults for appliances that people start, that are always on, or that heat: what can be said of any of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from .inject import HOUR_S, Injected, Severity, Stretch
from .recordings import Power

# Plain and hard, as in inject.py: hard is about half as strong.
NEVER_SEEN: Final = {"plain": 1.5, "hard": 1.2}  # times the greatest power
STANDBY_W: Final = {"plain": (8.0, 15.0), "hard": (3.0, 6.0)}
LONGER: Final = {"plain": 4.0, "hard": 2.0}  # times the longest use
LEAST_LONGER_S: Final = 600
STUCK_H: Final = {"plain": (12.0, 20.0), "hard": (5.0, 8.0)}

type Fault = Callable[[Stretch, np.random.Generator, Severity, int], Injected | None]


def _patched(stretch: Stretch, start: int, patch: Power) -> Injected | None:
    end = start + len(patch)
    if end + stretch.steps(HOUR_S) >= len(stretch.power):
        return None
    power = stretch.power.copy()
    power[start:end] = patch
    return Injected(power, start, end)


def power_never_seen(
    stretch: Stretch, rng: np.random.Generator, severity: Severity, at: int
) -> Injected | None:
    """For 20 to 40 min more power than ever before."""
    length = stretch.steps(rng.uniform(1200, 2400))
    watts = NEVER_SEEN[severity] * float(np.max(stretch.power))
    ripple = rng.normal(0, 0.004 * watts, length)
    return _patched(stretch, at, np.round(watts + ripple, 1))


def standby_changed(
    stretch: Stretch, rng: np.random.Generator, severity: Severity, at: int
) -> Injected | None:
    """Some watts more for 4 to 8 h, whatever it does."""
    length = stretch.steps(rng.uniform(4, 8) * HOUR_S)
    watts = rng.uniform(*STANDBY_W[severity])
    return _patched(stretch, at, stretch.power[at : at + length] + watts)


def runs_far_longer(
    stretch: Stretch, rng: np.random.Generator, severity: Severity, at: int
) -> Injected | None:
    """A use goes on for a multiple of the longest one, with readings of its own second half."""
    uses = [run for run in stretch.phases if run.on and run.whole]
    later = [run for run in uses if run.first >= at]
    if not later:
        return None
    use = later[0]
    longest = max(run.last - run.first for run in uses)
    wanted = max(stretch.steps(LEAST_LONGER_S), int(LONGER[severity] * longest))
    begin = max(use.first + 1, use.last - 1)
    half = stretch.power[(use.first + use.last) // 2 : use.last]
    more = rng.choice(half, wanted - (begin - use.first))
    return _patched(stretch, begin, more)


def meter_stuck(
    stretch: Stretch, rng: np.random.Generator, severity: Severity, at: int
) -> Injected | None:
    """The meter repeats one reading for hours: while in use, where there are uses."""
    uses = [run for run in stretch.phases if run.on and run.whole and run.first >= at]
    start = (uses[0].first + uses[0].last) // 2 if uses else at
    length = stretch.steps(rng.uniform(*STUCK_H[severity]) * HOUR_S)
    return _patched(stretch, start, np.full(length, stretch.power[start]))


FAULTS: Final[dict[str, Fault]] = {
    fault.__name__: fault
    for fault in (power_never_seen, standby_changed, runs_far_longer, meter_stuck)
}
# What is always on has no use that could last longer.
SENSE: Final[dict[str, tuple[str, ...]]] = {
    "used": tuple(FAULTS),
    "heater": tuple(FAULTS),
    "constant": ("power_never_seen", "standby_changed", "meter_stuck"),
}


def other_fault(
    stretch: Stretch, rng: np.random.Generator, kind: str, severity: Severity, at: int
) -> Injected | None:
    """One of the kinds for other appliances."""
    return FAULTS[kind](stretch, rng, severity, at)
