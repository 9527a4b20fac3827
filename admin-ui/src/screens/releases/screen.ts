import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { tableSearch } from "../../parts/search.ts";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

export const releasesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/releases",
  validateSearch: tableSearch,
  component: lazyRouteComponent(() => import("./Releases.tsx"), "Releases"),
});

export const releasesNav: NavEntry = {
  to: "/releases",
  label: { ja: "公開", en: "Releases" },
  icon: "release",
  section: "manage",
};
