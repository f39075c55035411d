"""What a plug shows of itself: names and forms are an interface with Home Assistant."""

import re

from aioesphomeapi import (
    BinarySensorInfo,
    ButtonInfo,
    NumberInfo,
    SensorInfo,
    SwitchInfo,
    TextInfo,
    TextSensorInfo,
)
from aioesphomeapi.model import NumberMode, SupportsResponseType, UserServiceArgType

from .conftest import StartPlug

KINDS = {
    "model text": TextInfo,
    "anomaly": BinarySensorInfo,
    "score": SensorInfo,
    "progress": SensorInfo,
    "fit": SensorInfo,
    "cluster": SensorInfo,
    "kind": TextSensorInfo,
    "reason": TextSensorInfo,
    "status": TextSensorInfo,
    "learn": ButtonInfo,
    "accept as normal": ButtonInfo,
    "cancel learning": ButtonInfo,
    "previous model": ButtonInfo,
    "test alarm": ButtonInfo,
    "pause": SwitchInfo,
    "sensitivity": NumberInfo,
}
STRING, FLOAT = UserServiceArgType.STRING, UserServiceArgType.FLOAT


async def test_names(start_plug: StartPlug) -> None:
    """Every entity has the name that the integration looks for."""
    _, client = await start_plug()
    found = {
        name.removeprefix("DIoL "): type(entity)
        for name, entity in client.entities.items()
        if name.startswith("DIoL ")
    }
    assert found == KINDS


async def test_names_with_appliance(start_plug: StartPlug) -> None:
    """The appliance's name stands in the middle."""
    _, client = await start_plug("plug-c")
    found = {name for name in client.entities if name.startswith("DIoL ")}
    assert found == {
        f"DIoL {appliance} {name}"
        for appliance in ("fridge", "kettle")
        for name in KINDS
    }


async def test_forms(start_plug: StartPlug, learnt: str) -> None:
    """What entities accept."""
    _, client = await start_plug()
    text = client.entities["DIoL model text"]
    assert isinstance(text, TextInfo)
    assert (text.min_length, text.max_length) == (0, 255)
    assert text.pattern == r"^(DIoL[0-9]{1,2}\.[A-Za-z0-9_\-]{8,249})?$(?!\n)"
    # As Home Assistant does it
    assert re.match(text.pattern, learnt)
    assert re.match(text.pattern, "")
    assert not re.match(text.pattern, learnt + "\n")
    assert not re.match(text.pattern, learnt + "=")

    anomaly = client.entities["DIoL anomaly"]
    assert isinstance(anomaly, BinarySensorInfo)
    assert anomaly.device_class == "problem"

    number = client.entities["DIoL sensitivity"]
    assert isinstance(number, NumberInfo)
    assert round(number.min_value, 6) == 0.1
    assert number.max_value == 10
    assert number.mode is NumberMode.BOX


async def test_actions(start_plug: StartPlug) -> None:
    """Both actions answer with success or an error."""
    _, client = await start_plug()
    found = {
        name: [(argument.name, argument.type) for argument in action.args]
        for name, action in client.actions.items()
        if name.startswith("diol_")
    }
    assert found == {
        "diol_import": [("model", STRING), ("mode", STRING), ("appliance", STRING)],
        "diol_learn": [("hours", FLOAT), ("appliance", STRING)],
    }
    assert all(
        action.supports_response is SupportsResponseType.STATUS
        for action in client.actions.values()
    )


async def test_without_a_model(start_plug: StartPlug, trace: str) -> None:
    """A new plug says that it has no model, and nothing that it cannot know."""
    _, client = await start_plug()
    expected = {
        "DIoL model text": "",
        "DIoL anomaly": None,
        "DIoL score": None,
        "DIoL progress": None,
        "DIoL fit": None,
        "DIoL cluster": None,
        "DIoL kind": "",
        "DIoL reason": "",
        "DIoL sensitivity": 1.0,
    }
    assert client.states["DIoL status"] == "not measuring"
    assert {name: client.states[name] for name in expected} == expected
    await client.call("trace_load", path=trace)
    await client.play(600)
    await client.wait_for("DIoL status", "no model")
    assert {name: client.states[name] for name in expected} == expected
