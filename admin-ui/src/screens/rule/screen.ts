import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceIn, textIn } from "../../parts/search.ts";
import { rootRoute } from "../../shell/root.ts";

export const TABS = ["edit", "preview", "tests", "read", "history"] as const;
export type Tab = (typeof TABS)[number];

export interface RuleSearch {
  /** Name of the block to begin at. */
  rule?: string;
  /** Line to begin at, from 1. */
  line?: number;
  tab?: Tab;
}

/** One file of the working copy: `/rules/rules.otoku?rule=thanks-coupon`. */
export const ruleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/rules/$file",
  validateSearch: (raw: Record<string, unknown>): RuleSearch => ({
    rule: textIn(raw.rule),
    line: lineIn(raw.line),
    tab: choiceIn(raw.tab, TABS),
  }),
  component: lazyRouteComponent(() => import("./RuleEditor.tsx"), "RuleEditor"),
});

function lineIn(value: unknown): number | undefined {
  const line = Number(value);
  return Number.isSafeInteger(line) && line > 0 ? line : undefined;
}
