import { useSyncExternalStore } from "react";
import type { Buyer } from "../api/server.ts";

/** So many pieces of a product; on a plan they are a subscription. */
export interface CartLine {
  sku: string;
  quantity: number;
  plan?: string;
}

/** What the buyer has put together; kept in this browser until it is ordered or the sandbox is emptied. */
export interface Cart {
  /** Of which generation of the sandbox; a reset empties the cart. */
  generation: number;
  /** The storefront's id of this cart: codes that it holds are its own. */
  token: string;
  lines: CartLine[];
  codes: string[];
  /** Codes of gift cards, in the order in which they pay. */
  giftCards: string[];
  pins: Record<string, string>;
  buyer: Omit<Buyer, "locale">;
  /** The address whose owner ticked the newsletter here; absent: nobody did. */
  newsletter?: string;
  /** The product whose landing page this cart is the form of; absent: it is of the shop. */
  landing?: string;
}

const KEPT_AS = "otoku.sandbox.cart";
export const MOST = 99;
const listeners = new Set<() => void>();
let cart: Cart = kept() ?? emptyCart(0);

const NOBODY: Cart["buyer"] = { email: "", phone: "", name: "", member: false };

function emptyCart(generation: number, buyer: Cart["buyer"] = NOBODY): Cart {
  return { generation, token: newToken(), lines: [], codes: [], giftCards: [], pins: {}, buyer };
}

function newToken(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

function kept(): Cart | null {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT_AS) ?? "null") as Cart | null;
    // It may have been kept before there were cards and telephone numbers.
    return (
      found && {
        ...found,
        giftCards: found.giftCards ?? [],
        pins: found.pins ?? {},
        buyer: { ...NOBODY, ...found.buyer },
      }
    );
  } catch {
    return null; // private windows may refuse storage
  }
}

function change(next: Cart): void {
  cart = next;
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(next));
  } catch {
    // not kept beyond this page
  }
  for (const listener of listeners) listener();
}

/** The cart; the component draws itself again when it changes. */
export function useCart(): Cart {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => cart,
  );
}

/** How many pieces there are. */
export function pieces({ lines }: Cart): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** A product stands in the cart once for each way of buying it. */
export function lineKey({ sku, plan }: Omit<CartLine, "quantity">): string {
  return plan === undefined ? sku : `${sku} ${plan}`;
}

/** Sets how many pieces are wanted of a product, bought once or on a plan; 0 takes it out. */
export function setQuantity(of: Omit<CartLine, "quantity">, quantity: number): void {
  const wanted = { ...of, quantity: Math.min(MOST, Math.max(0, quantity)) };
  const same = (line: CartLine) => lineKey(line) === lineKey(of);
  const lines = cart.lines.some(same)
    ? cart.lines.map((line) => (same(line) ? wanted : line))
    : [...cart.lines, wanted];
  change({ ...cart, lines: lines.filter((line) => line.quantity > 0) });
}

/** One more piece; whoever comes from the form of a landing page begins a cart of the shop. */
export function addToCart(sku: string, plan?: string): void {
  if (cart.landing !== undefined) change(anotherCart());
  const of = plan === undefined ? { sku } : { sku, plan };
  setQuantity(of, (cart.lines.find((line) => lineKey(line) === lineKey(of))?.quantity ?? 0) + 1);
}

/** Enters a code, full-width or with spaces as it was copied. */
export function enterCode(text: string): void {
  const code = text.normalize("NFKC").trim();
  if (code && !cart.codes.includes(code)) change({ ...cart, codes: [...cart.codes, code] });
}

export function removeCode(code: string): void {
  change({ ...cart, codes: cart.codes.filter((one) => one !== code) });
}

/** Enters a gift card, full-width or with spaces as it was copied. */
export function enterCard(text: string, pin: string): void {
  const code = text.normalize("NFKC").trim();
  if (!code || cart.giftCards.includes(code)) return;
  change({ ...cart, giftCards: [...cart.giftCards, code], pins: { ...cart.pins, [code]: pin.trim() } });
}

/** PINs of the gift cards that have one, as the API takes them. */
export function pinsOf({
  giftCards,
  pins,
}: Pick<Cart, "giftCards" | "pins">): { code: string; pin: string }[] {
  return giftCards.flatMap((code) => (pins[code] ? [{ code, pin: pins[code] }] : []));
}

export function removeCard(code: string): void {
  change({ ...cart, giftCards: cart.giftCards.filter((one) => one !== code) });
}

export function setBuyer(buyer: Cart["buyer"]): void {
  change({ ...cart, buyer });
}

/** Who agreed to advertising here; the empty text when it was taken back. */
export function setNewsletter(email: string): void {
  change({ ...cart, newsletter: email });
}

/** The cart of a reminder's link, with the token that it had; codes stay with the cart they were entered in. */
export function restoreCart(token: string, lines: CartLine[], landing?: string): void {
  const codes = token === cart.token ? cart.codes : [];
  const { landing: _, ...rest } = cart;
  change({ ...rest, token, lines, codes, ...(landing === undefined ? {} : { landing }) });
}

/** The form of a landing page: a cart of its own with one product, begun when something is typed into it. */
export function keepForm(landing: string, line: CartLine, buyer: Cart["buyer"]): string {
  const own = cart.landing === landing && cart.lines.length > 0;
  change(own ? { ...cart, buyer } : { ...anotherCart(), lines: [line], landing, buyer });
  return cart.token;
}

/** A new cart for the same person. */
function anotherCart(): Cart {
  return { ...emptyCart(cart.generation, cart.buyer), newsletter: cart.newsletter ?? "" };
}

/** After an order. */
export function beginAgain(): void {
  change(anotherCart());
}

/** The sandbox was emptied, here or elsewhere: what was put together in an older one is gone with it. */
export function matchGeneration(generation: number): void {
  if (cart.generation !== generation) change(emptyCart(generation));
}
