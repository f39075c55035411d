"""Changes of model texts that lead beyond the checksum, for differential.py."""

import base64
import binascii
import random
import zlib

import atheris

from .integration import load

BETWEEN = b"\xff"  # texts of one input

PREFIX = b"DIoL1."
VERSIONS = (b"DIoL2.", b"DIoL10.", b"DIoL0.", b"DIoL01.", b"DIoL99.", b"DIoL100.")
ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# What a person or a program may put into a text, digits of other scripts and unpaired surrogates too
WRONG = (*" +/=.\n\r\t\0", "ä", "é", "９", "𝟙", "\ufeff", "\u2028", "\ud800", "\udfff")

# docs/model-format.md: where words of 16 bits lie (the rest are bytes), and those that are 0 of some
WORDS = (*range(4, 18, 2), *range(20, 56, 2), *range(59, 79, 2))
OF_CYCLES = (10, 12, 14, 16, 26, 28, 36, 40, 42, 44)
OF_DAYS = (50, 52, 54)
DAY_SPREADS = slice(56, 59)
COUNT_AT = 3
ON_POWER_AT = 6
CLUSTERS_AT = 89
CLUSTER_BYTES = 11
MOST_BYTES = 190  # more than a text has room for
CYCLES, ON_DEMAND = 4, 8
BYTES = (0, 1, 9, 0x7F, 0x80, 0xFE, 0xFF)
OCTAVE = 1 << 11

minifloat = load("minifloat")
ENDS = tuple(
    minifloat.uf16_code(end)
    for end in (0.05, 1e-4, 5e-4, 1, 4, 16, 60, 100, 1000, 20160, 32768, 65535)
)
RATIOS = (1, 20, 1000)  # of powers to the power while on
# Limits and the greatest that each may be, alone or as a multiple of the power while on
GREATEST = {
    20: 16,
    22: 4,
    24: 16,
    26: 20160,
    28: 20160,
    40: 100,
    42: 100,
    44: 1,
    48: 20160,
}
GREATEST_RATIOS = {30: 20, 34: 20, 36: 1, 38: 1000, 46: 20}


def signed(body: bytes) -> bytes:
    """Write a body as text, with the checksum it needs."""
    payload = body + zlib.crc32(PREFIX + body).to_bytes(4)
    return PREFIX + base64.urlsafe_b64encode(payload).rstrip(b"=")


def body_in(text: bytes) -> bytearray | None:
    """Return what is between prefix and checksum, if it can be decoded."""
    digits = text.removeprefix(PREFIX)
    try:
        payload = base64.urlsafe_b64decode(digits + b"=" * (-len(digits) % 4))
    except binascii.Error, ValueError:
        return None
    return bytearray(payload[:-4]) if len(payload) > CLUSTERS_AT + 4 else None


def word_at(body: bytes, at: int) -> int:
    """Read a code."""
    return int.from_bytes(body[at : at + 2])


def put_word(body: bytearray, at: int, code: int) -> None:
    """Write a code."""
    body[at : at + 2] = (code & 0xFFFF).to_bytes(2)


def change_word(body: bytearray, rng: random.Random) -> None:
    """Change one field of 16 bits, most often to where a range may end."""
    at = rng.choice(WORDS)
    near = rng.randint(-1, 1)
    on_power = minifloat.uf16(word_at(body, ON_POWER_AT))
    code = rng.choice(
        (
            rng.choice(ENDS) + near,
            minifloat.uf16_code(rng.choice(RATIOS) * on_power) + near,
            word_at(body, rng.choice(WORDS)) + near,
            word_at(body, at) + rng.randint(-4, 4) * OCTAVE,
            word_at(body, at) + rng.randint(-32, 32),
            rng.randrange(0x10000),
        )
    )
    put_word(body, at, code)


def widen(body: bytearray, rng: random.Random) -> None:
    """Make some of its limits as wide as they may be, or nearly so."""
    on_power = minifloat.uf16(word_at(body, ON_POWER_AT))
    greatest = GREATEST | {at: r * on_power for at, r in GREATEST_RATIOS.items()}
    for at, value in greatest.items():
        if rng.random() < 0.5 and (body[0] & CYCLES or at not in OF_CYCLES):
            put_word(body, at, minifloat.uf16_code(value) - rng.randint(0, 1))


def change_kind(body: bytearray, rng: random.Random) -> None:
    """Make it another kind of appliance, with 0 wherever that has nothing to say."""
    body[0] = flags = rng.randrange(16)
    for at in OF_CYCLES:
        if not flags & CYCLES:
            put_word(body, at, 0)
        elif word_at(body, at) == 0:
            put_word(body, at, minifloat.uf16_code(1.0))
    if not flags & CYCLES or flags & ON_DEMAND:
        for at in OF_DAYS:
            put_word(body, at, 0)
        body[DAY_SPREADS] = bytes(3)


def change_clusters(body: bytearray, rng: random.Random) -> None:
    """Give it another number of clusters, mostly near the middle."""
    body[COUNT_AT] = count = rng.randint(1, 8)
    del body[CLUSTERS_AT:]
    for _ in range(count * CLUSTER_BYTES):
        body.append(rng.randrange(256 if rng.random() < 0.3 else 48))


def change_body(body: bytearray, rng: random.Random) -> None:
    """Change a field, the number of clusters or the length."""
    what = rng.randrange(16)
    if what == 0:
        change_kind(body, rng)
    elif what == 1:
        change_clusters(body, rng)
    elif what == 2:
        length = rng.randint(CLUSTERS_AT, MOST_BYTES)
        body[:] = bytes(body[:length]).ljust(length, b"\0")
    elif what == 3:
        body[:] = atheris.Mutate(bytes(body), MOST_BYTES).ljust(CLUSTERS_AT, b"\0")
    elif what <= 5:
        widen(body, rng)
    elif what <= 7:
        body[rng.randrange(len(body))] = rng.choice((*BYTES, rng.randrange(256)))
    else:
        change_word(body, rng)


def mistype(text: bytes, rng: random.Random) -> bytes:
    """Make one of the mistakes of a person or a program that copies a text."""
    at = rng.randrange(len(text) + 1)
    wrong = rng.choice(WRONG).encode(errors="surrogatepass")
    return rng.choice(
        (
            text[:at] + wrong + text[at + 1 :],
            text[:at] + wrong + text[at:],
            text + wrong,
            text[:at] + text[at + rng.randint(1, 8) :],
            text[:at],
            text + bytes(rng.choices(ALPHABET, k=rng.randint(1, 160))),
            rng.choice(VERSIONS) + text.removeprefix(PREFIX),
            text[:-1] + bytes(rng.choices(ALPHABET)),
        )
    )


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """Change one of the texts of an input, or how many they are."""
    rng = random.Random(seed)
    parts = data.split(BETWEEN, 2)
    at = rng.randrange(len(parts))
    body = body_in(parts[at])
    what = rng.randrange(16)
    if body is None or what == 0:
        parts[at] = (
            atheris.Mutate(parts[at], most)
            if rng.random() < 0.5
            else mistype(parts[at], rng)
        )
    elif what == 1:
        parts[at] = mistype(parts[at], rng)
    elif what == 2 and len(parts) > 1:
        del parts[at]
    else:
        if what <= 5 and len(parts) < 3:
            parts.append(parts[at])  # and change it, so that there are two to merge
        for _ in range(rng.randint(1, 4)):
            change_body(body, rng)
        parts[at] = signed(bytes(body))
    return BETWEEN.join(parts)[:most]
