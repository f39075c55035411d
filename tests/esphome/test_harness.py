"""The harness: confined, and gone when its user is gone."""

from pathlib import Path
import signal
import socket
import subprocess
import sys

import pytest

from tests.harness.firmware import build
from tests.harness.paths import REPOSITORY
from tests.harness.plug import Plug, PlugError

CHILD = """
import sys
from pathlib import Path
from tests.harness.firmware import build
from tests.harness.plug import Plug
plug = Plug(build("plug-a"), Path(sys.argv[1]))
plug.start()
print(plug.port, flush=True)
sys.stdin.read()
"""


def reachable(port: int) -> bool:
    """Return whether something listens."""
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def test_confined(tmp_path: Path) -> None:
    """The firmware's own port is not on this machine's network."""
    plug = Plug(build("plug-a"), tmp_path)
    with plug:
        assert reachable(plug.port)
        if plug.isolated:
            assert not reachable(plug.firmware.port)
    assert not reachable(plug.port)


def test_without_namespace(tmp_path: Path) -> None:
    """Where it cannot be confined it runs all the same, and says so."""
    with Plug(build("plug-c"), tmp_path, isolate=False) as plug:
        assert not plug.isolated
        assert reachable(plug.port)


def test_two_at_once(tmp_path: Path) -> None:
    """Confined, even two of the same firmware run side by side."""
    with (
        Plug(build("plug-a"), tmp_path / "1") as one,
        Plug(build("plug-a"), tmp_path / "2") as two,
    ):
        if not one.isolated:
            pytest.skip("no network namespaces here")
        assert one.port != two.port


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_parent_dies(tmp_path: Path, how: signal.Signals) -> None:
    """Nothing is left of a plug whose owner is gone, however it went."""
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=REPOSITORY,
    )
    with process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        with socket.create_connection(("127.0.0.1", port)) as connection:
            process.send_signal(how)
            process.wait()
            # The end of the connection, after a farewell, is the end of the plug.
            connection.settimeout(15)
            while connection.recv(100):
                pass
    # Both ends were one process, so the port is free as well.
    with socket.create_server(("127.0.0.1", port)):
        pass


def test_bad_program(tmp_path: Path) -> None:
    """A firmware that ends at once is an error with its last words."""
    firmware = build("plug-a")
    broken = type(firmware)(
        firmware.name,
        firmware.friendly_name,
        firmware.mac_address,
        firmware.port,
        Path("/bin/false"),
    )
    with pytest.raises(PlugError, match="plug-a did not start"):
        Plug(broken, tmp_path).start()


def test_kept_over_kill(tmp_path: Path) -> None:
    """A power cut leaves no process, and the plug starts again at the same address."""
    plug = Plug(build("plug-a"), tmp_path)
    plug.start()
    address = plug.address
    plug.kill()
    assert not plug.running
    assert not reachable(plug.port)
    plug.start()
    assert plug.address == address
    plug.stop()
    assert list(tmp_path.glob("*.log"))
