"""Tests of wording what the firmware refuses."""

import json
from pathlib import Path
import re
import string
from unittest.mock import patch

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

import custom_components.diol
from custom_components.diol import refusals, transport
from custom_components.diol.coded import Coded, parse
from custom_components.diol.const import DOMAIN, Mode
from custom_components.diol.model import ModelTextError
from custom_components.diol.states import Source

from .fake_plug import FakePlug
from .model_texts import model_text

INTEGRATION = Path(custom_components.diol.__file__).parent
FIRMWARE = INTEGRATION.parents[1] / "esphome" / "components" / "diol"
STATUS = "sensor.plug_a_detection_status"


def firmware() -> dict[str, str]:
    """What the firmware says for each code, with numbers and fields filled in."""
    source = (FIRMWARE / "refusal.cpp").read_text()
    joined = re.sub(r'"\s*"', "", source)
    literals = re.findall(r'"((?:[^"\\]|\\.)*\[[a-z_]+[^"\]]*\])"', joined)
    texts = [text.replace("%ld", "7").replace("%s", "duty") for text in literals]
    return {parse(text).code or "": text for text in texts}


def messages() -> dict[str, str]:
    """The English exceptions."""
    english = json.loads((INTEGRATION / "translations" / "en.json").read_text())
    return {key: value["message"] for key, value in english["exceptions"].items()}


def fields_of(message: str) -> set[str]:
    """The placeholders of a message."""
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


@pytest.fixture
def platforms() -> list[Platform]:
    """The status is a sensor."""
    return [Platform.SENSOR]


def test_every_code_of_the_firmware_has_its_words() -> None:
    """Read from its source, so that a new code is not forgotten."""
    said = firmware()
    header = (FIRMWARE / "refusal.h").read_text()
    enumeration = re.search(r"enum Code : uint8_t \{(.*?)\}", header, re.DOTALL)
    assert enumeration is not None
    codes = [code.lower() for code in re.findall(r"[A-Z_]{2,}", enumeration[1])]
    assert set(codes) - {"none"} == said.keys() == refusals.VALUES.keys()
    english = messages()
    for code, text in said.items():
        told = parse(text).values
        assert tuple(told) == refusals.VALUES[code]
        message = english[f"refused_{code}"]
        # What is wrong, and in a sentence of its own what to do.
        assert fields_of(message) == {"name", *told}
        assert message.startswith("{name} refused this, so nothing has changed there: ")
        assert message.count(". ") == 1
    # Nothing of what was refused once is still worded.
    worded = {key for key in english if key.startswith("refused_")}
    assert worded == {f"refused_{code}" for code in said}


def test_every_code_of_a_text_that_cannot_be_copied_has_its_placeholders() -> None:
    """The same codes, of the text that a plug reports."""
    source = (INTEGRATION / "model.py").read_text()
    raised = re.findall(r'ModelTextError\(\s*"(\w+)"(?:, (\w+)=)?', source)
    for code, value in raised:
        for said in ("text", "given"):
            assert fields_of(messages()[f"{said}_{code}"]) == {"name", value} - {""}


@pytest.mark.parametrize("code", refusals.VALUES)
async def test_a_refusal_is_worded_by_its_code(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug, code: str
) -> None:
    """As an error with all its numbers, and in the status."""
    plug_a.refusal = firmware()[code]
    (plug,) = transport.async_find(hass, plug_a.device.id)
    with pytest.raises(ServiceValidationError) as raised:
        await plug.async_import(model_text(), Mode.EXACT)
    assert raised.value.translation_domain == DOMAIN
    assert raised.value.translation_key == f"refused_{code}"
    words = str(raised.value)
    assert words.startswith("Plug A refused this")
    assert "{" not in words

    plug_a.set({Source.STATUS: f"watching: the text was refused: {firmware()[code]}"})
    await hass.async_block_till_done()
    state = hass.states.get(STATUS)
    assert state is not None
    assert (state.state, state.attributes["refusal"]) == ("watching", words)


async def test_a_character_is_counted_from_1(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug
) -> None:
    """The code counts from 0, as programs do, and the firmware's sentence from 1."""
    (plug,) = transport.async_find(hass, plug_a.device.id)
    plug_a.refusal = (
        "Character 8 is not one that a model text uses [bad_character position=7]"
    )
    with pytest.raises(ServiceValidationError, match="character 8 of the text"):
        await plug.async_import(model_text(), Mode.EXACT)
    error = ModelTextError("bad_character", position=7)
    assert refusals.placeholders(error.placeholders) == {"position": "8"}


@pytest.mark.parametrize(
    "refusal", ["Too warm [too_warm degrees=9]", "A new form of it [bad_value unit=W]"]
)
async def test_a_refusal_not_known_here_is_said_in_the_firmwares_words(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug, refusal: str
) -> None:
    """From firmware that is newer than the integration."""
    sentence = parse(refusal).sentence
    plug_a.refusal = refusal
    (plug,) = transport.async_find(hass, plug_a.device.id)
    with pytest.raises(ServiceValidationError) as raised:
        await plug.async_import(model_text(), Mode.EXACT)
    assert raised.value.translation_key == "refused"
    assert str(raised.value).endswith(sentence)
    plug_a.set({Source.STATUS: f"no model: {refusal}"})
    await hass.async_block_till_done()
    state = hass.states.get(STATUS)
    assert state is not None
    assert state.attributes["refusal"] == sentence


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (
            {"de": "{name} kennt Version {version} nicht."},
            "Plug A kennt Version 2 nicht",
        ),
        ({"en": "{name} knows no version {version}"}, "Plug A knows no version 2"),
        ({"de": "{wrong}", "en": "No version {version}"}, "No version 2"),
        ({"de": "{", "en": ""}, "Newer"),
        ({}, "Newer"),
    ],
)
async def test_a_refusal_is_worded_in_the_users_language(
    hass: HomeAssistant, known: dict[str, str], said: str
) -> None:
    """In English where that is not translated, and as the firmware says it at last."""
    hass.config.language = "de"
    key = f"component.{DOMAIN}.exceptions.refused_newer_version.message"
    with patch(
        "custom_components.diol.wording.async_get_cached_translations",
        lambda _, language, *__: {key: known[language]} if language in known else {},
    ):
        refusal = Coded("Newer", "newer_version", {"version": 2})
        assert refusals.async_word(hass, refusal, "Plug A") == said
