import type { Money } from "../../i18n/format.ts";
import type { ShownCard } from "./Card.tsx";

/** What of a card's balance was paid for: only that is paid out. */
export function paidOf({ balance, lots }: ShownCard): Money {
  const paid = lots.filter(({ consideration }) => consideration === "PAID");
  return { ...balance, amount: paid.reduce((sum, { remaining }) => sum + remaining.amount, 0) };
}
