import { expect, test } from "vitest";
import { ROW_HEIGHT, rowWindow } from "./useWindow.ts";

test("only the rows near the visible ones are drawn", () => {
  expect(rowWindow(0, 410, 10_000)).toEqual({ start: 0, end: 30 });
  expect(rowWindow(5_000 * ROW_HEIGHT, 410, 10_000)).toEqual({ start: 4_980, end: 5_030 });
});

test("the end of the list is the end of the window", () => {
  expect(rowWindow(9_995 * ROW_HEIGHT, 410, 10_000).end).toBe(10_000);
});

test("a list that became shorter leaves no window beyond it", () => {
  expect(rowWindow(9_000 * ROW_HEIGHT, 410, 600)).toEqual({ start: 600, end: 600 });
});
