/** The reader and scorer in JavaScript, held to the conformance vectors. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "vitest";

import { Drift, Watch, limits, score } from "../src/model-score.js";
import { ModelTextError, encodeUf16, encodeUf8, format, parse } from "../src/model-text.js";

const TOLERANCE = 1e-4;
const vectors = (name) =>
  JSON.parse(readFileSync(new URL(`../../tests/vectors/${name}.json`, import.meta.url), "utf8"));

/** Compares numbers, lists of them and null, within the standard's tolerance. */
function assertClose(found, expected, what) {
  if (Array.isArray(expected)) {
    assert.equal(found.length, expected.length, what);
    expected.forEach((value, i) => assertClose(found[i], value, `${what}[${i}]`));
  } else if (expected === null) {
    assert.equal(found, null, what);
  } else {
    const off = Math.abs(found - expected);
    assert.ok(off <= TOLERANCE * Math.max(1, Math.abs(expected)), `${what} is ${found}, not ${expected}`);
  }
}

for (const good of vectors("good")) {
  test(`read, scored and written: ${good.name}`, () => {
    const model = parse(good.text);
    const flags = Object.fromEntries(
      ["provisional", "adapted", "cycles", "on_demand"].map((k) => [k, Number(model[k])]),
    );
    const { feature_set: set, ...fields } = { ...model, ...flags };
    assert.equal(set, 1);
    assert.deepEqual(fields, good.model);
    assert.equal(format(model), good.text);
    for (const { sensitivity, ...expected } of good.limits) {
      const found = limits(model, sensitivity);
      assertClose(
        [found.distance, found.caution],
        [expected.distance, expected.caution],
        `limits at ${sensitivity}`,
      );
    }
    good.minutes.forEach((minute, i) => {
      const found = score(minute, model, 1);
      assert.equal(found.cluster, minute.cluster);
      assertClose(
        [found.distance, found.shape, found.gaugeScores],
        [minute.distance, minute.shape, minute.gauge_scores],
        `minute ${i}`,
      );
      assertClose(
        [0.1, 1, 10].map((s) => score(minute, model, s).score),
        minute.scores,
        `scores of minute ${i}`,
      );
    });
    for (const expected of good.watches) {
      const watch = new Watch();
      const watched = expected.minutes.map((i) => {
        const { shape, gaugeScores } = score(good.minutes[i], model, 1);
        return watch.minute(shape, Math.max(...gaugeScores));
      });
      assertClose(
        watched.map((minute) => minute.score),
        expected.scores,
        "watch",
      );
      assert.deepEqual(
        watched.map((minute) => Number(minute.anomaly)),
        expected.anomaly,
      );
    }
    const drift = new Drift(model, limits(model, 1).caution);
    const days = good.days.map((day) => drift.day([day.day_on, day.day_off, day.day_power]));
    assertClose(
      days,
      good.days.map((day) => day.score),
      "days",
    );
  });
}

for (const { name, text, code, ...values } of vectors("bad")) {
  test(`refused: ${name}`, () => {
    assert.throws(
      () => parse(text),
      (error) => {
        assert.ok(error instanceof ModelTextError);
        assert.deepEqual({ code: error.code, values: error.values }, { code, values });
        return true;
      },
    );
  });
}

for (const [type, encode] of [
  ["uf16", encodeUf16],
  ["uf8", encodeUf8],
]) {
  test(`written as the nearest code: ${type}`, () => {
    for (const [value, code] of vectors("numbers")[type]) assert.equal(encode(value), code, `${value}`);
  });
}

test("a number that is a little off is noticed", () => {
  const [good] = vectors("good");
  const found = score(good.minutes[2], parse(good.text), 1).distance;
  assert.throws(() => assertClose(found, good.minutes[2].distance * 1.001, "distance"));
});
