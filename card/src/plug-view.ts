/** All of one plug: what it sees, what it has learnt, and where it has that from. */
import { html, LitElement, nothing, type PropertyValues } from "lit";
import "./chart";
import "./patterns";
import "./ranges";
import { getHistory, getLearnt, said, type Anomaly, type Learnt, type Plug } from "./api";
import type { DiolChart } from "./chart";
import { colourNames } from "./colours";
import { Feed } from "./feed";
import { duration, moment, percent } from "./format";
import { localize, type Key } from "./i18n";
import { rangesOf } from "./limits";
import { alarm, anomalyList, header, learning, originWords } from "./plug-parts";
import { plugStyles, tones } from "./plug-styles";
import { clamp } from "./scale";
import { entityOf, hasChanged, numberOf, situationOf } from "./situation";
import { shared } from "./styles";
import type { CardConfig, Hass } from "./types";
import { sentences } from "./words";

const HOURS = [6, 24, 168, 720];
/** What tells that the model is another one, or is used in another way. */
const OF_THE_MODEL = ["text.model_text", "select.library_model", "update.model_update", "number.sensitivity"];
const LEAST_SECONDS = 5;
const MOST_SECONDS = 120;

export class DiolPlug extends LitElement {
  static override properties = {
    hass: { attribute: false },
    plug: { attribute: false },
    config: { attribute: false },
    _hours: { state: true },
    _columns: { state: true },
    _worded: { state: true },
  };
  declare hass: Hass;
  declare plug: Plug;
  declare config: CardConfig;
  declare _hours?: number;
  declare _columns: number;
  declare _worded: boolean;
  #history = new Feed(
    this,
    () => {
      if (!this.hass || !this._columns) return undefined;
      return getHistory(this.hass, this.plug.entry_id, this.hours, this._columns, this.config.power);
    },
    () => clamp((this.hours * 3600) / this._columns, LEAST_SECONDS, MOST_SECONDS),
  );
  #learnt = new Feed<Learnt>(
    this,
    () => (this.hass ? getLearnt(this.hass, this.plug.entry_id) : undefined),
    () => 3600,
  );

  get hours(): number {
    return this._hours ?? this.config.hours ?? 24;
  }

  protected override shouldUpdate(changed: PropertyValues): boolean {
    if (changed.size !== 1 || !changed.has("hass")) return true;
    const ids = [...Object.values(this.plug.entities), ...this.plug.power];
    return hasChanged(changed.get("hass") as Hass | undefined, this.hass, ids);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const old = changed.get("hass") as Hass | undefined;
    const differs = (keys: string[]) =>
      old && keys.some((key) => entityOf(old, this.plug, key) !== entityOf(this.hass, this.plug, key));
    if (changed.has("plug") && changed.get("plug") !== undefined) {
      const before = changed.get("plug") as Plug;
      if (before.entry_id !== this.plug.entry_id) {
        this.#history.reset();
        this.#learnt.reset();
      }
    } else if (differs(OF_THE_MODEL)) void this.#learnt.ask();
    if (changed.has("_hours")) this.#history.reset();
    else if (changed.has("_columns") || differs(["binary_sensor.anomaly", "sensor.status"])) {
      void this.#history.ask();
    }
    if (changed.has("hass") && !old) void this.#learnt.ask();
  }

  #coloured?: Learnt["model"];
  #names: string[] = [];

  /** The same list for the same model, so that nothing is drawn again for it. */
  #colours(model: Learnt["model"]): string[] {
    if (model !== this.#coloured) {
      this.#coloured = model;
      this.#names = colourNames(model?.facts.clusters ?? []);
    }
    return this.#names;
  }

  #say(key: Key, values: Record<string, string | number> = {}): string {
    return localize(this.hass, key, values);
  }

  protected override render(): unknown {
    const { hass, plug } = this;
    const history = this.#history.data;
    const learnt = this.#learnt.data;
    const model = learnt?.model ?? null;
    const colours = this.#colours(model);
    return html`
      ${header(hass, plug, this.config.name ?? plug.name, history)}
      ${alarm(hass, plug, history, () => this.#press("button.accept"))} ${this.#note(learnt)}
      ${learning(hass, plug, history)} ${this.#chart(colours)}
      ${model && this.config.show_normal !== false ? this.#normal(model) : nothing}
      ${
        model && this.config.show_patterns !== false
          ? html`<section>
              <div class="row"><h3 class="section">${this.#say("patterns")}</h3></div>
              <diol-patterns
                .hass=${hass}
                .clusters=${model.facts.clusters}
                .colours=${colours}
                .current=${numberOf(entityOf(hass, plug, "sensor.cluster"))}
              ></diol-patterns>
            </section>`
          : nothing
      }
      ${
        model && this.config.show_words !== false
          ? html`<details @toggle=${this.#toggled}>
              <summary>${this.#say("words")}</summary>
              ${
                this._worded
                  ? html`<ul>
                      ${sentences(hass, model.facts).map((sentence) => html`<li>${sentence}</li>`)}
                    </ul>`
                  : nothing
              }
            </details>`
          : nothing
      }
      ${this.#footer(learnt)}
    `;
  }

  /** What is to be known before the rest is looked at. */
  #note(learnt: Learnt | undefined): unknown {
    const situation = situationOf(this.hass, this.plug);
    if (situation === "offline") return html`<p class="note">${this.#say("offline_text")}</p>`;
    if (learnt?.problem) return html`<p class="note warn" role="alert">${learnt.problem}</p>`;
    const refusal = entityOf(this.hass, this.plug, "sensor.status")?.attributes.refusal;
    if (typeof refusal === "string") return html`<p class="note warn" role="alert">${refusal}</p>`;
    if (situation === "no_model") {
      return html`<div class="note">
        <p>${this.#say("no_model_text")}</p>
        <button class="button" @click=${this.#learn}>${this.#say("learn")}</button>
      </div>`;
    }
    return nothing;
  }

  #chart(colours: string[]): unknown {
    const history = this.#history.data;
    const empty = history && history.power.max.every((watts) => watts === null);
    const time = duration(this.hass, this.hours * 60);
    const anomalies = history?.anomalies ?? [];
    const told = anomalies
      .map(({ start, reason }) => `${moment(this.hass, start)} ${reason ?? ""}`)
      .join("; ");
    const label = this.#say("chart_label", { time, anomalies: told || this.#say("no_anomalies") });
    const hours = HOURS.includes(this.config.hours ?? 24) ? HOURS : [this.config.hours!, ...HOURS];
    return html`<section class="chart">
      <div class="row between">
        <h3 class="section">${this.#say("power")}</h3>
        <div class="ranges-of-time" role="group" aria-label=${this.#say("range_label")}>
          ${hours.map(
            (each) =>
              html`<button aria-pressed=${each === this.hours} @click=${() => (this._hours = each)}>
                ${HOURS.includes(each) ? this.#say(`range_${each}` as Key) : duration(this.hass, each * 60)}
              </button>`,
          )}
        </div>
      </div>
      ${
        this.#history.error && !history
          ? html`<p class="secondary empty">${said(this.#history.error)}</p>`
          : empty
            ? html`<p class="secondary empty">
                ${this.#say(this.plug.power.length ? "no_readings" : "no_power")}
              </p>`
            : nothing
      }
      <diol-chart
        ?hidden=${empty || (this.#history.error && !history)}
        .hass=${this.hass}
        .history=${history}
        .colours=${colours}
        .label=${label}
        @diol-width=${this.#resized}
      ></diol-chart>
      ${anomalyList(this.hass, this.plug, anomalies, (anomaly) => this.#point(anomaly))}
    </section>`;
  }

  #normal(model: NonNullable<Learnt["model"]>): unknown {
    const ranges = rangesOf(model, this.#history.data?.now ?? null, Date.now() / 1000);
    if (!ranges.length) return nothing;
    return html`<section>
      <div class="row between">
        <h3 class="section">${this.#say("normal")}</h3>
        ${
          model.fit === null
            ? nothing
            : html`<span class="secondary"
                >${this.#say("fit", { percent: percent(this.hass, model.fit / 100) })}</span
              >`
        }
      </div>
      <diol-ranges .hass=${this.hass} .ranges=${ranges}></diol-ranges>
    </section>`;
  }

  #footer(learnt: Learnt | undefined): unknown {
    const update = entityOf(this.hass, this.plug, "update.model_update");
    const busy = update?.attributes.in_progress === true;
    const away = situationOf(this.hass, this.plug) === "offline";
    if (away && !learnt?.model) return nothing;
    return html`<div class="footer">
      ${learnt?.model ? html`<p class="secondary">${originWords(this.hass, learnt)}</p>` : nothing}
      <div class="row">
        ${
          update?.state === "on"
            ? html`<button class="button primary" ?disabled=${busy} @click=${this.#update}>
                ${
                  busy
                    ? this.#say("updating")
                    : this.#say("update_to", { version: String(update.attributes.latest_version) })
                }
              </button>`
            : nothing
        }
        ${
          learnt?.model
            ? html`<button class="button" @click=${() => this.#give({ source: this.plug.entry_id })}>
                ${this.#say("copy")}
              </button>`
            : nothing
        }
        ${
          away
            ? nothing
            : html`<button class="button" @click=${() => this.#give({ target: this.plug.entry_id })}>
                ${this.#say("use")}
              </button>`
        }
      </div>
    </div>`;
  }

  #toggled(event: Event): void {
    this._worded = (event.target as HTMLDetailsElement).open;
  }

  #resized(event: CustomEvent<number>): void {
    // In steps, so that a few pixels more ask for nothing new.
    this._columns = clamp(Math.ceil(event.detail / 120) * 120, 120, 960);
  }

  #point(anomaly: Anomaly): void {
    const chart = this.renderRoot.querySelector<DiolChart>("diol-chart");
    const { start, step } = this.#history.data!;
    chart!._at = Math.max(0, Math.floor((anomaly.start - start) / step));
    chart!.scrollIntoView({ block: "nearest" });
  }

  #press(key: string): void {
    void this.hass.callService("button", "press", {}, { entity_id: this.plug.entities[key]! });
  }

  #update(): void {
    const entity_id = this.plug.entities["update.model_update"]!;
    void this.hass.callService("update", "install", {}, { entity_id });
  }

  /** There is no model that could be lost by it. */
  #learn(): void {
    const entity_id = this.plug.entities["text.model_text"]!;
    void this.hass.callService("diol", "learn", {}, { entity_id });
  }

  #give(detail: { source?: string; target?: string }): void {
    this.dispatchEvent(new CustomEvent("diol-give", { detail, bubbles: true, composed: true }));
  }

  static override styles = [shared, tones, plugStyles];
}
customElements.get("diol-plug") ?? customElements.define("diol-plug", DiolPlug);
