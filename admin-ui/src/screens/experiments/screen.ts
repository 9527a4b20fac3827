import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

export const experimentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/experiments",
  component: lazyRouteComponent(() => import("./Experiments.tsx"), "Experiments"),
});

/** One experiment: what is said first, then its arms and how they compare. */
export const experimentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/experiments/$name",
  component: lazyRouteComponent(() => import("./OneExperiment.tsx"), "OneExperiment"),
});

export const experimentsNav: NavEntry = {
  to: "/experiments",
  label: { ja: "実験", en: "Experiments" },
  icon: "chart",
  section: "manage",
};
