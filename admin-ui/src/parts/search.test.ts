import { expect, test } from "vitest";
import { choiceIn, fromTheStart, pageVariables, tableSearch, textIn } from "./search.ts";

test("an address that was typed by hand harms nothing", () => {
  expect(tableSearch({ q: 123, sort: "", cols: ["x"], after: null })).toEqual({ q: "123" });
  expect(choiceIn("nonsense", ["live", "paused"])).toBeUndefined();
  expect(textIn("x".repeat(500))).toHaveLength(200);
});

test("a page backwards asks for the last rows before the cursor", () => {
  expect(pageVariables({ before: "c" }, 20)).toEqual({ first: null, after: null, last: 20, before: "c" });
  expect(pageVariables({}, 20)).toEqual({ first: 20, after: null, last: null, before: null });
});

test("a new filter leaves the page that was open", () => {
  expect(fromTheStart({ q: "tea" })).toEqual({ q: "tea", after: undefined, before: undefined });
});
