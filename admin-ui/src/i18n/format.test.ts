import { expect, test } from "vitest";
import {
  formatDay,
  formatDuration,
  formatInstant,
  formatMoney,
  formatRelative,
  formatShare,
  formatUntil,
} from "./format.ts";

test("yen have no decimals and the half-width sign", () => {
  expect(formatMoney({ amount: 1234, currency: "JPY" })).toBe("¥1,234");
  expect(formatMoney({ amount: -500, currency: "JPY" })).toBe("−¥500");
});

test("dollars have two decimals, from whole cents", () => {
  expect(formatMoney({ amount: 123456, currency: "USD" })).toBe("$1,234.56");
});

test("an instant stands on the shop's clock", () => {
  expect(formatInstant("2026-11-21T09:15:00.000Z", "Asia/Tokyo")).toBe("2026/11/21 18:15");
  expect(formatInstant("2026-11-21T15:00:00.000Z", "Asia/Tokyo")).toBe("2026/11/22 00:00");
});

test("an exclusive end is shown as the last minute that counts", () => {
  expect(formatUntil("2026-12-05T15:00:00.000Z", "Asia/Tokyo")).toBe("2026/12/05 23:59");
});

test("a day is written with slashes", () => {
  expect(formatDay("2026-11-21")).toBe("2026/11/21");
});

test("a duration shows its two largest units", () => {
  expect(formatDuration(2 * 86_400 + 4 * 3600 + 59, "ja")).toBe("2 日 4 時間");
  expect(formatDuration(61, "en")).toBe("1 min 1 s");
  expect(formatDuration(86_400 + 30, "en")).toBe("1 d");
  expect(formatDuration(0, "ja")).toBe("0 秒");
});

test("relative times look both ways", () => {
  const now = new Date("2026-11-21T09:15:00Z");
  expect(formatRelative("2026-11-21T09:10:00Z", now, "ja")).toBe("5 分前");
  expect(formatRelative("2026-11-21T11:15:00Z", now, "en")).toBe("in 2 h");
  expect(formatRelative("2026-11-21T09:15:10Z", now, "en")).toBe("just now");
});

test("a share of nothing is a dash", () => {
  expect(formatShare(1, 4)).toBe("25.0%");
  expect(formatShare(0, 0)).toBe("–");
});
