"""How readings reach the file: irregular, on change only, with gaps, rounded."""

from __future__ import annotations

from itertools import pairwise

import pytest

from benchmarks.simulator import APPLIANCES, Meter, simulate


@pytest.mark.parametrize("name", APPLIANCES)
def test_readings_are_tenths_of_a_watt_and_never_negative(name: str) -> None:
    for _, power in simulate(name, days=1, meter=Meter(interval=20)):
        assert power >= 0
        assert power * 10 == pytest.approx(round(power * 10), abs=1e-6)


def test_readings_are_noisy_but_nothing_reads_nothing() -> None:
    noisy, clean = (
        list(simulate("mini_fridge", days=1, meter=meter))
        for meter in (Meter(), Meter(noise_w=0, noise_share=0))
    )
    errors = [
        a.power - b.power for a, b in zip(noisy, clean, strict=True) if b.power > 50
    ]
    assert 0.1 < (sum(e * e for e in errors) / len(errors)) ** 0.5 < 0.3
    assert all(a.power == 0 for a, b in zip(noisy, clean, strict=True) if b.power == 0)


def test_jitter_moves_readings_but_keeps_their_order_and_number() -> None:
    times = [
        t for t, _ in simulate("router", days=0.5, meter=Meter(interval=10, jitter=0.8))
    ]
    steps = [b - a for a, b in pairwise(times)]
    assert len(times) == pytest.approx(12 * 360, abs=1)
    assert 2 <= min(steps) < 4
    assert 16 < max(steps) <= 18


def test_delta_reports_changes_and_a_heartbeat() -> None:
    everything = dict(simulate("mini_fridge", days=1))
    some = list(simulate("mini_fridge", days=1, meter=Meter(delta=5, heartbeat=120)))
    assert len(some) < len(everything) / 10
    assert all(everything[t] == power for t, power in some)
    for before, now in pairwise(some):
        assert abs(now.power - before.power) >= 5 or now.t - before.t >= 120
        assert now.t - before.t <= 120
        hidden = (before.t + 5 * k for k in range(1, int((now.t - before.t) / 5)))
        assert all(abs(everything[t] - before.power) < 5 for t in hidden)


def test_gaps_lose_readings_and_change_none() -> None:
    everything = dict(simulate("freezer", days=10, meter=Meter(interval=30)))
    some = list(simulate("freezer", days=10, meter=Meter(interval=30, gaps=2)))
    holes = [b.t - a.t for a, b in pairwise(some) if b.t - a.t > 30]
    assert 14 <= len(holes) <= 20
    assert max(holes) <= 7200 + 60
    assert all(everything[t] == power for t, power in some)


@pytest.mark.parametrize(
    "wrong",
    [
        {"interval": 0.5},
        {"interval": 61},
        {"interval": float("nan")},
        {"jitter": 1},
        {"delta": -1},
        {"heartbeat": 0},
        {"gaps": -1},
        {"gaps": 51},
    ],
)
def test_a_meter_that_cannot_be_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="not"):
        Meter(**wrong)
