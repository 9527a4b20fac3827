import { useQuery } from "@tanstack/react-query";
import { ask } from "../../api/query.ts";
import { normalised } from "../../i18n/normalise.ts";
import { pageVariables } from "../../parts/search.ts";
import { useRight } from "../../shell/shop.tsx";
import { CardsDocument } from "./queries.graphql.ts";
import type { CardSearch } from "./screen.ts";

const CODE = /^[0-9A-Z\s‐-―ー−-]{6,48}$/i;
const USUAL_NAME = "booking_id";

/** What was typed is an address, or else a code; where it is no card's code, it is an order's number. */
export function useCards(search: CardSearch) {
  const pii = useRight("pii");
  const codes = useRight("coupons");
  const typed = normalised(search.q ?? "");
  const filter = {
    campaign: search.campaign ?? null,
    state: search.state ?? null,
    enabled: search.switch ? search.switch === "ON" : null,
    metadata: search.value ? { name: search.meta ?? USUAL_NAME, value: search.value } : null,
  };
  const page = { ...pageVariables(search), pii };
  const asCode = codes && CODE.test(typed);
  const byCode = useQuery({
    ...ask(CardsDocument, { ...page, filter: { ...filter, code: typed } }),
    enabled: asCode,
  });
  const found = (byCode.data?.giftCards.edges.length ?? 0) > 0;
  const own = typed.includes("@") ? { email: typed } : typed ? { orderId: typed } : {};
  const others = useQuery({
    ...ask(CardsDocument, { ...page, filter: { ...filter, ...own } }),
    enabled: !asCode || (byCode.isFetched && !found),
  });
  return asCode && (found || byCode.error || byCode.isPending) ? byCode : others;
}
