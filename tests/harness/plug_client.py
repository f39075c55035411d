"""A client of a plug's native API: states by entity name, actions with their answers."""

import asyncio
from collections.abc import Callable
import ctypes
from types import TracebackType
from typing import Any, Self

from aioesphomeapi import (
    ButtonInfo,
    EntityInfo,
    EntityState,
    NumberInfo,
    SwitchInfo,
    TextInfo,
    UserService,
)
from aioesphomeapi.client import APIClient

TIMEOUT = 30.0


class ActionRefused(Exception):
    """The firmware answered an action with this error text."""


class PlugClient:
    """A connection to a plug. States are by entity name: None is unknown, absent is not there."""

    def __init__(self, host: str, port: int) -> None:
        """Prepare to connect."""
        self._address = (host, port)
        self._client = APIClient(host, port, "")
        self._changed = asyncio.Event()
        self._by_key: dict[int, str] = {}
        self.entities: dict[str, EntityInfo] = {}
        self.actions: dict[str, UserService] = {}
        self.states: dict[str, Any] = {}
        #: every state that came, in order
        self.history: list[tuple[str, Any]] = []

    async def connect(self) -> None:
        """Connect, also again, and wait until every entity with a state has said it."""
        self._client = APIClient(*self._address, "")
        self.states.clear()
        await self._client.connect(login=True)
        entities, actions = await self._client.list_entities_services()
        self.entities = {entity.name: entity for entity in entities}
        self.actions = {action.name: action for action in actions}
        self._by_key = {entity.key: entity.name for entity in entities}
        self._client.subscribe_states(self._on_state)
        expected = {e.name for e in entities if not isinstance(e, ButtonInfo)}
        await self._wait(lambda: expected <= self.states.keys(), TIMEOUT)

    async def close(self) -> None:
        """Disconnect."""
        await self._client.disconnect()

    async def call(self, action: str, **arguments: Any) -> None:
        """Call an action of the firmware; raise ActionRefused with its words if it says no."""
        answer = await self._client.execute_service(
            self.actions[action], arguments, return_response=False, timeout=TIMEOUT
        )
        if answer is None or not answer.success:
            raise ActionRefused(answer.error_message if answer else "no answer")

    async def wait_for(
        self, name: str, wanted: Callable[[Any], bool] | Any, timeout: float = TIMEOUT
    ) -> Any:
        """Wait until an entity's state is, or fulfils, what is wanted; return it."""
        fulfils = wanted if callable(wanted) else lambda state: state == wanted
        try:
            await self._wait(lambda: fulfils(self.states[name]), timeout)
        except TimeoutError:
            raise TimeoutError(
                f"{name} is still {self.states[name]!r}; all: {self.states}"
            ) from None
        return self.states[name]

    async def play(
        self, until_s: float, speed: float = 0, timeout: float = 120
    ) -> None:
        """Play the trace that was loaded up to trace time `until_s` and wait until it is there."""
        # What it said before may be the same time, of an earlier run.
        self.states["Trace time"] = -1.0
        await self.call("trace_play", until_s=until_s, speed=speed)
        # States are single precision.
        end = ctypes.c_float(until_s).value
        await self.wait_for("Trace time", lambda t: t >= end, timeout)

    def write(self, name: str, text: str) -> None:
        """Write into a text entity."""
        self._client.text_command(self._key(name, TextInfo), text)

    def set_number(self, name: str, value: float) -> None:
        """Set a number entity."""
        self._client.number_command(self._key(name, NumberInfo), value)

    def switch(self, name: str, on: bool) -> None:
        """Switch a switch."""
        self._client.switch_command(self._key(name, SwitchInfo), on)

    def press(self, name: str) -> None:
        """Press a button entity."""
        self._client.button_command(self._key(name, ButtonInfo))

    async def __aenter__(self) -> Self:
        """Connect."""
        await self.connect()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Disconnect."""
        await self.close()

    def _key(self, name: str, kind: type[EntityInfo]) -> int:
        entity = self.entities[name]
        assert isinstance(entity, kind)
        return entity.key

    def _on_state(self, state: EntityState) -> None:
        name = self._by_key[state.key]
        value = getattr(state, "state", None)
        if getattr(state, "missing_state", False) or value != value:  # noqa: PLR0124 (NaN)
            value = None
        self.states[name] = value
        self.history.append((name, value))
        self._changed.set()

    async def _wait(self, fulfilled: Callable[[], bool], timeout: float) -> None:
        async with asyncio.timeout(timeout):
            while not fulfilled():
                self._changed.clear()
                await self._changed.wait()
