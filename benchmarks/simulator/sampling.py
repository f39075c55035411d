"""The meter: turns a process into readings, the way a smart plug would report them.

The underlying day is the same whatever the meter does, and noise belongs to a moment, not to the
n-th reading: a meter that reads every second and one that reads every five agree wherever both
read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from .draw import Draw, key_of, noise, share
from .process import DAY, Process

GAP_SECONDS: Final = (120.0, 7200.0)


class Sample(NamedTuple):
    """Seconds since midnight of day 0, and watts."""

    t: float
    power: float


@dataclass(frozen=True, slots=True)
class Meter:
    """How it reads: every `interval` s, moved by up to `jitter` of half an interval either way.

    With `delta` (W) a reading is reported only if it differs that much from the last one reported,
    or `heartbeat` s have passed. `gaps` a day on average are lost, each two minutes to two hours.
    Noise has the standard deviation `noise_w + noise_share * power`; 0 W reads 0. Readings are
    rounded to `step` W.
    """

    interval: float = 5.0
    jitter: float = 0.0
    delta: float = 0.0
    heartbeat: float = 60.0
    gaps: float = 0.0
    noise_w: float = 0.05
    noise_share: float = 0.002
    step: float = 0.1

    def __post_init__(self) -> None:
        if not 1 <= self.interval <= 60:
            raise ValueError(f"an interval is 1 to 60 seconds, not {self.interval:g}")
        if not 0 <= self.jitter <= 0.9:
            raise ValueError(f"jitter is 0 to 0.9, not {self.jitter:g}")
        if not (self.delta >= 0 and self.heartbeat > 0):
            raise ValueError("delta is not negative, a heartbeat is positive")
        if not 0 <= self.gaps <= 50:
            raise ValueError(f"gaps a day are 0 to 50, not {self.gaps:g}")


def read(process: Process, meter: Meter, start: float, end: float) -> Iterator[Sample]:
    """Readings with `start` <= t < `end`, lazily. The process is used up."""
    samples = _readings(process, meter, start, end)
    if meter.gaps:
        samples = _without_gaps(
            samples, meter.gaps, (process.name, process.unit, process.seed)
        )
    if meter.delta:
        samples = _on_change(samples, meter.delta, meter.heartbeat)
    return samples


def _times(meter: Meter, key: int, start: float, end: float) -> Iterator[float]:
    number = int(start // meter.interval)
    spread = meter.jitter * meter.interval
    while True:
        t = number * meter.interval
        if spread:
            t = round(max(0.0, t + spread * (share(key, number) - 0.5)), 3)
        if t >= end:
            return
        if t >= start:
            yield t
        number += 1


def _readings(
    process: Process, meter: Meter, start: float, end: float
) -> Iterator[Sample]:
    watts_at = process.reader()
    names = (process.name, process.unit, process.seed)
    noise_key = key_of(*names, "meter noise")
    stuck = process.plan.of("flatline")
    held: float | None = None
    per_step = 1 / meter.step
    noisy = meter.noise_w > 0 or meter.noise_share > 0
    for t in _times(meter, key_of(*names, "meter clock"), start, end):
        watts = watts_at(t)
        if noisy and watts > 0:
            deviation = meter.noise_w + meter.noise_share * watts
            watts += deviation * noise(noise_key, int(t * 1000 + 0.5))
        power = max(0.0, round(watts * per_step) / per_step)
        if stuck:
            if any(fault.active(t) for fault in stuck):
                held = power if held is None else held
                power = held
            else:
                held = None
        yield Sample(t, power)


def _without_gaps(
    samples: Iterator[Sample], per_day: float, names: tuple[str | int, ...]
) -> Iterator[Sample]:
    gaps = _gaps(per_day, names)
    first, last = next(gaps)
    for sample in samples:
        while sample.t >= last:
            first, last = next(gaps)
        if sample.t < first:
            yield sample


def _gaps(
    per_day: float, names: tuple[str | int, ...]
) -> Iterator[tuple[float, float]]:
    day = 0
    while True:
        draw = Draw(*names, "gaps", day)
        count = int(per_day) + draw.chance(per_day - int(per_day))
        starts = sorted(day * DAY + draw.uniform(0, DAY) for _ in range(count))
        for start in starts:
            yield start, start + draw.uniform(*GAP_SECONDS) * draw.uniform(0.02, 1.0)
        day += 1


def _on_change(
    samples: Iterator[Sample], delta: float, heartbeat: float
) -> Iterator[Sample]:
    last: Sample | None = None
    for sample in samples:
        if (
            last is None
            or abs(sample.power - last.power) >= delta
            or sample.t - last.t >= heartbeat
        ):
            last = sample
            yield sample
