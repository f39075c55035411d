"""Puts a fault into a recorded trace: a compressor that does not stop, or does not start.

A recording cannot be asked what would have happened, so the span of the fault is filled with the
recording's own readings: a run that goes on repeats, at random, the readings of its own second
half; a start that does not come repeats those of the silence before it. Times of readings stay,
everything before and after the span stays; levels and runs are found in the trace itself.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
import sys
from typing import Final, Literal

from . import trace_io
from .draw import Draw
from .faults import HOUR, Fault, FaultError, parse_fault
from .levels import GAP_S, Levels, Run, find_levels, find_runs
from .sampling import Sample

SpliceKind = Literal["run_on", "no_start"]
KINDS: Final[tuple[SpliceKind, ...]] = ("run_on", "no_start")
# A run or a silence to draw readings from lasts at least this long.
_LEAST_S: Final = 120.0
# So long before the end of a run it still draws its usual power.
_EDGE_S: Final = 20.0


@dataclass(frozen=True, slots=True)
class Spliced:
    """The trace with its fault from `start` up to `end` (s), and the levels found."""

    samples: list[Sample]
    start: float
    end: float
    levels: Levels


def splice(
    samples: Sequence[Sample],
    kind: SpliceKind,
    start: float,
    hours: float,
    seed: int = 1,
) -> Spliced:
    """The first whole phase beginning at or after `start` (s) that can be prolonged by `hours`.

    Raises ValueError when there is none: the trace ends too early, or has gaps there.
    """
    if kind not in KINDS:
        raise ValueError(
            f"only {' and '.join(KINDS)} can be put into a recording, not {kind}"
        )
    if not hours > 0:
        raise ValueError(f"a fault lasts more than 0 hours, not {hours:g}")
    if len(samples) < 2:
        raise ValueError("the trace is empty")
    levels = find_levels(samples)
    for run in find_runs(samples, levels):
        if (
            run.on != (kind == "run_on")
            or not run.whole
            or samples[run.first].t < start
        ):
            continue
        begin = samples[run.last].t - _EDGE_S
        if begin - samples[run.first].t < _LEAST_S - _EDGE_S:
            continue
        end = begin + hours * HOUR
        if _covered(samples, run.first, end):
            return Spliced(_filled(samples, run, begin, end, seed), begin, end, levels)
    wanted = "run" if kind == "run_on" else "silence"
    raise ValueError(
        f"no {wanted} after {start:g} s is followed by {hours:g} hours without a gap"
    )


def _covered(samples: Sequence[Sample], first: int, end: float) -> bool:
    """Whether there are readings without a gap until after `end`."""
    for i in range(first + 1, len(samples)):
        if samples[i].t - samples[i - 1].t > GAP_S:
            return False
        if samples[i].t >= end:
            return True
    return False


def _filled(
    samples: Sequence[Sample], run: Run, begin: float, end: float, seed: int
) -> list[Sample]:
    length = run.last - run.first
    since = run.first + (length // 2 if run.on else length // 3)
    own = [sample.power for sample in samples[since : run.last] if sample.t < begin]
    if not own:
        own = [samples[since].power]
    draw = Draw("splice", seed)
    return [
        Sample(t, own[int(draw.uniform(0, len(own)))])
        if begin <= t < end
        else Sample(t, power)
        for t, power in samples
    ]


def main(arguments: list[str] | None = None) -> int:
    """Reads a trace, writes it with a fault, prints where the fault is."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.simulator.splice",
        description="Puts a fault into a trace.",
    )
    parser.add_argument(
        "trace", type=Path, help="CSV or .csv.gz with the header t,power"
    )
    parser.add_argument("--fault", required=True, metavar="KIND@START+DURATION")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    try:
        fault = parse_fault(options.fault)
        spliced = _splice_fault(trace_io.load(options.trace), fault, options.seed)
        trace_io.save(spliced.samples, options.out)
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    print("kind,start,end")
    print(f"{fault.kind},{spliced.start:.3f},{spliced.end:.3f}")
    return 0


def _splice_fault(samples: list[Sample], fault: Fault, seed: int) -> Spliced:
    if fault.duration is None:
        raise FaultError("say how long the fault lasts: KIND@START+DURATION")
    for kind in KINDS:
        if kind == fault.kind:
            return splice(samples, kind, fault.start, fault.duration / HOUR, seed)
    raise FaultError(
        f"only {' and '.join(KINDS)} can be put into a recording, not {fault.kind}"
    )


if __name__ == "__main__":
    sys.exit(main())
