import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { tableSearch } from "../../parts/search.ts";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

export const productsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/products",
  validateSearch: tableSearch,
  component: lazyRouteComponent(() => import("./Products.tsx"), "Products"),
});

export const productsNav: NavEntry = {
  to: "/products",
  label: { ja: "商品", en: "Products" },
  icon: "box",
  section: "manage",
};
