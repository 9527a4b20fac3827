import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { textIn } from "../../../parts/search.ts";
import { rootRoute } from "../../../shell/root.ts";

export interface NewRuleSearch {
  /** Name of the starter that was chosen. */
  starter?: string;
}

export const newRuleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/rules/new",
  validateSearch: (raw: Record<string, unknown>): NewRuleSearch => ({ starter: textIn(raw.starter) }),
  component: lazyRouteComponent(() => import("./NewRule.tsx"), "NewRule"),
});
