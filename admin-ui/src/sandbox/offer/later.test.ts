import { describe, expect, it } from "vitest";
import { later } from "./later.ts";

const shown = { state: "SHOWN" } as const;
const clicked = { state: "CLICKED" } as const;
const sold = { state: "SUCCEEDED" } as const;

describe("later", () => {
  it("goes on with what goes on", () => {
    expect(later(null, shown)).toBe(shown);
    expect(later<typeof shown | typeof clicked>(shown, clicked)).toBe(clicked);
    expect(later<typeof clicked | typeof sold>(clicked, sold)).toBe(sold);
  });

  it("never goes back, whichever answer comes last", () => {
    expect(later<typeof shown | typeof clicked>(clicked, shown)).toBe(clicked);
    expect(later<typeof clicked | typeof sold>(sold, clicked)).toBe(sold);
  });

  it("keeps what it knows when an answer brings nothing, and takes the newer of two that are equal", () => {
    const again = { state: "SHOWN" } as const;
    expect(later(shown, null)).toBe(shown);
    expect(later<typeof shown>(shown, again)).toBe(again);
  });
});
