"""Tests of the card in a real browser, with a real Home Assistant and real firmware."""

import asyncio
import json
import re
from typing import Any

from playwright.async_api import Locator, expect
import pytest

from tests.harness.paths import REPOSITORY
from tools.demo.stage import A, B, entity, model_text

from .card_page import CardPage
from .conftest import Open
from .household import LEARNER, NEW, NEW_MODEL_TEXT, Household

pytestmark = pytest.mark.asyncio(loop_scope="session")

OLDER, NEWER = (
    vector["text"]
    for vector in json.loads((REPOSITORY / "tests/vectors/good.json").read_text())
    if vector["name"] in ("any model with clusters: 4", "any model with clusters: 6")
)
# Longer than a test may take on a busy machine with two cores.
SLOW = 30_000


def anomaly_of(plug: str) -> str:
    """The entity that the card of a plug is made for."""
    suffix = "anomaly_fridge" if plug == NEW else "anomaly"
    return entity("binary_sensor", plug, suffix)


def model_of(house: Household, plug: str) -> str:
    """The model text of a plug, as its firmware told it."""
    return house.home.state(NEW_MODEL_TEXT if plug == NEW else model_text(plug)) or ""


async def give(house: Household, text: str, name: str) -> None:
    """Give the new plug a model by way of the library."""
    await house.home.act("diol.import_model", text=text, name=name)
    await house.home.act(
        "diol.apply_model",
        target={"entity_id": [NEW_MODEL_TEXT]},
        model=name,
        mode="exact",
    )
    await house.is_state(NEW_MODEL_TEXT, text)


async def choose_new_plug(page: CardPage) -> Locator:
    """Open the dialog that copies plug A's model, and choose the new plug; return the dialog."""
    await page.show(entity=anomaly_of(A))
    await page.button("Copy model to").click()
    dialog = page.part("dialog")
    await dialog.get_by_role("checkbox", name="Plug C").check()
    await dialog.get_by_label("Exact").check()
    return dialog


async def test_a_plug_that_learns_shows_how_far_it_is_and_what_it_has_seen(
    open_page: Open,
) -> None:
    """Nobody waits for nine days without being told anything."""
    async with open_page("phone-dark") as page:
        card = await page.show(entity=anomaly_of(LEARNER))
        learning = page.part(".learning")
        await expect(learning).to_contain_text(re.compile(r"Learning 1[0-9] %"))
        await expect(learning).to_contain_text("ready about")
        for words in ("Cycles", "On at a time", "Off at a time", "Power while on"):
            await expect(learning).to_contain_text(words)
        value = await page.part("progress").get_attribute("value")
        assert 10 <= float(value or 0) < 20
        await page.part("path.line").first.wait_for(state="attached")
        await expect(card).not_to_contain_text("Learnt normal")
        assert await page.violations() == []
        await page.picture("learning")


async def test_a_plug_that_watches_shows_its_normal_and_past_anomalies(
    open_page: Open,
) -> None:
    """Power is coloured by cluster, and every limit is in words, too."""
    async with open_page("desktop-dark") as page:
        card = await page.show(entity=anomaly_of(A))
        await expect(card).to_contain_text("Watching")
        await expect(page.part("diol-patterns li")).to_have_count(6)
        await page.part("path.line").nth(1).wait_for(state="attached")
        ranges = page.part("diol-ranges li")
        await expect(ranges).to_have_count(4)
        await expect(ranges.nth(0)).to_contain_text(
            re.compile(r"usually 1\d min · longest 2\d min · alarm above 2\d min")
        )
        await expect(page.part(".anomalies")).to_contain_text("Runs too long: On for")
        await page.part("summary").click()
        await expect(page.part("details")).to_contain_text("Cycles about every")
        assert await page.violations() == []
        await page.part("summary").click()
        await page.picture("watching")


async def test_an_anomaly_says_why_now_and_where_it_is_pointed_at(
    open_page: Open,
) -> None:
    """By pointing, and by keyboard."""
    async with open_page("desktop") as page:
        await page.show(entity=anomaly_of(B))
        alarm = page.part("[role=alert]")
        await expect(alarm).to_contain_text("Runs too long")
        await expect(alarm).to_contain_text("longest learnt")
        await expect(alarm).to_contain_text("since")
        await expect(page.button("Accept as normal")).to_be_visible()
        await expect(page.part("diol-ranges li").nth(0)).to_contain_text("now 2 h")
        span = page.part("rect.span").last
        # What is drawn over it does not take the pointer from it: all is one picture.
        await span.hover(force=True)
        await expect(page.part(".tip")).to_contain_text("longest learnt")
        await page.picture("anomaly")
        await page.browser.page.mouse.move(0, 0)
        await expect(page.part(".tip")).to_have_count(0)
        chart = page.part("diol-chart .box")
        await chart.focus()
        await chart.press("End")
        await expect(page.part(".tip")).to_contain_text("longest learnt")
        await chart.press("Home")
        await expect(page.part(".tip")).not_to_contain_text("longest learnt")
        await chart.press("Escape")
        await expect(page.part(".tip")).to_have_count(0)
        assert await page.violations() == []


@pytest.mark.parametrize("hours", ["6 h", "7 d", "30 d"])
async def test_other_times_are_drawn_at_once(open_page: Open, hours: str) -> None:
    """A month is as few numbers as a day."""
    async with open_page("phone") as page:
        await page.show(entity=anomaly_of(B))
        await page.part("path.line").first.wait_for(state="attached")
        before = await page.part("path.line").first.get_attribute("d")
        await page.button(hours).click()
        await expect(page.part("path.line").first).not_to_have_attribute(
            "d", before or ""
        )
        await expect(page.button(hours)).to_have_attribute("aria-pressed", "true")
        assert len(await page.part("path.line").first.get_attribute("d") or "") < 30_000


async def test_all_plugs_are_shown_worst_first(open_page: Open) -> None:
    """With what there is to do, and each opens to all there is of it."""
    async with open_page("desktop") as page:
        await page.show(wide=True)
        rows = page.part("button.plug")
        await expect(rows).to_have_count(4)
        await expect(rows.first).to_contain_text("Plug B")
        await expect(rows.first).to_contain_text("longest learnt")
        await expect(page.part("diol-overview .header")).to_contain_text(
            "1 with an anomaly"
        )
        await expect(rows.first.locator("svg path")).not_to_have_attribute("d", "")
        await rows.first.focus()
        await rows.first.press("Enter")
        await expect(page.part("diol-plug [role=alert]")).to_contain_text(
            "Runs too long"
        )
        await page.part("diol-plug path.line").first.wait_for(state="attached")
        assert await page.violations() == []


async def test_a_model_is_copied_to_another_plug_from_the_card(
    open_page: Open, house: Household
) -> None:
    """The card tells what became of it."""
    async with open_page("phone") as page:
        dialog = await choose_new_plug(page)
        assert await page.violations(dialog) == []
        await page.picture("copy", dialog)
        await dialog.get_by_role("button", name="Give").click()
        jobs = page.part("diol-jobs")
        await expect(jobs).to_contain_text("given to 1 of 1 plugs", timeout=SLOW)
        await expect(jobs).to_contain_text("Plug C (fridge) uses it")
        assert await page.violations() == []
        assert model_of(house, NEW) == model_of(house, A)
        for _ in range(await jobs.get_by_role("button", name="Dismiss").count()):
            await jobs.get_by_role("button", name="Dismiss").first.click()
        await expect(jobs.locator("section")).to_have_count(0)


async def test_closing_the_page_stops_no_copy(
    open_page: Open, house: Household
) -> None:
    """It is Home Assistant that copies, not the page."""
    await give(house, OLDER, "Closing")
    async with open_page("phone") as page:
        dialog = await choose_new_plug(page)
        await dialog.get_by_role("button", name="Give").click()
        await expect(page.part("diol-jobs section")).not_to_have_count(0)
    await house.is_state(NEW_MODEL_TEXT, model_of(house, A))


async def test_nothing_is_given_without_a_plug_to_give_it_to(open_page: Open) -> None:
    """The dialog says what is missing, and stays."""
    async with open_page("desktop") as page:
        await page.show(wide=True)
        await page.button("Give a model to plugs").click()
        await page.part("dialog").get_by_role("button", name="Give").click()
        await expect(page.part("dialog [role=alert]")).to_contain_text(
            "Choose at least one plug"
        )
        await page.browser.page.keyboard.press("Escape")
        await expect(page.part("dialog")).to_be_hidden()


async def test_a_newer_version_is_installed_from_the_card(
    open_page: Open, house: Household
) -> None:
    """The button is that of Home Assistant's own update."""
    await give(house, OLDER, "Versions")
    await house.home.act("diol.import_model", text=NEWER, name="Versions")
    async with open_page("desktop") as page:
        await page.show(entity=anomaly_of(NEW))
        await page.button("Update to version 2").click()
        await expect(page.card).to_contain_text("Versions, version 2", timeout=SLOW)
        await expect(page.button("Update to version 2")).to_have_count(0)
        assert model_of(house, NEW) == NEWER


async def test_a_plug_that_is_away_is_said_to_go_on_by_itself(
    open_page: Open, house: Household
) -> None:
    """And it is there again when it is back."""
    plug = house.plugs[NEW]
    async with open_page("phone") as page:
        card = await page.show(entity=anomaly_of(NEW))
        await expect(card).to_contain_text("Plug C")
        await asyncio.to_thread(plug.stop)
        try:
            await expect(card).to_contain_text("Not connected", timeout=SLOW)
            await expect(card).to_contain_text("goes on watching by itself")
            await expect(page.button("Use another model")).to_have_count(0)
            assert await page.violations() == []
            await page.picture("away")
        finally:
            await asyncio.to_thread(plug.start)
        # ESPHome waits before it tries again; reloading does not.
        registry = await house.home.command("config/entity_registry/list")
        (entry,) = {
            each["config_entry_id"]
            for each in registry
            if each["entity_id"] == NEW_MODEL_TEXT
        }
        await house.home.rest(
            "POST", f"/api/config/config_entries/entry/{entry}/reload"
        )
        await expect(card).not_to_contain_text("Not connected", timeout=SLOW)


async def test_a_garbled_model_is_said_to_be_and_what_to_do(
    open_page: Open, house: Household
) -> None:
    """The picture of the power stays."""
    before: dict[str, Any] = house.home.states[model_text(A)]
    path = f"/api/states/{before['entity_id']}"
    garbled = before["state"][:60] + "x" + before["state"][61:]
    told = {"attributes": before["attributes"]}
    async with open_page("desktop") as page:
        try:
            await house.home.rest("POST", path, json=told | {"state": garbled})
            card = await page.show(entity=anomaly_of(A))
            await expect(page.part("[role=alert]")).to_contain_text("is damaged")
            await page.part("path.line").first.wait_for(state="attached")
            await expect(card).not_to_contain_text("Learnt normal")
            assert await page.violations() == []
        finally:
            await house.home.rest("POST", path, json=told | {"state": before["state"]})
        await expect(card).to_contain_text("Learnt normal")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Gelernte Normalität"),
        ("fr", "Normalité apprise"),
        ("es", "Normalidad aprendida"),
        ("nl", "Geleerd normaal"),
    ],
)
async def test_the_card_speaks_the_users_language(
    open_page: Open, language: str, words: str
) -> None:
    """As Home Assistant around it."""
    async with open_page("phone", language=language) as page:
        await page.show(entity=anomaly_of(A))
        await expect(page.part("section h3").nth(1)).to_contain_text(words)
