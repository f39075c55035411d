"""The conformance vectors: the integration's reader gives their answers, and they are the core's."""

from collections.abc import Callable
import json
from pathlib import Path
import subprocess
from typing import Any

import pytest

from custom_components.diol.minifloat import uf8_code, uf16_code
from custom_components.diol.model import Model, ModelTextError, format, parse

ROOT = Path(__file__).parents[2]
MAKE_VECTORS = ROOT / "build" / "core" / "diol-make-vectors"
VECTORS = ROOT / "tests" / "vectors"
GOOD = json.loads((VECTORS / "good.json").read_text())
NUMBERS = json.loads((VECTORS / "numbers.json").read_text())
BAD = json.loads((VECTORS / "bad.json").read_text())
# Where the standard's name of a field is not the integration's
PLURAL = {"day_spread": "day_spreads", "mean": "means", "spread": "spreads"}


def decoded(model: Model) -> dict[str, Any]:
    """Write a model as the vectors do."""
    fields = {
        name: getattr(model, PLURAL.get(name, name))
        for name in GOOD[0]["model"]
        if name != "clusters"
    }
    clusters = [
        {"minutes": cluster.minutes, "coordinates": list(cluster.coordinates)}
        for cluster in model.clusters
    ]
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in fields.items()
    } | {"clusters": clusters}


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case["name"])
def test_a_good_text_is_read_to_these_very_numbers_and_written_back(
    case: dict[str, Any],
) -> None:
    """Equal, not close: nothing is rounded in reading."""
    model = parse(case["text"])
    assert decoded(model) == case["model"]
    assert format(model) == case["text"]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case["name"])
def test_a_bad_text_is_refused_with_this_reason(case: dict[str, Any]) -> None:
    """The first that is wrong, in the standard's order."""
    with pytest.raises(ModelTextError) as raised:
        parse(case["text"])
    said = {"code": raised.value.code} | raised.value.placeholders
    assert said == {key: case[key] for key in case if key not in ("name", "text")}


@pytest.mark.parametrize(("kind", "encode"), [("uf16", uf16_code), ("uf8", uf8_code)])
def test_a_value_is_written_as_the_nearest_code(
    kind: str, encode: Callable[[float], int]
) -> None:
    """Halves upwards; beyond the greatest as the greatest, below 0 as 0."""
    for value, code in NUMBERS[kind]:
        assert encode(value) == code, value


@pytest.mark.parametrize("kind", ["good", "bad", "numbers"])
def test_the_vectors_are_what_the_core_makes_of_their_cases(kind: str) -> None:
    """After a change that is meant, scripts/vectors writes them anew."""
    made = subprocess.run([MAKE_VECTORS, kind], check=True, capture_output=True)
    assert made.stdout == (VECTORS / f"{kind}.json").read_bytes(), (
        f"tests/vectors/{kind}.json is not what the core answers; if that is meant: scripts/vectors"
    )


def test_each_kind_of_refusal_and_every_number_of_clusters_has_a_vector() -> None:
    """Else an implementation could pass without them."""
    assert {case["code"] for case in BAD} == {
        "not_a_model",
        "newer_version",
        "too_long",
        "bad_character",
        "bad_length",
        "bad_checksum",
        "bad_value",
        "unknown_features",
        "blind_model",
    }
    assert {len(case["model"]["clusters"]) for case in GOOD} == set(range(1, 9))
    scores = [s for case in GOOD for m in case["minutes"] for s in m["scores"]]
    assert min(scores) < 1 < max(scores)
