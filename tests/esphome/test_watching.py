"""Scores and anomalies."""

import gzip
from itertools import islice, pairwise
from pathlib import Path
import re
import subprocess
import time

from tests.harness.fridge import DAY, END, FAULT, HOUR, LEARNT
from tests.harness.paths import REPOSITORY
from tests.harness.plug_client import PlugClient

from .conftest import StartPlug


def read_scores(path: Path) -> list[list[str]]:
    """Return time, score and anomaly of all lines but the header."""
    return [line.split(",")[:3] for line in path.read_text().splitlines()[1:]]


ANOMALY = re.compile(r"^.+ \[(?P<kind>[a-z_]+) n=(?P<n>\d+)( [a-z_]+=[-\d.]+)+\]$")


def replayed(text: str, trace: str, folder: Path) -> list[list[str]]:
    """Return the scores that scripts/replay gives for the time after learning."""
    model, scores = folder / "model.diol", folder / "replay.csv"
    model.write_text(text)
    subprocess.run(
        [
            *(REPOSITORY / "scripts" / "replay", "watch", trace, "--from", str(LEARNT)),
            *("--model", model, "--scores", scores),
        ],
        check=True,
        capture_output=True,
    )
    return read_scores(scores)


async def test_donor_receiver_and_replay_agree(
    start_plug: StartPlug, trace: str, learnt: str, tmp_path: Path
) -> None:
    """Same text, all reset, same samples: the same scores bit for bit."""
    scores = []
    for name in ("plug-a", "plug-b"):
        _, client = await start_plug(name)
        await client.call("trace_load", path=trace)
        if name == "plug-a":
            await client.call("diol_learn", hours=0.0, appliance="")
            await client.play(LEARNT)
            await client.wait_for("DIoL model text", learnt)
        await client.call("diol_import", model=learnt, mode="exact", appliance="")
        await client.wait_for("DIoL model text", learnt)
        await client.call("trace_seek", t=float(LEARNT))
        path = tmp_path / f"{name}.csv"
        await client.call("trace_scores", path=str(path))
        await client.play(END)
        await client.call("trace_scores", path="")
        scores.append(read_scores(path))
    assert scores[0] == scores[1]
    # A plug ends the last minute by its clock, a recording with its last reading.
    assert scores[0][:-1] == replayed(learnt, trace, tmp_path)
    rows = scores[0]
    assert [float(row[0]) for row in rows] == [
        float(t) for t in range(LEARNT + 60, END + 1, 60)
    ]
    known = [float(row[1]) for row in rows if row[1]]
    assert len(known) >= 500
    assert sum(score > 1 for score in known) > 10


async def test_anomaly(start_plug: StartPlug, trace: str, learnt: str) -> None:
    """A compressor that does not stop is reported with kind and reason, and clears."""
    _, client = await start_plug()
    await client.call("trace_load", path=trace)
    await client.call("trace_seek", t=float(LEARNT))
    await client.call("diol_import", model=learnt, mode="exact", appliance="")
    await client.play(FAULT)
    client.history.clear()
    await client.play(FAULT + 4 * HOUR)
    await client.wait_for("DIoL anomaly", True)
    assert client.states["DIoL kind"] == "runs_too_long"
    found = ANOMALY.match(client.states["DIoL reason"])
    assert found
    assert found["kind"] == "runs_too_long"
    assert int(found["n"]) >= 1
    assert len(client.states["DIoL reason"]) <= 255
    assert client.states["DIoL score"] > 1
    # What explains it came before the alarm.
    names = [
        name
        for name, _ in client.history[: client.history.index(("DIoL anomaly", True))]
    ]
    assert {"DIoL kind", "DIoL reason", "DIoL score"} <= set(names)

    await client.play(END)
    await client.wait_for("DIoL anomaly", False)
    await client.wait_for("DIoL kind", "")
    await client.wait_for("DIoL reason", "")
    assert client.states["DIoL score"] < 1


async def test_the_cluster_told_is_that_of_the_minute(
    start_plug: StartPlug, trace: str, learnt: str, tmp_path: Path
) -> None:
    """Whatever the minute: the appliance on and off are of different ones."""
    _, client = await start_plug()
    path = tmp_path / "scores.csv"
    await client.call("trace_load", path=trace)
    await client.call("trace_seek", t=float(LEARNT))
    await client.call("diol_import", model=learnt, mode="exact", appliance="")
    await client.call("trace_scores", path=str(path))
    for hours in (6.0, 6.5, 7.0):
        await client.play(LEARNT + hours * HOUR)
        clusters = [line.split(",")[3] for line in path.read_text().splitlines()[1:]]
        await client.wait_for("DIoL cluster", float(clusters[-1]))
    assert len(set(filter(None, clusters))) > 1


async def test_accepted_as_normal(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """What was accepted is not reported again; the knowledge is in a new text."""
    plug, client = await start_plug()
    await client.call("trace_load", path=trace)
    await client.call("trace_seek", t=float(LEARNT))
    await client.call("diol_import", model=learnt, mode="exact", appliance="")
    await client.play(FAULT)
    client.press("DIoL accept as normal")
    await client.play(FAULT + 5 * HOUR)
    await client.wait_for("DIoL anomaly", True)
    assert client.states["DIoL model text"] == learnt
    assert "Nothing to accept" in plug.log.read_text()
    client.press("DIoL accept as normal")
    taught = await client.wait_for("DIoL model text", lambda text: text != learnt)

    _, other = await start_plug("plug-b")
    await other.call("trace_load", path=trace)
    await other.call("trace_seek", t=float(LEARNT))
    await other.call("diol_import", model=taught, mode="exact", appliance="")
    await other.play(FAULT + 5 * HOUR)
    await other.wait_for("DIoL score", lambda score: score is not None)
    assert other.states["DIoL anomaly"] is False
    assert other.states["DIoL score"] < 1


async def test_sensitivity_changes_the_score(
    start_plug: StartPlug, trace: str, learnt: str, tmp_path: Path
) -> None:
    """Who accepts more false alarms gets higher scores, from the same model text."""

    async def play(client: PlugClient, path: Path) -> float:
        await client.call("diol_import", model=learnt, mode="exact", appliance="")
        await client.call("trace_seek", t=float(LEARNT))
        await client.call("trace_scores", path=str(path))
        await client.play(LEARNT + DAY / 4)
        return sum(float(score) for _, score, _ in read_scores(path) if score)

    _, client = await start_plug()
    await client.call("trace_load", path=trace)
    sums = []
    for value in (0.1, 10.0):
        client.set_number("DIoL sensitivity", value)
        await client.wait_for("DIoL sensitivity", lambda s, v=value: round(s, 3) == v)
        sums.append(await play(client, tmp_path / f"{value}.csv"))
    assert sums[0] < sums[1]
    assert client.states["DIoL model text"] == learnt


async def test_silent_meter(
    start_plug: StartPlug, trace: str, learnt: str, tmp_path: Path
) -> None:
    """After five minutes without a reading nothing is claimed."""
    path = tmp_path / "short.csv"
    with gzip.open(trace, "rt") as lines:
        path.write_text("".join(islice(lines, 1 + 1800 // 5)))
    _, client = await start_plug()
    await client.call("trace_load", path=str(path))
    await client.call("diol_import", model=learnt, mode="exact", appliance="")
    await client.play(1800)
    await client.wait_for("DIoL status", "watching")
    assert client.states["DIoL anomaly"] is False
    await client.play(1800 + 360)
    await client.wait_for("DIoL status", "not measuring")
    await client.wait_for("DIoL anomaly", None)
    await client.wait_for("DIoL score", None)
    # A reading again, and it watches again.
    await client.call("trace_seek", t=0.0)
    await client.play(60)
    await client.wait_for("DIoL status", "watching")
    await client.wait_for("DIoL anomaly", False)


async def test_states_are_published_on_change_only(
    start_plug: StartPlug, trace: str, learnt: str
) -> None:
    """Nothing is said twice."""
    _, client = await start_plug()
    await client.call("trace_load", path=trace)
    await client.call("diol_import", model=learnt, mode="exact", appliance="")
    await client.play(6 * HOUR)
    client.history.clear()
    # So slow that no two minutes meet in one of the firmware's messages.
    await client.play(6 * HOUR + 2400, speed=400)
    for entity in client.entities:
        said = [state for name, state in client.history if name == entity]
        if entity.startswith("DIoL "):
            assert all(a != b for a, b in pairwise(said)), (entity, said)


async def test_the_first_seconds_are_not_taken(start_plug: StartPlug) -> None:
    """Meters need some readings to be right after the power came back."""
    _, client = await start_plug("plug-c")
    # It meters in real time, every second, from the first on.
    assert client.states["DIoL kettle status"] == "not measuring"
    started = time.monotonic()
    await client.wait_for("Kettle power", 2.0)
    assert client.states["DIoL kettle status"] == "not measuring"
    await client.wait_for("DIoL kettle status", "no model")
    assert 5 < time.monotonic() - started < 15
