/** The websocket commands of the integration, as docs/card.md describes them. */
import type { Hass, Unsubscribe } from "./types";

export interface Plug {
  entry_id: string;
  name: string;
  appliance: string;
  device_id: string | null;
  /** By names that no user can change, as `sensor.score`. */
  entities: Record<string, string | undefined>;
  power: string[];
}

export interface Cluster {
  share: number;
  phase: "on" | "off" | "both" | null;
  phase_minutes: number | null;
  on_watts: number;
  off_watts: number | null;
}

export interface Facts {
  sort: "regular" | "on_demand" | "constant" | "hardly_used";
  learning: { hours: number; interval_seconds: number; provisional: boolean; adapted: boolean };
  cycle: {
    cycle_minutes: number;
    on_minutes: number;
    off_minutes: number;
    on_share: number;
    starts_per_hour: number;
  } | null;
  power: { on_watts: number; standby_watts: number | null };
  extremes: Record<string, number | null>;
  day: { on_minutes: number; off_minutes: number; mean_watts: number } | null;
  clusters: Cluster[];
}

export interface Learnt {
  model: { text: string; fit: number | null; sensitivity: number; facts: Facts } | null;
  problem: string | null;
  taken: {
    name: string | null;
    version: number | null;
    latest: number | null;
    mode: "adapt" | "exact";
    changed: boolean;
  } | null;
}

export interface Anomaly {
  start: number;
  end: number | null;
  kind: string | null;
  reason: string | null;
  score: number | null;
}

export type Column = (number | null)[];

export interface History {
  start: number;
  step: number;
  resolution: "readings" | "5minute" | "hour";
  power: { min: Column; max: Column };
  score: Column;
  cluster: Column;
  anomalies: Anomaly[];
  now: { watts: number; on?: boolean; since?: number; begun?: boolean } | null;
  learning: { progress: number; since: number; ready: number | null } | null;
  seen: {
    hours: number;
    cycles: number;
    on_watts: number;
    standby_watts?: number;
    on_minutes?: number | null;
    off_minutes?: number | null;
  } | null;
}

export interface Sparklines {
  start: number;
  step: number;
  plugs: Record<string, { power: Column; anomalies: Anomaly[] }>;
}

export interface LibraryModel {
  name: string;
  versions: { version: number; saved: number; note: string; plug: string; merged_from: string[] }[];
}

export interface Job {
  id: string;
  title: string;
  mode: "adapt" | "exact";
  begun: number;
  over: boolean;
  targets: { entry_id: string; name: string; result: string | null; message: string | null }[];
}

export const getPlugs = (hass: Hass) => hass.callWS<{ plugs: Plug[] }>({ type: "diol/plugs" });

export const getLearnt = (hass: Hass, entryId: string) =>
  hass.callWS<Learnt>({ type: "diol/model", entry_id: entryId });

export const getHistory = (hass: Hass, entryId: string, hours: number, columns: number, power?: string) =>
  hass.callWS<History>({
    type: "diol/history",
    entry_id: entryId,
    hours,
    columns,
    ...(power && { power }),
  });

export const getSparklines = (hass: Hass, entryIds: string[]) =>
  hass.callWS<Sparklines>({ type: "diol/sparklines", entry_ids: entryIds });

export const getLibrary = (hass: Hass) => hass.callWS<{ models: LibraryModel[] }>({ type: "diol/library" });

export interface Given {
  source?: string;
  model?: string;
  version?: number;
}

export const startCopy = (hass: Hass, given: Given, mode: string, targets: string[]) =>
  hass.callWS<{ job: string }>({ type: "diol/copy", ...given, mode, targets });

export const dismissJob = (hass: Hass, job: string) => hass.callWS({ type: "diol/dismiss_job", job });

export const watchJobs = (hass: Hass, told: (jobs: Job[]) => void): Promise<Unsubscribe> =>
  hass.connection.subscribeMessage<{ jobs: Job[] }>(({ jobs }) => told(jobs), { type: "diol/jobs" });

/** What an error of a command says. */
export const said = (error: unknown): string =>
  (error as { message?: string } | undefined)?.message ?? String(error);
