"""Tests of the card's websocket commands."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator
from syrupy.assertion import SnapshotAssertion

from custom_components.diol.const import DOMAIN
from custom_components.diol.library import LIBRARY
from custom_components.diol.states import Source

from .fake_plug import FakePlug
from .model_texts import model_text

type Ask = Callable[..., Awaitable[Any]]

POWER = "sensor.plug_a_power"


@pytest.fixture
async def _no_recorder() -> None:
    """Nothing records, unless a test asks for it."""


@pytest.fixture
async def client(
    hass: HomeAssistant, init: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> Any:
    """A page, logged in as an administrator."""
    return await hass_ws_client(hass)


@pytest.fixture
def ask(client: Any) -> Ask:
    """Ask, and return the result."""

    async def ask_(kind: str, **fields: Any) -> Any:
        await client.send_json_auto_id({"type": f"{DOMAIN}/{kind}", **fields})
        answer = await client.receive_json()
        return answer["result"] if answer["success"] else answer["error"]

    return ask_


@pytest.fixture
def power(plug_a: FakePlug) -> str:
    """The sensor that meters."""
    return plug_a.add_power()


@pytest.fixture
async def other(hass: HomeAssistant, init: MockConfigEntry, plug_b: FakePlug) -> str:
    """Plug B, set up; returns the id of its entry."""
    entry = plug_b.diol_entry()
    assert await hass.config_entries.async_setup(entry.entry_id)
    return entry.entry_id


async def test_all_plugs_are_told_with_their_entities(
    init: MockConfigEntry, power: str, other: str, plug_a: FakePlug, ask: Ask
) -> None:
    """By names that nobody can change."""
    accept = plug_a.add_other("button", "DIoL accept as normal")
    cluster = plug_a.add_other("sensor", "DIoL cluster")
    answer = await ask("plugs")
    assert answer["recording"] is False
    a, b = answer["plugs"]
    assert (a["entry_id"], a["name"], a["appliance"]) == (init.entry_id, "Plug A", "")
    assert a["device_id"] == plug_a.device.id
    assert a["power"] == [power]
    assert (
        a["entities"].items()
        >= {
            "binary_sensor.anomaly": "binary_sensor.plug_a_anomaly",
            "event.anomaly": "event.plug_a_anomaly",
            "sensor.score": "sensor.plug_a_anomaly_score",
            "text.model_text": plug_a.entity_id(Source.MODEL_TEXT),
            "button.accept": accept,
            "sensor.cluster": cluster,
        }.items()
    )
    assert (b["entry_id"], b["name"], b["power"]) == (other, "Plug B", [])


async def test_a_plug_tells_what_it_has_learnt(
    init: MockConfigEntry, ask: Ask, snapshot: SnapshotAssertion
) -> None:
    """In words and in numbers."""
    assert await ask("model", entry_id=init.entry_id) == snapshot


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", None),
        ("unavailable", None),
        ("DIoL1.garbled0", "The model text of Plug A is damaged: it has 14 characters"),
    ],
)
async def test_a_model_that_cannot_be_read_is_told_in_words(
    init: MockConfigEntry, plug_a: FakePlug, ask: Ask, text: str, problem: str | None
) -> None:
    """A plug without one, or that is away, has no problem."""
    plug_a.set({Source.MODEL_TEXT: text})
    answer = await ask("model", entry_id=init.entry_id)
    assert answer["model"] is None
    assert (answer["problem"] or "").startswith(problem or "")
    assert (answer["problem"] is None) is (problem is None)


async def test_where_a_model_comes_from_is_told(
    hass: HomeAssistant, init: MockConfigEntry, plug_a: FakePlug, ask: Ask
) -> None:
    """With whether there is a newer one, and whether the plug has changed it."""
    library = hass.data[LIBRARY]
    library.async_save("Fridge", model_text({"hours": 100}))
    assert (await ask("model", entry_id=init.entry_id))["taken"] is None
    await ask("copy", model="Fridge", mode="exact", targets=[init.entry_id])
    await hass.async_block_till_done(wait_background_tasks=True)
    library.async_save("Fridge", model_text({"hours": 200}))
    taken = {
        "name": "Fridge",
        "version": 1,
        "latest": 2,
        "mode": "exact",
        "changed": False,
    }
    assert (await ask("model", entry_id=init.entry_id))["taken"] == taken
    plug_a.set({Source.MODEL_TEXT: model_text({"hours": 216})})
    assert (await ask("model", entry_id=init.entry_id))["taken"]["changed"] is True


async def test_without_a_recorder_it_is_said_what_to_do(
    init: MockConfigEntry, ask: Ask
) -> None:
    """The rest of a card needs none."""
    for kind in ({"entry_id": init.entry_id}, {"entry_ids": [init.entry_id]}):
        error = await ask("history" if "entry_id" in kind else "sparklines", **kind)
        assert "recorder to your configuration" in error["message"]


async def test_a_plug_that_is_not_there_is_said_so(
    init: MockConfigEntry, ask: Ask
) -> None:
    """As one that the user may not see."""
    error = await ask("model", entry_id="nowhere")
    assert error["message"].startswith("There is no plug nowhere")


async def test_the_library_is_told_newest_first(hass: HomeAssistant, ask: Ask) -> None:
    """Without the texts: they are given by name."""
    for hours in (100, 200):
        hass.data[LIBRARY].async_save("Fridge", model_text({"hours": hours}), note="N")
    hass.data[LIBRARY].async_delete("Fridge", 1)
    (model,) = (await ask("library"))["models"]
    assert model["name"] == "Fridge"
    assert [(v["version"], v["note"]) for v in model["versions"]] == [(2, "N")]


async def until_over(client: Any) -> list[dict[str, Any]]:
    """Return the jobs as they are told when the first is over."""
    async with asyncio.timeout(10):
        while True:
            jobs: list[dict[str, Any]] = (await client.receive_json())["event"]["jobs"]
            if jobs and jobs[0]["over"]:
                return jobs


async def watch(client: Any) -> list[dict[str, Any]]:
    """Begin to watch; return the jobs there are."""
    await client.send_json_auto_id({"type": f"{DOMAIN}/jobs"})
    assert (await client.receive_json())["success"]
    jobs: list[dict[str, Any]] = (await client.receive_json())["event"]["jobs"]
    return jobs


async def test_a_copy_goes_on_when_the_page_is_closed(
    hass: HomeAssistant,
    init: MockConfigEntry,
    other: str,
    plug_b: FakePlug,
    ask: Ask,
    client: Any,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """The next page sees how it goes, and how it has gone."""
    may_go_on = asyncio.Event()
    plug_b.waits_for = may_go_on
    plug_b.set({Source.MODEL_TEXT: model_text({"hours": 50})})
    job = (await ask("copy", source=init.entry_id, targets=[other]))["job"]
    await client.close()
    page = await hass_ws_client(hass)
    (running,) = await watch(page)
    assert (running["id"], running["title"], running["mode"]) == (
        job,
        "Plug A",
        "adapt",
    )
    assert running["over"] is False
    assert running["targets"] == [
        {"entry_id": other, "name": "Plug B", "result": None, "message": None}
    ]
    may_go_on.set()
    (done,) = await until_over(page)
    assert done["targets"][0]["result"] == "copied"
    assert plug_b.state(Source.MODEL_TEXT) == model_text()


async def test_each_target_has_its_own_result(
    hass: HomeAssistant,
    init: MockConfigEntry,
    other: str,
    plug_b: FakePlug,
    ask: Ask,
    client: Any,
) -> None:
    """Why one did not take it is said in words, and a job that is over can be dismissed."""
    plug_b.refusal = "The mode must be exact or adapt [unknown_mode]"
    await ask("copy", source=init.entry_id, targets=[other, init.entry_id])
    await hass.async_block_till_done(wait_background_tasks=True)
    (job,) = await watch(client)
    refused, itself = job["targets"]
    assert (refused["result"], itself["result"]) == ("refused", "refused")
    assert refused["message"].startswith("Plug B refused this")
    assert itself["message"].startswith("Plug A has this model already")
    await client.send_json_auto_id({"type": f"{DOMAIN}/dismiss_job", "job": job["id"]})
    assert (await client.receive_json())["event"]["jobs"] == []
    assert (await client.receive_json())["success"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"model": "Nothing"}, "Nothing"),
        ({"source": "nowhere"}, "There is no plug nowhere"),
        ({}, "no model"),
    ],
)
async def test_what_cannot_be_copied_is_said_at_once(
    init: MockConfigEntry, ask: Ask, fields: dict[str, str], words: str
) -> None:
    """No job is begun for it."""
    error = await ask("copy", targets=[init.entry_id], **fields)
    assert words in error["message"]


async def test_a_user_sees_and_uses_only_what_they_may(
    hass: HomeAssistant,
    init: MockConfigEntry,
    other: str,
    plug_a: FakePlug,
    hass_ws_client: WebSocketGenerator,
    hass_admin_user: MockUser,
    client: Any,
    ask: Ask,
) -> None:
    """Who may use the model text may use the model, and nobody else."""
    hass_admin_user.groups = []
    text = plug_a.entity_id(Source.MODEL_TEXT)
    hass_admin_user.mock_policy({"entities": {"entity_ids": {text: {"read": True}}}})
    (seen,) = (await ask("plugs"))["plugs"]
    assert seen["name"] == "Plug A"
    assert "message" in await ask("model", entry_id=other)
    error = await ask("copy", model="x", targets=[init.entry_id])
    assert "message" in error
    assert plug_a.calls == []
