"""How units of one kind of appliance differ from one another.

Unit 0 is the nominal one. Every other number draws a unit: on-power, duty and cycle length spread
as measured between real units (0.33, 0.40 and 0.57 of the mean), cut so that no unit is absurd.
"""

from __future__ import annotations

from dataclasses import dataclass
import math
from typing import Final

from .draw import Draw

ON_POWER_SD: Final = 0.33
DUTY_SD: Final = 0.40
CYCLE_SD: Final = 0.57


@dataclass(frozen=True, slots=True)
class Cycle:
    """Power while on in W, times in s."""

    on_power: float
    on_s: float
    off_s: float


class Unit:
    """Draws the parameters of one unit of one appliance, in a fixed order."""

    def __init__(self, name: str, number: int) -> None:
        self._nominal = number == 0
        self._draw = Draw(name, "unit", number)

    def value(self, nominal: float, deviation: float) -> float:
        """A parameter that differs between units with this standard deviation of its logarithm."""
        factor = self._draw.spread(deviation)
        return nominal if self._nominal else nominal * factor

    def pick(self, nominal: float, low: float, high: float) -> float:
        """A parameter anywhere between two bounds."""
        drawn = self._draw.uniform(low, high)
        return nominal if self._nominal else drawn

    def either(self, nominal: bool, probability: float) -> bool:
        """A property that a share of the units has."""
        drawn = self._draw.chance(probability)
        return nominal if self._nominal else drawn

    def cycle(self, on_power: float, cycle_min: float, duty: float) -> Cycle:
        """On-power in W, length of a full cycle in minutes, share of time on."""
        power = self.value(on_power, _log_sd(ON_POWER_SD))
        length = max(10.0, min(180.0, self.value(cycle_min, _log_sd(CYCLE_SD)))) * 60
        share = max(0.08, min(0.75, self.value(duty, _log_sd(DUTY_SD))))
        return Cycle(power, length * share, length * (1 - share))


def _log_sd(relative: float) -> float:
    """Standard deviation of the logarithm of what spreads by this share of its mean."""
    return math.sqrt(math.log(1 + relative * relative))
