"""A simulator of household appliances as a smart plug meters them, with faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .appliances import APPLIANCES, applicable, build
from .faults import (
    DISTURBANCES,
    FAULTS,
    Fault,
    FaultError,
    Label,
    parse_fault,
    parse_span,
)
from .process import DAY, HOUR, Phase, Process
from .sampling import Meter, Sample, read

__all__ = [
    "APPLIANCES",
    "DAY",
    "DISTURBANCES",
    "FAULTS",
    "HOUR",
    "Fault",
    "FaultError",
    "Label",
    "Meter",
    "Phase",
    "Process",
    "Sample",
    "applicable",
    "build",
    "parse_fault",
    "parse_span",
    "read",
    "simulate",
]


def simulate(
    appliance: str,
    *,
    seed: int = 1,
    unit: int = 0,
    days: float = 10.0,
    start: float = 0.0,
    meter: Meter | None = None,
    faults: Iterable[Fault] = (),
) -> Iterator[Sample]:
    """Samples (t in s since midnight of day 0, W) of `days` days from `start` (s) on, lazily.

    For the labels of the faults use `build` and `read`, and look at `process.labels` afterwards.
    """
    process = build(appliance, unit, seed, faults)
    return read(process, meter or Meter(), start, start + days * DAY)
