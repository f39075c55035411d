"""Tests of copying a model from one plug to others."""

import asyncio
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import area_registry as ar, device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.diol.const import DOMAIN
from custom_components.diol.states import Source

from .fake_plug import FakePlug
from .model_texts import model_text

OTHER_MODEL = model_text({"hours": 48})


@pytest.fixture
def platforms() -> list[Platform]:
    """Copying needs no entities of ours but those it is asked about."""
    return [Platform.BINARY_SENSOR]


@pytest.fixture(autouse=True)
async def _plugs(init: MockConfigEntry, plug_b: FakePlug) -> None:
    """Plug A has a model, plug B another one."""
    plug_b.set({Source.MODEL_TEXT: OTHER_MODEL})


async def copy(
    hass: HomeAssistant, source: str, answer: bool = True, **data: Any
) -> Any:
    """Call the action."""
    return await hass.services.async_call(
        DOMAIN,
        "copy_model",
        {"source": source, **data},
        blocking=True,
        return_response=answer,
    )


async def test_the_target_has_the_very_text_when_the_copy_is_done(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """Not before the plug says so itself."""
    answer = await copy(hass, plug_a.device.id, device_id=plug_b.device.id)
    assert plug_b.state(Source.MODEL_TEXT) == plug_a.state(Source.MODEL_TEXT)
    assert plug_b.calls == [
        {"model": plug_a.state(Source.MODEL_TEXT), "mode": "adapt", "appliance": ""}
    ]
    assert answer == {
        "targets": [
            {
                "device_id": plug_b.device.id,
                "name": "Plug B",
                "result": "copied",
                "message": "Plug B uses the model of Plug A",
            }
        ]
    }


async def test_a_model_that_is_there_already_is_sent_again(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """The mode may be another one; the text does not change then."""
    plug_b.set({Source.MODEL_TEXT: plug_a.state(Source.MODEL_TEXT)})
    await copy(hass, plug_a.device.id, device_id=[plug_b.device.id], mode="exact")
    assert plug_b.calls[0]["mode"] == "exact"


@pytest.mark.parametrize(
    ("states", "key"),
    [
        ({Source.MODEL_TEXT: ""}, "no_model"),
        ({Source.MODEL_TEXT: "unknown"}, "offline"),
        ({Source.MODEL_TEXT: "unavailable"}, "offline"),
        ({Source.MODEL_TEXT: "DIoL2.AAAAAAAA"}, "text_newer_version"),
        ({Source.MODEL_TEXT: model_text()[:-4]}, "text_bad_checksum"),
        ({Source.MODEL_TEXT: model_text({"hours": 0})}, "text_bad_value"),
        ({Source.MODEL_TEXT: "DIoL1.A+AAAAAA"}, "text_bad_character"),
    ],
)
async def test_a_source_without_a_good_model_is_told_and_nothing_is_sent(
    hass: HomeAssistant,
    plug_a: FakePlug,
    plug_b: FakePlug,
    states: dict[Source, str],
    key: str,
) -> None:
    """In words about the plug, not about the code."""
    plug_a.set(states)
    with pytest.raises(HomeAssistantError) as raised:
        await copy(hass, plug_a.device.id, device_id=plug_b.device.id)
    assert raised.value.translation_domain == DOMAIN
    assert raised.value.translation_key == key
    assert "Plug A" in str(raised.value)
    assert "{" not in str(raised.value)
    assert plug_b.calls == []
    assert plug_b.state(Source.MODEL_TEXT) == OTHER_MODEL


def _refuse(plug: FakePlug) -> None:
    plug.refusal = "The mode must be exact or adapt [unknown_mode]"


def _refuse_for_a_new_reason(plug: FakePlug) -> None:
    plug.refusal = "It is too warm here [too_warm]"


def _lose_on_the_way(plug: FakePlug) -> None:
    plug.refusal = "Connection lost"


def _do_not_answer(plug: FakePlug) -> None:
    plug.answers = False


def _do_not_report(plug: FakePlug) -> None:
    plug.reports = False


def _unload(plug: FakePlug) -> None:
    plug.esphome.mock_state(plug.hass, ConfigEntryState.NOT_LOADED)


def _disable_text(plug: FakePlug) -> None:
    plug.disable(Source.MODEL_TEXT)


def _have_old_firmware(plug: FakePlug) -> None:
    plug.hass.services.async_remove("esphome", "plug_b_diol_import")


def _rename_node(plug: FakePlug) -> None:
    plug.hass.config_entries.async_update_entry(
        plug.esphome, data={"device_name": "garage"}
    )


@pytest.mark.parametrize(
    ("misfortune", "key", "result", "words"),
    [
        (_refuse, "refused_unknown_mode", "refused", "Choose exact or adapt"),
        (_refuse_for_a_new_reason, "refused", "refused", "It is too warm here"),
        (_lose_on_the_way, "not_reached", "failed", "Connection lost"),
        (_do_not_answer, "timeout", "failed", "did not report"),
        (_do_not_report, "timeout", "failed", "did not report"),
        (FakePlug.disconnect, "offline", "failed", "not connected"),
        (_unload, "offline", "failed", "not connected"),
        (_disable_text, "model_text_disabled", "refused", "disabled"),
        (_have_old_firmware, "no_action", "failed", "firmware"),
        (_rename_node, "renamed", "failed", "another name"),
    ],
)
async def test_a_copy_that_does_not_arrive_says_why(
    hass: HomeAssistant,
    plug_a: FakePlug,
    plug_b: FakePlug,
    misfortune: Any,
    key: str,
    result: str,
    words: str,
) -> None:
    """One target fails as an error; among others it is told beside what was copied."""
    plug_c = FakePlug(hass, "Plug C", "02:00:00:00:00:0c")
    misfortune(plug_b)
    with patch("custom_components.diol.transport.REPORT_TIMEOUT", 0.05):
        with pytest.raises(HomeAssistantError) as raised:
            await copy(hass, plug_a.device.id, device_id=plug_b.device.id)
        assert raised.value.translation_key == key
        assert isinstance(raised.value, ServiceValidationError) is (result == "refused")
        assert "Plug B" in str(raised.value)
        assert words in str(raised.value)

        both = [plug_b.device.id, plug_c.device.id]
        answer = await copy(hass, plug_a.device.id, device_id=both)
        outcomes = {target["name"]: target for target in answer["targets"]}
        assert outcomes["Plug B"]["result"] == result
        assert words in outcomes["Plug B"]["message"]
        assert outcomes["Plug C"]["result"] == "copied"

        # Without anyone who reads the answer, silence would be taken for success.
        with pytest.raises(HomeAssistantError, match="1 of 2 plugs") as raised:
            await copy(hass, plug_a.device.id, answer=False, device_id=both)
        assert words in str(raised.value)


async def test_a_copy_that_is_cancelled_leaves_nothing_behind(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """The plug keeps its model, and the next copy works."""
    plug_b.reports = False
    task = hass.async_create_task(
        copy(hass, plug_a.device.id, device_id=plug_b.device.id)
    )
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert plug_b.state(Source.MODEL_TEXT) == OTHER_MODEL
    plug_b.reports = True
    await copy(hass, plug_a.device.id, device_id=plug_b.device.id)


async def test_a_plug_is_not_copied_to_itself(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """Alone it is a mistake; in an area it is simply not meant."""
    with pytest.raises(ServiceValidationError) as raised:
        await copy(hass, plug_a.device.id, device_id=plug_a.device.id)
    assert raised.value.translation_key == "copy_to_itself"

    area = ar.async_get(hass).async_create("Kitchen")
    for plug in (plug_a, plug_b):
        dr.async_get(hass).async_update_device(plug.device.id, area_id=area.id)
    answer = await copy(hass, plug_a.device.id, area_id=area.id)
    assert [target["name"] for target in answer["targets"]] == ["Plug B"]
    assert plug_a.calls == []


async def test_an_area_without_another_plug_is_told(
    hass: HomeAssistant, plug_a: FakePlug
) -> None:
    """Nothing was done, so it must not look as if."""
    area = ar.async_get(hass).async_create("Cellar")
    with pytest.raises(ServiceValidationError) as raised:
        await copy(hass, plug_a.device.id, area_id=area.id)
    assert raised.value.translation_key == "no_targets"


async def test_what_is_no_plug_is_told_by_its_name(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """As source and as target."""
    lamp = dr.async_get(hass).async_get_or_create(
        config_entry_id=plug_a.esphome.entry_id,
        identifiers={("esphome", "lamp")},
        name="Lamp",
    )
    for source, target in (
        (lamp.id, plug_b.device.id),
        (plug_a.device.id, lamp.id),
    ):
        with pytest.raises(
            ServiceValidationError, match="Lamp is not a plug"
        ) as raised:
            await copy(hass, source, device_id=target)
        assert raised.value.translation_key == "not_diol"
    with pytest.raises(ServiceValidationError) as raised:
        await copy(hass, "gone", device_id=plug_b.device.id)
    assert raised.value.translation_key == "no_device"
    with pytest.raises(ServiceValidationError) as raised:
        await copy(hass, "light.gone", device_id=plug_b.device.id)
    assert raised.value.translation_key == "not_diol"


async def test_a_plug_with_several_appliances_is_named_by_an_entity(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """The device alone does not say which is meant."""
    strip = FakePlug(hass, "Strip", "02:00:00:00:00:0c", ("fridge", "freezer"))
    with pytest.raises(ServiceValidationError) as raised:
        await copy(hass, plug_a.device.id, device_id=strip.device.id)
    assert raised.value.translation_key == "several_appliances"

    text = strip.entity_id(Source.MODEL_TEXT, "freezer")
    answer = await copy(hass, plug_a.device.id, entity_id=text)
    assert answer["targets"][0]["name"] == "Strip (freezer)"
    assert strip.calls[0]["appliance"] == "freezer"
    await copy(hass, text, device_id=plug_b.device.id)
    assert plug_b.state(Source.MODEL_TEXT) == strip.state(Source.MODEL_TEXT, "freezer")


async def test_our_own_entities_stand_for_their_plug(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """Who picks the anomaly of a plug means the plug."""
    await copy(hass, "binary_sensor.plug_a_anomaly", device_id=plug_b.device.id)
    assert plug_b.state(Source.MODEL_TEXT) == plug_a.state(Source.MODEL_TEXT)


async def test_many_targets_are_copied_to_side_by_side(
    hass: HomeAssistant, plug_a: FakePlug
) -> None:
    """Each once, however often it is named."""
    plugs = [FakePlug(hass, f"Plug {n}", f"02:00:00:00:01:{n:02x}") for n in range(20)]
    answer = await copy(
        hass,
        plug_a.device.id,
        device_id=[plug.device.id for plug in plugs],
        entity_id=plugs[0].entity_id(Source.MODEL_TEXT),
    )
    assert len(answer["targets"]) == 20
    assert {target["result"] for target in answer["targets"]} == {"copied"}
    assert all(len(plug.calls) == 1 for plug in plugs)
