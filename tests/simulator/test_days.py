"""The same day, whoever looks: seeds, units and sampling."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from benchmarks.simulator import APPLIANCES, DAY, HOUR, Meter, simulate, trace_io
from benchmarks.simulator.levels import find_levels, find_runs

from .cases import runs


@pytest.mark.parametrize("name", APPLIANCES)
def test_the_same_seed_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    written = []
    for file in ("a.csv.gz", "b.csv.gz"):
        trace_io.save(
            simulate(name, days=0.5, meter=Meter(interval=30)), tmp_path / file
        )
        written.append((tmp_path / file).read_bytes())
    assert written[0] == written[1]
    assert trace_io.load(tmp_path / "a.csv.gz") == list(
        simulate(name, days=0.5, meter=Meter(interval=30))
    )


def test_a_day_known_by_its_digest_is_the_same_on_every_machine_and_python() -> None:
    # Another digest means that every simulated trace has changed. That may be wanted.
    lines = "\n".join(
        trace_io.lines(simulate("fridge_defrost", seed=7, unit=3, days=1))
    )
    digest = hashlib.sha256(lines.encode()).hexdigest()
    assert digest == "b467d82d6b19deeaaa31dbdb0889bb9728aa4847791d907db07d69ca856f47dc"


@pytest.mark.parametrize("name", APPLIANCES)
def test_another_seed_is_another_day(name: str) -> None:
    one, other = (list(simulate(name, seed=seed, days=3)) for seed in (1, 2))
    assert one != other


def test_another_seed_is_still_the_same_unit() -> None:
    for unit in (0, 5):
        lengths = []
        for seed in (1, 2, 3):
            cycles = runs("mini_fridge", 14, unit=unit, seed=seed)
            lengths.append((cycles[-1].start - cycles[0].start) / (len(cycles) - 1))
            assert cycles[0].power == pytest.approx(
                runs("mini_fridge", 1, unit=unit)[0].power, rel=0.08
            )
        assert max(lengths) / min(lengths) < 1.2


def test_units_differ_in_power_and_rhythm() -> None:
    firsts = [runs("mini_fridge", 2, unit=unit) for unit in range(20)]
    powers = [cycles[0].power for cycles in firsts]
    counts = [len(cycles) for cycles in firsts]
    assert max(powers) / min(powers) > 1.7
    assert max(counts) / min(counts) > 2.5


@pytest.mark.parametrize("name", APPLIANCES)
def test_readings_of_common_moments_do_not_depend_on_the_interval(name: str) -> None:
    start = DAY + 17 * HOUR
    fine = dict(simulate(name, days=0.2, start=start, meter=Meter(interval=1)))
    for interval in (5, 30):
        meter = Meter(interval=interval)
        coarse = list(simulate(name, days=0.2, start=start, meter=meter))
        assert len(coarse) == 4.8 * 3600 / interval
        assert all(fine[t] == power for t, power in coarse)


def test_on_and_off_times_agree_at_1_5_and_30_seconds() -> None:
    found = {}
    for interval in (1, 5, 30):
        samples = list(simulate("mini_fridge", days=1, meter=Meter(interval=interval)))
        levels = find_levels(samples)
        found[interval] = [samples[run.first].t for run in find_runs(samples, levels)][
            1:
        ]
    for interval in (5, 30):
        assert len(found[interval]) == len(found[1]) > 40
        for coarse, fine in zip(found[interval], found[1], strict=True):
            assert 0 <= coarse - fine < interval


def test_a_trace_that_begins_later_is_the_end_of_the_longer_one() -> None:
    whole = list(simulate("fridge_defrost", days=2, meter=Meter(interval=30)))
    late = list(simulate("fridge_defrost", start=DAY, days=1, meter=Meter(interval=30)))
    assert late == [sample for sample in whole if sample.t >= DAY]


def test_samples_come_lazily() -> None:
    samples = simulate("router", days=3000)
    assert next(samples).t == 0
    assert next(samples).t == 5
