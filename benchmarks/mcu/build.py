"""Cross-compiles the core, and the bench around it, for a chip."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
import os
from pathlib import Path
import re
import shutil
from typing import Final

from . import rom
from .chips import Chip
from .commands import OUT, ROOT, BenchError, run

HERE: Final = Path(__file__).parent
FIRMWARE: Final = HERE / "firmware"
CORE: Final = ROOT / "esphome" / "components" / "diol"

# As ESPHome compiles for these chips: small, newest language, without exceptions. No fused multiply-add: core.cmake.
FLAGS: Final = (
    *("-std=gnu++20", "-Os", "-ffp-contract=off", "-fno-exceptions", "-fno-rtti"),
    *("-fno-threadsafe-statics", "-ffunction-sections", "-fdata-sections"),
    "-fno-use-cxa-atexit",
)
C_FLAGS: Final = (
    *("-std=gnu17", "-Os", "-ffp-contract=off", "-ffunction-sections"),
    "-fdata-sections",
)
HEADERS: Final = Path("/usr/include/newlib")


def core_files() -> list[Path]:
    """The files that core.cmake lists."""
    found = re.search(
        r"set\(DIOL_CORE_FILES([^)]*)\)", (CORE / "core.cmake").read_text()
    )
    if found is None:
        raise BenchError("core.cmake does not list DIOL_CORE_FILES")
    return [CORE / f"{name}.cpp" for name in found[1].split()]


def _cached() -> list[str]:
    return ["ccache"] if shutil.which("ccache") else []


def _includes(chip: Chip) -> list[str]:
    if not chip.borrowed_headers:
        return []
    # Headers are the same for all chips but for a few of the compiler's; these are of one without a float unit.
    libraries = sorted(HEADERS.glob("c++/*"))
    if not libraries:
        raise BenchError(f"there is no C++ library in {HEADERS}")
    chosen = libraries[-1]
    folders = [chosen, chosen / "arm-none-eabi/thumb/nofp", HEADERS]
    return [part for folder in folders for part in ("-isystem", str(folder))]


def compile_all(
    compiler: Sequence[str], sources: Sequence[Path], folder: Path
) -> list[Path]:
    """Objects of the sources, compiled as many at a time as there are processors."""
    folder.mkdir(parents=True, exist_ok=True)
    objects = [folder / f"{source.stem}.o" for source in sources]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(
            pool.map(
                lambda pair: run([*compiler, "-c", pair[0], "-o", pair[1]]),
                zip(sources, objects, strict=True),
            )
        )
    return objects


def firmware(
    chip: Chip,
    name: str = "bench",
    sources: Sequence[Path] = (FIRMWARE / "bench.cpp",),
    in_c: Sequence[Path] = (),
    flags: Sequence[str] = (),
) -> Path:
    """The program for the chip: the core and `sources`, on an otherwise empty chip."""
    folder = OUT / chip.name / name
    compiler = [*_cached(), f"{chip.prefix}g++", *chip.flags, *FLAGS, *_includes(chip)]
    compiler += ["-I", str(CORE), "-I", str(FIRMWARE)]
    objects = compile_all(compiler, core_files(), folder / "core")
    harness = [*sources, FIRMWARE / "measure.cpp", FIRMWARE / "port.cpp"]
    objects += compile_all([*compiler, *flags], harness, folder)
    if in_c:
        plain = [f"{chip.prefix}gcc", *chip.flags, *C_FLAGS, *_includes(chip), *flags]
        objects += compile_all(plain, in_c, folder)
    objects += compile_all(
        [*compiler, "-fno-strict-aliasing", "-fno-builtin"],
        [FIRMWARE / "libc.cpp"],
        folder,
    )
    start = chip.start_flags or chip.flags
    objects += compile_all(
        [f"{chip.prefix}gcc", *start], [FIRMWARE / chip.start], folder
    )
    libraries = [str(rom.library(chip)), "-lgcc"] if chip.rom else ["-lgcc"]
    elf = folder / "firmware.elf"
    places = {"RESET": chip.reset, "CODE": chip.code, "DATA": chip.data}
    command: list[str | Path] = [f"{chip.prefix}g++", *chip.flags]
    command += ["-nostartfiles", "-nostdlib", "-Wl,--gc-sections"]
    command += ["-Wl,--no-warn-rwx-segments"]
    command += [f"-Wl,--defsym={place}={at:#x}" for place, at in places.items()]
    command += ["-T", FIRMWARE / "link.ld", *objects]
    command += ["-Wl,--start-group", *libraries, "-Wl,--end-group"]
    run([*command, f"-Wl,-Map={folder / 'firmware.map'}", "-o", elf])
    return elf


def host_program(
    name: str,
    sources: Sequence[str],
    in_c: Sequence[Path] = (),
    flags: Sequence[str] = (),
) -> Path:
    """A program of the core and these files for the host."""
    folder = OUT / "host" / name
    options = ["-O2", "-ffp-contract=off", "-DHOST", *flags]
    compiler = [*_cached(), "g++", "-std=gnu++20", *options, "-fno-exceptions"]
    compiler += ["-I", str(CORE), "-I", str(FIRMWARE)]
    named = [FIRMWARE / source for source in sources]
    objects = compile_all(compiler, [*core_files(), *named], folder)
    objects += compile_all(["gcc", "-std=gnu17", *options], in_c, folder)
    program = folder / name
    run(["g++", *objects, "-lm", "-o", program])
    return program


def host() -> Path:
    """The same bench for the host."""
    return host_program("bench", ["bench.cpp", "measure.cpp", "port_host.cpp"])


def plugin() -> Path:
    """QEMU's plugin that counts."""
    folder = OUT / "plugin"
    folder.mkdir(parents=True, exist_ok=True)
    library = folder / "count.so"
    source = HERE / "plugin" / "count.cpp"
    run(["g++", "-std=c++20", "-O2", "-shared", "-fPIC", source, "-o", library])
    return library


def sections(chip: Chip, elf: Path) -> dict[str, int]:
    """Bytes of each section."""
    printed = run([f"{chip.prefix}size", "-A", elf])
    return {
        name: int(size)
        for name, size in re.findall(r"^(\.\S+)\s+(\d+)\s", printed, re.MULTILINE)
    }


def address(chip: Chip, elf: Path, symbol: str) -> str:
    """Where a function lies, in hexadecimal."""
    found = re.search(
        rf"^([0-9a-f]+) T {symbol}$", run([f"{chip.prefix}nm", elf]), re.MULTILINE
    )
    if found is None:
        raise BenchError(f"{elf} has no {symbol}")
    return found[1]
