"""Tests of the translations: every language says all that English says, with the same in it."""

import json
from pathlib import Path
import re
import string

import pytest

import custom_components.diol

FOLDER = Path(custom_components.diol.__file__).parent / "translations"
LANGUAGES = ("de", "es", "fr", "nl")
# Words that are the same in a language, by what they mean there.
SAME = {
    "de": {"Version", "Name"},
    "es": set(),
    "fr": {"Score", "Version", "Mode", "Source", "Note", "Options"},
    "nl": {"Score", "Model"},
}
# The point between a number and its decimals, and a name alone, have no words.
WORDLESS = (".", "{name}")


def flat(language: str) -> dict[str, str]:
    """All texts of a language by their keys."""
    texts: dict[str, str] = {}

    def walk(part: dict[str, object], path: str) -> None:
        for key, value in part.items():
            if isinstance(value, dict):
                walk(value, f"{path}{key}.")
            else:
                assert isinstance(value, str)
                texts[path + key] = value

    walk(json.loads((FOLDER / f"{language}.json").read_text()), "")
    return texts


def placeholders(text: str) -> set[str]:
    """What is filled into a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_these_are_the_languages() -> None:
    """None is there without being tested."""
    assert {path.stem for path in FOLDER.iterdir()} == {"en", *LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_keys_of_english_in_its_order(language: str) -> None:
    """A missing text would be English, one that is too much would never be read."""
    assert list(flat(language)) == list(flat("en"))


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_a_text_has_the_placeholders_of_english_and_no_markup(language: str) -> None:
    """Home Assistant fills them in, and shows the rest as it is."""
    english = flat("en")
    for key, text in flat(language).items():
        assert placeholders(text) == placeholders(english[key]), key
        assert text == text.strip() != "", key
        assert not re.search(r"</?[a-z]|https?://|['\"]\{|\}['\"]", text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    """Only words that are the same in both languages are the same."""
    english = flat("en")
    same = {
        text
        for key, text in flat(language).items()
        if text == english[key] and text not in WORDLESS
    }
    assert same == SAME[language]
    assert flat(language)["common.decimal_point"] == ","


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_stay_as_they_are(language: str) -> None:
    """What is typed into YAML or stands in a file is the same everywhere."""
    english = flat("en")
    for key, text in flat(language).items():
        for code in ("DIoL1", "2026-11-01T12:00:00+00:00", "YAML", "JSON", "ESPHome"):
            assert (code in text) == (code in english[key]), (key, code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_modes_are_named_as_they_are_typed(language: str) -> None:
    """An error that says which mode to choose, and what explains the modes, names them."""
    english = flat("en")
    for key, text in flat(language).items():
        for mode in ("exact", "adapt"):
            named = re.search(rf"\b{mode}\b", english[key]) is not None
            explained = key.endswith(".fields.mode.description")
            assert (re.search(rf"\b{mode}\b", text) is not None) == (
                named or explained
            ), (key, mode)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_text_has_one_translation(language: str) -> None:
    """Users meet the same thing under the same name wherever it is shown."""
    texts = flat(language)
    translations: dict[str, set[str]] = {}
    for key, english in flat("en").items():
        translations.setdefault(english, set()).add(texts[key])
    assert [several for several in translations.values() if len(several) > 1] == []


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_names_of_entities_make_entity_ids_with_all_their_words(language: str) -> None:
    """A typographic apostrophe would glue two words together: `score_danomalie`."""
    names = [
        text
        for key, text in flat(language).items()
        if re.fullmatch(r"entity\.\w+\.\w+\.name", key)
    ]
    assert names
    for name in names:
        assert "’" not in name
        # The firmware's own entities begin so, and may be on the same device.
        assert not name.startswith("DIoL")


@pytest.mark.parametrize("language", LANGUAGES)
def test_actions_are_named_as_they_are_called(language: str) -> None:
    """A text that sends somebody to an action gives its name in that language."""
    english, texts = flat("en"), flat(language)
    for action in ("export_model", "import_model", "list_models"):
        name = f"services.{action}.name"
        for key, text in texts.items():
            if key != name and english[name] in english[key]:
                assert texts[name] in text, key
