import { expect, test } from "vitest";
import { dayPlus, rangeOf, statsSearch } from "./range.ts";

test("a range counts today in and ends before tomorrow", () => {
  expect(rangeOf({ range: "7d" }, "2026-12-03")).toEqual({
    since: "2026-11-27",
    until: "2026-12-04",
    days: 7,
  });
});

test("a range of one's own includes its last day", () => {
  const range = rangeOf({ range: "custom", from: "2026-02-27", to: "2026-03-01" }, "2026-12-03");
  expect(range).toEqual({ since: "2026-02-27", until: "2026-03-02", days: 3 });
});

test("days in the wrong order, or too many, are mended", () => {
  const wrong = rangeOf({ range: "custom", from: "2026-03-02", to: "2026-03-01" }, "2026-12-03");
  expect(wrong.days).toBe(30);
  const long = rangeOf({ range: "custom", from: "2020-01-01", to: "2026-03-01" }, "2026-12-03");
  expect([long.days, long.until]).toEqual([366, "2026-03-02"]);
});

test("what is no day is left out of the address", () => {
  expect(statsSearch({ from: "2026-13-45", to: "soon", range: "9" })).toEqual({});
  expect(dayPlus("2026-03-01", -1)).toBe("2026-02-28");
});
