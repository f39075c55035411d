"""Tests of the event that reports an anomaly."""

import asyncio
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import Platform
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.diol.const import DOMAIN
from custom_components.diol.reported import REPORTED, ReportedAnomalies
from custom_components.diol.states import Source

from .fake_plug import FakePlug

EVENT = "event.plug_a_anomaly"


@pytest.fixture
def platforms() -> list[Platform]:
    """Only the event is looked at."""
    return [Platform.EVENT]


@pytest.fixture
def reports(hass: HomeAssistant) -> list[dict[str, Any]]:
    """Collect what the event reports, as Home Assistant's own trigger would."""
    found: list[dict[str, Any]] = []

    @callback
    def changed(event: Event[EventStateChangedData]) -> None:
        old, new = event.data["old_state"], event.data["new_state"]
        if event.data["entity_id"] != EVENT or new is None or old is None:
            return
        if "unavailable" in (old.state, new.state) or old.state == new.state:
            return
        found.append(dict(new.attributes))

    hass.bus.async_listen("state_changed", changed)
    return found


def numbers(reports: list[dict[str, Any]]) -> list[int]:
    """Return the numbers of the anomalies that were reported."""
    return [report["number"] for report in reports]


async def test_an_anomaly_is_reported_with_all_that_is_known_of_it(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    init: MockConfigEntry,
    plug_a: FakePlug,
    reports: list[dict[str, Any]],
) -> None:
    """Kind, sentence, numbers, score, and since when."""
    freezer.move_to("2026-11-22 12:00:00+00:00")
    plug_a.raise_anomaly()
    await hass.async_block_till_done()
    assert len(reports) == 1
    report = reports[0]
    assert report["event_type"] == report["kind"] == "runs_too_long"
    assert report["reason"] == "On for 3 h 10 min; longest learnt 48 min"
    assert report["numbers"] == {"on": 190, "max": 48}
    assert report["score"] == 2.51
    assert report["number"] == 3
    assert report["since"] == "2026-11-22T12:00:00+00:00"


async def test_an_anomaly_that_is_older_than_its_state_began_when_its_age_says(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    init: MockConfigEntry,
    plug_a: FakePlug,
    reports: list[dict[str, Any]],
) -> None:
    """After a reconnect all states are new."""
    plug_a.disconnect()
    freezer.move_to("2026-11-22 12:00:00+00:00")
    plug_a.reconnect(
        anomaly="on",
        score="2.5",
        kind="runs_too_long",
        reason="On for 4 h [runs_too_long n=3 age=45 on=240 max=48]",
    )
    await hass.async_block_till_done()
    assert reports[-1]["since"] == "2026-11-22T11:15:00+00:00"
    assert reports[-1]["numbers"] == {"on": 240, "max": 48}


async def test_one_anomaly_is_reported_once_and_the_next_again(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    reports: list[dict[str, Any]],
) -> None:
    """A new score or a longer time is not a new anomaly."""
    plug_a.raise_anomaly()
    plug_a.set({Source.SCORE: "3.1"})
    plug_a.set({Source.REASON: "On for 4 h [runs_too_long n=3 on=240 max=48]"})
    await hass.async_block_till_done()
    assert numbers(reports) == [3]
    plug_a.clear_anomaly()
    await hass.async_block_till_done()
    plug_a.raise_anomaly(4)
    await hass.async_block_till_done()
    assert numbers(reports) == [3, 4]


async def test_an_anomaly_is_not_reported_before_its_kind_reason_and_score(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    reports: list[dict[str, Any]],
) -> None:
    """After a reconnect the states come in any order."""
    plug_a.disconnect()
    plug_a.reconnect(anomaly="on", score="unknown")
    await hass.async_block_till_done()
    assert reports == []
    plug_a.set({Source.KIND: "spike"})
    plug_a.set({Source.REASON: "A spike of 900 W [spike n=5 peak=900]"})
    await hass.async_block_till_done()
    assert reports == []
    plug_a.set({Source.SCORE: "1.7"})
    await hass.async_block_till_done()
    assert numbers(reports) == [5]
    assert reports[0]["kind"] == "spike"


async def test_an_anomaly_that_began_while_the_plug_was_away_is_reported_once(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    reports: list[dict[str, Any]],
) -> None:
    """Each time the plug comes back it tells of the same anomaly."""
    for _ in range(3):
        plug_a.disconnect()
        await hass.async_block_till_done()
        plug_a.reconnect(
            anomaly="on",
            kind="spike",
            reason="A spike of 900 W [spike n=5 peak=900]",
            score="1.7",
        )
        await hass.async_block_till_done()
    assert numbers(reports) == [5]
    plug_a.disconnect()
    plug_a.reconnect(
        anomaly="on", kind="spike", reason="A spike [spike n=6]", score="2"
    )
    await hass.async_block_till_done()
    assert numbers(reports) == [5, 6]


async def test_an_anomaly_that_is_there_already_is_reported_after_the_entity_is(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    plug_a: FakePlug,
    reports: list[dict[str, Any]],
) -> None:
    """Home Assistant's trigger takes no event from the first state."""
    plug_a.raise_anomaly()
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert numbers(reports) == [3]

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert numbers(reports) == [3]


async def test_what_was_reported_is_known_after_a_restart(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    entry: MockConfigEntry,
    plug_a: FakePlug,
    reports: list[dict[str, Any]],
) -> None:
    """An anomaly that lasts over a restart is not news."""
    hass_storage["diol.reported"] = {
        "version": 1,
        "key": "diol.reported",
        "data": {entry.entry_id: 3},
    }
    plug_a.raise_anomaly()
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert reports == []
    plug_a.raise_anomaly(4)
    await hass.async_block_till_done()
    assert numbers(reports) == [4]


async def test_what_was_reported_is_stored_at_once(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    hass_storage: dict[str, Any],
) -> None:
    """Home Assistant may be killed at any time."""
    plug_a.raise_anomaly(7)
    await asyncio.sleep(0.01)
    await hass.async_block_till_done()
    again = ReportedAnomalies(hass)
    await again.async_load()
    assert again.is_reported(init.entry_id, 7)


async def test_a_plug_that_counts_afresh_is_not_silenced(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    reports: list[dict[str, Any]],
) -> None:
    """A plug with erased flash begins at one again."""
    plug_a.raise_anomaly(1)
    plug_a.clear_anomaly()
    await hass.async_block_till_done()
    plug_a.raise_anomaly(1)
    await hass.async_block_till_done()
    assert numbers(reports) == [1, 1]


async def test_a_kind_of_newer_firmware_is_reported_as_unusual(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    reports: list[dict[str, Any]],
) -> None:
    """The sentence still says what it is."""
    plug_a.raise_anomaly(kind="haunted")
    await hass.async_block_till_done()
    assert reports[0]["event_type"] == "unusual"


async def test_entities_that_are_disabled_are_not_waited_for(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    reports: list[dict[str, Any]],
) -> None:
    """Someone who disabled the score still wants to know."""
    plug_a.disable(Source.SCORE)
    await hass.async_block_till_done()
    plug_a.set({Source.KIND: "spike", Source.REASON: "A spike [spike n=2]"})
    plug_a.set({Source.ANOMALY: "on"})
    await hass.async_block_till_done()
    assert numbers(reports) == [2]
    assert reports[0]["score"] is None


async def test_nothing_is_kept_of_an_entry_that_is_removed(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """Added again, the plug tells of its anomaly again."""
    plug_a.raise_anomaly()
    await hass.async_block_till_done()
    assert hass.data[REPORTED].is_reported(init.entry_id, 3)
    await hass.config_entries.async_remove(init.entry_id)
    assert not hass.data[REPORTED].is_reported(init.entry_id, 3)
