import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceIn, type TableSearch, tableSearch } from "../../parts/search.ts";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

export const SEGMENTS = ["GENERAL", "BUYERS", "SUBSCRIBERS", "SEMINAR", "SALON"] as const;
export const READER_STATES = ["ACTIVE", "LEFT", "STOPPED_BY_REFUND"] as const;

/** What the lists keep in their address; `segment` is a tab (S2.5-10). */
export interface ListsSearch extends TableSearch {
  segment?: (typeof SEGMENTS)[number];
}

/** What one list keeps in its address; `q` is an e-mail address. */
export interface ReadersSearch extends TableSearch {
  state?: (typeof READER_STATES)[number];
  mobile?: "YES";
}

export const listsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/lists",
  validateSearch: (raw: Record<string, unknown>): ListsSearch => ({
    ...tableSearch(raw),
    segment: choiceIn(raw.segment, SEGMENTS),
  }),
  component: lazyRouteComponent(() => import("./Lists.tsx"), "Lists"),
});

/** One list: what fills it, its readers, a message to them. */
export const listRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/lists/$list",
  validateSearch: (raw: Record<string, unknown>): ReadersSearch => ({
    ...tableSearch(raw),
    state: choiceIn(raw.state, READER_STATES),
    mobile: choiceIn(raw.mobile, ["YES"]),
  }),
  component: lazyRouteComponent(() => import("./List.tsx"), "ListDetail"),
});

export const listsNav: NavEntry = {
  to: "/lists",
  label: { ja: "配信リスト", en: "Lists" },
  icon: "list",
  section: "daily",
};
