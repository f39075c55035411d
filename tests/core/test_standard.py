"""The standard, docs/model-format.md, says what readers do: its layout, its lengths and its example."""

import base64
import json
from pathlib import Path
import re

from custom_components.diol.model import format, parse

ROOT = Path(__file__).parents[2]
STANDARD = (ROOT / "docs" / "model-format.md").read_text()
GOOD = json.loads((ROOT / "tests" / "vectors" / "good.json").read_text())
# Of the layout's last rows, which depend on the number of clusters
HEADER = 89


def rows(pattern: str) -> list[re.Match[str]]:
    """Find the rows of a table that begin like this."""
    found = list(re.finditer(rf"^\| {pattern}", STANDARD, re.MULTILINE))
    assert found, pattern
    return found


def test_the_layout_has_no_gap_and_names_every_decoded_field() -> None:
    """Each field begins where the one before it ended."""
    at, names = 0, []
    for row in rows(r"(\d+) \| (\d+) \| `(\w+)` \|"):
        assert int(row[1]) == at, row[3]
        at += int(row[2])
        names.append(row[3])
    assert at == HEADER
    flags = ["provisional", "adapted", "cycles", "on_demand"]
    assert set(flags + names) - {"flags", "feature_set"} == set(GOOD[0]["model"])


def test_the_lengths_are_those_of_texts() -> None:
    """As many characters as the vectors have with so many clusters."""
    table = {
        row[1]: [int(cell) for cell in row[2].split(" | ")]
        for row in rows(r"(clusters K|bytes|characters) \| ([\d| ]+) \|$")
    }
    for case in GOOD:
        column = table["clusters K"].index(len(case["model"]["clusters"]))
        payload = len(case["text"].partition(".")[2]) * 6 // 8
        assert table["characters"][column] == len(case["text"])
        assert table["bytes"][column] == payload


def test_the_example_is_read_as_it_says() -> None:
    """The text at the top, its bytes, and the numbers worked out by hand."""
    text = re.search(r"^DIoL1\.\S+$", STANDARD, re.MULTILINE)
    assert text
    assert text[0] == GOOD[0]["text"]
    payload = base64.urlsafe_b64decode(text[0][6:] + "=" * (-len(text[0][6:]) % 4))
    dump = re.findall(r"^ *(\d+)((?:  ?[0-9a-f]{2})+)$", STANDARD, re.MULTILINE)
    assert b"".join(bytes.fromhex(line) for _, line in dump) == payload
    at = 0
    for offset, line in dump:
        assert int(offset) == at
        at += len(bytes.fromhex(line))
    model = parse(text[0])
    assert format(model) == text[0]
    assert (model.on_power, model.off_level) == (80, 2)
    assert (model.on_time, model.off_time, model.longest_on) == (20, 40, 30)
    assert f"{model.duty}" in STANDARD
    assert f"{model.means[6]}" in STANDARD
    assert f"{model.spreads[6]}" in STANDARD
    assert [cluster.minutes for cluster in model.clusters] == [768, 88]
