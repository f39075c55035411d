/**
 * Reads and writes model texts, as docs/model-format.md specifies them. The vectors in tests/vectors hold it to what plugs
 * do.
 *
 * @typedef {object} Cluster
 * @property {number} minutes spent in it while learning
 * @property {number[]} coordinates of each feature, in standard deviations from its mean
 *
 * @typedef {object} Model the fields of the standard under their names: powers in W, times in minutes, flags as booleans
 * @property {Cluster[]} clusters
 */

const PREFIX = "DIoL1.";
const MAX_LENGTH = 255;
const MAX_BYTES = 186;
const HEADER_BYTES = 89;
const CLUSTER_BYTES = 11;
const CRC_BYTES = 4;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const FLAGS = ["provisional", "adapted", "cycles", "on_demand"];
export const EXTREMES = [
  "longest_on", "longest_off", "greatest_power", "least_power", "greatest_floor_on", "greatest_floor_off",
  "greatest_peak", "most_attempts", "most_starts", "greatest_duty", "greatest_base", "longest_unchanged",
];
export const DAYS = ["day_on", "day_off", "day_power"];
/** Fields in the order of the layout, behind the flags: name, type, how many (none: a number by itself). */
const LAYOUT = [
  ["feature_set", "u8"], ["interval", "u8"], ["clusters", "u8"], ["hours", "u16"],
  ...["on_power", "off_level", "on_time", "off_time", "duty", "starts"].map((name) => [name, "uf16"]),
  ["block_minutes", "u8"], ["blocks", "u8"],
  ...["block_mean", "block_scale", "block_max", ...EXTREMES, ...DAYS].map((name) => [name, "uf16"]),
  ["day_spread", "uf8", 3], ["mean", "uf16", 10], ["spread", "uf8", 10],
];
const BYTES = { u8: 1, u16: 2, uf8: 1, uf16: 2 };
export const FEATURES = 10;
export const [DUTY, PEAK, UNCHANGED] = [5, 8, 9];
const WITHOUT_CYCLES = [4, PEAK, UNCHANGED];
export const CLIP = 8;
const STEPS = 16; // of a coordinate, in a standard deviation

/** A text that is refused: the standard's code, and its values. */
export class ModelTextError extends Error {
  constructor(code, values = {}) {
    super([code, ...Object.entries(values).map(([key, value]) => `${key}=${value}`)].join(" "));
    this.code = code;
    this.values = values;
  }
}

/** Minifloats: bits of the mantissa, and of what is behind the point. */
const MINIFLOATS = { uf16: [11, 18], uf8: [4, 10] };

function decodeFloat(code, type) {
  const [bits, fraction] = MINIFLOATS[type];
  const exponent = code >> bits;
  const mantissa = code & ((1 << bits) - 1);
  return exponent === 0 ? mantissa * 2 ** -fraction : ((1 << bits) + mantissa) * 2 ** (exponent - 1 - fraction);
}

function encodeFloat(value, type) {
  const [bits, fraction] = MINIFLOATS[type];
  const greatest = 2 ** (8 * BYTES[type]) - 1;
  if (!(value > 0)) return 0;
  const steps = value * 2 ** fraction;
  const exponent = Math.max(0, Math.floor(Math.log2(steps)) - bits);
  // A mantissa that is rounded up to the next power of two carries into the exponent, as it should.
  return Math.min((exponent << bits) + Math.floor(steps / 2 ** exponent + 0.5), greatest);
}

function checksum(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const prefixBytes = () => [...PREFIX].map((character) => character.charCodeAt(0));

/**
 * Reads a model text.
 * @param {string} text
 * @returns {Model}
 * @throws {ModelTextError} if a plug would refuse it
 */
export function parse(text) {
  const bytes = payloadOf(text);
  const length = lengthOf(text);
  if (bytes.length < sizeOf(1) || bytes.length > MAX_BYTES) throw new ModelTextError("bad_length", { length });
  const view = new DataView(Uint8Array.from(bytes).buffer);
  const end = bytes.length - CRC_BYTES;
  if (view.getUint32(end) !== checksum([...prefixBytes(), ...bytes.slice(0, end)])) {
    throw new ModelTextError("bad_checksum");
  }
  if (bytes[0] >> FLAGS.length) throw new ModelTextError("bad_value", { field: "flags" });
  const model = Object.fromEntries(FLAGS.map((flag, bit) => [flag, Boolean((bytes[0] >> bit) & 1)]));
  let at = 1;
  const read = (type) => {
    const code = BYTES[type] === 2 ? view.getUint16(at) : view.getUint8(at);
    at += BYTES[type];
    return type in MINIFLOATS ? decodeFloat(code, type) : code;
  };
  for (const [name, type, count] of LAYOUT) {
    model[name] = count ? Array.from({ length: count }, () => read(type)) : read(type);
  }
  if (model.feature_set !== 1) throw new ModelTextError("unknown_features", { set: model.feature_set });
  if (model.clusters < 1 || model.clusters > 8) throw new ModelTextError("bad_value", { field: "clusters" });
  if (bytes.length !== sizeOf(model.clusters)) throw new ModelTextError("bad_length", { length });
  model.block_minutes *= 10;
  model.clusters = Array.from({ length: model.clusters }, () => ({
    minutes: read("uf8") * 16,
    coordinates: Array.from({ length: FEATURES }, () => view.getInt8(at++) / STEPS),
  }));
  checkRanges(model);
  checkNotBlind(model);
  return model;
}

/**
 * Writes a model: its only text.
 * @param {Model} model
 * @returns {string}
 */
export function format(model) {
  const bytes = [FLAGS.reduce((sum, flag, bit) => sum | (Number(model[flag]) << bit), 0)];
  const write = (value, type) => {
    const code = type in MINIFLOATS ? encodeFloat(value, type) : value;
    if (BYTES[type] === 2) bytes.push(code >> 8);
    bytes.push(code & 255);
  };
  const whole = { ...model, clusters: model.clusters.length, block_minutes: model.block_minutes / 10 };
  for (const [name, type] of LAYOUT) [whole[name]].flat().forEach((value) => write(value, type));
  for (const { minutes, coordinates } of model.clusters) {
    write(minutes / 16, "uf8");
    coordinates.forEach((coordinate) => bytes.push(nearest(coordinate * STEPS) & 255));
  }
  const crc = checksum([...prefixBytes(), ...bytes]);
  return PREFIX + encode64([...bytes, ...[24, 16, 8, 0].map((shift) => (crc >>> shift) & 255)]);
}

/** The sort of appliance, which decides what is compared: regular, on_demand, constant or hardly_used. */
export function sortOf(model) {
  if (model.cycles) return model.on_demand ? "on_demand" : "regular";
  return model.on_demand ? "hardly_used" : "constant";
}

/** Numbers of the features that apply to the appliance. */
export const featuresOf = (model) => (model.cycles ? [...Array(FEATURES).keys()] : WITHOUT_CYCLES);

/** A value of a feature in own units as standard deviations from its mean, cut off. In single precision, as plugs do. */
export function standardise(value, feature, model) {
  const off = Math.fround(Math.fround(value - model.mean[feature]) / model.spread[feature]);
  return Math.min(Math.max(off, -CLIP), CLIP);
}

/** How far from all clusters the features of a fault can lie, in standard deviations. */
export function reach(model) {
  const features = featuresOf(model);
  const far = [4.5, 4.5, 4.5, 4.5, 4, Math.fround(1 / model.duty), 1, 4, 4.5, 13.25];
  const steps = (value, feature) => nearest(standardise(value, feature, model) * STEPS);
  const gap = (end, feature) =>
    Math.min(...model.clusters.map(({ coordinates }) => Math.abs(end - coordinates[feature] * STEPS)));
  const ends = features.map((feature) => {
    const [low, high] = [steps(0, feature), steps(far[feature], feature)];
    return gap(high, feature) >= gap(low, feature) ? [high, low] : [low, high];
  });
  const chosen = ends.map(([end]) => end);
  const rows = [chosen, ...ends.map(([, other], i) => replaced(chosen, i, other))];
  const squares = rows.map((row) =>
    Math.min(
      ...model.clusters.map(({ coordinates }) =>
        features.reduce((sum, feature, i) => sum + (row[i] - coordinates[feature] * STEPS) ** 2, 0),
      ),
    ),
  );
  return Math.sqrt((Math.max(...squares) * FEATURES) / features.length) / STEPS;
}

const replaced = (list, at, value) => list.map((item, i) => (i === at ? value : item));

/** Halves away from zero. */
const nearest = (value) => Math.sign(value) * Math.floor(Math.abs(value) + 0.5);

const sizeOf = (clusters) => HEADER_BYTES + clusters * CLUSTER_BYTES + CRC_BYTES;

/** Bytes of UTF-8, which are the characters of all but texts that are refused. */
const lengthOf = (text) => new TextEncoder().encode(text).length;

function payloadOf(text) {
  const start = /^DIoL([1-9][0-9]?)\./.exec(text);
  if (!start) throw new ModelTextError("not_a_model");
  if (start[1] !== "1") throw new ModelTextError("newer_version", { version: Number(start[1]) });
  const length = lengthOf(text);
  if (length > MAX_LENGTH) throw new ModelTextError("too_long", { length });
  const digits = [...text.slice(PREFIX.length)].map((character) => ALPHABET.indexOf(character));
  const bad = digits.indexOf(-1);
  if (bad >= 0) throw new ModelTextError("bad_character", { position: PREFIX.length + bad });
  const bytes = [];
  let bits = 0;
  let count = 0;
  for (const digit of digits) {
    bits = (bits << 6) | digit;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 255);
      bits &= (1 << count) - 1;
    }
  }
  if (digits.length % 4 === 1 || bits !== 0) throw new ModelTextError("bad_length", { length });
  return bytes;
}

function encode64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = Math.min(bytes.length - at, 3) + 1;
    for (let i = 0; i < digits; i += 1) text += ALPHABET[(group >> (18 - 6 * i)) & 63];
  }
  return text;
}

const within = (value, low, high) => value >= low && value <= high;

function checkRanges(model) {
  const { cycles, on_power: power } = model;
  const none = [0, 0];
  const ranges = {
    longest_on: cycles ? [0.05, 40320] : none, longest_off: cycles ? [0.05, 40320] : none,
    greatest_power: [power, 32768], least_power: [0, power],
    greatest_floor_on: [0, 32768], greatest_floor_off: cycles ? [0, 32768] : none, greatest_peak: [0, 65536],
    most_attempts: cycles ? [0, 1000] : none, most_starts: cycles ? [0, 1000] : none,
    greatest_duty: cycles ? [0, 1] : none, greatest_base: [0, 32768], longest_unchanged: [0, 40320],
  };
  const known = model.day_on !== 0;
  const regular = sortOf(model) === "regular";
  const day = (name, most) => (known ? regular && within(model[name], 0.05, most) : model[name] === 0);
  const of = (name, low, high) => (cycles ? within(model[name], low, high) : model[name] === 0);
  const checks = [
    ["interval", model.interval >= 1], ["hours", model.hours >= 1],
    ["on_power", within(power, 0.05, 32768)], ["off_level", model.off_level < power],
    ["on_time", of("on_time", 0.05, 20160)], ["off_time", of("off_time", 0.05, 20160)],
    ["duty", of("duty", 0.0001, 1)], ["starts", of("starts", 0.0005, 60)],
    ["block_minutes", model.block_minutes >= 1], ["blocks", model.blocks >= 1],
    ...EXTREMES.map((name) => [name, within(model[name], ...ranges[name])]),
    ["day_on", day("day_on", 20160)], ["day_off", day("day_off", 20160)], ["day_power", day("day_power", 32768)],
    ["day_spread", model.day_spread.every((spread) => spread > 0 === known)],
    ["spread", model.spread.every((spread) => spread > 0)],
    ["coordinate", model.clusters.every(({ coordinates }) => coordinates.every((at) => at > -8))],
  ];
  for (const [field, good] of checks) if (!good) throw new ModelTextError("bad_value", { field });
}

function checkNotBlind(model) {
  const power = model.on_power;
  const settled = model.hours >= 48;
  const longest = settled ? 20160 : 10080;
  const sort = sortOf(model);
  const most = {
    longest_on: longest, longest_off: longest, longest_unchanged: longest,
    greatest_power: 20 * power, greatest_floor_on: 20 * power, greatest_base: 20 * power,
    greatest_floor_off: power, greatest_peak: 1000 * power, most_attempts: 100, most_starts: 100,
  };
  const least = sort === "constant" ? (settled ? 0.65625 : 0.78125) * power : 0;
  const checks = [
    ["block_mean", model.block_mean <= 16], ["block_scale", model.block_scale <= 4],
    ["block_max", model.block_max <= 16],
    ...EXTREMES.map((name) => [name, name === "least_power" ? model[name] >= least : !(model[name] > most[name])]),
    ["day_spread", Math.max(...model.day_spread) <= 1],
    ["spread", model.spread.every((spread, j) => spread <= (j === UNCHANGED ? 16 : 8))],
    ["reach", model.on_demand || reach(model) >= 4],
  ];
  for (const [field, good] of checks) if (!good) throw new ModelTextError("blind_model", { field });
}
