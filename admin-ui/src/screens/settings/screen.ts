import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceIn, type TableSearch, tableSearch, textIn } from "../../parts/search.ts";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

export const shopSettingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./ShopSettings.tsx"), "ShopSettings"),
});

/** What the templates keep in their address: the file that is open. */
export interface TemplateSearch {
  file?: string;
}

export const templatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/templates",
  validateSearch: (raw: Record<string, unknown>): TemplateSearch => ({ file: textIn(raw.file) }),
  component: lazyRouteComponent(() => import("./templates/Templates.tsx"), "Templates"),
});

export const staffRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/staff",
  component: lazyRouteComponent(() => import("./staff/Staff.tsx"), "Staff"),
});

export const tokensRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/tokens",
  component: lazyRouteComponent(() => import("./tokens/Tokens.tsx"), "Tokens"),
});

export const DELIVERY_STATES = ["WAITING", "CLAIMED", "DELIVERED", "DEAD"] as const;

/** What the deliveries of webhooks keep in their address. */
export interface WebhookSearch extends TableSearch {
  endpoint?: string;
  state?: (typeof DELIVERY_STATES)[number];
}

export const webhooksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/webhooks",
  validateSearch: (raw: Record<string, unknown>): WebhookSearch => ({
    ...tableSearch(raw),
    endpoint: textIn(raw.endpoint),
    state: choiceIn(raw.state, DELIVERY_STATES),
  }),
  component: lazyRouteComponent(() => import("./webhooks/Webhooks.tsx"), "Webhooks"),
});

export const settingsNav: NavEntry = {
  to: "/settings",
  label: { ja: "設定", en: "Settings" },
  icon: "settings",
  section: "manage",
};
