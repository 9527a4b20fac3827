import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceIn, dayIn, type TableSearch, tableSearch } from "../../parts/search.ts";

import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

export const LEFT_AT = ["CART", "CONFIRM", "FORM"] as const;
export const PAGES = ["SHOP", "LP"] as const;
export const YES_NO = ["YES", "NO"] as const;

/** What the list of carts keeps in its address; `q` is an e-mail address. Left ones are shown if nothing is said. */
export interface CartSearch extends TableSearch {
  abandoned?: "ANY" | "NO";
  recovered?: (typeof YES_NO)[number];
  left?: (typeof LEFT_AT)[number];
  page?: (typeof PAGES)[number];
  /** First day on which it was left, and last; those of the totals too. */
  since?: string;
  until?: string;
}

export const cartsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/carts",
  validateSearch: (raw: Record<string, unknown>): CartSearch => ({
    ...tableSearch(raw),
    abandoned: choiceIn(raw.abandoned, ["ANY", "NO"]),
    recovered: choiceIn(raw.recovered, YES_NO),
    left: choiceIn(raw.left, LEFT_AT),
    page: choiceIn(raw.page, PAGES),
    since: dayIn(raw.since),
    until: dayIn(raw.until),
  }),
  component: lazyRouteComponent(() => import("./Carts.tsx"), "Carts"),
});

export const cartsNav: NavEntry = {
  to: "/carts",
  label: { ja: "カゴ落ち", en: "Left carts" },
  icon: "cart",
  section: "daily",
};
