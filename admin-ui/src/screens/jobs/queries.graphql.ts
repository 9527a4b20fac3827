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

/** How a file is written. */
export type ExportFormat =
  /** CSV in UTF-8 with its mark, safe for spreadsheets (SEC29). */
  | 'CSV'
  /** JSON Lines. */
  | 'JSONL';

/** A list that can be taken away. */
export type ExportKind =
  /** Coupons, codes masked. */
  | 'COUPONS'
  /** Uses of coupons and grants of rules (S5.42). */
  | 'REDEMPTIONS'
  /** Orders with the engine's price. */
  | 'ORDERS'
  /** Gift cards with balance and metadata, codes masked. */
  | 'CARDS'
  /** Every movement of value on gift cards, with its postings (J12). */
  | 'LEDGER';

/** A list to take away. */
export type ExportStartInput = {
  /** Which list. */
  list: ExportKind;
  /** How it is written. */
  format?: ExportFormat;
  /** Only of this rule; not for orders. */
  rule?: string | null | undefined;
  /** Coupons issued, and movements made, from here on, included. */
  since?: string | null | undefined;
  /** And before this instant. */
  until?: string | null | undefined;
  /** 1-255 characters; a repeat gives the first job (C23). */
  idempotencyKey?: string | null | undefined;
};

/** Form of a product file. */
export type ImportFormatKind =
  /** Comma-separated with a heading line: Otoku's columns, or Shopify's product export. */
  | 'CSV'
  /** One JSON object per line. */
  | 'JSONL';

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

/** An import of products to open. */
export type ProductImportOpenInput = {
  /** How the file is written. */
  format?: ImportFormatKind;
  /** 1-255 characters; a repeat gives the first job (C23). */
  idempotencyKey?: string | null | undefined;
};

export type JobRowFragment = { id: string, kind: JobKindKind, state: JobStateKind, subject: string, checking: boolean, done: number, failed: number, total: number | null, problem: string, outputPath: string | null, failuresPath: string | null, createdAt: string, endedAt: string | null };

export type JobsQueryVariables = Exact<{
  after?: string | null | undefined;
  kind?: JobKindKind | null | undefined;
}>;


export type JobsQuery = { jobs: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, kind: JobKindKind, state: JobStateKind, subject: string, checking: boolean, done: number, failed: number, total: number | null, problem: string, outputPath: string | null, failuresPath: string | null, createdAt: string, endedAt: string | null } }> } };

export type JobFollowedSubscriptionVariables = Exact<{
  id: string;
}>;


export type JobFollowedSubscription = { jobProgress: { id: string, kind: JobKindKind, state: JobStateKind, subject: string, checking: boolean, done: number, failed: number, total: number | null, problem: string, outputPath: string | null, failuresPath: string | null, createdAt: string, endedAt: string | null } | null };

export type ExportStartMutationVariables = Exact<{
  input: ExportStartInput;
}>;


export type ExportStartMutation = { exportStart: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type JobCancelMutationVariables = Exact<{
  input: JobInput;
}>;


export type JobCancelMutation = { jobCancel: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type JobResumeMutationVariables = Exact<{
  input: JobInput;
}>;


export type JobResumeMutation = { jobResume: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type ProductImportOpenMutationVariables = Exact<{
  input: ProductImportOpenInput;
}>;


export type ProductImportOpenMutation = { productImportOpen: { job: { id: string, uploadPath: string | null } | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type ProductImportCheckMutationVariables = Exact<{
  input: JobInput;
}>;


export type ProductImportCheckMutation = { productImportCheck: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type ProductImportRunMutationVariables = Exact<{
  input: JobInput;
}>;


export type ProductImportRunMutation = { productImportRun: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export const JobRowFragmentDoc = new TypedDocumentString(`
    fragment JobRow on Job {
  id
  kind
  state
  subject
  checking
  done
  failed
  total
  problem
  outputPath
  failuresPath
  createdAt
  endedAt
}
    `, {"fragmentName":"JobRow"}) as unknown as TypedDocumentString<JobRowFragment, unknown>;
export const JobsDocument = new TypedDocumentString(`
    query Jobs($after: String, $kind: JobKindKind) {
  jobs(first: 20, after: $after, kind: $kind) {
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      node {
        ...JobRow
      }
    }
  }
}
    fragment JobRow on Job {
  id
  kind
  state
  subject
  checking
  done
  failed
  total
  problem
  outputPath
  failuresPath
  createdAt
  endedAt
}`) as unknown as TypedDocumentString<JobsQuery, JobsQueryVariables>;
export const JobFollowedDocument = new TypedDocumentString(`
    subscription JobFollowed($id: ID!) {
  jobProgress(id: $id) {
    ...JobRow
  }
}
    fragment JobRow on Job {
  id
  kind
  state
  subject
  checking
  done
  failed
  total
  problem
  outputPath
  failuresPath
  createdAt
  endedAt
}`) as unknown as TypedDocumentString<JobFollowedSubscription, JobFollowedSubscriptionVariables>;
export const ExportStartDocument = new TypedDocumentString(`
    mutation ExportStart($input: ExportStartInput!) {
  exportStart(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ExportStartMutation, ExportStartMutationVariables>;
export const JobCancelDocument = new TypedDocumentString(`
    mutation JobCancel($input: JobInput!) {
  jobCancel(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JobCancelMutation, JobCancelMutationVariables>;
export const JobResumeDocument = new TypedDocumentString(`
    mutation JobResume($input: JobInput!) {
  jobResume(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JobResumeMutation, JobResumeMutationVariables>;
export const ProductImportOpenDocument = new TypedDocumentString(`
    mutation ProductImportOpen($input: ProductImportOpenInput!) {
  productImportOpen(input: $input) {
    job {
      id
      uploadPath
    }
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ProductImportOpenMutation, ProductImportOpenMutationVariables>;
export const ProductImportCheckDocument = new TypedDocumentString(`
    mutation ProductImportCheck($input: JobInput!) {
  productImportCheck(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ProductImportCheckMutation, ProductImportCheckMutationVariables>;
export const ProductImportRunDocument = new TypedDocumentString(`
    mutation ProductImportRun($input: JobInput!) {
  productImportRun(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ProductImportRunMutation, ProductImportRunMutationVariables>;