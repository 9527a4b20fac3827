import { expect, test } from "vitest";
import { announcement, clockText } from "./countdown.ts";

test("the figures never show more than is left and end at zero", () => {
  expect(clockText(600_000)).toBe("10:00");
  expect(clockText(599_001)).toBe("10:00");
  expect(clockText(65_000)).toBe("1:05");
  expect(clockText(4_145_000)).toBe("1:09:05");
  expect(clockText(-5)).toBe("0:00");
});

test("five minutes, one and the last are said aloud, and nothing between", () => {
  expect(announcement(6 * 60_000)).toBe(5);
  expect(announcement(5 * 60_000)).toBeNull();
  expect(announcement(2 * 60_000)).toBe(1);
  expect(announcement(60_000)).toBe(0);
});
