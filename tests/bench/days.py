"""A made-up fridge: ten minutes on, twenty off, for days."""

from __future__ import annotations

import numpy as np

from benchmarks.detection.inject import Injector, Severity, Stretch
from benchmarks.detection.recordings import GRID_S, Power, Recording

ON_W, OFF_W = 80.0, 2.0
ON_MIN, OFF_MIN = 10, 20


def power(days: float = 6, seed: int = 1) -> Power:
    """Readings every ten seconds with a little noise."""
    steps = int(days * 86400 // GRID_S)
    minute = np.arange(steps) * GRID_S // 60
    on = minute % (ON_MIN + OFF_MIN) >= OFF_MIN
    noise = np.random.default_rng(seed).normal(0, 0.1, steps)
    return np.where(on, ON_W, OFF_W) + noise


def recording(days: float = 6) -> Recording:
    return Recording("made-up", power(days))


def injector(severity: Severity = "plain", seed: int = 1) -> Injector:
    stretch = Stretch(power(), GRID_S)
    return Injector(stretch, np.random.default_rng(seed), severity)
