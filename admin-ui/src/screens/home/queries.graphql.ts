// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** What needs somebody, gravest first. */
export type AttentionKind =
  /** No rules were ever published. */
  | 'NOTHING_LIVE'
  /** Payments or refunds of offers and subscriptions that got no answer for an hour (`stuckPayments`). */
  | 'PAYMENTS_STUCK'
  /** Messages are long due: the channel is down, or nobody works. */
  | 'MESSAGES_HELD_UP'
  /** Messages of unknown fate, which a person must settle. */
  | 'MESSAGES_UNKNOWN'
  /** Messages that could not be delivered in the last 7 days. */
  | 'MESSAGES_FAILED'
  /** A channel is suspended, by staff or by itself after complaints; `name` says which. */
  | 'CHANNEL_SUSPENDED'
  /** Nearly as many complaints or dead addresses as stop advertising by the channel of `name`. */
  | 'COMPLAINTS'
  /** Within the last hour a rule gave away over five times what the highest hour of 14 days took; `count`: how many times. A rule without a past is held against all rules together. */
  | 'RULE_SURGING'
  /** At the pace of the last hour, the fastest of 14 days, a budget is used up within `count` hours. */
  | 'BUDGET_BURNING'
  /** Somebody tries codes and was locked out; `count`: wrong codes of 24 hours. */
  | 'CODES_GUESSED'
  /** The catalogue changed, and an offer's product can no longer be offered: it is not shown (S4.28). */
  | 'OFFER_HIDDEN'
  /** A rule names a webhook endpoint that is not there. */
  | 'WEBHOOK_MISSING'
  /** A webhook endpoint was switched off, because it failed for days or is gone. */
  | 'WEBHOOK_OFF'
  /** A budget is used up. */
  | 'BUDGET_SPENT'
  /** A budget is near its end. */
  | 'BUDGET_LOW'
  /** A file of the working copy cannot be published. */
  | 'RULE_ERRORS'
  /** Somebody asks for money to move that needs a second person (`approvals`). */
  | 'MONEY_WAITING'
  /** Somebody asks for approval of what is edited (`reviews`). */
  | 'RELEASE_WAITING'
  /** A rule never matched, although orders came. */
  | 'RULE_SILENT'
  /** The working copy differs from what is live. */
  | 'UNPUBLISHED';

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

/** Sample data to add or to remove. */
export type SampleDataInput = {
  /** Accepted for symmetry; a shop has one sample week or none. */
  idempotencyKey?: string | null | undefined;
};

/** What a payment is for. */
export type StuckPaymentKind =
  /** An offer after payment that was accepted. */
  | 'OFFER'
  /** A later delivery of a subscription. */
  | 'RENEWAL'
  /** A gift card that is paid out; end it by `giftCardCashOutConfirm`. */
  | 'PAY_OUT';

/** A payment to try again now. */
export type StuckPaymentRetryInput = {
  /** `id` of the stuck payment. */
  id: string;
  /** Accepted for symmetry; a step is tried under one key anyway. */
  idempotencyKey?: string | null | undefined;
};

/** How a payment ended, as a person knows. */
export type StuckPaymentSettleInput = {
  /** `id` of the stuck payment. */
  id: string;
  /** RENEWAL: whether the delivery was collected for. OFFER: whether the money was given back by hand; false: nothing had been taken. */
  moved: boolean;
  /** How you know, at most 500 characters; kept in the audit trail. */
  reason: string;
  /** 1-255 characters, new for each intention; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** Which step got no answer. */
export type StuckPaymentStep =
  /** Money is to be taken. */
  | 'CHARGE'
  /** The shop is to change its order or contract. */
  | 'CHANGE'
  /** The platform is to say what came of it. */
  | 'ANSWER'
  /** What was paid for the first purchase goes back; the contract stands. */
  | 'SWITCH'
  /** Whoever pays is to pay a gift card out. */
  | 'PAY'
  /** The offer has failed: what may have been taken goes back. */
  | 'UNDO'
  /** It is over. */
  | 'DONE';

export type AttentionQueryVariables = Exact<{ [key: string]: never; }>;


export type AttentionQuery = { attention: Array<{ code: AttentionKind, count: number, name: string, message: string }> };

export type FiguresFollowedSubscriptionVariables = Exact<{
  since: string;
  until: string;
}>;


export type FiguresFollowedSubscription = { statsChanged: Array<{ rule: string }> };

export type FirstStepsQueryVariables = Exact<{ [key: string]: never; }>;


export type FirstStepsQuery = { ruleFiles: { files: Array<{ rules: number }> } };

export type RemoveSampleWeekMutationVariables = Exact<{
  input: SampleDataInput;
}>;


export type RemoveSampleWeekMutation = { sampleDataRemove: { present: boolean, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type AddSampleWeekMutationVariables = Exact<{
  input: SampleDataInput;
}>;


export type AddSampleWeekMutation = { sampleDataCreate: { present: boolean, orders: number | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type StuckPaymentsQueryVariables = Exact<{ [key: string]: never; }>;


export type StuckPaymentsQuery = { stuckPayments: Array<{ id: string, kind: StuckPaymentKind, step: StuckPaymentStep, orderId: string | null, cardId: string | null, since: string, tries: number, reason: string, byHand: boolean, amount: { amount: number, currency: string } }> };

export type StuckPaymentRetryMutationVariables = Exact<{
  input: StuckPaymentRetryInput;
}>;


export type StuckPaymentRetryMutation = { stuckPaymentRetry: { done: boolean, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type StuckPaymentSettleMutationVariables = Exact<{
  input: StuckPaymentSettleInput;
}>;


export type StuckPaymentSettleMutation = { stuckPaymentSettle: { done: boolean, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };


export const AttentionDocument = new TypedDocumentString(`
    query Attention {
  attention {
    code
    count
    name
    message
  }
}
    `) as unknown as TypedDocumentString<AttentionQuery, AttentionQueryVariables>;
export const FiguresFollowedDocument = new TypedDocumentString(`
    subscription FiguresFollowed($since: Date!, $until: Date!) {
  statsChanged(since: $since, until: $until) {
    rule
  }
}
    `) as unknown as TypedDocumentString<FiguresFollowedSubscription, FiguresFollowedSubscriptionVariables>;
export const FirstStepsDocument = new TypedDocumentString(`
    query FirstSteps {
  ruleFiles {
    files {
      rules
    }
  }
}
    `) as unknown as TypedDocumentString<FirstStepsQuery, FirstStepsQueryVariables>;
export const RemoveSampleWeekDocument = new TypedDocumentString(`
    mutation RemoveSampleWeek($input: SampleDataInput!) {
  sampleDataRemove(input: $input) {
    present
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveSampleWeekMutation, RemoveSampleWeekMutationVariables>;
export const AddSampleWeekDocument = new TypedDocumentString(`
    mutation AddSampleWeek($input: SampleDataInput!) {
  sampleDataCreate(input: $input) {
    present
    orders
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AddSampleWeekMutation, AddSampleWeekMutationVariables>;
export const StuckPaymentsDocument = new TypedDocumentString(`
    query StuckPayments {
  stuckPayments {
    id
    kind
    step
    orderId
    cardId
    amount {
      amount
      currency
    }
    since
    tries
    reason
    byHand
  }
}
    `) as unknown as TypedDocumentString<StuckPaymentsQuery, StuckPaymentsQueryVariables>;
export const StuckPaymentRetryDocument = new TypedDocumentString(`
    mutation StuckPaymentRetry($input: StuckPaymentRetryInput!) {
  stuckPaymentRetry(input: $input) {
    done
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StuckPaymentRetryMutation, StuckPaymentRetryMutationVariables>;
export const StuckPaymentSettleDocument = new TypedDocumentString(`
    mutation StuckPaymentSettle($input: StuckPaymentSettleInput!) {
  stuckPaymentSettle(input: $input) {
    done
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StuckPaymentSettleMutation, StuckPaymentSettleMutationVariables>;