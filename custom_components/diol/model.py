"""The model text: what a plug has learnt, as one line of at most 255 characters.

Same checks, same order and same codes as the firmware's `model_text.cpp`, so that a text is refused
alike on both sides and before it is sent. Knows nothing of Home Assistant.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
import re
import struct
from typing import Any, Final
import zlib

from .gauges import GAUGES, MAX_MINUTES, MAX_POWER, MIN_MINUTES
from .minifloat import uf8, uf8_code, uf16, uf16_code
from .reach import LEAST_REACH, reach_of

MAX_LENGTH: Final = 255
MAX_CLUSTERS: Final = 8
COORDINATE_STEPS: Final = 16  # a standard deviation
FEATURES: Final = 10

_PREFIX: Final = "DIoL1."
_START: Final = re.compile(r"DIoL([1-9][0-9]?)\.", re.ASCII)
_BAD_CHARACTER: Final = re.compile(r"[^A-Za-z0-9_-]")
_FEATURE_SET: Final = 1
_FLAGS: Final = ("provisional", "adapted", "cycles", "on_demand")  # from bit 0 on
_LOCATION: Final = ("on_power", "off_level", "on_time", "off_time", "duty", "starts")
_BLOCK: Final = ("block_mean", "block_scale", "block_max")
_DAYS: Final = ("day_on", "day_off", "day_power")
_WORDS: Final = (*_BLOCK, *(gauge.name for gauge in GAUGES), *_DAYS)
# flags, feature set, interval, clusters | hours | 6 x location | block length, blocks | 3 x block,
# 12 x gauge, 3 x day | 3 x day's spread | means | spreads
_HEADER: Final = struct.Struct(">4BH6H2B18H3B10H10B")
_CLUSTER: Final = struct.Struct(">B10b")
_CRC: Final = struct.Struct(">I")
_BLOCK_MINUTES: Final = 10
_CLUSTER_MINUTES: Final = 16

# Beyond these no reading would ever be unusual: a plug with such a model guards nothing.
MAX_BLOCK_DISTANCE: Final = 16.0
MAX_BLOCK_SCALE: Final = 4.0
MAX_DAY_SPREAD: Final = 1.0
MAX_SPREAD: Final = 8.0
MAX_UNCHANGED_SPREAD: Final = 16.0


class ModelTextError(ValueError):
    """A text that is not a usable model: a code, and what there is to say about it."""

    def __init__(self, code: str, **placeholders: str | int) -> None:
        """Keep the code and its values apart, so that they can be worded in any language."""
        self.code = code
        self.placeholders = placeholders
        super().__init__(
            " ".join([code, *(f"{key}={value}" for key, value in placeholders.items())])
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Cluster:
    """A cluster: how long the appliance was in it, and where it lies in standard deviations."""

    minutes: float
    coordinates: tuple[float, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """All that detection needs. Powers are in watts, times in minutes."""

    provisional: bool
    adapted: bool
    cycles: bool  # switches between two power levels
    on_demand: bool  # does so when people want it to
    feature_set: int
    interval: int
    hours: int
    on_power: float
    off_level: float
    on_time: float
    off_time: float
    duty: float
    starts: float
    block_minutes: int
    blocks: int
    block_mean: float
    block_scale: float
    block_max: float
    longest_on: float
    longest_off: float
    greatest_power: float
    least_power: float
    greatest_floor_on: float
    greatest_floor_off: float
    greatest_peak: float
    most_attempts: float
    most_starts: float
    greatest_duty: float
    greatest_base: float
    longest_unchanged: float
    day_on: float
    day_off: float
    day_power: float
    day_spreads: tuple[float, ...]  # octaves
    means: tuple[float, ...]
    spreads: tuple[float, ...]
    clusters: tuple[Cluster, ...]


def parse(text: str) -> Model:
    """Decode a model text; raise ModelTextError if a plug would refuse it."""
    payload = _payload_of(text)
    # The number of characters is what a person can compare, so that is what a refusal names.
    length = _bytes_of(text)
    if len(payload) < _size(1):
        raise ModelTextError("bad_length", length=length)
    body = payload[: -_CRC.size]
    if _CRC.unpack(payload[-_CRC.size :])[0] != _checksum(body):
        raise ModelTextError("bad_checksum")
    flags, feature_set, interval, count, hours, *rest = _HEADER.unpack_from(body)
    if flags >> len(_FLAGS):
        raise ModelTextError("bad_value", field="flags")
    if feature_set != _FEATURE_SET:
        raise ModelTextError("unknown_features", set=feature_set)
    if not 1 <= count <= MAX_CLUSTERS:
        raise ModelTextError("bad_value", field="clusters")
    if len(payload) != _size(count):
        raise ModelTextError("bad_length", length=length)
    numbers = iter(rest)

    def words(names: tuple[str, ...]) -> dict[str, Any]:
        return {name: uf16(next(numbers)) for name in names}

    location = words(_LOCATION)
    block_minutes, blocks = next(numbers) * _BLOCK_MINUTES, next(numbers)
    limits = words(_WORDS)
    day_spreads = tuple(uf8(next(numbers)) for _ in _DAYS)
    shape = list(numbers)
    model = Model(
        **{name: bool(flags >> bit & 1) for bit, name in enumerate(_FLAGS)},
        feature_set=feature_set,
        interval=interval,
        hours=hours,
        **location,
        block_minutes=block_minutes,
        blocks=blocks,
        **limits,
        day_spreads=day_spreads,
        means=tuple(map(uf16, shape[:FEATURES])),
        spreads=tuple(map(uf8, shape[FEATURES:])),
        clusters=tuple(
            Cluster(
                minutes=uf8(weight) * _CLUSTER_MINUTES,
                coordinates=tuple(step / COORDINATE_STEPS for step in steps),
            )
            for weight, *steps in _CLUSTER.iter_unpack(body[_HEADER.size :])
        ),
    )
    _check_ranges(model)
    _check_not_blind(model)
    return model


def format(model: Model) -> str:
    """Write a model as text: the only text of that model."""
    body = _HEADER.pack(
        sum(getattr(model, name) << bit for bit, name in enumerate(_FLAGS)),
        model.feature_set,
        model.interval,
        len(model.clusters),
        model.hours,
        *(uf16_code(getattr(model, name)) for name in _LOCATION),
        model.block_minutes // _BLOCK_MINUTES,
        model.blocks,
        *(uf16_code(getattr(model, name)) for name in _WORDS),
        *map(uf8_code, model.day_spreads),
        *map(uf16_code, model.means),
        *map(uf8_code, model.spreads),
    )
    body += b"".join(
        _CLUSTER.pack(
            uf8_code(cluster.minutes / _CLUSTER_MINUTES),
            *(round(at * COORDINATE_STEPS) for at in cluster.coordinates),
        )
        for cluster in model.clusters
    )
    payload = body + _CRC.pack(_checksum(body))
    return _PREFIX + base64.urlsafe_b64encode(payload).decode().rstrip("=")


def _payload_of(text: str) -> bytes:
    """Check all that can be said of a text before its content is known."""
    if (start := _START.match(text)) is None:
        raise ModelTextError("not_a_model")
    if (version := int(start[1])) != 1:
        raise ModelTextError("newer_version", version=version)
    if (length := _bytes_of(text)) > MAX_LENGTH:
        raise ModelTextError("too_long", length=length)
    if bad := _BAD_CHARACTER.search(text, start.end()):
        raise ModelTextError("bad_character", position=bad.start())
    digits = text[start.end() :]
    if len(digits) % 4 == 1:
        raise ModelTextError("bad_length", length=length)
    payload = base64.urlsafe_b64decode(digits + "=" * (-len(digits) % 4))
    # Left-over bits are zero, or the same payload would have more than one text.
    if base64.urlsafe_b64encode(payload).decode().rstrip("=") != digits:
        raise ModelTextError("bad_length", length=length)
    return payload


def _check_ranges(model: Model) -> None:
    """Refuse numbers that no appliance has, the first in the order of the layout."""
    cycles = model.cycles
    # Without cycles there is nothing to say of them, and exactly one way to say nothing.
    checks = (
        ("interval", model.interval >= 1),
        ("hours", model.hours >= 1),
        ("on_power", 0.05 <= model.on_power <= MAX_POWER),
        ("off_level", model.off_level < model.on_power),
        ("on_time", _within(model.on_time, MIN_MINUTES, MAX_MINUTES, cycles)),
        ("off_time", _within(model.off_time, MIN_MINUTES, MAX_MINUTES, cycles)),
        ("duty", _within(model.duty, 0.0001, 1, cycles)),
        ("starts", _within(model.starts, 0.0005, 60, cycles)),
        ("block_minutes", model.block_minutes >= 1),
        ("blocks", model.blocks >= 1),
        *((gauge.name, gauge.in_range(model)) for gauge in GAUGES),
        *_day_checks(model),
        ("spread", all(spread > 0 for spread in model.spreads)),
        (
            "coordinate",
            all(at > -8 for cluster in model.clusters for at in cluster.coordinates),
        ),
    )
    for field, good in checks:
        if not good:
            raise ModelTextError("bad_value", field=field)


def _day_checks(model: Model) -> Iterator[tuple[str, bool]]:
    """Days are known as a whole or not at all, and of appliances that cycle by themselves alone."""
    known = model.day_on > 0
    for name in _DAYS:
        value = getattr(model, name)
        most = MAX_POWER if name == "day_power" else MAX_MINUTES
        good = model.cycles and not model.on_demand and MIN_MINUTES <= value <= most
        yield name, good if known else value == 0
    yield "day_spread", all((spread > 0) == known for spread in model.day_spreads)


def _check_not_blind(model: Model) -> None:
    """Refuse limits so wide that nothing could ever be an anomaly."""
    # The last feature, minutes without a change of power, spreads wider than the others.
    *spreads, unchanged = model.spreads
    checks = (
        ("block_mean", model.block_mean <= MAX_BLOCK_DISTANCE),
        ("block_scale", model.block_scale <= MAX_BLOCK_SCALE),
        ("block_max", model.block_max <= MAX_BLOCK_DISTANCE),
        *((gauge.name, not gauge.is_blind(model)) for gauge in GAUGES),
        ("day_spread", max(model.day_spreads) <= MAX_DAY_SPREAD),
        ("spread", max(spreads) <= MAX_SPREAD and unchanged <= MAX_UNCHANGED_SPREAD),
    )
    for field, good in checks:
        if not good:
            raise ModelTextError("blind_model", field=field)
    # Nothing is said of the shape of what people start.
    if not model.on_demand and reach_of(model) < LEAST_REACH:
        raise ModelTextError("blind_model", field="reach")


def _within(value: float, low: float, high: float, cycles: bool) -> bool:
    return low <= value <= high if cycles else value == 0


def _bytes_of(text: str) -> int:
    # The firmware counts bytes; the two differ only in texts that are refused anyway.
    return len(text.encode(errors="surrogatepass"))


def _size(clusters: int) -> int:
    return _HEADER.size + clusters * _CLUSTER.size + _CRC.size


def _checksum(body: bytes) -> int:
    return zlib.crc32(body, zlib.crc32(_PREFIX.encode()))
