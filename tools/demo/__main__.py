"""The demo: the product running on this machine, with no hardware."""

import argparse
import asyncio
import contextlib
from pathlib import Path
import socket
import tempfile
from typing import Final

from tests.harness.browser import Browser
from tests.harness.home_assistant import HomeAssistant

from . import traces
from .play import Play, PlayError, look
from .report import Report
from .stage import Stage

ROOT: Final = Path(__file__).parents[2]
PICTURES: Final = ROOT / "build" / "demo"
USUAL_PORT: Final = 8123
USER: Final = "demo"
PASSWORD: Final = "demo"  # noqa: S105 - of a Home Assistant that only this machine can reach


def free_port(wanted: int = 0) -> int:
    """`wanted` if nothing listens there on this machine, else any free port."""
    for port in (wanted, 0):
        with socket.socket() as trial, contextlib.suppress(OSError):
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(("127.0.0.1", port))
            return int(trial.getsockname()[1])
    raise OSError("no free port")


async def main(arguments: argparse.Namespace, report: Report) -> None:
    """Put everything on stage, let the play run, and stay until Ctrl-C unless it is a check."""
    async with contextlib.AsyncExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="diol-demo-"))
        )
        stack.callback(keep_logs, folder)
        with report.step("the days to meter") as results:
            story = (
                traces.recorded(arguments.trace, folder)
                if arguments.trace
                else traces.simulated(folder)
            )
            results.append(story.title)
        plugs = await start_plugs(stack, folder, report)
        with report.step("starting Home Assistant"):
            home = await stack.enter_async_context(
                HomeAssistant(
                    folder / "home-assistant", free_port(USUAL_PORT), name="DIoL demo"
                )
            )
            await home.onboard(USER, PASSWORD)
        stage = Stage(home)
        play = Play(stage, story, report, PICTURES)
        with report.step("adding both plugs to ESPHome"):
            await stage.add_to_esphome(plugs)
        with report.step("adding both plugs to DIoL, which has discovered them"):
            await stage.add_to_diol()
        path = await look(play)
        print(f"\n  {home.url}{path}\n  user {USER}, password {PASSWORD}\n", flush=True)
        if arguments.check:
            play.browser = await stack.enter_async_context(
                Browser(home.url, home.tokens, height=1250)
            )
            await play.browser.open(path, "Plug A: learns its fridge")
        await play.learn()
        await play.copy()
        await play.fault()
        if arguments.check:
            await play.clear()
            await play.compare(folder)
            if play.browser and play.browser.problems:
                raise PlayError(f"the page's console says: {play.browser.problems[0]}")
            return
        await play.go_on()
        print(
            f"\nPlug B goes on, {60} times real time; its fault comes again and again.\n"
            f"Look at {home.url}{path}. Ctrl-C ends the demo and removes all it made.",
            flush=True,
        )
        await asyncio.Event().wait()
