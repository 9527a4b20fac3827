import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceIn, type TableSearch, tableSearch } from "../../parts/search.ts";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

/** What the list of orders keeps in its address; `q` is a buyer's address or an order's number. */
export interface OrderSearch extends TableSearch {
  recovered?: (typeof RECOVERED)[number];
}

export const RECOVERED = ["YES", "NO"] as const;

export const ordersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/orders",
  validateSearch: (raw: Record<string, unknown>): OrderSearch => ({
    ...tableSearch(raw),
    recovered: choiceIn(raw.recovered, RECOVERED),
  }),
  component: lazyRouteComponent(() => import("./Orders.tsx"), "Orders"),
});

/** One order by the shop's own number. */
export const orderRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/orders/$orderId",
  component: lazyRouteComponent(() => import("./Order.tsx"), "OrderDetail"),
});

export const ordersNav: NavEntry = {
  to: "/orders",
  label: { ja: "注文", en: "Orders" },
  icon: "list",
  section: "manage",
};
