"""How far from all clusters of a model the features of a fault can lie.

The firmware's reach.cpp, in single precision as there, so that both refuse the same texts. Knows
nothing of Home Assistant.
"""

import math
import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .model import Model

LEAST_REACH: Final = 4.0
_CLIP: Final = 8.0
_STEPS: Final = 16  # of a cluster's coordinate, in a standard deviation
_DUTY: Final = 5
# What a fault makes of each feature at most, in the appliance's own units. Of duty, all of the time.
_FAR: Final = (4.5, 4.5, 4.5, 4.5, 4.0, math.nan, 1.0, 4.0, 4.5, 13.25)
_WITHOUT_CYCLES: Final = (4, 8, 9)


def reach_of(model: Model) -> float:
    """Return the distance in standard deviations, as the firmware takes it."""
    features = range(len(_FAR)) if model.cycles else _WITHOUT_CYCLES
    centres = [
        [int(at * _STEPS) for at in cluster.coordinates] for cluster in model.clusters
    ]
    ends = []
    for j in features:
        far = _single(1.0 / model.duty) if j == _DUTY else _FAR[j]
        low, high = _steps(0.0, j, model), _steps(far, j, model)

        def gap(end: int, j: int = j) -> int:
            return min(abs(end - centre[j]) for centre in centres)

        ends.append((high, low) if gap(high) >= gap(low) else (low, high))
    rows = [[first for first, _ in ends]]
    for i, (_, second) in enumerate(ends):
        rows.append([*rows[0][:i], second, *rows[0][i + 1 :]])
    points = [[centre[j] for j in features] for centre in centres]
    farthest = max(
        min(
            sum((a - b) ** 2 for a, b in zip(row, point, strict=True))
            for point in points
        )
        for row in rows
    )
    known = _single(farthest * _single(len(_FAR) / len(ends)))
    return _single(math.sqrt(known)) / _STEPS


def _steps(value: float, feature: int, model: Model) -> int:
    """Standardise a value in own units, clipped, in the steps of the clusters' coordinates."""
    off = _single(_single(value - model.means[feature]) / model.spreads[feature])
    steps = min(max(off, -_CLIP), _CLIP) * _STEPS
    # Halves away from zero
    return math.floor(steps + 0.5) if steps >= 0 else math.ceil(steps - 0.5)


def _single(value: float) -> float:
    """Round as arithmetic in single precision does."""
    return float(struct.unpack("f", struct.pack("f", value))[0])
