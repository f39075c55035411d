/** Models on their way to plugs, and what became of each. The jobs go on without anybody watching. */
import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { dismissJob, watchJobs, type Job } from "./api";
import { localize } from "./i18n";
import { shared } from "./styles";
import type { Hass, Unsubscribe } from "./types";

export class DiolJobs extends LitElement {
  static override properties = {
    hass: { attribute: false },
    only: { attribute: false },
    _jobs: { state: true },
  };
  declare hass: Hass;
  /** Of these plugs, or begun here; without it of all. */
  declare only?: { plug: string; begun: string[] };
  declare _jobs?: Job[];
  #stop?: Promise<Unsubscribe>;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hass) this.#watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#stop?.then((stop) => stop()).catch(() => undefined);
    this.#stop = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("hass") && !this.#stop) this.#watch();
  }

  #watch(): void {
    // It only watches, so that it may be begun again after the connection was lost.
    this.#stop ??= watchJobs(this.hass, (jobs) => {
      this._jobs = jobs;
    });
    this.#stop.catch(() => undefined);
  }

  protected override render(): unknown {
    const { only } = this;
    const jobs = (this._jobs ?? []).filter(
      (job) =>
        !only || only.begun.includes(job.id) || job.targets.some(({ entry_id }) => entry_id === only.plug),
    );
    return jobs.map((job) => this.#job(job));
  }

  #job(job: Job): unknown {
    const known = job.targets.filter(({ result }) => result !== null).length;
    const done = job.targets.filter(({ result }) => result === "copied").length;
    const words = localize(this.hass, job.over ? "job_done" : "job_running", {
      name: job.title,
      done: job.over ? done : known,
      total: job.targets.length,
    });
    return html`<section>
      <div class="row between">
        <h3><span role="status">${words}</span></h3>
        ${
          job.over
            ? html`<button class="button" @click=${() => void dismissJob(this.hass, job.id)}>
                ${localize(this.hass, "dismiss")}
              </button>`
            : nothing
        }
      </div>
      ${job.over ? nothing : html`<progress max=${job.targets.length} value=${known} aria-label=${words}></progress>`}
      <ul>
        ${job.targets.map(
          ({ name, result, message }) =>
            html`<li class=${result ?? "waiting"}>
              <b>${name}</b> ${
                message ?? localize(this.hass, result === null ? "result_waiting" : "result_copied")
              }
            </li>`,
        )}
      </ul>
    </section>`;
  }

  static override styles = [
    shared,
    css`
      section {
        margin-top: var(--ha-space-4, 16px);
        padding: var(--ha-space-3, 12px) var(--ha-space-4, 16px);
        border-radius: var(--ha-border-radius-md, 8px);
        background: color-mix(in srgb, var(--primary-color) 8%, transparent);
      }
      .row {
        align-items: center;
      }
      progress {
        width: 100%;
        accent-color: var(--primary-color);
      }
      li {
        padding-inline-start: 18px;
        font-size: var(--ha-font-size-s, 12px);
        position: relative;
      }
      li::before {
        position: absolute;
        left: 0;
        content: "…";
      }
      li.copied::before {
        content: "✓";
      }
      li.refused::before,
      li.failed::before {
        content: "✕";
      }
      b {
        font-weight: var(--ha-font-weight-medium, 500);
      }
    `,
  ];
}
customElements.get("diol-jobs") ?? customElements.define("diol-jobs", DiolJobs);
