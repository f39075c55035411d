"""The gauges of a model: numbers whose greatest value a plug learns, each with what it may be.

In the order of the model text. Knows nothing of Home Assistant.
"""

from dataclasses import dataclass
import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .model import Model

MAX_POWER: Final = 32768.0
MAX_POWER_RATIO: Final = 20.0
MAX_SILENCE_MINUTES: Final = 20160.0
_MIN_MINUTES: Final = 0.05
_MAX_MINUTES: Final = 40320.0
_MAX_PEAK: Final = 65536.0
_MAX_PEAK_RATIO: Final = 1000.0
_MAX_COUNT: Final = 100.0
_MAX_ANY_COUNT: Final = 1000.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Gauge:
    """The extreme of a gauge, as a field of the model: its range, and how it is carried over."""

    name: str
    cycles_only: bool = False  # exactly 0 for an appliance with one power level
    least: float = 0.0
    most: float
    blind_from: float = math.inf
    # Powers are judged by the power while on: no limit far beyond it guards anything.
    blind_ratio: float = math.inf
    unit: str = ""  # field of the model that it is a multiple of, elsewhere
    centre: str = ""  # field from where its excess counts
    below: bool = False  # the least is learnt, not the greatest

    def in_range(self, model: Model) -> bool:
        """Whether an appliance can have that."""
        value = self.value(model)
        if self.cycles_only and not model.cycles:
            return value == 0
        least, most = self.least, self.most
        if self.centre == "on_power":
            least, most = (
                (0, model.on_power) if self.below else (model.on_power, self.most)
            )
        return least <= value <= most

    def is_blind(self, model: Model) -> bool:
        """Whether nothing could ever exceed it."""
        most = min(self.blind_from, self.blind_ratio * model.on_power)
        return self.value(model) > most

    def value(self, model: Model) -> float:
        """Return the extreme."""
        return float(getattr(model, self.name))

    def excess(self, model: Model) -> float:
        """Return how many of the appliance's own units it is from the centre."""
        return (self.value(model) - self._centre(model)) / self._unit(model)

    def scaled(self, excess: float, model: Model) -> float:
        """Return the extreme of another appliance with that excess, within what a text may say."""
        if self.cycles_only and not model.cycles:
            return 0.0
        value = self._centre(model) + excess * self._unit(model)
        # A little inside, so that rounding does not lead beyond.
        most = min(
            self.most, self.blind_from, 0.999 * self.blind_ratio * model.on_power
        )
        least = 1.002 * self.least
        if self.centre == "on_power":
            least, most = (
                (0.0, model.on_power)
                if self.below
                else (model.on_power, max(most, model.on_power))
            )
        return min(max(value, least), most)

    def _centre(self, model: Model) -> float:
        if self.centre == "off_level" and not (model.cycles or model.on_demand):
            return model.on_power
        return float(getattr(model, self.centre)) if self.centre else 0.0

    def _unit(self, model: Model) -> float:
        # Times of an appliance that does not cycle have no unit of their own.
        return (float(getattr(model, self.unit)) if self.unit else 1.0) or 1.0


def _time(name: str, unit: str) -> Gauge:
    return Gauge(
        name=name,
        unit=unit,
        cycles_only=True,
        least=_MIN_MINUTES,
        most=_MAX_MINUTES,
        blind_from=MAX_SILENCE_MINUTES,
    )


def _power(
    name: str, centre: str = "", ratio: float = MAX_POWER_RATIO, *, below: bool = False
) -> Gauge:
    return Gauge(
        name=name,
        unit="on_power",
        centre=centre,
        most=MAX_POWER,
        blind_ratio=ratio,
        below=below,
    )


def _count(name: str, unit: str = "") -> Gauge:
    return Gauge(
        name=name,
        unit=unit,
        cycles_only=True,
        most=_MAX_ANY_COUNT,
        blind_from=_MAX_COUNT,
    )


GAUGES: Final = (
    _time("longest_on", "on_time"),
    _time("longest_off", "off_time"),
    _power("greatest_power", "on_power"),
    _power("least_power", "on_power", below=True),
    _power("greatest_floor_on"),
    Gauge(
        name="greatest_floor_off",
        unit="on_power",
        centre="off_level",
        cycles_only=True,
        most=MAX_POWER,
        blind_ratio=1.0,
    ),
    Gauge(
        name="greatest_peak",
        unit="on_power",
        most=_MAX_PEAK,
        blind_ratio=_MAX_PEAK_RATIO,
    ),
    _count("most_attempts"),
    _count("most_starts", "starts"),
    Gauge(name="greatest_duty", unit="duty", centre="duty", cycles_only=True, most=1.0),
    _power("greatest_base", "off_level"),
    Gauge(name="longest_unchanged", most=_MAX_MINUTES, blind_from=MAX_SILENCE_MINUTES),
)
