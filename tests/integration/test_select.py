"""Tests of the select of a plug's model."""

import asyncio
from contextlib import suppress
from typing import Any
from unittest.mock import patch

from homeassistant.components.select import ATTR_OPTIONS
from homeassistant.const import (
    EVENT_STATE_CHANGED,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
    Platform,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.diol.const import Mode
from custom_components.diol.library import LIBRARY, Library
from custom_components.diol.library_data import MAX_NAME, LibraryError
from custom_components.diol.select import ATTR_CHANGED, ATTR_VERSION, OWN
from custom_components.diol.states import Source
from custom_components.diol.transport import PlugTransport

from .fake_plug import WATCHING, FakePlug
from .model_texts import model_text

SELECT = "select.plug_a_library_model"
FIRST = model_text({"hours": 300})
SECOND = model_text({"hours": 301})
ADAPTED = model_text({"flags": 6, "hours": 302})


@pytest.fixture
def platforms() -> list[Platform]:
    """Only the one."""
    return [Platform.SELECT]


@pytest.fixture
def library(hass: HomeAssistant, init: MockConfigEntry) -> Library:
    """The library, with two versions of one model."""
    library = hass.data[LIBRARY]
    library.async_save("Fridge", FIRST)
    library.async_save("Fridge", SECOND)
    return library


def shown(hass: HomeAssistant) -> tuple[str, dict[str, Any]]:
    """State and what is said beside it."""
    state = hass.states.get(SELECT)
    assert state is not None
    told = {
        key: state.attributes[key]
        for key in (ATTR_VERSION, ATTR_CHANGED)
        if key in state.attributes
    }
    return state.state, told


async def select(hass: HomeAssistant, option: str) -> None:
    """Choose as a user does."""
    await hass.services.async_call(
        "select",
        "select_option",
        {"entity_id": SELECT, "option": option},
        blocking=True,
    )
    await hass.async_block_till_done()


async def test_the_models_of_the_library_can_be_chosen(
    hass: HomeAssistant, library: Library
) -> None:
    """As soon as they are there, and by their names."""
    library.async_save("Apartment", FIRST)
    state = hass.states.get(SELECT)
    assert state is not None
    assert state.attributes[ATTR_OPTIONS] == [
        OWN,
        "Apartment",
        "Fridge",
    ]
    library.async_delete("Apartment")
    state = hass.states.get(SELECT)
    assert state is not None
    assert state.attributes[ATTR_OPTIONS] == [OWN, "Fridge"]
    assert len(OWN) > MAX_NAME


async def test_the_newest_version_is_given_in_the_mode_adapt(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """As long as the plug has not taken one in another mode."""
    assert shown(hass) == (OWN, {})
    await select(hass, "Fridge")
    assert plug_a.calls == [{"model": SECOND, "mode": "adapt", "appliance": ""}]
    assert shown(hass) == ("Fridge", {ATTR_VERSION: 2, ATTR_CHANGED: False})


async def test_what_is_being_given_is_never_taken_for_own(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """The plug reports the text a moment before it is known that it took it."""
    states: list[str] = []
    hass.bus.async_listen(
        EVENT_STATE_CHANGED,
        callback(
            lambda event: (
                states.append(event.data["new_state"].state)
                if event.data["entity_id"] == SELECT
                else None
            )
        ),
    )
    plug_a.set({Source.MODEL_TEXT: ""})
    await select(hass, "Fridge")
    assert states == [STATE_UNKNOWN, "Fridge"]


async def test_the_last_mode_is_used_again(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """Who copies exactly does so for a reason."""
    await hass.services.async_call(
        "diol",
        "apply_model",
        {
            "device_id": plug_a.device.id,
            "model": "Fridge",
            "version": 1,
            "mode": Mode.EXACT,
        },
        blocking=True,
        return_response=True,
    )
    await hass.async_block_till_done()
    assert shown(hass) == ("Fridge", {ATTR_VERSION: 1, ATTR_CHANGED: False})
    await select(hass, "Fridge")
    assert plug_a.calls[-1] == {"model": SECOND, "mode": "exact", "appliance": ""}


async def test_an_adapted_model_is_still_the_one_it_was(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """Adapting always makes a new text, and that it was changed is said."""
    await select(hass, "Fridge")
    plug_a.set({Source.MODEL_TEXT: ADAPTED})
    await hass.async_block_till_done()
    assert shown(hass) == ("Fridge", {ATTR_VERSION: 2, ATTR_CHANGED: True})


async def test_what_was_deleted_from_the_library_is_unknown(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """It is not the plug's own, and there is no such model to choose; restored, it is known again."""
    await select(hass, "Fridge")
    library.async_delete("Fridge")
    await hass.async_block_till_done()
    assert shown(hass) == (STATE_UNKNOWN, {})
    library.async_restore("Fridge")
    await hass.async_block_till_done()
    assert shown(hass)[0] == "Fridge"


async def test_the_plug_learns_its_own_model(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """Its old one goes on watching, and what it has learnt is its own."""
    await select(hass, "Fridge")
    await select(hass, OWN)
    assert plug_a.calls[-1] == {"hours": 0, "appliance": ""}
    plug_a.set({Source.PROGRESS: "1"})
    await hass.async_block_till_done()
    assert shown(hass)[0] == OWN
    own = model_text({"hours": 216})
    plug_a.set({Source.MODEL_TEXT: own, Source.PROGRESS: "unknown"})
    await hass.async_block_till_done()
    assert shown(hass) == (OWN, {})
    assert library.plugs.taken(plug_a.entities["", Source.MODEL_TEXT].id) is None


async def test_what_the_plug_has_learnt_is_not_learnt_again(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """Choosing what is chosen already changes nothing."""
    await select(hass, OWN)
    assert plug_a.calls == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WATCHING[Source.MODEL_TEXT], OWN),
        # Adapted means that another appliance has taught it.
        (ADAPTED, STATE_UNKNOWN),
        ("", STATE_UNKNOWN),
        ("DIoL1.garbled-text", STATE_UNKNOWN),
    ],
)
async def test_what_nobody_gave_is_own_only_if_it_was_learnt(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    text: str,
    expected: str,
) -> None:
    """A text may have been written by hand."""
    plug_a.set({Source.MODEL_TEXT: text})
    await hass.async_block_till_done()
    assert shown(hass)[0] == expected


async def test_a_refused_model_changes_nothing(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """The plug says why, and keeps what it has."""
    plug_a.refusal = "Newer [newer_version version=2]"
    with pytest.raises(ServiceValidationError) as err:
        await select(hass, "Fridge")
    assert err.value.translation_key == "refused_newer_version"
    assert shown(hass) == (OWN, {})


@pytest.mark.parametrize("option", [OWN, "Fridge"])
async def test_a_plug_that_does_not_answer_keeps_its_option(
    hass: HomeAssistant, library: Library, plug_a: FakePlug, option: str
) -> None:
    """It is said in words, and nothing is remembered of it."""
    library.async_save("Freezer", FIRST)
    await select(hass, "Freezer")
    before = shown(hass)
    plug_a.answers = False
    with (
        patch("custom_components.diol.transport.REPORT_TIMEOUT", 0.01),
        pytest.raises(HomeAssistantError) as err,
    ):
        await select(hass, option)
    assert err.value.translation_key == ("no_answer" if option == OWN else "timeout")
    assert "Plug A did not" in str(err.value)
    assert shown(hass) == before == ("Freezer", {ATTR_VERSION: 1, ATTR_CHANGED: False})


async def test_of_two_models_chosen_at_once_the_last_one_is_shown(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """It is the one that the plug has, though its answer to the first came later."""
    library.async_save("Freezer", FIRST)
    first, answered = asyncio.Event(), asyncio.Event()
    import_ = PlugTransport.async_import

    async def slow_import(plug: PlugTransport, model: str, mode: Mode) -> None:
        await import_(plug, model, mode)
        if not first.is_set():
            first.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(answered.wait(), 0.05)

    with patch.object(PlugTransport, "async_import", slow_import):
        freezer = hass.async_create_task(select(hass, "Freezer"))
        await first.wait()
        await select(hass, "Fridge")
        answered.set()
        await freezer
    assert plug_a.state(Source.MODEL_TEXT) == SECOND
    assert shown(hass) == ("Fridge", {ATTR_VERSION: 2, ATTR_CHANGED: False})


async def test_names_are_told_apart_from_the_plugs_own_learning(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """Whatever people call their models."""
    for name in ("own", "Own learning", "OWN"):
        library.async_save(name, SECOND)
    with pytest.raises(LibraryError):
        library.async_save(OWN, SECOND)
    state = hass.states.get(SELECT)
    assert state is not None
    assert state.attributes[ATTR_OPTIONS] == [OWN, "Fridge", "own", "Own learning"]
    await select(hass, "Own learning")
    assert shown(hass) == ("Own learning", {ATTR_VERSION: 1, ATTR_CHANGED: False})


async def test_a_model_that_cannot_be_read_here_is_not_given(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """The library may be of a newer version."""
    library.async_save("Newer", "DIoL2.AAAA")
    with pytest.raises(ServiceValidationError) as err:
        await select(hass, "Newer")
    assert err.value.translation_key == "given_newer_version"
    assert plug_a.calls == []
    assert shown(hass) == (OWN, {})


async def test_a_provisional_model_that_the_plug_goes_on_fitting_is_shown(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """The plug calls that provisional, too, but it learns nothing of its own: it tells no progress."""
    library.async_save("Freezer", model_text({"flags": 5, "hours": 48}))
    await select(hass, "Freezer")
    plug_a.set({Source.STATUS: "adapting", Source.PROGRESS: "50"})
    plug_a.set({Source.MODEL_TEXT: model_text({"flags": 7, "hours": 48})})
    plug_a.set({Source.STATUS: "provisional", Source.PROGRESS: "unknown"})
    await hass.async_block_till_done()
    assert shown(hass) == ("Freezer", {ATTR_VERSION: 1, ATTR_CHANGED: True})
    plug_a.set({Source.PROGRESS: "1"})
    await hass.async_block_till_done()
    assert shown(hass) == (OWN, {})


async def test_only_what_is_news_is_written(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """A thousand plugs tell their score, and each hears of every model that is saved."""

    def written() -> float:
        state = hass.states.get(SELECT)
        assert state is not None
        return state.last_reported_timestamp

    before = written()
    plug_a.set({Source.SCORE: "0.77"})
    library.async_save("Fridge", model_text({"hours": 400}))
    await hass.async_block_till_done()
    assert written() == before
    library.async_save("Freezer", FIRST)
    assert written() > before


async def test_a_plug_that_is_away_is_unavailable_and_comes_back(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """With the model it had."""
    await select(hass, "Fridge")
    plug_a.disconnect()
    await hass.async_block_till_done()
    assert shown(hass)[0] == STATE_UNAVAILABLE
    plug_a.reconnect(model_text=SECOND)
    await hass.async_block_till_done()
    assert shown(hass) == ("Fridge", {ATTR_VERSION: 2, ATTR_CHANGED: False})


async def test_an_option_that_is_gone_is_refused(
    hass: HomeAssistant, library: Library, plug_a: FakePlug
) -> None:
    """Home Assistant looks at the options itself."""
    with pytest.raises(HomeAssistantError):
        await select(hass, "Nothing")
    assert plug_a.calls == []
