// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Why an offer that was pressed brought no order (S4.68). */
export type OfferFailureKind =
  /** The gateway refused the payment. */
  | 'PAYMENT_REFUSED'
  /** The gateway could not be reached; nothing was taken. */
  | 'PAYMENT_UNREACHABLE'
  /** Nobody said in time whether the money was taken. */
  | 'PAYMENT_UNKNOWN'
  /** The order or contract could not be changed; the money went back. */
  | 'COMMERCE_REFUSED'
  /** The platform could not be reached. */
  | 'COMMERCE_UNREACHABLE'
  /** The order was refunded or cancelled meanwhile. */
  | 'ORDER_CHANGED'
  /** The product cannot be bought any more. */
  | 'NOT_AVAILABLE';

/** Which offers. */
export type OfferFilter = {
  /** Made by this rule. */
  rule?: string | null | undefined;
  /** That have come so far. */
  state?: OfferStateKind | null | undefined;
};

/** How far an offer has come. The last five are ends. */
export type OfferStateKind =
  /** Made, and not yet shown. */
  | 'DECIDED'
  /** The page was rendered (S4.65). */
  | 'SHOWN'
  /** The buy button was pressed (S4.66); payment and change of the order are under way. */
  | 'CLICKED'
  /** Paid and added (S4.67). */
  | 'SUCCEEDED'
  /** Pressed, and it came to nothing; the first order stands (S4.2, S4.68). */
  | 'FAILED'
  /** The shopper closed the page. */
  | 'DECLINED'
  /** Time was up (S4.39). */
  | 'EXPIRED'
  /** The page was never rendered (D4.j). */
  | 'MISSED';

/** What a row of exported results is. */
export type ResultsBy =
  /** An offer that was made. */
  | 'OFFER'
  /** A day of counters. */
  | 'DAY';

/** How results are written. */
export type ResultsFormatKind =
  /** For a spreadsheet. */
  | 'CSV'
  /** One JSON object per line. */
  | 'JSONL';

export type OfferSumsFragment = { rule: string, day: string | null, decided: number, shown: number, clicked: number, orders: number, failed: number, declined: number, expired: number, missed: number, revenue: { amount: number, currency: string } };

export type MadeOfferFragment = { id: string, orderId: string, state: OfferStateKind, product: string, plans: Array<string>, quantity: number, presses: number, decidedAt: string, endedAt: string | null, failure: OfferFailureKind | null, failureMessage: string, detail: string, madeOrder: string, test: boolean, total: { amount: number, currency: string }, buyer?: { email: string | null } };

export type OfferRulesQueryVariables = Exact<{
  since: string;
  until: string;
}>;


export type OfferRulesQuery = { rules: Array<{ name: string, title: string, status: string, priority: number, file: string }>, offerTotals: Array<{ rule: string, day: string | null, decided: number, shown: number, clicked: number, orders: number, failed: number, declined: number, expired: number, missed: number, revenue: { amount: number, currency: string } }> };

export type OfferPeriodQueryVariables = Exact<{
  rule: string;
  since: string;
  until: string;
}>;


export type OfferPeriodQuery = { rule: { kind: string, title: string, file: string, status: string, priority: number } | null, offerFigures: { total: { rule: string, day: string | null, decided: number, shown: number, clicked: number, orders: number, failed: number, declined: number, expired: number, missed: number, revenue: { amount: number, currency: string } }, days: Array<{ rule: string, day: string | null, decided: number, shown: number, clicked: number, orders: number, failed: number, declined: number, expired: number, missed: number, revenue: { amount: number, currency: string } }>, failures: Array<{ reason: OfferFailureKind, message: string, count: number }> } };

export type MadeOffersQueryVariables = Exact<{
  filter?: OfferFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  pii: boolean;
}>;


export type MadeOffersQuery = { offers: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, orderId: string, state: OfferStateKind, product: string, plans: Array<string>, quantity: number, presses: number, decidedAt: string, endedAt: string | null, failure: OfferFailureKind | null, failureMessage: string, detail: string, madeOrder: string, test: boolean, total: { amount: number, currency: string }, buyer?: { email: string | null } } }> } };

export type OfferResultsFileQueryVariables = Exact<{
  rule: string;
  since: string;
  until: string;
  format: ResultsFormatKind;
  by: ResultsBy;
}>;


export type OfferResultsFileQuery = { offerResultsExport: { name: string, mediaType: string, text: string, rows: number, complete: boolean } };

export const OfferSumsFragmentDoc = new TypedDocumentString(`
    fragment OfferSums on OfferFigures {
  rule
  day
  decided
  shown
  clicked
  orders
  failed
  declined
  expired
  missed
  revenue {
    amount
    currency
  }
}
    `, {"fragmentName":"OfferSums"}) as unknown as TypedDocumentString<OfferSumsFragment, unknown>;
export const MadeOfferFragmentDoc = new TypedDocumentString(`
    fragment MadeOffer on OfferInstance {
  id
  orderId
  state
  product
  plans
  quantity
  presses
  total {
    amount
    currency
  }
  decidedAt
  endedAt
  failure
  failureMessage
  detail
  madeOrder
  test
  buyer @include(if: $pii) {
    email
  }
}
    `, {"fragmentName":"MadeOffer"}) as unknown as TypedDocumentString<MadeOfferFragment, unknown>;
export const OfferRulesDocument = new TypedDocumentString(`
    query OfferRules($since: Date!, $until: Date!) {
  rules(kind: "offer") {
    name
    title
    status
    priority
    file
  }
  offerTotals(since: $since, until: $until) {
    ...OfferSums
  }
}
    fragment OfferSums on OfferFigures {
  rule
  day
  decided
  shown
  clicked
  orders
  failed
  declined
  expired
  missed
  revenue {
    amount
    currency
  }
}`) as unknown as TypedDocumentString<OfferRulesQuery, OfferRulesQueryVariables>;
export const OfferPeriodDocument = new TypedDocumentString(`
    query OfferPeriod($rule: String!, $since: Date!, $until: Date!) {
  rule(name: $rule) {
    kind
    title
    file
    status
    priority
  }
  offerFigures(rule: $rule, since: $since, until: $until) {
    total {
      ...OfferSums
    }
    days {
      ...OfferSums
    }
    failures {
      reason
      message
      count
    }
  }
}
    fragment OfferSums on OfferFigures {
  rule
  day
  decided
  shown
  clicked
  orders
  failed
  declined
  expired
  missed
  revenue {
    amount
    currency
  }
}`) as unknown as TypedDocumentString<OfferPeriodQuery, OfferPeriodQueryVariables>;
export const MadeOffersDocument = new TypedDocumentString(`
    query MadeOffers($filter: OfferFilter, $first: Int, $after: String, $last: Int, $before: String, $pii: Boolean!) {
  offers(
    filter: $filter
    first: $first
    after: $after
    last: $last
    before: $before
  ) {
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      node {
        ...MadeOffer
      }
    }
  }
}
    fragment MadeOffer on OfferInstance {
  id
  orderId
  state
  product
  plans
  quantity
  presses
  total {
    amount
    currency
  }
  decidedAt
  endedAt
  failure
  failureMessage
  detail
  madeOrder
  test
  buyer @include(if: $pii) {
    email
  }
}`) as unknown as TypedDocumentString<MadeOffersQuery, MadeOffersQueryVariables>;
export const OfferResultsFileDocument = new TypedDocumentString(`
    query OfferResultsFile($rule: String!, $since: Date!, $until: Date!, $format: ResultsFormatKind!, $by: ResultsBy!) {
  offerResultsExport(
    rule: $rule
    since: $since
    until: $until
    format: $format
    by: $by
  ) {
    name
    mediaType
    text
    rows
    complete
  }
}
    `) as unknown as TypedDocumentString<OfferResultsFileQuery, OfferResultsFileQueryVariables>;