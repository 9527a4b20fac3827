import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceIn, dayIn, type TableSearch, tableSearch, textIn } from "../../parts/search.ts";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

export const CARD_STATES = ["UNASSIGNED", "ASSIGNED", "ACTIVE", "EXHAUSTED", "EXPIRED", "VOID"] as const;
export const SWITCHES = ["ON", "OFF"] as const;

/** What the list of gift cards keeps in its address; `q` is a code, an e-mail address or an order's number. */
export interface CardSearch extends TableSearch {
  campaign?: string;
  state?: (typeof CARD_STATES)[number];
  switch?: (typeof SWITCHES)[number];
  /** Name of the metadata that is searched, booking_id if nothing is said, and its exact value (S5.27). */
  meta?: string;
  value?: string;
}

export const cardsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/gift-cards",
  validateSearch: (raw: Record<string, unknown>): CardSearch => ({
    ...tableSearch(raw),
    campaign: textIn(raw.campaign),
    state: choiceIn(raw.state, CARD_STATES),
    switch: choiceIn(raw.switch, SWITCHES),
    meta: textIn(raw.meta),
    value: textIn(raw.value),
  }),
  component: lazyRouteComponent(() => import("./Cards.tsx"), "Cards"),
});

/** One card with its balance, ledger and life. */
export const cardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/gift-cards/$cardId",
  component: lazyRouteComponent(() => import("./Card.tsx"), "CardDetail"),
});

/** A file of refunds that becomes gift cards; `job` is the one that is looked at. */
export const bulkRefundRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/gift-cards/refund",
  validateSearch: (raw: Record<string, unknown>): { job?: string } => ({ job: textIn(raw.job) }),
  component: lazyRouteComponent(() => import("./refund/BulkRefund.tsx"), "BulkRefund"),
});

/** What cards hold at a moment, and what is refunded most; `day` is the last day that counts. */
export const balancesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/gift-cards/balances",
  validateSearch: (raw: Record<string, unknown>): { day?: string; meta?: string } => ({
    day: dayIn(raw.day),
    meta: textIn(raw.meta),
  }),
  component: lazyRouteComponent(() => import("./balances/Balances.tsx"), "Balances"),
});

/** Money that is more than one person may move alone, and how much that is. */
export const approvalsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/gift-cards/approvals",
  component: lazyRouteComponent(() => import("./approvals/Approvals.tsx"), "Approvals"),
});

export const cardsNav: NavEntry = {
  to: "/gift-cards",
  label: { ja: "ギフトカード", en: "Gift cards" },
  icon: "card",
  section: "daily",
};
