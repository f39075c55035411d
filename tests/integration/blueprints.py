"""Automations that a user makes of the blueprints."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
import shutil
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from .fake_plug import FakePlug
from .phone import Phone, settle

FOLDER = Path(__file__).parents[2] / "blueprints" / "automation" / "diol"
TOLD = "Plug A: On for 3 h 10 min; longest learnt 48 min"

type Use = Callable[..., Awaitable[None]]


@pytest.fixture
async def phone(
    hass: HomeAssistant, aioclient_mock: AiohttpClientMocker, init: MockConfigEntry
) -> Phone:
    """A phone, beside plug A."""
    found = Phone(hass, aioclient_mock)
    await found.add()
    return found


@pytest.fixture
async def use(hass: HomeAssistant, phone: Phone, tmp_path: Path) -> AsyncGenerator[Use]:
    """Make an automation of a blueprint that was imported."""

    async def make(blueprint: str, **inputs: Any) -> None:
        target = tmp_path / "blueprints" / "automation" / "diol"
        shutil.copytree(FOLDER, target)
        hass.config.config_dir = str(tmp_path)
        assert await async_setup_component(
            hass,
            "automation",
            {
                "automation": {
                    "alias": "Under test",
                    "use_blueprint": {
                        "path": f"diol/{blueprint}",
                        "input": {"notify_device": phone.device_id, **inputs},
                    },
                }
            },
        )
        await hass.async_block_till_done()
        # One that does not validate is there too, unavailable and silent.
        state = hass.states.get("automation.under_test")
        assert state is not None
        assert state.state == "on"

    yield make
    # Runs that wait and timers of its triggers end with it.
    await hass.services.async_call(
        "automation", "turn_off", {"entity_id": "automation.under_test"}, blocking=True
    )


@pytest.fixture
def relay(plug_a: FakePlug) -> str:
    """The switch of plug A."""
    return plug_a.add_other("switch", "Relay")


@pytest.fixture
def accept(plug_a: FakePlug) -> str:
    """The button of plug A that accepts an anomaly."""
    return plug_a.add_other("button", "DIoL accept as normal")


async def pass_time(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, **time: float
) -> None:
    """Let some time pass."""
    freezer.tick(timedelta(**time))
    async_fire_time_changed(hass)
    await settle()
