"""The sensitivity is a number of false alarms a month; this counts how many there really are."""

from __future__ import annotations

from typing import Any, Final

from benchmarks.table import Table

from . import cache, replay
from .comparison import GROUPS, PRODUCT_CODE
from .events import Plan, draw_events
from .inject import KINDS
from .metrics import Outcome, rate_interval
from .product import Bench
from .report import NONE, Summary, both_recalls, delay_cell
from .settings import Settings, shared_out
from .units import Unit

ASKED: Final = (0.1, 1.0, 4.0, 10.0)  # a month
WEEKS_A_MONTH: Final = 30.44 / 7
PLAN: Final = Plan(kinds=KINDS, count=2)


def at_sensitivities(unit: Unit, settings: Settings) -> list[dict[str, Any] | None]:
    """One unit, learnt once and watched with each; None for one that is not taken."""

    def make() -> list[dict[str, Any] | None]:
        recording = unit.load(settings.data)
        events = draw_events(recording, settings.start_s, PLAN)
        with Bench(recording) as bench:
            model = bench.learn(settings.start_s)
            made = list[dict[str, Any] | None]()
            for asked in ASKED:
                try:
                    trials = bench.watch(
                        model, settings.start_s, events, sensitivity=asked
                    )
                    made.append(cache.plain(trials.outcome()))
                except replay.ReplayError:
                    made.append(None)
            return made

    code = cache.code(*PRODUCT_CODE, "sensitivity")
    key = ("sensitivity", settings.key, unit, unit.stamp(settings.data))
    kept: list[dict[str, Any] | None] = settings.cached(
        (*key, replay.version(), code), make
    )
    return kept


def month_cell(summary: Summary) -> str:
    """Alarms a month and their interval."""
    if not summary.weeks:
        return NONE
    low, high = rate_interval(summary.alarms, summary.weeks)
    values = (value * WEEKS_A_MONTH for value in (summary.rate, low, high))
    return "{:.1f} ({:.1f}–{:.1f})".format(*values)


def tables(settings: Settings) -> list[Table]:
    """A row for each that is asked for."""
    units = settings.cold()
    groups = [g for g in GROUPS if any(unit.group == g for unit in units)]
    made = shared_out(settings, at_sensitivities, [(unit, settings) for unit in units])
    columns = ["asked for, a month"]
    for group in groups:
        columns += [f"{group}: measured a month", "plain / hard", "delay"]
    table = Table(
        "sensitivity", "False alarms a month, asked for and measured", columns
    )
    for number, asked in enumerate(ASKED):
        row = [f"{asked:g}"]
        for group in groups:
            summary = Summary.of(
                [Outcome.of(outcome)]
                for unit, kept in zip(units, made, strict=True)
                if unit.group == group and (outcome := kept[number]) is not None
            )
            row += [month_cell(summary), both_recalls(summary), delay_cell(summary)]
        table.rows.append(row)
    table.notes = ["A row without figures: scripts/replay does not take that number."]
    return [table]
