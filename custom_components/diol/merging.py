"""Merging models: one of what several plugs have learnt, for another appliance of the same kind.

Everything is brought into the appliances' own units first (multiples of the own on-time, on-power
and so on), since that is what travels: where an appliance lies it finds out by itself in hours, how
much its kind varies takes days. Knows nothing of Home Assistant.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
import math
from typing import Any, Final

from .clustering import Point, k_means, nearest
from .gauges import GAUGES, MAX_MINUTES, MAX_POWER
from .minifloat import through_uf8, through_uf16
from .model import (
    COORDINATE_STEPS,
    MAX_BLOCK_DISTANCE,
    MAX_BLOCK_SCALE,
    MAX_CLUSTERS,
    MAX_DAY_SPREAD,
    MAX_SPREAD,
    MAX_UNCHANGED_SPREAD,
    Cluster,
    Model,
    ModelTextError,
    format,
    parse,
)
from .weighted import geometric_mean, mean, quantile

# Of the donors' limits, the one that so many lie below. The greatest would be that of the oddest
# unit, the middle one is too narrow for every other newcomer.
_LIMIT_QUANTILE: Final = 2 / 3

# Features whose usual value is the unit's own, as the firmware's adaptation.cpp has them.
_ON_POWER, _OFF_LEVEL, _PEAK, _UNCHANGED = 4, 6, 8, 9
_OWN_MEANS: Final = (_ON_POWER, _OFF_LEVEL, _PEAK, _UNCHANGED)

# What a text can hold. A little inside of what it may say, so that rounding does not lead beyond.
_MAX_HOURS: Final = 65535
_MAX_BLOCKS: Final = 255
_MAX_CLUSTER_MINUTES: Final = 7936.0
_MAX_COORDINATE: Final = 127 / COORDINATE_STEPS
_MIN_SPREAD: Final = 2**-10
_MIN_DAY: Final = 0.0625
_INSIDE: Final = 0.999

# What a day is a multiple of in another appliance.
_DAYS: Final[dict[str, Callable[[Model], float]]] = {
    "day_on": lambda model: model.on_time,
    "day_off": lambda model: model.off_time,
    "day_power": lambda model: model.on_power * model.duty,
}


class MergeError(ValueError):
    """Models of which no one model can be made: a code, and the sentence that says why."""

    def __init__(self, code: str, sentence: str) -> None:
        """Keep the code apart, so that it can be worded in any language."""
        self.code = code
        self.sentence = sentence
        super().__init__(f"{sentence} [{code}]")


def merge(models: Iterable[Model]) -> Model:
    """Make one model of all, whatever their order; raise MergeError if they are not of one kind.

    The same model given twice is known once, so a model merged with itself is that very model.
    """
    known = {format(model): model for model in models}
    donors = [known[text] for text in sorted(known)]
    _check(donors)
    if len(donors) == 1:
        return donors[0]
    weights = [float(donor.hours) for donor in donors]
    means = _means(donors, weights)
    merged = replace(
        donors[0],
        provisional=all(donor.provisional for donor in donors),
        adapted=False,
        # One unit may have been taken for what it is not in a few days.
        on_demand=mean([float(d.on_demand) for d in donors], weights) > 0.5,
        interval=max(donor.interval for donor in donors),
        hours=min(sum(donor.hours for donor in donors), _MAX_HOURS),
        **_location(donors, weights),
        means=means,
        spreads=_spreads(donors, weights, means),
    )
    moved = [[_move(at, donor, merged) for at in donor.clusters] for donor in donors]
    merged = replace(merged, clusters=_clusters(donors, weights, moved, merged.hours))
    merged = replace(
        merged,
        blocks=min(sum(donor.blocks for donor in donors), _MAX_BLOCKS),
        block_minutes=max(donor.block_minutes for donor in donors),
        **_block_limits(donors, weights, moved, merged),
        **_extremes(donors, weights, merged),
        **_days(donors, weights, merged),
    )
    try:
        # As any plug will read it.
        return parse(format(merged))
    except ModelTextError as err:
        raise MergeError(
            "too_different",
            "These appliances differ so much that nothing would be unusual for one model of all; "
            "only models of one kind can be merged",
        ) from err


def _check(donors: Sequence[Model]) -> None:
    if not donors:
        raise MergeError("nothing_to_merge", "There is no model to merge")
    if len({donor.feature_set for donor in donors}) > 1:
        raise MergeError(
            "mixed_features",
            "The models use different feature sets; only models of the same one can be merged",
        )
    if len({donor.cycles for donor in donors}) > 1:
        raise MergeError(
            "mixed_cycles",
            "Some of these appliances switch on and off by themselves and others do not; "
            "only models of one kind can be merged",
        )


def _location(donors: Sequence[Model], weights: Sequence[float]) -> dict[str, Any]:
    """What is usual among the donors; an appliance that adapts finds its own and replaces it."""
    location = {
        name: through_uf16(geometric_mean([getattr(d, name) for d in donors], weights))
        for name in ("on_power", "on_time", "off_time", "duty", "starts")
    }
    standby = mean([donor.off_level / donor.on_power for donor in donors], weights)
    off_level = min(standby, _INSIDE) * location["on_power"]
    return location | {"off_level": through_uf16(off_level)}


def _means(donors: Sequence[Model], weights: Sequence[float]) -> tuple[float, ...]:
    features = zip(*(donor.means for donor in donors), strict=True)
    return tuple(through_uf16(mean(values, weights)) for values in features)


def _spreads(
    donors: Sequence[Model], weights: Sequence[float], means: Sequence[float]
) -> tuple[float, ...]:
    """Spread within the donors, and between them unless the mean is each appliance's own."""
    spreads = []
    for j, middle in enumerate(means):
        squares = [donor.spreads[j] ** 2 for donor in donors]
        if j not in _OWN_MEANS:
            between = [(donor.means[j] - middle) ** 2 for donor in donors]
            squares = [a + b for a, b in zip(squares, between, strict=True)]
        most = MAX_UNCHANGED_SPREAD if j == _UNCHANGED else MAX_SPREAD
        spread = math.sqrt(mean(squares, weights))
        spreads.append(through_uf8(min(max(spread, _MIN_SPREAD), most)))
    return tuple(spreads)


def _move(cluster: Cluster, donor: Model, merged: Model) -> Point:
    """Where a donor's cluster lies in the merged model's standard deviations."""
    point = []
    for j, at in enumerate(cluster.coordinates):
        off = at * donor.spreads[j]
        if j not in _OWN_MEANS:
            off += donor.means[j] - merged.means[j]
        steps = off / merged.spreads[j]
        point.append(min(max(steps, -_MAX_COORDINATE), _MAX_COORDINATE))
    return tuple(point)


def _minutes(donor: Model) -> list[float]:
    return [cluster.minutes or 1.0 for cluster in donor.clusters]


def _clusters(
    donors: Sequence[Model],
    weights: Sequence[float],
    moved: Sequence[Sequence[Point]],
    hours: int,
) -> tuple[Cluster, ...]:
    """At most eight of all donors' clusters, heaviest first."""
    points: list[Point] = []
    shares: list[float] = []
    groups = []
    for donor, weight, own in zip(donors, weights, moved, strict=True):
        groups.append(range(len(points), len(points) + len(own)))
        points += own
        # A cluster's minutes have a greatest value, so only their proportions can be trusted.
        minutes = _minutes(donor)
        shares += [weight * m / math.fsum(minutes) for m in minutes]
    found = k_means(points, shares, MAX_CLUSTERS, groups)
    heaviest = found[0][0]
    scale = min(60.0 * hours / math.fsum(shares), _MAX_CLUSTER_MINUTES / heaviest)
    return tuple(
        Cluster(
            minutes=share * scale,
            coordinates=tuple(
                round(at * COORDINATE_STEPS) / COORDINATE_STEPS for at in centre
            ),
        )
        for share, centre in found
    )


def _block_limits(
    donors: Sequence[Model],
    weights: Sequence[float],
    moved: Sequence[Sequence[Point]],
    merged: Model,
) -> dict[str, Any]:
    """The donors' distances as they are from the merged clusters, for blocks of one length.

    A reading is as far from its donor's cluster as it was, in other spreads; and that cluster is
    off the nearest merged one, in a direction that has nothing to do with the reading's.
    """
    length = max(donor.block_minutes for donor in donors)
    centres = [cluster.coordinates for cluster in merged.clusters]
    means, scales, greatest = [], [], []
    for donor, own in zip(donors, moved, strict=True):
        spreads = zip(donor.spreads, merged.spreads, strict=True)
        squares = [(theirs / ours) ** 2 for theirs, ours in spreads]
        ratio = math.sqrt(math.fsum(squares) / len(squares))
        offs = [nearest(point, centres)[0] ** 2 for point in own]
        off = math.sqrt(mean(offs, _minutes(donor)))
        scale = ratio * donor.block_scale
        # Of a longer block the greatest is greater (Gumbel).
        longer = scale * math.log(length / donor.block_minutes)
        means.append(math.hypot(ratio * donor.block_mean + longer, off))
        scales.append(scale)
        greatest.append(math.hypot(ratio * donor.block_max, off))

    def limit(values: list[float], most: float) -> float:
        return min(quantile(values, weights, _LIMIT_QUANTILE), most)

    return {
        "block_mean": limit(means, MAX_BLOCK_DISTANCE),
        "block_scale": limit(scales, MAX_BLOCK_SCALE),
        "block_max": limit(greatest, MAX_BLOCK_DISTANCE),
    }


def _extremes(
    donors: Sequence[Model], weights: Sequence[float], merged: Model
) -> dict[str, Any]:
    """The extremes of the gauges: a high quantile of the donors', in own units."""
    extremes = {}
    for gauge in GAUGES:
        share = 1.0 - _LIMIT_QUANTILE if gauge.below else _LIMIT_QUANTILE
        excess = quantile([gauge.excess(donor) for donor in donors], weights, share)
        extremes[gauge.name] = gauge.scaled(excess, merged)
    return extremes


def _days(
    donors: Sequence[Model], weights: Sequence[float], merged: Model
) -> dict[str, Any]:
    """Usual days as multiples of the usual cycle, of the donors that know them."""
    known = [
        (donor, weight)
        for donor, weight in zip(donors, weights, strict=True)
        if donor.day_on > 0
    ]
    if not known or merged.on_demand:
        return dict.fromkeys(_DAYS, 0.0) | {"day_spreads": (0.0,) * len(_DAYS)}
    shares = [weight for _, weight in known]
    days: dict[str, Any] = {}
    for name, usual in _DAYS.items():
        ratios = [getattr(donor, name) / usual(donor) for donor, _ in known]
        day = geometric_mean(ratios, shares) * usual(merged)
        most = MAX_POWER if name == "day_power" else MAX_MINUTES
        days[name] = through_uf16(min(max(day, _MIN_DAY), most))
    spreads = zip(*(donor.day_spreads for donor, _ in known), strict=True)
    days["day_spreads"] = tuple(
        through_uf8(min(quantile(values, shares, _LIMIT_QUANTILE), MAX_DAY_SPREAD))
        for values in spreads
    )
    return days
