import { describe, expect, it } from "vitest";
import { dayAfter, instantOf } from "./zone.ts";

describe("days of the shop", () => {
  it("begin at midnight of its zone", () => {
    expect(instantOf("2026-11-21", "Asia/Tokyo")).toBe("2026-11-20T15:00:00.000Z");
    expect(instantOf("2026-11-21", "America/New_York")).toBe("2026-11-21T05:00:00.000Z");
  });

  it("have the offset of their own moment around a change of the clocks", () => {
    expect(instantOf("2026-03-08", "America/New_York")).toBe("2026-03-08T05:00:00.000Z");
    expect(instantOf("2026-03-08", "America/New_York", "12:00")).toBe("2026-03-08T16:00:00.000Z");
  });

  it("follow each other over the ends of months", () => {
    expect(dayAfter("2026-11-30")).toBe("2026-12-01");
    expect(dayAfter("2028-02-28")).toBe("2028-02-29");
  });
});
