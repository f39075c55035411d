"""Actions on plugs: copying and learning a model."""

from typing import Final

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.exceptions import ServiceValidationError

from .const import DOMAIN
from .copying import async_copy, async_given_by
from .outcomes import Result, answer, async_each
from .targets import Target, async_source, async_targets
from .transport import PlugTransport

ATTR_HOURS: Final = "hours"
ATTR_MODE: Final = "mode"
ATTR_SOURCE: Final = "source"

# The firmware's own time to learn.
DEFAULT_HOURS: Final = 0.0


async def async_copy_model(call: ServiceCall) -> ServiceResponse:
    """Copy the model of one plug to others."""
    source = async_source(call.hass, call.data[ATTR_SOURCE])
    given = async_given_by(source)
    targets = some(async_targets(call, source), "no_targets")
    outcomes = await async_copy(given, call.data[ATTR_MODE], targets)
    return answer(call, outcomes, "copy_incomplete", f"uses the model of {source.name}")


async def async_learn(call: ServiceCall) -> ServiceResponse:
    """Let plugs learn afresh."""
    hours: float = call.data[ATTR_HOURS]

    async def learn(plug: PlugTransport) -> None:
        await plug.async_learn(hours)

    targets = some(async_targets(call), "no_plugs")
    outcomes = await async_each(targets, learn, Result.STARTED)
    return answer(call, outcomes, "learn_incomplete", "has begun to learn")


def some(targets: list[Target], key: str) -> list[Target]:
    """Return the targets; raise if there are none, since nothing would be done."""
    if not targets:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key=key)
    return targets
