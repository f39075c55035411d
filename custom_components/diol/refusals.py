"""Why a plug refused something, in the user's language.

The firmware answers with a code and numbers beside its English sentence (`refusal.cpp`). Whoever
knows the code words it; the sentence is for codes that came later.
"""

from collections.abc import Mapping
from typing import Final

from homeassistant.core import HomeAssistant, callback

from .coded import Coded
from .const import DOMAIN
from .wording import async_worded

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
    if key == "refused":
        return refusal.sentence

    def word(messages: Mapping[str, str]) -> str:
        message = messages[f"component.{DOMAIN}.exceptions.{key}.message"]
        return message.format(name=name, **values)

    # As Home Assistant words its errors.
    return async_worded(hass, "exceptions", word).rstrip(".") or refusal.sentence
