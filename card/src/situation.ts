/** How a plug is, in one word, and which plug needs somebody most. */
import type { Plug } from "./api";
import type { Hass, HassEntity } from "./types";

export type Situation =
  | "anomaly"
  | "does_not_fit"
  | "offline"
  | "not_measuring"
  | "no_model"
  | "paused"
  | "learning"
  | "adapting"
  | "provisional"
  | "watching";

/** Worst first. */
const ORDER: Situation[] = [
  "anomaly",
  "does_not_fit",
  "offline",
  "not_measuring",
  "no_model",
  "paused",
  "learning",
  "adapting",
  "provisional",
  "watching",
];

export type Tone = "bad" | "warn" | "busy" | "good" | "off";

const TONES: Record<Situation, Tone> = {
  anomaly: "bad",
  does_not_fit: "warn",
  offline: "off",
  not_measuring: "warn",
  no_model: "off",
  paused: "off",
  learning: "busy",
  adapting: "busy",
  provisional: "good",
  watching: "good",
};

export const entityOf = (hass: Hass, plug: Plug, key: string): HassEntity | undefined =>
  hass.states[plug.entities[key] ?? ""];

/** A state as a number; undefined if it is not known. */
export const numberOf = (entity: HassEntity | undefined): number | undefined => {
  const value = Number.parseFloat(entity?.state ?? "");
  return Number.isFinite(value) ? value : undefined;
};

export const situationOf = (hass: Hass, plug: Plug): Situation => {
  const status = entityOf(hass, plug, "sensor.status")?.state;
  if (entityOf(hass, plug, "binary_sensor.anomaly")?.state === "on") return "anomaly";
  if (status && ORDER.includes(status as Situation)) return status as Situation;
  return "offline";
};

export const toneOf = (situation: Situation): Tone => TONES[situation];

/** Sorts the plugs, worst first; of those that are alike the one with the greatest score. */
export const worstFirst = (hass: Hass, plugs: Plug[]): Plug[] => {
  const rank = (plug: Plug) => ORDER.indexOf(situationOf(hass, plug));
  const score = (plug: Plug) => numberOf(entityOf(hass, plug, "sensor.score")) ?? 0;
  return [...plugs].sort(
    (a, b) => rank(a) - rank(b) || score(b) - score(a) || a.name.localeCompare(b.name, hass.locale.language),
  );
};

/** Whether anything that is shown of plugs has changed. */
export const hasChanged = (old: Hass | undefined, hass: Hass, entityIds: (string | undefined)[]): boolean =>
  !old ||
  old.themes !== hass.themes ||
  old.locale !== hass.locale ||
  old.entities !== hass.entities ||
  entityIds.some((id) => id && old.states[id] !== hass.states[id]);
