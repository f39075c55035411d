"""Copying a model to plugs, from another plug or from the library."""

from homeassistant.exceptions import ServiceValidationError

from .const import Mode
from .model import ModelTextError, parse
from .outcomes import Outcome, Result, async_each
from .refusals import placeholders
from .states import Source
from .targets import Target
from .transport import PlugTransport


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


async def async_copy(
    model: str, mode: Mode, targets: list[Target], done: Result = Result.COPIED
) -> list[Outcome]:
    """Give the model to every target; one that fails does not stop the others."""

    async def copy_to(plug: PlugTransport) -> None:
        await plug.async_import(model, mode)

    return await async_each(targets, copy_to, done)
