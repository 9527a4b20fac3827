import type { OfferNowFragment } from "../api/offer.graphql.ts";

type State = OfferNowFragment["state"];

/** An offer only ever goes on; all that have no number here are its ends. */
const BEFORE_THE_END: Partial<Record<State, number>> = { DECIDED: 0, SHOWN: 1, CLICKED: 2 };
const rank = (state: State) => BEFORE_THE_END[state] ?? 3;

/**
 * What to believe of two answers: the one that is further on. Answers may overtake each other, and the late one of
 * "it was shown" must not take a press back.
 */
export function later<Offer extends { readonly state: State }>(known: Offer | null, told: Offer | null) {
  if (known === null || told === null) return told ?? known;
  return rank(told.state) < rank(known.state) ? known : told;
}
