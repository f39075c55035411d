/** The learnt normal as ranges: what is usual, what was the most, from where on it is an anomaly, and what is now. */
import type { History, Learnt } from "./api";
import { gaugeLimits } from "./model-score.js";
import { parse } from "./model-text.js";
import type { Key } from "./i18n";

export interface Range {
  label: Key;
  unit: "minutes" | "watts";
  usual: number | null;
  /** The normal, from and to. */
  least: number;
  most: number;
  /** Beyond these it is an anomaly; null has no limit. */
  alarmBelow: number | null;
  alarmAbove: number | null;
  now: number | null;
}

type Model = NonNullable<Learnt["model"]>;

/** Of the models that are shown: a card is drawn often, and a model changes hardly ever. */
const known = new WeakMap<Model, Record<string, number | undefined>>();

const limitsOf = (model: Model): Record<string, number | undefined> => {
  if (!known.has(model)) known.set(model, gaugeLimits(parse(model.text), model.sensitivity));
  return known.get(model)!;
};

/** What is compared of this sort of appliance, as far as a picture of it says something. */
export const rangesOf = (model: Model, now: History["now"], at: number): Range[] => {
  const { cycle, power, extremes } = model.facts;
  const limits = limitsOf(model);
  const minutes = now?.since === undefined ? null : Math.max(0, at - now.since) / 60;
  const ranges: Range[] = [];

  const upTo = (label: Key, name: string, extreme: string, usual: number | null, value: number | null) => {
    const most = extremes[extreme];
    if (most === null || most === undefined) return;
    const unit = extreme.endsWith("minutes") ? "minutes" : "watts";
    const alarmAbove = limits[name] ?? null;
    ranges.push({ label, unit, usual, least: 0, most, alarmBelow: null, alarmAbove, now: value });
  };

  upTo("on_time", "longest_on", "longest_on_minutes", cycle?.on_minutes ?? null, now?.on ? minutes : null);
  upTo(
    "off_time",
    "longest_off",
    "longest_off_minutes",
    cycle?.off_minutes ?? null,
    now?.on === false ? minutes : null,
  );
  const { least_power_watts: least, greatest_power_watts: most } = extremes;
  if (least != null && most != null) {
    ranges.push({
      label: "on_power",
      unit: "watts",
      usual: power.on_watts,
      least,
      most,
      alarmBelow: limits.least_power ?? null,
      alarmAbove: limits.greatest_power ?? null,
      now: now && (now.on ?? !cycle) ? now.watts : null,
    });
  }
  upTo(
    "standby",
    "greatest_base",
    "greatest_base_watts",
    power.standby_watts,
    now?.on === false ? now.watts : null,
  );
  return ranges;
};

/** Where a value is in the picture of a range, from 0 to 1: around what is normal, with room for what is not. */
export const scaleOf = (range: Range): ((value: number) => number) => {
  const top = range.alarmAbove ?? range.most;
  const bottom = range.alarmBelow ?? 0;
  const room = (top - bottom) * 0.15 || 1;
  const from = range.alarmBelow === null ? 0 : Math.max(0, bottom - room);
  const to = top + room;
  return (value) => Math.min(Math.max((value - from) / (to - from), 0), 1);
};
