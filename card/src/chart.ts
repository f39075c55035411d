/** The power of the last hours, coloured by cluster, with anomalies as spans, and the score below it. */
import { css, html, LitElement, nothing, svg, type PropertyValues } from "lit";
import type { Anomaly, History } from "./api";
import { chartStyles } from "./chart-styles";
import { colourOf, withEdges } from "./colours";
import { clock, moment, number, power, time, zoneOf } from "./format";
import { localize } from "./i18n";
import { areaPath, greatest, heightOf, linePath, pathsByCluster, runsOf } from "./paths";
import { clamp, niceMax, timeTicks } from "./scale";
import type { Hass } from "./types";

const POWER_HEIGHT = 148;
const GAP = 24;
const SCORE_HEIGHT = 40;
const AXIS = 22;
/** At least as wide as can be hit with a finger. */
const LEAST_SPAN = 3;
const DAY = 86400;

export class DiolChart extends LitElement {
  static override properties = {
    hass: { attribute: false },
    history: { attribute: false },
    colours: { attribute: false },
    label: { attribute: false },
    _width: { state: true },
    _at: { state: true },
  };
  declare hass: Hass;
  declare history?: History;
  declare colours: string[];
  declare label: string;
  declare _width: number;
  declare _at?: number;
  #resize = new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    // What is hidden has none.
    if (!width || width === this._width) return;
    this._width = width;
    this.dispatchEvent(new CustomEvent("diol-width", { detail: width }));
  });
  #top = 1;
  #areas = new Map<number, string>();
  #lines = new Map<number, string>();
  #score = "";
  #scoreTop = 1.5;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  /** Without a score there is no room for one. */
  get #height(): number {
    return this.#score ? POWER_HEIGHT + GAP + SCORE_HEIGHT : POWER_HEIGHT;
  }

  get #end(): number {
    return this.history!.start + this.history!.step * this.history!.power.max.length;
  }

  #x(t: number): number {
    return clamp((t - this.history!.start) / (this.#end - this.history!.start), 0, 1) * this._width;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.history || !this._width) return;
    if (!changed.has("history") && !changed.has("_width") && !changed.has("colours")) return;
    const { power, cluster, score } = this.history;
    this.#top = niceMax(heightOf(power.max));
    const box = { width: this._width, height: POWER_HEIGHT };
    const runs = runsOf(power.max, withEdges(cluster, power.max, this.colours, this.#top));
    this.#areas = pathsByCluster(runs, (run) => areaPath(run, power.max, box, this.#top));
    this.#lines = pathsByCluster(runs, (run) => linePath(run, power.min, power.max, box, this.#top));
    this.#scoreTop = Math.max(1.5, Math.min(greatest(score) * 1.05, 4));
    const below = { width: this._width, height: SCORE_HEIGHT };
    this.#score = runsOf(score, [])
      .map((run) => areaPath(run, score, below, this.#scoreTop))
      .join("");
  }

  protected override render(): unknown {
    if (!this.history || !this._width) return html`<div class="box"></div>`;
    return html`<div
      class="box"
      tabindex="0"
      role="img"
      aria-label=${this.label}
      @pointermove=${this.#move}
      @pointerdown=${this.#move}
      @pointerleave=${this.#leave}
      @blur=${this.#leave}
      @keydown=${this.#key}
    >
      <svg
        viewBox="0 0 ${this._width} ${this.#height + AXIS}"
        height=${this.#height + AXIS}
        aria-hidden="true"
      >
        ${this.#spans()} ${this.#powerGrid()} ${[...this.#areas].map(([nr, d]) => this.#path("area", nr, d))}
        ${[...this.#lines].map(([nr, d]) => this.#path("line", nr, d))} ${this.#scoreStrip()} ${this.#times()}
        ${this._at === undefined ? nothing : this.#cursor(this._at)}
      </svg>
      ${this._at === undefined ? nothing : this.#tip(this._at)}
    </div>`;
  }

  #path(name: string, cluster: number, d: string): unknown {
    return svg`<path class=${name} style="--colour: ${colourOf(this.colours, cluster)}" d=${d} />`;
  }

  #spans(): unknown {
    return this.history!.anomalies.map(({ start, end }) => {
      const left = this.#x(start);
      const width = Math.max(LEAST_SPAN, this.#x(end ?? this.#end) - left);
      return svg`<rect class="span" x=${left} width=${width} height=${this.#height} />
        <rect class="cap" x=${left} width=${width} height="3" />`;
    });
  }

  #powerGrid(): unknown {
    return [0, 0.5, 1].map((share) => {
      const y = POWER_HEIGHT * (1 - share);
      const words = share
        ? svg`<text y=${y + 12} x="2">${power(this.hass, share * this.#top)}</text>`
        : nothing;
      return svg`<line class="grid" x2=${this._width} y1=${y} y2=${y} />${words}`;
    });
  }

  #scoreStrip(): unknown {
    if (!this.#score) return nothing;
    const y = SCORE_HEIGHT * (1 - 1 / this.#scoreTop);
    return svg`<g transform="translate(0 ${POWER_HEIGHT + GAP})">
      <clipPath id="above"><rect width=${this._width} height=${y} /></clipPath>
      <path class="score" d=${this.#score} />
      <path class="score unusual" clip-path="url(#above)" d=${this.#score} />
      <line class="threshold" x2=${this._width} y1=${y} y2=${y} />
      <text x="2" y="-5">${localize(this.hass, "score")}</text>
      <text x=${this._width - 2} y="-5" text-anchor="end">– – ${localize(this.hass, "threshold")}</text>
    </g>`;
  }

  #times(): unknown {
    const most = Math.max(2, Math.floor(this._width / 76));
    const start = this.history!.start;
    const days = this.#end - start > 2 * DAY;
    return timeTicks(start, this.#end, most, zoneOf(this.hass)).map((t) => {
      const x = this.#x(t);
      // A label that would be cut off is left out.
      if (x < 20 || x > this._width - 20) return nothing;
      const words = days ? clock(this.hass, t, { day: "numeric", month: "short" }) : time(this.hass, t);
      return svg`<text class="time" x=${x} y=${this.#height + 16} text-anchor="middle">${words}</text>`;
    });
  }

  #cursor(at: number): unknown {
    const x = ((at + 0.5) / this.history!.power.max.length) * this._width;
    return svg`<line class="cursor" x1=${x} x2=${x} y2=${this.#height} />`;
  }

  #anomalyAt(at: number): Anomaly | undefined {
    const left = this.history!.start + at * this.history!.step;
    const right = left + this.history!.step;
    return this.history!.anomalies.find(({ start, end }) => start < right && (end ?? Infinity) > left);
  }

  #tip(at: number): unknown {
    const { power: watts, score, cluster, start, step } = this.history!;
    const least = watts.min[at];
    const most = watts.max[at];
    const anomaly = this.#anomalyAt(at);
    const x = ((at + 0.5) / watts.max.length) * this._width;
    const side = x > this._width / 2 ? `right: ${this._width - x + 8}px` : `left: ${x + 8}px`;
    const nr = cluster[at];
    const same = least === most || (least !== null && most !== null && most - least < this.#top / 100);
    return html`<div class="tip" role="status" style=${side}>
      <div class="when">${moment(this.hass, start + (at + 0.5) * step)}</div>
      ${
        most === null
          ? html`<div>–</div>`
          : html`<div class="watts">
              ${same ? power(this.hass, most) : `${power(this.hass, least ?? 0)} – ${power(this.hass, most)}`}
            </div>`
      }
      ${
        nr
          ? html`<div>
              <i style="background: ${colourOf(this.colours, nr)}"></i
              >${localize(this.hass, "pattern", { nr })}
            </div>`
          : nothing
      }
      ${
        score[at] === null
          ? nothing
          : html`<div>${localize(this.hass, "score")} ${number(this.hass, score[at]!, 2)}</div>`
      }
      ${anomaly ? html`<div class="why">${anomaly.reason ?? localize(this.hass, "anomaly")}</div>` : nothing}
    </div>`;
  }

  #move(event: PointerEvent): void {
    const columns = this.history?.power.max.length;
    if (!columns) return;
    const { left } = this.getBoundingClientRect();
    this._at = clamp(Math.floor(((event.clientX - left) / this._width) * columns), 0, columns - 1);
  }

  #leave(): void {
    this._at = undefined;
  }

  #key(event: KeyboardEvent): void {
    const columns = this.history?.power.max.length;
    if (!columns) return;
    const step = Math.max(1, Math.round(columns / 100));
    const at = this._at ?? columns - 1;
    const moved = { ArrowLeft: at - step, ArrowRight: at + step, Home: 0, End: columns - 1 }[event.key];
    if (moved === undefined) {
      if (event.key === "Escape") this._at = undefined;
      return;
    }
    event.preventDefault();
    this._at = clamp(moved, 0, columns - 1);
  }

  static override styles = [
    chartStyles,
    css`
      :host {
        display: block;
        min-height: ${POWER_HEIGHT + AXIS}px;
      }
      :host([hidden]) {
        display: none;
      }
    `,
  ];
}
customElements.get("diol-chart") ?? customElements.define("diol-chart", DiolChart);
