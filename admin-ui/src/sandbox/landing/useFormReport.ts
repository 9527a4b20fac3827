import { useEffect, useRef, useState } from "react";
import { useLocale } from "../../i18n/locale.ts";
import { type FormProgressInput, ReportFormDocument } from "../api/cart.graphql.ts";
import { askStorefront } from "../api/storefront.ts";
import { type CartLine, keepForm } from "../cart/cart.ts";
import { plainEmail, plainPhone } from "../cart/typed.ts";
import { buyerForApi, shippingOf } from "../cart/useQuote.ts";
import { returnUrl } from "../cart/useReportedCart.ts";
import { useShop } from "../shop.tsx";

/** What stands in the form. */
export interface Typed {
  email: string;
  phone: string;
  name: string;
  member: boolean;
  agrees: boolean;
  /** Whether the shopper came by an advertisement whose form-exit setting is on (S3.41). */
  ad: boolean;
}

/** Longer than between two keys. */
const PAUSE_MS = 500;

/**
 * Tells the engine what was typed, a moment after the last key, from the first address or number on (S3.43). Says
 * whether it knows all of it; whatever became of it is no concern of the shopper.
 */
export function useFormReport(line: CartLine, typed: Typed, wording: string): boolean {
  const { shop } = useShop();
  const { publishableToken } = shop;
  const locale = useLocale();
  const [known, setKnown] = useState("");
  const first = useRef(true);
  const { email, phone, ...rest } = typed;
  const said = { ...rest, email: plainEmail(email), phone: plainPhone(phone) };
  const what = JSON.stringify({ line, said, wording, locale, shipping: shippingOf(shop, [line]) });

  useEffect(() => {
    const opening = first.current;
    first.current = false;
    const { line, said, wording, locale, shipping } = JSON.parse(what);
    if (opening || !(said.email || said.phone)) return;
    const send = async () => {
      const page = returnUrl(line.sku);
      const { agrees, ad, ...buyer } = said;
      const input: FormProgressInput = {
        token: keepForm(line.sku, line, buyer),
        buyer: buyerForApi(said, locale),
        lines: [line],
        shipping,
        returnUrl: page,
        ad: ad ? { url: `${page}?utm_source=ad`, formExit: true } : null,
        consent: agrees ? { wording } : null,
      };
      const answer = await askStorefront(
        publishableToken,
        ReportFormDocument,
        { input },
        new AbortController().signal,
      ).catch(() => null);
      if (answer?.formProgress.saved) setKnown(what);
    };
    let sent = false;
    const once = () => {
      if (!sent) send();
      sent = true;
    };
    const timer = setTimeout(once, PAUSE_MS);
    window.addEventListener("pagehide", once);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", once);
    };
  }, [what, publishableToken]);

  return known === what;
}
