import { describe, expect, test } from "vitest";
import { areaPath, greatest, heightOf, linePath, pathsByCluster, runsOf } from "../src/paths";

const BOX = { width: 40, height: 10 };

describe("runs", () => {
  test("end where the cluster changes and where nothing is known", () => {
    expect(runsOf([1, 2, null, 3, 4], [1, 1, 1, 2, 1])).toEqual([
      { from: 0, to: 2, cluster: 1 },
      { from: 3, to: 4, cluster: 2 },
      { from: 4, to: 5, cluster: 1 },
    ]);
  });

  test("have no cluster where the plug tells none", () => {
    expect(runsOf([1, 2], [null, null])).toEqual([{ from: 0, to: 2, cluster: 0 }]);
  });

  test("of one cluster become one path", () => {
    const runs = runsOf([1, 1, 1], [1, 2, 1]);
    const paths = pathsByCluster(runs, ({ from }) => `${from};`);
    expect([...paths]).toEqual([
      [1, "0;2;"],
      [2, "1;"],
    ]);
  });
});

describe("paths", () => {
  test("a line is flat while nothing changes and steps where it does", () => {
    expect(linePath({ from: 0, to: 2, cluster: 1 }, [5, 10], [5, 10], BOX, 10)).toBe("M0 5H20V0H40");
  });

  test("what happened within a column is a stroke in it", () => {
    expect(linePath({ from: 0, to: 1, cluster: 1 }, [0], [10], BOX, 10)).toBe("M0 0H20V10V0H40");
  });

  test("an area is closed at the bottom and leaves out what repeats", () => {
    expect(areaPath({ from: 0, to: 4, cluster: 1 }, [5, 5, 5, 10], BOX, 10)).toBe("M0 10H0V5H30V0H40V10Z");
  });

  test("what is beyond the height is cut off at its edge", () => {
    expect(areaPath({ from: 0, to: 1, cluster: 0 }, [99], { width: 4, height: 10 }, 10)).toBe(
      "M0 10H0V0H4V10Z",
    );
  });
});

describe("height", () => {
  test("is that of the greatest if it is not far from the others", () => {
    expect(heightOf([50, 80, null, 90])).toBe(90);
    expect(heightOf([])).toBe(0);
    expect(greatest([null])).toBe(0);
  });

  test("leaves a few spikes out, so that the rest is seen", () => {
    const values = [...Array(98).fill(80), 900, 700];
    expect(heightOf(values)).toBe(120);
  });

  test("is that of what is seldom on", () => {
    const values = [...Array(98).fill(0), 900, 900];
    expect(heightOf(values)).toBe(900);
  });
});
