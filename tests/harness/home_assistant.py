"""A real Home Assistant of its own folder, started, onboarded and driven over its public APIs."""

import asyncio
from collections.abc import Awaitable, Callable
import contextlib
from functools import partial
import json
from pathlib import Path
import shutil
import signal
import sys
from typing import Any, Final, Self

import aiohttp

from .confined import die_with_parent

START_TIMEOUT_S: Final = 120
STOP_TIMEOUT_S: Final = 30
ROOT: Final = Path(__file__).parents[2]

CONFIGURATION: Final = """\
homeassistant:
  name: {name}
  latitude: 52.1
  longitude: 5.2
  elevation: 0
  unit_system: metric
  time_zone: {time_zone}
  country: NL
  currency: EUR
  language: en
frontend:
history:
logbook:
logger:
  default: warning
"""


def _store(key: str, data: dict[str, Any], version: int, minor: int = 1) -> str:
    return json.dumps(
        {"version": version, "minor_version": minor, "key": key, "data": data}
    )


class HomeAssistantError(Exception):
    """Home Assistant did not do what it was asked; the text is its own where it gave one."""


class HomeAssistant:
    """One Home Assistant process. All times are in seconds."""

    def __init__(
        self,
        folder: Path,
        port: int,
        *,
        name: str = "Home",
        time_zone: str = "UTC",
        more: str = "",
    ) -> None:
        """Prepare to run in `folder`, which must be empty, and to listen on 127.0.0.1:`port`.

        `more` is added to its configuration.yaml.
        """
        self.folder = folder
        self.url = f"http://127.0.0.1:{port}"
        self.states: dict[str, dict[str, Any]] = {}
        self.changes: list[dict[str, Any]] = []  # every new state, in order
        self.tokens: dict[str, Any] = {}
        self._port = port
        self._texts = {"name": name, "time_zone": time_zone}
        self._more = more
        self._process: asyncio.subprocess.Process | None = None
        self._session: aiohttp.ClientSession | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._reader: asyncio.Task[None] | None = None
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._last_id = 0
        self._changed = asyncio.Condition()

    async def __aenter__(self) -> Self:
        """Write its folder and start it."""
        self._write_folder()
        await self._start()
        return self

    async def _start(self) -> None:
        """Start the process and wait until it answers."""
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        with (self.folder / "console.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "homeassistant", "--config", str(self.folder), "--skip-pip",
                stdout=log, stderr=log, stdin=asyncio.subprocess.DEVNULL, start_new_session=True,
                preexec_fn=partial(die_with_parent, signal.SIGTERM),
            )  # fmt: skip
        try:
            await self._wait_for_http()
        except BaseException:
            await self.__aexit__()
            raise

    async def restart(
        self, *, kill: bool = False, between: Callable[[], None] = lambda: None
    ) -> None:
        """End the process, in order or as a power cut does, start it again and follow all states.

        `between` is called while nothing of it runs.
        """
        if kill and self._process and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        await self.__aexit__()
        self.states.clear()
        between()
        await self._start()
        await self._open_socket()
        await self._wait_until_running()

    async def __aexit__(self, *_: object) -> None:
        """End the process; it gets time to write its stores."""
        if self._reader:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader
        if self._session:
            await self._session.close()
        if self._process and self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(self._process.wait(), STOP_TIMEOUT_S)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()

    def _write_folder(self) -> None:
        storage = self.folder / ".storage"
        storage.mkdir(parents=True)
        (self.folder / "configuration.yaml").write_text(
            CONFIGURATION.format(**self._texts) + self._more
        )
        # Every step of onboarding but the user is done, so nothing asks the internet.
        onboarding = {"done": ["core_config", "analytics", "integration"]}
        (storage / "onboarding").write_text(_store("onboarding", onboarding, 4))
        http = {
            "stable": {
                "server_port": self._port,
                "server_host": ["127.0.0.1"],
                "cors_allowed_origins": [],
                "login_attempts_threshold": -1,
                "ip_ban_enabled": True,
                "ssl_profile": "modern",
                "use_x_frame_options": True,
                "created_at": "2026-01-01T00:00:00+00:00",
                "error": None,
                "error_message": None,
            },
            "pending": None,
            "yaml_migration_done": True,
        }
        (storage / "http").write_text(_store("http", http, 2, 2))
        shutil.copytree(ROOT / "blueprints", self.folder / "blueprints")
        components = self.folder / "custom_components"
        components.mkdir()
        (components / "diol").symlink_to(ROOT / "custom_components" / "diol")

    async def _wait_for_http(self) -> None:
        assert self._process is not None
        async with asyncio.timeout(START_TIMEOUT_S):
            while True:
                if self._process.returncode is not None:
                    console = (self.folder / "console.log").read_text()
                    raise HomeAssistantError(
                        f"Home Assistant ended at once:\n{console[-2000:]}"
                    )
                # Onboarding is gone once it is done.
                path = "/api/config" if self.tokens else "/api/onboarding"
                with contextlib.suppress(aiohttp.ClientError, HomeAssistantError):
                    await self.rest("GET", path)
                    return
                await asyncio.sleep(0.2)

    async def rest(self, method: str, path: str, **options: Any) -> Any:
        """One request; raises HomeAssistantError with the answer when it is refused."""
        assert self._session is not None
        headers = {}
        if self.tokens:
            headers["Authorization"] = f"Bearer {self.tokens['access_token']}"
        async with self._session.request(
            method, self.url + path, headers=headers, **options
        ) as answer:
            if answer.status >= 400:
                raise HomeAssistantError(
                    f"{method} {path}: {answer.status} {await answer.text()}"
                )
            return await answer.json()

    async def onboard(self, username: str, password: str) -> None:
        """Make the only user, log in, and follow all states from here on."""
        client = {"client_id": f"{self.url}/"}
        user = {
            "name": username.title(),
            "username": username,
            "password": password,
            "language": "en",
        }
        created = await self.rest("POST", "/api/onboarding/users", json=client | user)
        grant = {"grant_type": "authorization_code", "code": created["auth_code"]}
        self.tokens = await self.rest("POST", "/auth/token", data=client | grant)
        await self._open_socket()
        await self._wait_until_running()

    async def _wait_until_running(self) -> None:
        async with asyncio.timeout(START_TIMEOUT_S):
            while (await self.rest("GET", "/api/config"))["state"] != "RUNNING":
                await asyncio.sleep(0.2)

    async def _open_socket(self) -> None:
        assert self._session is not None
        self._socket = await self._session.ws_connect(
            f"{self.url}/api/websocket", max_msg_size=0
        )
        await self._socket.receive_json()
        await self._socket.send_json(
            {"type": "auth", "access_token": self.tokens["access_token"]}
        )
        if (await self._socket.receive_json())["type"] != "auth_ok":
            raise HomeAssistantError("Home Assistant did not take its own token")
        self._reader = asyncio.create_task(self._read())
        await self.command("subscribe_events", event_type="state_changed")
        for state in await self.command("get_states"):
            self.states.setdefault(state["entity_id"], state)

    async def _read(self) -> None:
        assert self._socket is not None
        async for message in self._socket:
            answer = json.loads(message.data)
            if answer["type"] == "event":
                async with self._changed:
                    self._take_change(answer["event"]["data"])
                    self._changed.notify_all()
            elif waiting := self._answers.pop(answer["id"], None):
                waiting.set_result(answer)

    def _take_change(self, change: dict[str, Any]) -> None:
        if (state := change["new_state"]) is None:
            self.states.pop(change["entity_id"], None)
            return
        self.states[change["entity_id"]] = state
        self.changes.append(state)

    async def command(self, kind: str, **fields: Any) -> Any:
        """One websocket command; returns its result."""
        assert self._socket is not None
        self._last_id += 1
        waiting = self._answers[self._last_id] = (
            asyncio.get_running_loop().create_future()
        )
        await self._socket.send_json({"id": self._last_id, "type": kind, **fields})
        answer = await waiting
        if not answer["success"]:
            raise HomeAssistantError(answer["error"]["message"])
        return answer["result"]

    async def act(
        self, action: str, response: bool = False, target: Any = None, **data: Any
    ) -> Any:
        """Call an action such as `diol.copy_model`; returns its response if asked for."""
        domain, service = action.split(".")
        fields: dict[str, Any] = {
            "domain": domain,
            "service": service,
            "service_data": data,
        }
        if response:
            fields["return_response"] = True
        if target:
            fields["target"] = target
        result = await self.command("call_service", **fields)
        return result.get("response")

    async def flow(self, handler: str, *answers: dict[str, Any]) -> dict[str, Any]:
        """Walk through a config flow begun by the user."""
        step: dict[str, Any] = await self.rest(
            "POST", "/api/config/config_entries/flow", json={"handler": handler}
        )
        for answer in answers:
            step = await self.answer_flow(step["flow_id"], answer)
        return step

    async def answer_flow(self, flow_id: str, answer: dict[str, Any]) -> dict[str, Any]:
        """Submit one form of a config flow."""
        step: dict[str, Any] = await self.rest(
            "POST", f"/api/config/config_entries/flow/{flow_id}", json=answer
        )
        if step.get("errors"):
            raise HomeAssistantError(f"the form was refused: {step['errors']}")
        return step

    def state(self, entity_id: str) -> str | None:
        """The present state, None while there is no such entity."""
        return self.states.get(entity_id, {}).get("state")

    async def wait_until(
        self, what: str, holds: Callable[[], bool], timeout: float
    ) -> None:
        """Wait for a state change after which `holds` is true; the error names `what`."""
        try:
            async with asyncio.timeout(timeout), self._changed:
                await self._changed.wait_for(holds)
        except TimeoutError:
            raise HomeAssistantError(f"not within {timeout:.0f} s: {what}") from None

    async def poll_until(
        self, what: str, holds: Callable[[], Awaitable[bool]], timeout: float
    ) -> None:
        """Ask again and again, for what Home Assistant does not announce."""
        try:
            async with asyncio.timeout(timeout):
                while not await holds():
                    await asyncio.sleep(0.2)
        except TimeoutError:
            raise HomeAssistantError(f"not within {timeout:.0f} s: {what}") from None
