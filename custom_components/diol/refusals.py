"""Why a plug refused something, in the user's language.

The firmware answers with a code and numbers beside its English sentence (`refusal.cpp`). Whoever
knows the code words it; the sentence is for codes that came later.
"""

from collections.abc import Mapping
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.translation import async_get_cached_translations

from .coded import Coded
from .const import DOMAIN

# The codes of the firmware, and what it tells with each.
VALUES: Final[Mapping[str, tuple[str, ...]]] = {
    "not_a_model": (),
    "newer_version": ("version",),
    "too_long": ("length",),
    "bad_character": ("position",),
    "bad_length": ("length",),
    "bad_checksum": (),
    "bad_value": ("field",),
    "unknown_features": ("set",),
    "blind_model": ("field",),
    "no_memory": ("bytes",),
    "unknown_mode": (),
    "unknown_appliance": (),
    "bad_hours": (),
    # Not refused, but told in the same place: what a restart would lose.
    "model_not_kept": (),
    "learning_not_kept": (),
}


def placeholders(values: Mapping[str, int | float | str]) -> dict[str, str]:
    """Return the values of a code as people take them: they count characters from 1."""
    return {
        key: str(value + 1 if key == "position" and isinstance(value, int) else value)
        for key, value in values.items()
    }


def refused(refusal: Coded) -> tuple[str, dict[str, str]]:
    """Return the translation key of a refusal, and its placeholders without the plug's name."""
    known = VALUES.get(refusal.code or "")
    if known is None or not refusal.values.keys() >= set(known):
        return "refused", {"reason": refusal.sentence}
    values = {key: refusal.values[key] for key in known}
    return f"refused_{refusal.code}", placeholders(values)


@callback
def async_word(hass: HomeAssistant, refusal: Coded, name: str) -> str:
    """Word a refusal by the plug of that name."""
    key, values = refused(refusal)
    if key != "refused":
        for language in (hass.config.language, "en"):
            messages = async_get_cached_translations(
                hass, language, "exceptions", DOMAIN
            )
            message = messages.get(f"component.{DOMAIN}.exceptions.{key}.message", "")
            try:
                worded = message.format(name=name, **values)
            except LookupError, ValueError:
                continue
            if worded:
                # As Home Assistant words its errors.
                return worded.rstrip(".")
    return refusal.sentence
