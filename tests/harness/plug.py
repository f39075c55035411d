"""Starts and stops plugs without hardware: host firmware, each in a network namespace of its own."""

import contextlib
import os
from pathlib import Path
import selectors
import signal
import socket
import subprocess
import sys
import time
from types import TracebackType
from typing import Self

from .firmware import Firmware

HOST = "127.0.0.1"
START_TIMEOUT = 20.0
STOP_TIMEOUT = 10.0


class PlugError(Exception):
    """A plug did not start; the text ends with the last lines of its log."""


class Plug:
    """A plug: firmware, what it keeps over a restart, and the address Home Assistant finds it at.

    `isolated` says, once it runs, whether it is in a network namespace of its own. If not, its
    firmware listens in plaintext on all interfaces of this machine, which callers have to say.
    """

    def __init__(
        self, firmware: Firmware, folder: Path, *, port: int = 0, isolate: bool = True
    ) -> None:
        """Make a plug that keeps its state and its log in `folder`; port 0 takes a free one."""
        self.firmware = firmware
        self.folder = folder
        self.port = port or free_port()
        self.log = folder / f"{firmware.name}.log"
        self.isolated = False
        self._isolate = isolate
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Return host and port."""
        return f"{HOST}:{self.port}"

    @property
    def running(self) -> bool:
        """Return whether the firmware runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the firmware and wait until its API listens."""
        if self.running:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-I",
                    Path(__file__).with_name("confined.py"),
                    str(self.port),
                    str(self.firmware.port),
                    "yes" if self._isolate else "no",
                    self.firmware.program,
                ],
                stdin=subprocess.PIPE,  # its end is how the process notices that we are gone
                stdout=subprocess.PIPE,
                stderr=log,
                env={**os.environ, "ESPHOME_PREFDIR": str(self.folder)},
                # A Ctrl-C for us is not one for it: it is ended in order.
                start_new_session=True,
            )
        answer = self._read_line(START_TIMEOUT)
        if not answer.startswith("ready "):
            self.kill()
            raise PlugError(
                f"{self.firmware.name} did not start:\n{self._last_words()}"
            )
        self.isolated = answer == "ready confined"

    def stop(self) -> None:
        """End the firmware as a shutdown does: it saves what it has to keep."""
        process = self._process
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """End the firmware at once, as a power cut does."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    def restart(self) -> None:
        """Stop and start; address and kept state stay."""
        self.stop()
        self.start()

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()

    def _read_line(self, timeout: float) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        line = b""
        deadline = time.monotonic() + timeout
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while not line.endswith(b"\n"):
                if not selector.select(deadline - time.monotonic()):
                    break
                if not (data := os.read(self._process.stdout.fileno(), 100)):
                    break
                line += data
        return line.decode().strip()

    def _last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.create_server((HOST, 0)) as server:
        port: int = server.getsockname()[1]
        return port
