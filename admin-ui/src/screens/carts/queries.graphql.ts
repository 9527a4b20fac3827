// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Which carts; all that is given must hold. */
export type CartFilter = {
  /** Whether it was left (S3.22). */
  abandoned?: YesNoKind;
  /** Whether the link of a message brought it back (S3.31). */
  recovered?: YesNoKind;
  /** Left at this point. */
  left?: LeftAt | null | undefined;
  /** Left there. */
  page?: CartPlace | null | undefined;
  /** Of this address; needs the right pii. */
  email?: string | null | undefined;
  /** Left at this instant or later. */
  since?: string | null | undefined;
  /** Left before this instant. */
  until?: string | null | undefined;
};

/** Where a shopper was. */
export type CartPlace =
  /** A landing page. */
  | 'LP'
  /** The shop. */
  | 'SHOP';

/** Carts to remind of by hand. */
export type CartRemindersSendInput = {
  /** 1 to 100 carts. */
  cartIds: Array<string>;
  /** A template of the category `abandonment`, for forms of `remarketing` (S3.12, S3.39). */
  template: string;
  /** By which channel. */
  channel?: ReminderChannel;
  /** 1-255 characters; a repeat sends nothing again (C23). */
  idempotencyKey?: string | null | undefined;
};

/** State of a cart. */
export type CartStateKind =
  /** Nobody has left it: its point was not reached. */
  | 'OPEN'
  /** Left, and no message was sent yet. */
  | 'ABANDONED'
  /** Left, and a message was sent. */
  | 'REMINDED'
  /** Bought through the link of a message (S3.30). */
  | 'RECOVERED'
  /** Bought on another way. */
  | 'PURCHASED'
  /** Its lifetime is over. */
  | 'EXPIRED';

/** Why a request of the business was refused. New values may be added. */
export type ErrorCode =
  /** A line names a SKU that is not in the catalogue. */
  | 'UNKNOWN_PRODUCT'
  /** A line names a plan that the product is not sold on. */
  | 'UNKNOWN_PLAN'
  /** A test order holds a product without its sandbox tick (S1.39). */
  | 'NOT_IN_SANDBOX'
  /** A quantity is zero, negative or absurd (SEC9). */
  | 'QUANTITY_OUT_OF_RANGE'
  /** A price or charge is negative or absurd (SEC9). */
  | 'PRICE_OUT_OF_RANGE'
  /** There are no lines. */
  | 'EMPTY_CART'
  /** There are more lines than a cart may have. */
  | 'TOO_MANY_LINES'
  /** The stated total is not the engine's. */
  | 'TOTALS_DO_NOT_ADD_UP'
  /** A code does not apply; the quote says why. */
  | 'CODE_REFUSED'
  /** The order id was recorded before with other content. */
  | 'ORDER_CHANGED'
  /** The present state does not lead there. */
  | 'STATE_NOT_ALLOWED'
  /** The text is no e-mail address. */
  | 'EMAIL_INVALID'
  /** The text is no telephone number. */
  | 'PHONE_INVALID'
  /** A mail needs a subject. */
  | 'SUBJECT_MISSING'
  /** Advertising must show who sends it and how to stop it (J3). */
  | 'LEGAL_MISSING'
  /** A message to a list that may not or cannot be sent; the message says why. */
  | 'MESSAGE_REFUSED'
  /** The text cannot be a code at all. */
  | 'CODE_INVALID'
  /** More codes than a cart may carry. */
  | 'TOO_MANY_CODES'
  /** A text is empty, too long, or holds control characters. */
  | 'TEXT_INVALID'
  /** An instant lies in the future. */
  | 'TIME_INVALID'
  /** Too many wrong codes from here (SEC6). */
  | 'TOO_MANY_ATTEMPTS'
  /** The key was used for another request (C23). */
  | 'IDEMPOTENCY_MISMATCH'
  /** Others changed the same things; ask again. */
  | 'BUSY'
  /** Nothing of that id in this shop. */
  | 'NOT_FOUND'
  /** Another revision went live meanwhile. */
  | 'STALE_REVISION'
  /** The rule text has errors; see `diagnostics`. */
  | 'RULES_REFUSED'
  /** No use of the code is left. */
  | 'NO_USES_LEFT'
  /** Gift cards cannot do what was asked; the message says why. */
  | 'CARD_REFUSED'
  /** The rule gives this customer no coupon: limit, budget, or not live. */
  | 'NOT_ISSUED'
  /** Unknown address or wrong password; nobody is told which (SEC18). */
  | 'SIGN_IN_REFUSED'
  /** Too many failed sign-ins; wait 15 minutes (SEC18). */
  | 'TOO_MANY_SIGN_INS'
  /** Too many test mails; wait up to an hour. */
  | 'TOO_MANY_TEST_MAILS'
  /** The code is wrong, too old, or was used before (SEC20). */
  | 'SECOND_FACTOR_REFUSED'
  /** The password is too short, too long, or too easily guessed (SEC18). */
  | 'PASSWORD_WEAK'
  /** The one-time link was used or is too old. */
  | 'LINK_DEAD'
  /** White text on the colour could not be read: its contrast with white is below 4.5. */
  | 'COLOUR_TOO_LIGHT'
  /** Somebody of this shop has the address already. */
  | 'EMAIL_TAKEN'
  /** Nobody would be left who may manage staff. */
  | 'LAST_OWNER'
  /** The file changed since you read it; see `conflict`. */
  | 'STALE_FILE'
  /** Something of that name is there already. */
  | 'NAME_TAKEN'
  /** The file is longer than a job takes. */
  | 'FILE_TOO_LARGE'
  /** The file is an Excel workbook, a zip or the like, no CSV and no JSON Lines. */
  | 'FILE_NOT_TEXT'
  /** No column of the file says what every row needs. */
  | 'COLUMN_MISSING'
  /** Rows of the file are alike and have no id: say what they mean; see `twins` of `bulkRefundCheck`. */
  | 'ROWS_ALIKE'
  /** The address may not be called: https to a public server only (SEC27). */
  | 'URL_REFUSED'
  /** The shop has as many webhook endpoints as it may have. */
  | 'TOO_MANY_ENDPOINTS'
  /** The edit cannot be made; the message says why. */
  | 'EDIT_REFUSED'
  /** The edit would add errors to the rules; see `newErrors`. */
  | 'ERRORS_ADDED'
  /** What would be published is not what was looked at. */
  | 'PLAN_CHANGED'
  /** Tests of the rules fail; see the plan. */
  | 'TESTS_FAILED'
  /** More than is left of the order, or nothing at all. */
  | 'REFUND_TOO_MUCH'
  /** The refund id was used for this order before, for something else. */
  | 'REFUND_CHANGED'
  /** More than your role may do alone: it was asked for and waits; see `approvals`. */
  | 'APPROVAL_REQUIRED'
  /** More than your role may do alone, in a way that cannot be asked for; the message says how it can. */
  | 'OVER_LIMIT'
  /** Who asked cannot approve it. */
  | 'APPROVAL_OWN'
  /** It was decided, is too old, or is about what has changed since. */
  | 'APPROVAL_CLOSED'
  /** A second person has to approve these rules before they go live; see `releaseRequest`. */
  | 'REVIEW_REQUIRED'
  /** Who asked for a review cannot approve it. */
  | 'REVIEW_OWN'
  /** The review is not open, or is about what is no longer edited or live. */
  | 'REVIEW_CLOSED'
  /** The offer is over: bought, closed, expired, missed or failed. Nothing was ordered or charged (V17). */
  | 'OFFER_CLOSED'
  /** The offer ended before, in another way; what was taken for it has to go back (S4.2). */
  | 'OFFER_SETTLED'
  /** The built-in shop fulfils offers and renews contracts here; no platform is set up to report them. */
  | 'NO_PLATFORM'
  /** The page did not show the terms that the offer has; `offer` has them (J6). */
  | 'TERMS_NOT_SEEN'
  /** Another order of the contract comes next, or the contract has ended. */
  | 'CONTRACT_MOVED_ON'
  /** The address is not a page of the site that reports, or no web address (SEC26). */
  | 'URL_NOT_ALLOWED'
  /** The person still has a balance or a contract, and nobody confirmed that it may be lost. */
  | 'CLAIMS_OPEN'
  /** Only a person who signed in may do this. */
  | 'PERSON_NEEDED'
  /** A value that no caller may send here. */
  | 'INVALID_INPUT';

/** The point at which a cart was left. */
export type LeftAt =
  /** A member left products in the cart of the shop (S3.5). */
  | 'CART'
  /** Somebody typed into the form of a landing page (S3.43). */
  | 'FORM'
  /** The confirmation screen was reached, or payment failed (S3.4, S3.6-7). */
  | 'CONFIRM';

/** State of a message. */
export type MessageStateKind =
  /** Waiting for its time or the next try. */
  | 'DUE'
  /** A worker prepares it. */
  | 'CLAIMED'
  /** It is being handed to the channel. */
  | 'HANDOVER'
  /** The channel accepted it. */
  | 'SENT'
  /** Whether it left is not known; `messageResolve` settles it. Advertising is never sent again by itself. */
  | 'UNKNOWN'
  /** Given up; see the reason. */
  | 'FAILED'
  /** Not sent on purpose; see the reason. */
  | 'SUPPRESSED'
  /** Its time was over before it could be sent. */
  | 'SKIPPED_LATE'
  /** Called off; see the reason. */
  | 'CANCELLED';

/** How a message leaves. */
export type ReminderChannel =
  /** By e-mail. */
  | 'EMAIL'
  /** By SMS. */
  | 'SMS';

/** A search condition. */
export type YesNoKind =
  /** It is all the same. */
  | 'ANY'
  /** Only those. */
  | 'YES'
  /** Only the others. */
  | 'NO';

export type CartRowFragment = { id: string, state: CartStateKind, left: LeftAt | null, page: CartPlace, member: boolean, abandonedAt: string | null, remindedAt: string | null, clickedAt: string | null, orderExternalId: string | null, abandonedMark: string, abandonedOn: string, recoveredMark: string, test: boolean, lines: Array<{ sku: string, quantity: number }>, abandonedAmount: { amount: number, currency: string } | null, buyer?: { email: string | null, name: string } };

export type CartsQueryVariables = Exact<{
  filter?: CartFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  pii: boolean;
}>;


export type CartsQuery = { carts: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, state: CartStateKind, left: LeftAt | null, page: CartPlace, member: boolean, abandonedAt: string | null, remindedAt: string | null, clickedAt: string | null, orderExternalId: string | null, abandonedMark: string, abandonedOn: string, recoveredMark: string, test: boolean, lines: Array<{ sku: string, quantity: number }>, abandonedAmount: { amount: number, currency: string } | null, buyer?: { email: string | null, name: string } } }> } };

export type CartQueryVariables = Exact<{
  id: string;
}>;


export type CartQuery = { cart: { id: string, state: CartStateKind, left: LeftAt | null, seenAt: string, remindedAt: string | null, clickedAt: string | null, nextLookAt: string | null, orderExternalId: string | null, adUrl: string, lines: Array<{ sku: string, quantity: number, unitPrice: { amount: number, currency: string } }>, messages: Array<{ id: string, state: MessageStateKind, reason: string, template: string, channel: string, due: string, sentAt: string | null }> } | null };

export type CartSumsFragment = { abandoned: number, sent: number, delivered: number, clicked: number, recovered: number, assisted: number, recoveryRate: number | null, abandonedTotal: { amount: number, currency: string }, recoveredTotal: { amount: number, currency: string }, assistedTotal: { amount: number, currency: string } };

export type CartSumsQueryVariables = Exact<{
  since: string;
  until: string;
}>;


export type CartSumsQuery = { confirmation: { abandoned: number, sent: number, delivered: number, clicked: number, recovered: number, assisted: number, recoveryRate: number | null, abandonedTotal: { amount: number, currency: string }, recoveredTotal: { amount: number, currency: string }, assistedTotal: { amount: number, currency: string } }, form: { abandoned: number, sent: number, delivered: number, clicked: number, recovered: number, assisted: number, recoveryRate: number | null, abandonedTotal: { amount: number, currency: string }, recoveredTotal: { amount: number, currency: string }, assistedTotal: { amount: number, currency: string } } };

export type ReminderTemplatesQueryVariables = Exact<{ [key: string]: never; }>;


export type ReminderTemplatesQuery = { templates: Array<{ name: string, path: string, category: string | null, subject: string | null }> };

export type CartRemindersSendMutationVariables = Exact<{
  input: CartRemindersSendInput;
}>;


export type CartRemindersSendMutation = { cartRemindersSend: { rows: Array<{ cartId: string, queued: boolean, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> }>, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export const CartRowFragmentDoc = new TypedDocumentString(`
    fragment CartRow on Cart {
  id
  state
  left
  page
  member
  lines {
    sku
    quantity
  }
  abandonedAt
  remindedAt
  clickedAt
  orderExternalId
  abandonedMark
  abandonedOn
  abandonedAmount {
    amount
    currency
  }
  recoveredMark
  test
  buyer @include(if: $pii) {
    email
    name
  }
}
    `, {"fragmentName":"CartRow"}) as unknown as TypedDocumentString<CartRowFragment, unknown>;
export const CartSumsFragmentDoc = new TypedDocumentString(`
    fragment CartSums on CartTotals {
  abandoned
  abandonedTotal {
    amount
    currency
  }
  sent
  delivered
  clicked
  recovered
  recoveredTotal {
    amount
    currency
  }
  assisted
  assistedTotal {
    amount
    currency
  }
  recoveryRate
}
    `, {"fragmentName":"CartSums"}) as unknown as TypedDocumentString<CartSumsFragment, unknown>;
export const CartsDocument = new TypedDocumentString(`
    query Carts($filter: CartFilter, $first: Int, $after: String, $last: Int, $before: String, $pii: Boolean!) {
  carts(
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
        ...CartRow
      }
    }
  }
}
    fragment CartRow on Cart {
  id
  state
  left
  page
  member
  lines {
    sku
    quantity
  }
  abandonedAt
  remindedAt
  clickedAt
  orderExternalId
  abandonedMark
  abandonedOn
  abandonedAmount {
    amount
    currency
  }
  recoveredMark
  test
  buyer @include(if: $pii) {
    email
    name
  }
}`) as unknown as TypedDocumentString<CartsQuery, CartsQueryVariables>;
export const CartDocument = new TypedDocumentString(`
    query Cart($id: ID!) {
  cart(id: $id) {
    id
    state
    left
    seenAt
    remindedAt
    clickedAt
    nextLookAt
    orderExternalId
    adUrl
    lines {
      sku
      quantity
      unitPrice {
        amount
        currency
      }
    }
    messages {
      id
      state
      reason
      template
      channel
      due
      sentAt
    }
  }
}
    `) as unknown as TypedDocumentString<CartQuery, CartQueryVariables>;
export const CartSumsDocument = new TypedDocumentString(`
    query CartSums($since: Date!, $until: Date!) {
  confirmation: cartTotals(since: $since, until: $until, left: [CART, CONFIRM]) {
    ...CartSums
  }
  form: cartTotals(since: $since, until: $until, left: [FORM]) {
    ...CartSums
  }
}
    fragment CartSums on CartTotals {
  abandoned
  abandonedTotal {
    amount
    currency
  }
  sent
  delivered
  clicked
  recovered
  recoveredTotal {
    amount
    currency
  }
  assisted
  assistedTotal {
    amount
    currency
  }
  recoveryRate
}`) as unknown as TypedDocumentString<CartSumsQuery, CartSumsQueryVariables>;
export const ReminderTemplatesDocument = new TypedDocumentString(`
    query ReminderTemplates {
  templates {
    name
    path
    category
    subject
  }
}
    `) as unknown as TypedDocumentString<ReminderTemplatesQuery, ReminderTemplatesQueryVariables>;
export const CartRemindersSendDocument = new TypedDocumentString(`
    mutation CartRemindersSend($input: CartRemindersSendInput!) {
  cartRemindersSend(input: $input) {
    rows {
      cartId
      queued
      errors {
        code
        field
        message
      }
    }
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CartRemindersSendMutation, CartRemindersSendMutationVariables>;