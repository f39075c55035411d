/** All plugs, worst first: each in a row that opens to all there is of it. */
import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import "./plug-view";
import { getSparklines, type Plug, type Sparklines } from "./api";
import { Feed } from "./feed";
import { number } from "./format";
import { localize, type Key } from "./i18n";
import { statusWords } from "./plug-parts";
import { tones } from "./plug-styles";
import { entityOf, hasChanged, numberOf, situationOf, toneOf, worstFirst } from "./situation";
import { SPARKLINE_BOX, sparkline } from "./sparkline";
import { shared } from "./styles";
import type { CardConfig, Hass } from "./types";

const SECONDS = 300;

export class DiolOverview extends LitElement {
  static override properties = {
    hass: { attribute: false },
    plugs: { attribute: false },
    config: { attribute: false },
    _open: { state: true },
  };
  declare hass: Hass;
  declare plugs: Plug[];
  declare config: CardConfig;
  declare _open?: string;
  #lines = new Feed<Sparklines>(
    this,
    () =>
      this.hass &&
      getSparklines(
        this.hass,
        this.plugs.map(({ entry_id }) => entry_id),
      ),
    () => SECONDS,
  );

  protected override shouldUpdate(changed: PropertyValues): boolean {
    if (changed.size !== 1 || !changed.has("hass") || this._open) return true;
    const ids = this.plugs.flatMap((plug) => Object.values(plug.entities));
    return hasChanged(changed.get("hass") as Hass | undefined, this.hass, ids);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const old = changed.get("hass") as Hass | undefined;
    const began = (plug: Plug) =>
      entityOf(old!, plug, "binary_sensor.anomaly") !== entityOf(this.hass, plug, "binary_sensor.anomaly");
    if (changed.has("plugs") || (old && this.plugs.some(began))) void this.#lines.ask();
  }

  protected override render(): unknown {
    const updates = this.plugs.filter(
      (plug) => entityOf(this.hass, plug, "update.model_update")?.state === "on",
    );
    return html`<div class="header">
        <div>
          <h2>${this.config.name ?? localize(this.hass, "overview")}</h2>
          <p class="secondary">${this.#summary()}</p>
        </div>
        <div class="row actions">
          ${
            updates.length
              ? html`<button class="button primary" @click=${() => this.#update(updates)}>
                  ${localize(this.hass, "update_all", { count: updates.length })}
                </button>`
              : nothing
          }
          <button class="button" @click=${this.#give}>${localize(this.hass, "give")}</button>
        </div>
      </div>
      <ul>
        ${worstFirst(this.hass, this.plugs).map((plug) => this.#row(plug))}
      </ul>`;
  }

  #summary(): string {
    const tones = this.plugs.map((plug) => situationOf(this.hass, plug));
    const count = (...wanted: string[]) => tones.filter((tone) => wanted.includes(tone)).length;
    const parts = (
      [
        ["count_anomalies", count("anomaly")],
        ["count_offline", count("offline")],
        ["count_not_watching", count("does_not_fit", "not_measuring", "no_model", "paused")],
        ["count_learning", count("learning", "adapting", "provisional")],
      ] as [Key, number][]
    )
      .filter(([, some]) => some)
      .map(([key, some]) => localize(this.hass, key, { count: number(this.hass, some) }));
    if (!parts.length && count("watching") === this.plugs.length) {
      return localize(this.hass, "all_well", { count: number(this.hass, this.plugs.length) });
    }
    return parts.join(" · ");
  }

  #row(plug: Plug): unknown {
    const { hass } = this;
    const situation = situationOf(hass, plug);
    const open = this._open === plug.entry_id;
    const lines = this.#lines.data;
    const line = lines?.plugs[plug.entry_id];
    return html`<li>
      <button
        class="plug"
        aria-expanded=${open}
        @click=${() => (this._open = open ? undefined : plug.entry_id)}
      >
        <span class="name">
          <span class="title">${plug.name}</span>
          <span class="status ${toneOf(situation)}">${this.#why(plug)}</span>
        </span>
        <span class="model secondary">${this.#model(plug)}</span>
        <svg viewBox=${SPARKLINE_BOX} preserveAspectRatio="none" aria-hidden="true">
          ${line ? sparkline(line.power, line.anomalies, lines.start, lines.step) : nothing}
        </svg>
        ${this.#score(plug)}
      </button>
      ${
        open
          ? html`<div class="open">
              <diol-plug
                .hass=${hass}
                .plug=${plug}
                .config=${{ type: this.config.type, name: "" }}
              ></diol-plug>
            </div>`
          : nothing
      }
    </li>`;
  }

  /** The reason of an anomaly says more than that there is one. */
  #why(plug: Plug): string {
    const situation = situationOf(this.hass, plug);
    const reason = entityOf(this.hass, plug, "sensor.reason");
    const progress = numberOf(entityOf(this.hass, plug, "sensor.progress"));
    const words = statusWords(this.hass, plug, situation);
    if (situation === "anomaly" && reason) return this.hass.formatEntityState(reason);
    if (progress === undefined || situation === "offline") return words;
    return `${words} · ${number(this.hass, progress)} %`;
  }

  #model(plug: Plug): string {
    const select = entityOf(this.hass, plug, "select.library_model");
    const update = entityOf(this.hass, plug, "update.model_update");
    if (!select || select.state === "unavailable" || select.state === "unknown") return "";
    const name = this.hass.formatEntityState(select);
    const { version } = select.attributes;
    const newer = update?.state === "on" ? ` → ${String(update.attributes.latest_version)}` : "";
    return version === undefined
      ? name
      : `${localize(this.hass, "from_library", { name, version: String(version) })}${newer}`;
  }

  #score(plug: Plug): unknown {
    const score = numberOf(entityOf(this.hass, plug, "sensor.score"));
    if (score === undefined) return html`<span class="score"></span>`;
    return html`<span class="score ${score > 1 ? "above" : ""}">
      <span>${number(this.hass, score, 2)}</span>
      <i style="--share: ${Math.min(score / 2, 1)}"></i>
    </span>`;
  }

  #update(plugs: Plug[]): void {
    const entity_id = plugs.map((plug) => plug.entities["update.model_update"]!);
    void this.hass.callService("update", "install", {}, { entity_id });
  }

  #give(): void {
    this.dispatchEvent(new CustomEvent("diol-give", { detail: {}, bubbles: true, composed: true }));
  }

  static override styles = [
    shared,
    tones,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--ha-space-3, 12px);
        margin-bottom: var(--ha-space-3, 12px);
      }
      h2 {
        font-size: var(--ha-font-size-xl, 20px);
        line-height: 1.3;
      }
      li {
        border-top: 1px solid var(--divider-color);
      }
      .plug {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 1fr) 120px 56px;
        align-items: center;
        gap: var(--ha-space-1, 4px) var(--ha-space-4, 16px);
        width: 100%;
        min-height: 60px;
        padding: var(--ha-space-2, 8px) 0;
        border: 0;
        background: none;
        text-align: start;
      }
      .plug:hover .title {
        text-decoration: underline;
        text-underline-offset: 3px;
      }
      .name {
        display: grid;
        min-width: 0;
      }
      .title {
        overflow: hidden;
        font-weight: var(--ha-font-weight-medium, 500);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .status {
        align-items: baseline;
      }
      svg {
        width: 100%;
        height: 28px;
      }
      path {
        fill: var(--primary-color);
        opacity: 0.55;
      }
      .span {
        fill: var(--error-color);
        opacity: 0.3;
      }
      .score {
        display: grid;
        gap: 4px;
        font-size: var(--ha-font-size-s, 12px);
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      .score i {
        position: relative;
        height: 4px;
        border-radius: 2px;
        background: linear-gradient(
          to right,
          var(--bar, var(--secondary-text-color)) calc(var(--share) * 100%),
          color-mix(in srgb, var(--primary-text-color) 12%, transparent) 0
        );
      }
      .score i::after {
        position: absolute;
        top: -2px;
        bottom: -2px;
        left: 50%;
        width: 2px;
        background: var(--primary-text-color);
        content: "";
      }
      .above {
        --bar: var(--error-color);
      }
      .open {
        padding: var(--ha-space-3, 12px) 0 var(--ha-space-5, 20px);
      }
      @container (max-width: 520px) {
        .plug {
          grid-template-columns: minmax(0, 1fr) 84px 48px;
        }
        .model {
          grid-row: 2;
          grid-column: 1 / -1;
        }
        .model:empty {
          display: none;
        }
      }
    `,
  ];
}
customElements.get("diol-overview") ?? customElements.define("diol-overview", DiolOverview);
