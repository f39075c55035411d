"""The demo's play: learn, copy, fault, all clear, and the same scores on both plugs."""

import csv
import math
from pathlib import Path
from typing import Any, Final

from tests.harness.browser import Browser

from .report import Report
from .stage import NEW, A, B, Stage, entity, model_text, status
from .traces import HOUR, Story

LIVE_SPEED: Final = 60.0
# Of the plug that is not in DIoL yet: whoever adds it sees a day of learning in two minutes.
NEW_SPEED: Final = 720.0
ANOMALY_TIMEOUT_S: Final = 120.0
PLAY_TIMEOUT_S: Final = 180.0
LEAST_MINUTES: Final = 500


class PlayError(Exception):
    """Something did not happen as it should; the text says what."""


class Play:
    """The acts, in order. Pictures go into `pictures` while there is a browser."""

    def __init__(
        self, stage: Stage, story: Story, report: Report, pictures: Path
    ) -> None:
        """Set the scene."""
        self.stage = stage
        self.story = story
        self.report = report
        self.pictures = pictures
        self.browser: Browser | None = None

    def text(self, plug: str) -> str:
        """A plug's model text."""
        return self.stage.home.state(model_text(plug)) or ""

    async def picture(self, name: str, *texts: str) -> None:
        """Look at the dashboard, if somebody looks."""
        if self.browser:
            await self.browser.wait_for(*texts)
            await self.browser.picture(self.pictures / f"{name}.png")

    async def begin_elsewhere(self) -> None:
        """The plug that nobody has added meters ordinary days."""
        await self.stage.plug(NEW, "trace_load", path=str(self.story.learnt))
        await self.stage.loop(NEW, self.story.life, NEW_SPEED)

    async def learn(self) -> None:
        """Plug A learns its days in seconds."""
        days = self.story.learn_hours / 24
        with self.report.step(
            f"plug A learns {days:.0f} days of {self.story.title}"
        ) as results:
            await self.stage.plug(A, "trace_load", path=str(self.story.learnt))
            await self.stage.plug(
                A, "diol_learn", hours=self.story.learn_hours, appliance=""
            )
            await self.stage.play(A, self.story.life[1])
            await self.stage.played(A, self.story.life[1], PLAY_TIMEOUT_S)
            await self.stage.is_state(status(A), "watching")
            results.append(
                f"status watching, model text of {len(self.text(A))} characters"
            )
        await self.picture("1-learnt", "Watching")

    async def copy(self) -> None:
        """Home Assistant copies A's model to B."""
        with self.report.step(
            "Home Assistant copies the model to plug B (mode exact)"
        ) as results:
            answer: dict[str, Any] = await self.stage.home.act(
                "diol.copy_model",
                response=True,
                target={"device_id": [self.stage.devices[B]]},
                source=self.stage.devices[A],
                mode="exact",
            )
            expect(
                [target["result"] for target in answer["targets"]] == ["copied"],
                f"the copy was answered with {answer}",
            )
            expect(
                self.text(A) == self.text(B) != "", "B's model text differs from A's"
            )
            results.append("B's text is A's")

    async def fault(self) -> None:
        """A fault begins on B, live but faster."""
        story = self.story
        with self.report.step("plug B meters up to shortly before its fault"):
            await self.stage.plug(B, "trace_load", path=str(story.watched))
            if story.watched_from:
                await self.stage.seek(B, story.watched_from)
            await self.stage.play(B, story.round[0])
            await self.stage.played(B, story.round[0], PLAY_TIMEOUT_S)
            await self.stage.is_state(status(B), "watching")
            await self.stage.is_state(entity("binary_sensor", B, "anomaly"), "off")
        with self.report.step(
            f"both plugs meter ordinary hours, {LIVE_SPEED:.0f} times real time"
        ):
            # From here on both live, with the fault again and again on B.
            await self.stage.loop(A, story.life, LIVE_SPEED)
            await self.stage.loop(B, story.round, LIVE_SPEED)
            await self.stage.played(B, story.fault[0], PLAY_TIMEOUT_S)
            await self.stage.is_state(entity("binary_sensor", B, "anomaly"), "off")
        await self.picture("2-before-the-fault", "Watching")
        with self.report.step(
            "a fault begins on plug B: its appliance does not stop"
        ) as results:
            await self.stage.is_state(
                entity("binary_sensor", B, "anomaly"),
                "on",
                ANOMALY_TIMEOUT_S,
            )
            event = entity("event", B, "anomaly")
            await self.stage.home.wait_until(
                "the event with kind and reason",
                lambda: bool(
                    self._event(event).get("kind") and self._event(event).get("reason")
                ),
                ANOMALY_TIMEOUT_S,
            )
            fired = self._event(event)
            results.append(f"{fired['kind']}: {fired['reason']}")
        await self.picture("3-anomaly", str(fired["reason"]))

    def _event(self, event: str) -> dict[str, Any]:
        attributes: dict[str, Any] = self.stage.home.states.get(event, {}).get(
            "attributes", {}
        )
        return attributes

    async def clear(self) -> None:
        """The fault ends, and with it the anomaly."""
        with self.report.step("the fault ends, and the anomaly clears"):
            await self.stage.play(B, self.story.round[1])
            await self.stage.is_state(
                entity("binary_sensor", B, "anomaly"), "off", PLAY_TIMEOUT_S
            )
        await self.picture("4-all-clear", "Watching")

    async def compare(self, folder: Path) -> None:
        """Both plugs meter the same samples with the same model: the same scores, bit for bit."""
        story = self.story
        start = max(story.watched_from, story.fault[0] - 12 * HOUR) // 60 * 60
        with self.report.step(
            "both plugs meter the same hours and score them"
        ) as results:
            files = {plug: folder / f"{plug}-scores.csv" for plug in (A, B)}
            for plug, file in files.items():
                await self.stage.plug(plug, "trace_load", path=str(story.watched))
                await self.stage.seek(plug, start)
                # Taking a text forgets the past, so that both begin alike.
                await self.stage.plug(
                    plug,
                    "diol_import",
                    model=self.text(plug),
                    mode="exact",
                    appliance="",
                )
                await self.stage.plug(plug, "trace_scores", path=str(file))
                await self.stage.play(plug, story.round[1])
            for plug in files:
                await self.stage.played(plug, story.round[1], PLAY_TIMEOUT_S)
                await self.stage.plug(plug, "trace_scores", path="")
            results.append(compare_scores(*files.values()))

    def check_console(self) -> None:
        """The dashboard has to be free of errors."""
        if self.browser and self.browser.problems:
            raise PlayError(f"the page's console says: {self.browser.problems[0]}")


def compare_scores(left: Path, right: Path) -> str:
    """Compare two files of scores to the last bit; says how many minutes, and how many were unusual."""
    columns = []
    for file in (left, right):
        with file.open(newline="") as lines:
            columns.append(
                [(row["score"], row["anomaly"]) for row in csv.DictReader(lines)]
            )
    a, b = columns
    expect(len(a) == len(b), f"{len(a)} minutes of plug A against {len(b)} of plug B")
    differing = sum(x != y for x, y in zip(a, b, strict=True))
    expect(differing == 0, f"{differing} of {len(a)} minutes are scored differently")
    scores = [float(score) for score, _ in a if score]
    unusual = sum(score > 1.0 for score in scores)
    expect(all(map(math.isfinite, scores)), "some scores are not numbers")
    expect(len(scores) >= LEAST_MINUTES, f"only {len(scores)} minutes were scored")
    expect(unusual > 0, "no minute was unusual")
    return f"{len(scores)} minutes, {unusual} of them above 1.0: identical"


def expect(holds: bool, otherwise: str) -> None:
    """Raise PlayError if it does not hold."""
    if not holds:
        raise PlayError(otherwise)
