"""Test `scripts/replay show`: what is in a model, and that it says what is wrong with a text."""

from dataclasses import fields
from pathlib import Path
import re
import subprocess

from custom_components.diol import model
from custom_components.diol.facts import facts_of
from custom_components.diol.words import sentences
from tests.integration.model_texts import ROUTER, model_text
from tools.replay import show as show_tool, texts

ROOT = Path(__file__).parents[2]
REPLAY = ROOT / "scripts" / "replay"
FRIDGE = model_text()


def show(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run it."""
    command = [str(REPLAY), "show", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_model_is_shown_in_words_and_then_in_numbers(tmp_path: Path) -> None:
    """Files and texts alike, one after the other, each by its name."""
    path = tmp_path / "fridge.diol"
    path.write_text(FRIDGE + "\n")
    done = show(path, model_text(ROUTER))
    assert (done.returncode, done.stderr) == (0, "")
    fridge, router = done.stdout.split("\n\nDIoL1.")
    words = sentences(facts_of(model.parse(FRIDGE)))
    assert fridge.splitlines()[: len(words) + 1] == [str(path), *words]
    numbers = {
        name: rest
        for line in fridge.splitlines()
        if line.startswith("  ")
        for name, *rest in [line.split()]
    }
    assert numbers["sort"] == ["regular"]
    assert numbers["longest_on"] == ["48", "min"]
    assert numbers["day_spreads"] == ["0.0625", "0.125", "0.25", "octaves"]
    assert numbers["phase_minutes"] == ["8.288", "13.93", "-"]
    # mean and spread of a feature, then where each cluster lies
    assert numbers["unchanged"] == ["2.25", "1.25", "0.5625", "1.188", "1.812"]
    assert "Always on at 84 W." in router
    assert "constant" in router
    assert "last_on_minutes" not in router
    assert not [line for line in done.stdout.splitlines() if line != line.rstrip()]


def test_every_number_of_a_model_is_shown_with_its_unit() -> None:
    """Also one that is yet to come; those of features and clusters have a table of their own."""
    own_table = {"means", "spreads", "clusters"}
    known = [field.name for field in fields(model.Model) if field.name not in own_table]
    assert list(show_tool.UNITS) == known
    assert len(show_tool.FEATURES) == model.FEATURES


def test_numbers_are_written_without_powers_of_ten() -> None:
    """In four digits, however great or small."""
    write = show_tool.write
    values = (65504.0, 3.81e-06, 0.0, -0.4375, 0.28125, None, True, (0.5, 1.0))
    expected = ("65500", "0.00000381", "0", "-0.4375", "0.2812", "-", "yes", "0.5 1")
    assert tuple(map(write, values)) == expected


def test_bad_input_is_refused_in_one_line(tmp_path: Path) -> None:
    """Nothing is shown then, and a character is counted from 1."""
    blind = model_text({"block_scale": 0xFFFF})
    for arguments, said in (
        ((), "usage"),
        ((FRIDGE, "--model", "x"), "unknown option --model"),
        ((FRIDGE, tmp_path / "none"), "none: No such file"),
        ((tmp_path,), f"{tmp_path}: Is a directory"),
        ((FRIDGE, FRIDGE[:-1]), "so a part is missing or too much; copy the whole"),
        (("DIoL2.AAAAAAAAAA",), "DIoL2.AAAAAAAAAA…: The text was made by a newer DIoL"),
        (("DIoL1.A+AA",), "Character 8 is not one that"),
        (("DIoL1.A+AA",), "[bad_character position=7]"),
        (("DIoL1." + "A" * 300,), "The text has 306 characters"),
        ((blind,), "with its block_scale nothing would be unusual"),
    ):
        done = show(*arguments)
        assert done.returncode == 2
        assert done.stdout == ""
        (line,) = done.stderr.splitlines()
        assert line.startswith("replay: ")
        assert said in line


def test_every_refusal_of_the_parser_has_a_sentence() -> None:
    """Also one that is yet to come."""
    source = Path(model.__file__).read_text()
    codes = re.findall(r'ModelTextError\(\s*"(\w+)"', source)
    assert set(codes) == set(texts.SENTENCES)
