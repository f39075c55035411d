"""Builds the same plug with and without DIoL, and reads off what each costs."""

from __future__ import annotations

from dataclasses import dataclass
import json
import os
from pathlib import Path
import re
import shutil
import time
from typing import Final

from benchmarks.mcu.commands import ROOT, BenchError, run
from tests.harness.firmware import Firmware, esphome
from tests.harness.plug import Plug

HERE: Final = Path(__file__).parent
OUT: Final = ROOT / "build" / "bench" / "firmware"
# A plug of each kind of chip, of those that people have
CHIPS: Final = {
    "ESP8266": "nous-a1t",
    "ESP32-C3": "athom-plug-v3",
    "BK7231N": "tuya-bk7231n-bl0937",
}
_PORT: Final = 16057
_TIMEOUT: Final = 120.0
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Phase:
    """What the firmware said of itself."""

    round_us: float
    resident: int


@dataclass(frozen=True, slots=True)
class Cost:
    """All that is measured of one firmware on the host."""

    text: int
    data: int
    bss: int
    phases: tuple[Phase, Phase]


@dataclass(frozen=True, slots=True)
class Code:
    """What ESPHome generates for a chip."""

    lines: int
    size: int


def sizes_in(printed: str) -> tuple[int, int, int]:
    """Text, data and bss, as `size` prints them."""
    found = re.search(r"^\s*(\d+)\s+(\d+)\s+(\d+)\s", printed, re.MULTILINE)
    if found is None:
        raise BenchError(f"size printed no sizes:\n{printed}")
    return int(found[1]), int(found[2]), int(found[3])


def phases_in(log: str) -> list[Phase]:
    """The phases that the firmware has measured so far."""
    found = re.findall(r"phase=(\d) rounds=(\d+) ns=(\d+) resident_pages=(\d+)", log)
    return [
        Phase(int(ns) / int(rounds) / 1000, int(pages) * _PAGE)
        for number, (phase, rounds, ns, pages) in enumerate(found, start=1)
        if int(phase) == number
    ]


def code_of(text: str) -> Code:
    """How long generated code is."""
    return Code(len(text.splitlines()), len(text.encode()))


def model_text() -> str:
    """The text of a model to watch with."""
    models = json.loads((ROOT / "tests" / "vectors" / "good.json").read_text())
    return str(models[0]["text"])


def compile_yaml(path: Path, folder: Path, *options: str, **substitutions: str) -> Path:
    """Let esphome compile a file; return the folder of its build."""
    arguments = [
        part
        for name, value in substitutions.items()
        for part in ("--substitution", name, value)
    ]
    run(
        [esphome(), *arguments, "compile", *options, path],
        {**os.environ, "ESPHOME_DATA_DIR": str(folder)},
    )
    (build,) = (folder / "build").iterdir()
    return build


def _not_yaml(names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".yaml")]


def host_cost(name: str) -> Cost:
    """Build `name`.yaml for this machine and run it."""
    folder = OUT / name
    # ESPHome writes beside what it reads.
    files = OUT / "configuration"
    shutil.copytree(
        HERE, files, dirs_exist_ok=True, ignore=lambda _, names: _not_yaml(names)
    )
    build = compile_yaml(
        files / f"{name}.yaml",
        folder,
        repository=str(ROOT),
        name=name,
        model=model_text(),
    )
    program = build / ".pioenvs" / name / "program"
    printed = run(["size", program])
    plug = Plug(
        Firmware(name, name, "02:00:00:00:00:01", _PORT, program), folder / "run"
    )
    plug.log.unlink(missing_ok=True)
    deadline = time.monotonic() + _TIMEOUT
    with plug:
        while len(phases := phases_in(plug.log.read_text(errors="replace"))) < 2:
            if time.monotonic() > deadline or not plug.running:
                raise BenchError(f"{name} did not measure itself; see {plug.log}")
            time.sleep(0.5)
    return Cost(*sizes_in(printed), (phases[0], phases[1]))


def generated(plug: str) -> tuple[Code, Code]:
    """What is generated for a plug of esphome/plugs without and with DIoL."""
    folder = OUT / plug
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "esphome", folder / "esphome")
    plugs = folder / "esphome" / "plugs"
    shutil.copy(plugs / "secrets.example.yaml", plugs / "secrets.yaml")
    without = plugs / "without-diol.yaml"
    without.write_text(
        (HERE / "chip.yaml").read_text().replace("${plug}", f"{plug}.yaml")
    )
    codes = []
    for path in (without, plugs / f"{plug}.yaml"):
        build = compile_yaml(
            path,
            folder / path.stem,
            "--only-generate",
            diol_source="../components",
        )
        codes.append(code_of((build / "src" / "main.cpp").read_text()))
    return codes[0], codes[1]
