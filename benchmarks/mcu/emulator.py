"""Runs a firmware in QEMU and reads what it printed and what was counted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
import subprocess
from typing import Final

from . import build, commands
from .chips import Chip
from .commands import BenchError

TIMEOUT_S: Final = 120


@dataclass(frozen=True, slots=True)
class Run:
    """What a firmware said, and the instructions of each operation in the order they were done."""

    said: dict[str, str]
    counts: dict[str, list[int]]
    trainings: list[list[int]]  # the slices of each


def said_by(printed: str) -> dict[str, str]:
    """Its lines "name value"."""
    return dict(
        line.split(" ", 1) for line in printed.splitlines() if line.count(" ") == 1
    )


def matched(order: str, numbers: list[int]) -> Run:
    """Each number under the letter of its operation, less what marking itself takes."""
    letters = order.replace("/", "")
    if len(letters) != len(numbers) or not letters.startswith("0"):
        raise BenchError(f"{len(letters)} marks were noted, {len(numbers)} counted")
    counts: dict[str, list[int]] = defaultdict(list)
    trainings: list[list[int]] = []
    slices: list[int] = []
    following = iter(numbers)
    nothing = numbers[0]
    for letter in order:
        if letter == "/":
            trainings.append(slices)
            slices = []
            continue
        instructions = next(following) - nothing
        counts[letter].append(instructions)
        slices = [*slices, instructions] if letter in "tb" else []
    return Run({}, dict(counts), trainings)


def run(chip: Chip, elf: Path, plugin: Path) -> Run:
    """Emulates the chip until the firmware ends."""
    numbers = elf.with_suffix(".counts")
    arguments = {
        "out": numbers,
        "begin": build.address(chip, elf, "mark_begin"),
        "end": build.address(chip, elf, "mark_end"),
    }
    command: list[str | Path] = [
        *(*chip.qemu, "-m", "64M", "-nographic", "-monitor", "none", "-serial", "none"),
        *("-kernel", elf, "-plugin"),
        ",".join([str(plugin), *(f"{k}={v}" for k, v in arguments.items())]),
    ]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False
        )
    except subprocess.TimeoutExpired as err:
        raise BenchError(f"{chip.title}: not done after {TIMEOUT_S} s") from err
    # Xtensa's emulator prints to one stream, the others' to the other.
    said = said_by(done.stdout + done.stderr)
    if done.returncode != 0 or "order" not in said:
        raise BenchError(
            f"{chip.title}: ended with {done.returncode}\n{done.stdout}{done.stderr}"
        )
    found = matched(
        said.pop("order"), [int(line) for line in numbers.read_text().split()]
    )
    return Run(said, found.counts, found.trainings)


def run_on_host(program: Path) -> dict[str, str]:
    """The same without an emulator: what it said."""
    said = said_by(commands.run([program]))
    said.pop("order")
    return said
