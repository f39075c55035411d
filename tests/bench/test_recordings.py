"""Readings on the grid, gaps, and the text that the product is given."""

from __future__ import annotations

import numpy as np

from benchmarks.detection.events import Plan, contaminate, draw_events
from benchmarks.detection.recordings import Recording, TraceText, on_grid
from benchmarks.detection.replay import parse_scores
from benchmarks.simulator import Sample

from . import days


def test_a_reading_holds_until_the_next_and_at_most_five_minutes() -> None:
    power = on_grid([Sample(3, 1.0), Sample(21, 2.0), Sample(29, 3.0), Sample(900, 4)])
    assert list(power[:4]) == [1.0, 1.0, 3.0, 3.0]
    assert power[31] == 3.0
    assert np.isnan(power[32:90]).all()
    assert power[90] == 4.0


def test_six_hours_after_a_gap_do_not_count() -> None:
    power = days.power(2)
    power[6000:6006] = np.nan
    recording = Recording("unit", power)
    assert recording.runs() == [(0, 6000), (6006, 17280)]
    counted = recording.counted(0)
    assert not counted[:360].any()
    assert counted[360:1000].all()
    assert not counted[1000 : 1001 + 360].any()
    assert counted[1361:].all()


def test_the_text_has_the_patch_in_its_place() -> None:
    recording = Recording("unit", np.array([1.0, 2.0, np.nan, 4.0, 5.0, 6.0]))
    text = TraceText(recording)
    assert text.between(0, 9) == b"0,1.0\n10,2.0\n30,4.0\n40,5.0\n50,6.0\n"
    assert text.patched(1, 3, np.array([7.0]), 1) == b"10,2.0\n30,7.0\n40,5.0\n"


def test_a_slower_meter_tells_every_so_many_steps() -> None:
    recording = Recording("unit", np.arange(7.0)).at_interval(30)
    assert TraceText(recording).between(0, 7) == b"0,0.0\n30,3.0\n60,6.0\n"


def test_scores_are_read_by_the_minute_they_end() -> None:
    text = b"t,score,anomaly\n60,,0\n120,0.5,0\n180,1.5,1\n240,0.1,0\n"
    watched = parse_scores(text, 1, 2)
    assert list(watched.score) == [0.5, 1.5]
    assert list(watched.alarm) == [False, True]
    assert np.isnan(parse_scores(text, 0, 5).score[[0, 4]]).all()


def test_events_are_drawn_alike_every_time_and_after_the_days_learnt() -> None:
    recording = days.recording()
    plan = Plan(kinds=("run_on", "flatline"), seeds=2, count=2)
    first, second = (draw_events(recording, 3 * 86400, plan) for _ in range(2))
    assert len(first) == 2 * 2 * 2 * 2
    assert all(event.start * 10 >= 3 * 86400 for event in first)
    assert len({event.start for event in first}) > 10
    for a, b in zip(first, second, strict=True):
        assert (a.kind, a.start) == (b.kind, b.start)
        assert np.array_equal(a.patch, b.patch)


def test_a_contaminated_recording_is_sick_on_its_third_day_only() -> None:
    clean = days.recording()
    changed = np.flatnonzero(contaminate(clean).power != clean.power)
    assert changed[0] >= 2 * 8640
    assert changed[-1] < 3 * 8640
    assert 0.8 * 4 * 360 < len(changed) <= 4 * 360
