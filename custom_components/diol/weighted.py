"""Weighted means and quantiles, the same whatever the order of what goes in."""

from collections.abc import Sequence
import math
from operator import mul


def mean(values: Sequence[float], weights: Sequence[float]) -> float:
    """Mean, never outside of the values themselves."""
    total = math.fsum(map(mul, values, weights, strict=True))
    return min(max(total / math.fsum(weights), min(values)), max(values))


def geometric_mean(values: Sequence[float], weights: Sequence[float]) -> float:
    """Mean of things that are compared by their ratio; 0 where one of them is 0."""
    if min(values) <= 0.0:
        return 0.0
    middle = math.exp(mean([math.log(value) for value in values], weights))
    return min(max(middle, min(values)), max(values))


def quantile(values: Sequence[float], weights: Sequence[float], share: float) -> float:
    """The value that `share` of the weight is below, interpolated.

    With equal weights it is the usual sample quantile: the least at 0, the greatest at 1.
    """
    pairs = sorted(zip(values, weights, strict=True))
    others = len(pairs) - 1
    places, below = [0.0], pairs[0][1]
    for i, (_, weight) in enumerate(pairs[1:], 1):
        places.append(i * weight + others * below)
        below += weight
    at = share * places[-1]
    for i in range(1, len(pairs)):
        if at <= places[i]:
            low, high = pairs[i - 1][0], pairs[i][0]
            part = (at - places[i - 1]) / (places[i] - places[i - 1])
            return low + min(max(part, 0.0), 1.0) * (high - low)
    return pairs[-1][0]
