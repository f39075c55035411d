"""A home for the card: a real Home Assistant with real plugs in all the states there are, and their last days."""

import asyncio
from collections.abc import AsyncGenerator
import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.harness import firmware, fridge, past
from tests.harness.fridge import DAY, FAULT, HOUR, LEARNT
from tests.harness.home_assistant import HomeAssistant
from tests.harness.plug import Plug, free_port
from tools.demo.stage import (
    NEW as LEARNER,
    A,
    B,
    Stage,
    add_to_diol,
    add_to_esphome,
    entity,
    model_text,
    status,
)

PLUGS: Final = ("plug-a", "plug-b", "garage-fridge", "plug-c")
NEW: Final = "plug_c"  # of several appliances; nobody has added the other
NEW_MODEL_TEXT: Final = entity("text", NEW, "diol_fridge_model_text")
DASHBOARD: Final = "diol-card"
TIMEOUT: Final = 60.0
# Plug A is well again after its fault; plug B is in the middle of the same.
A_UNTIL: Final = FAULT + 20 * HOUR
B_UNTIL: Final = FAULT + 2.6 * HOUR
LEARNER_UNTIL: Final = 1.4 * DAY
PAST_HOURS: Final = 33
STATUS: Final = (
    *(status(plug) for plug in (A, B, LEARNER)),
    entity("sensor", NEW, "detection_status_fridge"),
)


@dataclass
class Household:
    """What is at home."""

    home: HomeAssistant
    plugs: dict[str, Plug]
    folder: Path

    def __post_init__(self) -> None:
        """Have somebody who drives the plugs."""
        self.stage = Stage(self.home)

    async def is_state(self, entity_id: str, wanted: str) -> None:
        """Wait for a state."""
        await self.stage.is_state(entity_id, wanted, TIMEOUT)

    async def play(self, plug: str, until: float) -> None:
        """Let a plug meter up to a time of its trace."""
        await self.stage.play(plug, float(until))
        await self.stage.played(plug, until, TIMEOUT)

    def event(self, plug: str) -> tuple[str, str]:
        """Kind and reason of the last anomaly."""
        attributes = self.home.states[entity("event", plug, "anomaly")]["attributes"]
        return attributes["kind"], attributes["reason"]


@contextlib.asynccontextmanager
async def household(folder: Path, port: int | None = None) -> AsyncGenerator[Household]:
    """A home with all its plugs, after their last days."""
    async with contextlib.AsyncExitStack() as stack:
        trace = folder / "fridge.csv"
        await asyncio.to_thread(fridge.save, trace)
        plugs = {
            name.replace("-", "_"): stack.enter_context(
                Plug(await asyncio.to_thread(firmware.build, name), folder / name)
            )
            for name in PLUGS
        }
        home = await stack.enter_async_context(
            HomeAssistant(folder / "home-assistant", port or free_port())
        )
        await home.onboard("demo", "demo")
        house = Household(home, plugs, folder)
        await _add(house)
        pasts = await _live(house, trace)
        database = home.folder / "home-assistant_v2.db"
        await home.restart(
            between=lambda: past.write(database, pasts, hours=PAST_HOURS)
        )
        for told in STATUS:
            await home.wait_until(
                f"{told} to be back",
                lambda told=told: home.state(told) not in (None, "unavailable"),  # type: ignore[misc]
                TIMEOUT,
            )
        await home.command(
            "lovelace/dashboards/create",
            url_path=DASHBOARD,
            title="Card",
            mode="storage",
            show_in_sidebar=False,
            require_admin=False,
        )
        yield house


async def _add(house: Household) -> None:
    """Add all plugs to ESPHome and DIoL, as a user does."""
    home = house.home
    for plug in house.plugs.values():
        await add_to_esphome(home, plug.port)
    texts = [*(model_text(plug) for plug in (A, B, LEARNER)), NEW_MODEL_TEXT]
    await home.wait_until(
        "all model texts",
        lambda: all(home.state(text) is not None for text in texts),
        TIMEOUT,
    )
    for name in ("Plug A", "Plug B", "Garage fridge", "Plug C (fridge)"):
        await add_to_diol(home, name)


async def _live(house: Household, trace: Path) -> list[past.Past]:
    """Let the plugs live: A learns, B takes what A knows, another one begins to learn."""
    scores = {plug: house.folder / f"{plug}.csv" for plug in (A, B)}
    for plug in (A, B, LEARNER):
        await house.stage.plug(plug, "trace_load", path=str(trace))
    await house.stage.plug(A, "diol_learn", hours=0.0, appliance="")
    await house.play(A, LEARNT)
    await house.is_state(status(A), "watching")
    devices = {
        each["entity_id"]: each["device_id"]
        for each in await house.home.command("config/entity_registry/list")
    }
    library = await house.home.act("diol.list_models", response=True)
    if not library["models"]:
        source = devices[status(A)]
        await house.home.act("diol.save_model", source=source)
    await house.stage.plug(B, "trace_seek", t=float(FAULT - 30 * HOUR))
    await house.home.act(
        "diol.apply_model",
        target={"device_id": [devices[status(B)]]},
        model="Plug A",
        mode="exact",
    )
    reasons = {}
    for plug, until in ((A, A_UNTIL), (B, B_UNTIL)):
        await house.stage.plug(plug, "trace_scores", path=str(scores[plug]))
        await house.play(plug, B_UNTIL)
        await house.is_state(entity("binary_sensor", plug, "anomaly"), "on")
        reasons[plug] = house.event(plug)
        await house.play(plug, until)
        await house.stage.plug(plug, "trace_scores", path="")
    await house.is_state(entity("binary_sensor", A, "anomaly"), "off")
    await house.stage.plug(LEARNER, "diol_learn", hours=0.0, appliance="")
    await house.play(LEARNER, LEARNER_UNTIL)
    progress = float(
        house.home.state(entity("sensor", LEARNER, "learning_progress")) or 0
    )
    return [
        past.Past(
            node=A, trace=trace, until=A_UNTIL, scores=scores[A], reasons=(reasons[A],)
        ),
        past.Past(
            node=B, trace=trace, until=B_UNTIL, scores=scores[B], reasons=(reasons[B],)
        ),
        past.Past(
            node=LEARNER, trace=trace, until=LEARNER_UNTIL, progress=(0.0, progress)
        ),
    ]
