import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceIn, type TableSearch, tableSearch } from "../../parts/search.ts";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

export const OFFER_STATES = [
  "DECIDED",
  "SHOWN",
  "CLICKED",
  "SUCCEEDED",
  "FAILED",
  "DECLINED",
  "EXPIRED",
  "MISSED",
] as const;

/** Not plain figures: those would stand in the address in quotation marks. */
export const LENGTHS = ["7d", "30d", "90d"] as const;

/** What the screens of offers keep in the address. */
export interface OffersSearch extends TableSearch {
  range?: (typeof LENGTHS)[number];
  state?: (typeof OFFER_STATES)[number];
}

function offersSearch(raw: Record<string, unknown>): OffersSearch {
  return {
    ...tableSearch(raw),
    range: choiceIn(raw.range, LENGTHS),
    state: choiceIn(raw.state, OFFER_STATES),
  };
}

export const offersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/offers",
  validateSearch: offersSearch,
  component: lazyRouteComponent(() => import("./Offers.tsx"), "Offers"),
});

/** One offer's results: counters, days, and every time it was made. */
export const offerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/offers/$rule",
  validateSearch: offersSearch,
  component: lazyRouteComponent(() => import("./OfferResults.tsx"), "OfferResults"),
});

export const offersNav: NavEntry = {
  to: "/offers",
  label: { ja: "アップセル", en: "Offers" },
  icon: "offer",
  section: "daily",
};
