"""What tables are made of: agreement between sampling rates, rows of appliances, the unit list."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.detection import appliances, rates, replay, units
from benchmarks.detection.metrics import WEEK_MIN, Outcome
from benchmarks.detection.product import Bench
from benchmarks.detection.report import Summary

from . import days


def outcome(*found: tuple[str, str, int | None]) -> Outcome:
    return Outcome("u", 0, WEEK_MIN, 1, 10, list(found))


def test_agreement_is_the_same_verdict_with_spikes_left_out() -> None:
    mine = outcome(
        ("run_on", "plain", 9), ("flatline", "plain", None), ("spike", "plain", 1)
    )
    other = outcome(
        ("run_on", "plain", 70), ("flatline", "plain", 5), ("spike", "plain", None)
    )
    assert rates.agreement([mine], [other]) == 0.5


def test_a_row_of_an_appliance_says_caught_of_tried() -> None:
    found = outcome(("meter_stuck", "plain", 3), ("meter_stuck", "plain", None))
    row = appliances.row_of("kettle", "9.0", Summary.of([[found]]))
    assert row[:3] == ["kettle", "9.0", "1.0"]
    assert row[-2:] == ["1 of 2", "–"]


def test_without_recordings_only_simulated_units_are_there(tmp_path: Path) -> None:
    assert all(unit.appliance for unit in units.cold(None))
    (tmp_path / "traces").mkdir()
    (tmp_path / "traces" / "eco_h1_fridge_01_x_5s.csv.gz").touch()
    found = [unit.name for unit in units.cold(tmp_path) if unit.files]
    assert found == ["ECO 1"]
    assert [u.name for u in units.cold(tmp_path, recorded_only=True)] == ["ECO 1"]


def test_no_unit_was_both_chosen_on_and_held_back() -> None:
    names = [unit.name for unit in units.RECORDED_COLD]
    assert len(set(names)) == len(names)


@pytest.fixture(scope="module")
def model() -> str:
    with Bench(days.recording()) as bench:
        return bench.learn(4 * 86400)


def test_the_product_learns_and_watches_through_replay(model: str) -> None:
    recording = days.recording()
    stuck = recording.with_patch(5 * 8640, recording.power[5 * 8640 : 5 * 8640 + 1] * 0)
    assert model.startswith("DIoL")
    with Bench(stuck) as bench:
        trials = bench.watch(model, 4 * 86400, [])
    assert len(trials.clean.score) == recording.minutes
    assert trials.outcome().minutes == 2 * 1440


def test_a_refusal_is_an_error_in_its_own_words() -> None:
    with (
        Bench(days.recording()) as bench,
        pytest.raises(replay.ReplayError, match="6 h"),
    ):
        bench.learn(3600)


def test_models_are_merged_by_the_projects_own_command(
    model: str, tmp_path: Path
) -> None:
    file = tmp_path / "one.diol"
    file.write_text(model + "\n")
    assert replay.merge([file], tmp_path / "merged.diol") == model
