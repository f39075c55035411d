"""What only a chip compiles, checked without its toolchain: real headers of ESPHome, stubs of the SDK.

The lines themselves run in tests/core/test_chip_flash.cpp.
"""

import asyncio
from pathlib import Path

import pytest

from tests.harness.paths import REPOSITORY

from .test_configuration import DEVICE, REAL, real, run_esphome

STUBS = Path(__file__).parent / "stubs"
ESP8266 = "esp8266:\n  board: "
ONE_MB, TWO_MB, FOUR_MB = "esp01_1m", "wio_link", "nodemcuv2"
LAYOUT = '  platformio_options:\n    board_build.ldscript: "{}"\n'
# chip: the definitions a build of it makes, the files that differ on it
FILES = {
    "esp8266": (
        ["USE_ESP8266", "USE_ARDUINO", "ESPHOME_LOG_LEVEL=5"],
        [
            "chip_flash_esp8266",
            "ota_guard",
            "place",
            "preference_store",
            "diol_component",
            "reporter",
        ],
    ),
    "esp32": (["USE_ESP32", "USE_ESP_IDF"], ["place", "preference_store"]),
    "bk72xx": (
        ["USE_LIBRETINY", "USE_BK72XX", "USE_ARDUINO"],
        ["place", "preference_store"],
    ),
}


@pytest.mark.parametrize("chip", FILES)
async def test_what_only_a_chip_compiles(tmp_path: Path, chip: str) -> None:
    """It fits ESPHome's interfaces for that chip."""
    status, output = await run_esphome(
        tmp_path, real(chip), "compile", "--only-generate"
    )
    assert status == 0, output
    sources = tmp_path / "data/build/some-plug/src"
    defines, files = FILES[chip]
    for name in files:
        process = await asyncio.create_subprocess_exec(
            "g++",
            *("-std=gnu++20", "-fsyntax-only", "-w"),
            *(f"-D{define}" for define in defines),
            *("-I", sources, "-I", STUBS / chip),
            sources / f"esphome/components/diol/{name}.cpp",
            stderr=asyncio.subprocess.PIPE,
        )
        _, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()


@pytest.mark.parametrize(
    ("board", "layout", "appliances", "words"),
    [
        # of the 1 MB layout without a place, one with a place is made
        (ONE_MB, None, 1, "eagle.flash.1m64.ld instead of eagle.flash.1m.ld"),
        (ONE_MB, None, 2, "eagle.flash.1m64.ld instead of eagle.flash.1m.ld"),
        (ONE_MB, None, 3, "eagle.flash.1m64.ld has no room for 3 models"),
        (ONE_MB, "eagle.flash.1m.ld", 1, "eagle.flash.1m.ld has no room for a model"),
        (ONE_MB, "eagle.flash.1m128.ld", 3, None),
        (ONE_MB, "eagle.flash.1m64.ld", 1, None),
        (TWO_MB, None, 1, None),
        (FOUR_MB, None, 3, None),
        (FOUR_MB, "eagle.flash.4m1m.ld", 3, None),
        ("esp8285", None, 1, "eagle.flash.1m64.ld instead of eagle.flash.1m.ld"),
        (ONE_MB, "my.own.ld", 1, "my.own.ld has no room for a model"),
    ],
)
async def test_the_flash_layout_of_an_esp8266(
    tmp_path: Path, board: str, layout: str | None, appliances: int, words: str | None
) -> None:
    """Who would lose models at a restart is told so when the configuration is checked."""
    text = DEVICE + (LAYOUT.format(layout) if layout else "")
    text += f"{ESP8266}{board}\n{REAL}"
    if appliances > 1:
        several = "".join(
            f"  - power: plug_power\n    appliance: number {i}\n"
            for i in range(appliances)
        )
        text = text.replace("  power: plug_power\n", several)
    status, output = await run_esphome(tmp_path, text, "config")
    assert status == 0, output
    said = " ".join(output.split())
    if words is None:
        assert "flash layout" not in said
    else:
        assert said.count("diol: the flash layout") <= 2
        assert words in said
    assert ("has no room" in said) == (words is not None and "no room" in words)


@pytest.mark.parametrize(
    ("layout", "script"),
    [(None, "eagle.flash.1m64.ld"), ("eagle.flash.1m.ld", "eagle.flash.1m.ld")],
)
async def test_the_layout_gets_into_the_build(
    tmp_path: Path, layout: str | None, script: str
) -> None:
    """The one with a place, unless the user has chosen another."""
    text = DEVICE + (LAYOUT.format(layout) if layout else "")
    # With this toolchain, all options are in a file that can be read.
    text += f"{ESP8266}{ONE_MB}\n  toolchain: platformio\n{REAL}"
    status, output = await run_esphome(tmp_path, text, "compile", "--only-generate")
    assert status == 0, output
    options = (tmp_path / "data/build/some-plug/platformio.ini").read_text()
    assert f"board_build.ldscript = {script}" in options
    assert "USE_OTA_STATE_LISTENER" in (
        (tmp_path / "data/build/some-plug/src/esphome/core/defines.h").read_text()
    )


async def test_a_chip_without_a_place(tmp_path: Path) -> None:
    """An RP2040 keeps nothing, and says so."""
    rp2 = "rp2040:\n  board: rpipicow\n"
    status, output = await run_esphome(
        tmp_path, DEVICE + rp2 + REAL, "compile", "--only-generate"
    )
    assert status == 0, output
    assert "so it is not kept over a restart" in " ".join(output.split())


def test_the_region_is_as_large_as_the_firmware_thinks() -> None:
    """The sectors of one appliance are named in C++ and in Python."""
    header = (REPOSITORY / "esphome/components/diol/flash_region.h").read_text()
    code = (REPOSITORY / "esphome/components/diol/storage.py").read_text()
    assert "SECTORS = 2 + 2 * SECTORS_A_COPY" in header
    assert "SECTORS_A_COPY = MAX_PIECES * Flash::PAGE / Flash::SECTOR" in header
    assert "REGION_BYTES = 6 * 4096" in code
