// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** The advertisement that led the shopper here. */
export type AdInput = {
  /** Its address, at most 2,000 characters. */
  url?: string;
  /** Whether its form-exit setting is on: who leaves may be written to (S3.41). */
  formExit?: boolean;
};

/** Who buys, as typed; addresses are brought into comparable form (D1.g). */
export type BuyerInput = {
  /** The address that one-time coupons are bound to (S1.7). */
  email?: string | null | undefined;
  /** Telephone number. */
  phone?: string | null | undefined;
  /** The shop's own customer id; absent for guests. */
  externalId?: string | null | undefined;
  /** Signed in to the shop. */
  member?: boolean;
  /** Name for mails. */
  name?: string;
  /** Language of mails, such as ja or en; empty: the shop's. */
  locale?: string;
};

/** What is about to be bought. */
export type CartInput = {
  /** Its products, 1 to 500 lines. */
  lines: Array<CartLineInput>;
  /** Who buys, as far as known. */
  buyer?: BuyerInput | null | undefined;
  /** Shipping charge, minor units. */
  shipping?: number;
  /** The shop's own word for where this is sold: web, app, store. */
  channel?: string;
  /** A sandbox cart (S1.39): never counted, only sandbox products. */
  test?: boolean;
  /** The storefront's id of this cart; codes it holds are its own. */
  token?: string;
  /** Codes of gift cards that pay, in this order, each all it can of what is left (S5.35). */
  giftCards?: Array<string> | null | undefined;
  /** PINs of those that have one. Not asked for while this cart, by its token, holds some of the card. */
  giftCardPins?: Array<GiftCardPinInput> | null | undefined;
};

/** One product of a cart. */
export type CartLineInput = {
  /** The product, as in the catalogue. */
  sku: string;
  /** Pieces, 1 to 9,999. */
  quantity: number;
  /** Minor units for one, tax included, on a plan in the first order; absent: the catalogue's price, the plan's discount taken off. Ignored with a publishable token (SEC9). */
  unitPrice?: number | null | undefined;
  /** Name of the product's plan that it is bought on, a subscription; empty: bought once. */
  plan?: string;
  /** A gift line of an earlier quote: it is not priced, the answer says whether it still comes along. Put it after the others, as the quote does: places in `errors` count the lines without it. */
  gift?: boolean;
};

/** Where a shopper is. */
export type CartPage =
  /** A landing page with a form of its own. */
  | 'LP'
  /** The shop. */
  | 'SHOP';

/** A cart to bring back. */
export type CartRecoverInput = {
  /** The parameter `otoku_cart` of the address that the link led to. */
  token: string;
  /** Accepted for symmetry; opening a link again counts nothing again. */
  idempotencyKey?: string | null | undefined;
};

/** A cart as it is now. */
export type CartSaveInput = {
  /** The whole cart with its `token`; no lines: it was emptied. What is known of the buyer stays known. */
  cart: CartInput;
  /** How far the shopper came. */
  step: CartStepKind;
  /** Where. */
  page?: CartPage;
  /** The page that opens this cart again; the link of a reminder leads there, with `otoku_cart` added. From a browser it must be of the site that reports (SEC26). */
  returnUrl?: string;
  /** Where the shopper came from, if known. */
  ad?: AdInput | null | undefined;
  /** Any text of 1-255 characters; a repeat changes nothing (C23). */
  idempotencyKey?: string | null | undefined;
};

/** How far a shopper came. */
export type CartStepKind =
  /** Products are in the cart. */
  | 'CART'
  /** Something was typed into the form of a purchase. */
  | 'FORM'
  /** The confirmation screen was reached. */
  | 'CONFIRM';

/** Somebody agrees to advertising. */
export type ConsentRecordInput = {
  /** The address that may be written to; or else `phone`, one channel per consent. */
  email?: string | null | undefined;
  /** The number that SMS may be sent to. */
  phone?: string | null | undefined;
  /** The very text that was agreed to, at most 2,000 characters. */
  wording: string;
  /** The shop's name of this text. */
  version?: string;
  /** Where it was agreed to: the page's address or the screen's name. */
  source: string;
  /** Only messages of this list or rule; absent: all of the channel. */
  list?: string | null | undefined;
  /** A repeat adds nothing to the ledger (C23). */
  idempotencyKey?: string | null | undefined;
};

/** Somebody takes a consent back. */
export type ConsentWithdrawInput = {
  /** The address; or else `phone`. */
  email?: string | null | undefined;
  /** The number. */
  phone?: string | null | undefined;
  /** Where it was taken back. */
  source?: string;
  /** Only messages of this list or rule; absent: all of the channel. */
  list?: string | null | undefined;
  /** A repeat adds nothing to the ledger (C23). */
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

/** A tick to advertising, with its evidence; send it only when the shopper ticked (S3.54, J1). */
export type FormConsentInput = {
  /** The sentence beside the tick, 1-1,000 characters. */
  wording: string;
  /** The shop's own name of this wording. */
  version?: string;
};

/** What was typed into the form of a landing page so far. */
export type FormProgressInput = {
  /** The storefront's id of this form, the cart token of its order. */
  token: string;
  /** What was typed: e-mail, telephone number, name (S3.43). */
  buyer: BuyerInput;
  /** What the form sells, as far as chosen. */
  lines?: Array<CartLineInput>;
  /** Shipping charge, minor units. */
  shipping?: number;
  /** The landing page; the link of a reminder leads there (S3.50). */
  returnUrl?: string;
  /** Where the shopper came from (S3.41). */
  ad?: AdInput | null | undefined;
  /** The tick to advertising; without it nobody is written to (S3.54). */
  consent?: FormConsentInput | null | undefined;
  /** A sandbox form: never counted. */
  test?: boolean;
  /** Any text of 1-255 characters; a repeat changes nothing (C23). */
  idempotencyKey?: string | null | undefined;
};

/** The PIN of a gift card that has one (S5.18). */
export type GiftCardPinInput = {
  /** The card's code, as in `giftCards`. */
  code: string;
  /** The PIN as typed. */
  pin: string;
};

export type SaveCartMutationVariables = Exact<{
  input: CartSaveInput;
}>;


export type SaveCartMutation = { cartSave: { saved: boolean } };

export type ReportFormMutationVariables = Exact<{
  input: FormProgressInput;
}>;


export type ReportFormMutation = { formProgress: { saved: boolean, errors: Array<{ message: string }> } };

export type RecoverCartMutationVariables = Exact<{
  input: CartRecoverInput;
}>;


export type RecoverCartMutation = { cartRecover: { cart: { token: string, gone: Array<string>, lines: Array<{ sku: string, quantity: number, plan: string }> } | null, errors: Array<{ code: ErrorCode, message: string }> } };

export type RecordConsentMutationVariables = Exact<{
  input: ConsentRecordInput;
}>;


export type RecordConsentMutation = { consentRecord: { recorded: boolean, errors: Array<{ code: ErrorCode, message: string }> } };

export type WithdrawConsentMutationVariables = Exact<{
  input: ConsentWithdrawInput;
}>;


export type WithdrawConsentMutation = { consentWithdraw: { recorded: boolean, errors: Array<{ code: ErrorCode, message: string }> } };


export const SaveCartDocument = new TypedDocumentString(`
    mutation SaveCart($input: CartSaveInput!) {
  cartSave(input: $input) {
    saved
  }
}
    `) as unknown as TypedDocumentString<SaveCartMutation, SaveCartMutationVariables>;
export const ReportFormDocument = new TypedDocumentString(`
    mutation ReportForm($input: FormProgressInput!) {
  formProgress(input: $input) {
    saved
    errors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReportFormMutation, ReportFormMutationVariables>;
export const RecoverCartDocument = new TypedDocumentString(`
    mutation RecoverCart($input: CartRecoverInput!) {
  cartRecover(input: $input) {
    cart {
      token
      lines {
        sku
        quantity
        plan
      }
      gone
    }
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RecoverCartMutation, RecoverCartMutationVariables>;
export const RecordConsentDocument = new TypedDocumentString(`
    mutation RecordConsent($input: ConsentRecordInput!) {
  consentRecord(input: $input) {
    recorded
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RecordConsentMutation, RecordConsentMutationVariables>;
export const WithdrawConsentDocument = new TypedDocumentString(`
    mutation WithdrawConsent($input: ConsentWithdrawInput!) {
  consentWithdraw(input: $input) {
    recorded
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawConsentMutation, WithdrawConsentMutationVariables>;