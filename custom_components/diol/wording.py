"""Wording in the language of Home Assistant, of what no part of it words by itself."""

from collections.abc import Callable, Mapping

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.translation import async_get_cached_translations

from .const import DOMAIN


@callback
def async_worded(
    hass: HomeAssistant, category: str, word: Callable[[Mapping[str, str]], str]
) -> str:
    """Return what `word` makes of the texts of a category; in English if it cannot, else "".

    It gets the texts by their whole keys, and cannot when it raises LookupError or ValueError, as a
    text that is missing or has other placeholders does.
    """
    for language in (hass.config.language, "en"):
        texts = async_get_cached_translations(hass, language, category, DOMAIN)
        try:
            if worded := word(texts):
                return worded
        except LookupError, ValueError:
            continue
    return ""
