"""What several simulator tests need: runs of a process, twins with and without a fault."""

from __future__ import annotations

from benchmarks.simulator import DAY, Fault, Meter, Phase, Process, Sample, build, read

MORNING = 2 * DAY + 7 * 3600.0


def runs(
    name: str, days: float, *faults: Fault, unit: int = 0, seed: int = 1
) -> list[Phase]:
    """The runs of the compressor (or boiler), defrost heater left out."""
    process = build(name, unit, seed, faults)
    phases = process.phases("main", days * DAY)
    wanted = "heater" if name == "water_heater" else "motor"
    return [phase for phase in phases if phase.role == wanted]


def sampled(
    name: str, start: float, end: float, *faults: Fault, meter: Meter | None = None
) -> tuple[list[Sample], Process]:
    """Readings from `start` up to `end` (s), and the process that gave them."""
    process = build(name, 0, 1, faults)
    return list(read(process, meter or Meter(interval=10), start, end)), process


def worked(phases: list[Phase], start: float, end: float) -> float:
    """Share of the time between `start` and `end` in which a phase was on."""
    total = 0.0
    for phase in phases:
        total += max(0.0, min(phase.end, end) - max(phase.start, start))
    return total / (end - start)


def mean(samples: list[Sample], start: float, end: float) -> float:
    """Mean power in W of the readings in a span."""
    powers = [power for t, power in samples if start <= t < end]
    return sum(powers) / len(powers)
