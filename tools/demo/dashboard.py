"""The demo's dashboard: both plugs side by side, and all of them."""

from typing import Any, Final

from tests.harness.home_assistant import HomeAssistant

URL_PATH: Final = "diol-demo"
TITLE: Final = "Plug A: learns its appliance"
# Minutes of the clock, in which as many hours of the appliance pass.
HOURS_SHOWN: Final = 0.05
_WIDE: Final = {"grid_options": {"columns": "full"}}
_CARD: Final = {"type": "custom:diol-card", **_WIDE}
_TIME: Final = (
    "Time runs 60 times faster in this demo: what the cards call a second is a minute "
    "of the appliance."
)


def _plug(name: str, title: str) -> dict[str, Any]:
    return {
        "type": "grid",
        "cards": [
            {"type": "heading", "heading": title, "icon": "mdi:power-socket-de"},
            {
                **_CARD,
                "entity": f"binary_sensor.{name}_anomaly",
                "hours": HOURS_SHOWN,
            },
        ],
    }


def _view(title: str, icon: str, *sections: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": title,
        "icon": icon,
        "type": "sections",
        "max_columns": 2,
        "sections": list(sections),
    }


async def make(home: HomeAssistant) -> str:
    """Put the dashboard into the sidebar, first in line; returns its path."""
    await home.command(
        "lovelace/dashboards/create",
        url_path=URL_PATH,
        title="DIoL demo",
        icon="mdi:fridge-outline",
        mode="storage",
        show_in_sidebar=True,
        require_admin=False,
    )
    note = {"type": "markdown", "content": _TIME, "text_only": True, **_WIDE}
    views = [
        _view(
            "Plugs",
            "mdi:power-socket-de",
            {"type": "grid", "column_span": 2, "cards": [note]},
            _plug("plug_a", TITLE),
            _plug("plug_b", "Plug B: watches with A's model"),
        ),
        _view(
            "All plugs",
            "mdi:view-list",
            {"type": "grid", "column_span": 2, "cards": [_CARD]},
        ),
    ]
    await home.command(
        "lovelace/config/save", url_path=URL_PATH, config={"views": views}
    )
    return f"/{URL_PATH}/0"
