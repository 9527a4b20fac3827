// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

/** Why a code does not apply. With a publishable token most are INVALID_CODE, so that codes cannot be probed (SEC5). */
export type CodeRefusalReason =
  /** The code cannot be used; browsers are told no more. */
  | 'INVALID_CODE'
  /** There is no such code in this shop. */
  | 'UNKNOWN_CODE'
  /** The code was issued to another e-mail address (S1.8). */
  | 'NOT_YOURS'
  /** Of a gift card: the PIN is missing or wrong, or too many wrong ones were tried today (S5.18). */
  | 'PIN_REFUSED'
  /** The code's last day is over (S1.17). */
  | 'EXPIRED'
  /** The code is not valid yet. */
  | 'NOT_STARTED'
  /** The code has no use left (S1.18). */
  | 'USED_UP'
  /** The code was issued with 0 uses (S1.19). */
  | 'LIMIT_ZERO'
  /** Another cart has set the last use aside. */
  | 'HELD'
  /** The code was withdrawn. */
  | 'REVOKED'
  /** The rule of the code is not running. */
  | 'RULE_NOT_LIVE'
  /** The rule's conditions are not met by this cart. */
  | 'CONDITION_NOT_MET'
  /** No product in the cart is a target of the code (S1.23). */
  | 'NO_TARGET_IN_CART'
  /** A limit of the rule is reached. */
  | 'LIMIT_REACHED'
  /** The rule's budget is spent. */
  | 'BUDGET_SPENT'
  /** Something better for the buyer was applied instead. */
  | 'NOT_COMBINABLE'
  /** The discount would be zero, so no use is consumed. */
  | 'NOTHING_TO_TAKE_OFF'
  /** The code works in test orders only, or only outside them (S1.39). */
  | 'TEST_ONLY'
  /** The code is bound to an e-mail address and the cart has none (S1.7). INVALID_CODE with a publishable token: ask for the address before the code. */
  | 'EMAIL_REQUIRED'
  /** Of an offer: the product was bought in another way, once or on a plan, than its pattern says. */
  | 'BOUGHT_OTHERWISE'
  /** Of an offer: other products are in the order (S4.24). */
  | 'OTHER_PRODUCTS'
  /** Of an offer: the product was bought on several plans (S4.23). */
  | 'SEVERAL_PLANS'
  /** Of an offer: none of its plans has the cycle that was bought (S4.31). */
  | 'NO_SUCH_CYCLE'
  /** Of an offer: its product can no longer be offered as the catalogue stands now (S4.26-28). */
  | 'NOT_OFFERABLE'
  /** Of an offer: another one goes first; one order gets one offer (S4.35). */
  | 'HIGHER_OFFER'
  /** Of an offer: the fraud screening of the order was no clear yes. */
  | 'SCREENED'
  /** Of an offer: nothing was paid in a way that can be charged again, such as by gift cards alone. */
  | 'NO_PAYMENT_METHOD';

/** Where the buyer first sees a discount when an external payment screen is used (S1.42-45). */
export type DisplayDiscount =
  /** The payment screen already shows the discounted price: ordinary shared codes (S1.43). */
  | 'AT_GATEWAY'
  /** The payment screen shows the list price, the confirmation after it the discount: one-time coupons (S1.42). */
  | 'AT_CONFIRMATION';

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

/** The PIN of a gift card that has one (S5.18). */
export type GiftCardPinInput = {
  /** The card's code, as in `giftCards`. */
  code: string;
  /** The PIN as typed. */
  pin: string;
};

export type QuoteQueryVariables = Exact<{
  cart: CartInput;
  codes?: Array<string> | string | null | undefined;
}>;


export type QuoteQuery = { quote: { quote: { displayDiscount: DisplayDiscount, couponEntry: boolean, subtotal: { amount: number, currency: string }, shipping: { amount: number, currency: string }, discount: { amount: number, currency: string }, total: { amount: number, currency: string }, gatewayTotal: { amount: number, currency: string }, payable: { amount: number, currency: string }, tenders: Array<{ code: string, amount: { amount: number, currency: string }, left: { amount: number, currency: string } }>, lines: Array<{ sku: string, quantity: number, gift: boolean, subtotal: { amount: number, currency: string }, discount: { amount: number, currency: string }, total: { amount: number, currency: string } }>, discounts: Array<{ code: string | null, displayDiscount: DisplayDiscount, amount: { amount: number, currency: string } }>, refusals: Array<{ code: string | null, reason: CodeRefusalReason, message: string, giftCard: boolean }> } | null, hints: Array<{ message: string }>, errors: Array<{ code: ErrorCode, message: string }> } };


export const QuoteDocument = new TypedDocumentString(`
    query Quote($cart: CartInput!, $codes: [CouponCode!]) {
  quote(cart: $cart, codes: $codes) {
    quote {
      subtotal {
        amount
        currency
      }
      shipping {
        amount
        currency
      }
      discount {
        amount
        currency
      }
      total {
        amount
        currency
      }
      gatewayTotal {
        amount
        currency
      }
      payable {
        amount
        currency
      }
      tenders {
        code
        amount {
          amount
          currency
        }
        left {
          amount
          currency
        }
      }
      displayDiscount
      couponEntry
      lines {
        sku
        quantity
        gift
        subtotal {
          amount
          currency
        }
        discount {
          amount
          currency
        }
        total {
          amount
          currency
        }
      }
      discounts {
        code
        amount {
          amount
          currency
        }
        displayDiscount
      }
      refusals {
        code
        reason
        message
        giftCard
      }
    }
    hints {
      message
    }
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<QuoteQuery, QuoteQueryVariables>;