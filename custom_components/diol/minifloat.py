"""The unsigned floats of the model text: uf16 and uf8, which decode without rounding."""

import math


def uf16(code: int) -> float:
    """Decode 16 bits: from 0 to 16773120 in about 3.5 digits."""
    return _decode(code, 11, 18)


def uf8(code: int) -> float:
    """Decode 8 bits: from 0 to 496 in about 1.5 digits."""
    return _decode(code, 4, 10)


def uf16_code(value: float) -> int:
    """Find the nearest code, halves upwards."""
    return _encode(value, 11, 18, 0xFFFF)


def uf8_code(value: float) -> int:
    """Find the nearest code, halves upwards."""
    return _encode(value, 4, 10, 0xFF)


def through_uf16(value: float) -> float:
    """Round to a number that 16 bits can say."""
    return uf16(uf16_code(value))


def through_uf8(value: float) -> float:
    """Round to a number that 8 bits can say."""
    return uf8(uf8_code(value))


def _decode(code: int, bits: int, fraction: int) -> float:
    """Decode an unsigned float of `bits` of mantissa whose smallest step is 2**-fraction."""
    exponent, mantissa = code >> bits, code & ((1 << bits) - 1)
    if exponent == 0:
        return math.ldexp(mantissa, -fraction)
    return math.ldexp((1 << bits) + mantissa, exponent - 1 - fraction)


def _encode(value: float, bits: int, fraction: int, greatest: int) -> int:
    """Find the nearest code; rounding up to a full mantissa carries into the exponent."""
    if not value > 0:  # also what is not a number
        return 0
    if value >= _decode(greatest, bits, fraction):
        return greatest
    steps = math.ldexp(value, fraction)
    exponent = max(0, math.frexp(steps)[1] - bits - 1)
    code = (exponent << bits) + math.floor(math.ldexp(steps, -exponent) + 0.5)
    return min(code, greatest)
