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
from benchmarks.simulator.levels import find_levels, find_runs
from benchmarks.simulator.splice import Spliced, splice

DAY: Final = 86400.0
HOUR: Final = 3600.0
INTERVAL_S: Final = 5.0
FULL_LEARN_H: Final = 216.0
# What a plug gathers before it knows the appliance's levels does not count.
LEVELS_H: Final = 6.0
FAULT_H: Final = 3.0
LEAD_S: Final = 0.5 * HOUR  # of normal life before the fault
MOST_LEAD_S: Final = 2.5 * HOUR  # nobody waits longer for it to begin
QUIET_S: Final = 4 * HOUR  # after it, the duty of three hours has to be usual again
LIFE_S: Final = DAY  # of plug A, again and again
MAX_HOLD_S: Final = 300.0  # as in the core: a reading stands for at most this long
# Of a recording, this share is learnt; in what follows, the fault begins a day later, and both it
# and the quiet after it need their time.
LEARN_SHARE: Final = 0.6
LEAST_RECORDED_H: Final = 84.0


class TraceError(Exception):
    """The recording cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Story:
    """What happens where in which trace; times in seconds of the trace.

    Spans that are played again and again begin and end where the compressor starts, so that their
    seam is an ordinary cycle.
    """

    title: str
    learnt: Path
    learn_hours: float
    life: tuple[float, float]  # plug A's last learnt day
    watched: Path
    watched_from: float
    round: tuple[float, float]  # plug B: well, its fault, well again
    fault: tuple[float, float]


def simulated(folder: Path) -> Story:
    """A mini-fridge for nine days; then the same one on other days, where its compressor does not stop."""
    meter = Meter(interval=INTERVAL_S)
    learnt = list(simulate("mini_fridge", seed=1, days=10, meter=meter))
    process = build(
        "mini_fridge", seed=2, faults=[parse_fault(f"run_on@1d+{FAULT_H:g}h:plain")]
    )
    watched = list(read(process, meter, 0, 2 * DAY))
    fault = process.labels[0]
    return _story(
        "a simulated mini-fridge",
        folder,
        learnt,
        FULL_LEARN_H,
        watched,
        0.0,
        (fault.start, fault.end),
    )


def recorded(recording: Path, folder: Path) -> Story:
    """A recording's first days; then its later ones, with a run that does not stop."""
    try:
        return _recorded(recording.name, _from_zero(trace_io.load(recording)), folder)
    except OSError as err:
        raise TraceError(f"{recording}: {err.strerror or err}") from err
    except trace_io.TraceError as err:
        raise TraceError(str(err)) from err
    except ValueError as err:
        raise TraceError(f"{recording.name}: {err}") from err


def _recorded(title: str, samples: list[Sample], folder: Path) -> Story:
    hours = sum(_held(a, b) for a, b in pairwise(samples)) / HOUR
    if hours < LEAST_RECORDED_H:
        raise ValueError(
            f"{hours:.0f} h of readings are too few, {LEAST_RECORDED_H:.0f} h are needed"
        )
    learn_hours = min(FULL_LEARN_H, LEARN_SHARE * hours)
    learnt_at = _time_after(samples, learn_hours * HOUR)
    spliced = _with_fault(samples, learnt_at + DAY)
    return _story(
        title,
        folder,
        samples,
        learn_hours,
        spliced.samples,
        learnt_at,
        (spliced.start, spliced.end),
    )


def _with_fault(samples: Sequence[Sample], t: float) -> Spliced:
    """The fault is in the first run from `t` on that ends neither too soon nor too late after a start."""
    runs = _runs(samples)
    reached = t
    for start, end in runs:
        near = any(LEAD_S <= end - other <= MOST_LEAD_S for other, _ in runs)
        if start < t or end < reached or not near:
            continue
        spliced = splice(samples, "run_on", start, FAULT_H)
        if spliced.start <= end:
            return spliced
        reached = spliced.start  # no run before can be prolonged
    raise ValueError(
        "the appliance starts too seldom; the demo needs one that starts every hour or two"
    )


def _from_zero(samples: Sequence[Sample]) -> list[Sample]:
    """Let a recording begin at 0: a plug's actions take times only in single precision."""
    return [Sample(t - samples[0].t, power) for t, power in samples]


def _story(
    title: str,
    folder: Path,
    learnt: Sequence[Sample],
    learn_hours: float,
    watched: Sequence[Sample],
    watched_from: float,
    fault: tuple[float, float],
) -> Story:
    files = folder / "learnt.csv", folder / "watched.csv"
    for file, samples in zip(files, (learnt, watched), strict=True):
        trace_io.save(samples, file)
    learnt_starts, watched_starts = _starts(learnt), _starts(watched)
    lived = _first_from(
        learnt_starts, _time_after(learnt, (learn_hours + LEVELS_H) * HOUR)
    )
    return Story(
        title,
        files[0],
        learn_hours,
        (_first_from(learnt_starts, lived - LIFE_S), lived),
        files[1],
        watched_from,
        (
            _last_before(watched_starts, fault[0] - LEAD_S),
            _first_from(watched_starts, fault[1] + QUIET_S),
        ),
        fault,
    )


def _runs(samples: Sequence[Sample]) -> list[tuple[float, float]]:
    """When the appliance starts and stops."""
    runs = find_runs(samples, find_levels(samples))
    return [
        (samples[run.first].t, samples[run.last].t)
        for run in runs
        if run.on and run.whole
    ]


def _starts(samples: Sequence[Sample]) -> list[float]:
    return [start for start, _ in _runs(samples)]


def _first_from(starts: Sequence[float], t: float) -> float:
    for start in starts:
        if start >= t:
            return start
    raise ValueError(
        f"the appliance does not start any more after {t / DAY:.1f} days; a longer recording is needed"
    )


def _last_before(starts: Sequence[float], t: float) -> float:
    before = [start for start in starts if start <= t]
    if not before:
        raise ValueError(f"the appliance does not start before {t / DAY:.1f} days")
    return before[-1]


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
