import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";
import { statsSearch } from "./range.ts";

export const statsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/stats",
  validateSearch: statsSearch,
  component: lazyRouteComponent(() => import("./Stats.tsx"), "Stats"),
});

export const statsNav: NavEntry = {
  to: "/stats",
  label: { ja: "効果測定", en: "Figures" },
  icon: "chart",
  section: "daily",
};
