/** Which colour a cluster has: blues while the appliance is on, greys while it is off. Never by colour alone. */
import { css } from "lit";
import type { Cluster, Column } from "./api";

const SHADES = 4;

/** The name of each cluster's colour, in the order of the model. */
export const colourNames = (clusters: Cluster[]): string[] => {
  const sorts = clusters.map(({ phase }) => (phase === "off" ? "off" : "on"));
  // The longer it is in its phase, the farther it is in its colours.
  const order = clusters
    .map((cluster, nr) => ({ nr, at: cluster.phase_minutes ?? 0 }))
    .sort((a, b) => a.at - b.at || a.nr - b.nr);
  const used = { on: 0, off: 0 };
  const names: string[] = [];
  for (const { nr } of order) names[nr] = `${sorts[nr]}-${(used[sorts[nr] as "on" | "off"]++ % SHADES) + 1}`;
  return names;
};

/** The colour of a cluster as people count them; of 0, which is none, the theme's own. */
export const colourOf = (names: string[], cluster: number): string =>
  names[cluster - 1] ? `var(--diol-${names[cluster - 1]})` : "var(--primary-color)";

/**
 * Where an appliance switches on within a column, most of that may have been off. The edge is of what begins.
 */
export const withEdges = (clusters: Column, most: Column, names: string[], top: number): Column => {
  const isOff = (nr: number | null | undefined) => names[(nr ?? 0) - 1]?.startsWith("off");
  return clusters.map((nr, at) => {
    const next = clusters[at + 1];
    return isOff(nr) && next && !isOff(next) && (most[at] ?? 0) > top / 4 ? next : nr;
  });
};

/** The longer in a phase, the stronger. Each reaches 3:1 against the card. */
export const palette = css`
  :host {
    --diol-on-1: #1e88e5;
    --diol-on-2: #1565c0;
    --diol-on-3: #0b3f8f;
    --diol-on-4: #5e35b1;
    --diol-off-1: #8592a0;
    --diol-off-2: #6c7a88;
    --diol-off-3: #556370;
    --diol-off-4: #3f4b56;
    --diol-tint: 12%;
  }
  :host([dark]) {
    --diol-on-1: #2f8fe8;
    --diol-on-2: #5fb0fb;
    --diol-on-3: #9bd0ff;
    --diol-on-4: #b39ddb;
    --diol-off-1: #66737f;
    --diol-off-2: #808d99;
    --diol-off-3: #9aa6b1;
    --diol-off-4: #b7c1ca;
    --diol-tint: 22%;
  }
`;
