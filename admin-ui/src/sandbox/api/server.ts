// The shop's own server: products, checkout, payment. It holds the secret token, the browser never sees it.
import type { Money } from "../../i18n/format.ts";
import { currentLocale } from "../../i18n/locale.ts";
import { Refused } from "./refused.ts";
import { changeTokens } from "./storefront.ts";

export interface Product {
  sku: string;
  name: string;
  price: number;
  description: string;
  category: string;
  kind: string;
  sold: "once" | "subscription" | "both";
  /** Subscriptions: the cycle as ISO 8601, what is taken off each delivery as a percentage such as `12.5`. */
  plans: { name: string; cycle: string; percentOff: string }[];
  requiresShipping: boolean;
  sandbox: boolean;
}

export type RuleSource = "live" | "draft" | "example";

/** What a rule has done in the sandbox; `discount_amount` is minor units. */
export interface RuleFigures {
  rule: string;
  title: string;
  matched: number;
  issued: number;
  redeemed: number;
  discount_amount: number;
  limited: number;
  suppressed: number;
  abandoned: number;
  sent: number;
  clicked: number;
  recovered: number;
  recovered_amount: number;
}

export interface Shop {
  name: string;
  currency: string;
  zone: string;
  shipping: number;
  publishableToken: string;
  products: Product[];
  rules: {
    source: RuleSource;
    /** The id of the example shop, with the source `example`. */
    example: string;
    examples: { id: string; title: string }[];
    revision: number;
    errors: string[];
    live: number | null;
    draft: number | null;
  };
  clock: { now: string; aheadSeconds: number };
  generation: number;
}

export interface Buyer {
  email: string;
  phone: string;
  name: string;
  member: boolean;
  locale: string;
}

export interface Wish {
  lines: { sku: string; quantity: number; plan?: string }[];
  buyer: Buyer;
  codes: string[];
  giftCards: string[];
  giftCardPins: { code: string; pin: string }[];
  cartToken: string;
}

/** The quote as the server is told it: with rule names and true reasons. */
export interface TrustedQuote {
  subtotal: Money;
  shipping: { amount: number };
  discount: { amount: number };
  total: { amount: number };
  gatewayTotal: { amount: number };
  /** What is left to pay when gift cards have paid their part. */
  payable: { amount: number };
  tenders: { code: string; amount: { amount: number }; left: { amount: number } }[];
  displayDiscount: "AT_GATEWAY" | "AT_CONFIRMATION";
  lines: {
    sku: string;
    quantity: number;
    gift: boolean;
    subtotal: { amount: number };
    total: { amount: number };
  }[];
  discounts: {
    rule: string | null;
    code: string | null;
    amount: { amount: number };
    displayDiscount: "AT_GATEWAY" | "AT_CONFIRMATION";
  }[];
  refusals: { code: string | null; rule: string | null; reason: string; message: string }[];
}

export type PaymentState = "at_gateway" | "refused" | "authorised" | "unknown" | "paid" | "returned";

/** What the card of an order does when it is charged again. */
export const CARDS = ["approve", "refuse", "time_out", "unreachable"] as const;
export type Card = (typeof CARDS)[number];

/** A subscription that an order began or changed; amounts are minor units. */
export interface Contract {
  id: string;
  cycle: string;
  cancelled: boolean;
  /** Deliveries so far. */
  number: number;
  nextAt: string;
  items: { sku: string; quantity: number; renewal: number }[];
  shipping: number;
  renewalTotal: number;
}

/** What was given back of an order; amounts are minor units. */
export interface Refunded {
  refundId: string;
  state: "PARTLY_REFUNDED" | "REFUNDED";
  amount: { amount: number };
  /** What of it the gateway paid. */
  payable: { amount: number };
  /** What went back to gift cards, and what could not. */
  tenders: { amount: { amount: number }; lost: { amount: number } }[];
  asGiftCard: boolean;
}

export interface Payment {
  id: string;
  state: PaymentState;
  message: string;
  email: string | null;
  quote: TrustedQuote;
  issued: { rule: string; maskedCode: string; validUntil: string | null }[];
  redemptions: { rule: string; amount: { amount: number } }[];
  reports: number;
  /** The answer of the gateway was lost, and the order recorded after asking. */
  late: boolean;
  repeated: number;
  /** Opens the page between payment and thanks; null: the order brought no offer. */
  offerToken: string | null;
  contracts: Contract[];
  /** Oldest first. */
  refunds: Refunded[];
  /** After a refund: what the gift cards hold now that paid. */
  cardBalances: { code: string; balance: number }[];
}

export interface Mail {
  id: string;
  recipient: string;
  subject: string;
  text: string;
  html: boolean;
  /** Of an SMS; null: it is a mail. */
  sms: SmsSize | null;
  at: string;
}

/** How long an SMS is: `places` cut into `parts`, of 160 or 153 in the alphabet `gsm`, else of 70 or 67. */
export interface SmsSize {
  parts: number;
  places: number;
  room: number;
  gsm: boolean;
}

/** A message that a rule asked for and nobody got; `reason` is the engine's. */
export interface Unsent {
  id: string;
  rule: string;
  channel: string;
  recipient: string;
  reason: string;
  at: string;
}

/** A message that comes at `at`; `quiet`: it waits until the quiet hours are over. */
export interface Waiting {
  id: string;
  rule: string;
  recipient: string;
  quiet: boolean;
  at: string;
}

export type Told = "approve" | "refuse" | "time_out" | "twice" | "screen";

export const server = {
  shop: (signal?: AbortSignal) => ask<Shop>("shop", undefined, signal),
  inbox: (signal?: AbortSignal) =>
    ask<{ mails: Mail[]; unsent: Unsent[]; waiting: Waiting[] }>("inbox", undefined, signal),
  price: (wish: Wish, signal?: AbortSignal) => ask<{ quote: TrustedQuote }>("price", wish, signal),
  checkout: (wish: Wish) => ask<Payment>("checkout", wish),
  payment: (id: string, signal?: AbortSignal) =>
    ask<Payment>(`payments/${encodeURIComponent(id)}`, undefined, signal),
  gateway: (id: string, told: Told) => ask<Payment>(`payments/${encodeURIComponent(id)}/gateway`, { told }),
  confirm: (id: string, total: number) =>
    ask<Payment>(`payments/${encodeURIComponent(id)}/confirm`, { total }),
  card: (id: string, card: Card) => ask<Payment>(`payments/${encodeURIComponent(id)}/card`, { card }),
  /** Gives `amount` minor units of an order back, null: all that is left. */
  refund: (id: string, amount: number | null, asGiftCard: boolean) =>
    ask<Payment>(`payments/${encodeURIComponent(id)}/refund`, { amount, asGiftCard }),
  clock: (hours: number) => ask<Shop>("clock", { hours }),
  rules: (source: RuleSource, example = "") => changeTokens(() => ask<Shop>("rules", { source, example })),
  figures: (signal?: AbortSignal) => ask<{ rules: RuleFigures[] }>("figures", undefined, signal),
  reset: () => changeTokens(() => ask<Shop>("reset", {})),
};

/** POST with a body, GET without; throws Refused, or AbortError when `signal` says stop. */
async function ask<Result>(path: string, body?: unknown, signal?: AbortSignal): Promise<Result> {
  const response = await fetch(`/sandbox/api/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      "accept-language": currentLocale(),
      // No form of another site can send this header.
      "x-otoku-request": "1",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  });
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error.code, answer.error.message);
  return answer as Result;
}
