"""What a plug says, read so that half-known states are never taken for news."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.helpers import entity_registry as er

from . import transport
from .coded import Coded, parse as parse_coded
from .const import Kind, Status
from .reasons import async_word as async_word_reason, numbers_of
from .refusals import async_word
from .states import Source
from .transport import PlugTransport

type DiolConfigEntry = ConfigEntry[Plug]

_WATCHING = (Status.WATCHING, Status.PROVISIONAL)
# As many as the firmware publishes.
_SCORE_DECIMALS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Anomaly:
    """An anomaly that a plug reports now."""

    kind: Kind
    reason: str
    numbers: dict[str, int | float | str]
    number: int
    score: float | None
    since: datetime


class Plug:
    """One appliance on one plug."""

    def __init__(self, source: PlugTransport) -> None:
        """Read what comes through this transport."""
        self.transport = source

    @property
    def status(self) -> Status | None:
        """What the plug is doing; None if it does not say, or in a word not known here."""
        word, _, _ = (self.transport.text(Source.STATUS) or "").partition(":")
        word = word.strip().replace(" ", "_")
        return Status(word) if word in Status else None

    @property
    def refusal(self) -> str | None:
        """Why the plug refused the last text it was given, if it did, in the user's language."""
        _, _, text = (self.transport.text(Source.STATUS) or "").partition(":")
        refusal = parse_coded(text)
        return (
            async_word(self.transport.hass, refusal, self.transport.name)
            if refusal.code or refusal.sentence
            else None
        )

    @property
    def is_anomalous(self) -> bool | None:
        """Whether there is an anomaly; None unless the plug is watching."""
        if self.status not in _WATCHING:
            return None
        return self.transport.flag(Source.ANOMALY)

    @property
    def is_learning(self) -> bool | None:
        """Whether it learns its appliance; None if the plug does not say what it does.

        A plug that learns afresh goes on watching with the model it has. Only its progress tells, also
        from a plug that was given a provisional model and goes on fitting it.
        """
        if (status := self.status) is None:
            return None
        progress = self.transport.number(Source.PROGRESS)
        if status is Status.PROVISIONAL:
            return progress is not None or not self.transport.entity_id(Source.PROGRESS)
        return status is Status.LEARNING or (
            status is Status.WATCHING and progress is not None
        )

    @property
    def score(self) -> float | None:
        """How unusual it is now, as the plug said it: ESPHome passes 0.49 on as 0.490000009536743."""
        score = self.transport.number(Source.SCORE)
        return None if score is None else round(score, _SCORE_DECIMALS)

    @property
    def reason(self) -> Coded | None:
        """Why there is an anomaly; None without one."""
        text = self.transport.text(Source.REASON)
        return parse_coded(text) if text else None

    @property
    def reason_text(self) -> str | None:
        """Why there is an anomaly, in the user's language; None without one."""
        reason = self.reason
        return async_word_reason(self.transport.hass, reason) if reason else None

    @property
    def anomaly(self) -> Anomaly | None:
        """The anomaly there is now; None without one, and before all is known of it."""
        source = self.transport
        state = source.entity_state(Source.ANOMALY)
        if not self.is_anomalous or not source.available or state is None:
            return None
        # An entity that is switched off never comes, so it is not waited for.
        if any(
            source.entity_state(part) and not source.text(part)
            for part in (Source.KIND, Source.REASON, Source.SCORE)
        ):
            return None
        kind = source.text(Source.KIND) or ""
        reason = self.reason or Coded("")
        number = reason.values.get("n")
        return Anomaly(
            kind=Kind(kind) if kind in Kind else Kind.UNUSUAL,
            reason=async_word_reason(self.transport.hass, reason),
            numbers=numbers_of(reason),
            number=number if isinstance(number, int) else 0,
            score=self.score,
            since=self._since(state),
        )

    def _since(self, anomaly: State) -> datetime:
        """When it began, by its age: after a reconnect the state is newer than the anomaly."""
        reason = self.transport.entity_state(Source.REASON)
        age = self.reason.values.get("age") if self.reason else None
        if reason is None or not isinstance(age, int):
            return anomaly.last_changed
        return reason.last_updated - timedelta(minutes=age)


@callback
def async_get_plug(hass: HomeAssistant, model_text: str) -> Plug | None:
    """Return the plug of a config entry, by the registry id of its model text entity."""
    text = er.async_get(hass).entities.get_entry(model_text)
    source = transport.async_get(hass, text)
    return Plug(source) if source else None
