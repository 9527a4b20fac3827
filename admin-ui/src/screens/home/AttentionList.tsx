import { Button } from "@mantine/core";
import { Link, linkOptions } from "@tanstack/react-router";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { Icon, type IconName } from "../../parts/Icon.tsx";
import { StateBadge } from "../../parts/show/Badge.tsx";
import classes from "./home.module.css";
import type { AttentionQuery } from "./queries.graphql.ts";
import { homeTexts } from "./texts.ts";

type Thing = AttentionQuery["attention"][number];

/** What needs a human, gravest first, each with one thing to do about it. */
export function AttentionList({ of }: { of: readonly Thing[] }) {
  const text = useTexts(homeTexts);
  const badge = of.length > 0 && <StateBadge tone="warn">{text.attentionCount(of.length)}</StateBadge>;
  return (
    <Section title={text.attention} actions={badge}>
      {of.length === 0 && (
        <p className={classes.good}>
          <Icon name="check" />
          {text.allGood}
        </p>
      )}
      <ul className={classes.things}>
        {of.map((thing) => (
          <li key={`${thing.code}-${thing.name}`}>
            <span className={classes.icon} data-grave={GRAVE.has(thing.code) || undefined}>
              <Icon name={ICONS[thing.code]} />
            </span>
            <span className={classes.what}>{thing.message}</span>
            {thing.code !== "PAYMENTS_STUCK" && <Way of={thing} as={thing.code} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const GRAVE: ReadonlySet<Thing["code"]> = new Set([
  "PAYMENTS_STUCK",
  "MESSAGES_HELD_UP",
  "CHANNEL_SUSPENDED",
  "RULE_SURGING",
  "BUDGET_BURNING",
  "CODES_GUESSED",
  "OFFER_HIDDEN",
  "WEBHOOK_MISSING",
  "WEBHOOK_OFF",
  "BUDGET_SPENT",
  "RULE_ERRORS",
]);

const ICONS: Readonly<Record<Thing["code"], IconName>> = {
  NOTHING_LIVE: "rule",
  PAYMENTS_STUCK: "alert",
  MESSAGES_HELD_UP: "mail",
  MESSAGES_UNKNOWN: "mail",
  MESSAGES_FAILED: "mail",
  CHANNEL_SUSPENDED: "mail",
  COMPLAINTS: "alert",
  RULE_SURGING: "alert",
  BUDGET_BURNING: "alert",
  CODES_GUESSED: "alert",
  OFFER_HIDDEN: "rule",
  WEBHOOK_MISSING: "external",
  WEBHOOK_OFF: "external",
  BUDGET_SPENT: "alert",
  BUDGET_LOW: "alert",
  RULE_ERRORS: "alert",
  RULE_SILENT: "rule",
  MONEY_WAITING: "card",
  RELEASE_WAITING: "release",
  UNPUBLISHED: "release",
};

/** Where to do something about it; stuck payments stand below, with what can be done. */
function Way({ of: thing, as }: { of: Thing; as: Exclude<Thing["code"], "PAYMENTS_STUCK"> }) {
  const text = useTexts(homeTexts);
  const messages = (state: "DUE" | "UNKNOWN" | "FAILED") =>
    linkOptions({ to: "/messages", search: { state } });
  const rule = linkOptions({ to: "/rules", search: { q: thing.name } });
  const releases = linkOptions({ to: "/releases" });
  const ways = {
    NOTHING_LIVE: [text.toNewRule, linkOptions({ to: "/rules/new" })],
    MESSAGES_HELD_UP: [text.toMessages, messages("DUE")],
    MESSAGES_UNKNOWN: [text.toMessages, messages("UNKNOWN")],
    MESSAGES_FAILED: [text.toMessages, messages("FAILED")],
    CHANNEL_SUSPENDED: [text.toChannels, linkOptions({ to: "/messages/channels" })],
    COMPLAINTS: [text.toChannels, linkOptions({ to: "/messages/channels" })],
    RULE_SURGING: [text.toRule, rule],
    BUDGET_BURNING: [text.toBudgets, linkOptions({ to: "/budgets" })],
    CODES_GUESSED: [text.toCoupons, linkOptions({ to: "/coupons" })],
    OFFER_HIDDEN: [text.toRule, rule],
    WEBHOOK_MISSING: [text.toWebhooks, linkOptions({ to: "/settings/webhooks" })],
    WEBHOOK_OFF: [text.toWebhooks, linkOptions({ to: "/settings/webhooks" })],
    BUDGET_SPENT: [text.toBudgets, linkOptions({ to: "/budgets" })],
    BUDGET_LOW: [text.toBudgets, linkOptions({ to: "/budgets" })],
    RULE_ERRORS: [text.toFile, linkOptions({ to: "/rules/$file", params: { file: thing.name } })],
    RULE_SILENT: [text.toRule, rule],
    MONEY_WAITING: [text.toApprovals, linkOptions({ to: "/gift-cards/approvals" })],
    RELEASE_WAITING: [text.toReview, releases],
    UNPUBLISHED: [text.toReleases, releases],
  } as const;
  const [label, way] = ways[as];
  return (
    // Checked above, where each way is made: the button's own types cannot follow the router's.
    <Button component={Link} {...(way as object)} size="compact-sm" variant="default">
      {label}
    </Button>
  );
}
