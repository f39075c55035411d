"""The firmware is killed at random moments of all that writes, again and again.

`--kills N` kills more often than the tests of every day do.
"""

import asyncio
import base64
from pathlib import Path
import random
import zlib

import pytest

from tests.harness.firmware import build
from tests.harness.fridge import DAY, FAULT, HOUR
from tests.harness.plug import Plug
from tests.harness.plug_client import PlugClient

from .kept_file import torn_writes

PLUGS = 6  # at the same time: each mostly waits
SAVE_DELAY = 3.0  # s, between a new model and its being written
SPEED = 300_000.0
DOINGS = ("exact", "adapt", "accept", *["learn"] * 4)
ANEW = 0.7  # of the times that it learns


def is_whole(text: str) -> bool:
    """Return whether a model text's checksum matches."""
    body = text.removeprefix("DIoL1.")
    payload = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    return zlib.crc32(b"DIoL1." + payload[:-4]) == int.from_bytes(payload[-4:], "big")


class Victim:
    """A plug that is killed."""

    def __init__(self, folder: Path, trace: str, models: list[str], seed: int) -> None:
        """Prepare."""
        self.plug = Plug(build("plug-a"), folder)
        self.client = PlugClient("127.0.0.1", self.plug.port)
        self.random = random.Random(seed)
        self.trace = trace
        self.models = models
        self.known: set[str] = set()  # texts that it has had
        self.kills = self.went_on = 0
        self.torn: set[int] = set()

    async def start(self) -> None:
        """Start it with a model."""
        await asyncio.to_thread(self.plug.start)
        await self.client.connect()

    async def give_model(self) -> None:
        """Begin with a model that is written."""
        await self.import_model("exact")
        await self.client.close()
        await asyncio.to_thread(self.plug.restart)
        await self.client.connect()

    async def import_model(self, mode: str) -> None:
        """Give it one of the texts."""
        text = self.random.choice(self.models)
        self.known.add(text)
        await self.client.call("diol_import", model=text, mode=mode, appliance="")

    async def learn(self) -> None:
        """Let it go on learning, or begin to: so fast that it mostly writes snapshots.

        A model that is to be written comes first, and then nothing is for three seconds. The first
        does after two days.
        """
        await self.client.call("trace_load", path=self.trace)
        if self.client.states["DIoL progress"] is None or self.random.random() < ANEW:
            await self.client.call("diol_learn", hours=672.0, appliance="")
        at = self.random.uniform(0, 3) * DAY
        await self.client.call("trace_seek", t=at)
        await self.client.call("trace_play", until_s=at + 6 * DAY, speed=SPEED)

    async def accept(self) -> None:
        """Let it see a fault and accept it."""
        await self.import_model("exact")
        await self.client.call("trace_load", path=self.trace)
        await self.client.call("trace_seek", t=float(FAULT - 5 * HOUR))
        await self.client.play(FAULT + 3 * HOUR)
        self.client.press("DIoL accept as normal")

    async def suffer(self) -> None:
        """Do something, be killed, and have a whole model after it."""
        what = self.random.choice(DOINGS)
        if what == "learn":
            await self.learn()
            wait = self.random.uniform(0.05, 1.95 * DAY / SPEED)
        elif what == "accept":
            await self.accept()
            wait = SAVE_DELAY + self.random.uniform(-0.03, 0.03)
        else:
            await self.import_model(what)
            wait = SAVE_DELAY + self.random.uniform(-0.03, 0.03)
        await asyncio.sleep(wait)  # the moment is the point of it
        learning = self.client.states["DIoL progress"] is not None
        self.known |= {
            text for name, text in self.client.history if name == "DIoL model text"
        }
        self.plug.kill()
        self.kills += 1
        await self.client.close()
        self.torn |= torn_writes(self.plug.folder / "plug-a.diol")
        await self.start()
        text = self.client.states["DIoL model text"]
        assert text in self.known
        assert text
        assert is_whole(text)
        if learning:
            self.went_on += self.client.states["DIoL progress"] is not None


@pytest.mark.timeout(900)
async def test_a_whole_model_is_there_after_every_kill(
    tmp_path: Path, trace: str, learnt: str, pytestconfig: pytest.Config
) -> None:
    """Whatever it was doing: learning, importing, fitting, accepting."""
    kills = int(pytestconfig.getoption("kills", 60))
    other = await _other_model(tmp_path / "other", trace)
    assert other != learnt
    victims = [
        Victim(tmp_path / str(i), trace, [learnt, other], i) for i in range(PLUGS)
    ]

    async def torment(victim: Victim) -> None:
        try:
            await victim.start()
            await victim.give_model()
            while victim.kills < kills // PLUGS:
                await victim.suffer()
        finally:
            await victim.client.close()
            victim.plug.kill()

    async with asyncio.TaskGroup() as group:
        for victim in victims:
            group.create_task(torment(victim))
    done = sum(victim.kills for victim in victims)
    torn = sum(len(victim.torn) for victim in victims)
    went_on = sum(victim.went_on for victim in victims)
    print(
        f"\n{done} kills, {torn} of them in the middle of a write; a whole model was there "
        f"after each, learning went on after {went_on}"
    )
    assert done == kills // PLUGS * PLUGS
    assert torn > 0
    assert went_on > 0


async def _other_model(folder: Path, trace: str) -> str:
    with Plug(build("plug-a"), folder) as plug:
        async with PlugClient("127.0.0.1", plug.port) as client:
            await client.call("trace_load", path=trace)
            await client.call("diol_learn", hours=60.0, appliance="")
            await client.play(3 * DAY)
            await client.wait_for("DIoL status", "watching")
            return str(client.states["DIoL model text"])
