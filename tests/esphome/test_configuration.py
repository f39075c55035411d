"""What users write into their configuration, and what they are told when it is wrong."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.harness.firmware import environment, esphome
from tests.harness.paths import REPOSITORY

DEVICE = f"""
substitutions:
  diol_source: {REPOSITORY}/esphome/components
packages:
  diol: !include {REPOSITORY}/esphome/packages/diol.yaml
esphome:
  name: some-plug
"""
HOST = DEVICE + "host:\nlogger:\napi:\n"
METER = """
sensor:
  - platform: template
    id: plug_power
    name: Power
    unit_of_measurement: W
    lambda: return 1;
  - platform: template
    id: plug_energy
    name: Energy
    unit_of_measurement: kWh
    lambda: return 1;
switch:
  - platform: template
    id: plug_relay
    name: Relay
    optimistic: true
"""
REAL = """
wifi:
  ssid: some
  password: some password
api:
  encryption:
    key: bOFFzzvfpg5DB94DuBGLXD/hMnhpDKgP9UQyBulwWVU=
ota:
  - platform: esphome
logger:
sensor:
  - platform: hlw8012
    sel_pin: GPIO3
    cf_pin: GPIO4
    cf1_pin: GPIO5
    power:
      id: plug_power
      name: Power
diol:
  power: plug_power
"""
CHIPS = {
    "esp8266": "esp8266:\n  board: esp01_1m\n",
    "esp32": "esp32:\n  board: esp32dev\n",
    "esp32-c3": "esp32:\n  variant: esp32c3\n",
    "bk72xx": "bk72xx:\n  board: generic-bk7231n-qfn32-tuya\n",
}


def real(chip: str) -> str:
    """Return the configuration of a plug with that chip."""
    text = DEVICE + CHIPS[chip] + REAL
    if chip == "bk72xx":
        for pin in (5, 4, 3):  # are not led out there
            text = text.replace(f"GPIO{pin}", f"GPIO{pin + 3}")
    return text


async def esphome_on(path: Path, *arguments: str) -> tuple[int, str]:
    """Run esphome on a file, building beside it; return its exit status and what it said."""
    process = await asyncio.create_subprocess_exec(
        esphome(),
        *arguments,
        path,
        env={**environment(), "ESPHOME_DATA_DIR": str(path.parent / "data")},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, output.decode()


async def run_esphome(folder: Path, text: str, *command: str) -> tuple[int, str]:
    """Run esphome on a configuration; return its exit status and what it said."""
    path = folder / "plug.yaml"
    path.write_text(text)
    return await esphome_on(path, *command)


def announcements(folder: Path) -> int:
    """Return how often the generated code announces DIoL in the network."""
    (code,) = folder.glob("data/build/*/src/main.cpp")
    return code.read_text().count('MDNS_STR("_diol")')


@pytest.mark.parametrize(
    "options",
    [
        "power: plug_power",
        "power: plug_power\n  learn_for: 6h\n  adapt_for: 1h\n  import_mode: exact",
        "power: plug_power\n  learn_for: 28d\n  appliance: big fridge",
        "power: plug_power\n  score:\n    filters:\n      - throttle: 60s",
        "power: plug_power\n  pause_for: 2d\n  relay: plug_relay\n  learn_at_start: no",
    ],
)
async def test_good_options(tmp_path: Path, options: str) -> None:
    """These are taken."""
    status, output = await run_esphome(
        tmp_path, f"{HOST}{METER}\ndiol:\n  {options}", "config"
    )
    assert status == 0, output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("", "diol needs 'power:' with the id of the sensor that meters"),
        ("learn_for: 9d", "diol needs 'power:' with the id of the sensor that meters"),
        ("power: plug_pover", "plug_pover"),
        (
            "power: plug_energy",
            "'plug_energy' meters in kWh; give the id of the sensor that meters power",
        ),
        *(
            (
                f"power: plug_power\n  learn_for: {value}",
                "learn_for must be whole hours from 6h to 672h, for example '216h'",
            )
            for value in ("5h", "29d", "90min", "soon", "7.5h")
        ),
        (
            "power: plug_power\n  adapt_for: 0h",
            "adapt_for must be whole hours from 1h to 168h, for example '24h'",
        ),
        *(
            (
                f"power: plug_power\n  pause_for: {value}",
                "pause_for must be whole hours from 1h to 672h, for example '24h'",
            )
            for value in ("30min", "29d", "weekend")
        ),
        (
            "power: plug_power\n  learn_at_start: later",
            "learn_at_start must be true (a new plug begins to learn when something draws power)",
        ),
        ("power: plug_power\n  relay: plug_relais", "plug_relais"),
        ("power: plug_power\n  relay: plug_power", "plug_power"),
        (
            "power: plug_power\n  pause:\n    name: My pause",
            "'name' of DIoL's entities is fixed",
        ),
        (
            "power: plug_power\n  import_mode: raw",
            "import_mode must be 'adapt' (fit the text to this appliance first) or 'exact'",
        ),
        (
            "power: plug_power\n  appliance: a/b",
            "appliance must be a short name of at most 24 letters",
        ),
        (
            "power: plug_power\n  score:\n    name: My score",
            "'name' of DIoL's entities is fixed",
        ),
        (
            "power: plug_power\n  model_text:\n    internal: true",
            "'internal' of DIoL's entities is fixed",
        ),
        (
            "- power: plug_power\n  - power: plug_power\n    appliance: two",
            "each needs an 'appliance:' of its own",
        ),
    ],
)
async def test_bad_options(tmp_path: Path, options: str, message: str) -> None:
    """These are refused, with words that say what to write."""
    status, output = await run_esphome(
        tmp_path, f"{HOST}{METER}\ndiol:\n  {options}", "config"
    )
    assert status != 0
    unwrapped = " ".join(output.split())
    assert " ".join(message.split()) in unwrapped, output


ACTIONS = """
button:
  - platform: template
    name: All
    on_press:
      - diol.learn:
      - diol.accept:
      - diol.cancel:
      - diol.previous:
      - diol.test:
      - diol.pause:
      - diol.resume:
      - diol.forget:
      - diol.pause:
          hours: !lambda return 3;
      - diol.learn:
          hours: 48
"""


async def test_the_only_appliance_need_not_be_named(tmp_path: Path) -> None:
    """Actions know it."""
    text = f"{HOST}{METER}{ACTIONS}\ndiol:\n  power: plug_power"
    status, output = await run_esphome(tmp_path, text, "compile", "--only-generate")
    assert status == 0, output


@pytest.mark.parametrize(
    ("action", "message"),
    [
        *(
            (
                f"diol.learn:\n          hours: {value}",
                "hours must be a number from 6 to 672, for example 48; leave it out for what",
            )
            for value in ("5", "673", "2 days")
        ),
        (
            "diol.pause:\n          hours: -1",
            "hours must be a number from 0.1 to 672, for example 12; leave it out for what",
        ),
        (
            "diol.import:\n          model: DIoL1.AAAA\n          mode: merge",
            "mode must be 'adapt' (fit the text to this appliance first) or 'exact'",
        ),
        ("diol.import:\n          mode: exact", "model"),
        ("diol.accept: plug_pover", "plug_pover"),
    ],
)
async def test_bad_actions(tmp_path: Path, action: str, message: str) -> None:
    """These are refused, too, when the configuration is checked and not when they are run."""
    text = f"""{HOST}{METER}
button:
  - platform: template
    name: One
    on_press:
      - {action}
diol:
  power: plug_power
"""
    status, output = await run_esphome(tmp_path, text, "config")
    assert status != 0
    assert message in " ".join(output.split()), output


async def test_the_component_has_the_version_of_the_integration() -> None:
    """They are one release."""
    manifest = REPOSITORY / "custom_components" / "diol" / "manifest.json"
    source = (
        REPOSITORY / "esphome" / "components" / "diol" / "__init__.py"
    ).read_text()
    assert f'VERSION = "{json.loads(manifest.read_text())["version"]}"' in source


async def test_two_appliances(tmp_path: Path) -> None:
    """Several entries are told apart by their names."""
    second = (
        METER
        + "\ndiol:\n"
        + "".join(
            f"  - power: plug_power\n    appliance: {name}\n"
            for name in ("fridge", "freezer")
        )
    )
    status, output = await run_esphome(tmp_path, HOST + second, "config")
    assert status == 0, output
    assert "DIoL fridge anomaly" in output
    assert "DIoL freezer anomaly" in output


@pytest.mark.parametrize("chip", CHIPS)
async def test_code_for_real_chips(tmp_path: Path, chip: str) -> None:
    """Code is generated for what people own."""
    status, output = await run_esphome(
        tmp_path, real(chip), "compile", "--only-generate"
    )
    assert status == 0, output
    assert "not kept over a restart" not in " ".join(output.split())
    assert announcements(tmp_path) == 1


@pytest.mark.parametrize("protected", [False, True])
async def test_a_web_server_without_a_password_is_warned_of(
    tmp_path: Path, protected: bool
) -> None:
    """It lets everybody write a model."""
    text = DEVICE + CHIPS["esp32"] + REAL + "web_server:\n  version: 2\n"
    if protected:
        text += "  auth:\n    username: some\n    password: secret\n"
    status, output = await run_esphome(tmp_path, text, "config")
    assert status == 0, output
    assert ("everybody in your network" in " ".join(output.split())) != protected


async def test_a_plug_that_announces_nothing_does_not_announce_diol(
    tmp_path: Path,
) -> None:
    """Who has switched that off wants it off."""
    text = DEVICE + CHIPS["esp32"] + REAL + "mdns:\n  disabled: true\n"
    status, output = await run_esphome(tmp_path, text, "compile", "--only-generate")
    assert status == 0, output
    assert announcements(tmp_path) == 0


async def test_several_appliances_are_announced_once(tmp_path: Path) -> None:
    """What is announced is the plug."""
    both = "".join(
        f"  - power: plug_power\n    appliance: {appliance}\n"
        for appliance in ("fridge", "freezer")
    )
    text = (DEVICE + CHIPS["esp8266"] + REAL).replace("  power: plug_power\n", both)
    status, output = await run_esphome(tmp_path, text, "compile", "--only-generate")
    assert status == 0, output
    assert announcements(tmp_path) == 1
