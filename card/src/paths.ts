/** From columns of numbers to paths. The integration has thinned them to what can be drawn; nothing here does. */
import type { Column } from "./api";

export interface Box {
  width: number;
  height: number;
}

/** A stretch of columns that belong together: from, to (not in it), and which cluster (0 is none). */
export interface Run {
  from: number;
  to: number;
  cluster: number;
}

const fixed = (value: number): string => String(Math.round(value * 10) / 10);

/** Where there is something to draw, cut where the cluster changes. */
export const runsOf = (values: Column, clusters: Column): Run[] => {
  const runs: Run[] = [];
  let last: Run | undefined;
  values.forEach((value, at) => {
    if (value === null) {
      last = undefined;
      return;
    }
    const cluster = clusters[at] ?? 0;
    if (last?.cluster === cluster) last.to = at + 1;
    else runs.push((last = { from: at, to: at + 1, cluster }));
  });
  return runs;
};

/** The line along the greatest values of a run, and down to the least where they differ. */
export const linePath = (run: Run, least: Column, most: Column, box: Box, top: number): string => {
  const x = box.width / most.length;
  const y = (value: number) => fixed(box.height * (1 - Math.min(value / top, 1)));
  let path = "";
  let low = 0;
  for (let at = run.from; at < run.to; at++) {
    const high = most[at]!;
    const left = fixed(at * x);
    path += path ? `H${left}V${y(high)}` : `M${left} ${y(high)}`;
    low = least[at] ?? high;
    // What happened within a column is a stroke in its middle.
    if (high - low > top / box.height) path += `H${fixed((at + 0.5) * x)}V${y(low)}V${y(high)}`;
  }
  return `${path}H${fixed(run.to * x)}`;
};

/** The area below the greatest values of a run. */
export const areaPath = (run: Run, most: Column, box: Box, top: number): string => {
  const x = box.width / most.length;
  const y = (value: number) => fixed(box.height * (1 - Math.min(value / top, 1)));
  let path = `M${fixed(run.from * x)} ${box.height}`;
  let before = NaN;
  for (let at = run.from; at < run.to; at++) {
    const value = most[at]!;
    if (value === before) continue;
    path += `H${fixed(at * x)}V${y(value)}`;
    before = value;
  }
  return `${path}H${fixed(run.to * x)}V${box.height}Z`;
};

/** All runs of each cluster as one path. */
export const pathsByCluster = (runs: Run[], draw: (run: Run) => string): Map<number, string> => {
  const paths = new Map<number, string>();
  for (const run of runs) paths.set(run.cluster, (paths.get(run.cluster) ?? "") + draw(run));
  return paths;
};

/** How much more than nearly all values one may be before it is cut off, so that the others are seen. */
const ROOM = 1.5;

/** The height of a picture: of nearly all values, if a few would leave nothing of the rest. */
export const heightOf = (values: Column): number => {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const most = sorted.at(-1) ?? 0;
  const usual = (sorted[Math.floor(sorted.length * 0.95)] ?? 0) * ROOM;
  return usual > 0 && most > 1.5 * usual ? usual : most;
};

/** The greatest of a column; 0 of nothing. */
export const greatest = (values: Column): number =>
  values.reduce<number>((most, value) => (value !== null && value > most ? value : most), 0);
