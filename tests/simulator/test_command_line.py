"""The commands: files, standard output, and what they say to wrong input."""

from __future__ import annotations

import gzip
from pathlib import Path
import subprocess
import sys

import pytest

from benchmarks.simulator import (
    APPLIANCES,
    DISTURBANCES,
    FAULTS,
    parse_fault,
    parse_span,
    trace_io,
)
from benchmarks.simulator.__main__ import main
from benchmarks.simulator.cycle_stats import main as cycle_stats_main
from benchmarks.simulator.splice import main as splice_main

ROOT = Path(__file__).parents[2]


def test_the_module_writes_a_trace_to_standard_output() -> None:
    command = [
        sys.executable,
        "-m",
        "benchmarks.simulator",
        "router",
        "--days",
        "0.001",
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    lines = done.stdout.splitlines()
    assert lines[0] == "t,power"
    assert [line.split(",")[0] for line in lines[1:4]] == ["0", "5", "10"]
    assert len(lines) == 1 + 18


def test_a_packed_trace_holds_no_date_and_the_same_text(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.csv", tmp_path / "b.csv.gz"
    for path in (plain, packed):
        assert main(["freezer", "--days", "0.2", "--out", str(path)]) == 0
    assert (
        packed.read_bytes()[:10].hex()
        == "1f8b08" + "00" + "00000000" + packed.read_bytes()[8:10].hex()
    )
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    assert plain.read_bytes().endswith(b"\n")


def test_labels_say_where_faults_acted(tmp_path: Path) -> None:
    labels = tmp_path / "labels.csv"
    arguments = ["mini_fridge", "--days", "2", "--out", str(tmp_path / "t.csv")]
    arguments += ["--fault", "run_on@1d+4h:plain", "--fault", "spike@1d12h:hard"]
    assert main([*arguments, "--labels", str(labels)]) == 0
    header, first, second = labels.read_text().splitlines()
    assert header == "kind,severity,start,end,strength"
    kind, severity, start, end, _ = first.split(",")
    assert (kind, severity) == ("run_on", "plain")
    assert 86400 <= float(start) < 86400 + 2 * 3600
    assert float(end) - float(start) == 4 * 3600
    assert second.startswith("spike,hard,129600.000,")


def test_the_list_names_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    printed = capsys.readouterr().out
    assert all(
        f"  {name} " in printed for name in (*APPLIANCES, *FAULTS, *DISTURBANCES)
    )


WRONG = {
    "toaster": "no appliance is called 'toaster'",
    "": "name an appliance",
    "freezer --days 0": "days are",
    "freezer --days nan": "days are",
    "freezer --days x": "invalid float value",
    "freezer --interval 0.2": "an interval is 1 to 60 seconds",
    "freezer --jitter 2": "jitter is 0 to 0.9",
    "freezer --unit -1": "a unit is",
    "freezer --start soon": "'soon' is not a time",
    "freezer --fault melting@1d": "no fault is called 'melting'",
    "freezer --fault run_on": "'run_on' is not a fault",
    "freezer --fault run_on@1d+0h": "lasts no time",
    "freezer --fault run_on@1d+4h:mild": "plain or hard, not 'mild'",
    "router --fault no_start@1d": "no_start makes no sense on a router",
    "freezer --out /nowhere/at/all.csv": "/nowhere/at/all.csv",
    "freezer --colour red": "unrecognized arguments",
}


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_input_gets_one_line_and_status_2(
    arguments: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = main(arguments.split())
    except SystemExit as stopped:
        status = stopped.code if isinstance(stopped.code, int) else -1
    said = capsys.readouterr()
    assert status == 2
    assert WRONG[arguments] in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m benchmarks.simulator tv --days 9 | head -n 1"
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert (done.stdout, done.stderr) == ("t,power\n", "")


def test_splice_writes_the_faulty_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trace, faulty = tmp_path / "t.csv.gz", tmp_path / "f.csv.gz"
    main(["mini_fridge", "--days", "2", "--out", str(trace)])
    assert (
        splice_main([str(trace), "--fault", "run_on@1d+4h", "--out", str(faulty)]) == 0
    )
    header, label = capsys.readouterr().out.splitlines()
    assert header == "kind,start,end"
    assert label.startswith("run_on,")
    assert faulty.read_bytes() != trace.read_bytes()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("run_on@1d", "how long"),
        ("spike@1d+1h", "only run_on and no_start"),
        ("x", "not a fault"),
    ],
)
def test_splice_refuses_what_it_cannot_do(
    fault: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trace = tmp_path / "t.csv"
    trace.write_text("t,power\n0,1\n5,2\n")
    assert (
        splice_main([str(trace), "--fault", fault, "--out", str(tmp_path / "f.csv")])
        == 2
    )
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a,b\n1,2\n",
        b"t,power\n1,2\nx,3\n",
        b"t,power\n1\n",
        b"t,power\nnan,1\n",
        b"t,power\n2,1\n1,1\n",
        b"t,power\n1,\xff\n",
    ],
)
def test_a_file_that_is_no_trace_is_refused_with_its_name(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trace = tmp_path / "wrong.csv"
    trace.write_bytes(content)
    assert cycle_stats_main([str(trace)]) == 2
    assert "wrong.csv" in capsys.readouterr().err


def test_a_packed_file_that_breaks_off_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trace = tmp_path / "wrong.csv.gz"
    trace.write_bytes(gzip.compress(b"t,power\n1,2\n")[:-6])
    assert cycle_stats_main([str(trace)]) == 2
    assert "wrong.csv.gz is damaged" in capsys.readouterr().err


def test_empty_lines_of_a_trace_do_not_count(tmp_path: Path) -> None:
    trace = tmp_path / "trace.csv"
    trace.write_text("t,power\n1,2\n\n3,4\n\n")
    assert trace_io.load(trace) == [(1, 2), (3, 4)]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("90s", 90), ("1.5h", 5400), ("9d12h", 820800), ("2m", 120)],
)
def test_times_are_read_in_all_units(text: str, seconds: float) -> None:
    assert parse_span(text) == seconds


def test_a_fault_is_read_with_all_its_parts() -> None:
    fault = parse_fault("no_start@9d+5h:hard")
    assert (fault.kind, fault.start, fault.duration, fault.severity) == (
        "no_start",
        9 * 86400,
        5 * 3600,
        "hard",
    )
    assert parse_fault("spike@1h").duration is None
