"""Selectors of the flows."""

from collections.abc import Mapping

from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
)


def one_of(names: Mapping[str, str]) -> SelectSelector:
    """Return a selector of one of these values, each shown by its name."""
    options = [
        SelectOptionDict(value=value, label=name) for value, name in names.items()
    ]
    return SelectSelector(SelectSelectorConfig(options=options))
