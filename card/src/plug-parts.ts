/** Parts of what is shown of one plug. */
import { html, nothing } from "lit";
import type { Anomaly, History, Learnt, Plug } from "./api";
import { duration, moment, number, power } from "./format";
import { localize } from "./i18n";
import { entityOf, numberOf, situationOf, toneOf, type Situation } from "./situation";
import type { Hass } from "./types";

/** What Home Assistant says of the status, or that the plug is away. */
export const statusWords = (hass: Hass, plug: Plug, situation: Situation): string => {
  const status = entityOf(hass, plug, "sensor.status");
  if (situation === "offline" || !status) return localize(hass, "offline");
  if (situation === "anomaly") return localize(hass, "anomaly");
  return hass.formatEntityState(status);
};

const doing = (hass: Hass, now: History["now"]): string => {
  if (!now || now.since === undefined) return "";
  const time = duration(hass, Math.max(0, Date.now() / 1000 - now.since) / 60);
  const key = now.on ? "on_for" : "off_for";
  return localize(hass, now.begun ? key : `${key}_more`, { time });
};

/** Without a name it says only what is measured: who it is stands above it. */
export const header = (hass: Hass, plug: Plug, name: string, history: History | undefined): unknown => {
  const situation = situationOf(hass, plug);
  const away = situation === "offline";
  const watts = numberOf(hass.states[plug.power[0] ?? ""]);
  return html`<div class="header">
    <div class="title">
      ${name ? html`<h2>${name}</h2>` : nothing}
      <span class="status ${toneOf(situation)}">${statusWords(hass, plug, situation)}</span>
    </div>
    ${
      away || watts === undefined
        ? nothing
        : html`<div class="reading">
            <span class="watts">${power(hass, watts)}</span>
            <span class="secondary">${doing(hass, history?.now ?? null)}</span>
          </div>`
    }
  </div>`;
};

/** The reason of the anomaly there is now, and what can be done. */
export const alarm = (hass: Hass, plug: Plug, history: History | undefined, accept: () => void): unknown => {
  if (situationOf(hass, plug) !== "anomaly") return nothing;
  const reason = entityOf(hass, plug, "sensor.reason");
  const score = numberOf(entityOf(hass, plug, "sensor.score"));
  const event = entityOf(hass, plug, "event.anomaly");
  const present = history?.anomalies.find(({ end }) => end === null);
  const kind = kindWords(hass, event, present?.kind ?? null);
  return html`<section class="alarm" role="alert">
    <div>
      ${kind ? html`<h3>${kind}</h3>` : nothing}
      <p>${reason ? hass.formatEntityState(reason) : ""}</p>
      <p class="secondary">
        ${[
          present && localize(hass, "anomaly_since", { time: moment(hass, present.start) }),
          score !== undefined && `${localize(hass, "score")} ${number(hass, score, 2)}`,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </div>
    ${
      plug.entities["button.accept"]
        ? html`<button class="button" @click=${accept}>${localize(hass, "accept")}</button>`
        : nothing
    }
  </section>`;
};

/** Home Assistant words the kind as an attribute of the event entity. */
const kindWords = (
  hass: Hass,
  event: ReturnType<typeof entityOf>,
  kind: string | null,
): string | undefined => {
  if (!event || !kind) return undefined;
  const state = { ...event, attributes: { ...event.attributes, event_type: kind } };
  return hass.formatEntityAttributeValue?.(state, "event_type") ?? kind;
};

/** Past anomalies in words, for those who cannot point at the picture. */
export const anomalyList = (
  hass: Hass,
  plug: Plug,
  anomalies: Anomaly[],
  show: (anomaly: Anomaly) => void,
): unknown => {
  const past = anomalies.filter(({ end }) => end !== null).reverse();
  if (!past.length) return nothing;
  const event = entityOf(hass, plug, "event.anomaly");
  return html`<ul class="anomalies">
    ${past.slice(0, 3).map(
      (anomaly) =>
        html`<li>
          <button @click=${() => show(anomaly)}>
            <span class="secondary"
              >${localize(hass, "anomaly_times", {
                start: moment(hass, anomaly.start),
                end: moment(hass, anomaly.end!),
              })}</span
            >
            <span
              >${
                [kindWords(hass, event, anomaly.kind), anomaly.reason].filter(Boolean).join(": ") ||
                localize(hass, "anomaly")
              }</span
            >
          </button>
        </li>`,
    )}
    ${
      past.length > 3
        ? html`<li class="secondary">${localize(hass, "more_anomalies", { count: past.length - 3 })}</li>`
        : nothing
    }
  </ul>`;
};

/** How far learning is, and what was seen so far. */
export const learning = (hass: Hass, plug: Plug, history: History | undefined): unknown => {
  const situation = situationOf(hass, plug);
  const progress = numberOf(entityOf(hass, plug, "sensor.progress")) ?? history?.learning?.progress;
  if (progress === undefined || situation === "offline") return nothing;
  const ready = history?.learning?.ready;
  const seen = history?.seen;
  const title = localize(hass, situation === "adapting" ? "adapting" : "learning");
  const facts: [string, string][] = [];
  if (seen) {
    facts.push([localize(hass, "watched_for"), duration(hass, seen.hours * 60)]);
    if (seen.cycles) facts.push([localize(hass, "cycles"), number(hass, seen.cycles)]);
    if (seen.on_minutes != null) facts.push([localize(hass, "on_time"), duration(hass, seen.on_minutes)]);
    if (seen.off_minutes != null) facts.push([localize(hass, "off_time"), duration(hass, seen.off_minutes)]);
    facts.push([localize(hass, "on_power"), power(hass, seen.on_watts)]);
    if (seen.standby_watts !== undefined) {
      facts.push([localize(hass, "standby"), power(hass, seen.standby_watts)]);
    }
  }
  return html`<section class="learning">
    <div class="row between">
      <h3 class="section">${title} <span class="percent">${number(hass, progress)} %</span></h3>
      <span class="secondary"
        >${
          ready ? localize(hass, "ready_at", { time: moment(hass, ready) }) : localize(hass, "ready_unknown")
        }</span
      >
    </div>
    <progress max="100" value=${progress} aria-label=${title}></progress>
    ${
      facts.length
        ? html`<dl>
            ${facts.map(
              ([name, value]) =>
                html`<div>
                  <dt>${name}</dt>
                  <dd>${value}</dd>
                </div>`,
            )}
          </dl>`
        : nothing
    }
  </section>`;
};

/** Where the model comes from, in a line. */
export const originWords = (hass: Hass, learnt: Learnt): string => {
  const { taken, model } = learnt;
  if (!taken) return localize(hass, model?.facts.learning.adapted ? "from_other" : "from_own");
  const parts = [
    taken.version === null
      ? localize(hass, "from_other")
      : taken.name === null
        ? localize(hass, "from_removed")
        : localize(hass, "from_library", { name: taken.name, version: taken.version }),
    localize(hass, `mode_${taken.mode}`),
  ];
  if (taken.changed) parts.push(localize(hass, "changed"));
  return parts.join(" · ");
};
