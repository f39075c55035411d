"""Tests of the triggers when plug or Home Assistant come and go: nothing is lost, nothing told twice."""

from typing import Any

from homeassistant.const import Platform
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.diol.const import DOMAIN
from custom_components.diol.states import Source

from .automations import CLEARED, automate, names, on
from .fake_plug import FakePlug

SPIKE = {
    "anomaly": "on",
    "kind": "spike",
    "reason": "A spike of 900 W [spike n=5 age=30 peak=900]",
    "score": "1.7",
}


@pytest.fixture
def platforms() -> list[Platform]:
    """What the triggers need, and an entity that they do not."""
    return [Platform.BINARY_SENSOR, Platform.EVENT]


async def test_a_plug_that_comes_and_goes_triggers_nothing(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Neither without an anomaly, nor with one that was told already."""
    runs = await automate(hass, on(plug_a))
    for _ in range(3):
        plug_a.disconnect()
        await hass.async_block_till_done()
        plug_a.reconnect()
        await hass.async_block_till_done()
    assert not runs
    for _ in range(3):
        plug_a.reconnect(**SPIKE)
        await hass.async_block_till_done()
        plug_a.disconnect()
        await hass.async_block_till_done()
    assert [run.data["number"] for run in runs] == [5]


async def test_a_plug_that_comes_and_goes_has_no_anomaly_that_ends(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """One that was told ends once, also while the plug is away."""
    runs = await automate(hass, on(plug_a, CLEARED))
    for _ in range(2):
        plug_a.disconnect()
        plug_a.reconnect(**SPIKE)
        plug_a.set({Source.STATUS: "paused", Source.ANOMALY: "unknown"})
        await hass.async_block_till_done()
    assert not runs
    for _ in range(2):
        plug_a.disconnect()
        await hass.async_block_till_done()
        plug_a.reconnect()
        await hass.async_block_till_done()
    assert names(runs) == ["Plug A"]


async def test_a_reload_triggers_nothing(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """The entities come anew, the anomaly does not."""
    runs = await automate(hass, on(plug_a))
    plug_a.raise_anomaly()
    await hass.async_block_till_done()
    await hass.config_entries.async_reload(init.entry_id)
    await hass.async_block_till_done()
    assert len(runs) == 1


@pytest.mark.parametrize("told_before", [None, 3])
async def test_an_anomaly_that_began_while_home_assistant_was_away_triggers_once(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    entry: MockConfigEntry,
    plug_a: FakePlug,
    told_before: int | None,
) -> None:
    """The plug is there long before automations listen, and the anomaly waits for them."""
    hass_storage["diol.reported"] = {
        "version": 1,
        "key": "diol.reported",
        "data": {entry.entry_id: told_before} if told_before else {},
    }
    hass.set_state(CoreState.not_running)
    plug_a.raise_anomaly(4)
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    plug_a.set({Source.SCORE: "3.1"})
    runs = await automate(hass, on(plug_a))
    assert not runs
    state = hass.states.get("event.plug_a_anomaly")
    assert state is not None
    assert state.state == "unknown"
    await hass.async_start()
    await hass.async_block_till_done()
    assert [run.data["number"] for run in runs] == [4]


async def test_an_automation_that_is_there_before_the_plug_is_told(
    hass: HomeAssistant, entry: MockConfigEntry, plug_a: FakePlug
) -> None:
    """The plug is set up later, as when its ESPHome entry was not ready."""
    plug_a.raise_anomaly()
    runs = await automate(hass, on(plug_a))
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert [run.data["number"] for run in runs] == [3]


async def test_an_anomaly_of_before_the_restart_triggers_nothing(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    entry: MockConfigEntry,
    plug_a: FakePlug,
) -> None:
    """Its number was told."""
    hass_storage["diol.reported"] = {
        "version": 1,
        "key": "diol.reported",
        "data": {entry.entry_id: 3},
    }
    hass.set_state(CoreState.not_running)
    plug_a.raise_anomaly(3)
    assert await async_setup_component(hass, DOMAIN, {})
    runs = await automate(hass, on(plug_a))
    await hass.async_start()
    await hass.async_block_till_done()
    assert not runs


async def test_an_anomaly_that_begins_while_home_assistant_stops_is_kept(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Nobody would be told any more."""
    runs = await automate(hass, on(plug_a))
    hass.set_state(CoreState.stopping)
    plug_a.raise_anomaly()
    await hass.async_block_till_done()
    assert not runs
    hass.set_state(CoreState.running)
    plug_a.set({Source.SCORE: "3.1"})
    await hass.async_block_till_done()
    assert [run.data["number"] for run in runs] == [3]
