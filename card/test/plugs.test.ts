import { describe, expect, test } from "vitest";
import { colourNames, withEdges } from "../src/colours";
import { stub, suggestion } from "../src/form";
import { plugWith } from "../src/plugs";
import { hasChanged, situationOf, toneOf, worstFirst } from "../src/situation";
import { FACTS, hassWith, plugNamed } from "./home";

describe("situations", () => {
  test("worst is an anomaly, and what is well is last by its score", () => {
    const names = ["Well", "Uneasy", "Away", "Learner", "Sick"];
    const hass = hassWith({
      "sensor.well_status": "watching",
      "sensor.well_score": "0.1",
      "sensor.uneasy_status": "watching",
      "sensor.uneasy_score": "0.9",
      "sensor.away_status": "unavailable",
      "sensor.learner_status": "learning",
      "sensor.sick_status": "watching",
      "binary_sensor.sick_anomaly": "on",
    });
    const sorted = worstFirst(hass, names.map(plugNamed)).map(({ name }) => name);
    expect(sorted).toEqual(["Sick", "Away", "Learner", "Uneasy", "Well"]);
    expect(toneOf(situationOf(hass, plugNamed("Sick")))).toBe("bad");
  });

  test("a plug without a status is away", () => {
    expect(situationOf(hassWith(), plugNamed("New"))).toBe("offline");
  });

  test("only what is shown is drawn again", () => {
    const hass = hassWith({ "sensor.a": "1", "sensor.b": "1" });
    const other = { ...hass, states: { ...hass.states, "sensor.b": undefined } };
    expect(hasChanged(hass, other, ["sensor.a", undefined])).toBe(false);
    expect(hasChanged(hass, other, ["sensor.b"])).toBe(true);
    expect(hasChanged(undefined, hass, [])).toBe(true);
    expect(hasChanged(hass, { ...hass, themes: {} }, [])).toBe(true);
  });
});

describe("colours", () => {
  test("are of the phase, and stronger the longer it lasts", () => {
    expect(colourNames(FACTS.clusters)).toEqual(["off-1", "on-2", "on-1"]);
  });

  test("an edge has the colour of what begins with it", () => {
    const names = ["off-1", "on-1"];
    expect(withEdges([1, 1, 2, 1], [0, 80, 80, 80], names, 100)).toEqual([1, 2, 2, 1]);
  });
});

describe("the card picker", () => {
  const hass = {
    ...hassWith({ "sensor.power": "1", "light.x": "on" }),
    entities: {
      "binary_sensor.anomaly": { entity_id: "binary_sensor.anomaly", platform: "diol", device_id: "d" },
      "sensor.score": { entity_id: "sensor.score", platform: "diol", device_id: "d" },
      "sensor.power": { entity_id: "sensor.power", platform: "esphome", device_id: "d" },
      "light.x": { entity_id: "light.x", platform: "hue", device_id: "d" },
    },
  };
  hass.states["sensor.power"]!.attributes.device_class = "power";

  test("offers the card for what belongs to a plug, and for nothing else", () => {
    const config = { type: "custom:diol-card", entity: "binary_sensor.anomaly" };
    expect(suggestion(hass, "sensor.score")).toEqual({ config });
    expect(suggestion(hass, "sensor.power")).toEqual({ config });
    expect(suggestion(hass, "light.x")).toBeNull();
  });

  test("begins with a plug there is", () => {
    expect(stub(hass)).toEqual({ type: "custom:diol-card", entity: "binary_sensor.anomaly" });
    expect(stub(hassWith())).toEqual({ type: "custom:diol-card" });
  });
});

test("a plug is found by any of its entities", () => {
  const plugs = ["A", "B"].map(plugNamed);
  expect(plugWith(plugs, "sensor.b_score")?.name).toBe("B");
  expect(plugWith(plugs, "sensor.b_power")?.name).toBe("B");
  expect(plugWith(plugs, "sensor.c_power")).toBeUndefined();
});
