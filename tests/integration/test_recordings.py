"""Tests of what the card draws of the past, with the real recorder."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder import Recorder
from homeassistant.components.recorder.statistics import async_import_statistics
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.diol.const import DOMAIN
from custom_components.diol.states import Source

from .fake_plug import FakePlug

START = datetime(2026, 11, 1, 12, tzinfo=dt_util.UTC)

type Ask = Callable[..., Awaitable[Any]]


@pytest.fixture(autouse=True)
def _diol_is_found(recorder_mock: Recorder, enable_custom_integrations: None) -> None:
    """Let Home Assistant load the integration from this repository, after the recorder."""


@pytest.fixture
async def ask(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    plug_a: FakePlug,
    hass_ws_client: WebSocketGenerator,
) -> Ask:
    """Ask about plug A, which is recorded, once all is written."""
    assert await async_setup_component(hass, DOMAIN, {})
    # Before the clock is moved: at another time nobody is logged in.
    client = await hass_ws_client(hass)
    freezer.move_to(START)
    plug_a.add_power()
    entry = plug_a.diol_entry()
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    async def ask_(kind: str = "history", **fields: Any) -> Any:
        await async_wait_recording_done(hass)
        which = {"entry_id": entry.entry_id, "entry_ids": [entry.entry_id]}
        key = "entry_id" if kind == "history" else "entry_ids"
        await client.send_json_auto_id(
            {"type": f"diol/{kind}", key: which[key], **fields}
        )
        answer = await client.receive_json()
        assert answer["success"], answer
        return answer["result"]

    return ask_


def pass_time(freezer: FrozenDateTimeFactory, minutes: float) -> None:
    """Let time pass."""
    freezer.tick(timedelta(minutes=minutes))


async def test_power_cluster_and_what_it_does_now(
    ask: Ask, plug_a: FakePlug, freezer: FrozenDateTimeFactory
) -> None:
    """One answer has all that a day looks like."""
    cluster = plug_a.add_other("sensor", "DIoL cluster")
    for watts, nr in ((1.2, 2), (85.0, 1), (1.2, 2), (84.0, 1)):
        plug_a.hass.states.async_set(plug_a.power, str(watts))
        plug_a.hass.states.async_set(cluster, str(nr))
        pass_time(freezer, 10)
    found = await ask(hours=1, columns=60)
    assert found["resolution"] == "readings"
    assert found["step"] == 60
    assert [w for w in found["power"]["max"] if w is not None][::10] == [
        1.2,
        85,
        1.2,
        84,
    ]
    clusters = zip(found["cluster"], found["power"]["max"], strict=True)
    # Told when the minute is over that it is of, so it is drawn a minute before.
    told = [nr for nr, watts in clusters if watts is not None]
    assert told == [2] * 9 + [1] * 10 + [2] * 10 + [1] * 11
    assert found["now"] == {
        "watts": 84.0,
        "on": True,
        "since": START.timestamp() + 1800,
        "begun": True,
    }
    assert found["anomalies"] == []
    assert found["learning"] is None


async def test_an_anomaly_is_a_span_with_kind_and_reason(
    ask: Ask, plug_a: FakePlug, freezer: FrozenDateTimeFactory, hass: HomeAssistant
) -> None:
    """While it lasts it has no end."""
    pass_time(freezer, 5)
    plug_a.raise_anomaly()
    await hass.async_block_till_done()
    begun = dt_util.utcnow().timestamp()
    pass_time(freezer, 5)
    (span,) = (await ask(hours=1, columns=60))["anomalies"]
    assert span == {
        "start": begun,
        "end": None,
        "kind": "runs_too_long",
        "reason": "On for 3 h 10 min; longest learnt 48 min",
        "score": 2.51,
    }
    plug_a.clear_anomaly()
    pass_time(freezer, 5)
    (span,) = (await ask(hours=1, columns=60))["anomalies"]
    assert span["end"] == begun + 300


async def test_learning_tells_when_it_will_be_ready_and_what_was_seen(
    ask: Ask, plug_a: FakePlug, freezer: FrozenDateTimeFactory
) -> None:
    """From what was recorded since it began."""
    plug_a.set({Source.STATUS: "learning", Source.MODEL_TEXT: ""})
    for cycle in range(5):
        plug_a.set({Source.PROGRESS: str(5 * cycle)})
        plug_a.hass.states.async_set(plug_a.power, "80")
        pass_time(freezer, 15)
        plug_a.hass.states.async_set(plug_a.power, "1")
        pass_time(freezer, 45)
    found = await ask(hours=6)
    assert found["learning"] == {
        "progress": 20.0,
        "since": START.timestamp(),
        "ready": START.timestamp() + 25 * 3600,
    }
    assert found["seen"] == {
        "hours": 5.0,
        "cycles": 5,
        "on_watts": 80.0,
        "standby_watts": 1.0,
        "on_minutes": 15.0,
        "off_minutes": 45.0,
    }


@pytest.mark.parametrize(("days", "period"), [(7, "5minute"), (31, "hour")])
async def test_what_is_long_ago_is_taken_from_statistics(
    ask: Ask,
    hass: HomeAssistant,
    plug_a: FakePlug,
    freezer: FrozenDateTimeFactory,
    days: int,
    period: str,
) -> None:
    """The newest, which is in no statistics yet, is taken from the readings."""
    freezer.move_to(START + timedelta(days=1))
    plug_a.hass.states.async_set(
        plug_a.power,
        "50",
        {
            "state_class": "measurement",
            "unit_of_measurement": "W",
            "device_class": "power",
        },
    )
    hour = START - timedelta(days=2)
    async_import_statistics(
        hass,
        {
            "source": "recorder",
            "statistic_id": plug_a.power,
            "unit_of_measurement": "W",
            "unit_class": "power",
            "name": None,
            "has_sum": False,
            "mean_type": 1,
        },
        [{"start": hour, "mean": 30.0, "min": 1.0, "max": 90.0}],
    )
    pass_time(freezer, 30)
    found = await ask(hours=24 * days, columns=24 * days)
    most = [watts for watts in found["power"]["max"] if watts is not None]
    assert most[-1] == 50.0
    if period == "hour":
        assert found["resolution"] == "hour"
        assert 90.0 in most
        at = found["power"]["max"].index(90.0)
        assert found["power"]["min"][at] == 1.0
        assert found["start"] + at * found["step"] <= hour.timestamp() + 1800


async def test_many_plugs_are_told_at_once(
    ask: Ask, plug_a: FakePlug, freezer: FrozenDateTimeFactory
) -> None:
    """Roughly: their power, and their anomalies."""
    plug_a.hass.states.async_set(plug_a.power, "50")
    plug_a.raise_anomaly()
    pass_time(freezer, 60)
    (plug,) = (await ask("sparklines", hours=2, columns=20))["plugs"].values()
    assert [watts for watts in plug["power"] if watts is not None][-1] == 50.0
    assert len(plug["anomalies"]) == 1


async def test_a_plug_that_does_not_meter_or_is_excluded_is_drawn_empty(
    ask: Ask, plug_a: FakePlug
) -> None:
    """Instead of an error."""
    found = await ask(power="sensor.not_recorded")
    assert set(found["power"]["max"]) == {None}
    assert found["now"] is None
