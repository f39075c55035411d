/** What tests need of Home Assistant, and a plug. */
import type { Facts, Learnt, Plug } from "../src/api";
import type { Hass } from "../src/types";
import vectors from "../../tests/vectors/good.json";

export const hassWith = (states: Record<string, string> = {}, language = "en"): Hass =>
  ({
    states: Object.fromEntries(
      Object.entries(states).map(([entity_id, state]) => [entity_id, { entity_id, state, attributes: {} }]),
    ),
    entities: {},
    locale: { language, time_format: "24", time_zone: "server" },
    config: { time_zone: "UTC" },
    themes: {},
    formatEntityState: ({ state }: { state: string }) => state,
    callWS: () => new Promise(() => undefined),
    callService: () => Promise.resolve(),
    connection: { subscribeMessage: () => new Promise(() => undefined) },
  }) as unknown as Hass;

export const plugNamed = (name: string): Plug => {
  const id = name.toLowerCase();
  return {
    entry_id: id,
    name,
    appliance: "",
    device_id: id,
    entities: {
      "sensor.status": `sensor.${id}_status`,
      "sensor.score": `sensor.${id}_score`,
      "binary_sensor.anomaly": `binary_sensor.${id}_anomaly`,
    },
    power: [`sensor.${id}_power`],
  };
};

export const FACTS: Facts = {
  sort: "regular",
  learning: { hours: 216, interval_seconds: 10, provisional: false, adapted: false },
  cycle: { cycle_minutes: 57.5, on_minutes: 16.5, off_minutes: 41, on_share: 0.28, starts_per_hour: 1 },
  power: { on_watts: 84.5, standby_watts: 1.25 },
  extremes: {
    longest_on_minutes: 48,
    longest_off_minutes: 75,
    greatest_power_watts: 90,
    least_power_watts: 80,
    greatest_peak_watts: 700,
    greatest_base_watts: 2,
  },
  day: null,
  clusters: [
    { share: 0.5, phase: "off", phase_minutes: 20, on_watts: 84, off_watts: 1 },
    { share: 0.2, phase: "on", phase_minutes: 12, on_watts: 85, off_watts: 1 },
    { share: 0.3, phase: "on", phase_minutes: 3, on_watts: 90, off_watts: 1 },
  ],
};

export const modelWith = (sensitivity = 1): NonNullable<Learnt["model"]> => ({
  text: (vectors as { text: string; model: { cycles: number; on_demand: number } }[]).find(
    ({ model }) => model.cycles && !model.on_demand,
  )!.text,
  fit: null,
  sensitivity,
  facts: FACTS,
});
