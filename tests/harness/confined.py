"""Runs a program in a network namespace of its own and relays one TCP port into it.

Host firmware speaks plaintext on all interfaces. In here it has only its own loopback; what is
reachable is 127.0.0.1:PORT outside, listened on by this process before it enters the namespace,
and only from this machine.

    python confined.py PORT INNER_PORT yes|no PROGRAM ARGUMENT...

Prints one line `ready confined` or `ready open` when the program listens. Ends, and the program
with it, when standard input ends, on SIGTERM, or when the program ends (with its exit status).
"""

import asyncio
import contextlib
import ctypes
import fcntl
import os
from pathlib import Path
import signal
import socket
import struct
import sys

_PR_SET_PDEATHSIG = 1
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 0x1
_CHUNK = 1 << 16
_RETRY = 0.02
# What the program has for its last words (it saves its preferences) before it is killed.
_GRACE = 5.0


def enter_namespace() -> None:
    """Move this process into a network namespace with only a loopback, or raise OSError."""
    uid, gid = os.getuid(), os.getgid()
    try:
        os.unshare(os.CLONE_NEWNET)
    except OSError:
        # An ordinary user may do so inside a user namespace of his own.
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        request = struct.pack("16sH14x", b"lo", 0)
        flags = struct.unpack("16sH14x", fcntl.ioctl(handle, _SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(
            handle, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", flags | _IFF_UP)
        )


def may_enter_namespace() -> bool:
    """Try it in a child: a process that got only half way in could not come back."""
    child = os.fork()
    if child == 0:
        try:
            enter_namespace()
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def die_with_parent(by: signal.Signals = signal.SIGKILL) -> None:
    """Let the kernel end this process when its parent dies, however that dies."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, by)


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Copy one direction of a connection until it ends."""
    with contextlib.suppress(OSError):
        while data := await reader.read(_CHUNK):
            writer.write(data)
            await writer.drain()
    writer.close()


async def wait_for_port(port: int) -> None:
    """Wait until something listens."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(_RETRY)
        else:
            writer.close()
            return


async def wait_for_end_of_input() -> None:
    """Wait until whoever started this is gone or wants it to end."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    while await reader.read(_CHUNK):
        pass


async def run(
    listener: socket.socket, inner_port: int, confined: bool, command: list[str]
) -> int:
    """Run the program until it ends or shall end; return its exit status."""
    program = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=sys.stderr,
        preexec_fn=die_with_parent,
    )
    pumps: set[asyncio.Task[None]] = set()

    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            inner_reader, inner_writer = await asyncio.open_connection(
                "127.0.0.1", inner_port
            )
        except OSError:
            writer.close()
            return
        for pair in ((reader, inner_writer), (inner_reader, writer)):
            task = asyncio.create_task(pump(*pair))
            pumps.add(task)
            task.add_done_callback(pumps.discard)

    ended = asyncio.create_task(program.wait())
    shall_end = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, shall_end.set)
    input_ended = asyncio.create_task(wait_for_end_of_input())
    input_ended.add_done_callback(lambda _: shall_end.set())
    stop = asyncio.create_task(shall_end.wait())
    listening = asyncio.create_task(wait_for_port(inner_port))

    await asyncio.wait({ended, stop, listening}, return_when=asyncio.FIRST_COMPLETED)
    if not ended.done() and not stop.done():
        server = await asyncio.start_server(relay, sock=listener)
        sys.stdout.write("ready confined\n" if confined else "ready open\n")
        sys.stdout.flush()
        await asyncio.wait({ended, stop}, return_when=asyncio.FIRST_COMPLETED)
        server.close()
    if not ended.done():
        program.terminate()
        await asyncio.wait({ended}, timeout=_GRACE)
        if not ended.done():
            program.kill()
    status = await ended
    for task in (listening, input_ended, stop, *pumps):
        task.cancel()
    return status


def main() -> int:
    """Listen outside, go inside, run."""
    port, inner_port, wish, *command = sys.argv[1:]
    listener = socket.create_server(("127.0.0.1", int(port)), reuse_port=False)
    confined = wish == "yes" and may_enter_namespace()
    if confined:
        enter_namespace()
    return asyncio.run(run(listener, int(inner_port), confined, command))


if __name__ == "__main__":
    sys.exit(main())
