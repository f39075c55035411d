"""Peers are given rows that hold no future, and find the plain cases."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.detection.events import Plan, draw_events
from benchmarks.detection.features import Extractor
from benchmarks.detection.metrics import recall
from benchmarks.detection.peers import PEERS, Timer
from benchmarks.detection.recordings import GRID_S
from benchmarks.detection.trial import BEST, OWN, Report, Rowed, try_peer

from . import days


@pytest.fixture(scope="module")
def rows():
    extractor = Extractor(days.injector().levels, GRID_S)
    return extractor.rows(days.power(2))


def test_rows_do_not_depend_on_what_comes_later(rows) -> None:
    extractor = Extractor(days.injector().levels, GRID_S)
    power = days.power(2)
    for minute in (400, 1000, 1999):
        shorter = extractor.rows(power[: (minute + 1) * 6])
        for name, all_ in rows.items():
            assert shorter[name][-1] == pytest.approx(all_[minute]), name


def test_windows_are_statistics_of_their_minutes(rows) -> None:
    last = days.power(2)[(1000 - 5) * 6 : 1000 * 6]
    slope = np.polyfit(np.arange(30), last, 1)[0] * 30
    expected = [last.mean(), last.std(), last.min(), last.max(), slope]
    assert rows["w5"][999] == pytest.approx(expected)


def test_the_cycle_knows_its_times(rows) -> None:
    # 615 minutes: five minutes in a pause; it is known half a minute after it began.
    on, off, last_on, last_off, *_, starts, _, _ = rows["cyc"][30 * 20 + 14]
    assert on == 0
    assert np.expm1(off) == pytest.approx(14.5, abs=0.01)
    assert np.expm1(last_on) == pytest.approx(10)
    assert np.expm1(last_off) == pytest.approx(20)
    assert starts == 6


def test_the_timer_counts_in_longest_times(rows) -> None:
    timer = Timer()
    timer.fit(rows["cyc"][360:])
    assert timer.score(rows["cyc"][360:]).max() == pytest.approx(1)


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.title)
def test_every_peer_can_be_tried(peer) -> None:
    recording = days.recording(5)
    plan = Plan(kinds=("heater_long",), severities=("plain",), seeds=1, count=2)
    rowed = Rowed(recording, 2 * 86400, draw_events(recording, 2 * 86400, plan))
    report = try_peer(peer, rowed, 1)
    assert {OWN, BEST} <= set(report.outcomes)
    again = Report.of(report.plain())
    assert again.outcomes[OWN][0].found == report.outcomes[OWN][0].found
    if peer.name not in {"random scores", "timer, 1.5 x the longest"}:
        assert recall(report.outcomes[BEST][0].found, "plain")[0] == 1
