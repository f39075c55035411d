"""Doing something with many plugs, and telling what became of it at each."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN
from .targets import Target
from .transport import PlugTransport

# Each waits for one plug; more at once would only crowd the Wi-Fi. They are counted over all calls:
# updating forty plugs is forty calls.
_AT_ONCE: Final = 8
_TURNS: HassKey[asyncio.Semaphore] = HassKey(f"{DOMAIN}_turns")


class Result(StrEnum):
    """What became of it at one plug."""

    COPIED = "copied"
    APPLIED = "applied"
    STARTED = "started"
    # The plug or this integration said no, and would again.
    REFUSED = "refused"
    # It did not come through; trying again may help.
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it at one target."""

    target: Target
    done: Result
    error: HomeAssistantError | None = None

    @property
    def result(self) -> Result:
        """Sort the error: a thing asked wrongly, or a thing that went wrong."""
        if self.error is None:
            return self.done
        if isinstance(self.error, ServiceValidationError):
            return Result.REFUSED
        return Result.FAILED


async def async_each(
    targets: list[Target],
    act: Callable[[PlugTransport], Awaitable[None]],
    done: Result,
    tell: Callable[[Outcome], None] = lambda _: None,
) -> list[Outcome]:
    """Act on every target; one that fails does not stop the others.

    `tell` is told of each as soon as it is known.
    """

    async def act_on(target: Target) -> Outcome:
        outcome = await outcome_of(target)
        tell(outcome)
        return outcome

    async def outcome_of(target: Target) -> Outcome:
        if target.plug is None:
            return Outcome(target, done, target.error)
        turns = target.plug.hass.data.setdefault(_TURNS, asyncio.Semaphore(_AT_ONCE))
        try:
            async with turns:
                await act(target.plug)
        except HomeAssistantError as err:
            return Outcome(target, done, err)
        return Outcome(target, done)

    return list(await asyncio.gather(*map(act_on, targets)))


def answer(
    call: ServiceCall, outcomes: list[Outcome], incomplete: str, done: str
) -> ServiceResponse:
    """Return what became of each target; raise if there is only one, or nobody reads the answer."""
    failed = [outcome for outcome in outcomes if outcome.error]
    if failed and len(outcomes) == 1:
        raise failed[0].error or HomeAssistantError
    if failed and not call.return_response:
        # Nobody reads the answer, so it has to be said this way.
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key=incomplete,
            translation_placeholders={
                "done": str(len(outcomes) - len(failed)),
                "total": str(len(outcomes)),
                "problems": ". ".join(str(outcome.error) for outcome in failed),
            },
        )
    return {
        "targets": [
            {
                "device_id": outcome.target.device_id,
                "name": outcome.target.name,
                "result": outcome.result,
                "message": str(outcome.error)
                if outcome.error
                else f"{outcome.target.name} {done}",
            }
            for outcome in outcomes
        ]
    }
