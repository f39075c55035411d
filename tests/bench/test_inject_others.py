"""Faults for appliances that people start or that are always on."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.detection.inject import SEVERITIES, Severity, Stretch
from benchmarks.detection.inject_others import FAULTS, other_fault
from benchmarks.detection.recordings import GRID_S

from . import days

AT = 30 * 360


def injected(kind: str, severity: Severity):
    stretch = Stretch(days.power(), GRID_S)
    found = other_fault(stretch, np.random.default_rng(1), kind, severity, AT)
    assert found is not None
    return found, stretch.power


@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("kind", FAULTS)
def test_nothing_changes_outside_the_fault(kind: str, severity: Severity) -> None:
    found, clean = injected(kind, severity)
    changed = np.flatnonzero(found.power != clean)
    assert found.start <= changed[0]
    assert changed[-1] < found.end


def test_power_never_seen_is_above_all_that_was() -> None:
    for severity, factor in (("plain", 1.5), ("hard", 1.2)):
        found, clean = injected("power_never_seen", severity)
        power = found.power[found.start : found.end]
        assert np.median(power) == pytest.approx(factor * clean.max(), rel=0.01)
        assert 20 <= len(power) / 6 <= 40


def test_a_changed_standby_adds_watts_to_everything() -> None:
    found, clean = injected("standby_changed", "hard")
    added = (found.power - clean)[found.start : found.end]
    assert 3 <= added.min() <= added.max() <= 6


def test_a_use_goes_on_for_a_multiple_of_the_longest() -> None:
    found, _ = injected("runs_far_longer", "plain")
    run = max(
        (run for run in Stretch(found.power, GRID_S).phases if run.on),
        key=lambda run: run.last - run.first,
    )
    assert (run.last - run.first) / 6 == pytest.approx(4 * days.ON_MIN, abs=1)


def test_a_meter_sticks_in_the_middle_of_a_use() -> None:
    found, clean = injected("meter_stuck", "plain")
    assert clean[found.start] > 70
    assert set(found.power[found.start : found.end]) == {clean[found.start]}
    assert 12 <= (found.end - found.start) / 360 <= 20
