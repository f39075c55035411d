"""Every chip is built for and emulated once, as many at a time as there are processors."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
import os

import pytest

from benchmarks.mcu import build, emulator
from benchmarks.mcu.chips import ALL
from benchmarks.mcu.figures import Measured, measure


@pytest.fixture(scope="session")
def host() -> dict[str, str]:
    """What the bench says on this machine."""
    return emulator.run_on_host(build.host())


@pytest.fixture(scope="session")
def chips() -> Iterator[dict[str, Future[Measured]]]:
    """What each chip comes to, when it is there."""
    plugin = build.plugin()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {chip.name: pool.submit(measure, chip, plugin) for chip in ALL}


@pytest.fixture
def measured(chips: dict[str, Future[Measured]], chip: str) -> Measured:
    return chips[chip].result()
