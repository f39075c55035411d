"""A browser with a dashboard that has one card."""

import contextlib
import io
from pathlib import Path
from typing import Any, Final, Literal, Self

from PIL import Image
from playwright.async_api import Locator

from tests.harness.browser import Browser
from tests.harness.home_assistant import HomeAssistant
from tests.harness.paths import REPOSITORY

from .household import DASHBOARD

type Kind = Literal["desktop", "desktop-dark", "phone", "phone-dark"]

_AXE: Final = REPOSITORY / "card" / "node_modules" / "axe-core" / "axe.min.js"
_WIDTH: Final = {"desktop": 1280, "phone": 390}
# High enough for all of a card: what is below would be scrolled under the page's header.
_HEIGHT: Final = {"desktop": 1400, "phone": 1400}
# Enough for flat areas and antialiased text, and a quarter of the size.
_COLOURS: Final = 128
_VIOLATIONS: Final = """async (element) => (await axe.run(element)).violations.map(
    ({id, nodes}) => `${id}: ${nodes.map(({html}) => html.slice(0, 200)).join(" | ")}`)"""


class CardPage:
    """One window, as wide as a desktop's or a phone's."""

    def __init__(
        self, home: HomeAssistant, pictures: Path, kind: Kind, language: str = "en"
    ) -> None:
        """Prepare the window."""
        self._home = home
        self._pictures = pictures
        self._kind = kind
        self._stack = contextlib.AsyncExitStack()
        size, _, dark = kind.partition("-")
        self.browser = Browser(
            home.url,
            home.tokens,
            width=_WIDTH[size],
            height=_HEIGHT[size],
            dark=bool(dark),
            language=language,
        )

    async def __aenter__(self) -> Self:
        """Open the window."""
        await self._stack.enter_async_context(self.browser)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        await self._stack.aclose()

    @property
    def card(self) -> Locator:
        """The card."""
        return self.browser.page.locator("diol-card").first

    def part(self, selector: str) -> Locator:
        """What is in the card."""
        return self.card.locator(selector)

    def button(self, words: str) -> Locator:
        """A button of the card, by what a screen reader says."""
        return self.card.get_by_role("button", name=words)

    async def save(self, config: dict[str, Any]) -> None:
        """Make the dashboard another one."""
        await self._home.command(
            "lovelace/config/save", url_path=DASHBOARD, config=config
        )

    async def show(self, *, wide: bool = False, **config: Any) -> Locator:
        """Show a card with this configuration; return it."""
        card = {
            "type": "custom:diol-card",
            "grid_options": {"columns": "full"},
            **config,
        }
        section = {
            "type": "grid",
            "cards": [card],
            "column_span": 2 if wide else 1,
        }
        view = {
            "title": "Card",
            "path": "card",
            "type": "sections",
            "max_columns": 2,
            "sections": [section],
        }
        await self.save({"views": [view]})
        await self.open("card")
        return self.card

    async def open(self, view: str) -> None:
        """Open a view of the dashboard."""
        page = self.browser.page
        await page.goto(
            f"{self._home.url}/{DASHBOARD}/{view}", wait_until="domcontentloaded"
        )
        await self.card.locator("ha-card").first.wait_for()
        # It lies over everything while it fades.
        await page.locator("#ha-launch-screen").wait_for(state="detached")

    async def violations(self, element: Locator | None = None) -> list[str]:
        """What axe-core finds wrong for those who do not see, or do not point."""
        await self.browser.settle()
        await self.browser.page.evaluate(_AXE.read_text())
        found: list[str] = await (element or self.card).evaluate(_VIOLATIONS)
        return found

    async def picture(self, name: str, of: Locator | None = None) -> None:
        """Keep how the card looks."""
        await self.browser.settle()
        taken = await (of or self.card).screenshot()
        self._pictures.mkdir(parents=True, exist_ok=True)
        image = Image.open(io.BytesIO(taken)).convert("RGB")
        image.quantize(_COLOURS, dither=Image.Dither.NONE).save(
            self._pictures / f"card-{name}-{self._kind}.png", optimize=True
        )
