"""Test the integration with the real firmware: nothing between them is imitated."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    async_capture_events,
    async_mock_service,
)

from custom_components.diol.const import DOMAIN, Mode
from custom_components.diol.library import LIBRARY
from custom_components.diol.select import OWN
from custom_components.diol.states import Source
from custom_components.diol.transport import async_find
from tests.harness import fridge
from tests.harness.firmware import build
from tests.harness.plug import Plug
from tests.harness.plug_client import PlugClient

from .model_texts import model_text
from .real_plugs import RealPlug, wait_for

NOTHING = (STATE_UNAVAILABLE, STATE_UNKNOWN)


@pytest.fixture(scope="session")
def trace(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The fridge that the plugs meter."""
    path = tmp_path_factory.mktemp("traces") / "fridge.csv"
    fridge.save(path)
    return str(path)


@pytest.fixture(scope="session", autouse=True)
def _firmware() -> None:
    """Build before the first test, whose time limit is not for compilers."""
    for name in ("plug-a", "plug-b"):
        build(name)


@pytest.fixture
async def plugs(
    hass: HomeAssistant,
    tmp_path: Path,
    socket_enabled: None,
    mock_async_zeroconf: Any,
    mock_bluetooth: None,
) -> AsyncGenerator[tuple[RealPlug, RealPlug]]:
    """Plug A and plug B, known to ESPHome."""
    assert await async_setup_component(hass, "homeassistant", {})
    with (
        Plug(build("plug-a"), tmp_path / "a") as a,
        Plug(build("plug-b"), tmp_path / "b") as b,
    ):
        # One after the other: the first entry sets up all of its integration that are there.
        plug_a = RealPlug(hass, a)
        await plug_a.connect()
        plug_b = RealPlug(hass, b)
        await plug_b.connect()
        both = plug_a, plug_b
        yield both
        for plug in both:
            await hass.config_entries.async_unload(plug.entry.entry_id)


@pytest.fixture
async def added(
    hass: HomeAssistant, plugs: tuple[RealPlug, RealPlug]
) -> tuple[RealPlug, RealPlug]:
    """Both plugs, added to DIoL: A by hand, B by discovery."""
    flows = hass.config_entries.flow
    form = await flows.async_init(DOMAIN, context={"source": SOURCE_USER})
    (a,) = async_find(hass, plugs[0].device_id)
    result = await flows.async_configure(form["flow_id"], {"model_text": a.id})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    (found,) = flows.async_progress_by_handler(DOMAIN)
    result = await flows.async_configure(found["flow_id"], {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Plug B"
    await hass.async_block_till_done()
    return plugs


@pytest.fixture
async def learnt(
    added: tuple[RealPlug, RealPlug], trace: str
) -> tuple[RealPlug, RealPlug]:
    """Both plugs, of which A has learnt its fridge."""
    a, _ = added
    await a.call("trace_load", path=trace)
    await a.call("diol_learn", hours=0.0, appliance="")
    await a.play(fridge.LEARNT)
    await wait_for(a.hass, a.entity("sensor", "detection_status"), "watching")
    return added


async def copy(source: RealPlug, target: RealPlug, mode: str) -> Any:
    """Copy the model; returns the answer."""
    return await source.hass.services.async_call(
        DOMAIN,
        "copy_model",
        {"source": source.device_id, "device_id": target.device_id, "mode": mode},
        blocking=True,
        return_response=True,
    )


def text(plug: RealPlug) -> str:
    """The model text that a plug reports."""
    state = plug.hass.states.get(plug.model_text)
    assert state is not None
    return state.state


async def test_entities_are_on_the_plugs_own_device_under_names_of_their_own(
    hass: HomeAssistant, added: tuple[RealPlug, RealPlug]
) -> None:
    """Nothing forks the device or an entity id."""
    registry = er.async_get(hass)
    for plug in added:
        entities = er.async_entries_for_device(registry, plug.device_id)
        assert {"diol", "esphome"} == {entity.platform for entity in entities}
        assert sum(entity.platform == "diol" for entity in entities) == 9
        assert not [e for e in entities if e.entity_id.endswith("_2")]
        names = [e.original_name for e in entities if e.platform == "esphome"]
        ours = [e.original_name for e in entities if e.platform == "diol"]
        assert not set(names) & set(ours)
        assert all(hass.states.get(e.entity_id) for e in entities)


async def test_what_is_shown_better_is_hidden_and_shown_again_without_us(
    hass: HomeAssistant, added: tuple[RealPlug, RealPlug]
) -> None:
    """Nothing else of the firmware is touched."""
    registry = er.async_get(hass)
    a, _ = added

    def hidden() -> set[str]:
        entities = er.async_entries_for_device(registry, a.device_id)
        return {e.original_name or "" for e in entities if e.hidden}

    assert hidden() == {
        f"DIoL {source}" for source in Source if source is not Source.MODEL_TEXT
    }
    (entry,) = (
        e for e in hass.config_entries.async_entries(DOMAIN) if e.title == "Plug A"
    )
    await hass.config_entries.async_remove(entry.entry_id)
    assert hidden() == set()


async def test_a_model_is_chosen_updated_and_left_for_the_plugs_own(
    hass: HomeAssistant, learnt: tuple[RealPlug, RealPlug], trace: str
) -> None:
    """As a user does it, with the entities alone."""
    a, b = learnt
    await hass.async_block_till_done()
    model, update = (
        b.entity("select", "library_model"),
        b.entity("update", "model_update"),
    )
    assert hass.states.get(a.entity("select", "library_model")).state == OWN
    assert hass.states.get(model).state == hass.states.get(update).state == "unknown"

    choose = {"entity_id": model, "option": "Plug A"}
    await hass.services.async_call("select", "select_option", choose, blocking=True)
    assert text(b) == text(a)
    assert hass.states.get(model).state == "Plug A"
    assert hass.states.get(update).state == "off"
    # It fits the model, which makes another text of it.
    await b.call("trace_load", path=trace)
    await b.play(2 * fridge.DAY)
    await wait_for(hass, b.entity("sensor", "detection_status"), "watching")
    await hass.async_block_till_done()
    assert text(b) != text(a)
    assert float(hass.states.get(b.entity("sensor", "model_fit")).state) > 50
    state = hass.states.get(model)
    assert state.state == "Plug A"
    assert state.attributes["changed_on_plug"]

    hass.data[LIBRARY].async_save("Plug A", model_text())
    await wait_for(hass, update, "on")
    target = {"entity_id": update}
    await hass.services.async_call("update", "install", target, blocking=True)
    assert text(b) == model_text()
    assert hass.states.get(update).state == "off"
    assert hass.states.get(update).attributes["installed_version"] == "2"

    choose["option"] = OWN
    await hass.services.async_call("select", "select_option", choose, blocking=True)
    await wait_for(hass, model, OWN)
    assert hass.states.get(update).state == "unknown"


async def test_a_provisional_model_that_is_fitted_is_not_taken_for_learning(
    hass: HomeAssistant, learnt: tuple[RealPlug, RealPlug], trace: str
) -> None:
    """The plug calls it provisional as long as it goes on fitting it."""
    _, b = learnt
    await b.call("trace_load", path=trace)
    await b.call("diol_learn", hours=0.0, appliance="")
    await b.play(3 * fridge.DAY)
    own = text(b)
    assert own
    assert (
        hass.states.get(b.entity("sensor", "detection_status")).state == "provisional"
    )
    hass.data[LIBRARY].async_save("Early", own)
    model = b.entity("select", "library_model")
    assert hass.states.get(model).state == OWN
    choose = {"entity_id": model, "option": "Early"}
    await hass.services.async_call("select", "select_option", choose, blocking=True)
    await b.play(5 * fridge.DAY)
    await wait_for(hass, b.entity("sensor", "detection_status"), "provisional")
    await hass.async_block_till_done()
    assert text(b) != own
    assert hass.states.get(model).state == "Early"


async def test_a_copied_model_catches_a_fault_on_the_other_plug(
    hass: HomeAssistant, learnt: tuple[RealPlug, RealPlug], trace: str
) -> None:
    """The whole way, from nine days on one plug to an alarm on the other, and its end."""
    a, b = learnt
    anomaly, event = b.entity("binary_sensor", "anomaly"), b.entity("event", "anomaly")
    assert hass.states.get(anomaly).state == "unknown"
    answer = await copy(a, b, "exact")
    assert [target["result"] for target in answer["targets"]] == ["copied"]
    assert text(b) == text(a)
    await b.call("trace_load", path=trace)
    await b.call("trace_seek", t=float(fridge.LEARNT))
    await b.play(fridge.FAULT)
    await wait_for(hass, anomaly, "off")
    assert hass.states.get(event).state == "unknown"
    await b.play(fridge.FAULT + 2 * fridge.HOUR)
    await wait_for(hass, anomaly, "on")
    await wait_for(hass, event, lambda state: state not in ("unknown", "unavailable"))
    attributes = hass.states.get(event).attributes
    assert attributes["event_type"] == attributes["kind"] == "runs_too_long"
    assert attributes["reason"].startswith("On for ")
    assert attributes["numbers"]["on"] > attributes["numbers"]["max"]
    reason = hass.states.get(b.entity("sensor", "anomaly_reason")).state
    assert reason == attributes["reason"]
    await b.play(fridge.END)
    await wait_for(hass, anomaly, "off")


async def test_a_plug_that_adapts_takes_the_text_and_watches_for_nothing(
    hass: HomeAssistant, learnt: tuple[RealPlug, RealPlug]
) -> None:
    """A copy is done when the plug reports the text, long before it has fitted it."""
    a, b = learnt
    answer = await copy(a, b, "adapt")
    assert answer["targets"][0]["result"] == "copied"
    assert text(b) == text(a)
    assert hass.states.get(b.entity("binary_sensor", "anomaly")).state == "unknown"


async def test_a_wrong_text_is_refused_with_the_firmwares_reason(
    hass: HomeAssistant, learnt: tuple[RealPlug, RealPlug]
) -> None:
    """What is in use stays in use."""
    a, _ = learnt
    before = text(a)
    wrong = before[:-1] + ("A" if before[-1] != "A" else "B")
    with pytest.raises(HomeAssistantError, match=r"\[bad_(checksum|length)"):
        await a.call("diol_import", model=wrong, mode="exact", appliance="")
    # Asked through this integration, in its words.
    (plug,) = async_find(hass, a.device_id)
    newer = before.replace("DIoL1.", "DIoL2.")
    with pytest.raises(ServiceValidationError) as refused:
        await plug.async_import(newer, Mode.EXACT)
    assert refused.value.translation_key == "refused_newer_version"
    assert "made by a newer DIoL (version 2)" in str(refused.value)
    # Written by hand, it is refused with the reason in the status.
    await hass.services.async_call(
        "text", "set_value", {"entity_id": a.model_text, "value": wrong}, blocking=True
    )
    status = await wait_for(
        hass, a.entity("sensor", "diol_status"), lambda state: "refused" in state
    )
    assert status.startswith("watching: the text was refused: ")
    assert text(a) == before
    detection = hass.states.get(a.entity("sensor", "detection_status"))
    assert detection.state == "watching"
    assert detection.attributes["refusal"].startswith("Plug A refused this, so nothing")


async def test_a_learnt_model_is_exported_with_what_it_says(
    hass: HomeAssistant, learnt: tuple[RealPlug, RealPlug]
) -> None:
    """The plug that has none is told beside it."""
    a, b = learnt
    answer = await hass.services.async_call(
        DOMAIN,
        "export_model",
        {"device_id": [a.device_id, b.device_id]},
        blocking=True,
        return_response=True,
    )
    plugs = {plug["name"]: plug for plug in answer["plugs"]}
    assert plugs["Plug A"]["model"] == text(a)
    assert plugs["Plug A"]["words"][0].startswith("Cycles about every ")
    assert "Learnt in 9 days" in " ".join(plugs["Plug A"]["words"])
    assert plugs["Plug A"]["facts"]["sort"] == "regular"
    assert {c["phase"] for c in plugs["Plug A"]["facts"]["clusters"]} >= {"on", "off"}
    assert "has no model yet" in plugs["Plug B"]["error"]


async def test_what_a_plug_has_learnt_is_saved_by_itself_and_applied_to_another(
    hass: HomeAssistant, learnt: tuple[RealPlug, RealPlug], trace: str
) -> None:
    """Once, and it is there when the plug is not any more."""
    a, b = learnt
    model = text(a)
    assert await hass.config_entries.async_unload(a.entry.entry_id)
    a.plug.stop()
    answer = await hass.services.async_call(
        DOMAIN, "list_models", blocking=True, return_response=True
    )
    (listed,) = answer["models"]
    (version,) = listed["versions"]
    assert (listed["name"], version["version"]) == ("Plug A", 1)
    assert (version["text"], version["hours"]) == (model, 216)
    assert version["origin"]["plug_unique_id"] == a.plug.firmware.mac_address.lower()
    answer = await hass.services.async_call(
        DOMAIN,
        "apply_model",
        {"model": "Plug A", "mode": "exact", "device_id": b.device_id},
        blocking=True,
        return_response=True,
    )
    assert answer["targets"][0]["result"] == "applied"
    assert text(b) == model
    # It watches at once: what it was given is not taken for what it has learnt.
    await b.call("trace_load", path=trace)
    await b.call("trace_seek", t=float(fridge.LEARNT))
    await b.play(fridge.FAULT)
    await wait_for(hass, b.entity("sensor", "detection_status"), "watching")
    assert [lineage.name for lineage in hass.data[LIBRARY].lineages] == ["Plug A"]
    (plug,) = async_find(hass, b.device_id)
    taken = hass.data[LIBRARY].plugs.taken(plug.id)
    assert taken is not None
    assert (taken.version, taken.mode, taken.changed) == (1, Mode.EXACT, False)


async def test_what_a_plug_learns_anew_is_the_next_version(
    hass: HomeAssistant, learnt: tuple[RealPlug, RealPlug]
) -> None:
    """Its full model watches meanwhile, so the status says nothing of it."""
    a, _ = learnt
    first = text(a)
    await a.call("trace_seek", t=0.0)
    await hass.services.async_call(
        DOMAIN, "learn", {"device_id": a.device_id, "hours": 72}, blocking=True
    )
    await a.play(60 * fridge.HOUR)
    assert text(a) == first
    await a.play(73 * fridge.HOUR)
    second = await wait_for(hass, a.model_text, lambda state: state != first)
    await hass.async_block_till_done()
    (lineage,) = hass.data[LIBRARY].lineages
    assert [model.text for model in lineage.kept] == [first, second]


async def test_a_plug_without_a_model_gives_none_and_takes_none_from_itself(
    added: tuple[RealPlug, RealPlug],
) -> None:
    """Each is said in a sentence, and nothing is changed."""
    a, b = added
    with pytest.raises(HomeAssistantError) as no_model:
        await copy(a, b, "exact")
    assert no_model.value.translation_key == "no_model"
    await a.call("diol_import", model=model_text(), mode="exact", appliance="")
    await wait_for(a.hass, a.model_text, model_text())
    with pytest.raises(HomeAssistantError) as to_itself:
        await copy(a, a, "exact")
    assert to_itself.value.translation_key == "copy_to_itself"
    assert text(a) == model_text()
    assert text(b) == ""


async def test_a_plug_that_was_away_has_its_model_again(
    hass: HomeAssistant, learnt: tuple[RealPlug, RealPlug]
) -> None:
    """A copy to it fails while it is gone, and says so."""
    a, b = learnt
    await copy(a, b, "exact")
    status = b.entity("sensor", "detection_status")
    b.plug.stop()
    await wait_for(hass, status, "unavailable")
    with pytest.raises(HomeAssistantError) as offline:
        await copy(a, b, "adapt")
    assert offline.value.translation_key == "offline"
    b.plug.start()
    # ESPHome tries again by itself, later and later; reloading it does so now.
    await hass.config_entries.async_reload(b.entry.entry_id)
    await wait_for(hass, status, lambda state: state != "unavailable")
    assert text(b) == text(a)


async def test_an_anomaly_that_began_while_nobody_listened_is_reported_once(
    hass: HomeAssistant, learnt: tuple[RealPlug, RealPlug], trace: str
) -> None:
    """Home Assistant is away when it begins; when it is back, the event fires, and not again."""
    a, b = learnt
    event = b.entity("event", "anomaly")
    await copy(a, b, "exact")
    await b.call("trace_load", path=trace)
    await b.call("trace_seek", t=float(fridge.LEARNT))
    await b.play(fridge.FAULT)
    await hass.config_entries.async_unload(b.entry.entry_id)
    async with PlugClient("127.0.0.1", b.plug.port) as client:
        await client.play(fridge.FAULT + 2 * fridge.HOUR)
        await client.wait_for("DIoL anomaly", True)
    changes = async_capture_events(hass, "state_changed")
    for _ in range(2):
        await b.connect()
        await wait_for(hass, b.entity("binary_sensor", "anomaly"), "on")
        await wait_for(hass, event, lambda s: s not in ("unknown", "unavailable"))
        await hass.config_entries.async_unload(b.entry.entry_id)
    reported = {
        change.data["new_state"].state
        for change in changes
        if change.data["entity_id"] == event
        and change.data["new_state"].state not in ("unknown", "unavailable")
    }
    assert len(reported) == 1


async def test_automations_are_told_of_the_learning_and_of_the_anomaly(
    hass: HomeAssistant, added: tuple[RealPlug, RealPlug], trace: str
) -> None:
    """Once each, of the plug that they are for, which the other one is not."""
    a, _ = added
    runs = async_mock_service(hass, "test", "run")
    keys = ("anomaly_cleared", "anomaly_detected", "learning_finished")
    target = {"device_id": a.device_id}
    automation = {
        "mode": "queued",
        "triggers": [{"trigger": f"diol.{key}", "target": target} for key in keys],
        "actions": [
            {
                "action": "test.run",
                "data": {
                    "told": "{{ trigger.platform }} {{ trigger.kind | default }}",
                    "button": "{{ trigger.accept_button }}",
                },
            }
        ],
    }
    assert await async_setup_component(hass, "automation", {"automation": automation})
    await a.call("trace_load", path=trace)
    await a.call("diol_learn", hours=0.0, appliance="")
    for until in (3 * fridge.DAY, fridge.LEARNT, fridge.FAULT + 2 * fridge.HOUR):
        await a.play(until)
        await hass.async_block_till_done()
    anomaly = a.entity("binary_sensor", "anomaly")
    await wait_for(hass, anomaly, "on")
    await a.play(fridge.END)
    await wait_for(hass, anomaly, "off")
    await hass.async_block_till_done()
    assert [run.data["told"].strip() for run in runs] == [
        "diol.learning_finished",
        "diol.anomaly_detected runs_too_long",
        "diol.anomaly_cleared",
    ]
    assert {run.data["button"] for run in runs} == {
        a.entity("button", "diol_accept_as_normal")
    }


async def test_nothing_is_wrong_with_a_plug_that_comes_and_goes(
    hass: HomeAssistant, plugs: tuple[RealPlug, RealPlug]
) -> None:
    """ESPHome tells of its entities before its actions, and of their states after that."""
    told = async_capture_events(hass, ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED)
    a, _ = plugs
    await hass.config_entries.async_unload(a.entry.entry_id)
    flows = hass.config_entries.flow
    form = await flows.async_init(DOMAIN, context={"source": SOURCE_USER})
    (plug,) = async_find(hass, a.device_id)
    await flows.async_configure(form["flow_id"], {"model_text": plug.id})
    status = a.entity("sensor", "detection_status")
    for _ in range(2):
        await a.connect()
        await wait_for(hass, status, lambda state: state not in NOTHING)
        await hass.config_entries.async_unload(a.entry.entry_id)
        await wait_for(hass, status, "unavailable")
    assert [event.data for event in told if event.data["domain"] == DOMAIN] == []


async def test_a_plug_that_is_removed_from_esphome_and_added_again_goes_on(
    hass: HomeAssistant, added: tuple[RealPlug, RealPlug]
) -> None:
    """With the entry it had, whatever its entities were called."""
    a, _ = added
    (entry,) = (
        one
        for one in hass.config_entries.async_entries(DOMAIN)
        if one.title == "Plug A"
    )
    before = a.entity("sensor", "detection_status")
    registry = er.async_get(hass)
    registry.async_update_entity(before, new_entity_id="sensor.cellar")
    await hass.config_entries.async_remove(a.entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert ir.async_get(hass).async_get_issue(DOMAIN, f"plug_gone_{entry.entry_id}")
    a.entry = RealPlug(hass, a.plug).entry
    await a.connect()
    await wait_for(hass, "sensor.cellar", lambda state: state not in NOTHING)
    assert entry.state is ConfigEntryState.LOADED
    assert not ir.async_get(hass).async_get_issue(DOMAIN, f"plug_gone_{entry.entry_id}")


async def test_a_plug_adapts_the_model_that_it_has_once_more(
    hass: HomeAssistant, learnt: tuple[RealPlug, RealPlug], trace: str
) -> None:
    """As the repair of a model that does not fit asks it to: it begins to fit it again."""
    a, b = learnt
    await copy(a, b, "adapt")
    status = b.entity("sensor", "detection_status")
    await b.call("trace_load", path=trace)
    await b.play(5 * fridge.DAY)
    await wait_for(hass, status, "watching")
    adapted = text(b)
    assert adapted != text(a)
    (plug,) = async_find(hass, b.device_id)
    await plug.async_import(adapted, Mode.ADAPT)
    assert text(b) == adapted
    await wait_for(hass, status, "adapting")
    await b.play(10 * fridge.DAY)
    await wait_for(hass, status, "watching")
