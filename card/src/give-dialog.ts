/** Giving a model to plugs: which, to whom, and how. The browser's own dialog, so that nothing of it can change. */
import { css, html, LitElement, nothing } from "lit";
import { getLibrary, said, startCopy, type Given, type LibraryModel, type Plug } from "./api";
import { localize } from "./i18n";
import { entityOf, situationOf } from "./situation";
import { shared } from "./styles";
import type { Hass } from "./types";

const BY_PLUG = "plug:";
const BY_NAME = "model:";

export class DiolGive extends LitElement {
  static override properties = {
    hass: { attribute: false },
    plugs: { attribute: false },
    _models: { state: true },
    _which: { state: true },
    _targets: { state: true },
    _mode: { state: true },
    _wrong: { state: true },
    _open: { state: true },
  };
  declare hass: Hass;
  declare plugs: Plug[];
  declare _models?: LibraryModel[];
  declare _which: string;
  declare _targets: string[];
  declare _mode: "adapt" | "exact";
  declare _wrong: string;
  declare _open: boolean;

  /** Open with what is known already. */
  async open({ source, target }: { source?: string; target?: string } = {}): Promise<void> {
    this._which = source ? BY_PLUG + source : "";
    this._targets = target ? [target] : [];
    this._mode = "adapt";
    this._wrong = "";
    this._models = undefined;
    this._open = true;
    await this.updateComplete;
    this.#dialog.showModal();
    try {
      this._models = (await getLibrary(this.hass)).models;
    } catch (error) {
      this._wrong = said(error);
      this._models = [];
    }
    if (!this._which) this._which = this.#choices().at(0)?.value ?? "";
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector("dialog")!;
  }

  get #donors(): Plug[] {
    const hasModel = (plug: Plug) =>
      (entityOf(this.hass, plug, "text.model_text")?.state ?? "").startsWith("DIoL");
    return this.plugs.filter((plug) => hasModel(plug) && !this._targets.includes(plug.entry_id));
  }

  /** Of the library first: what is in it was meant to be given. */
  #choices(): { value: string; label: string }[] {
    return [
      ...(this._models ?? []).map(({ name, versions }) => ({
        value: BY_NAME + name,
        label: localize(this.hass, "from_library", { name, version: versions[0].version }),
      })),
      ...this.#donors.map((plug) => ({ value: BY_PLUG + plug.entry_id, label: plug.name })),
    ];
  }

  protected override render(): unknown {
    return html`<dialog aria-labelledby="title" @click=${this.#outside} @close=${this.#closed}>
      ${this._open ? this.#form() : nothing}
    </dialog>`;
  }

  #form(): unknown {
    const say = (key: Parameters<typeof localize>[1]) => localize(this.hass, key);
    return html`<form method="dialog" @submit=${this.#submit}>
      <h2 id="title">${say("give_title")}</h2>
      ${
        this._models === undefined
          ? html`<p class="secondary">${say("loading")}</p>`
          : this.#choices().length || this._which
            ? this.#fields()
            : html`<p>${say("no_models")}</p>`
      }
      ${this._wrong ? html`<p class="wrong" role="alert">${this._wrong}</p>` : nothing}
      <div class="buttons">
        <button class="button" type="button" @click=${() => this.#dialog.close()}>${say("cancel")}</button>
        <button class="button primary" type="submit" ?disabled=${!this._which}>${say("start")}</button>
      </div>
    </form>`;
  }

  #fields(): unknown {
    const say = (key: Parameters<typeof localize>[1]) => localize(this.hass, key);
    const choices = this.#choices();
    const group = (by: string, label: string) => {
      const found = choices.filter(({ value }) => value.startsWith(by));
      return found.length
        ? html`<optgroup label=${label}>
            ${found.map(
              ({ value, label: words }) =>
                html`<option value=${value} ?selected=${value === this._which}>${words}</option>`,
            )}
          </optgroup>`
        : nothing;
    };
    const receivers = this.plugs.filter(({ entry_id }) => BY_PLUG + entry_id !== this._which);
    return html`<label class="field">
        <span>${say("which")}</span>
        <select @change=${(event: Event) => (this._which = (event.target as HTMLSelectElement).value)}>
          ${group(BY_NAME, say("of_library"))} ${group(BY_PLUG, say("of_plugs"))}
        </select>
      </label>
      <fieldset>
        <legend>${say("to")}</legend>
        ${
          receivers.length > 2
            ? html`<label
                ><input
                  type="checkbox"
                  .checked=${receivers.every(({ entry_id }) => this._targets.includes(entry_id))}
                  @change=${(event: Event) =>
                    (this._targets = (event.target as HTMLInputElement).checked
                      ? receivers.map(({ entry_id }) => entry_id)
                      : [])}
                />${say("everywhere")}</label
              >`
            : nothing
        }
        ${receivers.map((plug) => this.#receiver(plug))}
      </fieldset>
      <fieldset>
        <legend>${say("how")}</legend>
        ${(["adapt", "exact"] as const).map(
          (mode) =>
            html`<label
              ><input
                type="radio"
                name="mode"
                .checked=${mode === this._mode}
                @change=${() => (this._mode = mode)}
              /><span
                >${say(`mode_${mode}`)}<small class="secondary">${say(`${mode}_text`)}</small></span
              ></label
            >`,
        )}
      </fieldset>`;
  }

  #receiver(plug: Plug): unknown {
    const away = situationOf(this.hass, plug) === "offline";
    const toggle = (event: Event) => {
      const others = this._targets.filter((id) => id !== plug.entry_id);
      this._targets = (event.target as HTMLInputElement).checked ? [...others, plug.entry_id] : others;
    };
    return html`<label
      ><input type="checkbox" .checked=${this._targets.includes(plug.entry_id)} @change=${toggle} /><span
        >${plug.name}${
          away ? html`<small class="secondary">${localize(this.hass, "offline")}</small>` : nothing
        }</span
      ></label
    >`;
  }

  #closed(): void {
    this._open = false;
  }

  #outside(event: MouseEvent): void {
    if (event.target === this.#dialog) this.#dialog.close();
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const targets = this._targets.filter((id) => BY_PLUG + id !== this._which);
    if (!targets.length) {
      this._wrong = localize(this.hass, "choose_target");
      return;
    }
    const given: Given = this._which.startsWith(BY_PLUG)
      ? { source: this._which.slice(BY_PLUG.length) }
      : { model: this._which.slice(BY_NAME.length) };
    try {
      const { job } = await startCopy(this.hass, given, this._mode, targets);
      this.#dialog.close();
      this.dispatchEvent(new CustomEvent("diol-given", { detail: job }));
    } catch (error) {
      this._wrong = said(error);
    }
  }

  static override styles = [
    shared,
    css`
      dialog {
        width: min(480px, calc(100vw - 32px));
        max-height: calc(100vh - 64px);
        padding: 0;
        border: 0;
        border-radius: var(--ha-border-radius-xl, 16px);
        background: var(--card-background-color);
        color: inherit;
        font-family: inherit;
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      form {
        display: grid;
        gap: var(--ha-space-5, 20px);
        padding: var(--ha-space-6, 24px);
      }
      h2 {
        font-size: var(--ha-font-size-xl, 20px);
      }
      .field {
        display: grid;
        gap: 6px;
      }
      .field span,
      legend {
        padding: 0;
        color: var(--secondary-text-color);
        font-size: var(--ha-font-size-s, 12px);
      }
      select {
        width: 100%;
        height: 44px;
        padding: 0 12px;
        border: 1px solid var(--divider-color);
        border-radius: var(--ha-border-radius-md, 8px);
        background: var(--card-background-color);
      }
      fieldset {
        display: grid;
        gap: 2px;
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      fieldset label {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 40px;
        cursor: pointer;
      }
      input {
        flex: none;
        width: 18px;
        height: 18px;
        margin: 0;
        accent-color: var(--primary-color);
      }
      small {
        display: block;
      }
      .wrong {
        color: var(--error-color);
      }
      .buttons {
        display: flex;
        justify-content: flex-end;
        gap: var(--ha-space-2, 8px);
      }
    `,
  ];
}
customElements.get("diol-give") ?? customElements.define("diol-give", DiolGive);
