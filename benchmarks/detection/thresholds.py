"""Thresholds from the scores of the days learnt alone, and the vote that all detectors share."""

from __future__ import annotations

from collections.abc import Callable
import math
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from .metrics import WEEK_MIN, Scores

VOTES: Final = 15
BLOCK_MIN: Final = 120
RETURN_WEEKS: Final = 4


def vote(score: Scores) -> Scores:
    """Above a threshold where 8 of the last 15 minutes are: the median of those."""
    before = np.full(VOTES - 1, score[0])
    windows = sliding_window_view(np.concatenate([before, score]), VOTES)
    voted: Scores = np.median(windows, axis=1)
    return voted


def mean_3sd(score: Scores) -> float:
    """Mean and three standard deviations."""
    return float(score.mean() + 3 * score.std())


def max_1_2(score: Scores) -> float:
    """A fifth more above the median than the greatest."""
    middle = float(np.median(score))
    return middle + 1.2 * (float(score.max()) - middle)


def return_level(score: Scores) -> float:
    """What a maximum of two hours exceeds once in four weeks, if such maxima follow Gumbel."""
    blocks = score[: len(score) // BLOCK_MIN * BLOCK_MIN].reshape(-1, BLOCK_MIN)
    maxima = blocks.max(axis=1)
    scale = float(maxima.std()) * math.sqrt(6) / math.pi
    location = float(maxima.mean()) - 0.5772 * scale
    return location + scale * math.log(RETURN_WEEKS * WEEK_MIN / BLOCK_MIN)


TRAINED: Final[dict[str, Callable[[Scores], float]]] = {
    "mean + 3 sd": mean_3sd,
    "1.2 x greatest": max_1_2,
    "once in 4 weeks": return_level,
}
