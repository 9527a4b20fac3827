import { expect, test } from "vitest";
import { freeName, freePath, ruleName, templatesFor } from "./starter.ts";

test("a new rule never takes the name or the file of another", () => {
  expect(freeName("sale", ["sale", "sale-2"])).toBe("sale-3");
  expect(freePath("sale", ["sale.otoku", "templates/sale.ja.liquid"])).toBe("sale-2.otoku");
  expect(freePath("春 の/セール", [])).toBe("春-の-セール.otoku");
});

test("a starter's rule has the name of its block", () => {
  expect(ruleName('coupon "thank-you" {\n  title "x"\n}\n')).toBe("thank-you");
});

test("a template that the shop has stays its own", () => {
  const file = { path: "templates/thanks.ja.liquid", text: "new" };
  expect(templatesFor([file], [file.path])).toEqual([]);
  expect(templatesFor([file], [])).toEqual([file]);
});
