"""Tests of the blueprint that gives a new model to all plugs of a kind."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from custom_components.diol.library import LIBRARY
from custom_components.diol.states import Source

from .blueprints import Use, pass_time
from .fake_plug import FakePlug
from .model_texts import model_text
from .phone import Phone, settle

LEARNT = model_text({"hours": 300})
QUESTION = (
    "May the other plugs have the new model of Plug A? "
    "Each fits it to its own appliance first."
)
GIVEN = {"model": LEARNT, "mode": "adapt", "appliance": ""}


@pytest.fixture
def plug_c(hass: HomeAssistant) -> FakePlug:
    """A third plug."""
    return FakePlug(hass, "Plug C", "02:00:00:00:00:0c")


async def learn(plug: FakePlug, appliance: str = "") -> None:
    """Learn from nothing to the end."""
    plug.set({Source.MODEL_TEXT: "", Source.STATUS: "learning"}, appliance)
    plug.set({Source.MODEL_TEXT: LEARNT, Source.STATUS: "watching"}, appliance)
    await settle()


@pytest.fixture
async def learnt(
    hass: HomeAssistant, use: Use, plug_a: FakePlug, plug_b: FakePlug, plug_c: FakePlug
) -> None:
    """Plug A has learnt, and there are two others."""
    await use(
        "new_model_for_fleet.yaml",
        teacher=plug_a.device.id,
        fleet={"device_id": [plug_b.device.id, plug_c.device.id]},
    )
    await learn(plug_a)


@pytest.mark.usefixtures("learnt")
async def test_the_fleet_gets_the_model_when_the_user_says_so(
    hass: HomeAssistant, phone: Phone, plug_b: FakePlug, plug_c: FakePlug
) -> None:
    """Not before, and in the mode adapt; how it went is told."""
    assert phone.messages == [QUESTION]
    assert plug_b.calls == []
    await phone.press("Give it to all")
    await hass.async_block_till_done()
    assert plug_b.calls == [GIVEN]
    assert plug_c.calls == [GIVEN]
    assert phone.messages == [QUESTION, "2 of 2 plugs have taken it."]


@pytest.mark.usefixtures("learnt")
async def test_without_a_yes_nothing_is_given(
    hass: HomeAssistant, phone: Phone, plug_b: FakePlug
) -> None:
    """No is no."""
    await phone.press("No")
    await hass.async_block_till_done()
    assert plug_b.calls == []
    assert phone.messages == [QUESTION]


@pytest.mark.usefixtures("learnt")
async def test_no_answer_is_no_yes(
    hass: HomeAssistant,
    phone: Phone,
    plug_b: FakePlug,
    freezer: FrozenDateTimeFactory,
) -> None:
    """After three days nobody waits any more."""
    await pass_time(hass, freezer, days=3, seconds=1)
    await hass.async_block_till_done()
    await phone.press("Give it to all")
    assert plug_b.calls == []
    assert phone.messages == [QUESTION]


@pytest.mark.usefixtures("learnt")
async def test_a_plug_that_does_not_take_it_is_told_of(
    hass: HomeAssistant, phone: Phone, plug_b: FakePlug, plug_c: FakePlug
) -> None:
    """The others have it all the same."""
    plug_b.refusal = "Newer <b> [newer_version version=2]"
    await phone.press("Give it to all")
    await hass.async_block_till_done()
    assert plug_c.state(Source.MODEL_TEXT) == LEARNT
    assert phone.messages[-1].startswith(
        "1 of 2 plugs have taken it. Plug B refused this"
    )


async def test_of_a_plug_with_several_appliances_the_one_that_has_learnt_is_given(
    hass: HomeAssistant, use: Use, phone: Phone, plug_b: FakePlug
) -> None:
    """The user is asked by its name."""
    strip = FakePlug(hass, "Strip", "02:00:00:00:00:0d", ("fridge", "freezer"))
    for appliance in strip.appliances:
        entry = strip.diol_entry(appliance)
        assert await hass.config_entries.async_setup(entry.entry_id)
    await use(
        "new_model_for_fleet.yaml",
        teacher=strip.device.id,
        fleet={"device_id": plug_b.device.id},
    )
    await learn(strip, "freezer")
    assert phone.messages == [QUESTION.replace("Plug A", "Strip (freezer)")]
    await phone.press("Give it to all")
    await hass.async_block_till_done()
    assert plug_b.calls == [GIVEN]
    assert phone.messages[-1] == "1 of 1 plugs have taken it."


async def test_if_the_only_plug_does_not_take_it_that_is_told(
    hass: HomeAssistant, use: Use, phone: Phone, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """The action has nothing to answer then but its error."""
    await use(
        "new_model_for_fleet.yaml",
        teacher=plug_a.device.id,
        fleet={"device_id": plug_b.device.id},
    )
    plug_b.refusal = "Newer [newer_version version=2]"
    await learn(plug_a)
    await phone.press("Give it to all")
    await hass.async_block_till_done()
    assert phone.messages[-1] == (
        "No plug has taken it. The log of Home Assistant says why."
    )
    taken = hass.data[LIBRARY].plugs.taken(plug_b.entities["", Source.MODEL_TEXT].id)
    assert taken is None
