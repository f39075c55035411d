"""The model text: what a plug has learnt, as one line of at most 255 characters.

Same checks, same order and same codes as the firmware's `model_text.cpp`, so that a text is refused
alike on both sides and before it is sent. Knows nothing of Home Assistant.
"""

import base64
from dataclasses import dataclass
import re
import struct
from typing import Final
import zlib

from .minifloat import uf8, uf8_code, uf16, uf16_code

MAX_LENGTH: Final = 255
MAX_CLUSTERS: Final = 8
COORDINATE_STEPS: Final = 16  # a standard deviation

_PREFIX: Final = "DIoL1."
_START: Final = re.compile(r"DIoL([1-9][0-9]?)\.", re.ASCII)
_BAD_CHARACTER: Final = re.compile(r"[^A-Za-z0-9_-]")
_FEATURE_SET: Final = 1
_PROVISIONAL, _ADAPTED, _CYCLES = 1, 2, 4
_LOCATION: Final = ("on_power", "off_level", "on_time", "off_time", "duty", "starts")
_LIMITS: Final = (
    "block_mean",
    "block_scale",
    "block_max",
    "longest_on",
    "longest_off",
    "least_power",
    "greatest_power",
    "greatest_peak",
)
# flags, feature set, interval, clusters | hours | 6 x location | block length, blocks | 3 x block,
# 2 x longest, 3 x power | means | spreads
_HEADER: Final = struct.Struct(">4BH6H2B8H10H10B")
_CLUSTER: Final = struct.Struct(">B10b")
_CRC: Final = struct.Struct(">I")
_BLOCK_MINUTES: Final = 10
_CLUSTER_MINUTES: Final = 16

# Beyond these no reading would ever be unusual: a plug with such a model guards nothing.
MAX_BLOCK_DISTANCE: Final = 16.0
MAX_BLOCK_SCALE: Final = 4.0
MAX_SILENCE_MINUTES: Final = 20160.0
MAX_POWER_RATIO: Final = 20.0
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
    cycles: bool
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
    least_power: float
    greatest_power: float
    greatest_peak: float
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
    if flags & ~(_PROVISIONAL | _ADAPTED | _CYCLES):
        raise ModelTextError("bad_value", field="flags")
    if feature_set != _FEATURE_SET:
        raise ModelTextError("unknown_features", set=feature_set)
    if not 1 <= count <= MAX_CLUSTERS:
        raise ModelTextError("bad_value", field="clusters")
    if len(payload) != _size(count):
        raise ModelTextError("bad_length", length=length)
    location = dict(zip(_LOCATION, map(uf16, rest[:6]), strict=True))
    limits = dict(zip(_LIMITS, map(uf16, rest[8:16]), strict=True))
    model = Model(
        provisional=bool(flags & _PROVISIONAL),
        adapted=bool(flags & _ADAPTED),
        cycles=bool(flags & _CYCLES),
        feature_set=feature_set,
        interval=interval,
        hours=hours,
        **location,
        block_minutes=rest[6] * _BLOCK_MINUTES,
        blocks=rest[7],
        **limits,
        means=tuple(map(uf16, rest[16:26])),
        spreads=tuple(map(uf8, rest[26:])),
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
        model.provisional * _PROVISIONAL
        | model.adapted * _ADAPTED
        | model.cycles * _CYCLES,
        model.feature_set,
        model.interval,
        len(model.clusters),
        model.hours,
        *(uf16_code(getattr(model, name)) for name in _LOCATION),
        model.block_minutes // _BLOCK_MINUTES,
        model.blocks,
        *(uf16_code(getattr(model, name)) for name in _LIMITS),
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
    shortest = 0.05 if cycles else 0.0
    # Without cycles there is nothing to say of them, and exactly one way to say nothing.
    checks = (
        ("interval", model.interval >= 1),
        ("hours", model.hours >= 1),
        ("on_power", 0.05 <= model.on_power <= 32768),
        ("off_level", model.off_level < model.on_power),
        ("on_time", _within(model.on_time, 0.05, 20160, cycles)),
        ("off_time", _within(model.off_time, 0.05, 20160, cycles)),
        ("duty", _within(model.duty, 0.0001, 1, cycles)),
        ("starts", _within(model.starts, 0.0005, 60, cycles)),
        ("block_minutes", model.block_minutes >= 1),
        ("blocks", model.blocks >= 1),
        ("longest_on", shortest <= model.longest_on <= 40320),
        ("longest_off", shortest <= model.longest_off <= 40320),
        ("least_power", _within(model.least_power, 0, model.on_power, cycles)),
        (
            "greatest_power",
            _within(model.greatest_power, model.on_power, 32768, cycles),
        ),
        ("greatest_peak", model.greatest_peak <= 65536),
        ("spread", all(spread > 0 for spread in model.spreads)),
        (
            "coordinate",
            all(at > -8 for cluster in model.clusters for at in cluster.coordinates),
        ),
    )
    for field, good in checks:
        if not good:
            raise ModelTextError("bad_value", field=field)


def _check_not_blind(model: Model) -> None:
    """Refuse limits so wide that nothing could ever be an anomaly."""
    # The last feature, minutes without a change of power, spreads wider than the others.
    *spreads, unchanged = model.spreads
    checks = (
        ("block_mean", model.block_mean <= MAX_BLOCK_DISTANCE),
        ("block_scale", model.block_scale <= MAX_BLOCK_SCALE),
        ("block_max", model.block_max <= MAX_BLOCK_DISTANCE),
        ("longest_on", model.longest_on <= MAX_SILENCE_MINUTES),
        ("longest_off", model.longest_off <= MAX_SILENCE_MINUTES),
        (
            "greatest_power",
            model.greatest_power <= MAX_POWER_RATIO * model.on_power,
        ),
        ("spread", max(spreads) <= MAX_SPREAD and unchanged <= MAX_UNCHANGED_SPREAD),
    )
    for field, good in checks:
        if not good:
            raise ModelTextError("blind_model", field=field)


def _within(value: float, low: float, high: float, cycles: bool) -> bool:
    return low <= value <= high if cycles else value == 0


def _bytes_of(text: str) -> int:
    # The firmware counts bytes; the two differ only in texts that are refused anyway.
    return len(text.encode(errors="surrogatepass"))


def _size(clusters: int) -> int:
    return _HEADER.size + clusters * _CLUSTER.size + _CRC.size


def _checksum(body: bytes) -> int:
    return zlib.crc32(body, zlib.crc32(_PREFIX.encode()))
