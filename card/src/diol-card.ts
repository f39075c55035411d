/** The card: one plug, or all of them. */
import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import "./give-dialog";
import "./jobs-view";
import "./overview";
import "./plug-view";
import { said, type Plug } from "./api";
import { palette } from "./colours";
import { form, stub } from "./form";
import type { DiolGive } from "./give-dialog";
import { localize } from "./i18n";
import { plugsOf, plugWith } from "./plugs";
import { shared } from "./styles";
import type { CardConfig, Hass } from "./types";

export class DiolCard extends LitElement {
  static override properties = {
    hass: { attribute: false },
    dark: { type: Boolean, reflect: true },
    _config: { state: true },
    _plugs: { state: true },
    _wrong: { state: true },
    _begun: { state: true },
  };
  declare hass?: Hass;
  declare dark: boolean;
  declare _config?: CardConfig;
  declare _plugs?: Plug[];
  declare _wrong?: string;
  declare _begun: string[];
  #entities?: Hass["entities"];

  static getConfigForm = form;
  static getStubConfig = stub;

  setConfig(config: CardConfig): void {
    if (config.entity !== undefined && typeof config.entity !== "string") {
      throw new Error("entity has to be an entity of DIoL, or to be left out for all plugs");
    }
    if (config.hours !== undefined && !(Number(config.hours) > 0 && Number(config.hours) <= 8784)) {
      throw new Error("hours has to be a number from 0.01 to 8784");
    }
    // A choice in a form is text.
    this._config = config.hours === undefined ? config : { ...config, hours: Number(config.hours) };
    this._begun ??= [];
  }

  getCardSize(): number {
    return this._config?.entity ? 10 : 6;
  }

  getGridOptions(): Record<string, number | string> {
    return { columns: 12, rows: "auto", min_columns: 6 };
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.hass || !changed.has("hass")) return;
    this.dark = this.hass.themes.darkMode === true;
    if (this.hass.entities !== this.#entities) {
      this.#entities = this.hass.entities;
      void this.#find();
    }
  }

  async #find(): Promise<void> {
    try {
      const plugs = await plugsOf(this.hass!);
      // The same again would let all parts look for what is new.
      if (JSON.stringify(plugs) !== JSON.stringify(this._plugs)) this._plugs = plugs;
      this._wrong = undefined;
    } catch (error) {
      this._wrong = said(error);
    }
  }

  protected override render(): unknown {
    const { hass, _config: config, _plugs: plugs } = this;
    if (!hass || !config) return nothing;
    return html`<ha-card @diol-give=${this.#give}>
      ${
        this._wrong
          ? html`<p role="alert">${this._wrong}</p>`
          : plugs
            ? this.#content(hass, config, plugs)
            : html`<p class="secondary loading">${localize(hass, "loading")}</p>`
      }
    </ha-card>`;
  }

  #content(hass: Hass, config: CardConfig, plugs: Plug[]): unknown {
    const plug = config.entity ? plugWith(plugs, config.entity) : undefined;
    if (config.entity && !plug) {
      return html`<p role="alert">${localize(hass, "not_found", { entity: config.entity })}</p>`;
    }
    if (!plugs.length) return this.#nothing(hass);
    const shown = plug && config.power ? { ...plug, power: [config.power] } : plug;
    return html`${
        shown
          ? html`<diol-plug .hass=${hass} .plug=${shown} .config=${config}></diol-plug>`
          : html`<diol-overview .hass=${hass} .plugs=${plugs} .config=${config}></diol-overview>`
      }
      <diol-jobs .hass=${hass} .only=${plug && { plug: plug.entry_id, begun: this._begun }}></diol-jobs>
      <diol-give .hass=${hass} .plugs=${plugs} @diol-given=${this.#given}></diol-give>`;
  }

  #nothing(hass: Hass): unknown {
    return html`<div class="nothing">
      <h2>${localize(hass, "no_plugs")}</h2>
      <p class="secondary">${localize(hass, "no_plugs_text")}</p>
      <a class="button" href="/config/integrations/integration/diol">${localize(hass, "add_plug")}</a>
    </div>`;
  }

  #give(event: CustomEvent<{ source?: string; target?: string }>): void {
    void this.renderRoot.querySelector<DiolGive>("diol-give")?.open(event.detail);
  }

  #given(event: CustomEvent<string>): void {
    this._begun = [...this._begun, event.detail];
  }

  static override styles = [
    palette,
    shared,
    css`
      :host {
        display: block;
        height: 100%;
      }
      ha-card {
        display: block;
        height: 100%;
        padding: var(--ha-space-4, 16px);
      }
      .loading {
        min-height: 240px;
      }
      .nothing {
        display: grid;
        justify-items: center;
        gap: var(--ha-space-3, 12px);
        padding: var(--ha-space-8, 32px) 0;
        text-align: center;
      }
      a.button {
        display: inline-grid;
        place-items: center;
        color: inherit;
        text-decoration: none;
      }
      h2 {
        font-size: var(--ha-font-size-xl, 20px);
      }
    `,
  ];
}
