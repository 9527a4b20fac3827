import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceIn, type TableSearch, tableSearch, textIn } from "../../parts/search.ts";
import { rootRoute } from "../../shell/root.ts";

export const JOB_KINDS = ["EXPORT", "BULK_REFUND", "PRODUCT_IMPORT", "CARD_IMPORT", "COUPON_IMPORT"] as const;

/** What the list of jobs keeps in its address. */
export interface JobSearch extends TableSearch {
  kind?: (typeof JOB_KINDS)[number];
}

export const jobsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/jobs",
  validateSearch: (raw: Record<string, unknown>): JobSearch => ({
    ...tableSearch(raw),
    kind: choiceIn(raw.kind, JOB_KINDS),
  }),
  component: lazyRouteComponent(() => import("./Jobs.tsx"), "Jobs"),
});

/** Coupons and gift cards of another system, brought in with their codes. */
export const codesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/jobs/codes",
  validateSearch: (raw: Record<string, unknown>): { job?: string } => ({ job: textIn(raw.job) }),
  component: lazyRouteComponent(() => import("./codes/BringCodes.tsx"), "BringCodes"),
});
