import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";
import { caseSearch } from "./case.ts";

export const simulatorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/simulator",
  validateSearch: caseSearch,
  component: lazyRouteComponent(() => import("./Simulator.tsx"), "Simulator"),
});

export const simulatorNav: NavEntry = {
  to: "/simulator",
  label: { ja: "シミュレーター", en: "Simulator" },
  icon: "play",
  section: "daily",
};
