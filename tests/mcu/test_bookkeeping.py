"""What is counted is put under the right name, and what grew is said in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.mcu import budget, build, emulator
from benchmarks.mcu.chips import BY_NAME
from benchmarks.mcu.commands import BenchError
from benchmarks.mcu.figures import FIGURES, SAME, differences


def test_counts_go_to_their_operations_less_what_counting_costs() -> None:
    run = emulator.matched("0sms", [7, 17, 107, 19])
    assert run.counts == {"0": [0], "s": [10, 12], "m": [100]}


def test_slices_up_to_the_end_of_a_training_are_one_training() -> None:
    run = emulator.matched("0tmttt/t", [0, 1, 50, 2, 3, 4, 1])
    assert run.trainings == [[2, 3, 4]]


def test_counts_that_do_not_match_the_marks_are_refused() -> None:
    with pytest.raises(BenchError, match="3 marks were noted, 2 counted"):
        emulator.matched("0ss", [0, 1])


def test_growth_beyond_five_percent_is_said_with_both_figures() -> None:
    kept = {"sample": 1000, "minute": 1000}
    assert budget.grown("esp8266", {"sample": 1050, "minute": 1000}, kept) == []
    assert budget.grown("esp8266", {"sample": 1051, "minute": 900}, kept) == [
        "ESP8266: a sample, mean grew from 1,000 to 1,051 instructions (+5.1 %)"
    ]


def test_what_took_nothing_may_not_begin_to() -> None:
    assert budget.grown("esp32", {"bss": 0}, {"bss": 0}) == []
    assert budget.grown("esp32", {"bss": 4}, {"bss": 0}) == [
        "ESP32: variables without is new, 4 bytes"
    ]


def test_a_different_bit_is_said_with_its_name() -> None:
    host = dict.fromkeys(SAME, "1") | {"refused": "0", "digest_scores_imported": "1"}
    assert differences(host, host) == []
    assert differences(host | {"digest": "2"}, host) == ["digest is 2, on the host 1"]
    imported = host | {"digest_scores_imported": "2"}
    assert differences(imported, host) == [
        "the imported model scores otherwise than the learnt one"
    ]


def test_a_scenario_without_its_anomaly_is_an_error() -> None:
    host = dict.fromkeys(SAME, "1") | {"refused": "0", "anomaly": "0"}
    with pytest.raises(BenchError, match="anomaly 0"):
        differences(host, host)


def test_the_files_measured_are_those_of_the_core() -> None:
    files = build.core_files()
    assert build.CORE / "monitor.cpp" in files
    assert all(file.exists() for file in files)


def test_the_budget_has_every_figure_of_every_chip() -> None:
    kept = budget.load()
    assert list(kept) == list(BY_NAME)
    for figures in kept.values():
        assert list(figures) == [figure.key for figure in FIGURES]


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="No such file"):
        build.run(["cat", tmp_path / "nothing"])
