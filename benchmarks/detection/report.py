"""Figures as words, with how sure each is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
import math

from .metrics import (
    Found,
    Outcome,
    benign_alarms,
    median_delay,
    rate_interval,
    recall,
    wilson,
)

NONE = "–"


@dataclass(slots=True)
class Summary:
    """Outcomes of several units taken together; several seeds of one unit are its mean."""

    weeks: float = 0.0
    alarms: float = 0.0
    in_alarm: float = 0.0  # weeks
    found: list[Found] = field(default_factory=list)
    tried: int = 0
    refused: int = 0

    @classmethod
    def of(cls, units: Iterable[Sequence[Outcome]]) -> Summary:
        """One sequence a unit, one outcome a seed. Where the model was refused, nothing counts."""
        total = cls()
        for outcomes in units:
            total.tried += 1
            if any(outcome.refused for outcome in outcomes):
                total.refused += 1
                continue
            n = len(outcomes)
            total.weeks += sum(o.weeks for o in outcomes) / n
            total.alarms += sum(o.alarms for o in outcomes) / n
            total.in_alarm += sum(o.in_alarm for o in outcomes) / n / (7 * 24 * 60)
            for outcome in outcomes:
                total.found += outcome.found
        return total

    @property
    def rate(self) -> float:
        """Alarms a week."""
        return self.alarms / self.weeks if self.weeks else math.nan

    def recall(self, severity: str) -> float:
        return recall(self.found, severity)[0]


def number(value: float, digits: int = 1) -> str:
    """A plain number, a dash where there is none."""
    return NONE if math.isnan(value) else f"{value:.{digits}f}"


def share(value: float) -> str:
    """A share as .88."""
    if math.isnan(value):
        return NONE
    return f"{value:.2f}".removeprefix("0")


def percent(value: float) -> str:
    """A share as 1.9 %."""
    return NONE if math.isnan(value) else f"{100 * value:.1f} %"


def rate_cell(summary: Summary) -> str:
    """Alarms a week and its interval."""
    if not summary.weeks:
        return NONE
    low, high = rate_interval(summary.alarms, summary.weeks)
    return f"{summary.rate:.1f} ({low:.1f}–{high:.1f})"


def recall_cell(summary: Summary, severity: str, interval: bool = True) -> str:
    """Mean over the kinds; the interval takes all events as one sample."""
    value, n = recall(summary.found, severity)
    if not n or not interval:
        return share(value)
    low, high = wilson(value, n)
    return f"{share(value)} ({share(low)}–{share(high)})"


def both_recalls(summary: Summary) -> str:
    """Plain / hard."""
    return f"{share(summary.recall('plain'))} / {share(summary.recall('hard'))}"


def delay_cell(summary: Summary, severity: str = "plain") -> str:
    """Median in minutes."""
    value = median_delay(summary.found, severity)
    return NONE if math.isnan(value) else f"{value:.0f} min"


def benign_cell(summary: Summary) -> str:
    """Share of benign disturbances that were reported."""
    value, _ = benign_alarms(summary.found)
    return share(value)


def events_note(summary: Summary) -> str:
    """How much there is behind the figures."""
    plain, hard = recall(summary.found, "plain")[1], recall(summary.found, "hard")[1]
    return f"n: {summary.weeks:.1f} weeks, {plain} plain and {hard} hard faults."
