/** Where things are in a picture: axes with round numbers and round local times. */

const STEPS = [60, 300, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 345600, 604800, 1209600];

/** Making one is slow, and there is a tick for each hour. */
const offsets = new Map<string, Intl.DateTimeFormat>();

/** Seconds that a time zone is ahead of UTC at a moment. */
export const zoneOffset = (zone: string, t: number): number => {
  if (!offsets.has(zone)) {
    offsets.set(zone, new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }));
  }
  const name = offsets.get(zone)!.format(t * 1000);
  const found = /([+-])(\d\d):(\d\d)/.exec(name);
  if (!found) return 0;
  return (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 3600 + Number(found[3]) * 60);
};

/** Round local times between two moments, at most so many. */
export const timeTicks = (start: number, end: number, most: number, zone: string): number[] => {
  const step = STEPS.find((seconds) => (end - start) / seconds <= most) ?? STEPS[STEPS.length - 1];
  const ticks: number[] = [];
  // The clocks may be put forward or back in between.
  for (let at = Math.floor(start / step) * step - step; at <= end + step; at += step) {
    const t = at - zoneOffset(zone, at);
    if (t >= start && t <= end) ticks.push(t);
  }
  return ticks;
};

/** The next round number above, of which a half is round, too. */
export const niceMax = (value: number): number => {
  if (!(value > 0)) return 1;
  const magnitude = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 6, 8, 10].map((digit) => digit * magnitude).find((round) => round >= value * 0.999)!;
};

export const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);
