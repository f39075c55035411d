/**
 * Scores of minutes and days under a model, as docs/model-format.md specifies them, in double precision: within the
 * standard's tolerance of what plugs say.
 *
 * @typedef {object} Minute
 * @property {(number|null)[]} features as measured, in the standard's order; null is unknown
 * @property {(number|null)[]} gauges the same
 * @property {number|null} interval usual seconds between the samples, null when unknown
 */

import { DAYS, EXTREMES, FEATURES, PEAK, UNCHANGED, featuresOf, reach, sortOf, standardise } from "./model-text.js";

const MONTH_MINUTES = 730.5 * 60;
const EULER = 0.57721566;
const VOTES = 15;
const MIN_VOTES = 8;
const CLEAR_MINUTES = 15;

const greatest = (...values) => Math.max(...values.flat());

/**
 * What distances and gauges are held against.
 * @returns {{distance: number, caution: number}} in standard deviations; a factor
 */
export function limits(model, sensitivity) {
  const rate = Math.min(Math.max(sensitivity, 0.1), 10);
  const blocks = Math.max(MONTH_MINUTES / (rate * model.block_minutes), 1);
  const level = model.block_mean + model.block_scale * (Math.log(blocks) - EULER);
  const floor = model.block_max * (1.2 - 0.2 * Math.log10(rate));
  const caution = 1 + 0.3 * Math.log2(216 / Math.min(model.hours, 216)) - 0.15 * Math.log2(rate);
  return {
    distance: Math.min(1.8 * greatest(level, floor, 0.125), 0.9 * reach(model)),
    caution: Math.max(caution, 0.3),
  };
}

/**
 * Scores a minute by itself, without a vote and without drift.
 * @param {Minute} minute
 * @returns {{distance: number, cluster: number, shape: number, gaugeScores: number[], score: number}}
 */
export function score(minute, model, sensitivity) {
  const limit = limits(model, sensitivity);
  const comparable = isComparable(minute.interval, model);
  const { distance, cluster } = nearestCluster(minute.features, model, comparable);
  const shape = model.on_demand ? 0 : distance / limit.distance;
  const gaugeScores = EXTREMES.map((name, i) => gaugeScore(name, minute.gauges[i], model, limit.caution, comparable));
  return { distance, cluster, shape, gaugeScores, score: greatest(shape, gaugeScores) };
}

function isComparable(interval, model) {
  if (interval === null) return true;
  const ratio = interval / model.interval;
  return ratio < 6 && 6 * ratio > 1;
}

/** A feature as measured, in the appliance's own units. */
function inOwnUnits(value, feature, model) {
  const log = (x) => Math.log2(1 + x);
  const units = ["on_time", "off_time", "on_time", "off_time", "on_power", "duty", "on_power", "starts", "on_power"];
  const own = feature === UNCHANGED ? value : value / model[units[feature]];
  return feature < 4 || feature >= PEAK ? log(own) : own;
}

function nearestCluster(features, model, comparable) {
  const known = featuresOf(model).filter((j) => features[j] !== null && (comparable || j !== PEAK));
  const row = known.map((j) => standardise(inOwnUnits(features[j], j, model), j, model));
  const squares = model.clusters.map(({ coordinates }) =>
    known.reduce((sum, j, i) => sum + (row[i] - coordinates[j]) ** 2, 0),
  );
  const least = Math.min(...squares);
  return {
    distance: known.length ? Math.sqrt((least * FEATURES) / known.length) : 0,
    cluster: squares.indexOf(least),
  };
}

/** Where, from which centre, at least how wide and how strictly a gauge is compared. */
function gaugeOf(name, model) {
  const { on_power: power, off_level: off, duty } = model;
  const sort = sortOf(model);
  const [constant, onDemand] = [sort === "constant", model.on_demand];
  const used = ["regular", "on_demand", "constant"];
  const steady = ["regular", "constant"];
  const standby = onDemand ? 2 + 0.001 * power : 1 + 0.015 * power;
  const margin = (constant ? 0.1 : 0.04) * power;
  const gauges = {
    longest_on: [["regular", "on_demand"], 0, 0, onDemand ? 2 : 1.35],
    longest_off: [["regular"], 0, 0, 1.35],
    greatest_power: [steady, power, margin, 1.8],
    least_power: [steady, power, -margin, 1.8],
    greatest_floor_on: [[sort], 0, power, onDemand ? 1.35 : 1.1],
    greatest_floor_off: [["regular"], off, 1 + 0.015 * power, 1.5],
    greatest_peak: [[sort], 0, 1.25 * power, 1.4],
    most_attempts: [["regular"], 0, 3, 1.3],
    most_starts: [["regular"], 0, 3, 1.3],
    greatest_duty: [["regular"], duty, 0.15 * duty, 1.8],
    greatest_base: [used, constant ? power : off, constant ? 0.1 * power : standby, 1.6],
    longest_unchanged: [used, 0, 15, 1.75],
  };
  const [sorts, centre, leastWidth, strictness] = gauges[name];
  return { applies: sorts.includes(sort), centre, leastWidth, strictness };
}

function gaugeScore(name, value, model, caution, comparable) {
  const { applies, centre, leastWidth, strictness } = gaugeOf(name, model);
  const bound = name === "greatest_peak" || name === "most_attempts";
  if (value === null || !applies || (bound && !comparable)) return 0;
  const width = (leastWidth < 0 ? Math.min : Math.max)(model[name] - centre, leastWidth);
  return Math.max((value - centre) / (width * (1 + (strictness - 1) * caution)), 0);
}

/** Minutes one after the other: the published score, and whether there is an anomaly. */
export class Watch {
  constructor(model, sensitivity) {
    Object.assign(this, { model, sensitivity, shapes: [], anomaly: false, below: 0 });
  }

  /**
   * @param {Minute} minute the next one that was measured
   * @returns {{score: number|null, anomaly: boolean}}
   */
  add(minute) {
    const { shape, gaugeScores } = score(minute, this.model, this.sensitivity);
    this.shapes = [...this.shapes, shape].slice(-VOTES);
    const voted = [...this.shapes].sort((a, b) => b - a)[MIN_VOTES - 1] ?? 0;
    const published = greatest(voted, gaugeScores);
    this.below = published > 1 ? 0 : this.below + 1;
    if (published > 1) this.anomaly = true;
    else if (this.below >= CLEAR_MINUTES) this.anomaly = false;
    const known = this.shapes.length >= MIN_VOTES || this.anomaly;
    return { score: known ? published : null, anomaly: this.anomaly };
  }
}

/** Days one after the other: the drift's score after each. */
export class Drift {
  constructor(model, sensitivity) {
    this.caution = limits(model, sensitivity).caution;
    this.spread = model.day_spread;
    this.usual = DAYS.map((name) => Math.log2(model[name]));
    this.last = this.usual;
    this.clear();
  }

  clear() {
    [this.more, this.less, this.told] = [[0, 0, 0], [0, 0, 0], false];
  }

  /** @param {{day_on: number, day_off: number, day_power: number}} day in minutes and W */
  add(day) {
    if (this.told) {
      this.usual = this.last;
      this.clear();
    }
    const found = DAYS.map((name) => Math.log2(Math.max(day[name], 0.06)));
    const deviations = found.map((x, q) => Math.min(Math.max((x - this.usual[q]) / this.spread[q], -4), 4));
    this.more = this.more.map((sum, q) => Math.max(sum + deviations[q] - 1.5, 0));
    this.less = this.less.map((sum, q) => Math.max(sum - deviations[q] - 1.5, 0));
    const sum = greatest(this.more, this.less);
    this.told = sum > 5;
    this.last = found;
    if (!this.told) {
      const follows = (q) => Math.abs(deviations[q]) < 4;
      this.usual = this.usual.map((usual, q) => usual + (follows(q) ? 0.2 * (found[q] - usual) : 0));
    }
    return sum / (5 * this.caution);
  }
}
