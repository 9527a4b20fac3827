import { normalised, readCode } from "../../i18n/normalise.ts";
import { instantOf } from "../../i18n/zone.ts";
import { choiceIn, textIn } from "../../parts/search.ts";
import type { SimulateQueryVariables } from "./queries.graphql.ts";

export type EventKind = "paid" | "placed" | "cart";
export type RulesChoice = "draft" | "live" | "both";

export const EVENTS = ["paid", "placed", "cart"] as const;
export const RULES = ["draft", "live", "both"] as const;
export const MOST_PIECES = 999;
const MOST_LINES = 100;

export interface Line {
  readonly sku: string;
  readonly quantity: number;
}

/** The part of a case that its address shows; addresses and codes of people are in the fragment, see `Secret`. */
export interface CaseSearch {
  rules?: RulesChoice;
  event?: EventKind;
  /** Wall clock of the shop, `2026-11-21T18:15`; absent: now. */
  at?: string;
  cart?: readonly (readonly [sku: string, quantity: number])[];
  member?: true;
  shipping?: number;
  channel?: string;
  /** The shop's own id of a stored order, instead of everything else. */
  order?: string;
}

/** A case as the form holds it. */
export interface Case {
  readonly source: "typed" | "order";
  readonly event: EventKind;
  readonly at: string;
  readonly lines: readonly Line[];
  readonly email: string;
  readonly member: boolean;
  /** As typed, separated by spaces or commas. */
  readonly codes: string;
  readonly shipping: number | null;
  readonly channel: string;
  readonly order: string;
}

export const EMPTY_CASE: Case = {
  source: "typed",
  event: "paid",
  at: "",
  lines: [],
  email: "",
  member: false,
  codes: "",
  shipping: null,
  channel: "",
  order: "",
};

/** Reads an address; for `validateSearch`. What is not understood is left out. */
export function caseSearch(raw: Record<string, unknown>): CaseSearch {
  const at = textIn(raw.at);
  const shipping = Number(raw.shipping);
  return {
    rules: choiceIn(raw.rules, RULES),
    event: choiceIn(raw.event, EVENTS),
    at: at && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(at) ? at : undefined,
    cart: cartIn(raw.cart),
    member: raw.member === true ? true : undefined,
    shipping: Number.isSafeInteger(shipping) && shipping > 0 ? shipping : undefined,
    channel: textIn(raw.channel),
    order: textIn(raw.order),
  };
}

function cartIn(raw: unknown): CaseSearch["cart"] {
  if (!Array.isArray(raw)) return undefined;
  const lines = raw.flatMap((pair: unknown) => {
    const [sku, quantity] = Array.isArray(pair) ? pair : [];
    const known = textIn(sku);
    return known && Number.isInteger(quantity) && quantity > 0 && quantity <= MOST_PIECES
      ? [[known, quantity as number] as const]
      : [];
  });
  return lines.length > 0 ? lines.slice(0, MOST_LINES) : undefined;
}

/** The case of an address. The fragment never leaves the browser, so that no log keeps who was tried (SEC15). */
export function caseOf(search: CaseSearch, fragment: string): Case {
  const secret = new URLSearchParams(fragment);
  return {
    source: search.order === undefined ? "typed" : "order",
    event: search.event ?? "paid",
    at: search.at ?? "",
    lines: (search.cart ?? []).map(([sku, quantity]) => ({ sku, quantity })),
    email: secret.get("email") ?? "",
    member: search.member ?? false,
    codes: secret.get("codes") ?? "",
    shipping: search.shipping ?? null,
    channel: search.channel ?? "",
    order: search.order ?? "",
  };
}

/** The address of a case: what may be seen, and what stays in the fragment. */
export function addressOf(given: Case): { search: CaseSearch; fragment: string } {
  if (given.source === "order") {
    const { event, at, order } = given;
    const cart = event === "cart" ? event : undefined;
    return { search: { event: cart, at: at || undefined, order: normalised(order) }, fragment: "" };
  }
  const secret = new URLSearchParams();
  if (given.email) secret.set("email", normalised(given.email));
  if (given.codes) secret.set("codes", codesIn(given.codes).join(" "));
  return {
    search: {
      event: given.event === "paid" ? undefined : given.event,
      at: given.at || undefined,
      cart:
        given.lines.length > 0 ? given.lines.map(({ sku, quantity }) => [sku, quantity] as const) : undefined,
      member: given.member || undefined,
      shipping: given.shipping || undefined,
      channel: given.channel || undefined,
    },
    fragment: secret.toString(),
  };
}

/** Codes as typed, separated by spaces, commas or 、. */
export function codesIn(typed: string): string[] {
  const parts = typed
    .split(/[\s,、，]+/)
    .map(readCode)
    .filter(Boolean);
  return [...new Set(parts)];
}

/** Whether there is something to play. */
export function isPlayable(given: Case): boolean {
  return given.source === "order" ? normalised(given.order) !== "" : given.lines.length > 0;
}

/** The case as the simulator asks for it. */
export function simulationOf(given: Case, timeZone: string): SimulateQueryVariables["case"] {
  const at = given.at ? instantOf(given.at.slice(0, 10), timeZone, given.at.slice(11)) : null;
  const cartOnly = given.event === "cart";
  if (given.source === "order") return { orderId: normalised(given.order), cartOnly, at };
  return {
    cartOnly,
    at,
    event: {
      state: given.event === "placed" ? "PENDING" : "PAID",
      lines: given.lines.map(({ sku, quantity }) => ({ sku, quantity })),
      email: normalised(given.email) || null,
      member: given.member,
      codes: codesIn(given.codes),
      shipping: given.shipping ?? 0,
      channel: given.channel,
    },
  };
}
