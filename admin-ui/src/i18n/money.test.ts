import { expect, test } from "vitest";
import { readMoney } from "./money.ts";

test("money is read as people type it, in minor units and without floats", () => {
  expect(readMoney("１２，０００ 円", "JPY")).toBe(12000);
  expect(readMoney("49.5", "USD")).toBe(4950);
  expect(readMoney("$1,234.56", "USD")).toBe(123456);
  expect(readMoney("0.29", "USD")).toBe(29);
});

test("what is no money, negative, or finer than the currency is none", () => {
  for (const typed of ["", "abc", "-5", "1.5.0", "10.5"]) expect(readMoney(typed, "JPY")).toBeNull();
  expect(readMoney("1.005", "USD")).toBeNull();
});
