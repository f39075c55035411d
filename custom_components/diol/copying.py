"""Copying a model to plugs, from another plug or from the library."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN, Mode
from .library import LIBRARY
from .library_data import Lineage, SavedModel, id_of
from .model import ModelTextError, parse
from .outcomes import Outcome, Result, async_each
from .plug_records import Taken
from .refusals import placeholders
from .states import Source
from .targets import Target, target_of
from .transport import PlugTransport

# Errors after which a plug may have the model nevertheless.
_MAY_COME_YET: Final = ("timeout", "not_reached")
# Held, by the plug's id, while a plug is given a model.
_GIVING: HassKey[defaultdict[str, asyncio.Lock]] = HassKey(f"{DOMAIN}_giving")


@dataclass(frozen=True, slots=True)
class Given:
    """A model text for plugs, and which model of the library it is, if it is one."""

    text: str
    lineage: str | None = None
    version: int | None = None

    @classmethod
    def of(cls, lineage: Lineage, model: SavedModel) -> Given:
        """Take a model of the library."""
        return cls(model.text, lineage.id, model.version)


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


@callback
def async_given_by(source: PlugTransport) -> Given:
    """Return the model of a plug, checked; raise if there is none to copy.

    What the plug has taken from the library and not changed since is still that model.
    """
    text = async_read_model(source)
    taken = source.hass.data[LIBRARY].plugs.taken(source.id)
    if taken is None or taken.model != id_of(text):
        return Given(text)
    return Given(text, taken.lineage, taken.version)


async def async_copy(
    given: Given,
    mode: Mode,
    targets: list[Target],
    done: Result = Result.COPIED,
    tell: Callable[[Outcome], None] = lambda _: None,
) -> list[Outcome]:
    """Give the model to every target, and remember who took it; `tell` is told of each at once."""
    taken = Taken(
        lineage=given.lineage,
        version=given.version,
        model=id_of(given.text),
        mode=mode,
    )

    async def copy_to(plug: PlugTransport) -> None:
        giving = plug.hass.data.setdefault(_GIVING, defaultdict(asyncio.Lock))
        # One after the other: else a plug could have the one and be remembered with the other.
        async with giving[plug.id]:
            await give(plug)

    async def give(plug: PlugTransport) -> None:
        plugs = plug.hass.data[LIBRARY].plugs
        plugs.offer(plug.id, taken.model)
        # Of a text that was there before, nobody could tell when it came.
        if plug.text(Source.MODEL_TEXT) != given.text:
            plugs.expect(plug.id, taken)
        try:
            await plug.async_import(given.text, mode)
        except HomeAssistantError as err:
            if err.translation_key not in _MAY_COME_YET:
                plugs.give_up(plug.id)
            raise
        plugs.take(plug.id, taken)
        # A plug may have gone on before all this was told.
        if text := plug.text(Source.MODEL_TEXT):
            plugs.see(plug.id, id_of(text))

    return await async_each(targets, copy_to, done, tell)


async def async_give(given: Given, mode: Mode, plug: PlugTransport) -> None:
    """Give the model to one plug; raise what it says if it does not take it."""
    (outcome,) = await async_copy(given, mode, [target_of(plug)])
    if outcome.error:
        raise outcome.error
