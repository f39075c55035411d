"""Builds the host firmware of the test plugs, and only when something changed.

As a program: builds those of the demo, or those named, and prints the programs' paths.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
import fcntl
import hashlib
import os
from pathlib import Path
import shutil
import subprocess
import sys

from .paths import REPOSITORY, cache

CONFIGURATIONS = Path(__file__).parent / "firmware"
# Everything a firmware is made of, besides ESPHome itself.
SOURCES = (
    REPOSITORY / "esphome",
    REPOSITORY / "tests" / "esphome" / "components",
    CONFIGURATIONS,
)
SUFFIXES = {".cpp", ".h", ".py", ".yaml"}
# Builds of older sources that are kept, so that going back and forth costs nothing.
KEPT = 4


class BuildError(Exception):
    """The firmware could not be built; the text ends with the compiler's last lines."""


@dataclass(frozen=True)
class Firmware:
    """A built firmware, as a program of this machine."""

    name: str
    friendly_name: str
    mac_address: str
    port: int  # where its API listens
    program: Path


PLUGS = {
    "plug-a": ("Plug A", "02:00:00:00:00:0a", 16053),
    "plug-b": ("Plug B", "02:00:00:00:00:0b", 16054),
    "plug-c": ("Plug C", "02:00:00:00:00:0c", 16055),
    "garage-fridge": ("Garage fridge", "02:00:00:00:00:0d", 16056),
}
DEMO = ("plug-a", "plug-b", "garage-fridge")


def build(name: str) -> Firmware:
    """Return the firmware of a plug, built if it was not yet."""
    friendly_name, mac_address, port = PLUGS[name]
    while not (program := _folder() / name).exists():
        with _locked():
            if program.exists():
                continue
            built = _compile(name)
            # What was compiled is these sources only if they have not changed meanwhile.
            if program.parent == _folder():
                _keep(built, program)
    return Firmware(name, friendly_name, mac_address, port, program)


def esphome() -> Path:
    """Return the esphome program of the environment made for it."""
    program = cache() / "env-esphome" / "bin" / "esphome"
    if not program.exists():
        raise BuildError(f"{program} is missing; run scripts/test once, which installs")
    return program


def environment() -> dict[str, str]:
    """Return the environment esphome is to be run in: all it writes is in the cache."""
    folder = cache() / "firmware" / "build"
    return {
        **os.environ,
        "ESPHOME_DATA_DIR": str(folder),
        "CCACHE_DIR": str(cache() / "ccache"),
    }


def _folder() -> Path:
    """Return where the programs of the present sources are kept."""
    digest = hashlib.sha256()
    version = next(
        esphome().parents[1].glob("lib/python*/site-packages/esphome-*.dist-info")
    )
    digest.update(version.name.encode())
    for source in SOURCES:
        for path in sorted(source.rglob("*")):
            if path.suffix in SUFFIXES and path.is_file():
                content = path.read_bytes()
                digest.update(
                    f"{path.relative_to(REPOSITORY)} {len(content)}\n".encode()
                )
                digest.update(content)
    return cache() / "firmware" / digest.hexdigest()[:16]


def _compile(name: str) -> Path:
    # From a copy: esphome leaves files beside the configuration it is given.
    copies = cache() / "firmware" / "build" / "configurations"
    shutil.copytree(CONFIGURATIONS, copies, dirs_exist_ok=True)
    result = subprocess.run(
        [
            esphome(),
            *("--substitution", "repository", str(REPOSITORY)),
            "compile",
            copies / f"{name}.yaml",
        ],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        lines = result.stdout.splitlines()[-40:]
        raise BuildError(f"{name} could not be built:\n" + "\n".join(lines))
    return (
        Path(environment()["ESPHOME_DATA_DIR"])
        / f"build/{name}/.pioenvs/{name}/program"
    )


def _keep(built: Path, program: Path) -> None:
    program.parent.mkdir(parents=True, exist_ok=True)
    # Under its own name only when it is whole.
    partial = program.with_suffix(".partial")
    shutil.copy2(built, partial)
    partial.replace(program)

    folders = [
        folder
        for folder in (cache() / "firmware").iterdir()
        if folder.is_dir() and folder.name != "build"
    ]
    folders.sort(key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in folders[KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked() -> Iterator[None]:
    """Let one process build at a time: they share the folder ESPHome builds in."""
    path = cache() / "firmware" / ".lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> int:
    """Build."""
    try:
        for name in sys.argv[1:] or DEMO:
            sys.stdout.write(f"{build(name).program}\n")
    except BuildError as err:
        sys.stderr.write(f"{err}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
