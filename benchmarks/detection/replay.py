"""Calls the binary behind scripts/replay, the plug's own core on recorded samples.

DIOL_REPLAY names another binary, to compare variants of the core, and DIOL_MERGE the scripts/replay
of another working copy, which merges the models of such a variant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
import functools
import hashlib
import os
from pathlib import Path
import shutil
import subprocess
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .recordings import Mask

ROOT: Final = Path(__file__).parents[2]
USAGE: Final = 2  # its exit code when it is asked for nothing


DOES_NOT_FIT: Final = "does not fit"


class ReplayError(Exception):
    """The binary refused; the text is its own line."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A score (NaN while masked) and whether there was an anomaly, one value a minute.

    `refusal` is what the binary said when the model did not fit the appliance.
    """

    score: NDArray[np.float64]
    alarm: Mask
    refusal: str = ""


@functools.cache
def binary() -> Path:
    """The binary; built when it is the project's own, which scripts/replay does before it starts."""
    named = os.environ.get("DIOL_REPLAY")
    if named:
        return Path(named).resolve()
    command = [ROOT / "scripts" / "replay"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != USAGE:
        raise ReplayError(done.stderr.strip())
    return ROOT / "build" / "replay" / "diol-replay"


def freeze(folder: Path) -> None:
    """Measure one build from here on, in all processes, whatever is built meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"diol-replay-{version()}"
    if not copy.exists():
        new = folder / f"{os.getpid()}-diol-replay"
        shutil.copy(binary(), new)
        new.replace(copy)
    os.environ["DIOL_REPLAY"] = str(copy)
    binary.cache_clear()


@functools.cache
def version() -> str:
    """A name for what the binary does: its hash."""
    return hashlib.sha256(binary().read_bytes()).hexdigest()[:16]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(binary()), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise ReplayError(done.stderr.strip())
    return done


def learn(trace: Path, model: Path, *, start: float = 0.0, end: float) -> str:
    """Learn from the samples with start <= t < end (s) and return the model text."""
    span = ["--from", f"{start}", "--to", f"{end}"]
    _run("learn", str(trace), *span, "--model", str(model))
    return model.read_text().strip()


def watch(
    trace: Path, model: Path, *, adapt: float = 0.0, sensitivity: float | None = None
) -> tuple[bytes, str]:
    """Watch a trace: the text `t,score,anomaly`, and what was said on standard error."""
    scores = trace.with_suffix(".scores")
    options = ["--model", str(model), "--scores", str(scores)]
    if adapt:
        options += ["--adapt", f"{adapt:g}"]
    if sensitivity is not None:
        options += ["--sensitivity", f"{sensitivity:g}"]
    done = _run("watch", str(trace), *options)
    # It also says when peaks cannot be compared, which is no refusal.
    said = done.stderr.strip()
    return scores.read_bytes(), said if DOES_NOT_FIT in said else ""


def merge(models: Sequence[Path], out: Path) -> str:
    """Merge models into one, by the project's own command."""
    script = os.environ.get("DIOL_MERGE", str(ROOT / "scripts" / "replay"))
    command = [script, "merge", *map(str, models)]
    done = subprocess.run(
        [*command, "--model", str(out)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise ReplayError(done.stderr.strip())
    return out.read_text().strip()


def parse_scores(text: bytes, first: int, minutes: int, refusal: str = "") -> Watched:
    """The minutes [first, first + minutes) of what `watch` wrote; t is a minute's end."""
    score = np.full(minutes, np.nan)
    alarm = np.zeros(minutes, dtype=bool)
    begin = text.find(b"\n%d," % ((first + 1) * 60))
    for line in text[max(begin, 0) :].split(b"\n"):
        t, _, rest = line.partition(b",")
        if not t.isdigit():
            continue
        minute = int(t) // 60 - 1 - first
        if 0 <= minute < minutes:
            watts, _, anomaly = rest.partition(b",")
            if watts:
                score[minute] = float(watts)
            alarm[minute] = anomaly.strip() == b"1"
    return Watched(score, alarm, refusal)
