"""Goes through repairs as the page with them does."""

from typing import Any

from homeassistant.components.repairs import repairs_flow_manager
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.diol.const import DOMAIN
from custom_components.diol.problems import Problem


class Fix:
    """Goes through the flow that fixes a problem, as the page does."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Take what the page talks to."""
        self._hass = hass
        self._manager = repairs_flow_manager(hass)
        self._flow = ""

    async def begin(self, entry: MockConfigEntry, problem: Problem) -> dict[str, Any]:
        """Press the button of the problem."""
        assert self._manager is not None
        result = await self._manager.async_init(
            DOMAIN, data={"issue_id": f"{problem}_{entry.entry_id}"}
        )
        self._flow = result["flow_id"]
        await self._hass.async_block_till_done()
        return dict(result)

    async def answer(self, **answers: Any) -> dict[str, Any]:
        """Fill in the form, or choose of the menu by `next_step_id`."""
        assert self._manager is not None
        result = await self._manager.async_configure(self._flow, answers)
        await self._hass.async_block_till_done()
        return dict(result)


def problems(hass: HomeAssistant, entry: MockConfigEntry) -> set[Problem]:
    """What is told of a plug."""
    registry = ir.async_get(hass)
    return {
        problem
        for problem in Problem
        if registry.async_get_issue(DOMAIN, f"{problem}_{entry.entry_id}")
    }
