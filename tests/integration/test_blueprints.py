"""Tests of the blueprints, each as the automation that a user makes of it."""

from pathlib import Path
import re

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.automation.helpers import async_get_blueprints
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict, parse_yaml
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.diol.const import Kind

from .blueprints import FOLDER, TOLD, Use, pass_time
from .fake_plug import FakePlug
from .phone import Phone, settle

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "automations.md"
EXAMPLES = re.findall(r"```yaml\n(.*?)```", DOCUMENTATION.read_text(), re.DOTALL)
BLUEPRINTS = sorted(path.name for path in FOLDER.iterdir())


@pytest.mark.parametrize("name", BLUEPRINTS)
async def test_a_blueprint_is_imported(
    hass: HomeAssistant, name: str, tmp_path: Path
) -> None:
    """Home Assistant takes it, and it says where it is from."""
    assert await async_setup_component(hass, "automation", {})
    schema = async_get_blueprints(hass)._blueprint_schema
    blueprint = Blueprint(
        load_yaml_dict(str(FOLDER / name)),
        path=f"diol/{name}",
        expected_domain="automation",
        schema=schema,
    )
    assert blueprint.validate() is None
    assert blueprint.metadata["source_url"] == (
        f"https://github.com/OWNER/diol/blob/main/blueprints/automation/diol/{name}"
    )
    assert all(data["name"] for data in blueprint.inputs.values())


def test_the_documentation_says_where_each_blueprint_is() -> None:
    """Word for word, to be copied."""
    named = re.findall(r"`(https://\S+/diol/(\w+\.yaml))`", DOCUMENTATION.read_text())
    sources = {
        name: load_yaml_dict(str(FOLDER / name))["blueprint"]["source_url"]
        for name in BLUEPRINTS
    }
    assert {name: address for address, name in named} == sources


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
async def test_an_example_of_the_documentation_is_an_automation(
    hass: HomeAssistant, init: MockConfigEntry, example: str
) -> None:
    """As it stands there."""
    automation = parse_yaml(example)
    assert await async_setup_component(hass, "automation", {"automation": automation})
    await hass.async_block_till_done()
    (state,) = hass.states.async_all("automation")
    assert state.state == "on"
    await hass.services.async_call(
        "automation", "turn_off", {"entity_id": state.entity_id}, blocking=True
    )


async def test_all_kinds_can_be_told_of() -> None:
    """And are, unless fewer are chosen."""
    inputs = load_yaml_dict(str(FOLDER / "tell_me.yaml"))["blueprint"]["input"]
    kinds = inputs["kinds"]
    assert kinds["default"] == list(Kind)
    options = kinds["selector"]["select"]["options"]
    assert [option["value"] for option in options] == list(Kind)


async def guard(use: Use, relay: str | None) -> None:
    """Guard a freezer."""
    await use(
        "never_off.yaml",
        anomaly_sensor="binary_sensor.plug_a_anomaly",
        minutes=5,
        **({"switches": [relay]} if relay else {}),
    )


async def test_never_off_tells_urgently_of_an_anomaly(
    hass: HomeAssistant, use: Use, phone: Phone, plug_a: FakePlug
) -> None:
    """Also of a plug that has no switch."""
    await guard(use, None)
    plug_a.raise_anomaly()
    await settle()
    assert phone.messages == [TOLD]
    data = phone.notifications[0]["data"]
    assert data["priority"] == "high"
    assert data["push"]["sound"]["critical"] == 1


async def test_never_off_tells_of_a_plug_that_is_switched_off(
    hass: HomeAssistant, use: Use, phone: Phone, plug_a: FakePlug, relay: str
) -> None:
    """Also if it comes back so."""
    await guard(use, relay)
    for before in ("on", "unavailable"):
        hass.states.async_set(relay, before)
        hass.states.async_set(relay, "off")
        await settle()
    assert phone.messages == ["Plug A: The plug is switched off."] * 2


async def test_never_off_tells_of_a_plug_that_is_away_for_long(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    use: Use,
    phone: Phone,
    plug_a: FakePlug,
    relay: str,
) -> None:
    """Not of one that is back soon."""
    await guard(use, relay)
    for minutes in (3, 6):
        plug_a.disconnect()
        await settle()
        await pass_time(hass, freezer, minutes=minutes)
        plug_a.reconnect()
        await settle()
    assert phone.messages == [
        "Plug A: The plug was not reached for 5 min. Check that it has power and Wi-Fi."
    ]


@pytest.mark.parametrize(
    ("switch", "away", "message"),
    [
        ("off", False, "The plug is switched off."),
        ("on", True, "The plug was not reached for 5 min."),
        ("on", False, None),
    ],
)
async def test_never_off_tells_of_what_was_so_at_the_start(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    use: Use,
    phone: Phone,
    plug_a: FakePlug,
    relay: str,
    switch: str,
    away: bool,
    message: str | None,
) -> None:
    """It does not change any more, and the plug has time to come back."""
    hass.states.async_set(relay, switch)
    if away:
        plug_a.disconnect()
    await settle()
    hass.set_state(CoreState.not_running)
    await guard(use, relay)
    await hass.async_start()
    await settle()
    assert not phone.messages
    await pass_time(hass, freezer, minutes=5.1)
    assert len(phone.messages) == (message is not None)
    if message:
        assert phone.messages[0].startswith(f"Plug A: {message}")


async def test_the_weekly_report_says_how_each_plug_is(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    use: Use,
    phone: Phone,
    plug_a: FakePlug,
    plug_b: FakePlug,
) -> None:
    """On the day and at the time that were chosen."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to("2026-11-24 12:00:00+00:00")  # a Tuesday
    assert await hass.config_entries.async_setup(plug_b.diol_entry().entry_id)
    await settle()
    plug_b.raise_anomaly()
    await settle()
    await use("weekly_report.yaml", weekday="wed", time="10:00:00")
    await pass_time(hass, freezer, hours=21)
    assert not phone.messages
    await pass_time(hass, freezer, hours=1.01)
    assert phone.messages == [
        "Plug A: Watching\n"
        "Plug B: Watching. Anomaly now. "
        "Last anomaly on 2026-11-24 12:00: On for 3 h 10 min; longest learnt 48 min"
    ]
    # The next day is not the day.
    await pass_time(hass, freezer, days=1)
    assert len(phone.messages) == 1
    # A week later the anomaly is history, and plug A is away.
    plug_b.clear_anomaly()
    plug_a.disconnect()
    await pass_time(hass, freezer, days=6)
    assert phone.messages[1] == "Plug A: Not connected\nPlug B: Watching"
