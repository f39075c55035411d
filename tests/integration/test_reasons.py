"""Tests of wording why there is an anomaly."""

import json
from pathlib import Path
import re
import string

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

import custom_components.diol
from custom_components.diol.coded import parse
from custom_components.diol.reasons import async_word
from custom_components.diol.states import Source

from .fake_plug import FakePlug

INTEGRATION = Path(custom_components.diol.__file__).parent
ROOT = INTEGRATION.parents[1]
SOURCE = (ROOT / "esphome" / "components" / "diol" / "reason.cpp").read_text()
# What the firmware's own tests expect it to say.
EXPECTED = sorted(
    set(
        re.findall(
            r'"([A-Z][^"\[]*\[[a-z_]+ n=[^"\]]*\])"',
            (ROOT / "tests" / "core" / "test_reason.cpp").read_text(),
        )
    )
)


@pytest.fixture
def platforms() -> list[Platform]:
    """The reason is a sensor."""
    return [Platform.SENSOR]


def english() -> dict[str, str]:
    """The English sentences."""
    words = json.loads((INTEGRATION / "translations" / "en.json").read_text())["common"]
    return {key: text for key, text in words.items() if key.startswith("reason_")}


def test_every_reason_of_the_firmware_has_its_words() -> None:
    """Read from its source, so that a new one is not forgotten."""
    counted = re.findall(r'w->count\(FLASH_TEXT\("([^"]*)"', SOURCE)
    told = ["_".join(re.findall(r"(?<!%)\b([a-z_]+)=", numbers)) for numbers in counted]
    drifts = re.search(r"NAMES\[DAY_QUANTITIES\] = \{(.*?)\}", SOURCE)
    assert drifts is not None
    names = [
        f"{name}_{how}"
        for name in re.findall(r'"(\w+)"', drifts[1])
        for how in ("more", "less")
    ]
    assert {f"reason_{key}" for key in (*filter(None, told), *names)} == set(english())
    for key, sentence in english().items():
        fields = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        if "_day_" in key:
            assert fields == {"percent"}
        else:
            assert "_".join(("reason", *sorted(fields, key=key.rindex))) == key


@pytest.mark.parametrize("text", EXPECTED)
async def test_in_english_it_is_what_the_firmware_says(
    hass: HomeAssistant, init: MockConfigEntry, text: str
) -> None:
    """Word for word and number for number."""
    reason = parse(text)
    assert async_word(hass, reason) == reason.sentence


def test_the_firmwares_tests_were_read() -> None:
    """Nothing would be compared without them."""
    assert len(EXPECTED) > 20


@pytest.mark.parametrize(
    "text",
    [
        "Something new [unusual n=3 age=1 humidity=80 max=60]",
        "Something without numbers [unusual n=3 age=1]",
        "Something without a code",
    ],
)
async def test_what_came_later_is_told_in_the_firmwares_words(
    hass: HomeAssistant, init: MockConfigEntry, text: str
) -> None:
    """The plug may be newer than the integration."""
    assert async_word(hass, parse(text)) == parse(text).sentence


@pytest.mark.parametrize(
    ("language", "long", "little"),
    [
        (
            "de",
            "Seit 3 h 10 min an; längste gelernte Zeit 48 min",
            "Nimmt ausgeschaltet 9,5 W auf; üblich sind 4,0 W",
        ),
        (
            "fr",
            "En marche depuis 3 h 10 min ; durée maximale apprise 48 min",
            "Consomme 9,5 W à l'arrêt ; d'habitude 4,0 W",
        ),
    ],
)
async def test_the_reason_is_in_the_users_language(
    hass: HomeAssistant, plug_a: FakePlug, language: str, long: str, little: str
) -> None:
    """With the numbers as they are written there."""
    hass.config.language = language
    entry = plug_a.diol_entry()
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    plug_a.raise_anomaly()
    await hass.async_block_till_done()
    (sensor,) = [
        state
        for state in hass.states.async_all("sensor")
        if state.state == long and "diol" not in state.entity_id
    ]
    event = hass.states.async_all("event")[0]
    assert event.attributes["reason"] == long
    plug_a.set({Source.REASON: "x [standby_changed n=3 age=1 standby=9.5 usual=4.0]"})
    await hass.async_block_till_done()
    changed = hass.states.get(sensor.entity_id)
    assert changed is not None
    assert changed.state == little
