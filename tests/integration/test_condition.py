"""Tests of the conditions for automations."""

from datetime import timedelta
import json
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.websocket_api.automation import (
    async_get_conditions_for_target,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr
from homeassistant.helpers.condition import async_validate_condition_config
from homeassistant.loader import async_get_integration
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
import voluptuous as vol

from custom_components.diol.condition import async_get_conditions
from custom_components.diol.const import DOMAIN
from custom_components.diol.learning import LEARNING as LEARNT, Learning
from custom_components.diol.states import Source

from .automations import automate
from .fake_plug import FakePlug

ANOMALOUS = "diol.is_anomalous"
LEARNING = "diol.is_learning"


@pytest.fixture
async def init_b(
    hass: HomeAssistant, init: MockConfigEntry, plug_b: FakePlug
) -> MockConfigEntry:
    """Set up plug B beside plug A."""
    entry = plug_b.diol_entry()
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


class Asked:
    """An automation that runs when it is asked to, if the condition holds."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Know where."""
        self.hass = hass

    async def begin(self, condition: str, target: dict[str, Any], **options: Any):
        """Set it up."""
        self.runs = await automate(
            self.hass,
            {"trigger": "event", "event_type": "ask"},
            [{"condition": condition, "target": target, "options": options}],
        )
        return self

    async def holds(self) -> bool:
        """Ask."""
        before = len(self.runs)
        self.hass.bus.async_fire("ask")
        await self.hass.async_block_till_done()
        return len(self.runs) > before


@pytest.fixture
def asked(hass: HomeAssistant) -> Asked:
    """The automation."""
    return Asked(hass)


async def test_a_plug_is_anomalous_while_it_has_an_anomaly(
    init: MockConfigEntry, plug_a: FakePlug, asked: Asked
) -> None:
    """And at no other time."""
    await asked.begin(ANOMALOUS, {"device_id": plug_a.device.id})
    assert not await asked.holds()
    plug_a.raise_anomaly()
    assert await asked.holds()
    plug_a.clear_anomaly()
    assert not await asked.holds()


@pytest.mark.parametrize("behavior", ["any", "all"])
async def test_a_plug_that_does_not_say_is_neither(
    init: MockConfigEntry, plug_a: FakePlug, asked: Asked, behavior: str
) -> None:
    """Not connected, not watching, or half connected."""
    target = {"device_id": plug_a.device.id}
    await asked.begin(ANOMALOUS, target, behavior=behavior)
    plug_a.raise_anomaly()
    plug_a.set({Source.SCORE: "unavailable"})
    assert not await asked.holds()
    plug_a.disconnect()
    assert not await asked.holds()
    plug_a.reconnect(anomaly="unknown", status="paused")
    assert not await asked.holds()
    plug_a.reconnect(anomaly="on", status="unknown")
    assert not await asked.holds()


@pytest.mark.parametrize(
    ("status", "progress", "learns"),
    [
        ("learning", "3", True),
        ("provisional", "30", True),
        # Learning afresh beside a full model
        ("watching", "3", True),
        ("watching", "unknown", False),
        ("adapting", "50", False),
        ("no model", "unknown", False),
        ("not measuring", "3", False),
        ("unknown", "3", False),
        ("unavailable", "3", False),
    ],
)
async def test_a_plug_learns_when_its_status_or_its_progress_says_so(
    init: MockConfigEntry,
    plug_a: FakePlug,
    asked: Asked,
    status: str,
    progress: str,
    learns: bool,
) -> None:
    """Fitting a model of another plug is not learning."""
    await asked.begin(LEARNING, {"device_id": plug_a.device.id})
    plug_a.set({Source.STATUS: status, Source.PROGRESS: progress})
    assert await asked.holds() is learns


async def test_any_of_several_plugs_is_enough(
    hass: HomeAssistant,
    init_b: MockConfigEntry,
    plug_a: FakePlug,
    plug_b: FakePlug,
    asked: Asked,
) -> None:
    """Here those of an area."""
    area = ar.async_get(hass).async_create("Cellar")
    for plug in (plug_a, plug_b):
        dr.async_get(hass).async_update_device(plug.device.id, area_id=area.id)
    await asked.begin(ANOMALOUS, {"area_id": area.id})
    assert not await asked.holds()
    plug_a.raise_anomaly()
    assert await asked.holds()


async def test_all_of_several_plugs_means_each(
    init_b: MockConfigEntry, plug_a: FakePlug, plug_b: FakePlug, asked: Asked
) -> None:
    """One that is not connected is not."""
    target = {"device_id": [plug_a.device.id, plug_b.device.id]}
    await asked.begin(ANOMALOUS, target, behavior="all")
    plug_a.raise_anomaly()
    assert not await asked.holds()
    plug_b.raise_anomaly()
    assert await asked.holds()
    plug_b.disconnect()
    assert not await asked.holds()


async def test_any_entity_of_the_integration_stands_for_its_plug(
    init_b: MockConfigEntry, plug_a: FakePlug, plug_b: FakePlug, asked: Asked
) -> None:
    """And for no other."""
    await asked.begin(ANOMALOUS, {"entity_id": "sensor.plug_a_anomaly_score"})
    plug_b.raise_anomaly()
    assert not await asked.holds()
    plug_a.raise_anomaly()
    assert await asked.holds()


@pytest.mark.parametrize("behavior", ["any", "all"])
async def test_nothing_is_true_of_no_plug(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    asked: Asked,
    behavior: str,
) -> None:
    """An entity of others is none, and a plug that is not loaded says nothing."""
    plug_a.raise_anomaly()
    target = {"entity_id": plug_a.entity_id(Source.ANOMALY)}
    await asked.begin(ANOMALOUS, target, behavior=behavior)
    assert not await asked.holds()


async def test_a_plug_that_is_not_loaded_says_nothing(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug, asked: Asked
) -> None:
    """Its entry may be disabled."""
    plug_a.raise_anomaly()
    await asked.begin(ANOMALOUS, {"device_id": plug_a.device.id})
    assert await asked.holds()
    await hass.config_entries.async_unload(init.entry_id)
    assert not await asked.holds()


async def test_a_condition_without_a_target_is_refused(
    hass: HomeAssistant, init: MockConfigEntry
) -> None:
    """It would never hold."""
    with pytest.raises(vol.Invalid):
        await async_validate_condition_config(hass, {"condition": ANOMALOUS})


async def test_every_condition_and_all_its_fields_have_words(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """And is offered for a plug."""
    folder = (await async_get_integration(hass, DOMAIN)).file_path
    described = load_yaml_dict(str(folder / "conditions.yaml"))
    words = json.loads((folder / "translations" / "en.json").read_text())["conditions"]
    for common in (".target", ".fields"):
        described.pop(common)
    conditions = await async_get_conditions(hass)
    assert described.keys() == words.keys() == conditions.keys()
    for key, description in described.items():
        assert description["fields"].keys() == words[key]["fields"].keys()
    assert await async_setup_component(hass, "automation", {})
    target = {"device_id": [plug_a.device.id]}
    offered = await async_get_conditions_for_target(hass, target, expand_group=False)
    assert {ANOMALOUS, LEARNING} <= offered


async def test_an_anomaly_may_have_to_last(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """The plug says how old it is, so that a restart of Home Assistant does not make it young."""
    target = {"device_id": plug_a.device.id}
    asked = await Asked(hass).begin(ANOMALOUS, target, **{"for": {"hours": 2}})
    assert not await asked.holds()
    plug_a.raise_anomaly()
    assert not await asked.holds()
    reason = "On for 3 h 10 min [runs_too_long n=3 age={} on=190 max=48]"
    plug_a.set({Source.REASON: reason.format(119)})
    assert not await asked.holds()
    plug_a.set({Source.REASON: reason.format(121)})
    assert await asked.holds()
    plug_a.clear_anomaly()
    assert not await asked.holds()


async def test_learning_may_have_to_last(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    asked: Asked,
    freezer: FrozenDateTimeFactory,
) -> None:
    """From when it began, also over a provisional model, a lost connection and a restart."""
    target = {"device_id": plug_a.device.id}
    await asked.begin(LEARNING, target, **{"for": {"days": 12}})
    plug_a.set({Source.STATUS: "learning", Source.PROGRESS: "0"})
    await hass.async_block_till_done()
    freezer.tick(timedelta(days=3))
    async_fire_time_changed(hass)
    plug_a.set({Source.STATUS: "provisional", Source.PROGRESS: "30"})
    await hass.async_block_till_done()
    plug_a.disconnect()
    freezer.tick(timedelta(days=8))
    learning = Learning(hass)
    await learning.async_load()
    hass.data[LEARNT] = learning
    assert await hass.config_entries.async_reload(init.entry_id)
    plug_a.reconnect(status="provisional", progress="60")
    await hass.async_block_till_done()
    assert not await asked.holds()
    freezer.tick(timedelta(days=1))
    assert await asked.holds()
    # Learning afresh is another one.
    plug_a.set({Source.STATUS: "no model", Source.PROGRESS: "unknown"})
    await hass.async_block_till_done()
    plug_a.set({Source.STATUS: "learning", Source.PROGRESS: "0"})
    await hass.async_block_till_done()
    assert not await asked.holds()


async def test_since_when_a_plug_learns_may_not_have_been_kept(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    plug_a: FakePlug,
    asked: Asked,
    hass_storage: dict[str, Any],
    freezer: FrozenDateTimeFactory,
) -> None:
    """Then it counts from the start of Home Assistant."""
    hass_storage["diol.learning"] = {
        "version": 1,
        "minor_version": 1,
        "key": "diol.learning",
        "data": {entry.entry_id: ""},
    }
    plug_a.set({Source.STATUS: "learning", Source.PROGRESS: "50"})
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    target = {"device_id": plug_a.device.id}
    await asked.begin(LEARNING, target, **{"for": {"hours": 1}})
    assert not await asked.holds()
    freezer.tick(timedelta(hours=1))
    assert await asked.holds()
