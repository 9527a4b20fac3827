import { useTexts } from "../../i18n/texts.ts";
import { StateBadge, type Tone } from "../../parts/show/Badge.tsx";
import type { CardRowFragment } from "./queries.graphql.ts";
import { cardTexts } from "./texts.ts";

const TONES: Readonly<Record<CardRowFragment["state"], Tone>> = {
  UNASSIGNED: "plain",
  ASSIGNED: "info",
  ACTIVE: "good",
  EXHAUSTED: "plain",
  EXPIRED: "plain",
  VOID: "bad",
};

/** Where a card stands, in words: its state, whether it is switched off, whether it is a test card. */
export function CardState({ of: { state, enabled, test } }: { of: CardRowFragment }) {
  const text = useTexts(cardTexts);
  return (
    <>
      <StateBadge tone={TONES[state]}>{text[state]}</StateBadge>
      {!enabled && <StateBadge tone="warn">{text.OFF}</StateBadge>}
      {test && <StateBadge tone="info">{text.test}</StateBadge>}
    </>
  );
}
