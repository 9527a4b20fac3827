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

/** A file of products: looked through first, then stored. */
export const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/products/import",
  component: lazyRouteComponent(() => import("./Import.tsx"), "Import"),
});

export const productRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/products/$sku",
  component: lazyRouteComponent(() => import("./Product.tsx"), "ProductDetail"),
});

export const productsNav: NavEntry = {
  to: "/products",
  label: { ja: "商品", en: "Products" },
  icon: "box",
  section: "manage",
};
