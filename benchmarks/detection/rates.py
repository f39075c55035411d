"""The same days, told every 1, 5, 10, 30 or 60 seconds."""

from __future__ import annotations

from typing import Any, Final

from benchmarks.table import Table

from . import cache, replay
from .comparison import PRODUCT_CODE
from .events import Plan, draw_events
from .inject import KINDS
from .metrics import Outcome
from .product import Bench
from .report import Summary, both_recalls, delay_cell, percent, rate_cell
from .settings import Settings, shared_out
from .units import SIMULATED_COLD, Unit

INTERVALS_S: Final = (1, 5, 10, 30, 60)
REFERENCE_S: Final = 5
PLAN: Final = Plan(kinds=KINDS, count=2)
SIMULATED_DAYS: Final = 16


def at_rates(unit: Unit, settings: Settings) -> dict[str, dict[str, Any]]:
    """One unit at all intervals that its recording allows: learnt and watched, and learnt at 5 s."""
    grid_s = REFERENCE_S if unit.files else 1

    def make() -> dict[str, dict[str, Any]]:
        recording = unit.load(settings.data, grid_s, SIMULATED_DAYS)
        events = draw_events(recording, settings.start_s, PLAN)
        with Bench(recording.at_interval(REFERENCE_S)) as bench:
            reference = bench.learn(settings.start_s)
        made = dict[str, dict[str, Any]]()
        for interval in INTERVALS_S:
            if interval < grid_s:
                continue
            with Bench(recording.at_interval(interval)) as bench:
                for name, model in (
                    ("own", bench.learn(settings.start_s)),
                    ("reference", reference),
                ):
                    trials = bench.watch(model, settings.start_s, events)
                    made[f"{name} {interval}"] = cache.plain(trials.outcome())
        return made

    code = cache.code(*PRODUCT_CODE, "rates")
    key = ("rates", settings.key, unit, unit.stamp(settings.data))
    kept: dict[str, dict[str, Any]] = settings.cached(
        (*key, replay.version(), code), make
    )
    return kept


def agreement(outcomes: list[Outcome], references: list[Outcome]) -> float:
    """Share of the faults that are caught or missed as at the interval of reference, spikes left out."""
    same, total = 0, 0
    for mine, other in zip(outcomes, references, strict=True):
        for (kind, _, a), (_, _, b) in zip(mine.found, other.found, strict=True):
            if kind != "spike":
                same += (a is None) == (b is None)
                total += 1
    return same / total if total else float("nan")


def table_of(
    units: list[Unit], made: list[dict[str, dict[str, Any]]], what: str
) -> Table:
    """One table for recorded units, one for simulated."""
    table = Table(
        f"rates {what}",
        f"Sampling, {what} cold appliances",
        (
            *("told every", "learnt and watched so: alarms a week", "plain / hard"),
            *("delay", "as at 5 s", "learnt at 5 s, watched so: alarms a week"),
            *("plain / hard", "delay", "as at 5 s"),
        ),
    )
    outcomes = [
        {name: Outcome.of(kept) for name, kept in each.items()} for each in made
    ]
    references = [each[f"own {REFERENCE_S}"] for each in outcomes]
    for interval in INTERVALS_S:
        if f"own {interval}" not in outcomes[0]:
            continue
        row = [f"{interval} s"]
        for name in ("own", "reference"):
            mine = [each[f"{name} {interval}"] for each in outcomes]
            summary = Summary.of([outcome] for outcome in mine)
            row += [rate_cell(summary), both_recalls(summary), delay_cell(summary)]
            row.append(percent(agreement(mine, references)))
        table.rows.append(row)
    names = ", ".join(unit.name for unit in units)
    table.notes = [
        f"Units: {names}. As at 5 s: share of the faults, spikes left out, caught or missed as when learnt and watched at 5 s.",
    ]
    return table


def tables(settings: Settings) -> list[Table]:
    """Recorded ones from 5 s on, simulated ones from 1 s on."""
    simulated = [SIMULATED_COLD[0], SIMULATED_COLD[3]]
    recorded = [unit for unit in settings.cold_at_full_rate() if unit.files]
    units = [*recorded, *simulated]
    made = shared_out(settings, at_rates, [(unit, settings) for unit in units])
    parts = [(simulated, made[len(recorded) :], "simulated")]
    if recorded:
        parts.insert(0, (recorded, made[: len(recorded)], "recorded"))
    return [table_of(*part) for part in parts]
