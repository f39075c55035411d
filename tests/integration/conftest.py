"""Fixtures for the tests of the integration."""

# Imported first: the test plug-in brings a package of this name of its own.
import custom_components.diol  # noqa: F401  isort: skip

from collections.abc import AsyncGenerator
from unittest.mock import patch

from homeassistant.components.repairs.const import DOMAIN as REPAIRS
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.syrupy import HomeAssistantSnapshotExtension
from syrupy.assertion import SnapshotAssertion

from custom_components.diol import PLATFORMS
from custom_components.diol.const import DOMAIN

from .blueprints import accept, phone, relay, use  # noqa: F401
from .fake_plug import FakePlug
from .fixing import Fix


@pytest.fixture(autouse=True)
def _diol_is_found(enable_custom_integrations: None) -> None:
    """Let Home Assistant load the integration from this repository."""


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Write snapshots as Home Assistant does, whichever plug-in was loaded last."""
    return snapshot.use_extension(HomeAssistantSnapshotExtension)


@pytest.fixture
def plug_a(hass: HomeAssistant) -> FakePlug:
    """A plug that is connected and watches."""
    return FakePlug(hass, "Plug A", "02:00:00:00:00:0a")


@pytest.fixture
def plug_b(hass: HomeAssistant) -> FakePlug:
    """Another one."""
    return FakePlug(hass, "Plug B", "02:00:00:00:00:0b")


@pytest.fixture
def entry(hass: HomeAssistant, plug_a: FakePlug) -> MockConfigEntry:
    """The config entry of plug A, not set up."""
    return plug_a.diol_entry()


@pytest.fixture
def platforms() -> list[Platform]:
    """Return the platforms that are set up; tests of one platform replace this."""
    return list(PLATFORMS)


@pytest.fixture
async def init(
    hass: HomeAssistant, entry: MockConfigEntry, platforms: list[Platform]
) -> AsyncGenerator[MockConfigEntry]:
    """Set up plug A."""
    with patch("custom_components.diol.PLATFORMS", platforms):
        assert await async_setup_component(hass, DOMAIN, {})
        await hass.async_block_till_done()
        yield entry


@pytest.fixture
async def fix(hass: HomeAssistant) -> Fix:
    """The page with the repairs."""
    assert await async_setup_component(hass, REPAIRS, {})
    return Fix(hass)
