"""Why there is an anomaly, in the user's language.

The firmware gives numbers beside its English sentence (`reason.cpp`). Which numbers they are says
which sentence it is; the firmware's own is for what came later.
"""

from collections.abc import Mapping
from functools import partial
from typing import Final

from homeassistant.core import HomeAssistant, callback

from .coded import Coded
from .const import DOMAIN
from .wording import async_worded

# Numbers of the anomaly, not of its reason: they are told by themselves, as number and since.
_OTHERS: Final = ("n", "age")
# What is told of an anomaly, by what it is counted in.
_MINUTES: Final = ("on", "off", "last_on", "last_off", "unchanged")
_WATTS: Final = ("power", "standby", "peak", "floor", "base")
# Per cent of what was usual.
_DRIFTS: Final = ("day_on", "day_off", "day_power")
_HOUR: Final = 60
_DAY: Final = 24 * _HOUR


@callback
def async_word(hass: HomeAssistant, reason: Coded) -> str:
    """Return a reason as a sentence in the language of Home Assistant."""
    numbers = {
        key: value
        for key, value in numbers_of(reason).items()
        if not isinstance(value, str)
    }
    return async_worded(hass, "common", partial(_word, numbers)) or reason.sentence


def numbers_of(reason: Coded) -> dict[str, int | float | str]:
    """Return the numbers of a reason, without those of the anomaly itself."""
    return {key: value for key, value in reason.values.items() if key not in _OTHERS}


def _word(numbers: Mapping[str, int | float], words: Mapping[str, str]) -> str:
    def word(key: str) -> str:
        return words[f"component.{DOMAIN}.common.{key}"]

    what, *_ = numbers
    if what in _DRIFTS:
        change = numbers[what] - 100
        key = f"reason_{what}_{'more' if change > 0 else 'less'}"
        return word(key).format(percent=abs(change))
    # Both numbers of a sentence are counted in the same.
    if what in _MINUTES:
        told = {key: _duration(value, word("days")) for key, value in numbers.items()}
    elif what in _WATTS:
        told = {
            key: _number(round(value, 1) if value < 10 else round(value))
            for key, value in numbers.items()
        }
    else:
        told = {key: _number(value) for key, value in numbers.items()}
    point = word("decimal_point")
    return word("_".join(("reason", *numbers))).format(
        **{key: value.replace(".", point) for key, value in told.items()}
    )


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.1f}"


def _duration(minutes: float, days: str) -> str:
    """Say a time as the firmware does: "48 min", "3 h 10 min", "2 days 4 h"."""
    whole = round(minutes)
    if whole < _HOUR:
        return f"{whole} min"
    if whole < 2 * _DAY:
        parts = (f"{whole // _HOUR} h", f"{whole % _HOUR} min")
        return " ".join(parts if whole % _HOUR else parts[:1])
    parts = (f"{whole // _DAY} {days}", f"{whole // _HOUR % 24} h")
    return " ".join(parts if whole // _HOUR % 24 else parts[:1])
