"""The trace player that the tests stand on."""

import gzip
from itertools import pairwise
from pathlib import Path

import pytest

from tests.harness.plug_client import ActionRefused

from .conftest import StartPlug


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "No such file"),
        ("", "no samples"),
        ("t,power\n", "no samples"),
        ("time,power\n1,2\n", "line 1: the first line must be t,power"),
        ("t,power\n1,2\nx,2\n", "line 3: expected seconds,watts"),
        ("t,power\n1;2\n", "line 2: expected seconds,watts"),
        ("t,power\n5,2\n4,2\n", "line 3: time goes back"),
        ("t,power\n-5,2\n", "line 2: time must not be negative"),
    ],
)
async def test_bad_traces(
    start_plug: StartPlug, tmp_path: Path, content: str | None, message: str
) -> None:
    """A file that cannot be played says which line is to blame."""
    path = tmp_path / "trace.csv"
    if content is not None:
        path.write_text(content)
    _, client = await start_plug()
    with pytest.raises(ActionRefused, match=message):
        await client.call("trace_load", path=str(path))
    with pytest.raises(ActionRefused, match="no trace is loaded"):
        await client.call("trace_play", until_s=10.0, speed=0.0)


async def test_broken_gzip(start_plug: StartPlug, tmp_path: Path) -> None:
    """A compressed file that is cut short is not played in part."""
    path = tmp_path / "trace.csv.gz"
    rows = "".join(f"{t},{t % 97}\n" for t in range(20000))
    path.write_bytes(gzip.compress(f"t,power\n{rows}".encode())[:-2000])
    _, client = await start_plug()
    with pytest.raises(ActionRefused, match=r"gzip cannot read it|expected seconds"):
        await client.call("trace_load", path=str(path))


async def test_seeking(start_plug: StartPlug, tmp_path: Path) -> None:
    """Trace time goes where it is sent; playing back into the past needs a seek."""
    path = tmp_path / "trace.csv"
    path.write_text("t,power\n" + "".join(f"{t},{t}\n" for t in range(1000)))
    _, client = await start_plug()
    await client.call("trace_load", path=str(path))
    await client.play(500)
    await client.wait_for("Power", 499.0)
    with pytest.raises(ActionRefused, match="is at 500 s already"):
        await client.call("trace_play", until_s=400.0, speed=0.0)
    await client.call("trace_seek", t=100.0)
    await client.wait_for("Trace time", 100.0)
    await client.play(200)
    await client.wait_for("Power", 199.0)
    # 0 is the end, and its last sample is given.
    await client.call("trace_play", until_s=0.0, speed=0.0)
    await client.wait_for("Power", 999.0)


async def test_loop(start_plug: StartPlug, tmp_path: Path) -> None:
    """A loop gives one minute after another without a gap, at any speed."""
    path, scores = tmp_path / "trace.csv", tmp_path / "scores.csv"
    path.write_text("t,power\n" + "".join(f"{t},{t}\n" for t in range(0, 1000, 5)))
    _, client = await start_plug()
    await client.call("trace_load", path=str(path))
    await client.call("trace_scores", path=str(scores))
    await client.call("trace_loop", from_s=120.0, to_s=300.0, speed=1000.0)
    # Trace time is told once a second, so after the second time it has been round a few times.
    client.history.clear()
    await client.wait_for(
        "Trace time",
        lambda _: sum(name == "Trace time" for name, _ in client.history) > 1,
    )
    await client.call("trace_scores", path="")
    times = [float(line.split(",")[0]) for line in scores.read_text().splitlines()[1:]]
    after = {180.0: 240.0, 240.0: 300.0, 300.0: 180.0}
    assert len(times) > 6
    assert all(after[first] == second for first, second in pairwise(times[1:]))
    assert client.states["DIoL status"] == "no model"
