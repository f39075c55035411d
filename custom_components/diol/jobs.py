"""Copies that were begun from a page: the integration's own, so that closing the page stops none."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN, Mode
from .copying import Given, async_copy
from .outcomes import Outcome
from .targets import Target

# What is over is told to pages that open later, too, but not for ever.
_REMEMBERED: Final = 20


@dataclass(kw_only=True, slots=True)
class Job:
    """One model on its way to plugs."""

    title: str
    mode: Mode
    targets: dict[str, Target]
    id: str = field(default_factory=lambda: uuid4().hex)
    begun: datetime = field(default_factory=dt_util.utcnow)
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Whether it is known of every target what became of it."""
        return len(self.outcomes) == len(self.targets)

    def as_dict(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return {
            "id": self.id,
            "title": self.title,
            "mode": self.mode,
            "begun": self.begun.timestamp(),
            "over": self.is_over,
            "targets": [
                {"entry_id": key, "name": target.name, **_told(self.outcomes.get(key))}
                for key, target in self.targets.items()
            ],
        }


class Jobs:
    """All copies of late, running and done."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin with none."""
        self._hass = hass
        self._jobs: dict[str, Job] = {}
        self._listeners: set[Callable[[], None]] = set()

    @callback
    def async_start(
        self, title: str, given: Given, mode: Mode, targets: dict[str, Target]
    ) -> Job:
        """Give a model to plugs, by the id of their config entries; return at once."""
        job = Job(title=title, mode=mode, targets=targets)
        self._jobs[job.id] = job
        for old in [old for old in self._jobs.values() if old.is_over][:-_REMEMBERED]:
            del self._jobs[old.id]
        keys = {id(target): key for key, target in targets.items()}

        @callback
        def tell(outcome: Outcome) -> None:
            job.outcomes[keys[id(outcome.target)]] = outcome
            self._async_notify()

        self._hass.async_create_background_task(
            async_copy(given, mode, list(targets.values()), tell=tell),
            f"{DOMAIN} copy {job.id}",
        )
        self._async_notify()
        return job

    @callback
    def async_dismiss(self, job_id: str) -> None:
        """Forget a job that is over."""
        if (job := self._jobs.get(job_id)) and job.is_over:
            del self._jobs[job_id]
            self._async_notify()

    @callback
    def as_list(self) -> list[dict[str, Any]]:
        """Return what JSON can hold, newest first."""
        return [job.as_dict() for job in reversed(self._jobs.values())]

    @callback
    def async_watch(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call the listener whenever anything has changed."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    @callback
    def _async_notify(self) -> None:
        for listener in list(self._listeners):
            listener()


def _told(outcome: Outcome | None) -> dict[str, str | None]:
    if outcome is None:
        return {"result": None, "message": None}
    return {
        "result": outcome.result,
        "message": str(outcome.error) if outcome.error else None,
    }


JOBS: HassKey[Jobs] = HassKey(f"{DOMAIN}_jobs")
