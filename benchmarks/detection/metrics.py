"""What is counted: alarms on clean days, faults found, how soon, and how sure that is.

Never the point-adjusted F1: random scores reach .95 in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

from .inject import BENIGN
from .recordings import Mask

REARM_MIN: Final = (
    60  # alarms that follow within this time are one to the person who gets them
)
AGAIN_MIN: Final = (
    360  # one that lasts is counted again, so that a stuck alarm is not cheap
)
WEEK_MIN: Final = 7 * 24 * 60

type Scores = NDArray[np.float64]
type Found = tuple[str, str, int | None]  # kind, severity, delay in minutes


@dataclass(slots=True)
class Outcome:
    """What one detector did on one unit, with one rule for its threshold."""

    unit: str
    seed: int = 0
    minutes: int = 0
    alarms: int = 0
    in_alarm: int = 0  # minutes
    found: list[Found] = field(default_factory=list)
    refused: bool = False

    @property
    def weeks(self) -> float:
        return self.minutes / WEEK_MIN

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Outcome:
        """From JSON, which knows no tuples."""
        return cls(**{**kept, "found": [tuple(found) for found in kept["found"]]})


def count_alarms(alarm: Mask) -> int:
    """Alarms a person would have been given; one value a minute."""
    at = np.flatnonzero(alarm)
    if len(at) == 0:
        return 0
    gaps = np.flatnonzero(np.diff(at) > REARM_MIN)
    firsts = at[np.r_[0, gaps + 1]]
    lasts = at[np.r_[gaps, len(at) - 1]]
    return int((1 + (lasts - firsts) // AGAIN_MIN).sum())


def delay(alarm: Mask, twin: Mask) -> int | None:
    """Minutes until an alarm that the recording without the fault does not have then."""
    own = np.flatnonzero(alarm & ~twin)
    return int(own[0]) + 1 if len(own) else None


def tally(unit: str, alarm: Mask, counted: Mask, seed: int = 0) -> Outcome:
    """The clean part of an outcome."""
    heard = alarm & counted
    return Outcome(
        unit, seed, int(counted.sum()), count_alarms(heard), int(heard.sum())
    )


def oracle_threshold(score: Scores, counted: Mask, per_week: float = 1.0) -> float:
    """The lowest threshold with at most so many alarms a week on these very minutes.

    Nobody could have chosen it beforehand: it says how good a score could be.
    """
    known = np.where(counted, np.nan_to_num(score, nan=-np.inf), -np.inf)
    allowed = int(counted.sum() / WEEK_MIN * per_week)
    values = np.unique(known[counted])
    low, high = 0, len(values) - 1
    while low < high:
        middle = (low + high) // 2
        if count_alarms(known > values[middle]) <= allowed:
            high = middle
        else:
            low = middle + 1
    return float(values[low]) if len(values) else math.inf


def recalls(found: Iterable[Found], severity: str) -> dict[str, tuple[float, int]]:
    """Share caught and number tried, of each kind."""
    tried = defaultdict[str, list[bool]](list)
    for kind, hardness, minutes in found:
        if hardness == severity:
            tried[kind].append(minutes is not None)
    return {kind: (sum(hits) / len(hits), len(hits)) for kind, hits in tried.items()}


def recall(found: Sequence[Found], severity: str) -> tuple[float, int]:
    """Mean over the kinds of fault, disturbances left out, and the number tried."""
    shares = {k: v for k, v in recalls(found, severity).items() if k not in BENIGN}
    if not shares:
        return math.nan, 0
    return (
        sum(share for share, _ in shares.values()) / len(shares),
        sum(n for _, n in shares.values()),
    )


def median_delay(found: Iterable[Found], severity: str) -> float:
    """Of the faults that were caught, in minutes."""
    caught = [
        minutes
        for kind, hardness, minutes in found
        if hardness == severity and kind not in BENIGN and minutes is not None
    ]
    return float(np.median(caught)) if caught else math.nan


def benign_alarms(found: Sequence[Found]) -> tuple[float, int]:
    """Share of the benign disturbances that were reported, and their number."""
    heard = [minutes is not None for kind, _, minutes in found if kind in BENIGN]
    return (sum(heard) / len(heard) if heard else math.nan), len(heard)


def wilson(share: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """95 % interval of a share of n."""
    if n == 0 or math.isnan(share):
        return math.nan, math.nan
    middle = share + z * z / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def rate_interval(count: float, weeks: float) -> tuple[float, float]:
    """95 % interval of a rate a week, the exact one of a Poisson count."""
    if weeks == 0:
        return math.nan, math.nan
    low = chi2.ppf(0.025, 2 * count) / 2 if count > 0 else 0.0
    high = chi2.ppf(0.975, 2 * (count + 1)) / 2
    return float(low) / weeks, float(high) / weeks
