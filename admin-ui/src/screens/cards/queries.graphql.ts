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

/** Why a balance is paid out; the law forbids it otherwise (J11). */
export type CashOutReason =
  /** The card was given in place of a refund, and the customer wants the money (S5.43). */
  | 'CARD_DECLINED'
  /** The customer can use it no more through no fault of theirs. */
  | 'UNAVOIDABLE'
  /** The balance is small. */
  | 'SMALL_BALANCE'
  /** The shop ends its cards; allowed whatever the rule says. */
  | 'WIND_DOWN';

/** How far a pay-out is. */
export type CashOutState =
  /** The card is void, and the money has still to be paid. */
  | 'REQUESTED'
  /** The shop said that the money was paid. */
  | 'PAID';

/** Whether money was paid for a balance; the law treats the two apart (J9). */
export type Consideration =
  /** Money was paid for it: a refund turned into a card counts so. */
  | 'PAID'
  /** A present. */
  | 'FREE';

/** A balance to add to a card (S5.7, S5.24). */
export type CreditInput = {
  /** The card. */
  cardId: string;
  /** The shop's own id of the credit, once for ever: the same again adds nothing (I26). */
  key: string;
  /** Minor units, more than 0. */
  amount: number;
  /** Absent: what the rule says. */
  consideration?: Consideration | null | undefined;
  /** When this credit ends, exclusive, before the card does; absent: with the card. */
  expiresAt?: string | null | undefined;
  /** A note for staff. */
  note?: string;
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

/** A pay-out that was made. */
export type GiftCardCashOutConfirmInput = {
  /** The card that was paid out. */
  cardId: string;
  /** Of the payment, as the payment service names it. */
  reference: string;
  /** 1-255 characters, new for each intention; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** A card to pay out. */
export type GiftCardCashOutInput = {
  /** The card. */
  cardId: string;
  /** Why the law allows it (J11). */
  reason: CashOutReason;
  /** What was said, for the audit trail. */
  note?: string;
  /** Minor units that the customer was told; another balance is refused (D5.c). */
  expected?: number | null | undefined;
  /** 1-255 characters, new for each intention; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** A balance to add to a card. */
export type GiftCardCreditInput = {
  /** To which card, how much; its key counts once for ever. */
  credit: CreditInput;
  /** 1-255 characters, new for each intention; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** A credit that was a mistake. */
export type GiftCardCreditReverseInput = {
  /** The card. */
  cardId: string;
  /** The credit, of the card's ledger. */
  transferId: string;
  /** Why, for ledger and audit trail; 1-1,000 characters. */
  reason: string;
  /** 1-255 characters, new for each intention; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** Which gift cards; all that is given must hold. */
export type GiftCardFilter = {
  /** Made by this rule. */
  campaign?: string | null | undefined;
  /** Of this address, in any spelling. */
  email?: string | null | undefined;
  /** Of the shop's customer of this id. */
  externalId?: string | null | undefined;
  /** In this state. */
  state?: GiftCardStateKind | null | undefined;
  /** Switched on, or off. */
  enabled?: boolean | null | undefined;
  /** With this value kept (S5.27). */
  metadata?: MetadataFilter | null | undefined;
  /** Caused by the shop's order of this id. */
  orderId?: string | null | undefined;
  /** The one with this code, as a customer reads it out; needs the right coupons. */
  code?: string | null | undefined;
};

/** A card that gets a new PIN. */
export type GiftCardPinResetInput = {
  /** The card. */
  cardId: string;
  /** Why, for the audit trail; 1-1,000 characters. */
  reason: string;
  /** 1-255 characters, new for each intention; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** Cards for one customer. */
export type GiftCardPublishInput = {
  /** The name of the giftcard rule. */
  campaign: string;
  /** For whom, how many, with what. */
  publication: PublicationInput;
  /** 1-255 characters, new for each intention; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** A card whose code is to be shown. */
export type GiftCardRevealInput = {
  /** The card. */
  cardId: string;
  /** Accepted for symmetry; each showing is audited. */
  idempotencyKey?: string | null | undefined;
};

/** Where a gift card stands (domain.md §4). */
export type GiftCardStateKind =
  /** Made, and nobody's: whoever has its code may pay with it. */
  | 'UNASSIGNED'
  /** Given to somebody, with nothing on it yet (S5.14). */
  | 'ASSIGNED'
  /** There is something to spend. */
  | 'ACTIVE'
  /** All was spent; a refund or a credit wakes it. */
  | 'EXHAUSTED'
  /** Its last day is over; what was left is written off (S5.16). */
  | 'EXPIRED'
  /** It was paid out (S5.43). */
  | 'VOID';

/** A card to switch on or off. */
export type GiftCardSwitchInput = {
  /** The card. */
  cardId: string;
  /** Why, for the audit trail; 1-1,000 characters. */
  reason: string;
  /** 1-255 characters, new for each intention; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** Cards with this value of this name (S5.27). */
export type MetadataFilter = {
  /** Such as booking_id. */
  name: string;
  /** Compared exactly. */
  value: string;
};

/** A value kept with a card, to find and count it by (S5.25). */
export type MetadataInput = {
  /** 1-64 characters, such as booking_id (S5.26). */
  name: string;
  /** 1-320 characters. */
  value: string;
};

/** Cards for one customer (S5.20-23). */
export type PublicationInput = {
  /** The shop's own id of the occasion, once per campaign: the same again gives the same cards (D5.b). */
  sourceId: string;
  /** Whose the cards are; kept as a customer (S5.19). Absent: anybody's, where the rule allows it. */
  buyer?: BuyerInput | null | undefined;
  /** How many cards, 1-100. */
  count?: number;
  /** Minor units that each card holds at once, besides what the rule gives (S5.14-15). */
  amount?: number;
  /** At most 20 values kept with each card (S5.25). */
  metadata?: Array<MetadataInput>;
  /** Whether the rule's messages leave; false: the shop sends the code itself (S5.22, S5.29-30). */
  notify?: boolean;
  /** A sandbox card: pays in test orders only, and is in no figure. */
  test?: boolean;
};

/** Why value moved (I20). */
export type TransferKind =
  /** A balance was added (S5.24). */
  | 'CREDIT'
  /** It paid for an order (S5.35). */
  | 'SPEND'
  /** An order gave it back to the lots that paid (I24). */
  | 'REFUND'
  /** A lot ended unused. */
  | 'EXPIRE'
  /** It was paid out in money (S5.43). */
  | 'CASH_OUT'
  /** It was never paid for, and its card was paid out. */
  | 'FORFEIT'
  /** A mistaken credit was taken back. */
  | 'REVERSE';

export type CardRowFragment = { id: string, campaign: string, state: GiftCardStateKind, enabled: boolean, maskedCode: string, publishedAt: string | null, expiresAt: string | null, orderId: string | null, test: boolean, ownerEmail?: string | null, ownerId?: string | null, balance: { amount: number, currency: string }, held: { amount: number, currency: string } };

export type CardsQueryVariables = Exact<{
  filter?: GiftCardFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  pii: boolean;
}>;


export type CardsQuery = { giftCards: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, campaign: string, state: GiftCardStateKind, enabled: boolean, maskedCode: string, publishedAt: string | null, expiresAt: string | null, orderId: string | null, test: boolean, ownerEmail?: string | null, ownerId?: string | null, balance: { amount: number, currency: string }, held: { amount: number, currency: string } } }> } };

export type CampaignsQueryVariables = Exact<{ [key: string]: never; }>;


export type CampaignsQuery = { giftCardCampaigns: Array<{ name: string, title: string, cards: number, redeemedCards: number, credited: { amount: number, currency: string }, spent: { amount: number, currency: string }, refunded: { amount: number, currency: string }, expired: { amount: number, currency: string }, cashedOut: { amount: number, currency: string }, outstanding: { amount: number, currency: string } }> };

export type CardQueryVariables = Exact<{
  id: string;
  pii: boolean;
}>;


export type CardQuery = { giftCard: { ownerOnly: boolean, hasPin: boolean, cashRefund: boolean, revision: number, id: string, campaign: string, state: GiftCardStateKind, enabled: boolean, maskedCode: string, publishedAt: string | null, expiresAt: string | null, orderId: string | null, test: boolean, ownerEmail?: string | null, ownerId?: string | null, metadata: Array<{ name: string, value: string }>, lots: Array<{ consideration: Consideration, expiresAt: string | null, remaining: { amount: number, currency: string } }>, life: { transfers: Array<{ id: string, kind: TransferKind, at: string, orderId: string | null, note: string, amount: { amount: number, currency: string }, postings: Array<{ account: string, amount: { amount: number, currency: string } }> }>, changes: Array<{ at: string, action: string, reason: string, actor: string }>, cashOut: { reason: CashOutReason, note: string, state: CashOutState, at: string, paidAt: string | null, reference: string, amount: { amount: number, currency: string }, forfeited: { amount: number, currency: string } } | null }, balance: { amount: number, currency: string }, held: { amount: number, currency: string } } | null };

export type CardPublishMutationVariables = Exact<{
  input: GiftCardPublishInput;
}>;


export type CardPublishMutation = { giftCardPublish: { repeated: boolean, cards: Array<{ id: string }>, refusal: { message: string } | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CardCreditMutationVariables = Exact<{
  input: GiftCardCreditInput;
}>;


export type CardCreditMutation = { giftCardCredit: { refusal: { message: string } | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CardCreditReverseMutationVariables = Exact<{
  input: GiftCardCreditReverseInput;
}>;


export type CardCreditReverseMutation = { giftCardCreditReverse: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CardRevealMutationVariables = Exact<{
  input: GiftCardRevealInput;
}>;


export type CardRevealMutation = { giftCardReveal: { code: string | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CardPinResetMutationVariables = Exact<{
  input: GiftCardPinResetInput;
}>;


export type CardPinResetMutation = { giftCardPinReset: { pin: string | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CardActivateMutationVariables = Exact<{
  input: GiftCardSwitchInput;
}>;


export type CardActivateMutation = { giftCardActivate: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CardDeactivateMutationVariables = Exact<{
  input: GiftCardSwitchInput;
}>;


export type CardDeactivateMutation = { giftCardDeactivate: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CardCashOutMutationVariables = Exact<{
  input: GiftCardCashOutInput;
}>;


export type CardCashOutMutation = { giftCardCashOut: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type CardCashOutConfirmMutationVariables = Exact<{
  input: GiftCardCashOutConfirmInput;
}>;


export type CardCashOutConfirmMutation = { giftCardCashOutConfirm: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export const CardRowFragmentDoc = new TypedDocumentString(`
    fragment CardRow on GiftCard {
  id
  campaign
  state
  enabled
  maskedCode
  balance {
    amount
    currency
  }
  held {
    amount
    currency
  }
  publishedAt
  expiresAt
  orderId
  test
  ownerEmail @include(if: $pii)
  ownerId @include(if: $pii)
}
    `, {"fragmentName":"CardRow"}) as unknown as TypedDocumentString<CardRowFragment, unknown>;
export const CardsDocument = new TypedDocumentString(`
    query Cards($filter: GiftCardFilter, $first: Int, $after: String, $last: Int, $before: String, $pii: Boolean!) {
  giftCards(
    filter: $filter
    first: $first
    after: $after
    last: $last
    before: $before
  ) {
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      node {
        ...CardRow
      }
    }
  }
}
    fragment CardRow on GiftCard {
  id
  campaign
  state
  enabled
  maskedCode
  balance {
    amount
    currency
  }
  held {
    amount
    currency
  }
  publishedAt
  expiresAt
  orderId
  test
  ownerEmail @include(if: $pii)
  ownerId @include(if: $pii)
}`) as unknown as TypedDocumentString<CardsQuery, CardsQueryVariables>;
export const CampaignsDocument = new TypedDocumentString(`
    query Campaigns {
  giftCardCampaigns {
    name
    title
    cards
    redeemedCards
    credited {
      amount
      currency
    }
    spent {
      amount
      currency
    }
    refunded {
      amount
      currency
    }
    expired {
      amount
      currency
    }
    cashedOut {
      amount
      currency
    }
    outstanding {
      amount
      currency
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignsQuery, CampaignsQueryVariables>;
export const CardDocument = new TypedDocumentString(`
    query Card($id: ID!, $pii: Boolean!) {
  giftCard(id: $id) {
    ...CardRow
    ownerOnly
    hasPin
    cashRefund
    revision
    metadata {
      name
      value
    }
    lots {
      remaining {
        amount
        currency
      }
      consideration
      expiresAt
    }
    life {
      transfers {
        id
        kind
        amount {
          amount
          currency
        }
        at
        orderId
        note
        postings {
          account
          amount {
            amount
            currency
          }
        }
      }
      changes {
        at
        action
        reason
        actor
      }
      cashOut {
        amount {
          amount
          currency
        }
        forfeited {
          amount
          currency
        }
        reason
        note
        state
        at
        paidAt
        reference
      }
    }
  }
}
    fragment CardRow on GiftCard {
  id
  campaign
  state
  enabled
  maskedCode
  balance {
    amount
    currency
  }
  held {
    amount
    currency
  }
  publishedAt
  expiresAt
  orderId
  test
  ownerEmail @include(if: $pii)
  ownerId @include(if: $pii)
}`) as unknown as TypedDocumentString<CardQuery, CardQueryVariables>;
export const CardPublishDocument = new TypedDocumentString(`
    mutation CardPublish($input: GiftCardPublishInput!) {
  giftCardPublish(input: $input) {
    cards {
      id
    }
    repeated
    refusal {
      message
    }
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CardPublishMutation, CardPublishMutationVariables>;
export const CardCreditDocument = new TypedDocumentString(`
    mutation CardCredit($input: GiftCardCreditInput!) {
  giftCardCredit(input: $input) {
    refusal {
      message
    }
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CardCreditMutation, CardCreditMutationVariables>;
export const CardCreditReverseDocument = new TypedDocumentString(`
    mutation CardCreditReverse($input: GiftCardCreditReverseInput!) {
  giftCardCreditReverse(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CardCreditReverseMutation, CardCreditReverseMutationVariables>;
export const CardRevealDocument = new TypedDocumentString(`
    mutation CardReveal($input: GiftCardRevealInput!) {
  giftCardReveal(input: $input) {
    code
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CardRevealMutation, CardRevealMutationVariables>;
export const CardPinResetDocument = new TypedDocumentString(`
    mutation CardPinReset($input: GiftCardPinResetInput!) {
  giftCardPinReset(input: $input) {
    pin
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CardPinResetMutation, CardPinResetMutationVariables>;
export const CardActivateDocument = new TypedDocumentString(`
    mutation CardActivate($input: GiftCardSwitchInput!) {
  giftCardActivate(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CardActivateMutation, CardActivateMutationVariables>;
export const CardDeactivateDocument = new TypedDocumentString(`
    mutation CardDeactivate($input: GiftCardSwitchInput!) {
  giftCardDeactivate(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CardDeactivateMutation, CardDeactivateMutationVariables>;
export const CardCashOutDocument = new TypedDocumentString(`
    mutation CardCashOut($input: GiftCardCashOutInput!) {
  giftCardCashOut(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CardCashOutMutation, CardCashOutMutationVariables>;
export const CardCashOutConfirmDocument = new TypedDocumentString(`
    mutation CardCashOutConfirm($input: GiftCardCashOutConfirmInput!) {
  giftCardCashOutConfirm(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CardCashOutConfirmMutation, CardCashOutConfirmMutationVariables>;