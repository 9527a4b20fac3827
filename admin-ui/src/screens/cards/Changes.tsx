import { useTexts } from "../../i18n/texts.ts";
import { Instant } from "../../parts/show/values.tsx";
import type { ShownCard } from "./Card.tsx";
import classes from "./cards.module.css";
import { cardTexts } from "./texts.ts";

/** What staff did to a card, with the reason that they gave (S5.39). */
export function Changes({ of }: { of: ShownCard["life"]["changes"] }) {
  const text = useTexts(cardTexts);
  const named = text as unknown as Readonly<Record<string, string | undefined>>;
  if (of.length === 0) return text.noChanges;
  return (
    <ul>
      {of.map(({ at, action, reason, actor }) => (
        <li key={`${at} ${action}`}>
          <Instant at={at} /> · <strong>{named[action] ?? action}</strong>
          <div className={classes.small}>{[reason, actor].filter(Boolean).join(" · ")}</div>
        </li>
      ))}
    </ul>
  );
}
