"""Tests of how the card gets into dashboards: by itself, by the picker, with its editor, and as a whole dashboard."""

import contextlib
from pathlib import Path
from typing import Any

from playwright.async_api import expect
import pytest

from tests.harness import firmware
from tests.harness.home_assistant import HomeAssistant, HomeAssistantError
from tests.harness.plug import Plug, free_port
from tools.demo.stage import B, add_to_diol, add_to_esphome, entity, model_text

from .card_page import CardPage
from .conftest import Open
from .household import DASHBOARD, Household

pytestmark = pytest.mark.asyncio(loop_scope="session")

SUGGESTED = """(id) => {
    const {hass} = document.querySelector("home-assistant");
    const card = window.customCards.find(({type}) => type === "diol-card");
    return card.getEntitySuggestion(hass, id);
}"""


async def test_the_picker_offers_the_card_for_what_belongs_to_a_plug(
    open_page: Open,
) -> None:
    """Of a plug's power, too, which is where people begin."""
    card = {
        "type": "custom:diol-card",
        "entity": entity("binary_sensor", B, "anomaly"),
    }
    async with open_page() as page:
        await page.show()
        for of_plug in (
            entity("sensor", B, "power"),
            entity("sensor", B, "anomaly_score"),
        ):
            suggested = await page.browser.page.evaluate(SUGGESTED, of_plug)
            assert suggested == {"config": card}
        other = await page.browser.page.evaluate(SUGGESTED, "sun.sun")
        assert other is None


async def test_the_editor_changes_the_card(open_page: Open) -> None:
    """Its fields have names and the preview follows."""
    async with open_page() as page:
        await page.show(entity=entity("binary_sensor", B, "anomaly"))
        window = page.browser.page
        await window.goto(
            window.url.split("?")[0] + "?edit=1", wait_until="domcontentloaded"
        )
        # It is shown to who points at the card.
        edit = window.locator("hui-card-edit-mode")
        await edit.locator(".control-overlay").dispatch_event("click")
        editor = window.locator("hui-dialog-edit-card")
        await expect(editor).to_contain_text("Time shown at first")
        await expect(editor).to_contain_text("Show typical patterns")
        preview = editor.locator("diol-card")
        await expect(preview).to_contain_text("Typical patterns")
        await editor.locator("ha-selector-boolean").nth(1).locator("ha-switch").click()
        await expect(preview).not_to_contain_text("Typical patterns")


async def test_a_dashboard_of_all_plugs_is_offered_and_makes_itself(
    open_page: Open, house: Household
) -> None:
    """Without a line of YAML."""
    async with open_page("desktop-dark") as page:
        window = page.browser.page
        # Home Assistant asks what dashboards load once it shows a list of them.
        await window.goto(f"{house.home.url}/config/lovelace/dashboards")
        await window.get_by_text("Add dashboard").first.click()
        await window.get_by_text("All your plugs with DIoL, worst first").click()
        dialog = window.locator("ha-dialog, ha-adaptive-dialog").last
        await dialog.get_by_role("button", name="Create").click()
        made: dict[str, Any] = {}

        async def is_made() -> bool:
            # First it is there, and then it is filled.
            boards = await house.home.command("lovelace/dashboards/list")
            for board in boards:
                if board["title"] == "DIoL":
                    with contextlib.suppress(HomeAssistantError):
                        path = board["url_path"]
                        made["config"] = await house.home.command(
                            "lovelace/config", url_path=path
                        )
                        made["id"] = board["id"]
            return "id" in made

        await house.home.poll_until("the dashboard", is_made, 30)
        await house.home.command("lovelace/dashboards/delete", dashboard_id=made["id"])
        config = made["config"]
        assert config == {"strategy": {"type": "custom:diol"}}

        await page.save(config)
        await page.open("overview")
        await expect(page.part("button.plug")).to_have_count(4)
        await expect(page.part("svg path").first).not_to_have_attribute("d", "")
        await page.picture("overview")
        await page.open("appliances")
        cards = window.locator("diol-card")
        await expect(cards).to_have_count(4)
        # What one of them has to say is in the others' way nowhere.
        for nr in range(4):
            await expect(cards.nth(nr).locator("h2").first).not_to_be_empty()


async def test_without_plugs_the_card_says_how_to_get_one_and_goes_with_the_last(
    tmp_path: Path, pictures: Path
) -> None:
    """The resource is removed with it."""
    program = firmware.build("plug-b")
    home = HomeAssistant(tmp_path / "home-assistant", free_port())
    with Plug(program, tmp_path / "plug") as plug:
        async with home:
            await home.onboard("demo", "demo")
            await add_to_esphome(home, plug.port)
            await home.wait_until(
                "the plug", lambda: home.state(model_text(B)) is not None, 60
            )
            entry_id = await add_to_diol(home, "Plug B")
            (resource,) = await home.command("lovelace/resources")
            assert resource["type"] == "module"
            assert resource["url"].startswith("/diol/diol-card.js?v=")
            await home.command(
                "lovelace/dashboards/create",
                url_path=DASHBOARD,
                title="Card",
                mode="storage",
            )
            async with CardPage(home, pictures, "phone") as page:
                await page.show(wide=True)
                await expect(page.card).to_contain_text("Plug B")
                await expect(page.card).to_contain_text("1 not watching")
                await home.rest(
                    "DELETE",
                    f"/api/config/config_entries/entry/{entry_id}",
                )
                await expect(page.card).to_contain_text("No plug with DIoL yet")
                assert await page.violations() == []
                assert page.browser.problems == []
            assert await home.command("lovelace/resources") == []
