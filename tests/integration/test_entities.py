"""Tests of the entities of a plug."""

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    snapshot_platform,
)
from syrupy.assertion import SnapshotAssertion

from custom_components.diol import PLATFORMS
from custom_components.diol.const import DOMAIN
from custom_components.diol.states import Source

from .fake_plug import FakePlug, state_of

ANOMALY = "binary_sensor.plug_a_anomaly"
EVENT = "event.plug_a_anomaly"
SCORE = "sensor.plug_a_anomaly_score"
REASON = "sensor.plug_a_anomaly_reason"
STATUS = "sensor.plug_a_detection_status"
PROGRESS = "sensor.plug_a_learning_progress"
FIT = "sensor.plug_a_model_fit"
MODEL = "select.plug_a_library_model"
UPDATE = "update.plug_a_model_update"
ALL = (ANOMALY, EVENT, SCORE, REASON, STATUS, PROGRESS, FIT, MODEL, UPDATE)


@pytest.mark.parametrize("platforms", [[platform] for platform in PLATFORMS])
async def test_the_entities_of_a_platform(
    hass: HomeAssistant,
    init: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
) -> None:
    """Everything that users and the recorder see of them."""
    await snapshot_platform(hass, entity_registry, snapshot, init.entry_id)


async def test_the_entities_sit_on_the_plugs_own_device(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    entity_registry: er.EntityRegistry,
    device_registry: dr.DeviceRegistry,
) -> None:
    """No second device, and no name that is taken."""
    entities = er.async_entries_for_config_entry(entity_registry, init.entry_id)
    assert {entity.entity_id for entity in entities} == set(ALL)
    assert {entity.device_id for entity in entities} == {plug_a.device.id}
    assert not dr.async_entries_for_config_entry(device_registry, init.entry_id)
    assert not [id_ for id_ in hass.states.async_entity_ids() if id_.endswith("_2")]


async def test_the_entities_of_two_appliances_are_told_apart(
    hass: HomeAssistant,
) -> None:
    """A plug with two channels has each thing twice, named by the appliance."""
    plug = FakePlug(hass, "Strip", "02:00:00:00:00:0c", ("fridge", "freezer"))
    plug.diol_entry("fridge")
    plug.diol_entry("freezer")
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    plug.set({Source.ANOMALY: "on"}, "fridge")
    await hass.async_block_till_done()
    assert state_of(hass, "binary_sensor.strip_anomaly_fridge") == "on"
    assert state_of(hass, "binary_sensor.strip_anomaly_freezer") == "off"
    state = hass.states.get("binary_sensor.strip_anomaly_fridge")
    assert state is not None
    assert state.name == "Strip Anomaly (fridge)"
    assert not [id_ for id_ in hass.states.async_entity_ids() if id_.endswith("_2")]


@pytest.mark.parametrize(
    ("status", "anomaly", "expected"),
    [
        ("watching", "off", "off"),
        ("watching", "on", "on"),
        ("provisional", "off", "off"),
        ("provisional", "on", "on"),
        ("watching: The text was refused [bad_checksum]", "off", "off"),
        ("watching", STATE_UNKNOWN, STATE_UNKNOWN),
        ("no model", "off", STATE_UNKNOWN),
        ("learning", "off", STATE_UNKNOWN),
        ("adapting", "on", STATE_UNKNOWN),
        ("not measuring", "off", STATE_UNKNOWN),
        ("does not fit", "off", STATE_UNKNOWN),
        ("paused", "on", STATE_UNKNOWN),
        ("something new", "off", STATE_UNKNOWN),
        (STATE_UNKNOWN, "off", STATE_UNKNOWN),
    ],
)
async def test_there_is_no_all_clear_unless_the_plug_is_watching(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    status: str,
    anomaly: str,
    expected: str,
) -> None:
    """Off says that all is well, so it needs someone who looks."""
    plug_a.set({Source.STATUS: status, Source.ANOMALY: anomaly})
    await hass.async_block_till_done()
    assert state_of(hass, ANOMALY) == expected


@pytest.mark.parametrize(
    ("text", "status", "refusal"),
    [
        ("no model", "no_model", None),
        ("does not fit", "does_not_fit", None),
        ("something new", STATE_UNKNOWN, None),
        (
            "learning: The checksum does not match; copy it again [bad_checksum]",
            "learning",
            "Plug A refused this, so nothing has changed there: the checksum of the text "
            "does not match, so a character is wrong. Copy the whole text again",
        ),
        ("watching: It is too warm [too_warm]", "watching", "It is too warm"),
    ],
)
async def test_the_status_is_one_of_eight_and_a_refusal_stands_beside_it(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    text: str,
    status: str,
    refusal: str | None,
) -> None:
    """A refused text changes nothing else, so the status stays what it is."""
    plug_a.set({Source.STATUS: text})
    await hass.async_block_till_done()
    state = hass.states.get(STATUS)
    assert state is not None
    assert state.state == status
    assert state.attributes.get("refusal") == refusal


async def test_the_reason_is_a_sentence_without_its_code(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """It is there while there is an anomaly, and unknown while nobody looks."""
    assert state_of(hass, REASON) == "none"
    plug_a.raise_anomaly()
    await hass.async_block_till_done()
    assert state_of(hass, REASON) == "On for 3 h 10 min; longest learnt 48 min"
    assert state_of(hass, SCORE) == "2.51"
    plug_a.clear_anomaly()
    plug_a.set({Source.STATUS: "paused"})
    await hass.async_block_till_done()
    assert state_of(hass, REASON) == STATE_UNKNOWN


async def test_the_entities_follow_the_plug_to_unavailable_and_back(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """They are back when the plug has told all, and not half of it before."""
    plug_a.disconnect()
    await hass.async_block_till_done()
    assert {state_of(hass, entity_id) for entity_id in ALL} == {STATE_UNAVAILABLE}

    plug_a.set({Source.ANOMALY: "on", Source.STATUS: "watching"})
    await hass.async_block_till_done()
    assert {state_of(hass, entity_id) for entity_id in ALL} == {STATE_UNAVAILABLE}

    plug_a.reconnect()
    await hass.async_block_till_done()
    assert state_of(hass, ANOMALY) == "off"
    assert state_of(hass, STATUS) == "watching"
    assert state_of(hass, EVENT) == STATE_UNKNOWN


async def test_a_renamed_entity_of_the_firmware_is_followed(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    entity_registry: er.EntityRegistry,
) -> None:
    """Users may rename what they like."""
    for source in (Source.STATUS, Source.ANOMALY, Source.MODEL_TEXT):
        old = plug_a.entity_id(source)
        domain = old.split(".")[0]
        entity_registry.async_update_entity(
            old, new_entity_id=f"{domain}.my_{source.replace(' ', '_')}"
        )
        hass.states.async_remove(old)
        plug_a.set({source: "on" if source is Source.ANOMALY else plug_a_text(source)})
        await hass.async_block_till_done()
    assert state_of(hass, ANOMALY) == "on"


def plug_a_text(source: Source) -> str:
    """Return a state that fits the entity."""
    return "watching" if source is Source.STATUS else ""


async def test_an_entity_that_comes_with_an_update_is_used(
    hass: HomeAssistant,
    entity_registry: er.EntityRegistry,
    init: MockConfigEntry,
    plug_a: FakePlug,
) -> None:
    """Firmware that had no progress before has it now."""
    entity_registry.async_remove(plug_a.entity_id(Source.PROGRESS))
    hass.states.async_remove("sensor.plug_a_diol_progress")
    await hass.async_block_till_done()
    assert state_of(hass, PROGRESS) == STATE_UNKNOWN
    plug_a.add(Source.PROGRESS)
    plug_a.set({Source.PROGRESS: "7"})
    await hass.async_block_till_done()
    assert state_of(hass, PROGRESS) == "7.0"
