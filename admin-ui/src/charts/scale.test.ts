import { expect, test } from "vitest";
import { along, axisTicks, funnelWidths, labelledDays, linePath, roundedTop } from "./scale.ts";

test("labels are spread and never more than asked for", () => {
  expect(labelledDays(30, 5)).toEqual([0, 6, 12, 18, 24]);
  expect(labelledDays(3, 10)).toEqual([0, 1, 2]);
  expect(labelledDays(0, 5)).toEqual([]);
});

test("the axis ends at a round figure", () => {
  expect(roundedTop([{ day: "2026-11-21", values: [937, 12] }])).toBe(1000);
  expect(roundedTop([{ day: "2026-11-21", values: [0] }])).toBeGreaterThan(0);
});

test("things that are counted are never marked in parts", () => {
  const day = "2026-11-21";
  expect(axisTicks(1, [{ day, values: [1, 0] }])).toEqual([0, 1]);
  expect(axisTicks(2, [{ day, values: [2] }])).toEqual([0, 1, 2]);
  expect(axisTicks(1000, [{ day, values: [937] }])).toEqual([0, 200, 400, 600, 800, 1000]);
  expect(axisTicks(1, [{ day, values: [0.25] }])).toContain(0.2);
});

test("a small step of a funnel can still be seen, and an empty one is empty", () => {
  expect(funnelWidths([27_110, 6_310, 1, 0])).toEqual([100, expect.closeTo(23.28, 1), 0.8, 0]);
});

test("days are spread from end to end, and one alone stands in the middle", () => {
  expect([0, 1, 2].map((place) => along(place, 3, 50, 250))).toEqual([50, 150, 250]);
  expect(along(0, 1, 50, 250)).toBe(150);
  expect(linePath([0, 1].map((place) => [along(place, 2, 0, 10), place]))).toBe("M0,0L10,1");
  expect(linePath([])).toBe("");
});
