// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** A request to approve. */
export type ApprovalApproveInput = {
  /** Its number. */
  number: number;
  /** Accepted: it is done once anyway. */
  idempotencyKey?: string | null | undefined;
};

/** What is asked for. */
export type ApprovalKindKind =
  /** A balance for a gift card. */
  | 'CREDIT'
  /** A gift card paid out in money. */
  | 'CASH_OUT'
  /** A bulk refund that was looked through. */
  | 'BULK_REFUND'
  /** A file of another system's gift cards that was looked through. */
  | 'CARD_IMPORT';

/** A request to turn down or take back. */
export type ApprovalRejectInput = {
  /** Its number. */
  number: number;
  /** Why; 1-1,000 characters. */
  reason: string;
  /** Accepted for symmetry; the same again changes nothing. */
  idempotencyKey?: string | null | undefined;
};

/** Where a request stands; the last three are ends. */
export type ApprovalStateKind =
  /** Waits for a second person. */
  | 'REQUESTED'
  /** Approved and not carried out: something broke in between. Approve again. */
  | 'APPROVED'
  /** Carried out. */
  | 'DONE'
  /** Turned down, taken back, or it could not be carried out any more; see `reason`. */
  | 'REJECTED'
  /** Nobody approved it within 7 days. */
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

/** The largest that people of a role may do alone; null: no limit. */
export type RoleLimitInput = {
  /** The role. */
  role: StaffRole;
  /** One balance for a gift card, minor units. */
  credit?: number | null | undefined;
  /** One gift card paid out, minor units. */
  cashOut?: number | null | undefined;
  /** One file of refunds or imported gift cards in all, minor units. */
  bulkRefund?: number | null | undefined;
  /** A discount of rules that go live, 0-100 per cent. */
  discountPercent?: number | null | undefined;
  /** The money of a budget that goes live, minor units; amounts without one need a review. */
  budget?: number | null | undefined;
};

/** All limits; roles that are not named have none. */
export type RoleLimitsSetInput = {
  /** Each role once. */
  limits: Array<RoleLimitInput>;
  /** Accepted for symmetry; the same again changes nothing. */
  idempotencyKey?: string | null | undefined;
};

/** What a person is there for (SEC24). New values may be added. */
export type StaffRole =
  /** Everything, staff and tokens too. */
  | 'OWNER'
  /** Writes rules and templates, imports products; does not publish. */
  | 'EDITOR'
  /** Writes and publishes. */
  | 'PUBLISHER'
  /** Helps buyers: sees addresses and codes, issues, extends, withdraws and sends again. */
  | 'SUPPORT'
  /** Sees figures, no addresses; exports. */
  | 'ANALYST'
  /** Reads the audit trail; changes nothing. */
  | 'AUDITOR';

export type ApprovalRowFragment = { number: number, kind: ApprovalKindKind, state: ApprovalStateKind, amount: number, cardId: string | null, jobId: string | null, note: string, requestedByName: string, requestedAt: string, expiresAt: string, mine: boolean, decidedByName: string, reason: string };

export type ApprovalsQueryVariables = Exact<{ [key: string]: never; }>;


export type ApprovalsQuery = { approvals: { edges: Array<{ node: { number: number, kind: ApprovalKindKind, state: ApprovalStateKind, amount: number, cardId: string | null, jobId: string | null, note: string, requestedByName: string, requestedAt: string, expiresAt: string, mine: boolean, decidedByName: string, reason: string } }> } };

export type LimitRowFragment = { role: StaffRole, credit: number | null, cashOut: number | null, bulkRefund: number | null, discountPercent: number | null, budget: number | null };

export type RoleLimitsQueryVariables = Exact<{ [key: string]: never; }>;


export type RoleLimitsQuery = { roleLimits: Array<{ role: StaffRole, credit: number | null, cashOut: number | null, bulkRefund: number | null, discountPercent: number | null, budget: number | null }> };

export type ApproveMoneyMutationVariables = Exact<{
  input: ApprovalApproveInput;
}>;


export type ApproveMoneyMutation = { approvalApprove: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type RejectMoneyMutationVariables = Exact<{
  input: ApprovalRejectInput;
}>;


export type RejectMoneyMutation = { approvalReject: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type SetRoleLimitsMutationVariables = Exact<{
  input: RoleLimitsSetInput;
}>;


export type SetRoleLimitsMutation = { roleLimitsSet: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export const ApprovalRowFragmentDoc = new TypedDocumentString(`
    fragment ApprovalRow on Approval {
  number
  kind
  state
  amount
  cardId
  jobId
  note
  requestedByName
  requestedAt
  expiresAt
  mine
  decidedByName
  reason
}
    `, {"fragmentName":"ApprovalRow"}) as unknown as TypedDocumentString<ApprovalRowFragment, unknown>;
export const LimitRowFragmentDoc = new TypedDocumentString(`
    fragment LimitRow on RoleLimit {
  role
  credit
  cashOut
  bulkRefund
  discountPercent
  budget
}
    `, {"fragmentName":"LimitRow"}) as unknown as TypedDocumentString<LimitRowFragment, unknown>;
export const ApprovalsDocument = new TypedDocumentString(`
    query Approvals {
  approvals(first: 50) {
    edges {
      node {
        ...ApprovalRow
      }
    }
  }
}
    fragment ApprovalRow on Approval {
  number
  kind
  state
  amount
  cardId
  jobId
  note
  requestedByName
  requestedAt
  expiresAt
  mine
  decidedByName
  reason
}`) as unknown as TypedDocumentString<ApprovalsQuery, ApprovalsQueryVariables>;
export const RoleLimitsDocument = new TypedDocumentString(`
    query RoleLimits {
  roleLimits {
    ...LimitRow
  }
}
    fragment LimitRow on RoleLimit {
  role
  credit
  cashOut
  bulkRefund
  discountPercent
  budget
}`) as unknown as TypedDocumentString<RoleLimitsQuery, RoleLimitsQueryVariables>;
export const ApproveMoneyDocument = new TypedDocumentString(`
    mutation ApproveMoney($input: ApprovalApproveInput!) {
  approvalApprove(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ApproveMoneyMutation, ApproveMoneyMutationVariables>;
export const RejectMoneyDocument = new TypedDocumentString(`
    mutation RejectMoney($input: ApprovalRejectInput!) {
  approvalReject(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RejectMoneyMutation, RejectMoneyMutationVariables>;
export const SetRoleLimitsDocument = new TypedDocumentString(`
    mutation SetRoleLimits($input: RoleLimitsSetInput!) {
  roleLimitsSet(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetRoleLimitsMutation, SetRoleLimitsMutationVariables>;