"""Readings that are missing, not a number, or come in other portions are nothing unusual by themselves."""

from collections.abc import Callable, Sequence
import csv
import math
from pathlib import Path
import random

import pytest

from benchmarks.simulator import DAY, HOUR, Fault, Meter, Sample, simulate, trace_io
from custom_components.diol.model import parse

from .test_replay import replay

LEARNT = 9 * DAY
END = 14 * DAY
MINUTE = 60.0

type Change = Callable[[Sequence[Sample]], list[Sample]]


def days_of_a_fridge(faults: Sequence[Fault] = ()) -> list[Sample]:
    """Fourteen days of a fridge, read every 10 s."""
    meter = Meter(interval=10)
    days = END / DAY
    return list(simulate("mini_fridge", days=days, meter=meter, faults=faults))


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    """A fridge that is well."""
    return days_of_a_fridge()


@pytest.fixture(scope="module")
def model(samples: list[Sample], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was learnt of its first nine days."""
    folder = tmp_path_factory.mktemp("model")
    return learn(samples, folder)


def learn(samples: Sequence[Sample], folder: Path) -> Path:
    """Learn from the first nine days."""
    path = folder / "learnt.csv"
    write(path, samples)
    out = folder / "learnt.diol"
    done = replay("learn", path, "--to", str(LEARNT), "--model", out)
    assert (done.returncode, done.stderr) == (0, "")
    return out


def write(path: Path, samples: Sequence[Sample]) -> None:
    """Write a trace; a reading that is not a number is told as a plug tells it."""
    lines = ["t,power\n"]
    lines += [f"{t:.10g},{'nan' if math.isnan(p) else p}\n" for t, p in samples]
    path.write_text("".join(lines))


def anomalies(
    samples: Sequence[Sample], model: Path, folder: Path, *options: str
) -> list[tuple[float, str]]:
    """When each was raised, and its kind."""
    path = folder / "watched.csv"
    write(path, [sample for sample in samples if sample.t >= LEARNT])
    done = replay("watch", path, "--model", model, *options)
    assert done.returncode == 0
    rows = csv.DictReader(done.stdout.splitlines())
    return [(float(row["start_s"]), row["kind"]) for row in rows]


def spans(hours: float, count: int, seed: int) -> list[tuple[float, float]]:
    """Times at random, some within a run, some without."""
    rng = random.Random(seed)
    starts = [rng.uniform(2 * HOUR, END - LEARNT) + LEARNT for _ in range(count)]
    starts += [start - LEARNT for start in starts]  # and while it learns
    return [(start, start + hours * HOUR) for start in starts]


def within(t: float, times: Sequence[tuple[float, float]]) -> bool:
    """Whether it is in one of them."""
    return any(start <= t < end for start, end in times)


def lost(hours: float, count: int, seed: int) -> Change:
    """No reading at all for so long: a plug without power, or one that starts again."""
    times = spans(hours, count, seed)
    return lambda samples: [s for s in samples if not within(s.t, times)]


def not_a_number(hours: float, count: int, seed: int) -> Change:
    """A meter that says nothing of use."""
    times = spans(hours, count, seed)
    return lambda samples: [
        Sample(s.t, math.nan) if within(s.t, times) else s for s in samples
    ]


def some_not_a_number(share: float, seed: int) -> Change:
    """Single readings, here and there."""
    rng = random.Random(seed)
    return lambda samples: [
        Sample(s.t, math.nan) if rng.random() < share else s for s in samples
    ]


CHANGES = {
    "restarts": lost(2 / 60, 60, 1),
    "short gaps": lost(6 / 60, 40, 2),
    "an hour": lost(1, 12, 3),
    "most of a day": lost(17, 3, 4),
    "days": lost(50, 1, 5),
    "nan for minutes": not_a_number(7 / 60, 40, 6),
    "nan for hours": not_a_number(5, 5, 7),
    "single nan": some_not_a_number(0.2, 8),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_not_measured_raises_no_anomaly(
    name: str, samples: list[Sample], model: Path, tmp_path: Path
) -> None:
    """It is neither a pause of the appliance nor a run."""
    assert anomalies(samples, model, tmp_path) == []
    assert anomalies(CHANGES[name](samples), model, tmp_path) == []


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_not_measured_is_not_learnt(
    name: str, samples: list[Sample], model: Path, tmp_path: Path
) -> None:
    """The appliance is known as it is without the gaps; no phase is prolonged by them."""
    whole = parse(model.read_text().strip())
    rest = parse(learn(CHANGES[name](samples), tmp_path).read_text().strip())
    for quantity in ("on_power", "on_time", "off_time", "duty", "starts"):
        usual = pytest.approx(getattr(whole, quantity), rel=0.1)
        assert getattr(rest, quantity) == usual, quantity
    assert rest.longest_on < 1.1 * whole.longest_on
    assert rest.longest_off < 1.1 * whole.longest_off


@pytest.mark.parametrize("name", ["restarts", "short gaps", "single nan"])
def test_a_fault_is_still_found_between_gaps(
    name: str, model: Path, tmp_path: Path
) -> None:
    """Quiet is not all that is asked for."""
    start = 11 * DAY
    faulty = CHANGES[name](days_of_a_fridge([Fault("run_on", start, 4 * HOUR)]))
    found = anomalies(faulty, model, tmp_path)
    assert [kind for _, kind in found] == ["runs_too_long"]
    assert start < found[0][0] < start + 2 * HOUR


def test_readings_told_on_change_alone_make_the_same_anomalies(
    samples: list[Sample], model: Path, tmp_path: Path
) -> None:
    """A reading that is as the one before says nothing new, as long as there is one in five minutes."""
    faulty = days_of_a_fridge([Fault("no_start", 11 * DAY, 5 * HOUR)])
    told = list[Sample]()
    for sample in faulty:
        if not told or sample.power != told[-1].power or sample.t - told[-1].t >= 60:
            told.append(sample)
    assert len(told) < 0.8 * len(faulty)
    whole = anomalies(faulty, model, tmp_path)
    assert [kind for _, kind in whole] == ["does_not_start"]
    assert anomalies(told, model, tmp_path) == whole


def test_the_same_samples_give_the_same_bytes(
    samples: list[Sample], model: Path, tmp_path: Path
) -> None:
    """Also when they come compressed, or with more than what is asked for around them."""
    text = learn(samples, tmp_path).read_text()
    assert text == model.read_text()
    packed = tmp_path / "learnt.csv.gz"
    trace_io.save(samples, packed)
    out = tmp_path / "packed.diol"
    replay("learn", packed, "--to", str(LEARNT), "--model", out)
    assert out.read_text() == text
    short = tmp_path / "short.csv"
    write(short, [s for s in samples if s.t < LEARNT])
    replay("learn", short, "--model", out)
    assert out.read_text() == text
    scores = []
    for name in ("a", "b"):
        path = tmp_path / name
        anomalies(samples, model, tmp_path, "--scores", str(path))
        scores.append(path.read_bytes())
    assert scores[0] == scores[1]
