/** A day in a line, with its anomalies. */
import { svg, type SVGTemplateResult } from "lit";
import type { Anomaly, Column } from "./api";
import { areaPath, heightOf, runsOf } from "./paths";
import { clamp, niceMax } from "./scale";

const BOX = { width: 120, height: 28 };

export const sparkline = (
  values: Column,
  anomalies: Anomaly[],
  start: number,
  step: number,
): SVGTemplateResult => {
  const top = niceMax(heightOf(values));
  const span = step * values.length;
  const x = (t: number) => clamp((t - start) / span, 0, 1) * BOX.width;
  return svg`
    ${anomalies.map(({ start: from, end }) => {
      const left = x(from);
      const width = Math.max(2, x(end ?? start + span) - left);
      return svg`<rect class="span" x=${left} width=${width} height=${BOX.height} />`;
    })}
    <path d=${runsOf(values, [])
      .map((run) => areaPath(run, values, BOX, top))
      .join("")} />`;
};

export const SPARKLINE_BOX = `0 0 ${BOX.width} ${BOX.height}`;
