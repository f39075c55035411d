"""Exporting the model of a plug: its text, and what it says."""

from typing import Any

from homeassistant.core import callback

from .copying import async_read_model
from .facts import facts_of, plain
from .model import parse
from .states import Source
from .transport import PlugTransport
from .words import sentences


@callback
def async_export(plug: PlugTransport) -> dict[str, Any]:
    """Return the model of a plug as text, in words and as facts; raise if there is none."""
    text = async_read_model(plug)
    fit = plug.number(Source.FIT)
    return {"model": text, "fit": fit, **describe(text, fit)}


def describe(text: str, fit: float | None) -> dict[str, Any]:
    """Return what a model text says; raise ModelTextError if it is not one."""
    facts = facts_of(parse(text))
    return {"words": sentences(facts, fit), "facts": plain(facts)}


def words_of(text: str) -> list[str]:
    """Return what a model text says, in words alone; raise ModelTextError if it is not one."""
    return sentences(facts_of(parse(text)))
