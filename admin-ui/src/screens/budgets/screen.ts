import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

export const budgetsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/budgets",
  component: lazyRouteComponent(() => import("./Budgets.tsx"), "Budgets"),
});

export const budgetsNav: NavEntry = {
  to: "/budgets",
  label: { ja: "予算", en: "Budgets" },
  icon: "coins",
  section: "manage",
};
