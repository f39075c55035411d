"""What a shared model is worth on another appliance: exact, adapted, merged, against learning alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from benchmarks.table import Table

from . import cache, replay
from .comparison import DIOL, PRODUCT_CODE
from .events import Event, Plan, draw_events
from .inject import KINDS
from .metrics import Outcome
from .product import Bench
from .recordings import DAY_S
from .report import Summary, both_recalls, delay_cell, number, percent, rate_cell
from .settings import Settings, shared_out
from .units import CHOSEN, HELD_BACK, SIMULATED_COLD, Unit

HOUR_S: Final = 3600.0
START_S: Final = 5.0 * DAY_S  # everyone's false alarms are counted from then on
ADAPT_H: Final = (6, 24, 48)
MERGED_H: Final = (6, 12, 24, 48)
ALONE_H: Final = (24, 48, 120)
SINGLES: Final = Plan(kinds=KINDS, count=1)
THOROUGH: Final = Plan(kinds=KINDS, count=3)
LATER_DAYS: Final = (
    14.0,
    23.0,
)  # when the later model is learnt; both are watched from its end on
LATER_UNITS: Final = 36  # days that a simulated unit is made to last for that


@dataclass(slots=True)
class Transfers:
    """Outcomes by what was done (`adapt 24 h, one donor`), one list a receiver."""

    receivers: list[Unit]
    outcomes: dict[str, dict[str, list[Outcome]]] = field(default_factory=dict)

    def summary(self, row: str, group: str | None = None) -> Summary:
        """All receivers', or those of a group. Every donor counts as one trial."""
        names = {u.name for u in self.receivers if group in (None, u.group)}
        return Summary.of(
            [outcome]
            for name, outcomes in self.outcomes[row].items()
            if name in names
            for outcome in outcomes
        )


def learnt(unit: Unit, settings: Settings) -> str:
    """The model of a donor."""
    with Bench(unit.load(settings.data)) as bench:
        return bench.learn(settings.start_s)


class Receiver:
    """A unit that is given models."""

    def __init__(self, unit: Unit, settings: Settings) -> None:
        self.unit = unit
        self.settings = settings
        self.bench = Bench(unit.load(settings.data))
        self.events = {
            plan: draw_events(self.bench.recording, START_S, plan)
            for plan in (SINGLES, THOROUGH)
        }

    def watched(self, model: str, plan: Plan, adapt_h: float = 0.0) -> Outcome:
        """Exact without `adapt_h`; else it is told everything from the beginning on."""
        events: list[Event] = self.events[plan]
        from_s = 0.0 if adapt_h else None
        trials = self.bench.watch(
            model, START_S, events, from_s=from_s, adapt_s=adapt_h * HOUR_S
        )
        return trials.outcome()

    def alone(self, hours: float) -> Outcome:
        """What it learns by itself."""
        model = self.bench.learn(hours * HOUR_S)
        trials = self.bench.watch(
            model, START_S, self.events[THOROUGH], from_s=hours * HOUR_S
        )
        return trials.outcome()


def receive(
    unit: Unit, settings: Settings, donors: dict[str, str], merged: str | None
) -> dict[str, list[dict[str, Any]]]:
    """Everything that is done with one receiver, outcomes as JSON keeps them."""

    def make() -> dict[str, list[dict[str, Any]]]:
        at = Receiver(unit, settings)
        rows: dict[str, Callable[[], list[Outcome]]] = {
            "exact, one donor": lambda: [
                at.watched(model, SINGLES) for model in donors.values()
            ]
        }
        for hours in ADAPT_H:
            rows[f"adapt {hours} h, one donor"] = lambda h=hours: [  # type: ignore[misc]
                at.watched(model, SINGLES, h) for model in donors.values()
            ]
        if merged:
            rows["exact, merge of the others"] = lambda: [at.watched(merged, THOROUGH)]
            for hours in MERGED_H:
                rows[f"adapt {hours} h, merge of the others"] = lambda h=hours: [  # type: ignore[misc]
                    at.watched(merged, THOROUGH, h)
                ]
        for hours in ALONE_H:
            rows[f"alone {hours} h"] = lambda h=hours: [at.alone(h)]  # type: ignore[misc]
        with at.bench:
            return {
                name: [cache.plain(outcome) for outcome in do()]
                for name, do in rows.items()
            }

    code = cache.code(*PRODUCT_CODE, "transfer")
    key = ("transfer", unit, unit.stamp(settings.data), donors, merged)
    made: dict[str, list[dict[str, Any]]] = settings.cached(
        (*key, replay.version(), code), make
    )
    return made


def merge_of(models: list[str], folder: Path) -> str:
    """One model of many."""
    files = []
    for number_, model in enumerate(models):
        files.append(folder / f"{number_}.diol")
        files[-1].write_text(model + "\n")
    return replay.merge(files, folder / "merged.diol")


def transfer(settings: Settings) -> tuple[Transfers, str]:
    """All units in turn the receiver, and why there are no merges if there are none."""
    units = settings.cold_at_full_rate()
    models = shared_out(settings, learnt, [(unit, settings) for unit in units])
    jobs, why = [], ""
    folder = cache.FOLDER / "merging"
    folder.mkdir(parents=True, exist_ok=True)
    for unit in units:
        donors = {
            other.name: model
            for other, model in zip(units, models, strict=True)
            if other != unit
        }
        merged = None
        try:
            merged = merge_of(list(donors.values()), folder)
        except replay.ReplayError as err:
            why = str(err)
        jobs.append((unit, settings, donors, merged))
    found = Transfers(units)
    for unit, made in zip(units, shared_out(settings, receive, jobs), strict=True):
        for row, outcomes in made.items():
            found.outcomes.setdefault(row, {})[unit.name] = [
                Outcome.of(kept) for kept in outcomes
            ]
    return found, why


def later_on(unit: Unit, settings: Settings) -> dict[str, dict[str, Any]]:
    """The same unit weeks later: with its first model, and with one that it has just learnt."""

    def make() -> dict[str, dict[str, Any]]:
        recording = unit.load(settings.data, days=LATER_UNITS)
        begin, end = (days * DAY_S for days in LATER_DAYS)
        if not recording.counted(end).any():
            return {}
        events = draw_events(recording, end, THOROUGH)
        with Bench(recording) as bench:
            old, new = bench.learn(9.0 * DAY_S), bench.learn(end, begin)
            return {
                name: cache.plain(bench.watch(model, end, events).outcome())
                for name, model in (("old", old), ("new", new))
            }

    code = cache.code(*PRODUCT_CODE, "transfer")
    key = ("later", unit, unit.stamp(settings.data), replay.version(), code)
    made: dict[str, dict[str, Any]] = settings.cached(key, make)
    return made


def later_table(settings: Settings) -> Table:
    """Those units that were recorded for long enough."""
    units = settings.cold_at_full_rate()
    if not settings.quick and settings.data:
        units = [*units, SIMULATED_COLD[0], SIMULATED_COLD[3]]
    table = Table(
        "later",
        "The same unit weeks later: `exact` with the model of its days 1 to 9, and its own of days 15 to 23",
        (
            *("unit", "weeks watched", "model two weeks old: alarms a week"),
            *("plain / hard", "its own new one: alarms a week", "plain / hard"),
        ),
    )
    made = shared_out(settings, later_on, [(unit, settings) for unit in units])
    for unit, kept in zip(units, made, strict=True):
        if not kept:
            continue
        old, new = (Summary.of([[Outcome.of(kept[name])]]) for name in ("old", "new"))
        name = unit.name if unit.files else f"{unit.name} (simulated)"
        table.rows.append(
            (
                *(name, number(old.weeks), rate_cell(old), both_recalls(old)),
                *(rate_cell(new), both_recalls(new)),
            )
        )
    return table


def tables_of(found: Transfers, why: str) -> list[Table]:
    """The table of all pairs."""
    groups = [
        g for g in (CHOSEN, HELD_BACK) if any(u.group == g for u in found.receivers)
    ]
    columns = [
        *("what the plug is given", "trials", "refused", "alarms a week"),
        *("time in alarm", "recall plain / hard", "delay"),
    ]
    for group in groups:
        columns += [f"receiver {group}: alarms a week", "plain / hard"]
    table = Table(
        "transfer",
        f"{DIOL} on another unit: alarms and faults from the sixth day on",
        columns,
    )
    for row in found.outcomes:
        all_ = found.summary(row)
        in_alarm = all_.in_alarm / all_.weeks if all_.weeks else float("nan")
        cells = [
            *(row, str(all_.tried), str(all_.refused), rate_cell(all_)),
            *(percent(in_alarm), both_recalls(all_), delay_cell(all_)),
        ]
        for group in groups:
            summary = found.summary(row, group)
            cells += [rate_cell(summary), both_recalls(summary)]
        table.rows.append(cells)
    names = ", ".join(unit.name for unit in found.receivers)
    table.notes = [
        f"Units: {names}. One donor: all ordered pairs. Merge: of all other units.",
        "Refused: the plug says that the model does not fit and watches for nothing; such trials count in no other column.",
        "Donors learnt nine days. The same days of a unit are watched with every donor, so the intervals are too narrow for pairs.",
    ]
    if why:
        table.notes.append(f"Merges are missing: {why}")
    return [table]


def tables(settings: Settings) -> tuple[list[Table], Transfers]:
    """Both tables, and the outcomes for the plot."""
    nine = replace(settings, days=9.0)
    found, why = transfer(nine)
    return [*tables_of(found, why), later_table(nine)], found
