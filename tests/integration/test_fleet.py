"""Tests that many plugs cost no more than as many times one."""

from homeassistant.const import EVENT_STATE_CHANGED, EVENT_STATE_REPORTED
from homeassistant.core import HomeAssistant, callback
import pytest

from benchmarks.fleet.measuring import add_plugs, save_models, set_up
from custom_components.diol.states import Source

FEW = 20
MANY = 160
# Measured side by side on a busy machine; a search through all plugs would make it MANY / FEW.
MOST = 4.0


@pytest.fixture(autouse=True)
def _as_in_use(hass: HomeAssistant) -> None:
    """Without what the tests' event loop checks, which costs more than what is measured."""
    hass.loop.set_debug(False)


async def test_each_of_many_plugs_costs_what_each_of_few_does(
    hass: HomeAssistant,
) -> None:
    """To be set up, while all others are there."""
    add_plugs(hass, FEW)
    each_of_few = await set_up(hass) / FEW
    add_plugs(hass, MANY, FEW)
    each_of_many = await set_up(hass) / MANY
    assert len(hass.states.async_entity_ids("select")) == FEW + MANY
    assert each_of_many < each_of_few * MOST


async def test_a_new_score_is_written_once(hass: HomeAssistant) -> None:
    """Not by every entity of the plug, of which each has other things to show."""
    plug, *_ = add_plugs(hass, 2)
    await set_up(hass)
    written: list[str] = []
    for event_type in (EVENT_STATE_CHANGED, EVENT_STATE_REPORTED):
        hass.bus.async_listen(
            event_type,
            callback(lambda event: written.append(event.data["entity_id"])),
            event_filter=callback(lambda data: True),
        )
    plug.set({Source.SCORE: "0.77"})
    await hass.async_block_till_done()
    assert sorted(written) == [
        "sensor.plug_0_anomaly_score",
        plug.entity_id(Source.SCORE),
    ]


async def test_saving_a_model_does_not_take_longer_the_more_there_are(
    hass: HomeAssistant,
) -> None:
    """Of all plugs, each shows the names of all models."""
    add_plugs(hass, FEW)
    await set_up(hass)
    first = await save_models(hass, 50)
    assert await save_models(hass, 200) < first * MOST
