"""Tests of the triggers for automations."""

from collections.abc import Callable
import json

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.websocket_api.automation import (
    async_get_triggers_for_target,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)
from homeassistant.helpers.trigger import async_validate_trigger_config
from homeassistant.loader import async_get_integration
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.diol.const import DOMAIN, Kind
from custom_components.diol.states import Source
from custom_components.diol.trigger import async_get_triggers

from .automations import CLEARED, DETECTED, automate, names, on
from .fake_plug import FakePlug


@pytest.fixture
def platforms() -> list[Platform]:
    """What the triggers need, and an entity that they do not."""
    return [Platform.BINARY_SENSOR, Platform.EVENT]


@pytest.fixture
async def init_b(
    hass: HomeAssistant, init: MockConfigEntry, plug_b: FakePlug
) -> MockConfigEntry:
    """Set up plug B beside plug A."""
    entry = plug_b.diol_entry()
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


async def test_an_anomaly_triggers_with_all_that_is_known_of_it(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    init: MockConfigEntry,
    plug_a: FakePlug,
) -> None:
    """The same as in the event, and which plug it is."""
    freezer.move_to("2026-11-22 12:00:00+00:00")
    runs = await automate(hass, on(plug_a))
    plug_a.raise_anomaly()
    await hass.async_block_till_done()
    assert [run.data for run in runs] == [
        {
            "kind": "runs_too_long",
            "reason": "On for 3 h 10 min; longest learnt 48 min",
            "numbers": {"on": 190, "max": 48},
            "score": 2.51,
            "number": 3,
            "since": "2026-11-22T12:00:00+00:00",
            "entity_id": "event.plug_a_anomaly",
            "anomaly_sensor": "binary_sensor.plug_a_anomaly",
            "device_id": plug_a.device.id,
            "name": "Plug A",
            "accept_button": None,
            "model_text": "text.plug_a_diol_model_text",
        }
    ]


async def test_the_button_that_accepts_is_named_wherever_it_is(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    entity_registry: er.EntityRegistry,
) -> None:
    """Its name of the firmware counts, not what the user made of it."""
    entity_registry.async_get_or_create(
        "button",
        "esphome",
        "accept",
        config_entry=plug_a.esphome,
        device_id=plug_a.device.id,
        original_name="DIoL accept as normal",
        object_id_base="that_is_fine",
    )
    runs = await automate(hass, on(plug_a))
    plug_a.raise_anomaly()
    await hass.async_block_till_done()
    assert [run.data["accept_button"] for run in runs] == ["button.plug_a_that_is_fine"]


async def test_one_anomaly_triggers_once_and_its_end_once(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """A new score is not news, and neither is that there still is no anomaly."""
    runs = await automate(hass, on(plug_a))
    for _ in range(2):
        plug_a.raise_anomaly()
        await hass.async_block_till_done()
    plug_a.set({Source.SCORE: "3.1"})
    await hass.async_block_till_done()
    assert len(runs) == 1
    plug_a.clear_anomaly()
    plug_a.set({Source.SCORE: "0.3"})
    await hass.async_block_till_done()
    plug_a.raise_anomaly(4)
    await hass.async_block_till_done()
    assert [run.data["number"] for run in runs] == [3, 4]


async def test_the_end_of_an_anomaly_triggers(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Once, and its beginning does not."""
    runs = await automate(hass, on(plug_a, CLEARED))
    plug_a.set({Source.SCORE: "0.3"})
    plug_a.raise_anomaly()
    await hass.async_block_till_done()
    assert not runs
    for _ in range(2):
        plug_a.clear_anomaly()
        await hass.async_block_till_done()
    assert [run.data for run in runs] == [
        {"device_id": plug_a.device.id, "name": "Plug A"}
    ]


async def test_only_the_kinds_that_were_chosen_trigger(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """One of another kind is for other automations."""
    runs = await automate(hass, on(plug_a, kinds=["spike", "drift"]))
    for number, kind in enumerate(("runs_too_long", "spike", "unusual", "drift")):
        plug_a.raise_anomaly(number, kind)
        await hass.async_block_till_done()
    assert [run.data["kind"] for run in runs] == ["spike", "drift"]


@pytest.mark.parametrize("kinds", [[], ["haunted"]])
async def test_a_kind_that_there_is_not_is_refused(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug, kinds: list[str]
) -> None:
    """An automation that can never run is a mistake."""
    with pytest.raises(vol.Invalid):
        await async_validate_trigger_config(
            hass, [{"platform": DETECTED} | on(plug_a, kinds=kinds)]
        )


def by_device(hass: HomeAssistant, plug: FakePlug) -> dict[str, str]:
    """Name the device."""
    return {"device_id": plug.device.id}


def by_entity(hass: HomeAssistant, plug: FakePlug) -> dict[str, str]:
    """Name any entity of this integration."""
    return {"entity_id": "binary_sensor.plug_a_anomaly"}


def by_area(hass: HomeAssistant, plug: FakePlug) -> dict[str, str]:
    """Name the area that the plug is in."""
    area = ar.async_get(hass).async_create("Cellar")
    dr.async_get(hass).async_update_device(plug.device.id, area_id=area.id)
    return {"area_id": area.id}


def by_floor(hass: HomeAssistant, plug: FakePlug) -> dict[str, str]:
    """Name the floor of that area."""
    floor = fr.async_get(hass).async_create("Below")
    ar.async_get(hass).async_update(
        by_area(hass, plug)["area_id"], floor_id=floor.floor_id
    )
    return {"floor_id": floor.floor_id}


def by_label_of_the_device(hass: HomeAssistant, plug: FakePlug) -> dict[str, str]:
    """Name a label of the device."""
    label = lr.async_get(hass).async_create("Cold")
    dr.async_get(hass).async_update_device(plug.device.id, labels={label.label_id})
    return {"label_id": label.label_id}


def by_label_of_an_entity(hass: HomeAssistant, plug: FakePlug) -> dict[str, str]:
    """Name a label of one entity."""
    label = lr.async_get(hass).async_create("Cold")
    er.async_get(hass).async_update_entity(
        "event.plug_a_anomaly", labels={label.label_id}
    )
    return {"label_id": label.label_id}


@pytest.mark.parametrize(
    "target",
    [
        by_device,
        by_entity,
        by_area,
        by_floor,
        by_label_of_the_device,
        by_label_of_an_entity,
    ],
)
@pytest.mark.parametrize("trigger", [DETECTED, CLEARED])
async def test_only_the_plug_that_is_meant_triggers(
    hass: HomeAssistant,
    init_b: MockConfigEntry,
    plug_a: FakePlug,
    plug_b: FakePlug,
    target: Callable[[HomeAssistant, FakePlug], dict[str, str]],
    trigger: str,
) -> None:
    """However it is named."""
    runs = await automate(
        hass, {"trigger": trigger, "target": target(hass, plug_a), "options": {}}
    )
    for plug in (plug_b, plug_a):
        plug.raise_anomaly()
        await hass.async_block_till_done()
        plug.clear_anomaly()
        await hass.async_block_till_done()
    assert names(runs) == ["Plug A"]


async def test_who_is_meant_is_looked_up_each_time(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """A plug that comes into the area later is meant from then on."""
    area = ar.async_get(hass).async_create("Cellar")
    runs = await automate(
        hass, {"trigger": DETECTED, "target": {"area_id": area.id}, "options": {}}
    )
    plug_a.raise_anomaly(1)
    await hass.async_block_till_done()
    assert not runs
    dr.async_get(hass).async_update_device(plug_a.device.id, area_id=area.id)
    plug_a.raise_anomaly(2)
    await hass.async_block_till_done()
    assert names(runs) == ["Plug A"]


async def test_several_plugs_at_once_trigger_each_for_itself(
    hass: HomeAssistant,
    init_b: MockConfigEntry,
    plug_a: FakePlug,
    plug_b: FakePlug,
) -> None:
    """In the same moment."""
    trigger = on(plug_a)
    trigger["target"] = {"device_id": [plug_a.device.id, plug_b.device.id]}
    runs = await automate(hass, trigger)
    plug_a.raise_anomaly()
    plug_b.raise_anomaly()
    await hass.async_block_till_done()
    assert sorted(names(runs)) == ["Plug A", "Plug B"]


async def test_one_of_several_appliances_is_meant_by_its_entity(
    hass: HomeAssistant,
) -> None:
    """The device means all of them."""
    plug = FakePlug(hass, "Bar", "02:00:00:00:00:0c", ("fridge", "lamp"))
    for appliance in plug.appliances:
        plug.diol_entry(appliance)
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    runs = await automate(
        hass,
        {"trigger": DETECTED, "target": {"entity_id": "event.bar_anomaly_lamp"}},
    )
    for appliance in plug.appliances:
        plug.set({Source.KIND: "spike", Source.REASON: "A spike"}, appliance)
        plug.set({Source.ANOMALY: "on"}, appliance)
        await hass.async_block_till_done()
    assert names(runs) == ["Bar (lamp)"]


async def test_what_belongs_to_others_never_triggers(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """The firmware's own anomaly and another problem of the device are not this integration's."""
    runs = await automate(
        hass,
        {
            "trigger": DETECTED,
            "target": {"entity_id": plug_a.entity_id(Source.ANOMALY)},
        },
    )
    plug_a.raise_anomaly()
    await hass.async_block_till_done()
    assert not runs


async def test_the_triggers_are_offered_for_a_plug_and_for_nothing_else(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """In the editor, after a device was chosen."""
    assert await async_setup_component(hass, "automation", {})
    target = {"device_id": [plug_a.device.id]}
    offered = await async_get_triggers_for_target(hass, target, expand_group=False)
    assert {DETECTED, CLEARED} <= offered
    target = {"entity_id": [plug_a.entity_id(Source.STATUS)]}
    offered = await async_get_triggers_for_target(hass, target, expand_group=False)
    assert not {trigger for trigger in offered if trigger.startswith(DOMAIN)}


async def test_every_trigger_and_all_its_fields_have_words(hass: HomeAssistant) -> None:
    """And every kind can be chosen."""
    folder = (await async_get_integration(hass, DOMAIN)).file_path
    described = load_yaml_dict(str(folder / "triggers.yaml"))
    words = json.loads((folder / "translations" / "en.json").read_text())["triggers"]
    described.pop(".target")
    assert described.keys() == words.keys() == (await async_get_triggers(hass)).keys()
    for key, description in described.items():
        fields = description.get("fields", {})
        assert fields.keys() == words[key].get("fields", {}).keys()
    selector = described["anomaly_detected"]["fields"]["kinds"]["selector"]
    assert selector["select"]["options"] == list(Kind)
