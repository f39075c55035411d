"""Other programs, and where the bench keeps what they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
import subprocess
from typing import Final

ROOT: Final = Path(__file__).parents[2]
OUT: Final = ROOT / "build" / "bench" / "mcu"


class BenchError(Exception):
    """The bench cannot go on; in words for who runs it."""


def run(
    command: Sequence[str | Path], environment: Mapping[str, str] | None = None
) -> str:
    """What the command prints; its words are the error if it fails."""
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BenchError(
            f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}".rstrip()
        )
    return done.stdout
