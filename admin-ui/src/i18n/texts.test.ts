import { expect, test } from "vitest";
import { plural, texts } from "./texts.ts";

test("a catalogue gives the same keys in both languages", () => {
  const both = texts({
    ja: { title: "ルール", count: (n: number) => `全 ${n} 件` },
    en: { title: "Rules", count: (n) => plural(n, "rule") },
  });
  expect(both.ja.count(3)).toBe("全 3 件");
  expect(both.en.count(3)).toBe("3 rules");
});

test("English counts have their own form for one", () => {
  expect(plural(1, "rule")).toBe("1 rule");
  expect(plural(1200, "entry", "entries")).toBe("1,200 entries");
});
