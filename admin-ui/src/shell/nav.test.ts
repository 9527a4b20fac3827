import { expect, test } from "vitest";
import { type NavEntry, opened } from "./nav.ts";

const label = { ja: "", en: "" };
const entries: NavEntry[] = [
  { to: "/rules", label, icon: "rule", section: "daily" },
  { to: "/audit", label, icon: "shield", section: "manage", right: "audit" },
];

test("who may not open a screen is not led to it", () => {
  expect(opened(entries, ["read"]).map(({ to }) => to)).toEqual(["/rules"]);
  expect(opened(entries, ["read", "audit"]).map(({ to }) => to)).toEqual(["/rules", "/audit"]);
});
