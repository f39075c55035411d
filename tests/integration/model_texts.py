"""Model texts made by hand, byte by byte, without the code that is tested."""

import base64
import struct
import zlib

# Offset and layout of each field, as the standard has them.
LAYOUT = {
    "flags": (0, ">B"),
    "feature_set": (1, ">B"),
    "interval": (2, ">B"),
    "clusters": (3, ">B"),
    "hours": (4, ">H"),
    "on_power": (6, ">H"),
    "off_level": (8, ">H"),
    "on_time": (10, ">H"),
    "off_time": (12, ">H"),
    "duty": (14, ">H"),
    "starts": (16, ">H"),
    "block_minutes": (18, ">B"),
    "blocks": (19, ">B"),
    "block_mean": (20, ">H"),
    "block_scale": (22, ">H"),
    "block_max": (24, ">H"),
    "longest_on": (26, ">H"),
    "longest_off": (28, ">H"),
    "greatest_power": (30, ">H"),
    "least_power": (32, ">H"),
    "greatest_floor_on": (34, ">H"),
    "greatest_floor_off": (36, ">H"),
    "greatest_peak": (38, ">H"),
    "most_attempts": (40, ">H"),
    "most_starts": (42, ">H"),
    "greatest_duty": (44, ">H"),
    "greatest_base": (46, ">H"),
    "longest_unchanged": (48, ">H"),
    "day_on": (50, ">H"),
    "day_off": (52, ">H"),
    "day_power": (54, ">H"),
    "day_spreads": (56, ">3B"),
    "means": (59, ">10H"),
    "spreads": (79, ">10B"),
}

CYCLES, ON_DEMAND = 4, 8


def uf16(value: float) -> int:
    """Encode a number that has an exact code, by trying them all."""
    for exponent in range(32):
        unit = 2.0 ** (max(exponent, 1) - 1 - 18)
        mantissa = value / unit - (2048 if exponent else 0)
        if mantissa == int(mantissa) and 0 <= mantissa < 2048:
            return exponent << 11 | int(mantissa)
    raise ValueError(value)


def uf8(value: float) -> int:
    """Encode a number that has an exact code, by trying them all."""
    for exponent in range(16):
        unit = 2.0 ** (max(exponent, 1) - 1 - 10)
        mantissa = value / unit - (16 if exponent else 0)
        if mantissa == int(mantissa) and 0 <= mantissa < 16:
            return exponent << 4 | int(mantissa)
    raise ValueError(value)


FRIDGE: dict[str, int | tuple[int, ...]] = {
    "flags": CYCLES,
    "feature_set": 1,
    "interval": 10,
    "clusters": 3,
    "hours": 216,
    "on_power": uf16(84.5),
    "off_level": uf16(1.25),
    "on_time": uf16(16.5),
    "off_time": uf16(41.0),
    "duty": uf16(0.28125),
    "starts": uf16(1.0),
    "block_minutes": 18,
    "blocks": 70,
    "block_mean": uf16(3.5),
    "block_scale": uf16(0.375),
    "block_max": uf16(5.25),
    "longest_on": uf16(48.0),
    "longest_off": uf16(75.0),
    "greatest_power": uf16(90.0),
    "least_power": uf16(80.0),
    "greatest_floor_on": uf16(88.0),
    "greatest_floor_off": uf16(2.5),
    "greatest_peak": uf16(700.0),
    "most_attempts": uf16(2.0),
    "most_starts": uf16(3.0),
    "greatest_duty": uf16(0.375),
    "greatest_base": uf16(2.0),
    "longest_unchanged": uf16(12.0),
    "day_on": uf16(17.0),
    "day_off": uf16(40.0),
    "day_power": uf16(25.5),
    "day_spreads": (uf8(0.0625), uf8(0.125), uf8(0.25)),
    "means": tuple(uf16(0.25 * n) for n in range(10)),
    "spreads": tuple(uf8(0.125 * n) for n in range(1, 11)),
}
ROUTER: dict[str, int | tuple[int, ...]] = {
    "flags": 0,
    "on_time": 0,
    "off_time": 0,
    "duty": 0,
    "starts": 0,
    "longest_on": 0,
    "longest_off": 0,
    "greatest_floor_off": 0,
    "most_attempts": 0,
    "most_starts": 0,
    "greatest_duty": 0,
    "day_on": 0,
    "day_off": 0,
    "day_power": 0,
    "day_spreads": (0, 0, 0),
}
# A washing machine: its days are not compared.
WASHER: dict[str, int | tuple[int, ...]] = {
    "flags": CYCLES | ON_DEMAND,
    "day_on": 0,
    "day_off": 0,
    "day_power": 0,
    "day_spreads": (0, 0, 0),
}
CLUSTERS = [bytes([100, *range(10 * n, 10 * n + 10)]) for n in range(8)]


def payload(
    fields: dict[str, int | tuple[int, ...]] | None = None,
    clusters: list[bytes] | None = None,
) -> bytes:
    """Return the payload of a fridge's model with some fields changed, without checksum."""
    fields = FRIDGE | (fields or {})
    body = bytearray(89)
    for name, value in fields.items():
        offset, layout = LAYOUT[name]
        values = value if isinstance(value, tuple) else (value,)
        struct.pack_into(layout, body, offset, *values)
    return bytes(body) + b"".join(CLUSTERS[:3] if clusters is None else clusters)


def text_of(body: bytes) -> str:
    """Return the text of a payload, with its checksum."""
    crc = zlib.crc32(b"DIoL1." + body)
    return "DIoL1." + base64.urlsafe_b64encode(
        body + crc.to_bytes(4, "big")
    ).decode().rstrip("=")


def model_text(
    fields: dict[str, int | tuple[int, ...]] | None = None,
    clusters: list[bytes] | None = None,
) -> str:
    """Return the text of a fridge's model with some fields changed."""
    return text_of(payload(fields, clusters))
