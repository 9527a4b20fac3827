// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** An import to look through. */
export type CodeImportCheckInput = {
  /** The job. */
  jobId: string;
  /** What the columns mean; null: guessed from usual headings. */
  columns?: Array<ImportColumnInput> | null | undefined;
  /** 1-255 characters; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** An import of gift cards or coupons to open. */
export type CodeImportOpenInput = {
  /** The live rule under which they go on. */
  rule: string;
  /** A name of the other system, at most 40 characters: ids are unique within it. */
  source: string;
  /** 1-255 characters; a repeat gives the first job (C23). */
  idempotencyKey?: string | null | undefined;
};

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

/** The heading of the file that says something. */
export type ImportColumnInput = {
  /** What it says. */
  column: ImportColumnKind;
  /** Its heading in the file. */
  heading: string;
};

/** What a column of a file with coupons or gift cards says. */
export type ImportColumnKind =
  /** The code that buyers have; needed. */
  | 'CODE'
  /** The other system's id of the row, once per source; without it the code stands for it. */
  | 'KEY'
  /** The owner's address. */
  | 'EMAIL'
  /** The shop's own id of the owner. */
  | 'CUSTOMER'
  /** The owner's telephone number. */
  | 'PHONE'
  /** The owner's name. */
  | 'NAME'
  /** The last day (it counts whole) or the moment; empty: never. */
  | 'ENDS'
  /** Yes or no; what is switched off is not taken over. */
  | 'ENABLED'
  /** Of a gift card, in major units; needed. */
  | 'BALANCE'
  /** Of a gift card: paid or free; empty: as the campaign has it. */
  | 'CONSIDERATION'
  /** Of a gift card: 4 to 8 digits that paying asks for; empty: it has none. */
  | 'PIN'
  /** Of a coupon, in all; empty: unlimited. Without the column: as the rule has it. */
  | 'USES'
  /** Of a coupon; counts before what USES and USED say. */
  | 'USES_LEFT'
  /** How often a coupon was used. */
  | 'USED'
  /** When it was used up. */
  | 'USED_AT'
  /** The order that used it up. */
  | 'ORDER'
  /** What that use took off, in major units. */
  | 'TAKEN_OFF';

/** A job to act on. */
export type JobInput = {
  /** The job. */
  jobId: string;
  /** 1-255 characters; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** What a job does. */
export type JobKindKind =
  /** Gift cards for a file of refunds. */
  | 'BULK_REFUND'
  /** A list as a file. */
  | 'EXPORT'
  /** Products of a file into the catalogue. */
  | 'PRODUCT_IMPORT'
  /** Gift cards that another system made. */
  | 'CARD_IMPORT'
  /** Coupons that another system made. */
  | 'COUPON_IMPORT';

/** Where a job stands. */
export type JobStateKind =
  /** Its file is to be handed in: POST to `uploadPath`. */
  | 'OPEN'
  /** It begins within seconds. */
  | 'WAITING'
  /** A worker is on it; when the worker dies, another goes on within 30 seconds. */
  | 'RUNNING'
  /** Looked through, nothing done; it can be run. */
  | 'CHECKED'
  /** Carried out. */
  | 'DONE'
  /** It stopped, see `problem`; `jobResume` goes on where it stopped. */
  | 'FAILED'
  /** Ended by a person; what it did stays. */
  | 'CANCELLED';

export type CodeJobFragment = { id: string, kind: JobKindKind, state: JobStateKind, subject: string, checking: boolean, done: number, failed: number, total: number | null, problem: string, uploadPath: string | null, outputPath: string | null, failuresPath: string | null, totals: Array<{ name: string, value: number }> };

export type CodeJobQueryVariables = Exact<{
  id: string;
}>;


export type CodeJobQuery = { job: { id: string, kind: JobKindKind, state: JobStateKind, subject: string, checking: boolean, done: number, failed: number, total: number | null, problem: string, uploadPath: string | null, outputPath: string | null, failuresPath: string | null, totals: Array<{ name: string, value: number }> } | null };

export type CodeJobFollowedSubscriptionVariables = Exact<{
  id: string;
}>;


export type CodeJobFollowedSubscription = { jobProgress: { id: string, kind: JobKindKind, state: JobStateKind, subject: string, checking: boolean, done: number, failed: number, total: number | null, problem: string, uploadPath: string | null, outputPath: string | null, failuresPath: string | null, totals: Array<{ name: string, value: number }> } | null };

export type CodeRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type CodeRulesQuery = { coupons: Array<{ name: string, title: string }>, cards: Array<{ name: string, title: string }> };

export type CodePreviewQueryVariables = Exact<{
  id: string;
}>;


export type CodePreviewQuery = { codeImportPreview: { preview: { headings: Array<string>, rows: Array<Array<string>>, columns: Array<{ column: ImportColumnKind, heading: string }> } | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type GiftCardsImportMutationVariables = Exact<{
  input: CodeImportOpenInput;
}>;


export type GiftCardsImportMutation = { giftCardsImport: { job: { id: string, kind: JobKindKind, state: JobStateKind, subject: string, checking: boolean, done: number, failed: number, total: number | null, problem: string, uploadPath: string | null, outputPath: string | null, failuresPath: string | null, totals: Array<{ name: string, value: number }> } | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CouponsImportMutationVariables = Exact<{
  input: CodeImportOpenInput;
}>;


export type CouponsImportMutation = { couponsImport: { job: { id: string, kind: JobKindKind, state: JobStateKind, subject: string, checking: boolean, done: number, failed: number, total: number | null, problem: string, uploadPath: string | null, outputPath: string | null, failuresPath: string | null, totals: Array<{ name: string, value: number }> } | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CodeImportCheckMutationVariables = Exact<{
  input: CodeImportCheckInput;
}>;


export type CodeImportCheckMutation = { codeImportCheck: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CodeImportRunMutationVariables = Exact<{
  input: JobInput;
}>;


export type CodeImportRunMutation = { codeImportRun: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export const CodeJobFragmentDoc = new TypedDocumentString(`
    fragment CodeJob on Job {
  id
  kind
  state
  subject
  checking
  done
  failed
  total
  totals {
    name
    value
  }
  problem
  uploadPath
  outputPath
  failuresPath
}
    `, {"fragmentName":"CodeJob"}) as unknown as TypedDocumentString<CodeJobFragment, unknown>;
export const CodeJobDocument = new TypedDocumentString(`
    query CodeJob($id: ID!) {
  job(id: $id) {
    ...CodeJob
  }
}
    fragment CodeJob on Job {
  id
  kind
  state
  subject
  checking
  done
  failed
  total
  totals {
    name
    value
  }
  problem
  uploadPath
  outputPath
  failuresPath
}`) as unknown as TypedDocumentString<CodeJobQuery, CodeJobQueryVariables>;
export const CodeJobFollowedDocument = new TypedDocumentString(`
    subscription CodeJobFollowed($id: ID!) {
  jobProgress(id: $id) {
    ...CodeJob
  }
}
    fragment CodeJob on Job {
  id
  kind
  state
  subject
  checking
  done
  failed
  total
  totals {
    name
    value
  }
  problem
  uploadPath
  outputPath
  failuresPath
}`) as unknown as TypedDocumentString<CodeJobFollowedSubscription, CodeJobFollowedSubscriptionVariables>;
export const CodeRulesDocument = new TypedDocumentString(`
    query CodeRules {
  coupons: rules(kind: "coupon") {
    name
    title
  }
  cards: giftCardCampaigns {
    name
    title
  }
}
    `) as unknown as TypedDocumentString<CodeRulesQuery, CodeRulesQueryVariables>;
export const CodePreviewDocument = new TypedDocumentString(`
    query CodePreview($id: ID!) {
  codeImportPreview(jobId: $id) {
    preview {
      headings
      rows
      columns {
        column
        heading
      }
    }
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CodePreviewQuery, CodePreviewQueryVariables>;
export const GiftCardsImportDocument = new TypedDocumentString(`
    mutation GiftCardsImport($input: CodeImportOpenInput!) {
  giftCardsImport(input: $input) {
    job {
      ...CodeJob
    }
    errors {
      code
      field
      message
    }
  }
}
    fragment CodeJob on Job {
  id
  kind
  state
  subject
  checking
  done
  failed
  total
  totals {
    name
    value
  }
  problem
  uploadPath
  outputPath
  failuresPath
}`) as unknown as TypedDocumentString<GiftCardsImportMutation, GiftCardsImportMutationVariables>;
export const CouponsImportDocument = new TypedDocumentString(`
    mutation CouponsImport($input: CodeImportOpenInput!) {
  couponsImport(input: $input) {
    job {
      ...CodeJob
    }
    errors {
      code
      field
      message
    }
  }
}
    fragment CodeJob on Job {
  id
  kind
  state
  subject
  checking
  done
  failed
  total
  totals {
    name
    value
  }
  problem
  uploadPath
  outputPath
  failuresPath
}`) as unknown as TypedDocumentString<CouponsImportMutation, CouponsImportMutationVariables>;
export const CodeImportCheckDocument = new TypedDocumentString(`
    mutation CodeImportCheck($input: CodeImportCheckInput!) {
  codeImportCheck(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CodeImportCheckMutation, CodeImportCheckMutationVariables>;
export const CodeImportRunDocument = new TypedDocumentString(`
    mutation CodeImportRun($input: JobInput!) {
  codeImportRun(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CodeImportRunMutation, CodeImportRunMutationVariables>;