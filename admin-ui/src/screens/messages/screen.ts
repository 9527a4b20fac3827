import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceIn, type TableSearch, tableSearch, textIn } from "../../parts/search.ts";
import type { NavEntry } from "../../shell/nav.ts";
import { rootRoute } from "../../shell/root.ts";

export const MESSAGE_STATES = [
  "DUE",
  "CLAIMED",
  "HANDOVER",
  "SENT",
  "UNKNOWN",
  "FAILED",
  "SUPPRESSED",
  "SKIPPED_LATE",
  "CANCELLED",
] as const;

/** What the outbox keeps in its address; `q` is an order's number. */
export interface MessageSearch extends TableSearch {
  state?: (typeof MESSAGE_STATES)[number];
  /** Only messages that carry this coupon. */
  coupon?: string;
  /** Only messages of this rule or list. */
  rule?: string;
}

export const messagesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/messages",
  validateSearch: (raw: Record<string, unknown>): MessageSearch => ({
    ...tableSearch(raw),
    state: choiceIn(raw.state, MESSAGE_STATES),
    coupon: textIn(raw.coupon),
    rule: textIn(raw.rule),
  }),
  component: lazyRouteComponent(() => import("./Outbox.tsx"), "Outbox"),
});

/** What the inbox keeps in its address: the page, and the mail that is open. */
export interface InboxSearch extends TableSearch {
  mail?: string;
}

export const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/messages/inbox",
  validateSearch: (raw: Record<string, unknown>): InboxSearch => ({
    ...tableSearch(raw),
    mail: textIn(raw.mail),
  }),
  component: lazyRouteComponent(() => import("./Inbox.tsx"), "Inbox"),
});

/** Mail and SMS: whether they may be used, and requests to use them again. */
export const channelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/messages/channels",
  validateSearch: tableSearch,
  component: lazyRouteComponent(() => import("./channels/Channels.tsx"), "Channels"),
});

export const messagesNav: NavEntry = {
  to: "/messages",
  label: { ja: "メッセージ", en: "Messages" },
  icon: "mail",
  section: "daily",
};
