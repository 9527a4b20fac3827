import { useEffect, useState } from "react";
import { RecoverCartDocument } from "../api/cart.graphql.ts";
import { Refused } from "../api/refused.ts";
import { askStorefront } from "../api/storefront.ts";
import { go } from "../router.tsx";
import { useShop } from "../shop.tsx";
import { restoreCart } from "./cart.ts";

/** What the link of a reminder adds to the address of the cart page; empty: nobody came by one. */
export function linkToken(): string {
  return new URLSearchParams(window.location.search).get("otoku_cart") ?? "";
}

interface Recovery {
  /** The cart is on its way; what is in this browser is not shown. */
  busy: boolean;
  restored: boolean;
  /** Products that were in it and are no longer sold. */
  gone: string[];
  failure: unknown;
}

/**
 * Brings the cart of a reminder's link back: its lines, and the token by which its order counts as recovered
 * (S3.28-30). `landing` names the product on whose page the form was left (S3.50).
 */
export function useRecovery(landing?: string): Recovery {
  const { publishableToken } = useShop().shop;
  const [token] = useState(linkToken);
  const [recovery, setRecovery] = useState({
    busy: token !== "",
    restored: false,
    gone: [] as string[],
    failure: null as unknown,
  });

  useEffect(() => {
    if (token === "" || linkToken() === "") return;
    const stop = new AbortController();
    recover(publishableToken, token, landing, stop.signal).then(
      ({ gone }) => setRecovery({ busy: false, restored: true, gone, failure: null }),
      (failure) => {
        if (stop.signal.aborted) return;
        go(placeOf(landing), true);
        setRecovery({ busy: false, restored: false, gone: [], failure });
      },
    );
    return () => stop.abort();
  }, [publishableToken, token, landing]);

  return recovery;
}

/** Where the link led to, without its token. */
function placeOf(landing: string | undefined): string {
  return landing === undefined ? "/cart" : `/lp/${encodeURIComponent(landing)}`;
}

/** Throws Refused for a link that is over. */
async function recover(publishable: string, token: string, landing: string | undefined, signal: AbortSignal) {
  const { cartRecover } = await askStorefront(publishable, RecoverCartDocument, { input: { token } }, signal);
  const [error] = cartRecover.errors;
  if (!cartRecover.cart) throw new Refused(error?.code ?? "INTERNAL", error?.message ?? "");
  go(placeOf(landing), true); // the address is not to be shared with the token in it
  restoreCart(
    cartRecover.cart.token,
    cartRecover.cart.lines.map(({ sku, quantity, plan }) =>
      plan === "" ? { sku, quantity } : { sku, quantity, plan },
    ),
    landing,
  );
  return cartRecover.cart;
}
