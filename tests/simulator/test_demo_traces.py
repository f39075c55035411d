"""What the demo makes of a recording: a story to play, or a sentence why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.simulator import DAY, HOUR, Meter, Sample, simulate, trace_io
from tools.demo.traces import TraceError, recorded

METER = Meter(interval=30)


def fridge(days: float) -> list[Sample]:
    return list(simulate("mini_fridge", seed=3, days=days, meter=METER))


def refusal(samples: list[Sample], folder: Path) -> str:
    trace = folder / "recording.csv"
    trace_io.save(samples, trace)
    with pytest.raises(TraceError) as raised:
        recorded(trace, folder)
    return str(raised.value)


def test_a_recording_with_times_of_a_clock_is_played_from_zero(tmp_path: Path) -> None:
    trace = tmp_path / "recording.csv"
    trace_io.save((Sample(t + 1.8e9, power) for t, power in fridge(4)), trace)
    story = recorded(trace, tmp_path)
    assert trace_io.load(story.watched)[0].t == 0
    assert story.learn_hours == pytest.approx(0.6 * 4 * 24, abs=0.1)
    assert story.watched_from + DAY <= story.fault[0] < 4 * DAY
    assert story.round[0] < story.fault[0] < story.fault[1] < story.round[1]


def test_the_least_that_is_asked_for_is_enough(tmp_path: Path) -> None:
    trace = tmp_path / "recording.csv"
    trace_io.save(fridge(85 / 24), trace)
    recorded(trace, tmp_path)


def test_too_short_a_recording_is_refused(tmp_path: Path) -> None:
    assert (
        refusal(fridge(2), tmp_path)
        == "recording.csv: 48 h of readings are too few, 84 h are needed"
    )


def test_an_appliance_that_starts_no_more_is_refused(tmp_path: Path) -> None:
    samples = [s._replace(power=0) if s.t > 3.5 * DAY else s for s in fridge(4)]
    assert "does not start any more after" in refusal(samples, tmp_path)


def test_an_appliance_that_starts_too_seldom_is_refused(tmp_path: Path) -> None:
    samples = [
        Sample(t, 60 if t % (8 * HOUR) < 0.2 * HOUR else 0)
        for t in range(0, 6 * 86400, 30)
    ]
    assert "starts too seldom" in refusal(samples, tmp_path)


def test_a_missing_recording_is_refused_by_its_path(tmp_path: Path) -> None:
    missing = tmp_path / "missing.csv"
    with pytest.raises(TraceError) as raised:
        recorded(missing, tmp_path)
    assert str(raised.value) == f"{missing}: No such file or directory"
