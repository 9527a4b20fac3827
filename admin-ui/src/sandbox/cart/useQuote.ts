import { useEffect, useState } from "react";
import { useLocale } from "../../i18n/locale.ts";
import { QuoteDocument, type QuoteQuery } from "../api/quote.graphql.ts";
import type { Shop } from "../api/server.ts";
import { askStorefront } from "../api/storefront.ts";
import { type Cart, pinsOf } from "./cart.ts";

export type Quote = NonNullable<QuoteQuery["quote"]["quote"]>;

export interface Priced {
  quote: Quote | null;
  /** What a little more would bring: sentences in the language of the page. */
  hints: string[];
  /** Why the cart cannot be priced, in the language of the page. */
  error: unknown;
  message: string;
  /** Another answer is on its way; what is shown belongs to an older cart. */
  pending: boolean;
}

const PAUSE_MS = 250;
const NOTHING: Priced = { quote: null, hints: [], error: null, message: "", pending: true };

/** Prices the cart, a moment after its last change; an older answer never overtakes a newer one. */
export function useQuote(shop: Shop, cart: Cart): Priced {
  const locale = useLocale();
  const [priced, setPriced] = useState<Priced>(NOTHING);
  const variables = JSON.stringify(quoteVariables(shop, cart, locale));
  const { publishableToken } = shop;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment of the sandbox decides about codes, too
  useEffect(() => {
    const asked = JSON.parse(variables);
    if (asked.cart.lines.length === 0) {
      setPriced({ ...NOTHING, pending: false });
      return;
    }
    const stop = new AbortController();
    setPriced((before) => ({ ...before, pending: true }));
    const timer = setTimeout(async () => {
      try {
        const { quote } = await askStorefront(publishableToken, QuoteDocument, asked, stop.signal);
        setPriced({
          quote: quote.quote ?? null,
          hints: quote.hints.map((hint) => hint.message),
          error: null,
          message: quote.errors[0]?.message ?? "",
          pending: false,
        });
      } catch (failure) {
        if (!stop.signal.aborted) setPriced({ ...NOTHING, error: failure, pending: false });
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [
    variables,
    publishableToken,
    shop.clock.aheadSeconds,
    shop.rules.revision,
    shop.rules.source,
    shop.generation,
  ]);

  return priced;
}

/** A personal code needs the address it was issued at, so the address comes first. */
function quoteVariables(shop: Shop, cart: Cart, locale: string) {
  const asked = cartForApi(shop, cart, locale);
  const known = asked.buyer !== null;
  return {
    cart: { ...asked, giftCards: known ? cart.giftCards : [], giftCardPins: known ? pinsOf(cart) : [] },
    codes: known ? cart.codes : [],
  };
}

/** The cart as the storefront API takes it. */
export function cartForApi(shop: Shop, { lines, buyer, token }: Cart, locale: string) {
  return {
    lines,
    shipping: shippingOf(shop, lines),
    buyer: buyer.email.trim() ? buyerForApi(buyer, locale) : null,
    token,
  };
}

/** Who buys, as the storefront API takes it. */
export function buyerForApi(buyer: Cart["buyer"], locale: string) {
  const email = buyer.email.trim() || null;
  return {
    email,
    phone: buyer.phone || null,
    name: buyer.name,
    member: buyer.member,
    externalId: buyer.member && email ? `member:${email}` : null,
    locale,
  };
}

/** What the shop asks for a parcel. */
export function shippingOf(shop: Shop, lines: Cart["lines"]): number {
  const shipped = lines.some(
    ({ sku }) => shop.products.find((product) => product.sku === sku)?.requiresShipping,
  );
  return shipped ? shop.shipping : 0;
}
