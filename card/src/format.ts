/** Numbers and times as people say them, in their language and their time zone. */
import { localize, type Key } from "./i18n";
import type { Hass } from "./types";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Up to which time one counts in which steps, both in seconds. */
const STEPS: [number, number][] = [
  [MINUTE, 1],
  [5 * MINUTE, 10],
  [10 * HOUR, MINUTE],
  [2 * DAY, 5 * MINUTE],
  [4 * DAY, HOUR],
  [Infinity, DAY],
];

/** Making these is slow, and a picture needs many. */
const formats = new Map<string, unknown>();
const kept = <T>(key: string, make: () => T): T => {
  if (!formats.has(key)) formats.set(key, make());
  return formats.get(key) as T;
};

export const number = (hass: Hass, value: number, digits = 0): string => {
  const { language } = hass.locale;
  return kept(
    `${language} ${digits}`,
    () => new Intl.NumberFormat(language, { maximumFractionDigits: digits }),
  ).format(value);
};

/** Two digits, or the whole number where that is more. */
const twoDigits = (hass: Hass, value: number): string =>
  number(hass, value, value >= 9.95 ? 0 : value >= 0.095 ? 1 : 2);

/** "0.4 W", "130 W", "2.1 kW" */
export const power = (hass: Hass, watts: number): string =>
  watts >= 999.5 ? `${twoDigits(hass, watts / 1000)} kW` : `${twoDigits(hass, watts)} W`;

/** "40 s", "14 min", "3 h 10 min", "9 days" */
export const duration = (hass: Hass, minutes: number): string => {
  const exact = Math.round(minutes * MINUTE);
  let seconds = exact;
  for (const [most, step] of STEPS) {
    seconds = Math.round(exact / step) * step;
    if (seconds < most) break;
  }
  if (seconds >= 2 * DAY) {
    const hours = Math.round((seconds % DAY) / HOUR);
    const days = localize(hass, "days", { count: number(hass, Math.floor(seconds / DAY)) });
    return hours ? `${days} ${hours} h` : days;
  }
  const parts: string[] = [];
  for (const [size, unit] of [
    [HOUR, "h"],
    [MINUTE, "min"],
    [1, "s"],
  ] as const) {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    if (count) parts.push(`${number(hass, count)} ${unit}`);
  }
  return parts.slice(0, 2).join(" ") || "0 s";
};

export const percent = (hass: Hass, share: number): string => {
  if (share > 0 && share < 0.01) return "< 1 %";
  if (share > 0.99 && share < 1) return "> 99 %";
  return `${number(hass, 100 * share)} %`;
};

export const starts = (hass: Hass, perHour: number): string => {
  for (const [hours, key] of [
    [1, "starts_an_hour"],
    [24, "starts_a_day"],
  ] as [number, Key][]) {
    if (perHour * hours >= 0.95) return localize(hass, key, { count: twoDigits(hass, perHour * hours) });
  }
  return localize(hass, "start_every", { time: duration(hass, 60 / perHour) });
};

/** The zone in which times are shown: of this browser, unless the user wants Home Assistant's. */
export const zoneOf = (hass: Hass): string =>
  hass.locale.time_zone === "server"
    ? hass.config.time_zone
    : kept("zone", () => Intl.DateTimeFormat().resolvedOptions().timeZone) || hass.config.time_zone;

const hour12 = (hass: Hass): boolean | undefined =>
  ({ "12": true, "24": false })[hass.locale.time_format ?? ""] ?? undefined;

export const clock = (hass: Hass, t: number, parts: Intl.DateTimeFormatOptions): string => {
  const { language } = hass.locale;
  const timeZone = zoneOf(hass);
  return kept(
    [language, timeZone, hass.locale.time_format, JSON.stringify(parts)].join(),
    () =>
      new Intl.DateTimeFormat(language, { timeZone, ...(parts.hour && { hour12: hour12(hass) }), ...parts }),
  ).format(t * 1000);
};

const TIME: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };

export const time = (hass: Hass, t: number): string => clock(hass, t, TIME);

/** A time of today alone, else with its day. */
export const moment = (hass: Hass, t: number, now = Date.now() / 1000): string => {
  const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "numeric", year: "numeric" };
  if (clock(hass, t, day) === clock(hass, now, day)) return time(hass, t);
  const near = Math.abs(t - now) < 6 * DAY;
  return clock(hass, t, { ...(near ? { weekday: "short" } : { day: "numeric", month: "short" }), ...TIME });
};
