import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { StateBadge, type Tone } from "../../parts/show/Badge.tsx";
import { Instant } from "../../parts/show/values.tsx";
import type { Column } from "../../parts/table/column.ts";
import { useRight } from "../../shell/shop.tsx";
import type { MessagesQuery } from "./queries.graphql.ts";
import { Resolve } from "./Resolve.tsx";
import { useReason } from "./reason.ts";
import { messageTexts } from "./texts.ts";

export type Message = MessagesQuery["messages"]["edges"][number]["node"];

/** How a state of a message is coloured, wherever one is shown. */
export const TONES: Readonly<Record<Message["state"], Tone>> = {
  DUE: "info",
  CLAIMED: "info",
  HANDOVER: "info",
  SENT: "good",
  UNKNOWN: "warn",
  FAILED: "bad",
  SUPPRESSED: "plain",
  SKIPPED_LATE: "plain",
  CANCELLED: "plain",
};

/** The columns of the outbox; to whom only for those who may see addresses. */
export function useMessageColumns(): readonly Column<Message>[] {
  const text = useTexts(messageTexts);
  const pii = useRight("pii");
  const said = useReason();
  return useMemo(() => {
    const word = (key: string) => (text as Record<string, unknown>)[key]?.toString() ?? key;
    const instant = (id: "createdAt" | "sentAt" | "due", optional = false): Column<Message> => ({
      id,
      header: text[id],
      optional,
      value: (message) => message[id] ?? "",
      cell: (message) => <Instant at={message[id]} />,
    });
    const recipient: Column<Message> = {
      id: "recipient",
      header: text.recipient,
      value: (message) => message.recipient ?? "",
      cell: (message) => message.recipient ?? "–",
    };
    return [
      instant("createdAt"),
      {
        id: "state",
        header: text.state,
        value: ({ state }) => text[state],
        cell: (one) => <State of={one} />,
      },
      {
        id: "reason",
        header: text.reason,
        value: ({ reason }) => said(reason),
        cell: ({ reason }) => said(reason) || "–",
      },
      ...(pii ? [recipient] : []),
      {
        id: "template",
        header: text.template,
        rowHeader: true,
        value: ({ template }) => template,
        cell: ({ template }) => template,
      },
      { id: "rule", header: text.rule, value: ({ rule }) => rule, cell: ({ rule }) => rule },
      { id: "order", header: text.order, value: orderOf, cell: (message) => orderOf(message) || "–" },
      {
        id: "coupon",
        header: text.coupon,
        value: ({ coupon }) => coupon?.maskedCode ?? "",
        cell: ({ coupon }) =>
          coupon ? (
            <Link to="/coupons/$couponId" params={{ couponId: coupon.id }} className="numeric">
              {coupon.maskedCode}
            </Link>
          ) : (
            "–"
          ),
      },
      instant("due", true),
      instant("sentAt", true),
      {
        id: "channel",
        header: text.channel,
        optional: true,
        value: ({ channel }) => word(channel),
        cell: ({ channel }) => word(channel),
      },
      {
        id: "kind",
        header: text.kind,
        optional: true,
        value: ({ messageClass }) => word(messageClass),
        cell: ({ messageClass }) => word(messageClass),
      },
      {
        id: "attempt",
        header: text.attempt,
        numeric: true,
        optional: true,
        value: ({ attempt }) => attempt,
        cell: ({ attempt }) => attempt,
      },
    ];
  }, [text, pii, said]);
}

function orderOf({ order }: Message): string {
  return order?.externalId ?? "";
}

function State({ of }: { of: Message }) {
  const text = useTexts(messageTexts);
  const mayResolve = useRight("messages");
  return (
    <>
      <StateBadge tone={TONES[of.state]}>{text[of.state]}</StateBadge>
      {of.test && <StateBadge tone="info">{text.test}</StateBadge>}
      {of.state === "UNKNOWN" && mayResolve && <Resolve messageId={of.id} />}
    </>
  );
}
