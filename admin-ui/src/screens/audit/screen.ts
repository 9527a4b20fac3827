import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { dayIn, type TableSearch, tableSearch, textIn } from "../../parts/search.ts";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

/** What the audit log keeps in its address; `q` is the id of what was changed. */
export interface AuditSearch extends TableSearch {
  actor?: string;
  action?: string;
  since?: string;
  until?: string;
}

export const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/audit",
  validateSearch: (raw: Record<string, unknown>): AuditSearch => ({
    ...tableSearch(raw),
    actor: textIn(raw.actor),
    action: textIn(raw.action),
    since: dayIn(raw.since),
    until: dayIn(raw.until),
  }),
  component: lazyRouteComponent(() => import("./Audit.tsx"), "Audit"),
});

export const auditNav: NavEntry = {
  to: "/audit",
  label: { ja: "監査ログ", en: "Audit log" },
  icon: "shield",
  section: "manage",
  right: "audit",
};
