"""The chips of plugs: how to compile for them, emulate them and turn instructions into time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Chip:
    """One instruction set, and the chip that stands for it."""

    name: str  # as a budget and an option name it
    title: str
    core: str  # of what its instructions are counted
    prefix: str  # of the compiler's commands
    flags: tuple[str, ...]
    start: str
    qemu: tuple[str, ...]
    reset: int
    code: int
    data: int
    mhz: int
    cycles: float  # an instruction, estimated
    rodata_in_ram: bool = False
    borrowed_headers: bool = True  # its compiler comes without those of C and C++
    rom: bool = False  # part of its compiler's library is in the chip instead
    start_flags: tuple[str, ...] = ()

    def milliseconds(self, instructions: float) -> float:
        """How long it takes, estimated."""
        return instructions * self.cycles / self.mhz / 1000


_RISCV: Final = (
    *("qemu-system-riscv32", "-M", "virt", "-cpu", "rv32", "-bios", "none"),
    *("-semihosting-config", "enable=on,target=native"),
)
_ARM: Final = (
    *("qemu-system-arm", "-M", "versatilepb", "-audiodev", "none,id=none"),
    *("-semihosting-config", "enable=on,target=native"),
)

# Cycles an instruction: docs/mcu.md says where they come from.
ALL: Final = (
    Chip(
        name="esp8266",
        title="ESP8266",
        core="Xtensa LX106",
        prefix="xtensa-lx106-elf-",
        flags=("-mlongcalls", "-mtext-section-literals", "-DUSE_ESP8266"),
        start="start_xtensa.S",
        qemu=("qemu-system-xtensa", "-M", "sim", "-cpu", "lx106", "-semihosting"),
        reset=0x50000000,
        code=0x60000000,
        data=0x60100000,
        mhz=80,
        cycles=1.5,
        rodata_in_ram=True,
        rom=True,
    ),
    Chip(
        name="esp32c3",
        title="ESP32-C3",
        core="RV32IMC",
        prefix="riscv64-unknown-elf-",
        # With `a`, which is not used: without, the compiler takes a library of uncompressed instructions.
        flags=("-march=rv32imac", "-mabi=ilp32"),
        start="start_riscv.S",
        qemu=_RISCV,
        reset=0x80000000,
        code=0x80000000,
        data=0x80100000,
        mhz=160,
        cycles=1.2,
    ),
    Chip(
        name="rp2040",
        title="RP2040",
        core="Cortex-M0+",
        prefix="arm-none-eabi-",
        flags=("-mcpu=cortex-m0plus", "-mthumb"),
        start="start_arm.S",
        # This machine has room enough; its instructions include all of a Cortex-M0+.
        qemu=(*_ARM, "-cpu", "arm1176"),
        reset=0x10000,
        code=0x10000,
        data=0x110000,
        mhz=133,
        cycles=1.3,
        borrowed_headers=False,
        start_flags=("-mcpu=arm1176jzf-s",),
    ),
    Chip(
        name="bk7231",
        title="BK7231",
        core="ARM968 (Thumb)",
        prefix="arm-none-eabi-",
        flags=("-mcpu=arm968e-s", "-mthumb", "-mthumb-interwork"),
        start="start_arm.S",
        qemu=(*_ARM, "-cpu", "arm926"),
        reset=0x10000,
        code=0x10000,
        data=0x110000,
        mhz=120,
        cycles=1.5,
        borrowed_headers=False,
    ),
    Chip(
        name="esp32",
        title="ESP32",
        core="RV32IMAFC in its place",
        prefix="riscv64-unknown-elf-",
        flags=("-march=rv32imafc", "-mabi=ilp32f"),
        start="start_riscv.S",
        qemu=_RISCV,
        reset=0x80000000,
        code=0x80000000,
        data=0x80100000,
        mhz=240,
        cycles=1.5,
    ),
)
BY_NAME: Final = {chip.name: chip for chip in ALL}
