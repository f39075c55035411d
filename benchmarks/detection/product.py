"""The product on one recording: learnt, watched clean and with each fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
import tempfile
import time
from typing import Final, Self

from . import replay
from .events import Event
from .metrics import Outcome, delay, oracle_threshold, tally
from .recordings import Mask, Recording, TraceText
from .replay import Watched

HEADER: Final = b"t,power\n"
# Watching begins so long before the days that count: a plug that has learnt has its last hours in mind.
HISTORY_S: Final = 6 * 3600
AFTER_S: Final = 600  # told after a fault, so that its last minute is over


@dataclass(slots=True)
class Trials:
    """What the product said: on the clean recording and about each fault."""

    unit: str
    clean: Watched
    counted: Mask
    events: list[tuple[Event, Watched, slice]] = field(default_factory=list)
    us_per_minute: float = 0.0

    def outcome(self) -> Outcome:
        """With its own threshold."""
        result = tally(self.unit, self.clean.alarm, self.counted)
        result.refused = bool(self.clean.refusal)
        for event, watched, where in self.events:
            minutes = delay(watched.alarm, self.clean.alarm[where])
            result.found.append((event.kind, event.severity, minutes))
        return result

    def at_best_threshold(self) -> Outcome:
        """With the threshold that would have been best on these very days."""
        limit = oracle_threshold(self.clean.score, self.counted)
        result = tally(self.unit, self.clean.score > limit, self.counted)
        for event, watched, where in self.events:
            twin = self.clean.score[where] > limit
            minutes = delay(watched.score > limit, twin)
            result.found.append((event.kind, event.severity, minutes))
        return result


class Bench:
    """One recording, written as a trace where it is needed. A context, for its files."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self._text = TraceText(recording)
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def learn(self, end_s: float, start_s: float = 0.0) -> str:
        """The model text of what it learns in that time."""
        first, end = self.recording.steps(start_s), self.recording.steps(end_s)
        trace = self.folder / "learn.csv"
        trace.write_bytes(HEADER + self._text.between(first, end))
        return replay.learn(trace, self.folder / "learnt.diol", end=end_s)

    def watch(
        self,
        model: str,
        start_s: float,
        events: list[Event],
        *,
        from_s: float | None = None,
        adapt_s: float = 0.0,
        sensitivity: float | None = None,
    ) -> Trials:
        """All that counts from `start_s` on; told from `from_s` on, or from some history on."""
        file = self.folder / "model.diol"
        file.write_text(model + "\n")
        begin = max(0.0, start_s - HISTORY_S) if from_s is None else from_s
        first = self.recording.steps(begin)

        def run(text: bytes) -> tuple[bytes, str]:
            trace = self.folder / "watch.csv"
            trace.write_bytes(HEADER + text)
            return replay.watch(trace, file, adapt=adapt_s, sensitivity=sensitivity)

        started = time.perf_counter()
        said, refusal = run(self._text.between(first, len(self.recording.power)))
        seconds = time.perf_counter() - started
        minutes = self.recording.minutes
        trials = Trials(
            self.recording.unit,
            replay.parse_scores(said, 0, minutes, refusal),
            self.recording.counted(start_s),
        )
        trials.us_per_minute = seconds * 1e6 / max(1, minutes - begin / 60)
        if refusal:
            return trials
        per_minute, after = self.recording.per_minute, self.recording.steps(AFTER_S)
        for event in events:
            said, _ = run(self._text.patched(first, event.start, event.patch, after))
            a, b = event.minutes(per_minute)
            watched = replay.parse_scores(said, a, min(b, minutes) - a)
            trials.events.append((event, watched, slice(a, min(b, minutes))))
        return trials
