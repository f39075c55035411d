"""Prints what a thousand plugs cost: `scripts/bench fleet`."""

import os

from homeassistant.core import HomeAssistant
import pytest

from .measuring import measure

COUNT = int(os.environ.get("DIOL_FLEET", "1000"))


@pytest.fixture(autouse=True)
def _diol_is_found(enable_custom_integrations: None) -> None:
    """Let Home Assistant load the integration from this repository."""


async def test_what_many_plugs_cost(
    hass: HomeAssistant, capsys: pytest.CaptureFixture[str]
) -> None:
    """Measure, and print the table."""
    hass.loop.set_debug(False)
    figures = await measure(hass, COUNT)
    with capsys.disabled():
        print(f"\n| with {COUNT:,} plugs | |\n|---|---|")
        for figure in figures:
            digits = 0 if figure.value >= 100 else 2
            value = f"{figure.value:,.{digits}f} {figure.unit}".strip()
            print(f"| {figure.what} | {value} |")
