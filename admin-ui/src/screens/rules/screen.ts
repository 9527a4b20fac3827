import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceIn, type TableSearch, tableSearch, textIn } from "../../parts/search.ts";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

/** Kinds of rules, as the language writes them. */
export const KINDS = ["coupon", "sale", "offer", "reminder", "list", "giftcard"] as const;
export const VERDICTS = ["GOOD", "WATCH", "BROKEN", "OFF"] as const;

export interface RulesSearch extends TableSearch {
  kind?: (typeof KINDS)[number];
  verdict?: (typeof VERDICTS)[number];
  /** Path of a rule file. */
  file?: string;
}

export const rulesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/rules",
  validateSearch: (raw: Record<string, unknown>): RulesSearch => ({
    ...tableSearch(raw),
    kind: choiceIn(raw.kind, KINDS),
    verdict: choiceIn(raw.verdict, VERDICTS),
    file: textIn(raw.file),
  }),
  component: lazyRouteComponent(() => import("./Rules.tsx"), "Rules"),
});

export const rulesNav: NavEntry = {
  to: "/rules",
  label: { ja: "ルール", en: "Rules" },
  icon: "rule",
  section: "daily",
};
