"""Anomalies of the past: from when to when, of which kind and why. Knows nothing of Home Assistant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

type Told = tuple[float, str | None]

_ON: Final = "on"
_OFF: Final = "off"
# What the reason is without an anomaly.
_NO_REASON: Final = "none"
# Reason and event are told together with the anomaly, but each in its own time.
_TOGETHER_S: Final = 5.0


@dataclass(slots=True)
class Span:
    """One anomaly; without an end it lasts."""

    start: float
    end: float | None = None
    kind: str | None = None
    reason: str | None = None
    score: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return {
            "start": self.start,
            "end": self.end,
            "kind": self.kind,
            "reason": self.reason,
            "score": self.score,
        }


def spans_of(
    anomaly: Iterable[Told],
    reasons: Sequence[Told],
    events: Iterable[Mapping[str, Any]],
) -> list[Span]:
    """Put together what was told of anomalies: whether there is one, why, and once its kind.

    A plug that was away in between has had the same anomaly all the time, unless it says otherwise.
    """
    spans: list[Span] = []
    for t, state in anomaly:
        lasts = bool(spans and spans[-1].end is None)
        if state == _ON and not lasts:
            spans.append(Span(t))
        elif state == _OFF and lasts:
            spans[-1].end = t
    for span in spans:
        span.reason = _last_within(reasons, span)
    for event in events:
        _tell(spans, event)
    return spans


def _last_within(reasons: Sequence[Told], span: Span) -> str | None:
    """Return the reason told last: its numbers grow while the anomaly lasts."""
    told = None
    for t, reason in reasons:
        if span.end is not None and t >= span.end - _TOGETHER_S and told:
            break
        # It may have been told before, and holds still.
        if t < span.start - _TOGETHER_S:
            continue
        if reason and reason != _NO_REASON and (span.end is None or t <= span.end):
            told = reason
    return told


def _tell(spans: Iterable[Span], event: Mapping[str, Any]) -> None:
    """Add what an event said to the anomaly it was of."""
    try:
        since = datetime.fromisoformat(str(event["since"])).timestamp()
        kind, reason = str(event["kind"]), str(event["reason"])
    except KeyError, ValueError:
        return
    for span in spans:
        if span.end is not None and since > span.end:
            continue
        # A plug that was away tells its anomaly when it is back; another one began later.
        if span.kind is None and since <= span.start + _TOGETHER_S:
            span.start = min(span.start, since)
            span.kind = kind
            span.reason = span.reason or reason
            if isinstance(score := event.get("score"), int | float):
                span.score = float(score)
        return
