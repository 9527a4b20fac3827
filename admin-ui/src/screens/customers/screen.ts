import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceIn, type TableSearch, tableSearch } from "../../parts/search.ts";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

export const ABANDONED = ["YES", "NO"] as const;

/** What the list of customers keeps in its address. */
export interface CustomerSearch extends TableSearch {
  abandoned?: (typeof ABANDONED)[number];
}

export const customersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/customers",
  validateSearch: (raw: Record<string, unknown>): CustomerSearch => ({
    ...tableSearch(raw),
    abandoned: choiceIn(raw.abandoned, ABANDONED),
  }),
  component: lazyRouteComponent(() => import("./Customers.tsx"), "Customers"),
});

export const ACTS = ["REQUESTED", "GIVEN", "WITHDRAWN"] as const;

/** What the ledger of consents keeps in its address; `q` is an address or a telephone number. */
export interface ConsentSearch extends TableSearch {
  act?: (typeof ACTS)[number];
}

/** Who agreed to advertising, and who took it back. */
export const consentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/customers/consents",
  validateSearch: (raw: Record<string, unknown>): ConsentSearch => ({
    ...tableSearch(raw),
    act: choiceIn(raw.act, ACTS),
  }),
  component: lazyRouteComponent(() => import("./consents/Consents.tsx"), "Consents"),
});

/** What is held about one person; `q` is an address, a telephone number, or `id:` and the shop's own number. */
export const privacyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/customers/privacy",
  validateSearch: (raw: Record<string, unknown>): TableSearch => tableSearch(raw),
  component: lazyRouteComponent(() => import("./privacy/Privacy.tsx"), "Privacy"),
});

export const customersNav: NavEntry = {
  to: "/customers",
  label: { ja: "お客様", en: "Customers" },
  icon: "user",
  section: "manage",
};
