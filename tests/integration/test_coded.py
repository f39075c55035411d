"""Tests of sentences with a code."""

import pytest

from custom_components.diol.coded import Coded, parse


@pytest.mark.parametrize(
    ("text", "coded"),
    [
        ("", Coded("")),
        ("Nothing more", Coded("Nothing more")),
        (
            "On for 3 h [runs_too_long n=3 on=190 max=48.5]",
            Coded("On for 3 h", "runs_too_long", {"n": 3, "on": 190, "max": 48.5}),
        ),
        (
            "Wrong [bad_value field=duty]",
            Coded("Wrong", "bad_value", {"field": "duty"}),
        ),
        (
            "Cold [-3 °C] again [spike n=-1]",
            Coded("Cold [-3 °C] again", "spike", {"n": -1}),
        ),
        ("No code [Not one]", Coded("No code [Not one]")),
        ("Cut off [runs_too_long n=3 on=1", Coded("Cut off [runs_too_long n=3 on=1")),
        ("[spike]", Coded("", "spike")),
    ],
)
def test_a_sentence_is_parted_from_its_code(text: str, coded: Coded) -> None:
    """A text without a code is all sentence."""
    assert parse(text) == coded
