// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** A bulk refund to look through. */
export type BulkRefundCheckInput = {
  /** The job. */
  jobId: string;
  /** What the columns mean; null: guessed. */
  columns?: BulkRefundColumnsInput | null | undefined;
  /** What rows alike mean; null: as said before, else `bulkRefundRun` is ROWS_ALIKE. */
  twins?: TwinsKind | null | undefined;
  /** 1-255 characters; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** Which heading of the file says what; absent: guessed from usual headings. */
export type BulkRefundColumnsInput = {
  /** The booking or order that is refunded; metadata booking_id. */
  bookingColumn: string;
  /** Money in major units, such as 12,000 or 49.50. */
  amountColumn: string;
  /** The shop's own id of the customer. */
  customerColumn?: string;
  /** Address; one of customer and email is needed. */
  emailColumn?: string;
  /** The customer's name. */
  nameColumn?: string;
  /** The shop's own id of the row; without it booking and customer stand for it. */
  keyColumn?: string;
};

/** A bulk refund to open. */
export type BulkRefundOpenInput = {
  /** The live gift card rule whose cards are given. */
  campaign: string;
  /** Send the rule's messages; false: the shop sends the codes itself (S5.30). */
  notify?: boolean;
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

/** What rows mean that have no id of their own and are alike in booking and customer. */
export type TwinsKind =
  /** The same refund, written twice: the first one counts. */
  | 'ONCE'
  /** Refunds of their own, each is given. */
  | 'EACH';

export type RefundJobFragment = { id: string, kind: JobKindKind, state: JobStateKind, subject: string, checking: boolean, done: number, failed: number, total: number | null, problem: string, uploadPath: string | null, outputPath: string | null, failuresPath: string | null, createdAt: string, endedAt: string | null, totals: Array<{ name: string, value: number }> };

export type RefundJobsQueryVariables = Exact<{ [key: string]: never; }>;


export type RefundJobsQuery = { jobs: { edges: Array<{ node: { id: string, kind: JobKindKind, state: JobStateKind, subject: string, checking: boolean, done: number, failed: number, total: number | null, problem: string, uploadPath: string | null, outputPath: string | null, failuresPath: string | null, createdAt: string, endedAt: string | null, totals: Array<{ name: string, value: number }> } }> } };

export type RefundJobQueryVariables = Exact<{
  id: string;
}>;


export type RefundJobQuery = { job: { id: string, kind: JobKindKind, state: JobStateKind, subject: string, checking: boolean, done: number, failed: number, total: number | null, problem: string, uploadPath: string | null, outputPath: string | null, failuresPath: string | null, createdAt: string, endedAt: string | null, totals: Array<{ name: string, value: number }> } | null };

export type RefundFollowedSubscriptionVariables = Exact<{
  id: string;
}>;


export type RefundFollowedSubscription = { jobProgress: { id: string, kind: JobKindKind, state: JobStateKind, subject: string, checking: boolean, done: number, failed: number, total: number | null, problem: string, uploadPath: string | null, outputPath: string | null, failuresPath: string | null, createdAt: string, endedAt: string | null, totals: Array<{ name: string, value: number }> } | null };

export type RefundPreviewQueryVariables = Exact<{
  id: string;
}>;


export type RefundPreviewQuery = { bulkRefundPreview: { preview: { headings: Array<string>, rows: Array<Array<string>>, columns: { bookingColumn: string, amountColumn: string, customerColumn: string, emailColumn: string, nameColumn: string, keyColumn: string } } | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type RefundCampaignsQueryVariables = Exact<{ [key: string]: never; }>;


export type RefundCampaignsQuery = { giftCardCampaigns: Array<{ name: string, title: string }> };

export type BulkRefundOpenMutationVariables = Exact<{
  input: BulkRefundOpenInput;
}>;


export type BulkRefundOpenMutation = { bulkRefundOpen: { job: { id: string, kind: JobKindKind, state: JobStateKind, subject: string, checking: boolean, done: number, failed: number, total: number | null, problem: string, uploadPath: string | null, outputPath: string | null, failuresPath: string | null, createdAt: string, endedAt: string | null, totals: Array<{ name: string, value: number }> } | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type BulkRefundCheckMutationVariables = Exact<{
  input: BulkRefundCheckInput;
}>;


export type BulkRefundCheckMutation = { bulkRefundCheck: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type BulkRefundRunMutationVariables = Exact<{
  input: JobInput;
}>;


export type BulkRefundRunMutation = { bulkRefundRun: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type RefundCancelMutationVariables = Exact<{
  input: JobInput;
}>;


export type RefundCancelMutation = { jobCancel: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type RefundResumeMutationVariables = Exact<{
  input: JobInput;
}>;


export type RefundResumeMutation = { jobResume: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export const RefundJobFragmentDoc = new TypedDocumentString(`
    fragment RefundJob on Job {
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
  createdAt
  endedAt
}
    `, {"fragmentName":"RefundJob"}) as unknown as TypedDocumentString<RefundJobFragment, unknown>;
export const RefundJobsDocument = new TypedDocumentString(`
    query RefundJobs {
  jobs(first: 10, kind: BULK_REFUND) {
    edges {
      node {
        ...RefundJob
      }
    }
  }
}
    fragment RefundJob on Job {
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
  createdAt
  endedAt
}`) as unknown as TypedDocumentString<RefundJobsQuery, RefundJobsQueryVariables>;
export const RefundJobDocument = new TypedDocumentString(`
    query RefundJob($id: ID!) {
  job(id: $id) {
    ...RefundJob
  }
}
    fragment RefundJob on Job {
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
  createdAt
  endedAt
}`) as unknown as TypedDocumentString<RefundJobQuery, RefundJobQueryVariables>;
export const RefundFollowedDocument = new TypedDocumentString(`
    subscription RefundFollowed($id: ID!) {
  jobProgress(id: $id) {
    ...RefundJob
  }
}
    fragment RefundJob on Job {
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
  createdAt
  endedAt
}`) as unknown as TypedDocumentString<RefundFollowedSubscription, RefundFollowedSubscriptionVariables>;
export const RefundPreviewDocument = new TypedDocumentString(`
    query RefundPreview($id: ID!) {
  bulkRefundPreview(jobId: $id) {
    preview {
      headings
      rows
      columns {
        bookingColumn
        amountColumn
        customerColumn
        emailColumn
        nameColumn
        keyColumn
      }
    }
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RefundPreviewQuery, RefundPreviewQueryVariables>;
export const RefundCampaignsDocument = new TypedDocumentString(`
    query RefundCampaigns {
  giftCardCampaigns {
    name
    title
  }
}
    `) as unknown as TypedDocumentString<RefundCampaignsQuery, RefundCampaignsQueryVariables>;
export const BulkRefundOpenDocument = new TypedDocumentString(`
    mutation BulkRefundOpen($input: BulkRefundOpenInput!) {
  bulkRefundOpen(input: $input) {
    job {
      ...RefundJob
    }
    errors {
      code
      field
      message
    }
  }
}
    fragment RefundJob on Job {
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
  createdAt
  endedAt
}`) as unknown as TypedDocumentString<BulkRefundOpenMutation, BulkRefundOpenMutationVariables>;
export const BulkRefundCheckDocument = new TypedDocumentString(`
    mutation BulkRefundCheck($input: BulkRefundCheckInput!) {
  bulkRefundCheck(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<BulkRefundCheckMutation, BulkRefundCheckMutationVariables>;
export const BulkRefundRunDocument = new TypedDocumentString(`
    mutation BulkRefundRun($input: JobInput!) {
  bulkRefundRun(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<BulkRefundRunMutation, BulkRefundRunMutationVariables>;
export const RefundCancelDocument = new TypedDocumentString(`
    mutation RefundCancel($input: JobInput!) {
  jobCancel(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RefundCancelMutation, RefundCancelMutationVariables>;
export const RefundResumeDocument = new TypedDocumentString(`
    mutation RefundResume($input: JobInput!) {
  jobResume(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RefundResumeMutation, RefundResumeMutationVariables>;