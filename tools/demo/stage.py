"""What is on stage: plugs and a Home Assistant that knows them, and the names of their parts."""

from typing import Any, Final

from tests.harness.home_assistant import HomeAssistant, HomeAssistantError

A: Final = "plug_a"
B: Final = "plug_b"
# Not in DIoL: whoever looks at the demo adds it.
NEW: Final = "garage_fridge"
PLUGS: Final = (A, B)
ADD_TIMEOUT_S: Final = 60
STATE_TIMEOUT_S: Final = 30


def entity(platform: str, plug: str, name: str) -> str:
    """Entity id of one of a plug's entities."""
    return f"{platform}.{plug}_{name}"


def model_text(plug: str) -> str:
    """Entity id of the firmware's own model text."""
    return entity("text", plug, "diol_model_text")


def status(plug: str) -> str:
    """Entity id of DIoL's status of a plug."""
    return entity("sensor", plug, "detection_status")


def _made(step: dict[str, Any], who: str) -> str:
    """Return the config entry that a flow ended with."""
    if step["type"] != "create_entry":
        raise HomeAssistantError(
            f"{who} asks {step.get('step_id') or step.get('reason')}"
        )
    entry_id: str = step["result"]["entry_id"]
    return entry_id


async def add_to_esphome(home: HomeAssistant, port: int) -> None:
    """Add a plug by host and port, as a user does whose network does not announce it."""
    _made(await home.flow("esphome", {"host": "127.0.0.1", "port": port}), "ESPHome")


async def add_to_diol(home: HomeAssistant, name: str) -> str:
    """Choose a plug from DIoL's list, as a user does; return the config entry."""
    form = await home.flow("diol")
    (field,) = form["data_schema"]
    (chosen,) = [
        choice["value"]
        for choice in field["selector"]["select"]["options"]
        if choice["label"] == name
    ]
    step = await home.answer_flow(form["flow_id"], {field["name"]: chosen})
    return _made(step, "DIoL")


class Stage:
    """Drives the plugs through Home Assistant, as an automation could."""

    def __init__(self, home: HomeAssistant) -> None:
        """Begin with a Home Assistant that knows no plug yet."""
        self.home = home
        self.devices: dict[str, str] = {}

    async def add_to_esphome(self, ports: dict[str, int]) -> None:
        """Add each plug."""
        for port in ports.values():
            await add_to_esphome(self.home, port)
        await self.home.wait_until(
            "all plugs' model texts in Home Assistant",
            lambda: all(
                self.home.state(model_text(plug)) is not None for plug in (*PLUGS, NEW)
            ),
            ADD_TIMEOUT_S,
        )

    async def add_to_diol(self) -> None:
        """Choose the first plug from DIoL's list; the others it then discovers by itself."""
        await add_to_diol(self.home, "Plug A")
        flow = await self._discovered("Plug B")
        _made(await self.home.answer_flow(flow["flow_id"], {}), "DIoL")
        await self._discovered("Garage fridge")
        await self.home.wait_until(
            "DIoL's entities of both plugs",
            lambda: all(self.home.state(status(plug)) for plug in PLUGS),
            ADD_TIMEOUT_S,
        )
        registry = await self.home.command("config/entity_registry/list")
        devices = {entry["entity_id"]: entry["device_id"] for entry in registry}
        self.devices = {plug: devices[status(plug)] for plug in PLUGS}

    async def _discovered(self, name: str) -> dict[str, Any]:
        """Wait until a plug is offered; return the flow that adds it."""
        found: list[dict[str, Any]] = []

        async def look() -> bool:
            progress = await self.home.command("config_entries/flow/progress")
            found[:] = [
                flow
                for flow in progress
                if flow["handler"] == "diol"
                and flow["context"]["title_placeholders"]["name"] == name
            ]
            return bool(found)

        await self.home.poll_until(
            f"{name} to be discovered by DIoL", look, ADD_TIMEOUT_S
        )
        return found[0]

    async def plug(self, plug: str, action: str, **data: Any) -> None:
        """Call one of a plug's own actions; its refusal is raised in its own words."""
        await self.home.act(f"esphome.{plug}_{action}", **data)

    async def seek(self, plug: str, t: float) -> None:
        """Go to `t` (s) of the plug's trace, and wait until Home Assistant knows."""
        await self.plug(plug, "trace_seek", t=t)
        clock = entity("sensor", plug, "trace_time")
        await self.home.wait_until(
            f"{plug} to be at {t:.0f} s of its trace",
            lambda: abs(number(self.home.state(clock)) - t) < 1,
            STATE_TIMEOUT_S,
        )

    async def play(self, plug: str, until: float) -> None:
        """Go on in the plug's trace up to `until` (s), at once."""
        await self.plug(plug, "trace_play", until_s=until, speed=0.0)

    async def loop(self, plug: str, span: tuple[float, float], speed: float) -> None:
        """Play a span of the plug's trace (s) again and again, `speed` times real time."""
        start, end = span
        await self.plug(plug, "trace_loop", from_s=start, to_s=end, speed=speed)

    async def played(self, plug: str, until: float, timeout: float) -> None:
        """Wait until the plug's trace is at `until`."""
        clock = entity("sensor", plug, "trace_time")
        await self.home.wait_until(
            f"{plug} to have metered its trace up to {until:.0f} s",
            lambda: number(self.home.state(clock)) >= until - 60,
            timeout,
        )

    async def is_state(
        self, entity_id: str, wanted: str, timeout: float = STATE_TIMEOUT_S
    ) -> None:
        """Wait until an entity has a state; the error says which it has instead."""

        def holds() -> bool:
            return self.home.state(entity_id) == wanted

        try:
            await self.home.wait_until(f"{entity_id} to be {wanted}", holds, timeout)
        except HomeAssistantError as err:
            raise HomeAssistantError(
                f"{err}; it is {self.home.state(entity_id)}"
            ) from None


def number(state: str | None) -> float:
    """A state as a number; minus infinity when it is none."""
    try:
        return float(state or "")
    except ValueError:
        return float("-inf")
