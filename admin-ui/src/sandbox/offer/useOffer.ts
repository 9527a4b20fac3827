import { useCallback, useEffect, useRef, useState } from "react";
import { useLocale } from "../../i18n/locale.ts";
import {
  AcceptOfferDocument,
  DeclineOfferDocument,
  FindOfferDocument,
  type OfferNowFragment,
  ShowOfferDocument,
} from "../api/offer.graphql.ts";
import { Refused } from "../api/refused.ts";
import { askStorefront } from "../api/storefront.ts";
import { useShop } from "../shop.tsx";
import { later } from "./later.ts";

/** A browser may ask five times in five seconds. */
const ASK_AGAIN_MS = 2000;

interface Known {
  offer: OfferNowFragment | null;
  /** Why the last press or look came to nothing. */
  failure: unknown;
  /** A press is on its way to the server. */
  sending: boolean;
}

interface Payload {
  offer: OfferNowFragment | null;
  errors: { code: string; message: string }[];
}

/**
 * The offer of a token as the server has it: looked up when the page is loaded and when the clock of the sandbox was
 * moved, shown once it is drawn, asked for again while payment and order are being changed.
 */
export function useOffer(token: string) {
  const { shop } = useShop();
  const locale = useLocale();
  const [known, setKnown] = useState<Known>({ offer: null, failure: null, sending: false });
  const stop = useRef<AbortController>(null);

  /** `pressed`: the answer of a press; looks may be answered while one is on its way, and leave it so. */
  const take = useCallback((answer: Promise<Payload>, pressed = false) => {
    const signal = stop.current?.signal;
    const learn = (offer: OfferNowFragment | null, failure: unknown) => {
      if (signal?.aborted) return;
      setKnown((before) => ({
        offer: later(before.offer, offer),
        failure: pressed || !before.sending ? failure : before.failure,
        sending: before.sending && !pressed,
      }));
    };
    return answer.then(
      ({ offer, errors: [error] }) => learn(offer, error ? new Refused(error.code, error.message) : null),
      (failure) => learn(null, failure),
    );
  }, []);

  const { publishableToken, clock, generation } = shop;
  const look = useCallback(() => {
    const signal = stop.current?.signal ?? new AbortController().signal;
    return take(
      askStorefront(publishableToken, FindOfferDocument, { token }, signal).then((data) => data.offer),
    );
  }, [publishableToken, token, take]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment of the sandbox ends pages; sentences come in the language of the page
  useEffect(() => {
    stop.current = new AbortController();
    look();
    return () => stop.current?.abort();
  }, [look, clock.aheadSeconds, generation, locale]);

  const state = known.offer?.state;
  useEffect(() => {
    if (state === "DECIDED") {
      // Drawn: that is an impression, and the time begins (S4.65).
      const signal = stop.current?.signal ?? new AbortController().signal;
      take(
        askStorefront(publishableToken, ShowOfferDocument, { input: { token } }, signal).then(
          (data) => data.offerShown,
        ),
      );
    }
    if (state !== "CLICKED") return;
    const timer = setInterval(look, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [state, publishableToken, token, take, look]);

  const act = (ask: (signal: AbortSignal) => Promise<Payload>) => {
    setKnown((before) => ({ ...before, failure: null, sending: true }));
    return take(ask(stop.current?.signal ?? new AbortController().signal), true);
  };
  const accept = (quantity: number) =>
    act((signal) =>
      askStorefront(
        publishableToken,
        AcceptOfferDocument,
        { input: { token, quantity, termsVersion: known.offer?.page.terms?.version ?? "" } },
        signal,
      ).then((data) => data.offerAccept),
    );
  const decline = () =>
    act((signal) =>
      askStorefront(publishableToken, DeclineOfferDocument, { input: { token } }, signal).then(
        (data) => data.offerDecline,
      ),
    );
  return { ...known, accept, decline };
}
