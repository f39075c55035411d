"""The gauges of a model: numbers whose greatest value a plug learns, each with what it may be.

In the order of the model text. Knows nothing of Home Assistant.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from .minifloat import uf16, uf16_code

if TYPE_CHECKING:
    from .model import Model

MIN_MINUTES: Final = 0.05
MAX_MINUTES: Final = 20160.0
MAX_POWER: Final = 32768.0
_MAX_ANY_MINUTES: Final = 40320.0
_MAX_PEAK: Final = 65536.0
_MAX_ANY_COUNT: Final = 1000.0
_MAX_COUNT: Final = 100.0
_MAX_POWER_RATIO: Final = 20.0
_MAX_PEAK_RATIO: Final = 1000.0
# What was learnt in less time widens limits the most.
_SETTLED_HOURS: Final = 48
_MAX_UNSETTLED_MINUTES: Final = 10080.0
_LEAST_CONSTANT: Final = 0.65625
_LEAST_UNSETTLED_CONSTANT: Final = 0.78125


class Range(NamedTuple):
    """What an extreme may be: beyond the first two no appliance lies, beyond the others it guards nothing."""

    least: float
    most: float
    sharp_least: float = 0.0
    sharp_most: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Gauge:
    """The extreme of a gauge, as a field of the model: its range, and how it is carried over."""

    name: str
    unit: str = ""  # field of the model that it is a multiple of, elsewhere
    centre: str = ""  # field from where its excess counts
    below: bool = False  # the least is learnt, not the greatest

    def in_range(self, model: Model) -> bool:
        """Whether an appliance can have that."""
        may_be = extreme_range(self.name, model)
        return may_be.least <= self.value(model) <= may_be.most

    def is_blind(self, model: Model) -> bool:
        """Whether nothing could ever exceed it."""
        may_be = extreme_range(self.name, model)
        return not may_be.sharp_least <= self.value(model) <= may_be.sharp_most

    def value(self, model: Model) -> float:
        """Return the extreme."""
        return float(getattr(model, self.name))

    def excess(self, model: Model) -> float:
        """Return how many of the appliance's own units it is from the centre."""
        return (self.value(model) - self._centre(model)) / self._unit(model)

    def scaled(self, excess: float, model: Model) -> float:
        """Return the extreme of another appliance with that excess, within what a text may say."""
        may_be = extreme_range(self.name, model)
        least = max(may_be.least, may_be.sharp_least)
        most = min(may_be.most, may_be.sharp_most)
        value = self._centre(model) + excess * self._unit(model)
        code = uf16_code(min(max(value, least), most))
        # Rounding may lead out of a range that does not end at a number that a text can say.
        if uf16(code) > most:
            code -= 1
        if uf16(code) < least:
            code += 1
        return uf16(code)

    def _centre(self, model: Model) -> float:
        if self.centre == "off_level" and not (model.cycles or model.on_demand):
            return model.on_power
        return float(getattr(model, self.centre)) if self.centre else 0.0

    def _unit(self, model: Model) -> float:
        # Times of an appliance that does not cycle have no unit of their own.
        return (float(getattr(model, self.unit)) if self.unit else 1.0) or 1.0


GAUGES: Final = (
    Gauge(name="longest_on", unit="on_time"),
    Gauge(name="longest_off", unit="off_time"),
    Gauge(name="greatest_power", unit="on_power", centre="on_power"),
    Gauge(name="least_power", unit="on_power", centre="on_power", below=True),
    Gauge(name="greatest_floor_on", unit="on_power"),
    Gauge(name="greatest_floor_off", unit="on_power", centre="off_level"),
    Gauge(name="greatest_peak", unit="on_power"),
    Gauge(name="most_attempts"),
    Gauge(name="most_starts", unit="starts"),
    Gauge(name="greatest_duty", unit="duty", centre="duty"),
    Gauge(name="greatest_base", unit="on_power", centre="off_level"),
    Gauge(name="longest_unchanged"),
)

_CYCLES_ONLY: Final = (
    "longest_on",
    "longest_off",
    "greatest_floor_off",
    "most_attempts",
    "most_starts",
    "greatest_duty",
)


def extreme_range(name: str, model: Model) -> Range:
    """Return what an extreme of this model may be; the firmware's extreme_range.cpp says the same."""
    if name in _CYCLES_ONLY and not model.cycles:
        return Range(0.0, 0.0)
    settled = model.hours >= _SETTLED_HOURS
    longest = MAX_MINUTES if settled else _MAX_UNSETTLED_MINUTES
    on_power = model.on_power
    match name:
        case "longest_on" | "longest_off":
            found = Range(MIN_MINUTES, _MAX_ANY_MINUTES, 0.0, longest)
        case "longest_unchanged":
            found = Range(0.0, _MAX_ANY_MINUTES, 0.0, longest)
        case "greatest_power":
            found = Range(on_power, MAX_POWER, 0.0, _MAX_POWER_RATIO * on_power)
        case "least_power":
            share = _LEAST_CONSTANT if settled else _LEAST_UNSETTLED_CONSTANT
            constant = not (model.cycles or model.on_demand)
            found = Range(0.0, on_power, constant * share * on_power, on_power)
        case "greatest_floor_off":
            found = Range(0.0, MAX_POWER, 0.0, on_power)
        case "greatest_peak":
            found = Range(0.0, _MAX_PEAK, 0.0, _MAX_PEAK_RATIO * on_power)
        case "most_attempts" | "most_starts":
            found = Range(0.0, _MAX_ANY_COUNT, 0.0, _MAX_COUNT)
        case "greatest_duty":
            found = Range(0.0, 1.0, 0.0, 1.0)
        case _:  # greatest_floor_on, greatest_base
            found = Range(0.0, MAX_POWER, 0.0, _MAX_POWER_RATIO * on_power)
    return found
