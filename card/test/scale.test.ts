import { describe, expect, test } from "vitest";
import { niceMax, timeTicks, zoneOffset } from "../src/scale";

const at = (iso: string) => Date.parse(iso) / 1000;
const iso = (ticks: number[]) => ticks.map((t) => new Date(t * 1000).toISOString().slice(0, 16));

describe("times", () => {
  test("are round in the zone that is shown, whatever the machine's is", () => {
    const ticks = timeTicks(at("2026-11-01T10:00:00Z"), at("2026-11-02T10:00:00Z"), 4, "Asia/Kolkata");
    expect(iso(ticks)).toEqual([
      "2026-11-01T12:30",
      "2026-11-01T18:30",
      "2026-11-02T00:30",
      "2026-11-02T06:30",
    ]);
  });

  test("are round before and after the clocks are put back", () => {
    const ticks = timeTicks(at("2026-10-24T12:00:00Z"), at("2026-10-26T12:00:00Z"), 4, "Europe/Berlin");
    expect(iso(ticks)).toEqual([
      "2026-10-24T22:00",
      "2026-10-25T11:00",
      "2026-10-25T23:00",
      "2026-10-26T11:00",
    ]);
  });

  test("are at most as many as fit", () => {
    for (const days of [0.1, 1, 7, 31]) {
      for (const most of [2, 4, 9]) {
        const ticks = timeTicks(
          at("2026-11-01T00:00:00Z"),
          at("2026-11-01T00:00:00Z") + days * 86400,
          most,
          "UTC",
        );
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        expect(ticks.length).toBeGreaterThan(0);
      }
    }
  });

  test("know how far a zone is ahead", () => {
    expect(zoneOffset("America/New_York", at("2026-07-01T00:00:00Z"))).toBe(-4 * 3600);
    expect(zoneOffset("UTC", 0)).toBe(0);
  });
});

test("the greatest number of an axis is round, and so is its half", () => {
  expect([0, 0.7, 82, 101, 430, 2100].map(niceMax)).toEqual([1, 0.8, 100, 200, 600, 4000]);
});
