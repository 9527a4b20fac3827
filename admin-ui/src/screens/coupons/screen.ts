import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceIn, dayIn, type TableSearch, tableSearch, textIn } from "../../parts/search.ts";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

export const COUPON_STATES = ["ISSUED", "USED_UP", "EXPIRED", "REVOKED"] as const;

/** What the list of coupons keeps in its address; `q` is a code, an e-mail address or an order's number. */
export interface CouponSearch extends TableSearch {
  state?: (typeof COUPON_STATES)[number];
  rule?: string;
  /** First day of issue, and last. */
  since?: string;
  until?: string;
}

export const couponsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/coupons",
  validateSearch: (raw: Record<string, unknown>): CouponSearch => ({
    ...tableSearch(raw),
    state: choiceIn(raw.state, COUPON_STATES),
    rule: textIn(raw.rule),
    since: dayIn(raw.since),
    until: dayIn(raw.until),
  }),
  component: lazyRouteComponent(() => import("./Coupons.tsx"), "Coupons"),
});

export const couponRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/coupons/$couponId",
  component: lazyRouteComponent(() => import("./Coupon.tsx"), "CouponDetail"),
});

export const couponsNav: NavEntry = {
  to: "/coupons",
  label: { ja: "クーポン", en: "Coupons" },
  icon: "ticket",
  section: "daily",
};
