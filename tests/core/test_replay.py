"""Test scripts/replay, the door for all offline work: its interface, and that it says what is wrong."""

import csv
import gzip
from pathlib import Path
import subprocess

import pytest

from tests.harness import fridge

REPLAY = Path(__file__).parents[2] / "scripts" / "replay"
RISE = fridge.FAULT + 2 * fridge.HOUR


def replay(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run it."""
    command = [str(REPLAY), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def refusal(*arguments: str | Path) -> str:
    """The one line with which it refuses."""
    done = replay(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


@pytest.fixture(scope="session")
def trace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve days of a fridge that has a fault on the eleventh."""
    path = tmp_path_factory.mktemp("traces") / "fridge.csv.gz"
    fridge.save(path)
    return path


@pytest.fixture(scope="session")
def model(trace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was learnt of its first nine days."""
    path = tmp_path_factory.mktemp("models") / "fridge.diol"
    done = replay("learn", trace, "--to", "777600", "--model", path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return path


def test_a_model_is_one_line_and_the_same_every_time(
    trace: Path, model: Path, tmp_path: Path
) -> None:
    """Same input, same bytes out."""
    text = model.read_text()
    assert text.startswith("DIoL1.")
    assert text.count("\n") == 1
    assert len(text.strip()) <= 255
    again = tmp_path / "again.diol"
    replay("learn", trace, "--to", "777600", "--model", again)
    assert again.read_text() == text


def test_the_fault_is_the_only_anomaly(trace: Path, model: Path) -> None:
    """One row an anomaly, with the minute it was raised and the minute it cleared."""
    done = replay("watch", trace, "--from", "777600", "--model", model)
    assert done.returncode == 0
    (row,) = csv.DictReader(done.stdout.splitlines())
    assert list(row) == ["start_s", "end_s", "kind", "peak_score", "reason"]
    assert fridge.FAULT < float(row["start_s"]) < RISE
    assert float(row["end_s"]) > fridge.FAULT + fridge.FAULT_HOURS * fridge.HOUR
    assert row["kind"] == "runs_too_long"
    assert float(row["peak_score"]) > 1
    assert row["reason"].startswith("On for ")


def test_scores_are_given_for_every_minute_and_agree_with_the_anomaly(
    trace: Path, model: Path, tmp_path: Path
) -> None:
    """Empty while there is too little history; above 1 for long, and there is an anomaly."""
    scores = tmp_path / "scores.csv"
    replay("watch", trace, "--from", "777600", "--model", model, "--scores", scores)
    with scores.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    times = [int(row["t"]) for row in rows]
    # A minute is over when there is a reading behind it.
    assert times == list(range(777660, fridge.END, 60))
    assert [row["score"] == "" for row in rows[:8]] == [True] * 7 + [False]
    anomalous = [float(row["score"]) for row in rows if row["anomaly"] == "1"]
    quiet = [float(row["score"]) for row in rows[7:] if row["anomaly"] == "0"]
    assert max(anomalous) > 2
    assert max(quiet) <= 1


def test_a_model_is_fitted_for_exactly_the_seconds_asked_for(
    trace: Path, model: Path, tmp_path: Path
) -> None:
    """Nothing is reported in them; the fault behind them is."""
    scores = tmp_path / "scores.csv"
    watched = ("watch", trace, "--from", "777600", "--model", model, "--scores", scores)
    done = replay(*watched, "--adapt", "43200")
    assert done.returncode == 0
    with scores.open(newline="") as lines:
        first = next(row for row in csv.DictReader(lines) if row["score"])
    assert 777600 + 43200 < int(first["t"]) <= 777600 + 43200 + 8 * 60
    found = [
        (row["kind"], float(row["start_s"]))
        for row in csv.DictReader(done.stdout.splitlines())
    ]
    # A box that was cooled for hours is off for longer, which belongs to the same fault.
    assert found[0][0] == "runs_too_long"
    assert fridge.FAULT < found[0][1] < RISE
    assert found[-1][1] < fridge.FAULT + (fridge.FAULT_HOURS + 2) * fridge.HOUR


def test_less_than_two_days_make_a_provisional_model(
    trace: Path, tmp_path: Path
) -> None:
    """Its first flag says so."""
    paths = []
    for hours in (47, 49):
        paths.append(tmp_path / f"{hours}.diol")
        replay("learn", trace, "--to", str(hours * 3600 + 7200), "--model", paths[-1])
    # The first byte of the payload: bit 0 provisional, bit 2 cycles.
    assert [path.read_text()[6:8] for path in paths] == ["BQ", "BA"]


def test_bad_input_is_refused_in_one_line(
    trace: Path, model: Path, tmp_path: Path
) -> None:
    """Each says what is wrong, and nothing is written."""
    out = tmp_path / "out.diol"
    assert "usage" in refusal()
    assert "unknown option --speed" in refusal("learn", trace, "--speed", "2")
    assert "--from" in refusal("learn", trace, "--from", "noon", "--model", out)
    assert "No such file" in refusal("learn", tmp_path / "none.csv", "--model", out)
    few = refusal("learn", trace, "--to", "18000", "--model", out)
    assert "at least 6 h" in few
    bad = tmp_path / "bad.csv"
    for content, said in (
        ("seconds,watts\n", "the first line must be the header t,power"),
        ("t,power\n1,2\nx,2\n", "bad.csv:3: expected seconds,watts"),
        ("t,power\n5,2\n4,2\n", "bad.csv:3: time goes back"),
        ("t,power\n", "no samples"),
    ):
        bad.write_text(content)
        assert said in refusal("learn", bad, "--model", out)
    garbled = tmp_path / "garbled.diol"
    garbled.write_text(model.read_text().replace("A", "B", 1))
    assert "[bad_" in refusal("watch", trace, "--model", garbled)
    assert not out.exists()


def test_a_truncated_recording_is_not_taken_for_a_whole_one(
    trace: Path, tmp_path: Path
) -> None:
    """A download that broke off."""
    broken = tmp_path / "broken.csv.gz"
    broken.write_bytes(trace.read_bytes()[:-1000])
    with pytest.raises(EOFError):
        gzip.decompress(broken.read_bytes())
    assert "broken.csv.gz" in refusal("learn", broken, "--model", tmp_path / "m")
