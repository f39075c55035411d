"""Tests of merging models: one of what several plugs have learnt."""

from dataclasses import fields, replace
import math
import random

from hypothesis import HealthCheck, assume, given, settings, strategies as st
import pytest

from custom_components.diol import merging, model
from custom_components.diol.gauges import GAUGES
from custom_components.diol.merging import MergeError, merge
from custom_components.diol.model import Cluster, Model, format, parse

from .model_strategies import alike, models
from .model_texts import ROUTER, model_text

FRIDGE = parse(model_text())
COMMON = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)


def merge_of(given_: list[Model]) -> Model:
    """Merge them, unless they have nothing in common that a model could tell."""
    try:
        return merge(given_)
    except MergeError as error:
        assume(error.code != "too_different")
        raise


def of_one_kind(least: int = 1) -> st.SearchStrategy[list[Model]]:
    """Some models that can be merged."""
    return st.booleans().flatmap(
        lambda cycles: st.lists(models(cycles), min_size=least, max_size=5)
    )


@COMMON
@given(given_=of_one_kind(), seed=st.integers(0, 1000))
def test_the_order_of_the_models_does_not_matter(
    given_: list[Model], seed: int
) -> None:
    """Bit for bit."""
    shuffled = given_[:]
    random.Random(seed).shuffle(shuffled)
    assert format(merge_of(given_)) == format(merge_of(shuffled))


@COMMON
@given(given_=of_one_kind())
def test_a_merged_model_is_one_that_a_plug_takes(given_: list[Model]) -> None:
    """Whatever goes in: in range, not blind, and the text says exactly the model."""
    merged = merge_of(given_)
    text = format(merged)
    assert len(text) <= model.MAX_LENGTH
    assert parse(text) == merged


@COMMON
@given(one=models())
def test_the_merge_of_one_model_is_that_very_model(one: Model) -> None:
    """Given once, or given several times: it is the same knowledge."""
    assert format(merge([one])) == format(one)
    assert format(merge([one, one, one])) == format(one)


@COMMON
@given(given_=of_one_kind(2))
def test_giving_a_model_twice_changes_nothing(given_: list[Model]) -> None:
    """A copy of a model knows nothing that the model does not."""
    assert merge_of([*given_, given_[0]]) == merge_of(given_)


RELATIVE = {gauge.name for gauge in GAUGES if gauge.centre} | {"off_level"}


@COMMON
@given(one=models(), count=st.integers(2, 6))
def test_models_that_say_the_same_merge_to_what_they_say(
    one: Model, count: int
) -> None:
    """They differ in the hours learnt, so none is a copy of another."""
    merged = merge(alike(one, count))
    assert merged.hours == sum(200 + n for n in range(count))
    for field in fields(Model):
        name = field.name
        if name in (
            "hours",
            "blocks",
            "clusters",
            "adapted",
        ):
            continue
        # Powers are told by how far they are from another power.
        near = 3e-3 * one.on_power if name in RELATIVE else 0.0
        assert getattr(merged, name) == pytest.approx(
            getattr(one, name), rel=2e-3, abs=near
        ), name
    assert not merged.adapted
    assert {c.coordinates for c in merged.clusters} == {
        c.coordinates for c in one.clusters
    }


@COMMON
@given(one=models(), other=models())
def test_appliances_that_cycle_are_not_merged_with_others(
    one: Model, other: Model
) -> None:
    """They have no times in common."""
    if one.cycles == other.cycles:
        merge_of([one, other])
        return
    with pytest.raises(MergeError) as raised:
        merge([one, other])
    assert raised.value.code == "mixed_cycles"


def test_models_of_other_features_are_refused() -> None:
    """Their numbers mean something else."""
    with pytest.raises(MergeError) as raised:
        merge([FRIDGE, replace(FRIDGE, feature_set=2)])
    assert raised.value.code == "mixed_features"
    assert str(raised.value) == f"{raised.value.sentence} [mixed_features]"


def test_nothing_cannot_be_merged() -> None:
    """And it is said, not guessed."""
    with pytest.raises(MergeError, match="nothing_to_merge"):
        merge([])


def test_a_constant_appliance_has_no_times_after_merging_either() -> None:
    """Exactly 0, which is the one way to say nothing of them."""
    router = parse(model_text(ROUTER))
    merged = merge([router, replace(router, hours=24, on_power=42.25)])
    times = ("on_time", "off_time", "duty", "starts", "longest_on", "most_starts")
    assert all(getattr(merged, name) == 0 for name in times)
    assert 42.25 < merged.on_power < 84.5


def test_location_is_the_mean_of_ratios_weighted_by_hours() -> None:
    """Twice and half the power make the same power; three times the hours count three times."""
    strong = replace(FRIDGE, on_power=169.0, greatest_power=180.0, least_power=160.0)
    weak = replace(FRIDGE, on_power=42.25, greatest_power=45.0, least_power=40.0)
    assert merge([strong, weak]).on_power == pytest.approx(84.5, rel=1e-3)
    merged = merge([strong, replace(weak, hours=3 * 216)])
    assert merged.on_power == pytest.approx(42.25 * 4**0.25, rel=1e-3)


def test_limits_are_in_the_appliances_own_units() -> None:
    """A fridge twice as large in everything has the same limits: as many times its own."""
    large = replace(
        FRIDGE,
        on_power=169.0,
        off_level=2.5,
        on_time=33.0,
        off_time=82.0,
        longest_on=96.0,
        longest_off=150.0,
        least_power=160.0,
        greatest_power=180.0,
        greatest_peak=1400.0,
    )
    merged = merge([FRIDGE, large])
    for name, unit in (
        ("longest_on", "on_time"),
        ("longest_off", "off_time"),
        ("least_power", "on_power"),
        ("greatest_power", "on_power"),
        ("greatest_peak", "on_power"),
        ("off_level", "on_power"),
    ):
        ratio = getattr(FRIDGE, name) / getattr(FRIDGE, unit)
        merged_ratio = getattr(merged, name) / getattr(merged, unit)
        assert merged_ratio == pytest.approx(ratio, rel=2e-3), name


def test_limits_are_those_that_two_thirds_of_the_donors_lie_below() -> None:
    """One odd unit does not decide what is too long for all."""
    longest = (33.0, 40.0, 48.0, 60.0, 900.0)
    donors = [replace(FRIDGE, longest_on=minutes) for minutes in longest]
    # At 2/3 of the way from the first to the fifth: two thirds from the third to the fourth.
    assert merge(donors).longest_on == pytest.approx(56.0, rel=1e-3)
    powers = [replace(FRIDGE, least_power=84.5 - w) for w in (1.0, 2.0, 3.0, 4.0, 80.0)]
    assert merge(powers).least_power == pytest.approx(84.5 - 3 - 2 / 3, rel=1e-3)


def test_a_difference_of_usual_power_between_donors_is_no_spread() -> None:
    """Each appliance has its own usual power, standby, peak and minutes unchanged; not so the others."""
    for feature in range(10):
        means = list(FRIDGE.means)
        means[feature] += 3.0
        merged = merge([FRIDGE, replace(FRIDGE, means=tuple(means))])
        spread = FRIDGE.spreads[feature]
        if feature not in (4, 6, 8, 9):
            spread = math.hypot(spread, 1.5)
        assert merged.spreads[feature] == pytest.approx(spread, rel=0.04), feature


def test_clusters_of_several_donors_are_kept_where_there_is_room() -> None:
    """In own units they lie where they lay, and their weights add up."""
    near, far = (0.0,) * 10, (2.0,) * 10
    one = replace(FRIDGE, clusters=(Cluster(minutes=960.0, coordinates=near),))
    both = (
        Cluster(minutes=480.0, coordinates=near),
        Cluster(minutes=480.0, coordinates=far),
    )
    merged = merge([one, replace(FRIDGE, clusters=both)])
    assert [c.coordinates for c in merged.clusters] == [near, far]
    heavy, light = (c.minutes for c in merged.clusters)
    assert heavy == pytest.approx(3 * light, rel=0.05)


def test_donors_that_eight_clusters_cannot_tell_widen_the_limits() -> None:
    """What a merged cluster stands for lies farther from it than from the donor's own."""
    rng = random.Random(3)

    def donor() -> Model:
        return replace(
            FRIDGE,
            clusters=tuple(
                Cluster(
                    minutes=160.0,
                    coordinates=tuple(rng.randint(-48, 48) / 16 for _ in range(10)),
                )
                for _ in range(8)
            ),
        )

    merged = merge([donor(), donor(), donor()])
    assert len(merged.clusters) == 8
    assert merged.block_max > FRIDGE.block_max + 0.5
    assert merged.block_mean > FRIDGE.block_mean + 0.5
    alike_ = merge(alike(FRIDGE, 3))
    assert (alike_.block_mean, alike_.block_max) == (3.5, 5.25)


def test_blocks_of_other_lengths_are_made_comparable() -> None:
    """The greatest of a longer time is greater, by the scale for each time as long."""
    short = replace(FRIDGE, block_minutes=90)
    merged = merge([FRIDGE, replace(short, block_mean=3.5 - 0.375 * math.log(2))])
    assert merged.block_minutes == 180
    assert merged.block_mean == pytest.approx(3.5, rel=2e-3)


def test_a_merged_model_is_provisional_only_if_all_are() -> None:
    """And is adapted to nobody."""
    full = replace(FRIDGE, adapted=True)
    short = replace(FRIDGE, provisional=True, hours=48)
    shorter = replace(FRIDGE, provisional=True, hours=24)
    assert not merge([full, short]).provisional
    assert merge([short, shorter]).provisional
    assert not merge([full, short]).adapted


def test_counts_stop_at_what_a_text_can_hold() -> None:
    """Forty thousand hours and forty thousand more."""
    long = replace(FRIDGE, hours=40000, blocks=200)
    merged = merge([long, replace(long, hours=40001)])
    assert (merged.hours, merged.blocks) == (65535, 255)


def test_the_interval_is_the_longest_of_all() -> None:
    """What a slow meter cannot see must not be expected of any."""
    assert merge([FRIDGE, replace(FRIDGE, interval=60)]).interval == 60


def test_every_limit_of_a_model_is_merged() -> None:
    """One that is forgotten would be the first donor's."""
    known = {gauge.name for gauge in GAUGES} | set(merging._DAYS)
    assert known == set(model._WORDS) - set(model._BLOCK)


def test_many_models_are_merged_soon() -> None:
    """Forty fridges in the time of a click; the order of their clusters is by weight."""
    rng = random.Random(1)
    donors = [
        replace(
            FRIDGE,
            hours=100 + n,
            clusters=tuple(
                Cluster(
                    minutes=16.0 * rng.randint(1, 99),
                    coordinates=tuple(rng.randint(-40, 40) / 16 for _ in range(10)),
                )
                for _ in range(8)
            ),
        )
        for n in range(40)
    ]
    merged = merge(donors)
    weights = [cluster.minutes for cluster in merged.clusters]
    assert weights == sorted(weights, reverse=True)


def test_appliances_of_which_one_model_would_take_anything_for_usual_are_refused() -> (
    None
):
    """Each has its own narrow ways, and both together leave nothing outside."""
    own = (4, 6, 8, 9)  # features whose usual value is each appliance's own
    spreads = tuple(8.0 if j in own else 0.25 for j in range(10))
    one, other = (
        parse(format(replace(FRIDGE, means=(mean,) * 10, spreads=spreads)))
        for mean in (0.25, 16.0)
    )
    with pytest.raises(MergeError) as raised:
        merge([one, other])
    assert raised.value.code == "too_different"
