"""Appliances that are not cold: false alarms a week, and the faults that make sense on them."""

from __future__ import annotations

from itertools import product
from typing import Any, Final

from benchmarks.table import Table

from . import cache, replay
from .comparison import PRODUCT_CODE
from .events import Plan, draw_events
from .inject import SEVERITIES
from .inject_others import FAULTS, SENSE, other_fault
from .metrics import Outcome, recalls
from .product import Bench
from .recordings import DAY_S
from .report import NONE, Summary, number, percent, rate_cell
from .settings import Settings, shared_out
from .units import Unit, others

COUNT: Final = 4  # events of each kind and severity


def learning_days(unit: Unit, settings: Settings) -> float:
    """Nine, or half of a recording that is shorter than eighteen."""
    recording = unit.load(settings.data)
    return min(settings.days, recording.minutes / 1440 / 2)


def watched(unit: Unit, settings: Settings) -> dict[str, Any]:
    """One appliance, learnt and watched with every fault; says why when nothing can be learnt."""

    def make() -> dict[str, Any]:
        recording = unit.load(settings.data)
        start_s = learning_days(unit, settings) * DAY_S
        plan = Plan(kinds=SENSE[unit.group], count=COUNT)
        try:
            events = draw_events(recording, start_s, plan, other_fault)
            with Bench(recording) as bench:
                model = bench.learn(start_s)
                trials = bench.watch(model, start_s, events)
        except (ValueError, replay.ReplayError) as err:
            return {"why": str(err)}
        return {"outcome": cache.plain(trials.outcome())}

    code = cache.code(*PRODUCT_CODE, "inject_others", "appliances")
    key = ("appliance", settings.key, unit, unit.stamp(settings.data))
    kept: dict[str, Any] = settings.cached((*key, replay.version(), code), make)
    return kept


def row_of(name: str, days: str, summary: Summary) -> list[str]:
    """Alarms, then each fault and severity as caught of tried."""
    in_alarm = summary.in_alarm / summary.weeks if summary.weeks else float("nan")
    row = [name, days, number(summary.weeks), rate_cell(summary), percent(in_alarm)]
    for kind, severity in product(FAULTS, SEVERITIES):
        share, n = recalls(summary.found, severity).get(kind, (0.0, 0))
        row.append(f"{share * n:.0f} of {n}" if n else NONE)
    return row


def measure(settings: Settings, units: list[Unit]) -> list[tuple[Unit, dict[str, Any]]]:
    """All of them, with what was kept of each."""
    made = shared_out(settings, watched, [(unit, settings) for unit in units])
    return list(zip(units, made, strict=True))


def tables(settings: Settings) -> list[Table]:
    """A row an appliance, then what people start and what is on by itself."""
    columns = ["appliance", "days learnt", "weeks watched", "alarms a week", "in alarm"]
    columns += [f"{k}, {severity}" for k, severity in product(FAULTS, SEVERITIES)]
    table = Table("appliances", "Other appliances", columns)
    sums = dict[str, list[list[Outcome]]]()
    for unit, made in measure(settings, others(settings.data)):
        days = number(learning_days(unit, settings))
        if why := made.get("why"):
            table.rows.append([unit.name, days, f"refused: {why}"] + [""] * 10)
            continue
        outcome = Outcome.of(made["outcome"])
        source = "recorded" if unit.files else "simulated"
        kind = "people start" if unit.group == "used" else "are on by themselves"
        sums.setdefault(f"all that {kind}, {source}", []).append([outcome])
        table.rows.append(row_of(unit.name, days, Summary.of([[outcome]])))
    for name, outcomes in sums.items():
        table.rows.append(row_of(f"**{name}**", "", Summary.of(outcomes)))
    return [table]
