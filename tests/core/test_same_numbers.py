"""The integration's parser and the plug's read the same numbers out of a text, or refuse it alike.

The texts are made here from the layout alone (docs/model-format.md), by neither of the two.
"""

import base64
import os
from pathlib import Path
import random
import struct
import subprocess
import zlib

import pytest

from custom_components.diol.model import Model, ModelTextError, format, parse

DUMP_MODEL = Path(
    os.environ.get("DIOL_DUMP_MODEL")
    or Path(__file__).parents[2] / "build" / "core" / "diol-dump-model"
)
HEADER = struct.Struct(">4BH6H2B18H3B10H10B")
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
FIELDS = [
    "on_power",
    "off_level",
    "on_time",
    "off_time",
    "duty",
    "starts",
    "block_mean",
    "block_scale",
    "block_max",
    "longest_on",
    "longest_off",
    "greatest_power",
    "least_power",
    "greatest_floor_on",
    "greatest_floor_off",
    "greatest_peak",
    "most_attempts",
    "most_starts",
    "greatest_duty",
    "greatest_base",
    "longest_unchanged",
    "day_on",
    "day_off",
    "day_power",
]


def value_of(code: int) -> float:
    """Decode a uf16 code."""
    e, m = code >> 11, code & 2047
    return m * 2.0**-18 if e == 0 else (2048 + m) * 2.0 ** (e - 19)


def code_of(value: float) -> int:
    """Find the greatest uf16 code whose value is not above."""
    low, high = 0, 0xFFFF
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if value_of(middle) <= value else (low, middle - 1)
    return low


def signed(payload: bytes) -> str:
    """Write a payload as text, with the checksum it needs."""
    payload += zlib.crc32(b"DIoL1." + payload).to_bytes(4)
    return "DIoL1." + base64.urlsafe_b64encode(payload).decode().rstrip("=")


def usable_payload(rng: random.Random) -> bytes:
    """Make a payload of random numbers that all lie in their ranges."""

    def between(low: float, high: float) -> int:
        first, last = code_of(low) + 1, code_of(high)
        return rng.choice((first, last, *[rng.randint(first, last)] * 6))

    cycles, on_demand = rng.random() < 0.75, rng.random() < 0.25
    count = rng.randint(1, 8)
    on_power = between(0.05, 32768)
    location = [on_power, rng.randrange(on_power)]
    ranges = ((0.05, 20160), (0.05, 20160), (0.0001, 1), (0.0005, 60))
    location += [between(*r) if cycles else 0 for r in ranges]
    limits = [rng.randint(0, code_of(most)) for most in (16, 4, 16)]
    limits += [between(0.05, 20160) if cycles else 0 for _ in range(2)]
    strongest = code_of(min(20 * value_of(on_power), 32768))
    limits += [
        rng.choice((on_power, rng.randint(on_power, strongest), strongest)),
        rng.choice((0, rng.randint(0, on_power), on_power)),
        rng.randint(0, strongest),
        rng.randint(0, on_power) * cycles,
        rng.randint(0, code_of(min(1000 * value_of(on_power), 65536))),
        rng.randint(0, code_of(100)) * cycles,
        rng.randint(0, code_of(100)) * cycles,
        rng.randint(0, code_of(1)) * cycles,
        rng.randint(0, strongest),
        rng.randint(0, code_of(20160)),
    ]
    days = cycles and not on_demand and rng.random() < 0.5
    limits += [between(0.05, most) * days for most in (20160, 20160, 32768)]
    limits += [rng.randint(1, 0x70) * days for _ in range(3)]
    payload = HEADER.pack(
        rng.randrange(4) | cycles << 2 | on_demand << 3,
        1,
        rng.randint(1, 255),
        count,
        rng.randint(1, 65535),
        *location,
        rng.randint(1, 255),
        rng.randint(1, 255),
        *limits,
        *(rng.randrange(65536) for _ in range(10)),
        *(rng.randint(1, 0xA0) for _ in range(10)),
    )
    for _ in range(count):
        payload += struct.pack(
            ">B10b", rng.randrange(256), *(rng.randint(-127, 127) for _ in range(10))
        )
    return payload


def mistyped(rng: random.Random, text: str) -> str:
    """Make one of the mistakes of a person or a program that copies a text."""
    at = rng.randrange(len(text))
    return rng.choice(
        (
            text[:at] + rng.choice(ALPHABET + " +/=.ä") + text[at + 1 :],
            text[:at] + text[at + 1 :],
            text[: at + 1] + text[at:],
            text[:at],
            text[at:],
            text + rng.choice(ALPHABET + " \n"),
            text + "A" * rng.randint(1, 260),
            text.replace(
                "DIoL1.", rng.choice(("DIoL2.", "DIoL10.", "DIoL0.", "DIoL01."))
            ),
            text[:-1] + ALPHABET[ALPHABET.index(text[-1]) ^ 1],
        )
    )


def texts() -> list[str]:
    """Make several hundred texts: usable ones, wrong values under a right checksum, mistyped ones."""
    rng = random.Random(20)
    made = [
        "",
        "DIoL",
        "DIoL1.",
        "nonsense",
        "DIoL1." + "A" * 249,
        "DIoL1." + "A" * 250,
    ]
    for _ in range(300):
        payload = bytearray(usable_payload(rng))
        made += [signed(bytes(payload)), mistyped(rng, signed(bytes(payload)))]
        for _ in range(rng.randint(1, 2)):
            payload[rng.randrange(len(payload))] = rng.choice(
                (0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256))
            )
            made.append(signed(bytes(payload)))
        made.append(signed(bytes(payload[: rng.randrange(len(payload))])))
    for at in range(HEADER.size):
        payload = bytearray(usable_payload(rng))
        for value in (0, 9, 0x80, 0xFF):
            payload[at] = value
            made.append(signed(bytes(payload)))
    return made


def as_plug_prints(model: Model) -> list[str]:
    """Write a model as diol-dump-model does."""
    lines = [
        f"{name}={int(getattr(model, name))}"
        for name in ("provisional", "adapted", "cycles", "on_demand", "interval")
    ]
    lines += [f"clusters={len(model.clusters)}", f"hours={model.hours}"]
    lines += [f"block_minutes={model.block_minutes}", f"blocks={model.blocks}"]
    lines += [f"{name}={getattr(model, name).hex()}" for name in FIELDS]
    lines += [f"day_spread.{q}={v.hex()}" for q, v in enumerate(model.day_spreads)]
    lines += [f"mean.{j}={value.hex()}" for j, value in enumerate(model.means)]
    lines += [f"spread.{j}={value.hex()}" for j, value in enumerate(model.spreads)]
    for k, cluster in enumerate(model.clusters):
        lines.append(f"minutes.{k}={float(cluster.minutes).hex()}")
        lines += [f"at.{k}.{j}={at.hex()}" for j, at in enumerate(cluster.coordinates)]
    return sorted(lines)


def read_by_plug(line: str) -> str:
    """Bring a float that C wrote to the form in which Python writes it."""
    name, _, value = line.partition("=")
    return f"{name}={float.fromhex(value).hex()}" if "0x" in value else line


@pytest.fixture(scope="module")
def answers() -> dict[str, list[str]]:
    """Ask the plug's parser about every text."""
    assert DUMP_MODEL.exists(), (
        f"{DUMP_MODEL} is missing: ninja -C build/core diol-dump-model"
    )
    asked = texts()
    output = subprocess.run(
        [DUMP_MODEL, *asked], check=True, capture_output=True, text=True
    ).stdout
    answered = [answer.splitlines() for answer in output.split("\n.\n")[:-1]]
    assert len(answered) == len(asked)
    return dict(zip(asked, answered, strict=True))


def answer_of_integration(text: str) -> list[str]:
    """Say what the integration makes of a text, in the words of diol-dump-model."""
    try:
        model = parse(text)
    except ModelTextError as refusal:
        values = {key: str(value) for key, value in refusal.placeholders.items()}
        field = values.pop("field", "")
        (number,) = values.values() or ("0",)
        return [f"refused code={refusal.code} number={number} field={field}"]
    assert format(model) == text
    return as_plug_prints(model)


def test_both_parsers_read_the_same_numbers_or_refuse_alike(
    answers: dict[str, list[str]],
) -> None:
    """Both may be wrong alike only where the layout is: the texts are made from it."""
    for text, answer in answers.items():
        assert sorted(map(read_by_plug, answer)) == answer_of_integration(text), text


def test_the_texts_reach_every_code(answers: dict[str, list[str]]) -> None:
    """Else the comparison above would say less than it seems to."""
    refusals = [answer[0] for answer in answers.values() if "refused" in answer[0]]
    assert len(answers) - len(refusals) > 300
    assert {refusal.split()[1].removeprefix("code=") for refusal in refusals} == {
        "not_a_model",
        "newer_version",
        "too_long",
        "bad_character",
        "bad_length",
        "bad_checksum",
        "bad_value",
        "unknown_features",
        "blind_model",
    }
