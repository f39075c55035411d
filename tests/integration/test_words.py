"""Tests of what a model says: facts in numbers, and the sentences made of them."""

from dataclasses import replace
import json
import math
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest
from syrupy.assertion import SnapshotAssertion

from custom_components.diol.facts import Phase, Sort, facts_of, plain
from custom_components.diol.model import Cluster, Model, parse
from custom_components.diol.words import duration, percent, power, sentences, starts

from .model_strategies import models
from .model_texts import ON_DEMAND, ROUTER, WASHER, model_text

FRIDGE = parse(model_text())
# Own units that say where a minute lies, and nothing else.
NOWHERE = replace(
    FRIDGE,
    means=(0.0,) * 10,
    spreads=(1.0,) * 10,
    clusters=(Cluster(minutes=960.0, coordinates=(0.0,) * 10),),
)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({}, id="fridge"),
        pytest.param(ROUTER, id="router"),
        pytest.param(WASHER, id="washer"),
        pytest.param(ROUTER | {"flags": ON_DEMAND}, id="hardly used"),
    ],
)
def test_each_sort_of_appliance_is_told_as_people_would(
    fields: dict[str, int | tuple[int, ...]], snapshot: SnapshotAssertion
) -> None:
    """The sentences, and all of the facts that they are made of."""
    facts = facts_of(parse(model_text(fields)))
    assert sentences(facts, 97.0) == snapshot(name="words")
    assert plain(facts) == snapshot(name="facts")


def numbers(value: Any) -> list[float]:
    """All numbers in facts."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [number for item in value for number in numbers(item)]
    return [] if isinstance(value, str | bool | None) else [value]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(model=models(), fit=st.one_of(st.none(), st.floats(0, 100)))
def test_every_model_that_a_plug_takes_can_be_told(
    model: Model, fit: float | None
) -> None:
    """However odd its numbers are: none is out of this world, and no sentence is empty."""
    facts = facts_of(model)
    values = plain(facts)
    assert json.loads(json.dumps(values, allow_nan=False)) == values
    # 65536, in four digits
    assert all(0 <= number <= 65540 for number in numbers(values))
    assert math.fsum(c.share for c in facts.clusters) == pytest.approx(1)
    assert len(facts.clusters) == len(model.clusters)
    said = sentences(facts, fit)
    assert 4 <= len(said) <= 8
    assert ("own minutes" in said[-1]) is (fit is not None)
    for sentence in said:
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert sentence.endswith(".")
        assert "None" not in sentence
        assert "e+" not in sentence
        assert len(sentence) < 120


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0.0, "0 s"),
        (0.0625, "4 s"),
        (40 / 60, "40 s"),
        (59.6 / 60, "1 min"),
        (1.0, "1 min"),
        (1.633, "1 min 40 s"),
        (4.95, "5 min"),
        (14.3, "14 min"),
        (59.6, "1 h"),
        (75.0, "1 h 15 min"),
        (190.0, "3 h 10 min"),
        (793.0, "13 h 15 min"),
        (24 * 60.0, "24 h"),
        (2879.0, "2 days"),
        (51 * 60.0, "2 days 3 h"),
        (167 * 60.0, "7 days"),
        (216 * 60.0, "9 days"),
        (20160.0, "14 days"),
        (65535 * 60.0, "2731 days"),
    ],
)
def test_times_are_said_in_one_or_two_units(minutes: float, said: str) -> None:
    """Rounded first, so that no time has 60 minutes."""
    assert duration(minutes) == said


@pytest.mark.parametrize(
    ("watts", "said"),
    [
        (0.0, "0 W"),
        (0.001, "less than 0.01 W"),
        (0.0625, "0.06 W"),
        (0.4, "0.4 W"),
        (0.999, "1 W"),
        (8.7266, "8.7 W"),
        (9.97, "10 W"),
        (130.4, "130 W"),
        (999.4, "999 W"),
        (999.6, "1 kW"),
        (2100.0, "2.1 kW"),
        (30000.0, "30 kW"),
        (65536.0, "66 kW"),
    ],
)
def test_powers_are_said_in_watts_or_kilowatts(watts: float, said: str) -> None:
    """With no more digits than anyone would say."""
    assert power(watts) == said


def test_shares_and_starts_are_said_by_small_numbers() -> None:
    """Neither never nor always is said of what happens, or does not, now and then."""
    assert [percent(share) for share in (0.0, 0.002, 0.28, 0.998, 1.0)] == [
        "0 %",
        "less than 1 %",
        "28 %",
        "more than 99 %",
        "100 %",
    ]
    assert [starts(often) for often in (60.0, 2.5, 0.98, 0.44, 1 / 24, 0.0005)] == [
        "60 starts an hour",
        "2.5 starts an hour",
        "1 start an hour",
        "11 starts a day",
        "1 start a day",
        "a start every 83 days",
    ]


def test_the_sort_follows_from_two_flags() -> None:
    """As the standard has it."""
    assert {
        (cycles, demand): facts_of(
            replace(FRIDGE, cycles=cycles, on_demand=demand)
        ).sort
        for cycles in (True, False)
        for demand in (True, False)
    } == {
        (True, False): Sort.REGULAR,
        (True, True): Sort.ON_DEMAND,
        (False, False): Sort.CONSTANT,
        (False, True): Sort.HARDLY_USED,
    }


def test_what_is_not_compared_is_not_told() -> None:
    """A washing machine is not missed, and a router has no times."""
    fridge = facts_of(FRIDGE).extremes
    assert None not in plain(facts_of(FRIDGE))["extremes"].values()
    assert fridge.longest_off_minutes == 75.0
    washer = facts_of(parse(model_text(WASHER)))
    assert washer.extremes.longest_on_minutes == 48.0
    assert washer.extremes.longest_off_minutes is None
    assert washer.extremes.greatest_base_watts == 2.0
    assert washer.day is None
    router = facts_of(parse(model_text(ROUTER)))
    assert router.cycle is None
    assert router.power.standby_watts is None
    assert router.extremes.greatest_power_watts == 90.0


def test_a_cluster_is_worked_out_in_watts_and_minutes() -> None:
    """By hand: mean + coordinate · spread, back from own units."""
    (cluster,) = facts_of(
        replace(
            NOWHERE,
            means=(1.0, 0.0, 0.5, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 2.0),
            spreads=(0.5, 0.5, 0.5, 0.5, 0.125, 0.5, 0.25, 0.5, 1.0, 1.0),
            clusters=(
                Cluster(
                    minutes=960.0,
                    coordinates=(2.0, -1.0, 1.0, 0.0, 2.0, 1.0, 0.5, -1.0, 2.0, 1.0),
                ),
            ),
        )
    ).clusters
    assert cluster.share == 1.0
    assert cluster.phase is Phase.ON
    assert cluster.phase_minutes == cluster.elapsed_on_minutes == 3 * 16.5
    assert cluster.elapsed_off_minutes == 0.0
    assert (cluster.last_on_minutes, cluster.last_off_minutes) == (16.5, 41.0)
    assert cluster.phase_watts == cluster.on_watts == 1.25 * 84.5
    assert cluster.on_share == 1.5 * 0.28125
    assert cluster.off_watts == 0.125 * 84.5
    assert cluster.starts_per_hour == 0.5
    assert cluster.peak_watts == 7 * 84.5
    assert cluster.unchanged_minutes == 7.0


@pytest.mark.parametrize(
    ("on", "off", "phase"),
    [
        (1.0, 0.0, Phase.ON),
        (0.0, 1.0, Phase.OFF),
        (1.0, 1.0, Phase.BOTH),
        # Less than a step is rounding, unless it is all there is.
        (0.5, 0.05, Phase.ON),
        (0.05, 0.5, Phase.OFF),
        (0.05, 0.0, Phase.ON),
        (0.0, 0.0, Phase.BOTH),
    ],
)
def test_a_cluster_is_of_the_phase_that_its_minutes_are_of(
    on: float, off: float, phase: Phase
) -> None:
    """A time of 0 says that it is the other one."""
    means = (on, off, *FRIDGE.means[2:])
    (cluster,) = facts_of(replace(NOWHERE, means=means)).clusters
    assert cluster.phase is phase
    assert (cluster.phase_minutes is None) is (phase is Phase.BOTH)


def test_minutes_of_clusters_count_by_their_proportion() -> None:
    """They stop at a greatest value, and may be none at all."""

    def shares(*minutes: float) -> list[float]:
        clusters = tuple(Cluster(minutes=m, coordinates=(0.0,) * 10) for m in minutes)
        return [c.share for c in facts_of(replace(NOWHERE, clusters=clusters)).clusters]

    assert shares(7936.0, 7936.0) == [0.5, 0.5]
    assert shares(300.0, 0.0, 100.0) == [0.75, 0.0, 0.25]
    assert shares(0.0, 0.0) == [0.5, 0.5]


def test_a_model_tells_how_far_it_can_be_trusted() -> None:
    """Provisional and fitted, in the sentence about its learning."""
    model = replace(FRIDGE, provisional=True, adapted=True, hours=48, interval=60)
    assert (
        "Provisional, learnt in 2 days from readings every minute, "
        "fitted to this appliance." in sentences(facts_of(model))
    )
    alone = replace(model, clusters=model.clusters[:1])
    assert sentences(facts_of(alone))[-1] == "1 typical pattern."
