"""Calls scripts/replay, the plug's own core on recorded samples."""

from __future__ import annotations

import csv
from dataclasses import dataclass
import io
from pathlib import Path
import subprocess
from typing import Final

REPLAY: Final = Path(__file__).parents[2] / "scripts" / "replay"


class ReplayError(Exception):
    """scripts/replay refused; the text is its own line."""


@dataclass(frozen=True, slots=True)
class Anomaly:
    """One anomaly that replay reported; times in seconds of the trace."""

    start: float
    end: float
    kind: str
    peak_score: float
    reason: str


def _run(*arguments: str) -> str:
    done = subprocess.run(
        [str(REPLAY), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise ReplayError(done.stderr.strip())
    return done.stdout


def learn(trace: Path, model: Path, *, start: float = 0.0, end: float) -> str:
    """Learn from the samples with start <= t < end (s) and return the model text."""
    _run(
        "learn",
        str(trace),
        "--from",
        f"{start}",
        "--to",
        f"{end}",
        "--model",
        str(model),
    )
    return model.read_text().strip()


def watch(trace: Path, model: Path, *, start: float) -> list[Anomaly]:
    """Watch the samples from `start` (s) on."""
    table = _run("watch", str(trace), "--from", f"{start}", "--model", str(model))
    return [
        Anomaly(
            float(row["start_s"]),
            float(row["end_s"]),
            row["kind"],
            float(row["peak_score"]),
            row["reason"],
        )
        for row in csv.DictReader(io.StringIO(table))
    ]
