"""Test `scripts/replay merge`: one model of several, and that it says what is wrong."""

from pathlib import Path
import subprocess

import pytest

from custom_components.diol import model
from tests.integration.model_texts import ROUTER, model_text, uf16

ROOT = Path(__file__).parents[2]
REPLAY = ROOT / "scripts" / "replay"
FRIDGE = model_text()
OTHER = model_text({"on_power": uf16(60.0), "least_power": uf16(50.0), "hours": 120})


def merge(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run it."""
    command = [str(REPLAY), "merge", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def write(tmp_path: Path):
    """Write a model text into a file."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text + "\n")
        return path

    return write


def test_several_models_become_one_line_whatever_their_order(write, tmp_path) -> None:
    """The same bytes each time, and a model that is read like any other."""
    a, b = write("a.diol", FRIDGE), write("b.diol", OTHER)
    texts = []
    for paths in ((a, b), (b, a), (b, a, b)):
        out = tmp_path / "merged.diol"
        done = merge(*paths, "--model", out)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        texts.append(out.read_text())
    assert len(set(texts)) == 1
    merged = model.parse(texts[0].removesuffix("\n"))
    assert merged.hours == 336
    assert 60.0 < merged.on_power < 84.5


def test_one_model_comes_out_as_it_is(write, tmp_path) -> None:
    """Byte for byte; options may stand anywhere, and the text for its file."""
    out = tmp_path / "out.diol"
    for given in (write("a.diol", FRIDGE), FRIDGE):
        assert merge("--model", out, given).returncode == 0
        assert out.read_text() == FRIDGE + "\n"
        out.unlink()


def test_bad_input_is_refused_in_one_line(write, tmp_path) -> None:
    """Each names the file that is wrong, and nothing is written."""
    out = tmp_path / "out.diol"
    good = write("good.diol", FRIDGE)
    damaged = write("damaged.diol", FRIDGE.replace("A", "B", 1))
    for arguments, said in (
        ((), "usage"),
        ((good,), "usage"),
        (("--model", out), "usage"),
        ((good, "--model"), "--model needs a value"),
        ((good, "--from", "1", "--model", out), "unknown option --from"),
        ((good, tmp_path / "none", "--model", out), "none: No such file"),
        ((good, damaged, "--model", out), "damaged.diol: The checksum"),
        ((good, FRIDGE[:-1], "--model", out), f"{FRIDGE[:16]}…: The text has"),
        ((good, write("empty.diol", ""), "--model", out), "empty.diol: This is not"),
        (
            (good, write("router.diol", model_text(ROUTER)), "--model", out),
            "[mixed_cycles]",
        ),
        (
            (good, write("new.diol", model_text({"feature_set": 2})), "--model", out),
            "[unknown_features set=2]",
        ),
        ((good, "--model", tmp_path / "no" / "folder"), "folder: No such file"),
    ):
        done = merge(*arguments)
        assert done.returncode == 2
        assert done.stdout == ""
        (line,) = done.stderr.splitlines()
        assert line.startswith("replay: ")
        assert said in line
    assert not out.exists()
