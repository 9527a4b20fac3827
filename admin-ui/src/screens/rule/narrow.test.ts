import { expect, test } from "vitest";
import { newlinesOf, opened, stored } from "./newlines.ts";
import { narrowed } from "./text/narrowed.ts";

test("only what differs is replaced", () => {
  expect(narrowed("a\nb\nc\n", "a\nB\nc\n")).toEqual({ from: 2, to: 3, insert: "B" });
  expect(narrowed("aaa", "aaaa")).toEqual({ from: 3, to: 3, insert: "a" });
  expect(narrowed("same", "same")).toBeNull();
});

test("a file keeps its line ends through the editor", () => {
  for (const text of ["a\r\nb\r\n", "a\nb\n", "a\r\nb\n", "", "a\rb\n"]) {
    const newlines = newlinesOf(text);
    expect(stored(opened(text, newlines), newlines)).toBe(text);
  }
  expect(newlinesOf("a\r\nb\n")).toBe("mixed");
});
