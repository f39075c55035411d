"""What is asked of one run of the bench, and how its work is shared out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import cache
from .events import Plan
from .recordings import DAY_S
from .units import SIMULATED_COLD, Unit, cold


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the recordings are, and how much is done with them."""

    data: Path | None = None
    quick: bool = False
    workers: int = 2
    days: float = 9.0  # learnt
    seeds: int = 3
    count: int = 2  # events of each kind, severity and seed
    contaminated: bool = False  # a sick day among those learnt

    @property
    def start_s(self) -> float:
        return self.days * DAY_S

    @property
    def key(self) -> tuple[object, ...]:
        """What results depend on, beside recordings and code."""
        return self.days, self.seeds, self.count, self.contaminated

    @property
    def plan(self) -> Plan:
        return Plan(seeds=self.seeds, count=self.count)

    def cold(self) -> list[Unit]:
        """The cold appliances to measure."""
        return [SIMULATED_COLD[0], SIMULATED_COLD[3]] if self.quick else cold(self.data)

    def cold_at_full_rate(self) -> list[Unit]:
        """Those read every ten seconds or more often; with recordings, only recorded ones."""
        if self.quick:
            return self.cold()
        units = cold(self.data, recorded_only=True)
        return [unit for unit in units if unit.meter_s <= 10]

    def cached(self, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """What was made before from the same things; a run with limits makes it anew."""
        return make() if self.quick else cache.kept(key, make)


def shared_out(
    settings: Settings, work: Callable[..., Any], jobs: Iterable[tuple[Any, ...]]
) -> list[Any]:
    """The results of all jobs, in their order."""
    jobs = list(jobs)
    if settings.workers == 1:
        return [work(*job) for job in jobs]
    with ProcessPoolExecutor(settings.workers) as pool:
        return list(pool.map(work, *zip(*jobs, strict=True))) if jobs else []
