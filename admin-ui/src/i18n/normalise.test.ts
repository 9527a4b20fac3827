import { expect, test } from "vitest";
import { folded, readCode, readWhole } from "./normalise.ts";

test("full-width figures are figures", () => {
  expect(readWhole("１，２００")).toBe(1200);
  expect(readWhole(" 1,200 ")).toBe(1200);
  expect(readWhole("ー５")).toBe(-5);
});

test("what is no whole number is none", () => {
  expect(readWhole("12.5")).toBeNull();
  expect(readWhole("")).toBeNull();
  expect(readWhole("12個")).toBeNull();
});

test("a code loses width, case and dashes", () => {
  expect(readCode("７ｋ２ｍ‑9qxd ")).toBe("7K2M9QXD");
});

test("katakana and half-width kana are found by hiragana", () => {
  expect(folded("クーポン")).toBe(folded("くーぽん"));
  expect(folded("ｸｰﾎﾟﾝ")).toBe(folded("クーポン"));
});
