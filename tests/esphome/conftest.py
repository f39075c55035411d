"""Plugs to test with, and the traces they meter."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.harness import fridge
from tests.harness.firmware import build
from tests.harness.plug import Plug
from tests.harness.plug_client import PlugClient

type StartPlug = Callable[..., Awaitable[tuple[Plug, PlugClient]]]


@pytest.fixture(scope="session")
def trace(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Twelve days of a mini-fridge; on the eleventh its compressor does not stop for 4 h."""
    path = tmp_path_factory.mktemp("traces") / "fridge.csv.gz"
    fridge.save(path)
    return str(path)


@pytest.fixture(scope="session", autouse=True)
def _firmware() -> None:
    """Build before the first test, whose time limit is not for compilers."""
    for name in ("plug-a", "plug-b", "plug-c"):
        build(name)


@pytest.fixture
async def start_plug(tmp_path: Path) -> AsyncGenerator[StartPlug]:
    """Start plugs, with a client of each, until the end of the test."""
    async with AsyncExitStack() as stack:

        async def start(name: str = "plug-a") -> tuple[Plug, PlugClient]:
            plug = Plug(build(name), tmp_path / name)
            stack.callback(plug.stop)
            await asyncio.to_thread(plug.start)
            client = PlugClient("127.0.0.1", plug.port)
            await stack.enter_async_context(client)
            return plug, client

        yield start


@pytest.fixture(scope="session")
def learnt(trace: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The model text of a plug that learnt the fridge for nine days."""
    folder = tmp_path_factory.mktemp("donor")

    async def learn(port: int) -> str:
        async with PlugClient("127.0.0.1", port) as client:
            await client.call("trace_load", path=trace)
            await client.call("diol_learn", hours=0.0, appliance="")
            await client.play(fridge.LEARNT)
            await client.wait_for("DIoL status", "watching")
            return str(client.states["DIoL model text"])

    with Plug(build("plug-a"), folder) as plug:
        return asyncio.run(learn(plug.port))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the kills be counted."""
    parser.addoption(
        "--kills", default=60, type=int, help="of the firmware, in test_kills.py"
    )
