import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceIn } from "../../parts/search.ts";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";
import { LENGTHS } from "../stats/range.ts";

export interface HomeSearch {
  range?: (typeof LENGTHS)[number];
}

/** `/admin/`: what needs somebody today. */
export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch: (raw: Record<string, unknown>): HomeSearch => ({ range: choiceIn(raw.range, LENGTHS) }),
  component: lazyRouteComponent(() => import("./Home.tsx"), "Home"),
});

export const homeNav: NavEntry = {
  to: "/",
  label: { ja: "ホーム", en: "Home" },
  icon: "home",
  section: "daily",
};
