"""The trace that tests with real firmware play: a mini-fridge that is well, and one day is not."""

from pathlib import Path
from typing import Final

from benchmarks.simulator import Fault, Meter, simulate, trace_io

DAY: Final = 86400
HOUR: Final = 3600
LEARNT: Final = 9 * DAY + 6 * HOUR  # s, when nine whole days have been measured
FAULT: Final = 10 * DAY  # its compressor does not stop ...
FAULT_HOURS: Final = 4  # ... for so long
END: Final = 12 * DAY


def save(path: Path) -> None:
    """Write the trace."""
    samples = simulate(
        "mini_fridge",
        days=END / DAY,
        meter=Meter(interval=5),
        faults=[Fault("run_on", FAULT, FAULT_HOURS * HOUR)],
    )
    trace_io.save(samples, path)
