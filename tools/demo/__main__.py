"""The demo: the product running on this machine, with no hardware."""

import argparse
import asyncio
import contextlib
from pathlib import Path
import shutil
import signal
import socket
import sys
import tempfile
from typing import Final

from tests.harness import firmware
from tests.harness.browser import Browser
from tests.harness.home_assistant import HomeAssistant, HomeAssistantError
from tests.harness.plug import Plug, PlugError

from . import dashboard, traces
from .play import LIVE_SPEED, Play, PlayError
from .report import Report
from .stage import NEW, A, B, Stage

ROOT: Final = Path(__file__).parents[2]
OUTPUT: Final = ROOT / "build" / "demo"
USUAL_PORT: Final = 8123
USER: Final = "demo"
PASSWORD: Final = "demo"  # of a Home Assistant that only this machine reaches
PLUG_NAMES: Final = {A: "plug-a", B: "plug-b", NEW: "garage-fridge"}
# What can go wrong with a sentence of its own.
EXPECTED_ERRORS: Final = (
    firmware.BuildError,
    HomeAssistantError,
    PlayError,
    PlugError,
    traces.TraceError,
    OSError,
)


def free_port(wanted: int) -> int:
    """`wanted` if nothing listens there on this machine, else any free port."""
    for port in (wanted, 0):
        with socket.socket() as trial, contextlib.suppress(OSError):
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(("127.0.0.1", port))
            return int(trial.getsockname()[1])
    raise OSError("no free port on this machine")


def keep_logs(folder: Path) -> None:
    """What Home Assistant and the plugs said stays beside the pictures."""
    for log in (
        *folder.glob("plug*/*.log"),
        *folder.glob("home-assistant/console.log"),
    ):
        OUTPUT.mkdir(parents=True, exist_ok=True)
        shutil.copy(log, OUTPUT / log.name)


def forget_logs() -> None:
    """Those of an earlier demo would be taken for this one's."""
    for log in OUTPUT.glob("*.log"):
        log.unlink()


async def start_plugs(
    stack: contextlib.AsyncExitStack, folder: Path, report: Report
) -> dict[str, int]:
    """Build and start all firmwares; returns the port each plug's API listens on."""
    with report.step(
        "building the plugs' firmware (minutes the first time, then nothing)"
    ):
        built = {
            plug: await asyncio.to_thread(firmware.build, name)
            for plug, name in PLUG_NAMES.items()
        }
    ports = {}
    with report.step("starting the plugs") as results:
        for plug, program in built.items():
            running = stack.enter_context(Plug(program, folder / plug))
            ports[plug] = running.port
        results.append(
            "each in a network namespace of its own"
            if running.isolated
            else "WITHOUT a network namespace, which this machine does not allow: until the end "
            "anybody in your network can reach them, unencrypted"
        )
    return ports


async def main(arguments: argparse.Namespace, report: Report) -> None:
    """Put everything on stage, let the play run, and stay until Ctrl-C unless it is a check."""
    async with contextlib.AsyncExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="diol-demo-"))
        )
        stack.callback(keep_logs, folder)
        with report.step("preparing the days to meter") as results:
            story = (
                traces.recorded(arguments.trace, folder)
                if arguments.trace
                else traces.simulated(folder)
            )
            results.append(story.title)
        ports = await start_plugs(stack, folder, report)
        with report.step("starting Home Assistant"):
            home = await stack.enter_async_context(
                HomeAssistant(
                    folder / "home-assistant", free_port(USUAL_PORT), name="DIoL demo"
                )
            )
            await home.onboard(USER, PASSWORD)
        stage = Stage(home)
        play = Play(stage, story, report, OUTPUT)
        with report.step("adding all plugs to ESPHome"):
            await stage.add_to_esphome(ports)
        with report.step(
            "adding two plugs to DIoL (the second one, and a third, it discovers by itself)"
        ):
            await stage.add_to_diol()
            await play.begin_elsewhere()
        with report.step("making a dashboard of both plugs"):
            path = await dashboard.make(home)
        print(f"\n  {home.url}{path}\n  user {USER}, password {PASSWORD}\n", flush=True)
        if arguments.check:
            with report.step("opening the dashboard in a browser"):
                play.browser = await stack.enter_async_context(
                    Browser(home.url, home.tokens, height=1250)
                )
                await play.browser.open(path, dashboard.TITLE)
        await play.learn()
        await play.copy()
        await play.fault()
        if arguments.check:
            await play.clear()
            await play.compare(folder)
            play.check_console()
            return
        print(
            f"\nPlug B goes on, {LIVE_SPEED:.0f} times real time; its fault comes again and again.\n"
            "A third plug, Garage fridge, waits to be added: Settings, Devices & services.\n"
            f"Look at {home.url}{path}. Ctrl-C ends the demo and removes all it made but its logs,\n"
            f"which are then in {OUTPUT}.",
            flush=True,
        )
        await asyncio.Event().wait()


async def until_told(arguments: argparse.Namespace, report: Report) -> None:
    """Run main until it ends, or until Ctrl-C, SIGTERM or the end of the terminal, in order."""
    task = asyncio.create_task(main(arguments, report))

    def end() -> None:
        # Once: a second Ctrl-C must not break off the clearing away.
        if task.cancelling():
            return
        task.cancel()
        with contextlib.suppress(OSError):  # the terminal may be gone
            print("\nEnding, which takes some seconds ...", flush=True)

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(name, end)
    with contextlib.suppress(asyncio.CancelledError):
        await task
    if task.cancelled() and arguments.check:
        raise PlayError("it was told to end")


def run() -> int:
    """Run the demo; 1 when a step failed."""
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="unattended, asserts every step"
    )
    parser.add_argument(
        "--trace", type=Path, metavar="FILE", help="a recording to play instead"
    )
    arguments = parser.parse_args()
    report = Report()
    forget_logs()
    try:
        asyncio.run(until_told(arguments, report))
    except EXPECTED_ERRORS as err:
        print(
            f"\nscripts/demo: this step failed: {report.rows[-1][0]}\n{err}",
            file=sys.stderr,
        )
        if any(OUTPUT.glob("*.log")):
            print(
                f"What Home Assistant and the plugs said is in {OUTPUT}",
                file=sys.stderr,
            )
        return 1
    if arguments.check:
        print(f"\n{report.table()}\nPictures are in {OUTPUT}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(run())
