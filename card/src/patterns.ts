/** The clusters as people see them: typical patterns, and how much of the time each is. */
import { css, html, LitElement, nothing } from "lit";
import type { Cluster } from "./api";
import { colourOf } from "./colours";
import { duration, percent, power } from "./format";
import { localize, type Key } from "./i18n";
import { shared } from "./styles";
import type { Hass } from "./types";

export class DiolPatterns extends LitElement {
  static override properties = {
    hass: { attribute: false },
    clusters: { attribute: false },
    colours: { attribute: false },
    current: { attribute: false },
  };
  declare hass: Hass;
  declare clusters: Cluster[];
  declare colours: string[];
  declare current?: number;

  protected override render(): unknown {
    const numbered = this.clusters.map((cluster, at) => ({ cluster, nr: at + 1 }));
    // Together what is of one phase, as it goes on.
    numbered.sort(
      (a, b) =>
        (a.cluster.phase ?? "").localeCompare(b.cluster.phase ?? "") * -1 ||
        (a.cluster.phase_minutes ?? 0) - (b.cluster.phase_minutes ?? 0),
    );
    return html`<div class="bar" aria-hidden="true">
        ${numbered.map(
          ({ cluster, nr }) =>
            html`<i style="flex-grow: ${cluster.share}; background: ${colourOf(this.colours, nr)}"></i>`,
        )}
      </div>
      <ul>
        ${numbered.map(({ cluster, nr }) => this.#pattern(cluster, nr))}
      </ul>`;
  }

  #pattern(cluster: Cluster, nr: number): unknown {
    const current = nr === this.current;
    return html`<li class=${current ? "current" : ""}>
      <i style="background: ${colourOf(this.colours, nr)}"></i>
      <span class="nr">${nr}</span>
      <span class="what"
        >${this.#words(cluster)}${current ? html` <b>${localize(this.hass, "current")}</b>` : nothing}</span
      >
      <span class="share">${percent(this.hass, cluster.share)}</span>
    </li>`;
  }

  #words({ phase, phase_minutes, on_watts, off_watts }: Cluster): string {
    if (phase === null) return power(this.hass, on_watts);
    const parts = [localize(this.hass, `phase_${phase}` as Key)];
    if (phase !== "both") parts.push(power(this.hass, (phase === "on" ? on_watts : off_watts) ?? 0));
    if (phase_minutes !== null) {
      parts.push(localize(this.hass, "minutes_in", { time: duration(this.hass, phase_minutes) }));
    }
    return parts.join(" · ");
  }

  static override styles = [
    shared,
    css`
      .bar {
        display: flex;
        gap: 2px;
        height: 10px;
        margin-bottom: var(--ha-space-3, 12px);
        border-radius: 5px;
        overflow: hidden;
      }
      .bar i {
        min-width: 3px;
        flex-basis: 0;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
        gap: 2px var(--ha-space-6, 24px);
      }
      li {
        display: flex;
        align-items: center;
        gap: var(--ha-space-2, 8px);
        font-size: var(--ha-font-size-s, 12px);
      }
      li i {
        flex: none;
        width: 10px;
        height: 10px;
        border-radius: 3px;
      }
      .nr {
        color: var(--secondary-text-color);
      }
      .what {
        flex: 1;
      }
      .share {
        color: var(--secondary-text-color);
        font-variant-numeric: tabular-nums;
      }
      b {
        padding: 0 6px;
        border-radius: 8px;
        background: color-mix(in srgb, var(--primary-text-color) 10%, transparent);
        font-weight: var(--ha-font-weight-medium, 500);
      }
    `,
  ];
}
customElements.get("diol-patterns") ?? customElements.define("diol-patterns", DiolPatterns);
