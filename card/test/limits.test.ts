import { describe, expect, test } from "vitest";
import vectors from "../../tests/vectors/good.json";
import { rangesOf, scaleOf, type Range } from "../src/limits";
import { gaugeLimits, limits, score } from "../src/model-score.js";
import { parse } from "../src/model-text.js";
import { modelWith } from "./home";

const ORDER = [
  "longest_on",
  "longest_off",
  "greatest_power",
  "least_power",
  "greatest_floor_on",
  "greatest_floor_off",
  "greatest_peak",
  "most_attempts",
  "most_starts",
  "greatest_duty",
  "greatest_base",
  "longest_unchanged",
];

const GREATEST = 65536;

describe("the limit of a gauge is where its score is 1", () => {
  for (const { name, text } of vectors as { name: string; text: string }[]) {
    test(name, () => {
      const model = parse(text);
      for (const sensitivity of [0.1, 1, 10]) {
        for (const [gauge, limit] of Object.entries(gaugeLimits(model, sensitivity))) {
          // Beyond this, readings cannot be told.
          if (limit > GREATEST) continue;
          const gauges = ORDER.map((each) => (each === gauge ? limit : null));
          const minute = { features: Array(10).fill(null), gauges, interval: null };
          const found = score(minute, model, sensitivity, limits(model, sensitivity)).gaugeScores;
          expect(found[ORDER.indexOf(gauge)]).toBeCloseTo(1, 2);
        }
      }
    });
  }
});

describe("what is normal", () => {
  test("is shown with what is now only where that is", () => {
    const on = rangesOf(modelWith(), { watts: 85, on: true, since: 1000, begun: true }, 1600);
    expect(on.map(({ label, now }) => [label, now])).toEqual([
      ["on_time", 10],
      ["off_time", null],
      ["on_power", 85],
      ["standby", null],
    ]);
    const off = rangesOf(modelWith(), { watts: 1, on: false, since: 1000, begun: true }, 1600);
    expect(off.map(({ now }) => now)).toEqual([null, 10, null, 1]);
    expect(rangesOf(modelWith(), null, 0).every(({ now }) => now === null)).toBe(true);
  });

  test("has closer limits for who accepts more false alarms", () => {
    const [careful] = rangesOf(modelWith(0.1), null, 0);
    const [eager] = rangesOf(modelWith(10), null, 0);
    expect(eager.alarmAbove!).toBeLessThan(careful.alarmAbove!);
  });

  test("is drawn with room for what is not", () => {
    const range: Range = {
      label: "on_power",
      unit: "watts",
      usual: 85,
      least: 80,
      most: 90,
      alarmBelow: 75,
      alarmAbove: 95,
      now: null,
    };
    const at = scaleOf(range);
    expect(at(0)).toBe(0);
    expect(at(75)).toBeGreaterThan(0);
    expect(at(85)).toBeCloseTo(0.5);
    expect(at(95)).toBeLessThan(1);
    expect(at(9999)).toBe(1);
  });
});
