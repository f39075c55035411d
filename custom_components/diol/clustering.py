"""Weighted K-Means over a few hundred points: no chance in it, same points, same centres."""

from collections.abc import Sequence
import math

from .weighted import mean

type Point = tuple[float, ...]

_PASSES = 100
_GROUPS = 8


def k_means(
    points: Sequence[Point],
    weights: Sequence[float],
    count: int,
    groups: Sequence[Sequence[int]] = (),
) -> list[tuple[float, Point]]:
    """Find at most `count` centres and the weight of each, heaviest first.

    Lloyd's iterations from several starts, of which the best is taken: the points farthest from each
    other, those that would cost most, and each of the first `groups` of points (their indices).
    """
    starts = [
        _spread_out(points, [1.0] * len(points), count),
        _spread_out(points, weights, count),
    ]
    starts += [[points[i] for i in group[:count]] for group in groups[:_GROUPS]]
    _, found = min(
        (_lloyd(points, weights, start) for start in starts), key=lambda s: s[0]
    )
    return sorted(found, key=lambda centre: (-centre[0], centre[1]))


def nearest(point: Point, centres: Sequence[Point]) -> tuple[float, int]:
    """Distance to the nearest centre, and which it is."""
    return min((math.dist(point, centre), k) for k, centre in enumerate(centres))


def _spread_out(
    points: Sequence[Point], weights: Sequence[float], count: int
) -> list[Point]:
    """Begin with the heaviest point, then take the one whose weighted squared distance is greatest."""
    first = max(range(len(points)), key=lambda i: (weights[i], points[i]))
    chosen = [points[first]]
    distances = [math.dist(point, chosen[0]) for point in points]
    while len(chosen) < count:
        costs = [w * d * d for w, d in zip(weights, distances, strict=True)]
        at = max(range(len(points)), key=lambda i: (costs[i], points[i]))
        if costs[at] <= 0.0:
            break
        chosen.append(points[at])
        distances = [
            min(distance, math.dist(point, chosen[-1]))
            for point, distance in zip(points, distances, strict=True)
        ]
    return chosen


def _lloyd(
    points: Sequence[Point], weights: Sequence[float], start: list[Point]
) -> tuple[float, list[tuple[float, Point]]]:
    """Move the centres until they stay: the cost, and the centres that have points."""
    centres, cost = start, math.inf
    members: list[list[int]] = []
    for _ in range(_PASSES):
        before = cost
        found = [nearest(point, centres) for point in points]
        cost = math.fsum(w * d * d for w, (d, _) in zip(weights, found, strict=True))
        if cost >= before:
            break
        members = [[] for _ in centres]
        for i, (_, k) in enumerate(found):
            members[k].append(i)
        centres = [
            _middle(points, weights, own) if own else centre
            for own, centre in zip(members, centres, strict=True)
        ]
    return cost, [
        (math.fsum(weights[i] for i in own), centre)
        for own, centre in zip(members, centres, strict=True)
        if own
    ]


def _middle(points: Sequence[Point], weights: Sequence[float], own: list[int]) -> Point:
    mine = [weights[i] for i in own]
    axes = zip(*(points[i] for i in own), strict=True)
    return tuple(mean(axis, mine) for axis in axes)
