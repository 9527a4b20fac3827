// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** How grave a finding is. */
export type DiagnosticSeverity =
  /** Keeps the rules from going live. */
  | 'ERROR'
  /** Worth a look; the rules may go live. */
  | 'WARNING';

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

/** What becomes of coupons that a paused rule has issued. */
export type IssuedCoupons =
  /** They stay good: the rule is `paused`. */
  | 'HONOURED'
  /** They are refused until it resumes, but in a payment that has set its use aside: the rule is `stopped`. */
  | 'REFUSED';

/** How the working copy differs from what is live. */
export type RuleEditState =
  /** Not live yet. */
  | 'ADDED'
  /** Edited since it went live. */
  | 'CHANGED'
  /** Live, and no more in the working copy. */
  | 'REMOVED';

/** What is wrong with a rule. */
export type RuleHealthCode =
  /** Its file has errors; what is live goes on. */
  | 'FILE_ERRORS'
  /** An offer that is not shown: its product is gone, or not as the offer needs it (S4.28). */
  | 'NOT_OFFERABLE'
  /** Its budget is used up. */
  | 'BUDGET_SPENT'
  /** Messages could not be delivered in the last 7 days. */
  | 'DELIVERY_FAILED'
  /** Its budget is near its end. */
  | 'BUDGET_LOW'
  /** Orders came in the last 7 days, and it never matched. */
  | 'SILENT'
  /** Limits or a budget held it back in the last 7 days. */
  | 'LIMITED'
  /** The compiler has findings that are worth a look. */
  | 'WARNINGS';

/** A live rule to stop, at once. */
export type RulePauseInput = {
  /** Its name. */
  rule: string;
  /** Why; kept in the history and the audit trail. */
  reason: string;
  /** What becomes of coupons that are out; HONOURED without it. */
  issued?: IssuedCoupons | null | undefined;
  /** 1-255 characters; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** A paused or stopped rule to start again, at once. */
export type RuleResumeInput = {
  /** Its name. */
  rule: string;
  /** Why; kept in the history and the audit trail. */
  reason: string;
  /** 1-255 characters; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** How a rule is. */
export type RuleVerdict =
  /** Nothing to do. */
  | 'GOOD'
  /** It acts; somebody should look at it. */
  | 'WATCH'
  /** It cannot do what it promises, or cannot be published as edited. */
  | 'BROKEN'
  /** It does not act: paused, draft, archived, or not live. */
  | 'OFF';

export type RuleListQueryVariables = Exact<{ [key: string]: never; }>;


export type RuleListQuery = { ruleList: Array<{ name: string, kind: string, title: string, file: string, line: number, priority: number, status: string, liveStatus: string | null, edited: RuleEditState | null, errors: number, warnings: number, verdict: RuleVerdict, lastMatched: string | null, reasons: Array<{ code: RuleHealthCode, message: string }>, days: Array<{ day: string, matched: number, issued: number, redeemed: number, discount: { amount: number, currency: string } }> }>, ruleFiles: { revision: number, liveRevision: number | null, unpublished: boolean, removed: Array<string>, files: Array<{ path: string, rules: number, errors: number, changed: boolean }>, diagnostics: Array<{ code: string, severity: DiagnosticSeverity, message: string, place: { file: string, line: number } }> } };

export type PauseRuleMutationVariables = Exact<{
  input: RulePauseInput;
}>;


export type PauseRuleMutation = { rulePause: { revision: { number: number } | null, errors: Array<{ code: ErrorCode, message: string }> } };

export type ResumeRuleMutationVariables = Exact<{
  input: RuleResumeInput;
}>;


export type ResumeRuleMutation = { ruleResume: { revision: { number: number } | null, errors: Array<{ code: ErrorCode, message: string }> } };


export const RuleListDocument = new TypedDocumentString(`
    query RuleList {
  ruleList {
    name
    kind
    title
    file
    line
    priority
    status
    liveStatus
    edited
    errors
    warnings
    verdict
    reasons {
      code
      message
    }
    lastMatched
    days {
      day
      matched
      issued
      redeemed
      discount {
        amount
        currency
      }
    }
  }
  ruleFiles {
    revision
    liveRevision
    unpublished
    removed
    files {
      path
      rules
      errors
      changed
    }
    diagnostics {
      code
      severity
      message
      place {
        file
        line
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RuleListQuery, RuleListQueryVariables>;
export const PauseRuleDocument = new TypedDocumentString(`
    mutation PauseRule($input: RulePauseInput!) {
  rulePause(input: $input) {
    revision {
      number
    }
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PauseRuleMutation, PauseRuleMutationVariables>;
export const ResumeRuleDocument = new TypedDocumentString(`
    mutation ResumeRule($input: RuleResumeInput!) {
  ruleResume(input: $input) {
    revision {
      number
    }
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ResumeRuleMutation, ResumeRuleMutationVariables>;