"""The product and its peers on cold appliances: the same days, the same faults."""

from __future__ import annotations

from dataclasses import dataclass, field
import functools
import math
from typing import Any, Final
import warnings

import numpy as np

from . import cache, replay
from .events import Event, contaminate, draw_events
from .peers import FAST, PEERS, Peer
from .product import Bench, Trials
from .recordings import Recording
from .report import Summary
from .settings import Settings, shared_out
from .trial import BEST, OWN, Report, Rowed, Scored, try_peer
from .units import CHOSEN, HELD_BACK, SIMULATED, Unit

DIOL: Final = "DIoL"
GROUPS: Final = (HELD_BACK, CHOSEN, SIMULATED)
PRODUCT_CODE: Final = ("recordings", "inject", "events", "metrics", "product", "replay")
PEER_CODE: Final = (
    *("recordings", "inject", "events", "metrics"),
    *("features", "thresholds", "peers", "trial"),
)


@dataclass(slots=True)
class Comparison:
    """All reports: by method, then by unit."""

    units: list[Unit]
    reports: dict[str, dict[str, Report]] = field(default_factory=dict)

    def summary(self, method: str, rule: str, group: str | None = None) -> Summary:
        """The units of a group, or all recorded ones where there are some."""
        chosen = [unit.name for unit in self.of_group(group)]
        reports = self.reports[method]
        return Summary.of(
            reports[name].outcomes[rule] for name in chosen if name in reports
        )

    def of_group(self, group: str | None) -> list[Unit]:
        if group:
            return [unit for unit in self.units if unit.group == group]
        recorded = [unit for unit in self.units if unit.files]
        return recorded or self.units

    def mean(self, method: str, what: str, group: str | None) -> float:
        """A figure of the reports, mean over the units."""
        reports = self.reports[method]
        values = [
            float(getattr(reports[unit.name], what))
            for unit in self.of_group(group)
            if unit.name in reports
        ]
        return float(np.mean(values)) if values else math.nan


def product_report(trials: Trials, model: str) -> Report:
    """The product's, from what it said."""
    first = [entry for entry in trials.events if entry[0].seed == 0]
    scored = Scored(
        trials.clean.score,
        trials.counted,
        [(event, watched.score, where) for event, watched, where in first],
    )
    return Report(
        {OWN: [trials.outcome()], BEST: [trials.at_best_threshold()]},
        scored.auc_pr(),
        scored.vus_pr(),
        trials.us_per_minute,
        len(model),
    )


def prepared(unit: Unit, settings: Settings) -> tuple[Recording, list[Event]]:
    """The readings as they are learnt and watched, and the faults to find."""
    recording = unit.load(settings.data)
    events = draw_events(recording, settings.start_s, settings.plan)
    return (contaminate(recording) if settings.contaminated else recording), events


def product_on(unit: Unit, settings: Settings) -> dict[str, Any]:
    """One unit, learnt and watched with every fault."""

    def make() -> dict[str, Any]:
        recording, events = prepared(unit, settings)
        with Bench(recording) as bench:
            model = bench.learn(settings.start_s)
            trials = bench.watch(model, settings.start_s, events)
        return product_report(trials, model).plain()

    code = cache.code(*PRODUCT_CODE, "trial", "comparison")
    key = ("product", settings.key, unit, unit.stamp(settings.data))
    made: dict[str, Any] = settings.cached((*key, replay.version(), code), make)
    return made


def peers_on(
    unit: Unit, settings: Settings, titles: tuple[str, ...]
) -> dict[str, dict[str, Any]]:
    """Some peers on one unit, by their titles."""
    # ECOD and HBOS divide by widths that are zero where a feature never moves.
    warnings.filterwarnings("ignore")
    rowed: Rowed | None = None

    def make(peer: Peer) -> dict[str, Any]:
        nonlocal rowed
        if rowed is None:
            recording, events = prepared(unit, settings)
            rowed = Rowed(recording, settings.start_s, events)
        return try_peer(peer, rowed, settings.seeds).plain()

    key = (
        "peer",
        settings.key,
        unit,
        unit.stamp(settings.data),
        cache.code(*PEER_CODE),
    )
    return {
        peer.title: settings.cached((*key, peer.title), functools.partial(make, peer))
        for peer in PEERS
        if peer.title in titles
    }


def compare(settings: Settings, titles: tuple[str, ...] | None = None) -> Comparison:
    """Everything, or the product and these peers, from what is cached or anew."""
    result = Comparison(settings.cold())
    jobs = [(unit, settings) for unit in result.units]
    result.reports[DIOL] = {
        unit.name: Report.of(kept)
        for unit, kept in zip(
            result.units, shared_out(settings, product_on, jobs), strict=True
        )
    }
    if titles is None:
        titles = tuple(peer.title for peer in (FAST if settings.quick else PEERS))
    peer_jobs = [(unit, settings, titles) for unit in result.units]
    for unit, kept in zip(
        result.units, shared_out(settings, peers_on, peer_jobs), strict=True
    ):
        for title, report in kept.items():
            result.reports.setdefault(title, {})[unit.name] = Report.of(report)
    return result
