"""The configurations that users take: plugs, examples, and everything that can be written, on every chip."""

from pathlib import Path
import re
import shutil

import pytest

from tests.harness.paths import REPOSITORY

from .test_configuration import esphome_on

PLUGS = REPOSITORY / "esphome" / "plugs"
EXAMPLES = REPOSITORY / "esphome" / "examples"
COMPONENT = REPOSITORY / "tests" / "components" / "diol"
DEVICES = [
    path
    for path in sorted((*PLUGS.glob("*.yaml"), *EXAMPLES.glob("*.yaml")))
    if not path.name.startswith(("common", "secrets"))
]
# What is not as it seems, said in the files themselves.
EXPECTED_WARNINGS = (
    "might already be used by the flash interface in QUAD IO flash mode",
    "GPIO18 is used by the USB-Serial-JTAG interface",
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return the folders as a user has them, with secrets."""
    shutil.copytree(REPOSITORY / "esphome", tmp_path / "esphome")
    plugs = tmp_path / "esphome" / "plugs"
    for folder in (plugs, tmp_path / "esphome" / "examples"):
        shutil.copy(plugs / "secrets.example.yaml", folder / "secrets.yaml")
    return tmp_path


async def read(path: Path, *command: str) -> str:
    """Let esphome read a file, with the component of this checkout; return what it says."""
    source = ("--substitution", "diol_source", "../components")
    status, output = await esphome_on(path, *source, *command)
    assert status == 0, output
    return output


@pytest.mark.parametrize(
    "device", DEVICES, ids=[str(path.relative_to(PLUGS.parent)) for path in DEVICES]
)
async def test_a_device(files: Path, device: Path) -> None:
    """It is valid, its code is generated, and it is as safe as it can be."""
    path = files / "esphome" / device.relative_to(PLUGS.parent)
    output = await read(path, "compile", "--only-generate")
    warnings = [line for line in output.splitlines() if "WARNING" in line]
    assert all(any(w in line for w in EXPECTED_WARNINGS) for line in warnings), warnings
    (code,) = path.parent.glob("data/build/*/src/main.cpp")
    generated = code.read_text()
    assert "set_noise_psk(" in generated
    assert "set_relay(relay)" in generated
    assert not re.search(r"web_server::WebServer\b", generated)


@pytest.mark.parametrize("path", sorted((REPOSITORY / "esphome").rglob("*.yaml")))
def test_no_file_of_ours_has_a_web_server_or_a_secret(path: Path) -> None:
    """One request without a password would replace a model; and what is personal is in secrets."""
    text = path.read_text()
    assert not re.search(r"^web_server:", text, re.MULTILINE)
    if not path.name.startswith("secrets"):
        for key in ("password", "ssid", "key"):
            for value in re.findall(rf"^\s+{key}: *(\S.*)$", text, re.MULTILINE):
                assert value.startswith(("!secret", "${name}")), value


def test_every_secret_is_in_the_example() -> None:
    """Who copies it has all that the plugs ask for, and nothing else."""
    asked = {
        secret
        for path in PLUGS.glob("*.yaml")
        for secret in re.findall(r"!secret (\w+)", path.read_text())
    }
    example = (PLUGS / "secrets.example.yaml").read_text()
    assert set(re.findall(r"^(\w+):", example, re.MULTILINE)) == asked
    # So has the workflow that compiles them.
    workflow = (REPOSITORY / ".github/workflows/esphome.yml").read_text()
    assert "secrets.example.yaml" in workflow


@pytest.mark.parametrize("path", sorted(COMPONENT.glob("test.*.yaml")))
async def test_everything_that_can_be_written(tmp_path: Path, path: Path) -> None:
    """On every chip that ESPHome knows."""
    shutil.copytree(COMPONENT, tmp_path, dirs_exist_ok=True)
    status, output = await esphome_on(
        tmp_path / path.name,
        *("--substitution", "repository", str(REPOSITORY)),
        *("compile", "--only-generate"),
    )
    assert status == 0, output


def test_every_chip_has_a_file() -> None:
    """A plug of each kind is in one of them."""
    chips = {
        path.name.split(".")[1].partition("-")[0] for path in COMPONENT.glob("test.*")
    }
    assert chips == {
        "host",
        "esp8266",
        "esp32",
        "bk72xx",
        "rtl87xx",
        "ln882x",
        "rp2040",
    }


def test_every_plug_is_described() -> None:
    """In the table of the documentation, by its file."""
    page = (REPOSITORY / "docs" / "plugs.md").read_text()
    for device in DEVICES:
        assert f"{device.name}" in page


def test_a_freezer_is_never_switched_off() -> None:
    """Neither by an automation nor by the button, and it comes back on after a power cut."""
    text = (EXAMPLES / "freezer.yaml").read_text()
    assert "turn_off: relay" not in text
    assert "toggle" not in text
    assert "relay_restore_mode: ALWAYS_ON" in text
    assert "!remove plug_button" in text
