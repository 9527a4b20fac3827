import { expect, test } from "vitest";
import { cycleText } from "./cycle.ts";

test("a cycle is said in the language of the page", () => {
  expect(cycleText("P1M", "ja")).toBe("1か月");
  expect(cycleText("P1M", "en")).toBe("month");
  expect(cycleText("P14D", "en")).toBe("14 days");
  expect(cycleText("PT12H", "en")).toBe("PT12H");
});
