import type { Money } from "../i18n/format.ts";

/** How a product is bought. */
export type Buying = "ONCE" | "SUBSCRIPTION";

/** What one piece costs, all contracts together; `renewal` in each later delivery, if there are any. */
export interface OfferPrice {
  readonly regular: Money;
  readonly first: Money;
  readonly renewal: Money | null;
}

/** What the law wants on the last screen before a subscription, besides quantity and price (J6). */
export interface Terms {
  /** Goes with the press: it says which terms and prices were in sight. */
  readonly version: string;
  readonly payment: string;
  readonly delivery: string;
  readonly period: string;
  readonly cancel: string;
}

/** Everything that a shopper sees of an offer; the same for a page in a shop and for its preview. */
export interface OfferView {
  readonly headline: string;
  readonly bought: Buying;
  readonly offered: Buying;
  readonly product: {
    readonly sku: string;
    readonly name: string;
    readonly imageUrl: string;
    /** What the rule says of it, or its own description; empty: nothing is shown (S4.42-44). */
    readonly text: string;
  };
  readonly price: OfferPrice;
  /** The plans of a subscription, their cycles as ISO 8601 (`P1M`). */
  readonly plans: readonly { readonly name: string; readonly cycle: string }[];
  /** The quantities that may be chosen, both included (S4.55). */
  readonly least: number;
  readonly most: number;
  readonly freeShipping: boolean;
  /** The text before the figures, which may be hidden; the page closes in time all the same (S4.38-41). */
  readonly timer: { readonly shown: boolean; readonly text: string };
  readonly terms: Terms | null;
  readonly buyLabel: string;
  /** Null: there is no button to close the page with (S4.58). */
  readonly closeLabel: string | null;
}

/** What has become of the page. `refused` and `failed` are told with a reason. */
export type OfferStage =
  /** `problem`: the last press got no answer; it may be pressed again, which buys once all the same. */
  | { readonly is: "open"; readonly problem?: string }
  | { readonly is: "sending" }
  | { readonly is: "bought"; readonly quantity: number }
  | { readonly is: "declined" }
  | { readonly is: "expired" }
  | { readonly is: "failed"; readonly reason: string }
  | { readonly is: "refused"; readonly reason: string };

/** So many times a price: whole minor units, so nothing is rounded. */
export function times(quantity: number, { amount, currency }: Money): Money {
  return { amount: amount * quantity, currency };
}
