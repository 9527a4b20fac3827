import { useEffect } from "react";
import { useLocale } from "../../i18n/locale.ts";
import { SaveCartDocument, type SaveCartMutationVariables } from "../api/cart.graphql.ts";
import { askStorefront } from "../api/storefront.ts";
import { useShop } from "../shop.tsx";
import { useCart } from "./cart.ts";
import { cartForApi } from "./useQuote.ts";
import { linkToken } from "./useRecovery.ts";

/** Longer than between two clicks: one report tells of both. */
const PAUSE_MS = 500;

/** What was told last, and of which cart: a cart that nobody was told of need not be told to be empty. */
let told = { what: "", token: "" };
let waiting: ReturnType<typeof setTimeout> | undefined;
let sending = Promise.resolve();

/**
 * Tells the engine what is in the cart and how far its buyer came, a moment after the last change and when `opened`
 * turns true: the cart page is opened again (S3.4-6, S3.16). `step` null: on pages where nobody shops.
 */
export function useReportedCart(step: "CART" | "CONFIRM" | null, opened: boolean): void {
  const { shop } = useShop();
  const cart = useCart();
  const locale = useLocale();
  const { publishableToken } = shop;
  const what = JSON.stringify({
    step,
    page: cart.landing === undefined ? "SHOP" : "LP",
    cart: cartForApi(shop, cart, locale),
    returnUrl: returnUrl(cart.landing),
  });

  useEffect(() => {
    // The link of a reminder is opened first; what it brings back is reported then.
    if (step === null || linkToken() !== "") return;
    const empty = cart.lines.length === 0;
    if (empty && told.token !== cart.token) clearTimeout(waiting);
    else if (told.what !== what || opened) {
      told = { what, token: empty ? "" : cart.token };
      soon(publishableToken, { input: JSON.parse(what) });
    }
  }, [what, step, opened, publishableToken, cart.token, cart.lines.length]);
}

/** The page that opens the cart again: the shop's, or the landing page whose form it is (S3.28-29). */
export function returnUrl(landing: string | undefined): string {
  const page = landing === undefined ? "cart" : `lp/${encodeURIComponent(landing)}`;
  return `${window.location.origin}/sandbox/${page}`;
}

/** Reports leave one after the other; what becomes of them is no concern of the shopper. */
function soon(token: string, variables: SaveCartMutationVariables): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const send = () => askStorefront(token, SaveCartDocument, variables, new AbortController().signal);
    sending = sending.then(send).then(
      () => undefined,
      () => undefined,
    );
  }, PAUSE_MS);
}
