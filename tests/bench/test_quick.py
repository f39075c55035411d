"""The quick bench holds its limits with this core, and misses them with a worse one."""

from __future__ import annotations

import os
from pathlib import Path
import subprocess

import pytest

from benchmarks.detection import replay

ROOT = Path(__file__).parents[2]
BENCH = ROOT / "scripts" / "bench"

# Learns as it should and never says anything.
SILENT = r"""#!/bin/bash
"BUILT" "$@" || exit
while [ $# -gt 0 ]; do
  [ "$1" != --scores ] || sed -i 's/,[^,]*,1$/,0,0/; s/,[0-9][^,]*,0$/,0,0/' "$2"
  shift
done
"""


def bench(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BENCH, "detection", "--quick"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.timeout(240)
def test_the_core_holds_the_limits() -> None:
    done = bench()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "simulated appliances alone" in done.stdout


@pytest.mark.timeout(240)
def test_a_core_that_says_nothing_misses_them(tmp_path: Path) -> None:
    silent = tmp_path / "silent"
    silent.write_text(SILENT.replace("BUILT", str(replay.binary())))
    silent.chmod(0o755)
    done = bench(DIOL_REPLAY=str(silent))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "**NO**" in done.stdout
