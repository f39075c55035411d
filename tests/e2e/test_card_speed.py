"""How long the card keeps the browser busy until a day at 5 s is to be seen, measured in the browser."""

from statistics import median
from typing import Any

from playwright.async_api import CDPSession
import pytest

from .conftest import Open
from .household import B, Household, entity

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROUNDS = 5
# Milliseconds of main-thread time. A machine that is busy with other work takes longer.
MOST_MS = {1: 60.0, 4: 200.0}

# A card that nobody has seen is put where dashboards put theirs. It is painted two frames after it has a line.
PAINT = """async (entity) => {
    const home = document.querySelector("home-assistant");
    const card = document.createElement("diol-card");
    card.setConfig({type: "custom:diol-card", entity});
    card.hass = home.hass;
    const box = document.createElement("div");
    box.style.cssText = "position: fixed; inset: 80px auto auto 300px; width: 900px";
    box.append(card);
    home.shadowRoot.querySelector("home-assistant-main").shadowRoot.append(box);
    const find = (root, names) => names.reduce(
        (found, name) => found?.shadowRoot?.querySelector(name), root);
    const frame = () => new Promise(requestAnimationFrame);
    while (!find(card, ["diol-plug", "diol-chart", "path.line"])) await frame();
    await frame();
    await frame();
}"""


async def busy_ms(session: CDPSession) -> float:
    """Milliseconds that the main thread has worked so far."""
    metrics: Any = await session.send("Performance.getMetrics")
    values = {each["name"]: each["value"] for each in metrics["metrics"]}
    return 1000.0 * float(values["TaskDuration"])


async def test_a_day_is_painted_in_little_time(
    open_page: Open, house: Household, record_property: Any
) -> None:
    """At full speed, and with the processor slowed down four times, as a phone's."""
    async with open_page() as page:
        window = page.browser.page
        await page.show(entity=entity("binary_sensor", B, "anomaly"))
        await page.part("path.line").first.wait_for(state="attached")
        empty = {"type": "sections", "path": "empty", "sections": []}
        await page.save({"views": [empty]})
        session = await window.context.new_cdp_session(window)
        await session.send("Performance.enable")
        for slower, most in MOST_MS.items():
            took = []
            for _ in range(ROUNDS):
                # Each is the first that this page shows.
                await window.reload(wait_until="networkidle")
                await window.wait_for_function("customElements.get('diol-card')")
                await session.send(
                    "Emulation.setCPUThrottlingRate", {"rate": float(slower)}
                )
                before = await busy_ms(session)
                await window.evaluate(PAINT, entity("binary_sensor", B, "anomaly"))
                took.append(await busy_ms(session) - before)
                await session.send("Emulation.setCPUThrottlingRate", {"rate": 1.0})
            record_property(f"painted_at_1_{slower}_ms", median(took))
            print(f"slowed down {slower} times: {sorted(round(ms) for ms in took)} ms")
            assert min(took) < most
