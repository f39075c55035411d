"""Tests of the blueprint that tells of an anomaly and takes an answer."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import async_mock_service

from custom_components.diol.const import Kind
from custom_components.diol.states import Source

from .blueprints import TOLD, Use, pass_time
from .fake_plug import FakePlug
from .phone import Phone, settle


async def test_tell_me_tells_the_reason(
    hass: HomeAssistant, use: Use, phone: Phone, plug_a: FakePlug, relay: str
) -> None:
    """Only what can be done is offered: no switch was chosen, and there is no button to accept."""
    await use("tell_me.yaml", plugs={"device_id": plug_a.device.id})
    plug_a.raise_anomaly()
    await settle()
    assert phone.messages == [TOLD]
    assert phone.notifications[0]["title"] == "Unusual: Plug A"
    assert set(phone.buttons) == {"Snooze for 8 h"}


async def test_tell_me_tells_only_of_the_kinds_that_were_chosen(
    hass: HomeAssistant, use: Use, phone: Phone, plug_a: FakePlug
) -> None:
    """The others are in the logbook."""
    await use("tell_me.yaml", plugs={"device_id": plug_a.device.id}, kinds=[Kind.SPIKE])
    plug_a.raise_anomaly()
    await settle()
    assert not phone.messages


async def test_tell_me_tells_plain_text(
    hass: HomeAssistant, use: Use, phone: Phone, plug_a: FakePlug
) -> None:
    """Phones render HTML, and take some messages for commands."""
    await use("tell_me.yaml", plugs={"device_id": plug_a.device.id})
    plug_a.set({Source.KIND: "spike", Source.SCORE: "2"})
    plug_a.set({Source.REASON: "<b>{{ 1 + 1 }}</b> &amp; **x** [spike n=2]"})
    plug_a.set({Source.ANOMALY: "on"})
    await settle()
    assert phone.messages == ["Plug A: b{{ 1 + 1 }}/b amp; **x**"]


async def test_an_anomaly_is_accepted_as_normal(
    hass: HomeAssistant, use: Use, phone: Phone, plug_a: FakePlug, accept: str
) -> None:
    """The plug's own button is pressed, once."""
    presses = async_mock_service(hass, "button", "press")
    await use("tell_me.yaml", plugs={"device_id": plug_a.device.id})
    plug_a.raise_anomaly()
    await settle()
    for _ in range(2):
        await phone.press("Accept as normal")
    assert [press.data for press in presses] == [{"entity_id": [accept]}]
    assert phone.messages == [TOLD]


async def test_the_plug_is_turned_off(
    hass: HomeAssistant,
    use: Use,
    phone: Phone,
    plug_a: FakePlug,
    plug_b: FakePlug,
    relay: str,
) -> None:
    """Of the switches that were chosen, its own."""
    other = plug_b.add_other("switch", "Relay")
    calls = async_mock_service(hass, "switch", "turn_off")
    await use(
        "tell_me.yaml",
        plugs={"device_id": plug_a.device.id},
        switches=[other, relay],
    )
    plug_a.raise_anomaly()
    await settle()
    await phone.press("Turn the plug off")
    assert [call.data for call in calls] == [{"entity_id": [relay]}]


async def test_a_snoozed_anomaly_is_told_again_while_it_lasts(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    use: Use,
    phone: Phone,
    plug_a: FakePlug,
) -> None:
    """After the hours that were chosen, and not when it is over by then."""
    await use("tell_me.yaml", plugs={"device_id": plug_a.device.id}, snooze_hours=2)
    plug_a.raise_anomaly()
    await settle()
    await phone.press("Snooze for 2 h")
    await pass_time(hass, freezer, hours=1.9)
    assert len(phone.messages) == 1
    await pass_time(hass, freezer, hours=0.2)
    assert phone.messages == [TOLD, TOLD]
    await phone.press("Snooze for 2 h")
    plug_a.clear_anomaly()
    await pass_time(hass, freezer, hours=2.1)
    assert len(phone.messages) == 2


async def test_each_of_several_anomalies_has_its_own_answer(
    hass: HomeAssistant,
    use: Use,
    phone: Phone,
    plug_a: FakePlug,
    plug_b: FakePlug,
    accept: str,
) -> None:
    """They wait side by side."""
    assert await hass.config_entries.async_setup(plug_b.diol_entry().entry_id)
    of_b = plug_b.add_other("button", "DIoL accept as normal")
    presses = async_mock_service(hass, "button", "press")
    await use("tell_me.yaml", plugs={"device_id": [plug_a.device.id, plug_b.device.id]})
    for plug in (plug_a, plug_b):
        plug.raise_anomaly()
        await settle()
    assert phone.messages == [TOLD, TOLD.replace("Plug A", "Plug B")]
    await phone.press("Accept as normal")
    assert [press.data for press in presses] == [{"entity_id": [of_b]}]


async def test_an_answer_that_does_not_come_is_waited_for_a_day(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    use: Use,
    phone: Phone,
    plug_a: FakePlug,
    accept: str,
) -> None:
    """Then the run ends, and the buttons do nothing."""
    presses = async_mock_service(hass, "button", "press")
    await use("tell_me.yaml", plugs={"device_id": plug_a.device.id})
    plug_a.raise_anomaly()
    await settle()
    await pass_time(hass, freezer, hours=24.1)
    await phone.press("Accept as normal")
    assert not presses
    assert phone.messages == [TOLD]
