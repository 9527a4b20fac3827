import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { tableSearch } from "../../parts/search.ts";
import { rootRoute } from "../../shell/root.ts";

/** `/admin/parts`: the shared parts in all their states, for who builds screens. Not in the navigation. */
export const partsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/parts",
  validateSearch: tableSearch,
  component: lazyRouteComponent(() => import("./Parts.tsx"), "Parts"),
});
