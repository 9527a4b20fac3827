// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

/** One file of a rule set. */
export type FileInput = {
  /** rules.otoku, templates/thanks.ja.liquid; with / and without .. */
  path: string;
  /** Its text, at most 256 KiB. */
  text: string;
};

/** Rule files to make live. */
export type PublishRulesInput = {
  /** All files of the rule set, 1 to 500; absent: the working copy. */
  files?: Array<FileInput> | null | undefined;
  /** What was looked at: `fingerprint` of `planRules`, 12 digits or more, else PLAN_CHANGED. Required for the working copy. */
  fingerprint?: string | null | undefined;
  /** Publish the working copy although tests of it fail (TESTS_FAILED); files are not tested. */
  evenIfTestsFail?: boolean;
  /** The revision that was live when you began; absent: none was. Else STALE_REVISION. */
  expectedRevision?: number | null | undefined;
  /** What changed, for the history. */
  note?: string;
  /** 1-255 characters; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** A review to approve. */
export type ReleaseApproveInput = {
  /** Its number. */
  review: number;
  /** 1-255 characters; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** A review to reject. */
export type ReleaseRejectInput = {
  /** Its number. */
  review: number;
  /** Why, for who asked; 1-1,000 characters. */
  reason: string;
  /** 1-255 characters; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** What a second person is asked to look at. */
export type ReleaseRequestInput = {
  /** What you looked at: `fingerprint` of `planRules`, 12 digits or more, else PLAN_CHANGED. */
  fingerprint: string;
  /** What to look at, at most 1,000 characters. */
  note?: string;
  /** 1-255 characters; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** Where a review stands; the last three are ends. */
export type ReviewStateKind =
  /** Waits for a second person. */
  | 'REQUESTED'
  /** May go live. */
  | 'APPROVED'
  /** Was rejected; see `reason`. */
  | 'REJECTED'
  /** Something else was asked for instead. */
  | 'SUPERSEDED'
  /** Went live. */
  | 'PUBLISHED';

/** State of a revision (at most one is live). */
export type RevisionStateKind =
  /** Stored, never live. */
  | 'DRAFT'
  /** Decides now. */
  | 'LIVE'
  /** Was live; may be again. */
  | 'SUPERSEDED';

/** A revision to make live again. */
export type RollbackRulesInput = {
  /** Its number. */
  revision: number;
  /** The revision that is live now, else STALE_REVISION. */
  expectedRevision?: number | null | undefined;
  /** 1-255 characters; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** What happens to a block or a message text. */
export type RuleChangeKind =
  /** It is new. */
  | 'ADDED'
  /** It goes away. */
  | 'REMOVED'
  /** It has another name; coupons and figures go on. */
  | 'RENAMED'
  /** It means something else. */
  | 'CHANGED'
  /** Its own lines stay; something that it leans on changes. */
  | 'AFFECTED';

export type PlanOfFragment = { revision: number, base: number | null, fingerprint: string, empty: boolean, textOnly: Array<string>, removed: Array<string>, failed: number, blocks: Array<{ change: RuleChangeKind, kind: string, name: string, former: string, file: string, line: number, because: Array<string>, lines: Array<{ label: string, title: string, old: string | null, new: string | null }> }>, templates: Array<{ change: RuleChangeKind, name: string, locale: string }>, effects: Array<{ rule: string, coupons: number, following: number, messages: number, targetsBefore: string | null, targetsAfter: string | null }>, files: Array<{ path: string, diff: string }>, tests: Array<{ name: string, file: string, line: number, passed: boolean, failures: Array<{ line: number, expected: string, got: string }> }>, diagnostics: Array<{ code: string, message: string, place: { file: string, line: number } }> };

export type PlanQueryVariables = Exact<{ [key: string]: never; }>;


export type PlanQuery = { planRules: { plan: { revision: number, base: number | null, fingerprint: string, empty: boolean, textOnly: Array<string>, removed: Array<string>, failed: number, blocks: Array<{ change: RuleChangeKind, kind: string, name: string, former: string, file: string, line: number, because: Array<string>, lines: Array<{ label: string, title: string, old: string | null, new: string | null }> }>, templates: Array<{ change: RuleChangeKind, name: string, locale: string }>, effects: Array<{ rule: string, coupons: number, following: number, messages: number, targetsBefore: string | null, targetsAfter: string | null }>, files: Array<{ path: string, diff: string }>, tests: Array<{ name: string, file: string, line: number, passed: boolean, failures: Array<{ line: number, expected: string, got: string }> }>, diagnostics: Array<{ code: string, message: string, place: { file: string, line: number } }> } | null, diagnostics: Array<{ code: string, message: string, place: { file: string, line: number } }>, errors: Array<{ code: ErrorCode, message: string }> } };

export type RevisionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type RevisionsQuery = { revisions: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { number: number, state: RevisionStateKind, createdAt: string, publishedAt: string | null, createdByName: string, note: string } }> } };

export type DifferenceQueryVariables = Exact<{
  older: number;
  newer: number;
}>;


export type DifferenceQuery = { revisionDiff: { says: { en: string, ja: string } | null, files: Array<{ path: string, diff: string }> } | null };

export type PublishMutationVariables = Exact<{
  input: PublishRulesInput;
}>;


export type PublishMutation = { publishRules: { revision: { number: number } | null, errors: Array<{ code: ErrorCode, message: string }> } };

export type RollbackMutationVariables = Exact<{
  input: RollbackRulesInput;
}>;


export type RollbackMutation = { rollbackRules: { revision: { number: number } | null, errors: Array<{ code: ErrorCode, message: string }> } };

export type ReviewOfFragment = { number: number, state: ReviewStateKind, fingerprint: string, note: string, requestedByName: string, requestedBy: string, requestedAt: string, mine: boolean, decidedByName: string, decidedBy: string, reason: string, current: boolean };

export type ReviewsQueryVariables = Exact<{ [key: string]: never; }>;


export type ReviewsQuery = { reviews: { edges: Array<{ node: { number: number, state: ReviewStateKind, fingerprint: string, note: string, requestedByName: string, requestedBy: string, requestedAt: string, mine: boolean, decidedByName: string, decidedBy: string, reason: string, current: boolean } }> }, shopProfile: { reviewRequired: boolean } };

export type RequestReviewMutationVariables = Exact<{
  input: ReleaseRequestInput;
}>;


export type RequestReviewMutation = { releaseRequest: { errors: Array<{ code: ErrorCode, message: string }> } };

export type ApproveReviewMutationVariables = Exact<{
  input: ReleaseApproveInput;
}>;


export type ApproveReviewMutation = { releaseApprove: { errors: Array<{ code: ErrorCode, message: string }> } };

export type RejectReviewMutationVariables = Exact<{
  input: ReleaseRejectInput;
}>;


export type RejectReviewMutation = { releaseReject: { errors: Array<{ code: ErrorCode, message: string }> } };

export const PlanOfFragmentDoc = new TypedDocumentString(`
    fragment PlanOf on ReleasePlan {
  revision
  base
  fingerprint
  empty
  blocks {
    change
    kind
    name
    former
    file
    line
    lines {
      label
      title
      old
      new
    }
    because
  }
  templates {
    change
    name
    locale
  }
  effects {
    rule
    coupons
    following
    messages
    targetsBefore
    targetsAfter
  }
  textOnly
  files {
    path
    diff
  }
  removed
  tests {
    name
    file
    line
    passed
    failures {
      line
      expected
      got
    }
  }
  failed
  diagnostics {
    code
    message
    place {
      file
      line
    }
  }
}
    `, {"fragmentName":"PlanOf"}) as unknown as TypedDocumentString<PlanOfFragment, unknown>;
export const ReviewOfFragmentDoc = new TypedDocumentString(`
    fragment ReviewOf on Review {
  number
  state
  fingerprint
  note
  requestedByName
  requestedBy
  requestedAt
  mine
  decidedByName
  decidedBy
  reason
  current
}
    `, {"fragmentName":"ReviewOf"}) as unknown as TypedDocumentString<ReviewOfFragment, unknown>;
export const PlanDocument = new TypedDocumentString(`
    query Plan {
  planRules {
    plan {
      ...PlanOf
    }
    diagnostics {
      code
      message
      place {
        file
        line
      }
    }
    errors {
      code
      message
    }
  }
}
    fragment PlanOf on ReleasePlan {
  revision
  base
  fingerprint
  empty
  blocks {
    change
    kind
    name
    former
    file
    line
    lines {
      label
      title
      old
      new
    }
    because
  }
  templates {
    change
    name
    locale
  }
  effects {
    rule
    coupons
    following
    messages
    targetsBefore
    targetsAfter
  }
  textOnly
  files {
    path
    diff
  }
  removed
  tests {
    name
    file
    line
    passed
    failures {
      line
      expected
      got
    }
  }
  failed
  diagnostics {
    code
    message
    place {
      file
      line
    }
  }
}`) as unknown as TypedDocumentString<PlanQuery, PlanQueryVariables>;
export const RevisionsDocument = new TypedDocumentString(`
    query Revisions($first: Int, $after: String, $last: Int, $before: String) {
  revisions(first: $first, after: $after, last: $last, before: $before) {
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      node {
        number
        state
        createdAt
        publishedAt
        createdByName
        note
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RevisionsQuery, RevisionsQueryVariables>;
export const DifferenceDocument = new TypedDocumentString(`
    query Difference($older: Int!, $newer: Int!) {
  revisionDiff(older: $older, newer: $newer) {
    says {
      en
      ja
    }
    files {
      path
      diff
    }
  }
}
    `) as unknown as TypedDocumentString<DifferenceQuery, DifferenceQueryVariables>;
export const PublishDocument = new TypedDocumentString(`
    mutation Publish($input: PublishRulesInput!) {
  publishRules(input: $input) {
    revision {
      number
    }
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PublishMutation, PublishMutationVariables>;
export const RollbackDocument = new TypedDocumentString(`
    mutation Rollback($input: RollbackRulesInput!) {
  rollbackRules(input: $input) {
    revision {
      number
    }
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RollbackMutation, RollbackMutationVariables>;
export const ReviewsDocument = new TypedDocumentString(`
    query Reviews {
  reviews(first: 5) {
    edges {
      node {
        ...ReviewOf
      }
    }
  }
  shopProfile {
    reviewRequired
  }
}
    fragment ReviewOf on Review {
  number
  state
  fingerprint
  note
  requestedByName
  requestedBy
  requestedAt
  mine
  decidedByName
  decidedBy
  reason
  current
}`) as unknown as TypedDocumentString<ReviewsQuery, ReviewsQueryVariables>;
export const RequestReviewDocument = new TypedDocumentString(`
    mutation RequestReview($input: ReleaseRequestInput!) {
  releaseRequest(input: $input) {
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RequestReviewMutation, RequestReviewMutationVariables>;
export const ApproveReviewDocument = new TypedDocumentString(`
    mutation ApproveReview($input: ReleaseApproveInput!) {
  releaseApprove(input: $input) {
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ApproveReviewMutation, ApproveReviewMutationVariables>;
export const RejectReviewDocument = new TypedDocumentString(`
    mutation RejectReview($input: ReleaseRejectInput!) {
  releaseReject(input: $input) {
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RejectReviewMutation, RejectReviewMutationVariables>;