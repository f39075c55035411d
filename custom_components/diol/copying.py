"""Copying a model from one plug to others."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util.async_ import gather_with_limited_concurrency

from .const import Mode
from .model import ModelTextError, parse
from .refusals import placeholders
from .states import Source
from .targets import Target
from .transport import PlugTransport

# Each copy waits for one plug; more at once would only crowd the Wi-Fi.
_AT_ONCE: Final = 8


class Result(StrEnum):
    """What became of a copy."""

    COPIED = "copied"
    # The plug or this integration said no, and would again.
    REFUSED = "refused"
    # It did not come through; trying again may help.
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the copy to one target."""

    target: Target
    error: HomeAssistantError | None = None

    @property
    def result(self) -> Result:
        """Sort the error: a thing asked wrongly, or a thing that went wrong."""
        if self.error is None:
            return Result.COPIED
        if isinstance(self.error, ServiceValidationError):
            return Result.REFUSED
        return Result.FAILED


def async_read_model(source: PlugTransport) -> str:
    """Return the model text of a plug, checked; raise if there is none to copy."""
    if source.entity_id(Source.MODEL_TEXT) is None:
        raise source.error("model_text_disabled", ServiceValidationError)
    text = source.text(Source.MODEL_TEXT)
    if text is None:
        raise source.error("offline")
    if not text:
        raise source.error("no_model", ServiceValidationError)
    try:
        parse(text)
    except ModelTextError as err:
        raise source.error(
            f"text_{err.code}", ServiceValidationError, **placeholders(err.placeholders)
        ) from err
    return text


async def async_copy(model: str, mode: Mode, targets: list[Target]) -> list[Outcome]:
    """Give the model to every target; one that fails does not stop the others."""

    async def copy_to(target: Target) -> Outcome:
        if target.plug is None:
            return Outcome(target, target.error)
        try:
            await target.plug.async_import(model, mode)
        except HomeAssistantError as err:
            return Outcome(target, err)
        return Outcome(target)

    outcomes: list[Outcome] = await gather_with_limited_concurrency(
        _AT_ONCE, *map(copy_to, targets)
    )
    return outcomes
