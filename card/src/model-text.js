/**
 * The DIoL model text, version 1: reading and writing, from docs/model-format.md alone. No dependencies; browsers and
 * Node 18+.
 * Scoring is in model-score.js.
 *
 * @typedef {object} Cluster
 * @property {number} minutes      minutes spent in it
 * @property {number[]} coordinates  10, standard deviations from `mean`
 *
 * @typedef {object} Model  powers in W, times in minutes, shares 0 to 1
 * @property {boolean} provisional
 * @property {boolean} adapted
 * @property {boolean} cycles
 * @property {boolean} on_demand
 * @property {number} feature_set    always 1
 * @property {number} interval       seconds between the donor's samples
 * @property {number} hours          hours learnt
 * @property {number} block_minutes  minutes (not tens of them)
 * @property {number} blocks
 * @property {number[]} day_spread   3, octaves
 * @property {number[]} mean         10, own units
 * @property {number[]} spread       10, own units
 * @property {Cluster[]} clusters    1 to 8
 * and one number for each further name in FIELDS.
 */
import { reach } from "./model-score.js";

const FLAGS = ["provisional", "adapted", "cycles", "on_demand"];
const PREFIX = "DIoL1.";
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const LONGEST_TEXT = 255;
const FIXED_BYTES = 93;
const CLUSTER_BYTES = 11;

/** What has to be exactly 0 without `cycles`. */
const OF_CYCLES = new Set([
  "on_time",
  "off_time",
  "duty",
  "starts",
  "longest_on",
  "longest_off",
  "greatest_floor_off",
  "most_attempts",
  "most_starts",
  "greatest_duty",
]);

/** [name, type, least, greatest] in the order of the bytes; a string is the name of the field that bounds. */
const FIELDS = [
  ["feature_set", "u8", 1, 1],
  ["interval", "u8", 1, 255],
  ["clusters", "u8", 1, 8],
  ["hours", "u16", 1, 65535],
  ["on_power", "uf16", 0.05, 32768],
  ["off_level", "uf16", 0, "on_power"],
  ["on_time", "uf16", 0.05, 20160],
  ["off_time", "uf16", 0.05, 20160],
  ["duty", "uf16", 0.0001, 1],
  ["starts", "uf16", 0.0005, 60],
  ["block_minutes", "tens", 10, 2550],
  ["blocks", "u8", 1, 255],
  ["block_mean", "uf16", 0, Infinity],
  ["block_scale", "uf16", 0, Infinity],
  ["block_max", "uf16", 0, Infinity],
  ["longest_on", "uf16", 0.05, 40320],
  ["longest_off", "uf16", 0.05, 40320],
  ["greatest_power", "uf16", "on_power", 32768],
  ["least_power", "uf16", 0, "on_power"],
  ["greatest_floor_on", "uf16", 0, 32768],
  ["greatest_floor_off", "uf16", 0, 32768],
  ["greatest_peak", "uf16", 0, 65536],
  ["most_attempts", "uf16", 0, 1000],
  ["most_starts", "uf16", 0, 1000],
  ["greatest_duty", "uf16", 0, 1],
  ["greatest_base", "uf16", 0, 32768],
  ["longest_unchanged", "uf16", 0, 40320],
  ["day_on", "uf16", 0.05, 20160],
  ["day_off", "uf16", 0.05, 20160],
  ["day_power", "uf16", 0.05, 32768],
];
const DAYS = new Set(["day_on", "day_off", "day_power"]);

/** A text that is no model this reader may use. */
export class ModelTextError extends Error {
  /**
   * @param {string} code    one of section 9, e.g. `bad_checksum`
   * @param {object} values  e.g. {version: 2}, {length: 300}, {position: 17}, {set: 2}, {field: 'duty'}
   */
  constructor(code, values = {}) {
    super([code, ...Object.entries(values).map(([name, value]) => `${name} ${value}`)].join(", "));
    this.name = "ModelTextError";
    this.code = code;
    this.values = values;
  }
}

// Numbers: uf16 has 11 bits of mantissa, uf8 four. Exponents 0 and 1 share a step, as in IEEE 754.

const decodeFloat = (code, bits, bias) => {
  const exponent = code >> bits;
  const mantissa = code & ((1 << bits) - 1);
  return exponent ? ((1 << bits) + mantissa) * 2 ** (exponent - bias - 1) : mantissa * 2 ** -bias;
};
const encodeFloat = (value, bits, bias, greatest) => {
  if (!(value > 0)) return 0;
  // In steps of the least exponent; beyond 2^bits the steps double with each octave.
  const steps = Math.min(value, decodeFloat(greatest, bits, bias)) * 2 ** bias;
  let exponent = 0;
  while (steps >= 2 ** (bits + 1 + exponent)) exponent += 1;
  // A mantissa rounded up to the next octave carries into the exponent by itself.
  return Math.min(exponent * 2 ** bits + Math.floor(steps / 2 ** exponent + 0.5), greatest);
};
/** @param {number} code 0 to 65535 @returns {number} */
export const decodeUf16 = (code) => decodeFloat(code, 11, 18);
/** @param {number} value @returns {number} the code of the nearest uf16 */
export const encodeUf16 = (value) => encodeFloat(value, 11, 18, 0xffff);
const decodeUf8 = (code) => decodeFloat(code, 4, 10);
/** @param {number} value @returns {number} the code of the nearest uf8 */
export const encodeUf8 = (value) => encodeFloat(value, 4, 10, 0xff);
const whole = (value, greatest) => Math.min(Math.max(Math.round(value) || 0, 0), greatest);
const sixteenth = (value) => Math.sign(value) * Math.min(Math.round(Math.abs(value) * 16), 127) || 0;

/** CRC-32/ISO-HDLC, bit by bit: at most 187 bytes do not need a table. */
const crc32 = (bytes) => {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
};
/** Over the prefix too, so that a payload cannot be passed off as another version. */
const checksum = (bytes) => crc32([...PREFIX].map((letter) => letter.charCodeAt(0)).concat([...bytes]));

const fromBase64 = (payload) => {
  const bytes = [];
  let bits = 0;
  let held = 0;
  for (const letter of payload) {
    held = (held << 6) | ALPHABET.indexOf(letter);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(held >> bits);
      held &= (1 << bits) - 1;
    }
  }
  // Six left-over bits are a character too many; others have to be zero, so that a model has one text only.
  return bits < 6 && held === 0 ? Uint8Array.from(bytes) : null;
};
const toBase64 = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const three = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = Math.min(bytes.length - at, 3) + 1;
    for (let nr = 0; nr < letters; nr += 1) text += ALPHABET[(three >> (18 - 6 * nr)) & 63];
  }
  return text;
};

/** Reads and writes one value of each type at an offset of a DataView. */
const TYPES = {
  u8: {
    size: 1,
    get: (view, at) => view.getUint8(at),
    set: (view, at, value) => view.setUint8(at, whole(value, 255)),
  },
  tens: {
    size: 1,
    get: (view, at) => view.getUint8(at) * 10,
    set: (view, at, value) => view.setUint8(at, whole(value / 10, 255)),
  },
  u16: {
    size: 2,
    get: (view, at) => view.getUint16(at),
    set: (view, at, value) => view.setUint16(at, whole(value, 65535)),
  },
  uf16: {
    size: 2,
    get: (view, at) => decodeUf16(view.getUint16(at)),
    set: (view, at, value) => view.setUint16(at, encodeUf16(value)),
  },
  uf8: {
    size: 1,
    get: (view, at) => decodeUf8(view.getUint8(at)),
    set: (view, at, value) => view.setUint8(at, encodeUf8(value)),
  },
  uf8by16: {
    size: 1,
    get: (view, at) => decodeUf8(view.getUint8(at)) * 16,
    set: (view, at, value) => view.setUint8(at, encodeUf8(value / 16)),
  },
  int8: {
    size: 1,
    get: (view, at) => view.getInt8(at) / 16,
    set: (view, at, value) => view.setInt8(at, sixteenth(value)),
  },
};
/** Visits one value after the other, for reading and for writing alike: there is one description of the layout. */
const cursor = (view, offset) => {
  let at = offset;
  const step = (act) => (type, value) => {
    const result = TYPES[type][act](view, at, value);
    at += TYPES[type].size;
    return result;
  };
  return { read: step("get"), write: step("set") };
};

const refuse = (code, values) => {
  throw new ModelTextError(code, values);
};
const refuseField = (field) => refuse("bad_value", { field });

/** The bytes of a text whose form and checksum are right. */
const unwrap = (text) => {
  const prefix = /^DIoL([1-9][0-9]?)\./.exec(text) ?? refuse("not_a_model");
  const version = Number(prefix[1]);
  if (version !== 1) refuse("newer_version", { version });
  const { length } = new TextEncoder().encode(text);
  if (length > LONGEST_TEXT) refuse("too_long", { length });
  const payload = text.slice(PREFIX.length);
  // All before the first bad character is ASCII, so its index is its position in bytes.
  const bad = payload.search(/[^A-Za-z0-9_-]/);
  if (bad >= 0) refuse("bad_character", { position: PREFIX.length + bad });
  const bytes = fromBase64(payload);
  if (!bytes || bytes.length < FIXED_BYTES + CLUSTER_BYTES) refuse("bad_length", { length });
  const end = bytes.length - 4;
  if (new DataView(bytes.buffer).getUint32(end) !== checksum(bytes.subarray(0, end))) refuse("bad_checksum");
  return bytes;
};

const checkRanges = (model) => {
  const regular = model.cycles && !model.on_demand;
  const daysKnown = model.day_on !== 0;
  for (const [name, , least, greatest] of FIELDS) {
    if (name === "clusters" || name === "feature_set") continue;
    const value = model[name];
    const low = typeof least === "string" ? model[least] : least;
    const high = typeof greatest === "string" ? model[greatest] : greatest;
    const mustBeZero = (!model.cycles && OF_CYCLES.has(name)) || (DAYS.has(name) && !daysKnown);
    if (mustBeZero ? value !== 0 : value < low || value > high) refuseField(name);
    if (name === "off_level" && value === model.on_power) refuseField(name);
    if (name === "day_on" && daysKnown && !regular) refuseField(name);
  }
  if (model.day_spread.some((spread) => spread > 0 !== daysKnown)) refuseField("day_spread");
  if (model.spread.includes(0)) refuseField("spread");
  if (model.clusters.some((cluster) => cluster.coordinates.includes(-8))) refuseField("coordinate");
};

/** Refuses what could never report an anomaly. Most limits hold for every sort of appliance. */
const checkBlind = (model) => {
  const { on_power: power, hours, cycles, on_demand: onDemand } = model;
  const constant = !cycles && !onDemand;
  const short = hours < 48;
  const longest = short ? 10080 : 20160;
  const above = {
    block_mean: 16,
    block_scale: 4,
    block_max: 16,
    longest_on: longest,
    longest_off: longest,
    greatest_power: 20 * power,
    least_power: Infinity,
    greatest_floor_on: 20 * power,
    greatest_floor_off: power,
    greatest_peak: 1000 * power,
    most_attempts: 100,
    most_starts: 100,
    greatest_base: 20 * power,
    longest_unchanged: longest,
  };
  for (const [field, limit] of Object.entries(above)) {
    const tooLow = field === "least_power" && constant && model[field] < (short ? 0.78125 : 0.65625) * power;
    if (tooLow || model[field] > limit) refuse("blind_model", { field });
  }
  if (model.day_spread.some((spread) => spread > 1)) refuse("blind_model", { field: "day_spread" });
  if (model.spread.some((spread, nr) => spread > (nr === 9 ? 16 : 8)))
    refuse("blind_model", { field: "spread" });
  if (!onDemand && reach(model) < 4) refuse("blind_model", { field: "reach" });
};

/**
 * Reads a model text. Blanks around it are not stripped.
 * @param {string} text
 * @returns {Model}
 * @throws {ModelTextError} with the first that section 9 finds wrong
 */
export const parse = (text) => {
  const bytes = unwrap(text);
  const { read } = cursor(new DataView(bytes.buffer), 0);
  const flags = read("u8");
  if (flags >= 1 << FLAGS.length) refuseField("flags");
  const model = Object.fromEntries(FLAGS.map((name, bit) => [name, Boolean(flags & (1 << bit))]));
  for (const [name, type] of FIELDS) model[name] = read(type);
  const count = model.clusters;
  if (model.feature_set !== 1) refuse("unknown_features", { set: model.feature_set });
  if (count < 1 || count > 8) refuseField("clusters");
  if (bytes.length !== FIXED_BYTES + CLUSTER_BYTES * count) refuse("bad_length", { length: text.length });
  const several = (length, type) => Array.from({ length }, () => read(type));
  model.day_spread = several(3, "uf8");
  model.mean = several(10, "uf16");
  model.spread = several(10, "uf8");
  model.clusters = Array.from({ length: count }, () => ({
    minutes: read("uf8by16"),
    coordinates: several(10, "int8"),
  }));
  checkRanges(model);
  checkBlind(model);
  return model;
};

/**
 * Writes the one text of a model; numbers are rounded to what the text can hold.
 * @param {Model} model
 * @returns {string}
 * @throws {ModelTextError} if no reader would take the text
 */
export const format = (model) => {
  const bytes = new Uint8Array(FIXED_BYTES + CLUSTER_BYTES * model.clusters.length);
  const view = new DataView(bytes.buffer);
  const { write } = cursor(view, 0);
  write(
    "u8",
    FLAGS.reduce((flags, name, bit) => flags | (model[name] ? 1 << bit : 0), 0),
  );
  for (const [name, type] of FIELDS) write(type, name === "clusters" ? model.clusters.length : model[name]);
  for (const value of model.day_spread) write("uf8", value);
  for (const value of model.mean) write("uf16", value);
  for (const value of model.spread) write("uf8", value);
  for (const { minutes, coordinates } of model.clusters) {
    write("uf8by16", minutes);
    for (const value of coordinates) write("int8", value);
  }
  view.setUint32(bytes.length - 4, checksum(bytes.subarray(0, -4)));
  const text = PREFIX + toBase64(bytes);
  parse(text);
  return text;
};
