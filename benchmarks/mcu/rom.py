"""The arithmetic that an ESP8266 has in its ROM and its compiler therefore leaves out of its library.

It is assembled from GCC's own sources, which Debian has as a package.
"""

from __future__ import annotations

import os
from pathlib import Path
import tempfile
from typing import Final

from .chips import Chip
from .commands import OUT, BenchError, run

SOURCES: Final = Path("/usr/src")
HERE: Final = Path(__file__).parent / "rom_lx106"
# Of GCC's list of the parts of lib1funcs.S, those that the ROM has
PARTS: Final = (
    *("udivsi3", "divsi3", "umodsi3", "umulsidi3", "addsubsf3", "mulsf3"),
    *("fixunssfsi", "floatsisf", "floatunsisf", "addsubdf3", "muldf3", "divdf3"),
    *("fixdfsi", "fixunsdfsi", "floatsidf", "floatunsidf", "truncdfsf2"),
    *("extendsfdf2",),
)


def _cache() -> Path:
    folder = os.environ.get("DIOL_CACHE")
    return Path(folder) / "mcu" if folder else OUT


def library(chip: Chip) -> Path:
    """The library, made at the first call and kept."""
    kept = _cache() / "lx106-rom-1.a"  # count up when it is made in another way
    if kept.exists():
        return kept
    major = run([f"{chip.prefix}gcc", "-dumpversion"]).split(".", 1)[0]
    archives = sorted(SOURCES.glob(f"gcc-{major}/gcc-{major}.*.tar.xz"))
    if not archives:
        raise BenchError(f"there is no source of GCC: install gcc-{major}-source")
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        made = _make(chip, archives[-1], Path(folder))
        made.replace(kept)
    return kept


def _make(chip: Chip, archive: Path, folder: Path) -> Path:
    wanted = "*/libgcc/config/xtensa/*"
    command: list[str | Path] = ["tar", "--extract", "--file", archive]
    run([*command, "--directory", folder, "--wildcards", wanted])
    source = next(folder.glob("*/libgcc/config/xtensa/lib1funcs.S"))
    command = [f"{chip.prefix}gcc", *chip.flags, "-I", HERE, "-I", source.parent]
    objects = []
    for part in PARTS:
        objects.append(folder / f"{part}.o")
        run([*command, f"-DL_{part}", "-c", source, "-o", objects[-1]])
    objects.append(folder / "divisions.o")
    command = [f"{chip.prefix}g++", *chip.flags, "-Os", "-ffunction-sections"]
    run([*command, "-c", HERE / "divisions.cpp", "-o", objects[-1]])
    made = folder / "librom.a"
    run([f"{chip.prefix}ar", "rcs", made, *objects])
    return made
