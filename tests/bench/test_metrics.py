"""Alarms, delays, thresholds and intervals are counted as docs/detection.md says."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.detection import metrics
from benchmarks.detection.thresholds import max_1_2, mean_3sd, return_level, vote

WEEK = metrics.WEEK_MIN


def alarm(*spans: tuple[int, int], minutes: int = WEEK):
    heard = np.zeros(minutes, dtype=bool)
    for first, last in spans:
        heard[first : last + 1] = True
    return heard


@pytest.mark.parametrize(
    ("spans", "count"),
    [
        ([], 0),
        ([(100, 100)], 1),
        ([(100, 110), (171, 180)], 2),
        ([(100, 110), (170, 180)], 1),
        ([(0, 359)], 1),
        ([(0, 360)], 2),
        ([(0, 24 * 60)], 5),
    ],
)
def test_alarms_within_an_hour_are_one_and_a_lasting_one_counts_every_six_hours(
    spans: list[tuple[int, int]], count: int
) -> None:
    assert metrics.count_alarms(alarm(*spans)) == count


def test_a_fault_is_found_only_where_the_clean_twin_is_silent() -> None:
    found = alarm((5, 20), minutes=30)
    assert metrics.delay(found, alarm(minutes=30)) == 6
    assert metrics.delay(found, alarm((0, 10), minutes=30)) == 12
    assert metrics.delay(found, alarm((0, 29), minutes=30)) is None
    assert metrics.delay(alarm(minutes=30), alarm(minutes=30)) is None


def test_alarms_that_do_not_count_are_not_tallied() -> None:
    counted = alarm((1000, WEEK - 1))
    outcome = metrics.tally("unit", alarm((0, 100), (2000, 2009)), counted)
    assert (outcome.alarms, outcome.in_alarm) == (1, 10)
    assert outcome.weeks == pytest.approx((WEEK - 1000) / WEEK)


def test_the_best_threshold_is_the_lowest_with_one_alarm_a_week() -> None:
    score = np.zeros(2 * WEEK)
    for at, value in ((1000, 5.0), (5000, 4.0), (9000, 3.0), (12000, 2.0)):
        score[at] = value
    everywhere = np.ones(2 * WEEK, dtype=bool)
    limit = metrics.oracle_threshold(score, everywhere)
    assert limit == 3.0
    assert metrics.count_alarms(score > limit) == 2


def test_in_less_than_a_week_the_best_threshold_allows_no_alarm() -> None:
    score = np.random.default_rng(1).random(WEEK - 60)
    everywhere = np.ones(len(score), dtype=bool)
    assert metrics.oracle_threshold(score, everywhere) == score.max()


def test_a_masked_score_is_no_alarm_at_any_threshold() -> None:
    score = np.full(WEEK, np.nan)
    score[:100] = 1.0
    everywhere = np.ones(WEEK, dtype=bool)
    limit = metrics.oracle_threshold(score, everywhere)
    assert metrics.count_alarms(np.nan_to_num(score, nan=-np.inf) > limit) <= 1


def test_recall_is_the_mean_over_kinds_without_the_benign() -> None:
    found = [("run_on", "plain", 3), ("run_on", "plain", None), ("spike", "plain", 9)]
    found += [("warm_load", "plain", 1), ("run_on", "hard", None)]
    assert metrics.recall(found, "plain") == (0.75, 3)
    assert metrics.recall(found, "hard") == (0.0, 1)
    assert metrics.median_delay(found, "plain") == 6
    assert metrics.benign_alarms(found) == (1.0, 1)
    assert math.isnan(metrics.recall([], "plain")[0])


def test_intervals_are_those_of_the_textbook() -> None:
    assert metrics.wilson(0.5, 100) == pytest.approx((0.404, 0.596), abs=0.001)
    assert metrics.wilson(1.0, 10) == pytest.approx((0.722, 1.0), abs=0.001)
    assert metrics.rate_interval(0, 1) == pytest.approx((0, 3.689), abs=0.001)
    assert metrics.rate_interval(10, 2) == pytest.approx((2.398, 9.195), abs=0.001)


def test_a_vote_needs_eight_of_fifteen_minutes() -> None:
    score = np.zeros(100)
    score[50:57] = 1
    assert vote(score).max() == 0
    score[57] = 1
    assert np.flatnonzero(vote(score))[0] == 57


def test_thresholds_come_from_the_scores_learnt() -> None:
    score = np.random.default_rng(1).normal(0, 1, 50000)
    assert mean_3sd(score) == pytest.approx(3, abs=0.05)
    assert max_1_2(score) == pytest.approx(1.2 * score.max(), abs=0.02)
    # Maxima of 120 normal values exceed this once in 4 weeks.
    assert 4 < return_level(score) < 5.5
