// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** What happened to a coupon. New values may be added. */
export type CouponEventKind =
  /** It was issued; `subject` is the order that earned it, empty when staff gave it. */
  | 'ISSUED'
  /** Staff gave it by hand. */
  | 'REQUESTED'
  /** A message about it was queued; `subject` is the template. */
  | 'MAIL_QUEUED'
  /** The message was handed to the mail server. */
  | 'MAILED'
  /** The message was not sent; `reason` says why. */
  | 'NOT_MAILED'
  /** Staff asked to send it again. */
  | 'SENT_AGAIN'
  /** A use was set aside for a cart during payment; `hold` says what became of it. */
  | 'HELD'
  /** It was offered and did not apply; `refusal` says why, `reason` in words. */
  | 'REFUSED'
  /** Staff looked at the full code. */
  | 'CODE_SHOWN'
  /** Staff gave it a later end. */
  | 'EXTENDED'
  /** It was used; `subject` is the order. */
  | 'REDEEMED'
  /** Staff withdrew it. */
  | 'REVOKED'
  /** Its last day was over. */
  | 'EXPIRED';

/** A coupon that is to live longer. */
export type CouponExtendInput = {
  /** The coupon, issued or expired. */
  couponId: string;
  /** Its new exclusive end: later than the old one, at most 366 days from now. */
  until: string;
  /** Why, for the audit trail; 1-1,000 characters. */
  reason: string;
  /** A repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** Which coupons; all that is given must hold. */
export type CouponFilter = {
  /** Issued by this rule. */
  rule?: string | null | undefined;
  /** Bound to this address, in any spelling (D1.g). */
  email?: string | null | undefined;
  /** In this state. */
  state?: CouponStateKind | null | undefined;
  /** Earned by the shop's order of this id. */
  orderId?: string | null | undefined;
  /** The one with this code, as a customer reads it out; needs the right coupons. */
  code?: string | null | undefined;
  /** Issued at or after this. */
  issuedSince?: string | null | undefined;
  /** Issued before this. */
  issuedBefore?: string | null | undefined;
};

/** A coupon to give to a customer by hand. */
export type CouponIssueInput = {
  /** The coupon rule whose promise is given. */
  rule: string;
  /** Whose it is and where its mail goes; needed for rules bound to an e-mail. */
  email?: string | null | undefined;
  /** The shop's own customer id. */
  externalId?: string | null | undefined;
  /** Name for the mail. */
  name?: string;
  /** Language of the mail, ja or en; empty: the shop's. */
  locale?: string;
  /** Why, for the audit trail; 1-1,000 characters. */
  reason: string;
  /** A repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** A coupon to mail again. */
export type CouponResendInput = {
  /** The coupon. */
  couponId: string;
  /** Why, for the audit trail; 1-1,000 characters. */
  reason: string;
  /** A repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** A coupon whose full code is to be shown. */
export type CouponRevealInput = {
  /** The coupon. */
  couponId: string;
  /** Accepted for symmetry; each showing is audited. */
  idempotencyKey?: string | null | undefined;
};

/** A coupon to withdraw. */
export type CouponRevokeInput = {
  /** The coupon. */
  couponId: string;
  /** Why, for the audit trail; 1-1,000 characters. */
  reason: string;
  /** A repeat gives the first answer (C23); without a key, a revoked one is STATE_NOT_ALLOWED. */
  idempotencyKey?: string | null | undefined;
};

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

/** What became of a use that was set aside. */
export type HoldStateKind =
  /** It is still set aside. */
  | 'LIVE'
  /** The order came. */
  | 'REDEEMED'
  /** The storefront gave it back. */
  | 'RELEASED'
  /** Its 15 minutes were over. */
  | 'EXPIRED';

/** Where a coupon was offered that did not apply. */
export type RefusedAtKind =
  /** A cart was priced. */
  | 'QUOTE'
  /** A use was to be set aside before payment. */
  | 'HOLD'
  /** An order was reported. */
  | 'ORDER';

export type CouponRowFragment = { id: string, maskedCode: string, state: CouponStateKind, ruleName: string, orderId: string, issuedAt: string, validUntil: string | null, uses: number | null, used: number, held: number, test: boolean, sample: boolean, ownerEmail?: string | null, discount: { percent: string | null, freeShipping: boolean, amount: { amount: number, currency: string } | null } };

export type CouponsQueryVariables = Exact<{
  filter?: CouponFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  pii: boolean;
}>;


export type CouponsQuery = { coupons: { totalCount: number | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, maskedCode: string, state: CouponStateKind, ruleName: string, orderId: string, issuedAt: string, validUntil: string | null, uses: number | null, used: number, held: number, test: boolean, sample: boolean, ownerEmail?: string | null, discount: { percent: string | null, freeShipping: boolean, amount: { amount: number, currency: string } | null } } }> } };

export type CouponRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type CouponRulesQuery = { rules: Array<{ name: string, title: string, status: string }> };

export type CouponQueryVariables = Exact<{
  id: string;
  pii: boolean;
}>;


export type CouponQuery = { coupon: { revision: number, id: string, maskedCode: string, state: CouponStateKind, ruleName: string, orderId: string, issuedAt: string, validUntil: string | null, uses: number | null, used: number, held: number, test: boolean, sample: boolean, ownerEmail?: string | null, rule: { name: string, title: string, description: string, status: string } | null, life: Array<{ at: string, kind: CouponEventKind, subject: string, reason: string, actorName: string | null, hold: HoldStateKind | null, amount: { amount: number, currency: string } | null, refusal: { where: RefusedAtKind, maskedEmail: string, times: number } | null }>, redemptions: Array<{ id: string, orderId: string, at: string, test: boolean, amount: { amount: number, currency: string } }>, discount: { percent: string | null, freeShipping: boolean, amount: { amount: number, currency: string } | null } } | null };

export type CouponRevealMutationVariables = Exact<{
  input: CouponRevealInput;
}>;


export type CouponRevealMutation = { couponReveal: { code: string | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CouponRevokeMutationVariables = Exact<{
  input: CouponRevokeInput;
}>;


export type CouponRevokeMutation = { couponRevoke: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CouponResendMutationVariables = Exact<{
  input: CouponResendInput;
}>;


export type CouponResendMutation = { couponResend: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CouponExtendMutationVariables = Exact<{
  input: CouponExtendInput;
}>;


export type CouponExtendMutation = { couponExtend: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CouponIssueMutationVariables = Exact<{
  input: CouponIssueInput;
}>;


export type CouponIssueMutation = { couponIssue: { coupon: { id: string } | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export const CouponRowFragmentDoc = new TypedDocumentString(`
    fragment CouponRow on Coupon {
  id
  maskedCode
  state
  ruleName
  orderId
  discount {
    amount {
      amount
      currency
    }
    percent
    freeShipping
  }
  issuedAt
  validUntil
  uses
  used
  held
  test
  sample
  ownerEmail @include(if: $pii)
}
    `, {"fragmentName":"CouponRow"}) as unknown as TypedDocumentString<CouponRowFragment, unknown>;
export const CouponsDocument = new TypedDocumentString(`
    query Coupons($filter: CouponFilter, $first: Int, $after: String, $last: Int, $before: String, $pii: Boolean!) {
  coupons(
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
        ...CouponRow
      }
    }
  }
}
    fragment CouponRow on Coupon {
  id
  maskedCode
  state
  ruleName
  orderId
  discount {
    amount {
      amount
      currency
    }
    percent
    freeShipping
  }
  issuedAt
  validUntil
  uses
  used
  held
  test
  sample
  ownerEmail @include(if: $pii)
}`) as unknown as TypedDocumentString<CouponsQuery, CouponsQueryVariables>;
export const CouponRulesDocument = new TypedDocumentString(`
    query CouponRules {
  rules(kind: "coupon") {
    name
    title
    status
  }
}
    `) as unknown as TypedDocumentString<CouponRulesQuery, CouponRulesQueryVariables>;
export const CouponDocument = new TypedDocumentString(`
    query Coupon($id: ID!, $pii: Boolean!) {
  coupon(id: $id) {
    ...CouponRow
    revision
    rule {
      name
      title
      description
      status
    }
    life {
      at
      kind
      subject
      reason
      amount {
        amount
        currency
      }
      actorName
      hold
      refusal {
        where
        maskedEmail
        times
      }
    }
    redemptions {
      id
      orderId
      amount {
        amount
        currency
      }
      at
      test
    }
  }
}
    fragment CouponRow on Coupon {
  id
  maskedCode
  state
  ruleName
  orderId
  discount {
    amount {
      amount
      currency
    }
    percent
    freeShipping
  }
  issuedAt
  validUntil
  uses
  used
  held
  test
  sample
  ownerEmail @include(if: $pii)
}`) as unknown as TypedDocumentString<CouponQuery, CouponQueryVariables>;
export const CouponRevealDocument = new TypedDocumentString(`
    mutation CouponReveal($input: CouponRevealInput!) {
  couponReveal(input: $input) {
    code
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CouponRevealMutation, CouponRevealMutationVariables>;
export const CouponRevokeDocument = new TypedDocumentString(`
    mutation CouponRevoke($input: CouponRevokeInput!) {
  couponRevoke(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CouponRevokeMutation, CouponRevokeMutationVariables>;
export const CouponResendDocument = new TypedDocumentString(`
    mutation CouponResend($input: CouponResendInput!) {
  couponResend(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CouponResendMutation, CouponResendMutationVariables>;
export const CouponExtendDocument = new TypedDocumentString(`
    mutation CouponExtend($input: CouponExtendInput!) {
  couponExtend(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CouponExtendMutation, CouponExtendMutationVariables>;
export const CouponIssueDocument = new TypedDocumentString(`
    mutation CouponIssue($input: CouponIssueInput!) {
  couponIssue(input: $input) {
    coupon {
      id
    }
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CouponIssueMutation, CouponIssueMutationVariables>;