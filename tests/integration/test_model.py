"""Tests of the model text."""

import base64
from contextlib import suppress
import math

from hypothesis import given, strategies as st
import pytest

from custom_components.diol import model
from custom_components.diol.model import ModelTextError, parse

from .model_texts import (
    CLUSTERS,
    CYCLES,
    FRIDGE,
    LAYOUT,
    ON_DEMAND,
    ROUTER,
    WASHER,
    model_text,
    payload,
    text_of,
    uf8,
    uf16,
)

TEXT = model_text()
NO_DAYS = {name: value for name, value in WASHER.items() if name.startswith("day")}


def test_every_field_is_decoded_to_the_number_that_was_written() -> None:
    """The numbers are checked by hand; the firmware decodes the same."""
    fridge = parse(TEXT)
    assert (fridge.provisional, fridge.adapted, fridge.cycles) == (False, False, True)
    assert (fridge.feature_set, fridge.interval, fridge.hours) == (1, 10, 216)
    assert (fridge.on_power, fridge.off_level) == (84.5, 1.25)
    assert (fridge.on_time, fridge.off_time) == (16.5, 41.0)
    assert (fridge.duty, fridge.starts) == (0.28125, 1.0)
    assert (fridge.block_minutes, fridge.blocks) == (180, 70)
    assert fridge.block_mean == 3.5
    assert fridge.block_scale == 0.375
    assert fridge.block_max == 5.25
    assert (fridge.longest_on, fridge.longest_off) == (48.0, 75.0)
    assert (fridge.greatest_power, fridge.least_power) == (90.0, 80.0)
    assert (fridge.greatest_floor_on, fridge.greatest_floor_off) == (88.0, 2.5)
    assert fridge.greatest_peak == 700.0
    assert (fridge.most_attempts, fridge.most_starts) == (2.0, 3.0)
    assert fridge.greatest_duty == 0.375
    assert (fridge.greatest_base, fridge.longest_unchanged) == (2.0, 12.0)
    assert (fridge.day_on, fridge.day_off, fridge.day_power) == (17.0, 40.0, 25.5)
    assert fridge.day_spreads == (0.0625, 0.125, 0.25)
    assert not fridge.on_demand
    assert fridge.means == tuple(0.25 * n for n in range(10))
    assert fridge.spreads == tuple(0.125 * n for n in range(1, 11))
    assert len(fridge.clusters) == 3
    # 100 = 6 << 4 | 4: 20 * 2**(6 - 11) = 0.625, times 16 minutes
    assert fridge.clusters[0].minutes == 10.0
    assert fridge.clusters[1].coordinates == tuple(n / 16 for n in range(10, 20))


@pytest.mark.parametrize(
    ("fields", "clusters"),
    [
        ({}, None),
        (ROUTER, None),
        (WASHER, None),
        (ROUTER | {"flags": ON_DEMAND}, None),
        ({"flags": 7}, None),
        (WASHER | {"flags": 15}, None),
        ({"clusters": 1}, CLUSTERS[:1]),
        ({"clusters": 8}, CLUSTERS),
        ({"clusters": 1}, [bytes([255] + [129] * 10)]),
        ({"interval": 255, "hours": 65535, "blocks": 255, "block_minutes": 255}, None),
        ({"block_mean": uf16(16.0), "block_scale": uf16(4.0)}, None),
        ({"longest_on": uf16(20160.0), "longest_off": uf16(20160.0)}, None),
        ({"hours": 47, "longest_on": uf16(10080.0)}, None),
        (ROUTER | {"least_power": uf16(55.5)}, None),
        (ROUTER | {"hours": 47, "least_power": uf16(66.03125)}, None),
        ({"on_power": uf16(32768.0), "greatest_power": uf16(32768.0)}, None),
        ({"least_power": 0, "greatest_power": uf16(1690.0)}, None),
        ({"greatest_peak": uf16(65536.0)}, None),
        ({"most_attempts": uf16(100.0), "most_starts": uf16(100.0)}, None),
        ({"greatest_duty": uf16(1.0), "greatest_floor_off": uf16(84.5)}, None),
        ({"greatest_floor_on": uf16(1690.0), "greatest_base": uf16(1690.0)}, None),
        ({"longest_unchanged": uf16(20160.0)}, None),
        (NO_DAYS, None),
        ({"day_spreads": (uf8(1.0),) * 3}, None),
        ({"spreads": (uf8(8.0),) + (uf8(0.5),) * 8 + (uf8(16.0),)}, None),
        ({"means": (65535,) * 10}, None),
    ],
)
def test_a_text_is_the_only_text_of_its_model(
    fields: dict[str, int | tuple[int, ...]], clusters: list[bytes] | None
) -> None:
    """What is parsed and written again is the same text."""
    text = model_text(fields, clusters)
    assert len(text) <= 255
    assert model.format(parse(text)) == text


@pytest.mark.parametrize(
    ("text", "code", "placeholders"),
    [
        ("", "not_a_model", {}),
        ("hello", "not_a_model", {}),
        (" " + TEXT, "not_a_model", {}),
        ("DIoL1", "not_a_model", {}),
        ("DIoL." + TEXT, "not_a_model", {}),
        ("DIoL0.AAAA", "not_a_model", {}),
        ("DIoL01.AAAA", "not_a_model", {}),
        ("DIoL123.AAAA", "not_a_model", {}),
        ("diol1.AAAA", "not_a_model", {}),
        ("DIoL\N{ARABIC-INDIC DIGIT ONE}.AAAA", "not_a_model", {}),
        ("DIoL2.AAAA", "newer_version", {"version": 2}),
        ("DIoL99." + "!" * 300, "newer_version", {"version": 99}),
        ("DIoL1." + "!" * 250, "too_long", {"length": 256}),
        ("DIoL1." + "é" * 125, "too_long", {"length": 256}),
        ("DIoL1.", "bad_length", {"length": 6}),
        ("DIoL1.AAAA=", "bad_character", {"position": 10}),
        ("DIoL1.A+AA", "bad_character", {"position": 7}),
        (TEXT + "\n", "bad_character", {"position": len(TEXT)}),
        ("DIoL1.AAAAA", "bad_length", {"length": 11}),
        ("DIoL1.AAAB" + "AB", "bad_length", {"length": 12}),
        (text_of(payload(clusters=[])), "bad_length", {"length": 130}),
        (TEXT[:-4], "bad_checksum", {}),
        (TEXT[:20] + ("-" if TEXT[20] != "-" else "_") + TEXT[21:], "bad_checksum", {}),
    ],
)
def test_a_text_that_is_no_model_is_refused(
    text: str, code: str, placeholders: dict[str, int]
) -> None:
    """What is wrong is told by a code, with the first thing that is wrong."""
    with pytest.raises(ModelTextError) as raised:
        parse(text)
    assert raised.value.code == code
    assert raised.value.placeholders == placeholders


NO_CYCLES = ROUTER
OUT_OF_RANGE: list[tuple[dict[str, int | tuple[int, ...]], str]] = [
    ({"flags": 16 | CYCLES}, "flags"),
    ({"clusters": 0}, "clusters"),
    ({"clusters": 9}, "clusters"),
    ({"interval": 0}, "interval"),
    ({"hours": 0}, "hours"),
    ({"on_power": 0}, "on_power"),
    ({"on_power": uf16(32768.0) + 1}, "on_power"),
    ({"off_level": uf16(84.5)}, "off_level"),
    ({"on_time": 0}, "on_time"),
    ({"on_time": uf16(20160.0) + 1}, "on_time"),
    ({"off_time": 0}, "off_time"),
    ({"duty": 0}, "duty"),
    ({"duty": uf16(1.0) + 1}, "duty"),
    ({"starts": 0}, "starts"),
    ({"starts": uf16(60.0) + 1}, "starts"),
    (NO_CYCLES | {"on_time": 1}, "on_time"),
    (NO_CYCLES | {"off_time": 1}, "off_time"),
    (NO_CYCLES | {"duty": 1}, "duty"),
    (NO_CYCLES | {"starts": 1}, "starts"),
    ({"block_minutes": 0}, "block_minutes"),
    ({"blocks": 0}, "blocks"),
    ({"longest_on": 0}, "longest_on"),
    ({"longest_on": uf16(40320.0) + 1}, "longest_on"),
    ({"longest_off": 0}, "longest_off"),
    ({"longest_off": 65535}, "longest_off"),
    ({"least_power": uf16(84.5) + 1}, "least_power"),
    ({"greatest_power": uf16(84.5) - 1}, "greatest_power"),
    ({"greatest_power": uf16(32768.0) + 1}, "greatest_power"),
    ({"greatest_peak": uf16(65536.0) + 1}, "greatest_peak"),
    ({"greatest_floor_on": uf16(32768.0) + 1}, "greatest_floor_on"),
    ({"greatest_floor_off": uf16(32768.0) + 1}, "greatest_floor_off"),
    ({"most_attempts": uf16(1000.0) + 1}, "most_attempts"),
    ({"most_starts": uf16(1000.0) + 1}, "most_starts"),
    ({"greatest_duty": uf16(1.0) + 1}, "greatest_duty"),
    ({"greatest_base": uf16(32768.0) + 1}, "greatest_base"),
    ({"longest_unchanged": uf16(40320.0) + 1}, "longest_unchanged"),
    (ROUTER | {"longest_on": 1}, "longest_on"),
    (ROUTER | {"longest_off": 1}, "longest_off"),
    (ROUTER | {"greatest_power": 1}, "greatest_power"),
    (ROUTER | {"greatest_floor_off": 1}, "greatest_floor_off"),
    (ROUTER | {"most_attempts": 1}, "most_attempts"),
    (ROUTER | {"most_starts": 1}, "most_starts"),
    (ROUTER | {"greatest_duty": 1}, "greatest_duty"),
    (ROUTER | {"day_on": uf16(17.0)}, "day_on"),
    (WASHER | {"day_on": uf16(17.0)}, "day_on"),
    (NO_DAYS | {"day_off": 1}, "day_off"),
    (NO_DAYS | {"day_power": 1}, "day_power"),
    (NO_DAYS | {"day_spreads": (0, 0, 1)}, "day_spread"),
    ({"day_on": uf16(20160.0) + 1}, "day_on"),
    ({"day_off": 0}, "day_off"),
    ({"day_power": uf16(32768.0) + 1}, "day_power"),
    ({"day_spreads": (0, 1, 1)}, "day_spread"),
    ({"spreads": (1,) * 9 + (0,)}, "spread"),
    # The first in the order of the layout is named, whatever else is wrong.
    ({"hours": 0, "interval": 0, "block_mean": 65535}, "interval"),
]


@pytest.mark.parametrize(("fields", "field"), OUT_OF_RANGE)
def test_a_number_that_no_appliance_has_is_refused(
    fields: dict[str, int | tuple[int, ...]], field: str
) -> None:
    """A good checksum does not make a good model."""
    with pytest.raises(ModelTextError) as raised:
        parse(model_text(fields))
    assert raised.value.code == "bad_value"
    assert raised.value.placeholders == {"field": field}


def test_a_coordinate_that_has_no_opposite_is_refused() -> None:
    """-128 has no opposite in the firmware's arithmetic."""
    with pytest.raises(ModelTextError, match="bad_value field=coordinate"):
        parse(model_text(clusters=[*CLUSTERS[:2], bytes([1, 128] + [0] * 9)]))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"block_mean": uf16(16.0) + 1}, "block_mean"),
        ({"block_scale": uf16(4.0) + 1}, "block_scale"),
        ({"block_max": uf16(16.0) + 1}, "block_max"),
        ({"longest_on": uf16(20160.0) + 1}, "longest_on"),
        ({"longest_off": uf16(40320.0)}, "longest_off"),
        ({"greatest_power": uf16(84.5 * 20) + 1}, "greatest_power"),
        ({"greatest_floor_on": uf16(84.5 * 20) + 1}, "greatest_floor_on"),
        ({"greatest_floor_off": uf16(84.5) + 1}, "greatest_floor_off"),
        ({"on_power": uf16(1.25), "off_level": 0, "least_power": 0}, "greatest_power"),
        ({"most_attempts": uf16(100.0) + 1}, "most_attempts"),
        ({"most_starts": uf16(100.0) + 1}, "most_starts"),
        ({"greatest_base": uf16(84.5 * 20) + 1}, "greatest_base"),
        ({"longest_unchanged": uf16(20160.0) + 1}, "longest_unchanged"),
        ({"day_spreads": (1, 1, uf8(1.0) + 1)}, "day_spread"),
        ({"spreads": (uf8(8.0) + 1,) + (1,) * 9}, "spread"),
        ({"spreads": (1,) * 9 + (uf8(16.0) + 1,)}, "spread"),
        ({"spreads": (uf8(8.0),) * 9 + (uf8(16.0),)}, "reach"),
        ({"hours": 47, "longest_on": uf16(10080.0) + 1}, "longest_on"),
        ({"hours": 47, "longest_off": uf16(20160.0)}, "longest_off"),
        ({"hours": 47, "longest_unchanged": uf16(20160.0)}, "longest_unchanged"),
        (ROUTER | {"least_power": uf16(84.5 * 0.65625) - 1}, "least_power"),
        (ROUTER | {"hours": 47, "least_power": uf16(66.0)}, "least_power"),
    ],
)
def test_a_model_that_could_never_alarm_is_refused(
    fields: dict[str, int | tuple[int, ...]], field: str
) -> None:
    """A blind model is worse than none: people would trust it."""
    with pytest.raises(ModelTextError) as raised:
        parse(model_text(fields))
    assert raised.value.code == "blind_model"
    assert raised.value.placeholders == {"field": field}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (model_text({"feature_set": 2}), "unknown_features set=2"),
        (model_text({"clusters": 2}), f"bad_length length={len(TEXT)}"),
        (
            text_of(payload() + b"\0"),
            f"bad_length length={len(text_of(payload() + b'\0'))}",
        ),
    ],
)
def test_what_this_version_cannot_know_is_refused(text: str, message: str) -> None:
    """Refused with what is to be said about it."""
    with pytest.raises(ModelTextError, match=message):
        parse(text)


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        name: st.integers(0, 255 if layout == ">B" else 65535)
        for name, (_, layout) in LAYOUT.items()
        if isinstance(FRIDGE[name], int) and name not in ("feature_set", "clusters")
    },
)
CLUSTER = st.binary(min_size=11, max_size=11)


@given(
    fields=FIELDS,
    means=st.lists(st.integers(0, 65535), min_size=10, max_size=10),
    spreads=st.lists(st.integers(0, 255), min_size=10, max_size=10),
    clusters=st.lists(CLUSTER, min_size=1, max_size=8),
)
def test_any_model_that_is_taken_is_written_back_byte_for_byte(
    fields: dict[str, int | tuple[int, ...]],
    means: list[int],
    spreads: list[int],
    clusters: list[bytes],
) -> None:
    """Either a refusal with a code, or the same text again; never anything else."""
    text = model_text(
        {
            **fields,
            "means": tuple(means),
            "spreads": tuple(spreads),
            "clusters": len(clusters),
        },
        clusters,
    )
    try:
        parsed = parse(text)
    except ModelTextError as err:
        refusal = err.code
    else:
        assert model.format(parsed) == text
        return
    assert refusal in ("bad_value", "blind_model")


@given(
    text=st.one_of(
        st.text(),
        st.text().map("DIoL1.".__add__),
        st.binary(max_size=200).map(
            lambda data: "DIoL1." + base64.urlsafe_b64encode(data).decode().rstrip("=")
        ),
        st.binary(max_size=200).map(text_of),
    )
)
def test_no_text_does_anything_but_being_refused_or_taken(text: str) -> None:
    """Whatever comes, only ModelTextError leaves the parser."""
    with suppress(ModelTextError):
        assert model.format(parse(text)) == text


@given(at=st.integers(6, len(TEXT) - 1), other=st.sampled_from("Aa0-_Zz9"))
def test_one_wrong_character_is_always_noticed(at: int, other: str) -> None:
    """The checksum covers the prefix and every byte."""
    wrong = TEXT[:at] + other + TEXT[at + 1 :]
    if wrong != TEXT:
        with pytest.raises(ModelTextError):
            parse(wrong)


@given(code=st.integers(0, 65535))
def test_every_code_is_a_number_and_every_number_its_code(code: int) -> None:
    """The means may be any number; nothing of them is lost."""
    text = model_text({"means": (code,) * 10})
    mean = parse(text).means[0]
    exponent, mantissa = divmod(code, 2048)
    expected = mantissa + (2048 if exponent else 0)
    assert mean == expected * math.pow(2, max(exponent, 1) - 1 - 18)
    assert model.format(parse(text)) == text
