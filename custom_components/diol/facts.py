"""What a model says of its appliance, as facts: numbers in watts, minutes and shares.

Nothing here is of a language, so a program can do with it what it likes: `plain` turns it into what
JSON can hold. Knows nothing of Home Assistant.
"""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
import math
from typing import Any, Final

from .model import COORDINATE_STEPS, FEATURES, Cluster, Model

# As many digits as a model text has.
_DIGITS: Final = 4
# No plug measures more: the firmware counts no time beyond 45 days, and the model text no peak and
# no starts beyond these. A text can say anything, and a power of two of anything is no number.
_MAX_MINUTES: Final = 45.0 * 24 * 60
_MAX_WATTS: Final = 65536.0
_MAX_STARTS: Final = 60.0
_MAX_OCTAVES: Final = 30.0
# A cluster that is so much of one phase is taken for it: the rest is rounding, or a stray minute.
_MOSTLY: Final = 0.8


class Sort(StrEnum):
    """What sort of appliance it is: it decides what is compared."""

    REGULAR = "regular"  # switches on and off by itself, as a fridge
    ON_DEMAND = "on_demand"  # does so when people want it to, as a washing machine
    CONSTANT = "constant"  # has one level of power, as a router
    HARDLY_USED = "hardly_used"  # was used too seldom while learning


class Phase(StrEnum):
    """Where the minutes of a cluster lie."""

    ON = "on"
    OFF = "off"
    BOTH = "both"


@dataclass(frozen=True, kw_only=True, slots=True)
class LearningFacts:
    """How the model came about."""

    hours: int
    interval_seconds: int  # between the donor's readings
    provisional: bool  # learning went on, or was broken off
    adapted: bool  # fitted by a plug to its own appliance


@dataclass(frozen=True, kw_only=True, slots=True)
class CycleFacts:
    """A usual cycle: medians, the share of the whole time on, and starts."""

    cycle_minutes: float
    on_minutes: float
    off_minutes: float
    on_share: float
    starts_per_hour: float


@dataclass(frozen=True, kw_only=True, slots=True)
class PowerFacts:
    """The usual levels."""

    on_watts: float
    standby_watts: float | None  # None for an appliance with one level


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtremeFacts:
    """The greatest and least learnt, of each gauge; None where it is not compared."""

    longest_on_minutes: float | None
    longest_off_minutes: float | None
    greatest_power_watts: float | None  # median of three runs' mean power
    least_power_watts: float | None
    greatest_floor_on_watts: float  # of the least readings of 5 min on
    greatest_floor_off_watts: float | None  # of the least readings of 10 min off
    greatest_peak_watts: float  # outside of a start
    most_attempts: float | None  # in half an hour
    most_starts: float | None  # in an hour
    greatest_on_share: float | None  # of three cycles
    greatest_base_watts: float | None  # of the least readings of 3 h
    longest_unchanged_minutes: float | None  # on without a change of the reading


@dataclass(frozen=True, kw_only=True, slots=True)
class DayFacts:
    """A usual day, and how much one day differs from the next."""

    on_minutes: float
    off_minutes: float
    mean_watts: float
    on_spread_octaves: float
    off_spread_octaves: float
    watts_spread_octaves: float


@dataclass(frozen=True, kw_only=True, slots=True)
class ClusterFacts:
    """A cluster: the minute it stands for, in watts and minutes; None is what it does not say."""

    share: float  # of the time that was learnt
    # The phase it is in: for how long already, and at what mean power.
    phase: Phase | None = None
    phase_minutes: float | None = None
    phase_watts: float | None = None
    elapsed_on_minutes: float | None = None
    elapsed_off_minutes: float | None = None
    last_on_minutes: float | None = None
    last_off_minutes: float | None = None
    on_watts: float  # of the present or last on-phase
    on_share: float | None = None  # of the last three hours
    off_watts: float | None = None  # of the present or last off-phase
    starts_per_hour: float | None = None
    peak_watts: float
    unchanged_minutes: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """All that a model says."""

    sort: Sort
    learning: LearningFacts
    cycle: CycleFacts | None
    power: PowerFacts
    extremes: ExtremeFacts
    day: DayFacts | None
    clusters: tuple[ClusterFacts, ...]


def facts_of(model: Model) -> Facts:
    """Read a model."""
    cycles = model.cycles
    return Facts(
        sort=sort_of(model),
        learning=LearningFacts(
            hours=model.hours,
            interval_seconds=model.interval,
            provisional=model.provisional,
            adapted=model.adapted,
        ),
        cycle=CycleFacts(
            cycle_minutes=model.on_time + model.off_time,
            on_minutes=model.on_time,
            off_minutes=model.off_time,
            on_share=model.duty,
            starts_per_hour=model.starts,
        )
        if cycles
        else None,
        power=PowerFacts(
            on_watts=model.on_power, standby_watts=model.off_level if cycles else None
        ),
        extremes=_extremes(model),
        day=_day(model),
        clusters=_clusters(model),
    )


def plain(facts: Facts) -> dict[str, Any]:
    """Turn facts into what JSON can hold."""
    plain_: dict[str, Any] = _plain(asdict(facts))
    return plain_


def sort_of(model: Model) -> Sort:
    """Tell what sort of appliance a model is of."""
    if model.cycles:
        return Sort.ON_DEMAND if model.on_demand else Sort.REGULAR
    return Sort.HARDLY_USED if model.on_demand else Sort.CONSTANT


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}")
    return str(value) if isinstance(value, StrEnum) else value


def _extremes(model: Model) -> ExtremeFacts:
    sort = sort_of(model)

    def of(value: float, *sorts: Sort) -> float | None:
        return value if sort in sorts else None

    regular = (Sort.REGULAR,)
    steady = (Sort.REGULAR, Sort.CONSTANT)
    used = (Sort.REGULAR, Sort.ON_DEMAND, Sort.CONSTANT)
    return ExtremeFacts(
        longest_on_minutes=of(model.longest_on, Sort.REGULAR, Sort.ON_DEMAND),
        longest_off_minutes=of(model.longest_off, *regular),
        greatest_power_watts=of(model.greatest_power, *steady),
        least_power_watts=of(model.least_power, *steady),
        greatest_floor_on_watts=model.greatest_floor_on,
        greatest_floor_off_watts=of(model.greatest_floor_off, *regular),
        greatest_peak_watts=model.greatest_peak,
        most_attempts=of(model.most_attempts, *regular),
        most_starts=of(model.most_starts, *regular),
        greatest_on_share=of(model.greatest_duty, *regular),
        greatest_base_watts=of(model.greatest_base, *used),
        longest_unchanged_minutes=of(model.longest_unchanged, *used),
    )


def _day(model: Model) -> DayFacts | None:
    if model.day_on == 0:
        return None
    on, off, watts = model.day_spreads
    return DayFacts(
        on_minutes=model.day_on,
        off_minutes=model.day_off,
        mean_watts=model.day_power,
        on_spread_octaves=on,
        off_spread_octaves=off,
        watts_spread_octaves=watts,
    )


def _clusters(model: Model) -> tuple[ClusterFacts, ...]:
    # Minutes stop at a greatest value and may be rounded to none: only their proportions count.
    total = sum(cluster.minutes for cluster in model.clusters)
    return tuple(
        _cluster(
            cluster,
            model,
            cluster.minutes / total if total else 1.0 / len(model.clusters),
        )
        for cluster in model.clusters
    )


def _cluster(cluster: Cluster, model: Model, share: float) -> ClusterFacts:
    """Work out the minute that a cluster stands for: the inverse of the standard's features."""
    at = [
        max(0.0, model.means[j] + cluster.coordinates[j] * model.spreads[j])
        for j in range(FEATURES)
    ]

    def minutes(own: float, usual: float = 1.0) -> float:
        return min(_unlog(own) * usual, _MAX_MINUTES)

    def watts(own: float) -> float:
        return min(own * model.on_power, _MAX_WATTS)

    on_watts = watts(at[4])
    facts = ClusterFacts(
        share=share,
        on_watts=on_watts,
        peak_watts=watts(_unlog(at[8])),
        unchanged_minutes=minutes(at[9]),
    )
    # An appliance with one level of power has no phases, and nothing is compared of them.
    if not model.cycles:
        return facts
    phase = _phase(at[0], at[1], model)
    on, off = minutes(at[0], model.on_time), minutes(at[1], model.off_time)
    off_watts = watts(at[6])
    return replace(
        facts,
        phase=phase,
        # A mean over both phases is the time into neither.
        phase_minutes={Phase.ON: on, Phase.OFF: off}.get(phase),
        phase_watts={Phase.ON: on_watts, Phase.OFF: off_watts}.get(phase),
        elapsed_on_minutes=on,
        elapsed_off_minutes=off,
        last_on_minutes=minutes(at[2], model.on_time),
        last_off_minutes=minutes(at[3], model.off_time),
        on_share=min(at[5] * model.duty, 1.0),
        off_watts=off_watts,
        starts_per_hour=min(at[7] * model.starts, _MAX_STARTS),
    )


def _phase(on: float, off: float, model: Model) -> Phase:
    """Tell whether a cluster is of minutes on or off: the time in the other phase is 0 then.

    What is less than one step of a coordinate cannot be told from 0, unless it is all there is.
    """
    told = [
        at if at * COORDINATE_STEPS >= spread else 0.0
        for at, spread in zip((on, off), model.spreads, strict=False)
    ]
    if any(told):
        on, off = told
    if on > _MOSTLY * (on + off):
        return Phase.ON
    if off > _MOSTLY * (on + off):
        return Phase.OFF
    return Phase.BOTH


def _unlog(own: float) -> float:
    return math.exp2(min(own, _MAX_OCTAVES)) - 1.0
