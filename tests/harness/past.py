"""Writes the past of plugs into the database of a Home Assistant that does not run.

Firmware meters days in seconds, and the recorder keeps the times of those seconds. Here what it metered and
scored is put where it would be if it had taken its time: the newest of it is now.
"""

from collections.abc import Iterable, Iterator
import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
import json
from pathlib import Path
import sqlite3
from typing import Any, Final

from benchmarks.simulator import trace_io

type Row = tuple[float, str]

_PERIODS: Final = (("statistics_short_term", 300), ("statistics", 3600))


@dataclass(frozen=True, kw_only=True, slots=True)
class Past:
    """What a plug did: a trace up to a time (s), and how its firmware scored that."""

    node: str  # of its entity ids
    trace: Path
    until: float
    scores: Path | None = None
    reasons: tuple[tuple[str, str], ...] = ()  # kind and reason of each anomaly in it
    progress: tuple[float, float] | None = None  # at the start, at the end

    def rows(self, hours: float) -> Iterator[tuple[str, list[Row]]]:
        """Yield entity ids with what they were in the last hours; times in seconds before now."""
        start = self.until - hours * 3600
        yield (
            f"sensor.{self.node}_power",
            [
                (t - self.until, f"{watts:.1f}")
                for t, watts in trace_io.load(self.trace)
                if start <= t < self.until
            ],
        )
        if self.progress:
            first, last = self.progress
            yield (
                f"sensor.{self.node}_learning_progress",
                [
                    (-hours * 3600 * (last - at) / (last - first or 1), f"{at:.0f}")
                    for at in _whole(first, last)
                ],
            )
        if self.scores is None:
            return
        with self.scores.open(newline="") as file:
            minutes = [
                (float(row["t"]) - self.until, row)
                for row in csv.DictReader(file)
                if start <= float(row["t"]) < self.until
            ]
        for entity_id, column in (
            (f"sensor.{self.node}_anomaly_score", "score"),
            (f"sensor.{self.node}_diol_cluster", "cluster"),
        ):
            yield (
                entity_id,
                _changes((t, row[column] or "unknown") for t, row in minutes),
            )
        anomaly = _changes(
            (t, "on" if row["anomaly"] == "1" else "off") for t, row in minutes
        )
        yield f"binary_sensor.{self.node}_anomaly", anomaly
        begun = [t for t, state in anomaly if state == "on"]
        reasons = iter(self.reasons)
        yield (
            f"sensor.{self.node}_anomaly_reason",
            [
                (t, next(reasons, ("", "none"))[1] if state == "on" else "none")
                for t, state in anomaly
            ],
        )
        yield (
            f"event.{self.node}_anomaly",
            [
                (t, json.dumps(told))
                for t, told in zip(begun, self.reasons, strict=False)
            ],
        )


def write(database: Path, pasts: Iterable[Past], *, hours: float) -> int:
    """Put the last hours of plugs before what is in the database; return how many states that is."""
    count = 0
    with sqlite3.connect(database) as db:
        db.execute("update states set old_state_id = null")
        for past in pasts:
            for entity_id, rows in past.rows(hours):
                count += _write_states(db, entity_id, rows)
                if entity_id.endswith("_power"):
                    _write_statistics(db, entity_id, rows)
    db.close()
    return count


def _write_states(db: sqlite3.Connection, entity_id: str, rows: list[Row]) -> int:
    found = db.execute(
        "select metadata_id from states_meta where entity_id = ?", (entity_id,)
    ).fetchone()
    if found is None:
        raise ValueError(f"{entity_id} was never recorded")
    last_id, now, attributes = db.execute(
        "select state_id, last_updated_ts, attributes_id from states "
        "where metadata_id = ? order by last_updated_ts desc limit 1",
        found,
    ).fetchone()
    # What was recorded in the seconds of playing was, in truth, what is written here.
    db.execute(
        "delete from states where metadata_id = ? and state_id != ?", (*found, last_id)
    )
    values = []
    for before, state in rows:
        told = attributes
        text = state
        if entity_id.startswith("event."):
            kind, reason = json.loads(state)
            told = _attributes(db, kind, reason, now + before)
            text = "2026-01-01T00:00:00.000+00:00"
        values.append((text, now + before - 1, *found, told))
    db.executemany(
        "insert into states (state, last_updated_ts, metadata_id, attributes_id, origin_idx) "
        "values (?, ?, ?, ?, 0)",
        values,
    )
    return len(values)


def _attributes(db: sqlite3.Connection, kind: str, reason: str, since: float) -> int:
    """Keep the attributes of an event; return their id."""
    told: dict[str, Any] = {
        "event_type": kind,
        "kind": kind,
        "reason": reason,
        "score": 1.4,
        "since": datetime.fromtimestamp(since, UTC).isoformat(),
    }
    cursor = db.execute(
        "insert into state_attributes (hash, shared_attrs) values (0, ?)",
        (json.dumps(told),),
    )
    assert cursor.lastrowid
    return cursor.lastrowid


def _write_statistics(db: sqlite3.Connection, entity_id: str, rows: list[Row]) -> None:
    found = db.execute(
        "select id from statistics_meta where statistic_id = ?", (entity_id,)
    ).fetchone()
    (now,) = db.execute("select max(last_updated_ts) from states").fetchone()
    if found is None:
        cursor = db.execute(
            "insert into statistics_meta (statistic_id, source, unit_of_measurement, unit_class, "
            "has_sum, mean_type) values (?, 'recorder', 'W', 'power', 0, 1)",
            (entity_id,),
        )
        found = (cursor.lastrowid,)
    for table, width in _PERIODS:
        columns: dict[int, list[float]] = {}
        for before, watts in rows:
            columns.setdefault(int((now + before) // width), []).append(float(watts))
        db.execute(f"delete from {table} where metadata_id = ?", found)
        db.executemany(
            f"insert into {table} (created_ts, metadata_id, start_ts, mean, min, max) "
            "values (?, ?, ?, ?, ?, ?)",
            [
                ((at + 1) * width, *found, at * width, sum(w) / len(w), min(w), max(w))
                for at, w in columns.items()
                if (at + 1) * width < now
            ],
        )


def _changes(rows: Iterable[Row]) -> list[Row]:
    every = list(rows)
    return every[:1] + [b for a, b in pairwise(every) if a[1] != b[1]]


def _whole(first: float, last: float) -> Iterator[float]:
    at = first
    while at <= last:
        yield at
        at += 1
