// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Why a code does not apply. With a publishable token most are INVALID_CODE, so that codes cannot be probed (SEC5). */
export type CodeRefusalReason =
  /** The code cannot be used; browsers are told no more. */
  | 'INVALID_CODE'
  /** There is no such code in this shop. */
  | 'UNKNOWN_CODE'
  /** The code was issued to another e-mail address (S1.8). */
  | 'NOT_YOURS'
  /** Of a gift card: the PIN is missing or wrong, or too many wrong ones were tried today (S5.18). */
  | 'PIN_REFUSED'
  /** The code's last day is over (S1.17). */
  | 'EXPIRED'
  /** The code is not valid yet. */
  | 'NOT_STARTED'
  /** The code has no use left (S1.18). */
  | 'USED_UP'
  /** The code was issued with 0 uses (S1.19). */
  | 'LIMIT_ZERO'
  /** Another cart has set the last use aside. */
  | 'HELD'
  /** The code was withdrawn. */
  | 'REVOKED'
  /** The rule of the code is not running. */
  | 'RULE_NOT_LIVE'
  /** The rule's conditions are not met by this cart. */
  | 'CONDITION_NOT_MET'
  /** No product in the cart is a target of the code (S1.23). */
  | 'NO_TARGET_IN_CART'
  /** A limit of the rule is reached. */
  | 'LIMIT_REACHED'
  /** The rule's budget is spent. */
  | 'BUDGET_SPENT'
  /** Something better for the buyer was applied instead. */
  | 'NOT_COMBINABLE'
  /** The discount would be zero, so no use is consumed. */
  | 'NOTHING_TO_TAKE_OFF'
  /** The code works in test orders only, or only outside them (S1.39). */
  | 'TEST_ONLY'
  /** The code is bound to an e-mail address and the cart has none (S1.7). INVALID_CODE with a publishable token: ask for the address before the code. */
  | 'EMAIL_REQUIRED'
  /** Of an offer: the product was bought in another way, once or on a plan, than its pattern says. */
  | 'BOUGHT_OTHERWISE'
  /** Of an offer: other products are in the order (S4.24). */
  | 'OTHER_PRODUCTS'
  /** Of an offer: the product was bought on several plans (S4.23). */
  | 'SEVERAL_PLANS'
  /** Of an offer: none of its plans has the cycle that was bought (S4.31). */
  | 'NO_SUCH_CYCLE'
  /** Of an offer: its product can no longer be offered as the catalogue stands now (S4.26-28). */
  | 'NOT_OFFERABLE'
  /** Of an offer: another one goes first; one order gets one offer (S4.35). */
  | 'HIGHER_OFFER'
  /** Of an offer: the fraud screening of the order was no clear yes. */
  | 'SCREENED'
  /** Of an offer: nothing was paid in a way that can be charged again, such as by gift cards alone. */
  | 'NO_PAYMENT_METHOD';

/** State of a coupon. */
export type CouponStateKind =
  /** May be used, if its time and uses allow. */
  | 'ISSUED'
  /** Every use is taken. */
  | 'USED_UP'
  /** Its last day is over (S1.17). */
  | 'EXPIRED'
  /** Withdrawn by staff. */
  | 'REVOKED';

/** Which orders. */
export type OrderFilter = {
  /** Of this buyer, in any spelling (D1.g). Right: pii. */
  email?: string | null | undefined;
  /** Whether the link of a reminder brought it (S3.31-32). */
  recovered?: YesNoKind;
};

/** Payment state of an order. */
export type OrderStateKind =
  /** Ordered, not paid yet: issues and redeems nothing. */
  | 'PENDING'
  /** Paid: codes are redeemed, coupons issued, mails queued (S1.2). */
  | 'PAID'
  /** Part of the money went back. */
  | 'PARTLY_REFUNDED'
  /** All of the money went back. */
  | 'REFUNDED'
  /** The payment failed. */
  | 'FAILED'
  /** Called off before or after payment. */
  | 'CANCELLED';

/** A search condition. */
export type YesNoKind =
  /** It is all the same. */
  | 'ANY'
  /** Only those. */
  | 'YES'
  /** Only the others. */
  | 'NO';

export type OrderRowFragment = { recoveredMark: string, id: string, externalId: string, state: OrderStateKind, placedAt: string, channel: string, test: boolean, sample: boolean, codes: Array<string>, quote: { total: { amount: number, currency: string }, discount: { amount: number, currency: string } }, buyer?: { email: string | null, name: string } | null };

export type OrdersQueryVariables = Exact<{
  filter?: OrderFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  pii: boolean;
}>;


export type OrdersQuery = { orders: { totalCount: number | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { recoveredMark: string, id: string, externalId: string, state: OrderStateKind, placedAt: string, channel: string, test: boolean, sample: boolean, codes: Array<string>, quote: { total: { amount: number, currency: string }, discount: { amount: number, currency: string } }, buyer?: { email: string | null, name: string } | null } }> } };

export type OrderByNumberQueryVariables = Exact<{
  externalId: string;
  pii: boolean;
}>;


export type OrderByNumberQuery = { order: { recoveredMark: string, id: string, externalId: string, state: OrderStateKind, placedAt: string, channel: string, test: boolean, sample: boolean, codes: Array<string>, quote: { total: { amount: number, currency: string }, discount: { amount: number, currency: string } }, buyer?: { email: string | null, name: string } | null } | null };

export type OrderQueryVariables = Exact<{
  externalId: string;
  pii: boolean;
}>;


export type OrderQuery = { order: { recordedAt: string, revision: number, note: string, statedTotal: number | null, recoveredMark: string, id: string, externalId: string, state: OrderStateKind, placedAt: string, channel: string, test: boolean, sample: boolean, codes: Array<string>, coupons: Array<{ id: string, maskedCode: string, ruleName: string, state: CouponStateKind }>, quote: { lines: Array<{ sku: string, quantity: number, gift: boolean, unitPrice: { amount: number, currency: string }, subtotal: { amount: number, currency: string }, discount: { amount: number, currency: string }, total: { amount: number, currency: string } }>, discounts: Array<{ rule: string | null, code: string | null, amount: { amount: number, currency: string } }>, refusals: Array<{ code: string | null, rule: string | null, reason: CodeRefusalReason, message: string }>, subtotal: { amount: number, currency: string }, shipping: { amount: number, currency: string }, gatewayTotal: { amount: number, currency: string }, total: { amount: number, currency: string }, discount: { amount: number, currency: string } }, buyer?: { email: string | null, name: string } | null } | null };

export const OrderRowFragmentDoc = new TypedDocumentString(`
    fragment OrderRow on Order {
  recoveredMark
  id
  externalId
  state
  placedAt
  channel
  test
  sample
  codes
  quote {
    total {
      amount
      currency
    }
    discount {
      amount
      currency
    }
  }
  buyer @include(if: $pii) {
    email
    name
  }
}
    `, {"fragmentName":"OrderRow"}) as unknown as TypedDocumentString<OrderRowFragment, unknown>;
export const OrdersDocument = new TypedDocumentString(`
    query Orders($filter: OrderFilter, $first: Int, $after: String, $last: Int, $before: String, $pii: Boolean!) {
  orders(
    filter: $filter
    first: $first
    after: $after
    last: $last
    before: $before
  ) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      node {
        ...OrderRow
      }
    }
  }
}
    fragment OrderRow on Order {
  recoveredMark
  id
  externalId
  state
  placedAt
  channel
  test
  sample
  codes
  quote {
    total {
      amount
      currency
    }
    discount {
      amount
      currency
    }
  }
  buyer @include(if: $pii) {
    email
    name
  }
}`) as unknown as TypedDocumentString<OrdersQuery, OrdersQueryVariables>;
export const OrderByNumberDocument = new TypedDocumentString(`
    query OrderByNumber($externalId: String!, $pii: Boolean!) {
  order(externalId: $externalId) {
    ...OrderRow
  }
}
    fragment OrderRow on Order {
  recoveredMark
  id
  externalId
  state
  placedAt
  channel
  test
  sample
  codes
  quote {
    total {
      amount
      currency
    }
    discount {
      amount
      currency
    }
  }
  buyer @include(if: $pii) {
    email
    name
  }
}`) as unknown as TypedDocumentString<OrderByNumberQuery, OrderByNumberQueryVariables>;
export const OrderDocument = new TypedDocumentString(`
    query Order($externalId: String!, $pii: Boolean!) {
  order(externalId: $externalId) {
    ...OrderRow
    recordedAt
    revision
    note
    statedTotal
    coupons {
      id
      maskedCode
      ruleName
      state
    }
    quote {
      lines {
        sku
        quantity
        gift
        unitPrice {
          amount
          currency
        }
        subtotal {
          amount
          currency
        }
        discount {
          amount
          currency
        }
        total {
          amount
          currency
        }
      }
      discounts {
        rule
        code
        amount {
          amount
          currency
        }
      }
      refusals {
        code
        rule
        reason
        message
      }
      subtotal {
        amount
        currency
      }
      shipping {
        amount
        currency
      }
      gatewayTotal {
        amount
        currency
      }
    }
  }
}
    fragment OrderRow on Order {
  recoveredMark
  id
  externalId
  state
  placedAt
  channel
  test
  sample
  codes
  quote {
    total {
      amount
      currency
    }
    discount {
      amount
      currency
    }
  }
  buyer @include(if: $pii) {
    email
    name
  }
}`) as unknown as TypedDocumentString<OrderQuery, OrderQueryVariables>;