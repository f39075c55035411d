import { describe, expect, test } from "vitest";
import { duration, moment, percent, power, starts } from "../src/format";
import { localize, wordsOf } from "../src/i18n";
import { de } from "../src/i18n/de";
import { en } from "../src/i18n/en";
import { es } from "../src/i18n/es";
import { fr } from "../src/i18n/fr";
import { nl } from "../src/i18n/nl";
import { sentences } from "../src/words";
import { FACTS, hassWith } from "./home";

const hass = hassWith();
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe("languages", () => {
  test.each(Object.entries({ de, es, fr, nl }))("%s fills in what English does", (_, words) => {
    for (const [key, text] of Object.entries(en)) {
      expect(placeholders(words[key as keyof typeof en]), key).toEqual(placeholders(text));
    }
  });

  test.each(Object.entries({ de, es, fr, nl }))("%s is not English", (_, words) => {
    const same = Object.entries(en).filter(([key, text]) => words[key as keyof typeof en] === text);
    expect(same.length).toBeLessThan(15);
  });

  test("of a country are those of the language, and others are English", () => {
    expect(wordsOf("de-CH")).toBe(de);
    expect(wordsOf("fi")).toBe(en);
    expect(localize(hassWith({}, "nl"), "update_to", { version: 3 })).toBe("Bijwerken naar versie 3");
  });
});

describe("numbers", () => {
  test("have the digits that people say", () => {
    expect([0, 0.07, 0.4, 84.5, 1250].map((watts) => power(hass, watts))).toEqual([
      "0 W",
      "0.07 W",
      "0.4 W",
      "85 W",
      "1.3 kW",
    ]);
    expect(power(hassWith({}, "de"), 0.4)).toBe("0,4 W");
    expect([0.005, 0.28, 0.995].map((share) => percent(hass, share))).toEqual(["< 1 %", "28 %", "> 99 %"]);
  });

  test.each([
    [0.4, "24 s"],
    [13.2, "13 min"],
    [190, "3 h 10 min"],
    [1440 * 9, "9 days"],
    [0, "0 s"],
  ])("%f minutes are %s", (minutes, said) => {
    expect(duration(hass, minutes)).toBe(said);
  });

  test("of starts are counted in the shortest time that has one", () => {
    expect([2, 0.5, 0.01].map((perHour) => starts(hass, perHour))).toEqual([
      "2 starts an hour",
      "12 starts a day",
      "a start every 4 days",
    ]);
  });
});

test("a moment of another day has its day", () => {
  const noon = Date.parse("2026-11-05T12:00:00Z") / 1000;
  expect(moment(hass, noon, noon + 3600)).toBe("12:00");
  expect(moment(hass, noon, noon + 86400)).toMatch(/^Thu.* 12:00$/);
  expect(moment(hass, noon, noon + 30 * 86400)).toMatch(/^Nov 5.* 12:00$/);
});

test("a model is told in words", () => {
  expect(sentences(hass, FACTS)).toEqual([
    "Cycles about every 58 min: on for 17 min at 85 W, off for 41 min at 1.3 W.",
    "On 28 % of the time, 1 starts an hour.",
    "Longest on 48 min, longest off 1 h 15 min.",
    "Greatest reading 700 W.",
    "Learnt in 9 days from readings every 10 s.",
  ]);
  const constant = { ...FACTS, sort: "constant" as const, cycle: null };
  expect(sentences(hass, constant)[0]).toBe("Always on at 85 W.");
});
