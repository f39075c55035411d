"""Measures a Home Assistant with many plugs.

Everything of Home Assistant and of the integration is real. Of ESPHome there is what it leaves: devices,
entities, states and actions that answer at once.
"""

import asyncio
from dataclasses import dataclass
import gc
import os
from pathlib import Path
import time
from typing import Any, Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from custom_components.diol.const import DOMAIN
from custom_components.diol.library import LIBRARY
from custom_components.diol.states import Source
from tests.integration.fake_plug import FakePlug
from tests.integration.model_texts import model_text

# Enough of them that one that is slow does not count.
CHANGES: Final = 2000
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One thing that was measured."""

    what: str
    value: float
    unit: str


def add_plugs(hass: HomeAssistant, count: int, first: int = 0) -> list[FakePlug]:
    """Put plugs into ESPHome, each with its entry here; they are numbered from the first on."""
    plugs = [
        FakePlug(
            hass, f"Plug {number}", f"02:00:00:00:{number >> 8:02x}:{number & 255:02x}"
        )
        for number in range(first, first + count)
    ]
    for plug in plugs:
        plug.diol_entry()
    return plugs


async def set_up(hass: HomeAssistant) -> float:
    """Set all of them up; return how long that took, in seconds."""
    started = time.perf_counter()
    assert await async_setup_component(hass, DOMAIN, {})
    # Those that were added after that.
    await asyncio.gather(
        *(
            hass.config_entries.async_setup(entry.entry_id)
            for entry in hass.config_entries.async_entries(DOMAIN)
            if entry.state is ConfigEntryState.NOT_LOADED
        )
    )
    await hass.async_block_till_done()
    return time.perf_counter() - started


async def change(hass: HomeAssistant, plugs: list[FakePlug], source: Source) -> float:
    """Let plugs say something new; return how long each takes the event loop, in seconds.

    What Home Assistant itself needs for the state of another integration is not counted.
    """
    values = {Source.SCORE: ("0.11", "0.12"), Source.ANOMALY: ("on", "off")}[source]
    other = [f"sensor.of_another_{number}" for number in range(len(plugs))]

    async def each(set_state: Any) -> float:
        started = time.perf_counter()
        for number in range(CHANGES):
            set_state(number % len(plugs), values[number // len(plugs) % 2])
            if number % 100 == 0:
                await asyncio.sleep(0)
        await hass.async_block_till_done()
        return (time.perf_counter() - started) / CHANGES

    entity_ids = [plug.entity_id(source) for plug in plugs]
    with_us = await each(
        lambda number, value: hass.states.async_set(entity_ids[number], value)
    )
    without = await each(
        lambda number, value: hass.states.async_set(other[number], value)
    )
    return max(with_us - without, 0.0)


async def copy(hass: HomeAssistant, plugs: list[FakePlug], targets: int) -> float:
    """Copy a model to so many plugs; return how long that took, in seconds."""
    started = time.perf_counter()
    answer = await hass.services.async_call(
        DOMAIN,
        "copy_model",
        {
            "source": plugs[0].device.id,
            "device_id": [plug.device.id for plug in plugs[1 : targets + 1]],
            "mode": "exact",
        },
        blocking=True,
        return_response=True,
    )
    assert answer is not None
    results: Any = answer["targets"]
    assert [one["result"] for one in results] == ["copied"] * targets
    return time.perf_counter() - started


async def save_models(hass: HomeAssistant, count: int) -> float:
    """Fill the library; return how long each model takes, in seconds."""
    library = hass.data[LIBRARY]
    texts = [model_text({"hours": 100 + number}) for number in range(count)]
    started = time.perf_counter()
    for number, text in enumerate(texts):
        library.async_save(f"Model {number}", text)
    await hass.async_block_till_done()
    return (time.perf_counter() - started) / count


def memory() -> float:
    """Memory of this process, in MB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * _PAGE / 1e6


async def measure(hass: HomeAssistant, count: int) -> list[Figure]:
    """Measure everything with so many plugs."""
    plugs = add_plugs(hass, count)
    await hass.async_block_till_done()
    before = memory()
    seconds = await set_up(hass)
    entities = sum(
        entity.platform == DOMAIN for entity in er.async_get(hass).entities.values()
    )
    used = memory() - before
    figures = [
        Figure(what="set-up in all", value=seconds, unit="s"),
        Figure(what="set-up of a hundred", value=seconds / count * 100, unit="s"),
        Figure(what="entities of DIoL", value=entities, unit=""),
        Figure(what="memory of a plug", value=used / count * 1000, unit="kB"),
    ]
    for source, what in ((Source.SCORE, "score"), (Source.ANOMALY, "anomaly")):
        each = await change(hass, plugs, source)
        figures.append(Figure(what=f"a new {what}", value=each * 1e6, unit="µs"))
    targets = min(100, count - 1)
    figures += [
        Figure(
            what=f"a copy to {targets} plugs",
            value=await copy(hass, plugs, targets),
            unit="s",
        ),
        Figure(
            what="saving a model in the library",
            value=await save_models(hass, 500) * 1e3,
            unit="ms",
        ),
    ]
    return figures
