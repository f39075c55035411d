"""A headless Chromium, logged in to a Home Assistant, that takes pictures of its pages."""

import contextlib
import json
from pathlib import Path
import tempfile
from typing import Any, Final, Self

from playwright.async_api import Page, ViewportSize, async_playwright

CHROMIUM: Final = "/usr/bin/chromium"
# Without a sandbox it starts as root as well; the rest keeps it off the network.
FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Browser:
    """One window. `problems` collects what the page's console calls an error."""

    def __init__(
        self,
        url: str,
        tokens: dict[str, Any],
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        language: str = "en",
    ) -> None:
        """Prepare a window of `width` x `height` pixels, logged in with `tokens`."""
        self.problems: list[str] = []
        self._url = url
        self._tokens = tokens
        self._size = ViewportSize(width=width, height=height)
        self._dark = dark
        self._language = language
        self._stack = contextlib.AsyncExitStack()
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        """The page that is open, for more than is done here."""
        assert self._page is not None
        return self._page

    async def __aenter__(self) -> Self:
        """Start Chromium."""
        async with contextlib.AsyncExitStack() as stack:
            profile = stack.enter_context(
                tempfile.TemporaryDirectory(prefix="diol-browser-")
            )
            playwright = await stack.enter_async_context(async_playwright())
            context = await playwright.chromium.launch_persistent_context(
                profile,
                executable_path=CHROMIUM,
                headless=True,
                args=FLAGS,
                viewport=self._size,
                color_scheme="dark" if self._dark else "light",
            )
            stack.push_async_callback(context.close)
            stored = self._tokens | {
                "hassUrl": self._url,
                "clientId": f"{self._url}/",
                # Ahead of any clock: the page need not ask for a new token while pictures are taken.
                "expires": 4102444800000,
            }
            await context.add_init_script(
                f"localStorage.hassTokens ??= {json.dumps(json.dumps(stored))};"
                f"""localStorage.selectedLanguage ??= '"{self._language}"';"""
            )
            self._page = await context.new_page()
            self._page.on("console", self._take_message)
            self._page.on(
                "pageerror", lambda error: self.problems.append(str(error)[:300])
            )
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        """End Chromium."""
        await self._stack.aclose()

    def _take_message(self, message: Any) -> None:
        if message.type == "error":
            self.problems.append(message.text[:300])

    async def open(self, path: str, *texts: str, timeout: float = 60) -> None:
        """Open a page and wait until each of the texts is on it."""
        await self.page.goto(self._url + path, wait_until="domcontentloaded")
        await self.wait_for(*texts, timeout=timeout)

    async def wait_for(self, *texts: str, timeout: float = 60) -> None:
        """Wait until each of the texts is to be seen."""
        for text in texts:
            await self.page.get_by_text(text).first.wait_for(timeout=timeout * 1000)

    async def settle(self) -> None:
        """Wait until the page's animations have ended, or were broken off."""
        await self.page.evaluate(
            "Promise.allSettled(document.getAnimations().map(a => a.finished))"
        )

    async def picture(self, path: Path) -> None:
        """Save what is to be seen as PNG, once the page's animations have ended."""
        await self.settle()
        path.parent.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=path)
