"""The demo's dashboard: both plugs side by side."""

from typing import Any, Final

from tests.harness.home_assistant import HomeAssistant

URL_PATH: Final = "diol-demo"
HOURS_SHOWN: Final = 0.05


def _plug(name: str, title: str) -> dict[str, Any]:
    def tile(entity: str, **options: Any) -> dict[str, Any]:
        return {"type": "tile", "entity": entity, **options}

    def graph(heading: str, entity: str, **options: Any) -> dict[str, Any]:
        return {
            "type": "history-graph",
            "title": heading,
            "hours_to_show": HOURS_SHOWN,
            "entities": [entity],
            "grid_options": {"columns": "full"},
            **options,
        }

    progress = f"sensor.{name}_learning_progress"
    wide = {"grid_options": {"columns": "full"}}
    return {
        "type": "grid",
        "cards": [
            {"type": "heading", "heading": title, "icon": "mdi:power-socket-de"},
            tile(f"binary_sensor.{name}_anomaly", name="Anomaly"),
            tile(f"sensor.{name}_detection_status", name="Status"),
            tile(f"sensor.{name}_anomaly_reason", name="Reason", **wide),
            tile(f"sensor.{name}_anomaly_score", name="Score"),
            tile(
                progress,
                name="Learning",
                visibility=[
                    {"condition": "numeric_state", "entity": progress, "above": -1}
                ],
            ),
            graph("Power", f"sensor.{name}_power"),
            graph(
                "Score (1.0 is the threshold)",
                f"sensor.{name}_anomaly_score",
                # The same scale for both, as long as there is nothing to see above it.
                min_y_axis=0,
                max_y_axis=1.2,
                fit_y_data=True,
            ),
            graph("Anomaly", f"binary_sensor.{name}_anomaly"),
        ],
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
    sections = [
        _plug("plug_a", "Plug A: learns its appliance"),
        _plug("plug_b", "Plug B: watches with A's model"),
    ]
    view = {
        "title": "Plugs",
        "type": "sections",
        "max_columns": 2,
        "sections": sections,
    }
    await home.command(
        "lovelace/config/save", url_path=URL_PATH, config={"views": [view]}
    )
    return f"/{URL_PATH}/0"
