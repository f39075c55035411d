"""Randomness that is the same on every platform and in every Python version.

Only `random.Random.random()` is used, the one method whose sequence Python promises to keep, and
plain arithmetic on it. Builtin `sum` over floats is avoided in the whole package, since Python 3.12
changed its rounding. Readings are rounded to 0.1 W and switching times to a millisecond, so the
last bit in which two mathematics libraries may differ does not reach the output.
"""

from __future__ import annotations

import hashlib
import math
import random

_MASK = (1 << 64) - 1
# Standard deviation of the sum of four uniform 16 bit numbers.
_SD4 = 37837.227
LATTICE_S = 20.0


def key_of(*names: str | int) -> int:
    """A 64 bit number for a list of names: what separates one stream of randomness from another."""
    digest = hashlib.sha256("/".join(str(name) for name in names).encode()).digest()
    return int.from_bytes(digest[:8], "big")


class Draw:
    """A stream of random numbers of its own, chosen by names: `Draw("kettle", unit, seed)`."""

    def __init__(self, *names: str | int) -> None:
        self._next = random.Random(key_of(*names)).random

    def uniform(self, low: float, high: float) -> float:
        return low + (high - low) * self._next()

    def normal(self) -> float:
        """Standard normal to within a per cent up to 2.5 deviations, never beyond 6."""
        total = -6.0
        for _ in range(12):
            total += self._next()
        return total

    def spread(self, deviation: float) -> float:
        """A factor around 1 whose logarithm has this standard deviation, cut at 2 of them."""
        return math.exp(deviation * max(-2.0, min(2.0, self.normal())))

    def chance(self, probability: float) -> bool:
        return self._next() < probability

    def index(self, weights: tuple[float, ...]) -> int:
        """The number of one of the weights, drawn in proportion to them."""
        total = 0.0
        for weight in weights:
            total += weight
        left = total * self._next()
        for number, weight in enumerate(weights):
            left -= weight
            if left < 0:
                return number
        return len(weights) - 1


def mix(key: int, index: int) -> int:
    """64 well mixed bits for a place on an endless row (the finaliser of splitmix64)."""
    z = (key + index * 0x9E3779B97F4A7C15) & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


def noise(key: int, index: int) -> float:
    """About standard normal (never beyond 3.5), a function of the place alone.

    Noise that belongs to a moment instead of to the n-th call is what lets the same day be sampled
    at 1 s and at 5 s with equal readings wherever both have one.
    """
    z = mix(key, index)
    total = (z & 0xFFFF) + ((z >> 16) & 0xFFFF) + ((z >> 32) & 0xFFFF) + (z >> 48)
    return (total - 131070) / _SD4


def share(key: int, index: int) -> float:
    """Uniform in [0, 1), a function of the place alone."""
    return (mix(key, index) >> 11) / 9007199254740992.0


class Wander:
    """A smooth random function of time, standard deviation about 0.8, correlated over 20 s.

    Ask in rising order of time: it remembers one stretch.
    """

    def __init__(self, *names: str | int) -> None:
        self._key = key_of(*names)
        self._cell = -1
        self._left = 0.0
        self._slope = 0.0

    def at(self, t: float) -> float:
        cell = int(t // LATTICE_S)
        if cell != self._cell:
            self._cell = cell
            self._left = noise(self._key, cell)
            self._slope = (noise(self._key, cell + 1) - self._left) / LATTICE_S
        return self._left + self._slope * (t - cell * LATTICE_S)
