"""Tests of making few numbers of many."""

import pytest

from custom_components.diol.spans import spans_of
from custom_components.diol.thinning import (
    Grid,
    Reading,
    averages,
    dominant,
    envelope,
    levels,
    phases,
    ready_at,
    seen,
)

HOUR = 3600.0
GRID = Grid(0.0, 10.0, 6)


def square_wave(hours: float, on: float, off: float) -> list[Reading]:
    """An appliance that is on for so many minutes at 80 W, then off at 1 W, told every 10 s."""
    return [
        (t * 10.0, 80.0 if (t * 10.0) % ((on + off) * 60) < on * 60 else 1.0)
        for t in range(int(hours * 360))
    ]


def test_a_grid_made_later_has_the_same_columns() -> None:
    """Else the picture would tremble with every reading."""
    early, later = Grid.until(1004.0, 60.0, 6), Grid.until(1025.0, 60.0, 6)
    assert early.end > 1004.0
    assert later.end > 1025.0
    assert (later.start - early.start) / early.step == 2
    assert early.start % early.step == 0


def test_the_extremes_of_each_column_are_kept() -> None:
    """However many readings there are: a spike of a second has to be seen in a month."""
    readings: list[Reading] = [(t / 10, float(t % 7)) for t in range(600)]
    readings[333] = (33.3, 900.0)
    least, most = envelope(readings, GRID, 60.0)
    assert least == [0.0] * 6
    assert most == [6.0, 6.0, 6.0, 900.0, 6.0, 6.0]


def test_the_mean_of_a_column_is_over_the_time_that_is_known() -> None:
    """A spike of a second is nothing in ten, and a gap is no zero."""
    readings: list[Reading] = [
        (0.0, 900.0),
        (1.0, 10.0),
        (10.0, 40.0),
        (15.0, None),
        (40.0, 6.0),
    ]
    assert averages(readings, GRID, 45.0) == [99.0, 40.0, None, None, 6.0, None]


def test_a_value_holds_until_the_next_and_a_gap_stays_one() -> None:
    """A plug that tells only changes says nothing for hours."""
    readings: list[Reading] = [(-50.0, 5.0), (20.0, None), (40.0, 7.0)]
    assert envelope(readings, GRID, 55.0) == (
        [5.0, 5.0, None, None, 7.0, 7.0],
        [5.0, 5.0, None, None, 7.0, 7.0],
    )


def test_nothing_is_drawn_after_now() -> None:
    """The last column may begin before and end after."""
    assert envelope([(0.0, 1.0)], GRID, 31.0)[0] == [1.0] * 4 + [None] * 2
    assert envelope([], GRID, 31.0)[0] == [None] * 6


def test_the_cluster_of_a_column_is_the_one_that_lasts_longest() -> None:
    """Of two that last as long it is the first, each time."""
    readings: list[Reading] = [(0.0, 1.0), (3.0, 2.0), (12.0, 3.0), (15.0, 1.0)]
    assert dominant(readings, GRID, 20.0) == [2.0, 1.0, None, None, None, None]


def test_levels_are_those_of_most_of_the_time() -> None:
    """Neither the inrush of a motor nor a moment without power is a level."""
    readings = square_wave(4, 15, 45)
    readings[3] = (30.0, 900.0)
    assert levels(readings, 4 * HOUR) == (1.0, 80.0)
    assert levels([(0.0, None)], HOUR) is None


def test_phases_are_not_broken_by_a_moment_between_the_levels() -> None:
    """Between a half and a quarter of the way it is still on."""
    readings: list[Reading] = [
        (0.0, 1.0),
        (60.0, 80.0),
        (90.0, 30.0),
        (95.0, 80.0),
        (120.0, 10.0),
    ]
    assert phases(readings, 1.0, 80.0, 180.0) == [
        (False, 0.0, 60.0),
        (True, 60.0, 120.0),
        (False, 120.0, 180.0),
    ]


def test_what_was_seen_while_learning_is_told_in_whole_cycles() -> None:
    """The first and the last phase are cut off."""
    assert seen(square_wave(8, 15, 45), 8 * HOUR) == {
        "hours": 8.0,
        "cycles": 7,
        "on_watts": 80.0,
        "standby_watts": 1.0,
        "on_minutes": 15.0,
        "off_minutes": 45.0,
    }
    assert seen([(0.0, 20.0)], HOUR) == {"hours": 1.0, "cycles": 0, "on_watts": 20.0}
    assert seen([], HOUR) is None


@pytest.mark.parametrize(
    ("progress", "told"),
    [
        ([(0.0, 0.0), (50.0, 25.0)], {"progress": 25.0, "since": 0.0, "ready": 400.0}),
        # It has begun anew.
        (
            [(0.0, 90.0), (50.0, 0.0), (60.0, 10.0)],
            {"progress": 10.0, "since": 50.0, "ready": 550.0},
        ),
        # The plug was away; nothing was lost.
        (
            [(0.0, 10.0), (20.0, None), (50.0, 60.0)],
            {"progress": 60.0, "since": 0.0, "ready": 180.0},
        ),
        ([(0.0, 0.0)], {"progress": 0.0, "since": 0.0, "ready": None}),
        ([(0.0, 99.0), (50.0, None)], None),
        ([], None),
    ],
)
def test_when_learning_will_have_ended(
    progress: list[Reading], told: dict[str, float | None] | None
) -> None:
    """As it has gone on so far."""
    assert ready_at(progress, 100.0) == told


EVENT = {
    "kind": "runs_too_long",
    "reason": "On for 40 min",
    "since": "1970-01-01T00:01:30+00:00",
    "score": 1.5,
}


def test_an_anomaly_of_the_past_has_the_reason_that_was_told_last() -> None:
    """Its numbers grow while it lasts."""
    (span,) = spans_of(
        [(0.0, "off"), (100.0, "on"), (5000.0, "off")],
        [
            (0.0, "none"),
            (99.0, "On for 40 min"),
            (1000.0, "On for 55 min"),
            (4999.0, "none"),
        ],
        [EVENT],
    )
    assert span.as_dict() == {
        "start": 90.0,
        "end": 5000.0,
        "kind": "runs_too_long",
        "reason": "On for 55 min",
        "score": 1.5,
    }


def test_a_plug_that_was_away_has_one_anomaly_not_two() -> None:
    """Unless it says that it had none in between."""
    away = [(100.0, "on"), (200.0, None), (300.0, "on")]
    (span,) = spans_of(away, [], [])
    assert (span.start, span.end) == (100.0, None)
    spans = spans_of([(100.0, "on"), (200.0, "off"), (300.0, "on")], [], [EVENT])
    assert [(s.start, s.end, s.kind) for s in spans] == [
        (90.0, 200.0, "runs_too_long"),
        (300.0, None, None),
    ]


def test_an_event_of_another_anomaly_or_without_a_time_tells_nothing() -> None:
    """Events are kept for as long as they are kept."""
    spans = spans_of(
        [(0.0, "on"), (50.0, "off")], [], [EVENT, {}, {**EVENT, "since": "never"}]
    )
    assert [(s.start, s.end, s.kind) for s in spans] == [(0.0, 50.0, None)]
