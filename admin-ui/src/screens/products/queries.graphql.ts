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

/** Form of a product file. */
export type ImportFormatKind =
  /** Comma-separated with a heading line: Otoku's columns, or Shopify's product export. */
  | 'CSV'
  /** One JSON object per line. */
  | 'JSONL';

/** What becomes of rows that cannot be read. */
export type ImportModeKind =
  /** One bad row and nothing is stored. */
  | 'ALL_OR_NOTHING'
  /** Bad rows are reported, the others stored. */
  | 'SKIP_BAD';

/** A file of products. */
export type ProductsImportInput = {
  /** The whole file, at most about 1 MB; larger ones by `otoku catalog import`. */
  content: string;
  /** Its form. */
  format?: ImportFormatKind;
  /** What becomes of bad rows. */
  mode?: ImportModeKind;
  /** Report, and store nothing. */
  dryRun?: boolean;
  /** Accepted for symmetry; the same file again changes nothing. */
  idempotencyKey?: string | null | undefined;
};

export type ProductRowFragment = { id: string, sku: string, name: string, kind: string, sold: string, taxPercent: string, category: string, tags: Array<string>, couponEntry: boolean, couponDiscount: boolean, sandbox: boolean, price: { amount: number, currency: string } };

export type ProductsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProductsQuery = { products: { totalCount: number | null, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, sku: string, name: string, kind: string, sold: string, taxPercent: string, category: string, tags: Array<string>, couponEntry: boolean, couponDiscount: boolean, sandbox: boolean, price: { amount: number, currency: string } } }> } };

export type ProductQueryVariables = Exact<{
  sku: string;
}>;


export type ProductQuery = { product: { id: string, sku: string, name: string, kind: string, sold: string, taxPercent: string, category: string, tags: Array<string>, couponEntry: boolean, couponDiscount: boolean, sandbox: boolean, lists: Array<{ name: string, title: string, readers: { active: number } }>, price: { amount: number, currency: string } } | null, ruleList: Array<{ name: string, kind: string, file: string, status: string }>, rules: Array<{ name: string, text: string }> };

export type ProductsImportMutationVariables = Exact<{
  input: ProductsImportInput;
}>;


export type ProductsImportMutation = { productsImport: { rows: number, saved: number, stored: boolean, moreProblems: number, problems: Array<{ line: number, column: string, code: string, value: string, expected: string }>, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export const ProductRowFragmentDoc = new TypedDocumentString(`
    fragment ProductRow on Product {
  id
  sku
  name
  kind
  sold
  price {
    amount
    currency
  }
  taxPercent
  category
  tags
  couponEntry
  couponDiscount
  sandbox
}
    `, {"fragmentName":"ProductRow"}) as unknown as TypedDocumentString<ProductRowFragment, unknown>;
export const ProductsDocument = new TypedDocumentString(`
    query Products($first: Int, $after: String) {
  products(first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      node {
        ...ProductRow
      }
    }
  }
}
    fragment ProductRow on Product {
  id
  sku
  name
  kind
  sold
  price {
    amount
    currency
  }
  taxPercent
  category
  tags
  couponEntry
  couponDiscount
  sandbox
}`) as unknown as TypedDocumentString<ProductsQuery, ProductsQueryVariables>;
export const ProductDocument = new TypedDocumentString(`
    query Product($sku: String!) {
  product(sku: $sku) {
    ...ProductRow
    lists {
      name
      title
      readers {
        active
      }
    }
  }
  ruleList {
    name
    kind
    file
    status
  }
  rules {
    name
    text
  }
}
    fragment ProductRow on Product {
  id
  sku
  name
  kind
  sold
  price {
    amount
    currency
  }
  taxPercent
  category
  tags
  couponEntry
  couponDiscount
  sandbox
}`) as unknown as TypedDocumentString<ProductQuery, ProductQueryVariables>;
export const ProductsImportDocument = new TypedDocumentString(`
    mutation ProductsImport($input: ProductsImportInput!) {
  productsImport(input: $input) {
    rows
    saved
    stored
    problems {
      line
      column
      code
      value
      expected
    }
    moreProblems
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ProductsImportMutation, ProductsImportMutationVariables>;