"""The peers on one recording: the same days, the same faults, the same vote as everyone."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
import math
import time
from typing import Any, Final

import numpy as np
from sklearn.metrics import average_precision_score

from benchmarks.simulator.levels import find_levels
from benchmarks.simulator.sampling import Sample

from .events import LEAD_S, Event
from .features import Extractor, Rows
from .inject import BENIGN
from .metrics import Outcome, Scores, delay, oracle_threshold, tally
from .peers import Detector, Peer
from .recordings import WARM_UP_S, Mask, Recording
from .thresholds import TRAINED, VOTES, vote

BEST: Final = "best"
OWN: Final = "own"
VUS_STEP_MIN: Final = 5
VUS_BUFFER: Final = 8  # of such steps
VUS_LEAD_MIN: Final = 60


@dataclass(slots=True)
class Report:
    """What one detector gave on one unit: outcomes by rule, one a seed."""

    outcomes: dict[str, list[Outcome]] = field(default_factory=dict)
    auc_pr: float = math.nan
    vus_pr: float = math.nan
    us_per_minute: float = math.nan
    model_bytes: int = 0

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Report:
        """From JSON."""
        outcomes = {
            rule: [Outcome.of(outcome) for outcome in outcomes]
            for rule, outcomes in kept["outcomes"].items()
        }
        return cls(**{**kept, "outcomes": outcomes})


@dataclass(slots=True)
class Scored:
    """Voted scores: of the clean recording, minute by minute, and of each event's own minutes."""

    clean: Scores
    counted: Mask
    events: list[tuple[Event, Scores, slice]]

    def outcome(self, unit: str, limit: float, seed: int) -> Outcome:
        """With this threshold."""
        alarm = np.nan_to_num(self.clean, nan=-math.inf) > limit
        result = tally(unit, alarm, self.counted, seed)
        for event, score, where in self.events:
            minutes = delay(score > limit, alarm[where])
            result.found.append((event.kind, event.severity, minutes))
        return result

    def auc_pr(self) -> float:
        """Average precision over minutes: clean ones, and those of plain faults."""
        clean = np.nan_to_num(self.clean[self.counted], nan=0.0)
        faulty = [s for e, s, _ in self.events if is_fault(e) and e.severity == "plain"]
        if not faulty or not len(clean):
            return math.nan
        positive = np.nan_to_num(np.concatenate(faulty), nan=0.0, posinf=1e9)
        truth = np.r_[np.zeros(len(clean)), np.ones(len(positive))]
        return float(average_precision_score(truth, np.r_[clean, positive]))

    def vus_pr(self) -> float:
        """Aeon's volume under the surface, in steps of five minutes with a buffer of forty.

        The series is the clean days, then each plain fault with the hour before it.
        """
        from aeon.benchmarking.metrics.anomaly_detection import range_pr_vus_score  # noqa: PLC0415

        pieces = [(self.clean[self.counted], False)]
        for event, score, where in self.events:
            if is_fault(event) and event.severity == "plain":
                before = self.clean[max(0, where.start - VUS_LEAD_MIN) : where.start]
                pieces += [(before, False), (score, True)]
        values, truth = list[Scores](), list[Scores]()
        for score, fault in pieces:
            steps = len(score) // VUS_STEP_MIN
            blocks = score[: steps * VUS_STEP_MIN].reshape(-1, VUS_STEP_MIN)
            values.append(np.nan_to_num(blocks, nan=0.0, posinf=1e9).max(axis=1))
            truth.append(np.full(steps, float(fault)))
        scores = np.concatenate(values)
        # Ranks: a few huge scores must not use up all of its thresholds.
        ranks = np.argsort(np.argsort(scores, kind="stable"), kind="stable")
        share = ranks / max(1, len(ranks))
        labels = np.concatenate(truth).astype(int)
        if not labels.any():
            return math.nan
        return float(range_pr_vus_score(labels, share, max_buffer_size=VUS_BUFFER))


def is_fault(event: Event) -> bool:
    """Not a benign disturbance."""
    return event.kind not in BENIGN


class Rowed:
    """The rows of one recording and its events, made once for all peers."""

    def __init__(
        self, recording: Recording, start_s: float, events: list[Event]
    ) -> None:
        self.recording = recording
        self.counted = recording.counted(start_s)
        learnt = recording.power[: recording.steps(start_s)]
        known = learnt[~np.isnan(learnt)]
        levels = find_levels([Sample(0.0, watts) for watts in known.tolist()])
        self._extractor = Extractor(levels, recording.grid_s)
        started = time.perf_counter()
        self.runs = [
            (a // recording.per_minute, self._extractor.rows(recording.power[a:b]))
            for a, b in recording.runs()
        ]
        spent = time.perf_counter() - started
        minutes = sum(len(rows["w5"]) for _, rows in self.runs)
        self.us_per_minute = spent * 1e6 / max(1, minutes)
        self._learnt_minutes = int(start_s // 60)
        self.events = [(event, *self._event_rows(event)) for event in events]

    def _event_rows(self, event: Event) -> tuple[dict[str, Rows], slice]:
        """Those of the event's minutes and of the votes before it."""
        n = self.recording.per_minute
        first, end = event.minutes(n)
        begin = max(0, first - LEAD_S // 60)
        faulty = self.recording.power[begin * n : end * n].copy()
        at = event.start - begin * n
        faulty[at : at + len(event.patch)] = event.patch
        rows = self._extractor.rows(faulty)
        own = {name: all_[first - begin - VOTES + 1 :] for name, all_ in rows.items()}
        return own, slice(first, end)

    def training(self, sets: tuple[str, ...]) -> list[Rows]:
        """The rows of the days learnt, by stretch, warm-ups left out."""
        warm = WARM_UP_S // 60
        blocks = [
            columns(rows, sets)[warm : max(0, self._learnt_minutes - first)]
            for first, rows in self.runs
        ]
        return [block for block in blocks if len(block)]

    def score(self, detector: Detector, sets: tuple[str, ...]) -> Scored:
        """Everything that is not learnt, scored and voted."""
        clean = np.full(self.recording.minutes, math.nan)
        for first, rows in self.runs:
            skip = max(0, self._learnt_minutes - first - VOTES)
            block = columns(rows, sets)[skip:]
            if len(block):
                clean[first + skip : first + skip + len(block)] = vote(
                    detector.score(block)
                )
        # All events at once: a call for each would measure the calls.
        blocks = [columns(rows, sets) for _, rows, _ in self.events]
        events = list[tuple[Event, Scores, slice]]()
        if blocks:
            ends = np.cumsum([len(block) for block in blocks])[:-1]
            scores = np.split(detector.score(np.concatenate(blocks)), ends)
            for (event, _, where), score in zip(self.events, scores, strict=True):
                events.append((event, vote(score)[VOTES - 1 :], where))
        return Scored(clean, self.counted, events)


def columns(rows: dict[str, Rows], sets: tuple[str, ...]) -> Rows:
    """Several sets side by side."""
    return np.concatenate([rows[name] for name in sets], axis=1)


def try_peer(peer: Peer, rowed: Rowed, seeds: int) -> Report:
    """Fit it, once a seed where it draws, and try everything."""
    report = Report()
    unit = rowed.recording.unit
    blocks = rowed.training(peer.rows)
    learnt = np.concatenate(blocks)
    scored = None
    for seed in range(seeds):
        if scored is None or peer.seeded:
            detector = peer.make(seed)
            detector.fit(learnt)
            started = time.perf_counter()
            scored = rowed.score(detector, peer.rows)
            spent = time.perf_counter() - started
            ends = np.cumsum([len(block) for block in blocks])[:-1]
            pieces = np.split(detector.score(learnt), ends)
            limits = thresholds_of(peer, np.concatenate([vote(p) for p in pieces]))
            limits[BEST] = oracle_threshold(scored.clean, scored.counted)
            count = int(np.isfinite(scored.clean).sum())
            count += sum(len(score) for _, score, _ in scored.events)
            if seed == 0:
                per_minute = spent * 1e6 / max(1, count)
                report.us_per_minute = per_minute + rowed.us_per_minute
                report.model_bytes = 4 * (detector.numbers + 1)
        mine = Scored(
            scored.clean,
            scored.counted,
            [event for event in scored.events if event[0].seed == seed],
        )
        if seed == 0:
            report.auc_pr, report.vus_pr = mine.auc_pr(), mine.vus_pr()
        for rule, limit in limits.items():
            outcome = mine.outcome(unit, limit, seed)
            report.outcomes.setdefault(rule, []).append(outcome)
    return report


def thresholds_of(peer: Peer, learnt: Scores) -> dict[str, float]:
    """From the scores of the days learnt, and the peer's own."""
    limits = {rule: make(learnt) for rule, make in TRAINED.items()}
    own = limits[peer.own] if isinstance(peer.own, str) else peer.own
    return {**limits, OWN: own}
