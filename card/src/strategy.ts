/** A dashboard of all plugs, which follows them without anybody writing YAML. */
import { wordsOf } from "./i18n";
import { plugsOf } from "./plugs";
import type { Hass } from "./types";

const CARD = "custom:diol-card";

export class DiolDashboard extends HTMLElement {
  static async generate(_config: unknown, hass: Hass): Promise<unknown> {
    const words = wordsOf(hass.locale.language);
    const plugs = await plugsOf(hass);
    const sections = plugs
      .filter((plug) => plug.entities["binary_sensor.anomaly"])
      .map((plug) => ({
        type: "grid",
        cards: [
          {
            type: CARD,
            entity: plug.entities["binary_sensor.anomaly"],
            grid_options: { columns: "full" },
          },
        ],
      }));
    const views: unknown[] = [
      {
        title: words.overview,
        path: "overview",
        icon: "mdi:power-socket-de",
        type: "sections",
        max_columns: 2,
        sections: [
          { type: "grid", column_span: 2, cards: [{ type: CARD, grid_options: { columns: "full" } }] },
        ],
      },
    ];
    if (sections.length) {
      const title = words.appliances;
      views.push({
        title,
        path: "appliances",
        icon: "mdi:chart-bell-curve",
        type: "sections",
        max_columns: 3,
        sections,
      });
    }
    return { title: "DIoL", views };
  }

  static getCreateSuggestions(): { title: string; icon: string } {
    return { title: "DIoL", icon: "mdi:chart-bell-curve" };
  }
}
