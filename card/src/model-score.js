/**
 * The DIoL model text, version 1: what a minute scores under a model (sections 6, 7 and 9). 1.0 is the threshold.
 * Numbers are of double precision but where the standard asks for single (reach); that is within its 1e-4.
 *
 * @typedef {import('./model-text.js').Model} Model
 *
 * @typedef {object} Minute
 * @property {(number|null)[]} features  10 as measured (section 6); null is unknown
 * @property {(number|null)[]} gauges    12 as measured (section 7); null is unknown
 * @property {number|null} interval      usual seconds between the receiver's samples; null is unknown
 *
 * @typedef {object} Limits
 * @property {number} distance  limit of the distance
 * @property {number} caution   what the gauges' and the drift's margins are multiplied by
 */
import { decodeUf16, encodeUf16 } from "./model-text.js";

const single = Math.fround;
const clamp = (value, least, greatest) => Math.min(Math.max(value, least), greatest);
/** As a plug does before it uses a number, so that all see the same. */
const rounded = (value) => (value === null || value === undefined ? null : decodeUf16(encodeUf16(value)));
const log = (x) => Math.log2(1 + x);

const PEAK = 8;
const FEATURES = [
  // toOwn brings what was measured into own units; far is the other end of what a fault can reach, in own units
  { cycles: true, toOwn: (value, model) => log(value / model.on_time), far: () => 4.5 },
  { cycles: true, toOwn: (value, model) => log(value / model.off_time), far: () => 4.5 },
  { cycles: true, toOwn: (value, model) => log(value / model.on_time), far: () => 4.5 },
  { cycles: true, toOwn: (value, model) => log(value / model.off_time), far: () => 4.5 },
  { cycles: false, toOwn: (value, model) => value / model.on_power, far: () => 4 },
  { cycles: true, toOwn: (value, model) => value / model.duty, far: (model) => single(1 / model.duty) },
  { cycles: true, toOwn: (value, model) => value / model.on_power, far: () => 1 },
  { cycles: true, toOwn: (value, model) => value / model.starts, far: () => 4 },
  { cycles: false, toOwn: (value, model) => log(value / model.on_power), far: () => 4.5 },
  { cycles: false, toOwn: (value) => log(value), far: () => 13.25 },
];

const GREATEST_PEAK = 6;
const MOST_ATTEMPTS = 7;
const BASE_WIDTH = {
  regular: (model) => 1 + 0.015 * model.on_power,
  "on demand": (model) => 2 + 0.001 * model.on_power,
  constant: (model) => 0.1 * model.on_power,
};
const powerWidth = (model, sort) => (sort === "constant" ? 0.1 : 0.04) * model.on_power;
const centreZero = () => 0;
const centrePower = (model) => model.on_power;
const EVERY_SORT = ["regular", "on demand", "constant", "hardly used"];
/** name of the extreme, sorts it applies to, centre, least width, f; `below`: unusual is what is less */
const GAUGES = [
  {
    name: "longest_on",
    sorts: ["regular", "on demand"],
    centre: centreZero,
    least: () => 0,
    f: (sort) => (sort === "on demand" ? 2 : 1.35),
  },
  { name: "longest_off", sorts: ["regular"], centre: centreZero, least: () => 0, f: () => 1.35 },
  {
    name: "greatest_power",
    sorts: ["regular", "constant"],
    centre: centrePower,
    least: powerWidth,
    f: () => 1.8,
  },
  {
    name: "least_power",
    sorts: ["regular", "constant"],
    centre: centrePower,
    least: powerWidth,
    f: () => 1.8,
    below: true,
  },
  {
    name: "greatest_floor_on",
    sorts: EVERY_SORT,
    centre: centreZero,
    least: centrePower,
    f: (sort) => (sort === "on demand" || sort === "hardly used" ? 1.35 : 1.1),
  },
  {
    name: "greatest_floor_off",
    sorts: ["regular"],
    centre: (model) => model.off_level,
    least: BASE_WIDTH.regular,
    f: () => 1.5,
  },
  {
    name: "greatest_peak",
    sorts: EVERY_SORT,
    centre: centreZero,
    least: (model) => 1.25 * model.on_power,
    f: () => 1.4,
  },
  { name: "most_attempts", sorts: ["regular"], centre: centreZero, least: () => 3, f: () => 1.3 },
  { name: "most_starts", sorts: ["regular"], centre: centreZero, least: () => 3, f: () => 1.3 },
  {
    name: "greatest_duty",
    sorts: ["regular"],
    centre: (model) => model.duty,
    least: (model) => 0.15 * model.duty,
    f: () => 1.8,
  },
  {
    name: "greatest_base",
    sorts: ["regular", "on demand", "constant"],
    centre: (model, sort) => (sort === "constant" ? model.on_power : model.off_level),
    least: (model, sort) => BASE_WIDTH[sort](model),
    f: () => 1.6,
  },
  {
    name: "longest_unchanged",
    sorts: ["regular", "on demand", "constant"],
    centre: centreZero,
    least: () => 15,
    f: () => 1.75,
  },
];

const sortOf = ({ cycles, on_demand: onDemand }) => {
  if (cycles) return onDemand ? "on demand" : "regular";
  return onDemand ? "hardly used" : "constant";
};

const applying = (model) => FEATURES.map((_, nr) => nr).filter((nr) => model.cycles || !FEATURES[nr].cycles);

/** Distance of a standardised row to its nearest cluster, over the features numbered in `known`. */
const nearest = (row, known, clusters) => {
  let least = Infinity;
  let cluster = 0;
  clusters.forEach(({ coordinates }, nr) => {
    const squared = known.reduce((sum, feature) => sum + (row[feature] - coordinates[feature]) ** 2, 0);
    if (squared < least) {
      least = squared;
      cluster = nr;
    }
  });
  // Scaled to ten features, so that one limit serves however many are known.
  return { distance: known.length ? Math.sqrt((least * 10) / known.length) : 0, cluster };
};

/**
 * How far from the nearest cluster the features of a fault can lie.
 * @param {Model} model
 * @returns {number} standard deviations
 */
export const reach = (model) => {
  const known = applying(model);
  const standardised = (end, nr) => {
    const value = clamp(single(single(end - model.mean[nr]) / model.spread[nr]), -8, 8);
    return (Math.sign(value) * Math.round(Math.abs(value) * 16)) / 16;
  };
  const chosen = [];
  const other = [];
  for (const nr of known) {
    const ends = [standardised(FEATURES[nr].far(model), nr), standardised(0, nr)];
    const [far, zero] = ends.map((end) =>
      Math.min(...model.clusters.map(({ coordinates }) => Math.abs(end - coordinates[nr]))),
    );
    [chosen[nr], other[nr]] = far >= zero ? ends : ends.reverse();
  }
  const rows = [chosen, ...known.map((nr) => Object.assign([...chosen], { [nr]: other[nr] }))];
  return Math.max(...rows.map((row) => nearest(row, known, model.clusters).distance));
};

const rateOf = (sensitivity) => clamp(sensitivity, 0.1, 10);

const cautionOf = (model, sensitivity) => {
  const byTime = 0.3 * Math.log2(216 / Math.min(model.hours, 216));
  return Math.max(1 + byTime - 0.15 * Math.log2(rateOf(sensitivity)), 0.3);
};

/**
 * @param {Model} model
 * @param {number} sensitivity  false alarms a month, 0.1 to 10
 * @returns {Limits}
 */
export const limits = (model, sensitivity) => {
  const rate = rateOf(sensitivity);
  const blocks = Math.max((730.5 * 60) / (rate * model.block_minutes), 1);
  const usual = Math.max(
    model.block_mean + model.block_scale * (Math.log(blocks) - 0.57721566),
    model.block_max * (1.2 - 0.2 * Math.log10(rate)),
    0.125,
  );
  return { distance: Math.min(1.8 * usual, 0.9 * reach(model)), caution: cautionOf(model, sensitivity) };
};

/** From where on a gauge's score, in which sort of appliance, is above the threshold. */
const gaugeLimit = ({ name, centre, least, f, below }, model, sort, caution) => {
  const middle = centre(model, sort);
  const sign = below ? -1 : 1;
  const width = Math.max(sign * (model[name] - middle), least(model, sort));
  return { middle, sign, limit: middle + sign * width * (1 + (f(sort) - 1) * caution) };
};

/**
 * What is unusual of each gauge that is compared.
 * @param {Model} model
 * @param {number} sensitivity  false alarms a month, 0.1 to 10
 * @returns {Record<string, number>} by the name of the extreme; of `least_power` what is less is unusual, and it
 *   is left out where no power is so little
 */
export const gaugeLimits = (model, sensitivity) => {
  const sort = sortOf(model);
  const caution = cautionOf(model, sensitivity);
  const compared = GAUGES.filter(({ sorts }) => sorts.includes(sort));
  return Object.fromEntries(
    compared
      .map((gauge) => [gauge.name, gaugeLimit(gauge, model, sort, caution).limit])
      .filter(([, limit]) => limit > 0),
  );
};

/** Samples much denser or rarer than the donor's show other peaks. */
const comparable = (interval, model) => {
  if (!(interval > 0)) return true;
  const ratio = interval / model.interval;
  return ratio < 6 && 6 * ratio > 1;
};

/**
 * Scores a minute by itself: without vote and drift, which need what was before (Watch, Drift).
 * @param {Minute} minute
 * @param {Model} model
 * @param {number} sensitivity  false alarms a month, 0.1 to 10
 * @param {Limits} [known]      limits(model, sensitivity), for who scores many minutes
 * @returns {{distance: number, cluster: number, shape: number, gaugeScores: number[], score: number}}
 *   distance in standard deviations; cluster counts from 0; the others have 1.0 as threshold
 */
export const score = (minute, model, sensitivity, known = limits(model, sensitivity)) => {
  const alike = comparable(minute.interval, model);
  const sort = sortOf(model);
  const features = minute.features.map(rounded);
  if (!alike) features[PEAK] = null;
  const knownFeatures = applying(model).filter((nr) => features[nr] !== null);
  const row = [];
  for (const nr of knownFeatures) {
    row[nr] = clamp((FEATURES[nr].toOwn(features[nr], model) - model.mean[nr]) / model.spread[nr], -8, 8);
  }
  const { distance, cluster } = nearest(row, knownFeatures, model.clusters);
  // People start what is used on demand whenever they like: its shape says nothing (and its limit may be 0).
  const shape = model.on_demand ? 0 : distance / known.distance;
  const gaugeScores = GAUGES.map((gauge, nr) => {
    const value = rounded(minute.gauges[nr]);
    if (value === null || !gauge.sorts.includes(sort)) return 0;
    if (!alike && (nr === GREATEST_PEAK || nr === MOST_ATTEMPTS)) return 0;
    const { middle, sign, limit } = gaugeLimit(gauge, model, sort, known.caution);
    return Math.max((sign * (value - middle)) / (sign * (limit - middle)), 0);
  });
  return { distance, cluster, shape, gaugeScores, score: Math.max(shape, ...gaugeScores) };
};

/** The vote: what is published minute by minute, and whether there is an anomaly. */
export class Watch {
  static WINDOW = 15;
  static NEEDED = 8;
  /** @type {number[]} shapes of the last measured minutes */
  shapes = [];
  anomaly = false;
  quiet = 0;

  /**
   * @param {number} shape   of this minute
   * @param {number} others  the greatest of its gauge scores and the drift
   * @param {boolean} [measured]  for at least 30 s; else the minute is passed over
   * @returns {{score: number|null, anomaly: boolean}} null: there is no score
   */
  minute(shape, others, measured = true) {
    if (!measured) return { score: null, anomaly: this.anomaly };
    this.shapes = [...this.shapes, shape].slice(-Watch.WINDOW);
    const voted = [...this.shapes].sort((a, b) => b - a)[Watch.NEEDED - 1] ?? 0;
    const score = Math.max(voted, others);
    this.quiet = score > 1 ? 0 : this.quiet + 1;
    if (score > 1) this.anomaly = true;
    else if (this.quiet >= Watch.WINDOW) this.anomaly = false;
    const published = this.anomaly || this.shapes.length >= Watch.NEEDED;
    return { score: published ? score : null, anomaly: this.anomaly };
  }
}

/** The tier of days: a two-sided CUSUM whose usual value follows the season. */
export class Drift {
  static BEYOND = 5;
  static MINUTES = 60;
  /** the drift's score now */
  score = 0;
  /** sums of [on-phase, off-phase, power] */
  more = [0, 0, 0];
  less = [0, 0, 0];
  #last = null;
  #minutes = 0;

  /** @param {Model} model @param {number} caution of limits() */
  constructor(model, caution) {
    this.known = model.day_on !== 0;
    this.caution = caution;
    this.spread = model.day_spread;
    /** usual values, log2 */
    this.usual = [model.day_on, model.day_off, model.day_power].map(Math.log2);
  }

  get #beyond() {
    return Math.max(...this.more, ...this.less) > Drift.BEYOND;
  }

  #startAgain() {
    if (!this.#beyond) return;
    this.more = [0, 0, 0];
    this.less = [0, 0, 0];
    this.usual = this.#last;
  }

  /**
   * A day of 24 measured hours is over.
   * @param {number[]} day  its on-phase and off-phase in minutes, its mean power in W
   * @returns {number} the drift's score until the next day
   */
  day(day) {
    if (!this.known) return 0;
    this.#startAgain();
    const x = day.map((value) => Math.log2(Math.max(value, 0.06)));
    const z = x.map((value, nr) => clamp((value - this.usual[nr]) / this.spread[nr], -4, 4));
    this.more = z.map((value, nr) => Math.max(this.more[nr] + value - 1.5, 0));
    this.less = z.map((value, nr) => Math.max(this.less[nr] - value - 1.5, 0));
    if (!this.#beyond) {
      this.usual = this.usual.map((usual, nr) =>
        Math.abs(z[nr]) < 4 ? usual + 0.2 * (x[nr] - usual) : usual,
      );
    }
    this.#last = x;
    this.#minutes = 0;
    this.score = Math.max(...this.more, ...this.less) / (Drift.BEYOND * this.caution);
    return this.score;
  }

  /** A minute has passed since: what is beyond counts for an hour only. @returns {number} the drift's score */
  minute() {
    this.#minutes += 1;
    if (this.#minutes > Drift.MINUTES && this.#beyond) {
      this.#startAgain();
      this.score = 0;
    }
    return this.score;
  }
}
