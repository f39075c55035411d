/** The model in words, in the user's language. */
import type { Facts } from "./api";
import { duration, percent, power, starts } from "./format";
import { localize, type Key } from "./i18n";
import type { Hass } from "./types";

export const sentences = (hass: Hass, facts: Facts): string[] => {
  const { cycle, extremes, day, learning } = facts;
  const say = (key: Key, values: Record<string, string | number> = {}) => localize(hass, key, values);
  const watts = power(hass, facts.power.on_watts);
  const standby = power(hass, facts.power.standby_watts ?? 0);
  const said: string[] = [];
  if (cycle) {
    const on = duration(hass, cycle.on_minutes);
    said.push(
      facts.sort === "on_demand"
        ? say("words_demand", { on, watts, standby })
        : say("words_cycles", {
            cycle: duration(hass, cycle.cycle_minutes),
            off: duration(hass, cycle.off_minutes),
            on,
            watts,
            standby,
          }),
      say("words_use", {
        percent: percent(hass, cycle.on_share),
        starts: starts(hass, cycle.starts_per_hour),
      }),
    );
  } else {
    said.push(say(facts.sort === "constant" ? "words_constant" : "words_hardly", { watts }));
  }
  const { longest_on_minutes: on, longest_off_minutes: off, greatest_peak_watts: peak } = extremes;
  if (on != null && off != null) {
    said.push(say("words_longest", { on: duration(hass, on), off: duration(hass, off) }));
  }
  if (peak != null) said.push(say("words_peak", { watts: power(hass, peak) }));
  if (day) {
    said.push(
      say("words_day", {
        on: duration(hass, day.on_minutes),
        off: duration(hass, day.off_minutes),
        watts: power(hass, day.mean_watts),
      }),
    );
  }
  said.push(
    say("words_learnt", {
      time: duration(hass, 60 * learning.hours),
      interval: duration(hass, learning.interval_seconds / 60),
    }),
  );
  if (learning.provisional) said.push(say("words_provisional"));
  if (learning.adapted) said.push(say("words_adapted"));
  return said;
};
