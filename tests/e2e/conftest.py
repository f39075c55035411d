"""A home with the card, and pages of it. Nothing here is of Home Assistant's own test fixtures: what runs is real."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
import contextlib
from pathlib import Path

import pytest
import pytest_asyncio

from tests.harness.paths import REPOSITORY

from .card_page import CardPage, Kind
from .household import Household, household

PICTURES_OF_DOCS = REPOSITORY / "docs" / "images"
PICTURES = REPOSITORY / "build" / "e2e"

type Open = Callable[..., contextlib.AbstractAsyncContextManager[CardPage]]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add where pictures go."""
    parser.addoption(
        "--pictures",
        action="store_true",
        help="renew the card's pictures in docs/images",
    )


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Household]:
    """One home for all tests, each of which leaves it as it was where others look."""
    async with household(tmp_path_factory.mktemp("house")) as home:
        yield home


@pytest.fixture(scope="session")
def pictures(pytestconfig: pytest.Config) -> Path:
    """Where pictures go."""
    return PICTURES_OF_DOCS if pytestconfig.getoption("pictures") else PICTURES


@pytest.fixture
def open_page(house: Household, pictures: Path) -> Open:
    """Open pages, each of which has to be free of errors in the end."""

    @contextlib.asynccontextmanager
    async def open_(kind: Kind = "desktop", **options: str) -> AsyncIterator[CardPage]:
        async with CardPage(house.home, pictures, kind, **options) as page:
            yield page
            assert page.browser.problems == []

    return open_
