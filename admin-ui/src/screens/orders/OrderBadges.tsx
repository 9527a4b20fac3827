import { Group } from "@mantine/core";
import { useTexts } from "../../i18n/texts.ts";
import { StateBadge, type Tone } from "../../parts/show/Badge.tsx";
import type { OrderRowFragment } from "./queries.graphql.ts";
import { orderTexts } from "./texts.ts";

const TONES: Readonly<Record<OrderRowFragment["state"], Tone>> = {
  PENDING: "info",
  PAID: "good",
  PARTLY_REFUNDED: "warn",
  REFUNDED: "plain",
  FAILED: "bad",
  CANCELLED: "plain",
};

/** The payment state of an order, and whether it is real. */
export function OrderBadges({ of }: { of: OrderRowFragment }) {
  const text = useTexts(orderTexts);
  return (
    <Group gap={6} wrap="nowrap" component="span">
      <StateBadge tone={TONES[of.state]}>{text[of.state]}</StateBadge>
      {of.test && <StateBadge tone="info">{text.test}</StateBadge>}
      {of.sample && <StateBadge>{text.sample}</StateBadge>}
    </Group>
  );
}
