/** The learnt normal as a picture: a bar for each thing that is compared. */
import { css, html, LitElement, nothing } from "lit";
import { duration, power } from "./format";
import { localize } from "./i18n";
import { scaleOf, type Range } from "./limits";
import { shared } from "./styles";
import type { Hass } from "./types";

const share = (value: number): string => `${Math.round(value * 1000) / 10}%`;

export class DiolRanges extends LitElement {
  static override properties = { hass: { attribute: false }, ranges: { attribute: false } };
  declare hass: Hass;
  declare ranges: Range[];

  protected override render(): unknown {
    return html`<ul>
      ${this.ranges.map((range) => html`<li>${this.#range(range)}</li>`)}
    </ul>`;
  }

  #range(range: Range): unknown {
    const at = scaleOf(range);
    const say = (value: number) => (range.unit === "minutes" ? duration : power)(this.hass, value);
    const beyond =
      range.now !== null &&
      ((range.alarmAbove !== null && range.now > range.alarmAbove) ||
        (range.alarmBelow !== null && range.now < range.alarmBelow));
    const from = at(range.least);
    return html`
      <div class="row between">
        <h4>${localize(this.hass, range.label)}</h4>
        ${
          range.now === null
            ? nothing
            : html`<span class=${beyond ? "now beyond" : "now"}
                >${localize(this.hass, "now", { value: say(range.now) })}</span
              >`
        }
      </div>
      <div class="track" aria-hidden="true">
        ${
          range.alarmBelow === null
            ? nothing
            : html`<i class="alarm" style="left: 0; right: ${share(1 - at(range.alarmBelow))}"></i>`
        }
        <i class="normal" style="left: ${share(from)}; right: ${share(1 - at(range.most))}"></i>
        ${
          range.alarmAbove === null
            ? nothing
            : html`<i class="alarm" style="left: ${share(at(range.alarmAbove))}; right: 0"></i>`
        }
        ${range.usual === null ? nothing : html`<i class="usual" style="left: ${share(at(range.usual))}"></i>`}
        ${
          range.now === null
            ? nothing
            : html`<i class=${beyond ? "dot beyond" : "dot"} style="left: ${share(at(range.now))}"></i>`
        }
      </div>
      <p class="secondary">${this.#words(range, say)}</p>
    `;
  }

  #words(range: Range, say: (value: number) => string): string {
    const { usual, least, most, alarmAbove, alarmBelow } = range;
    const values = {
      value: "",
      least: say(least),
      greatest: say(most),
    };
    const parts: string[] = [];
    if (usual !== null) parts.push(localize(this.hass, "usually", { value: say(usual) }));
    if (least > 0) parts.push(localize(this.hass, "between", values));
    else {
      const key = range.unit === "minutes" ? "longest" : "greatest";
      parts.push(localize(this.hass, key, { value: say(most) }));
    }
    if (alarmAbove !== null && alarmBelow !== null) {
      const outside = { least: say(alarmBelow), greatest: say(alarmAbove) };
      parts.push(localize(this.hass, "alarm_outside", outside));
    } else if (alarmAbove !== null) {
      parts.push(localize(this.hass, "alarm_above", { value: say(alarmAbove) }));
    }
    return parts.join(" · ");
  }

  static override styles = [
    shared,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
        gap: var(--ha-space-4, 16px) var(--ha-space-6, 24px);
      }
      h4 {
        margin: 0;
        font: inherit;
      }
      .now {
        font-size: var(--ha-font-size-s, 12px);
        font-weight: var(--ha-font-weight-medium, 500);
      }
      .track {
        position: relative;
        height: 10px;
        margin: 6px 0;
        border-radius: 5px;
        background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
        overflow: clip;
        overflow-clip-margin: 4px;
      }
      .track i {
        position: absolute;
        top: 0;
        bottom: 0;
      }
      .normal {
        min-width: 4px;
        border-radius: 5px;
        background: color-mix(in srgb, var(--primary-color) 45%, transparent);
      }
      .alarm {
        background: repeating-linear-gradient(
          135deg,
          color-mix(in srgb, var(--error-color) 55%, transparent) 0 3px,
          color-mix(in srgb, var(--error-color) 20%, transparent) 3px 6px
        );
      }
      .usual {
        width: 2px;
        margin-left: -1px;
        background: var(--primary-text-color);
        opacity: 0.7;
      }
      .dot {
        width: 14px;
        height: 14px;
        margin: -2px 0 0 -7px;
        border: 3px solid var(--card-background-color);
        border-radius: 50%;
        background: var(--primary-text-color);
        transition: left 0.4s;
      }
      .dot.beyond {
        background: var(--error-color);
      }
      @media (prefers-reduced-motion: reduce) {
        .dot {
          transition: none;
        }
      }
    `,
  ];
}
customElements.get("diol-ranges") ?? customElements.define("diol-ranges", DiolRanges);
