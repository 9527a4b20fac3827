// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** How a product is bought. */
export type BuyingKind =
  /** Once. */
  | 'ONCE'
  /** On a plan, again and again. */
  | 'SUBSCRIPTION';

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

/** One file of a rule set. */
export type FileInput = {
  /** rules.otoku, templates/thanks.ja.liquid; with / and without .. */
  path: string;
  /** Its text, at most 256 KiB. */
  text: string;
};

/** Which page to preview, and after which purchase. */
export type OfferPreviewInput = {
  /** The offer's rule. */
  rule: string;
  /** A rule file as it stands in an editor, in the place of the stored one. */
  draft?: FileInput | null | undefined;
  /** The live rules, in the place of the working copy. */
  live?: boolean;
  /** What is bought; absent: the first product that starts the rule. */
  trigger?: OfferTriggerInput | null | undefined;
  /** An order by the shop's own id, whose lines are bought, instead of `trigger`. */
  orderId?: string | null | undefined;
};

/** What is bought before the page. */
export type OfferTriggerInput = {
  /** The product. */
  sku: string;
  /** The plan it is bought on; null: once. */
  plan?: string | null | undefined;
};

export type PreviewOfferQueryVariables = Exact<{
  input: OfferPreviewInput;
}>;


export type PreviewOfferQuery = { offerPreview: { closesAfterSeconds: number | null, reason: string, page: { headline: string, bought: BuyingKind, offered: BuyingKind, least: number, most: number, freeShipping: boolean, buyLabel: string, closeLabel: string | null, product: { sku: string, name: string, text: string, imageUrl: string }, price: { regular: { amount: number, currency: string }, first: { amount: number, currency: string }, renewal: { amount: number, currency: string } | null }, plans: Array<{ name: string, cycle: string }>, timer: { shown: boolean, text: string }, terms: { version: string, payment: string, delivery: string, period: string, cancel: string } | null } | null, triggers: Array<{ sku: string, name: string, plan: string | null }>, chosen: { sku: string, plan: string | null } | null, diagnostics: Array<{ code: string, severity: DiagnosticSeverity, message: string, place: { line: number } }>, errors: Array<{ code: ErrorCode, message: string }> } };


export const PreviewOfferDocument = new TypedDocumentString(`
    query PreviewOffer($input: OfferPreviewInput!) {
  offerPreview(input: $input) {
    page {
      headline
      bought
      offered
      product {
        sku
        name
        text
        imageUrl
      }
      price {
        regular {
          amount
          currency
        }
        first {
          amount
          currency
        }
        renewal {
          amount
          currency
        }
      }
      plans {
        name
        cycle
      }
      least
      most
      freeShipping
      timer {
        shown
        text
      }
      terms {
        version
        payment
        delivery
        period
        cancel
      }
      buyLabel
      closeLabel
    }
    closesAfterSeconds
    reason
    triggers {
      sku
      name
      plan
    }
    chosen {
      sku
      plan
    }
    diagnostics {
      code
      severity
      message
      place {
        line
      }
    }
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PreviewOfferQuery, PreviewOfferQueryVariables>;