"""The days that the demo's plugs meter: simulated, or a recording."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from benchmarks.simulator import (
    Meter,
    Sample,
    build,
    parse_fault,
    read,
    simulate,
    trace_io,
)
from benchmarks.simulator.splice import splice

DAY: Final = 86400.0
HOUR: Final = 3600.0
INTERVAL_S: Final = 5.0
FULL_LEARN_H: Final = 216.0
LEAST_LEARN_H: Final = 24.0
FAULT_H: Final = 3.0
QUIET_AFTER_S: Final = 4 * HOUR  # the duty of the last three hours is to be usual again
MAX_HOLD_S: Final = 300.0  # as in the core: a reading stands for at most this long
# Of a recording, this share is learnt; in what follows, the fault begins a day later.
LEARN_SHARE: Final = 0.6
# What a plug gathers before it knows the appliance's levels does not count.
LEVELS_H: Final = 6.0


class TraceError(Exception):
    """The recording cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Story:
    """What happens where in which trace; times in seconds of the trace."""

    title: str
    learnt: Path
    learn_hours: float
    learnt_until: float
    watched: Path
    watched_from: float
    fault_from: float
    fault_until: float

    @property
    def watched_until(self) -> float:
        """When the appliance has long been well again."""
        return self.fault_until + QUIET_AFTER_S


def simulated(folder: Path) -> Story:
    """A mini-fridge for ten days; then the same fridge on other days, where its compressor does not stop."""
    learnt, watched = folder / "learnt.csv", folder / "watched.csv"
    meter = Meter(interval=INTERVAL_S)
    trace_io.save(simulate("mini_fridge", seed=1, days=9.25, meter=meter), learnt)
    process = build(
        "mini_fridge", seed=2, faults=[parse_fault(f"run_on@1d+{FAULT_H:g}h:plain")]
    )
    trace_io.save(read(process, meter, 0, 2 * DAY), watched)
    fault = process.labels[0]
    return Story(
        "a simulated mini-fridge",
        learnt,
        FULL_LEARN_H,
        (FULL_LEARN_H + LEVELS_H) * HOUR,
        watched,
        0,
        fault.start,
        fault.end,
    )


def recorded(recording: Path, folder: Path) -> Story:
    """A recording's first days; then its later ones, with a run that does not stop."""
    try:
        samples = trace_io.load(recording)
    except (OSError, ValueError) as err:
        raise TraceError(f"{recording}: {err}") from err
    hours = sum(_held(a, b) for a, b in pairwise(samples)) / HOUR
    learn_hours = min(FULL_LEARN_H, LEARN_SHARE * hours)
    if learn_hours < LEAST_LEARN_H:
        raise TraceError(
            f"{recording}: {hours:.0f} h of readings are too few, 40 h are needed"
        )
    until = _time_after(samples, (learn_hours + LEVELS_H) * HOUR)
    try:
        spliced = splice(samples, "run_on", until + DAY, FAULT_H)
    except ValueError as err:
        raise TraceError(f"{recording}: {err}") from err
    learnt, watched = folder / "learnt.csv", folder / "watched.csv"
    trace_io.save(samples, learnt)
    trace_io.save(spliced.samples, watched)
    return Story(
        recording.name,
        learnt,
        learn_hours,
        until,
        watched,
        until,
        spliced.start,
        spliced.end,
    )


def _held(sample: Sample, following: Sample) -> float:
    return min(following.t - sample.t, MAX_HOLD_S)


def _time_after(samples: Sequence[Sample], seconds: float) -> float:
    """When this much time has been metered."""
    metered = 0.0
    for a, b in pairwise(samples):
        metered += _held(a, b)
        if metered >= seconds:
            return b.t
    return samples[-1].t
