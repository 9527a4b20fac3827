// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../../api/document.ts";

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

/** What became of a delivery (I29). */
export type WebhookDeliveryState =
  /** It is tried at `nextTryAt`. */
  | 'WAITING'
  /** It is being tried. */
  | 'CLAIMED'
  /** The endpoint answered 2xx. */
  | 'DELIVERED'
  /** Given up; `webhookReplay` sends it again. */
  | 'DEAD';

/** An endpoint to make. */
export type WebhookEndpointCreateInput = {
  /** 1-50 characters, unique in the shop; rules name it. */
  name: string;
  /** https to a public server; no redirects are followed (SEC27). */
  url: string;
  /** What it is told of. */
  topics: Array<WebhookTopicKind>;
  /** A repeat gives the first endpoint (C23), but not its secret. */
  idempotencyKey?: string | null | undefined;
};

/** An endpoint to act on. */
export type WebhookEndpointInput = {
  /** The endpoint. */
  endpointId: string;
  /** 1-255 characters; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** Whether an endpoint is called. */
export type WebhookEndpointState =
  /** It is called. */
  | 'ENABLED'
  /** A person switched it off. */
  | 'DISABLED'
  /** Switched off: it took nothing for five days (C26). */
  | 'FAILING'
  /** Switched off: it answered 410. */
  | 'GONE';

/** What to change of an endpoint; absent and null: nothing. */
export type WebhookEndpointUpdateInput = {
  /** The endpoint. */
  endpointId: string;
  /** 1-50 characters, unique in the shop. */
  name?: string | null | undefined;
  /** https to a public server (SEC27). */
  url?: string | null | undefined;
  /** What it is told of. */
  topics?: Array<WebhookTopicKind> | null | undefined;
  /** true: call it (again), earlier failures are forgotten, what waited is sent; false: switch it off. */
  enabled?: boolean | null | undefined;
  /** 1-255 characters; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** What to send again: one delivery, or a range of time of at most 30 days. */
export type WebhookReplayInput = {
  /** The endpoint. */
  endpointId: string;
  /** Only this delivery. */
  deliveryId?: string | null | undefined;
  /** Start of the range, included. */
  since?: string | null | undefined;
  /** End of the range, excluded. */
  until?: string | null | undefined;
  /** In place of a range: the last `webhook-id` that the receiver has. That event, which it drops by its id, and all that happened since. NOT_FOUND after 30 days. */
  fromEvent?: string | null | undefined;
  /** 1-255 characters; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

/** An endpoint to try. */
export type WebhookTestInput = {
  /** The endpoint. */
  endpointId: string;
  /** 1-255 characters; a repeat sends no second test (C23). */
  idempotencyKey?: string | null | undefined;
};

/** What can be told. Bodies hold ids and amounts, no codes and no addresses. */
export type WebhookTopicKind =
  /** order.recorded: an order came in or changed its state. */
  | 'ORDER_RECORDED'
  /** order.refunded: something of an order was given back. */
  | 'ORDER_REFUNDED'
  /** coupon.issued. */
  | 'COUPON_ISSUED'
  /** coupon.redeemed: a coupon was used in an order. */
  | 'COUPON_REDEEMED'
  /** coupon.expired: its time ended before it was used up. */
  | 'COUPON_EXPIRED'
  /** offer.succeeded: an offer was bought. */
  | 'OFFER_SUCCEEDED'
  /** offer.failed: an offer was wanted and could not be carried out. */
  | 'OFFER_FAILED'
  /** offer.declined. */
  | 'OFFER_DECLINED'
  /** offer.expired: its time ran out, or it was never shown. */
  | 'OFFER_EXPIRED'
  /** contract.ended: a subscription delivers no more; whoever collects for it stops. */
  | 'CONTRACT_ENDED'
  /** gift_card.issued: a card was given to somebody. */
  | 'GIFT_CARD_ISSUED'
  /** gift_card.credited: money came onto a card. */
  | 'GIFT_CARD_CREDITED'
  /** gift_card.redeemed: a card paid for an order. */
  | 'GIFT_CARD_REDEEMED'
  /** gift_card.refunded: money went back onto a card. */
  | 'GIFT_CARD_REFUNDED'
  /** gift_card.expired. */
  | 'GIFT_CARD_EXPIRED'
  /** cart.recovered: a left cart was bought through a reminder's link. */
  | 'CART_RECOVERED'
  /** rules.published: another revision went live. */
  | 'RULES_PUBLISHED'
  /** webhook.test: asked for by `webhookTest`. */
  | 'TEST';

export type WebhookEndpointsQueryVariables = Exact<{ [key: string]: never; }>;


export type WebhookEndpointsQuery = { webhookEndpoints: Array<{ id: string, name: string, url: string, topics: Array<WebhookTopicKind>, state: WebhookEndpointState, failingSince: string | null, restingUntil: string | null, oldSecretUntil: string | null, createdAt: string }> };

export type WebhookDeliveriesQueryVariables = Exact<{
  endpointId?: string | null | undefined;
  state?: WebhookDeliveryState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type WebhookDeliveriesQuery = { webhookDeliveries: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, endpointId: string, eventId: string, topic: WebhookTopicKind, body: string, state: WebhookDeliveryState, nextTryAt: string | null, createdAt: string, deliveredAt: string | null, attempts: Array<{ number: number, at: string, status: number | null, reason: string, milliseconds: number }> } }> } };

export type WebhookEndpointCreateMutationVariables = Exact<{
  input: WebhookEndpointCreateInput;
}>;


export type WebhookEndpointCreateMutation = { webhookEndpointCreate: { secret: string | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type WebhookEndpointUpdateMutationVariables = Exact<{
  input: WebhookEndpointUpdateInput;
}>;


export type WebhookEndpointUpdateMutation = { webhookEndpointUpdate: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type WebhookEndpointRotateMutationVariables = Exact<{
  input: WebhookEndpointInput;
}>;


export type WebhookEndpointRotateMutation = { webhookEndpointRotate: { secret: string | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type WebhookEndpointRemoveMutationVariables = Exact<{
  input: WebhookEndpointInput;
}>;


export type WebhookEndpointRemoveMutation = { webhookEndpointRemove: { errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type WebhookReplayMutationVariables = Exact<{
  input: WebhookReplayInput;
}>;


export type WebhookReplayMutation = { webhookReplay: { count: number, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type WebhookTestMutationVariables = Exact<{
  input: WebhookTestInput;
}>;


export type WebhookTestMutation = { webhookTest: { count: number, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };


export const WebhookEndpointsDocument = new TypedDocumentString(`
    query WebhookEndpoints {
  webhookEndpoints {
    id
    name
    url
    topics
    state
    failingSince
    restingUntil
    oldSecretUntil
    createdAt
  }
}
    `) as unknown as TypedDocumentString<WebhookEndpointsQuery, WebhookEndpointsQueryVariables>;
export const WebhookDeliveriesDocument = new TypedDocumentString(`
    query WebhookDeliveries($endpointId: ID, $state: WebhookDeliveryState, $first: Int, $after: String, $last: Int, $before: String) {
  webhookDeliveries(
    endpointId: $endpointId
    state: $state
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
        id
        endpointId
        eventId
        topic
        body
        state
        nextTryAt
        createdAt
        deliveredAt
        attempts {
          number
          at
          status
          reason
          milliseconds
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WebhookDeliveriesQuery, WebhookDeliveriesQueryVariables>;
export const WebhookEndpointCreateDocument = new TypedDocumentString(`
    mutation WebhookEndpointCreate($input: WebhookEndpointCreateInput!) {
  webhookEndpointCreate(input: $input) {
    secret
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WebhookEndpointCreateMutation, WebhookEndpointCreateMutationVariables>;
export const WebhookEndpointUpdateDocument = new TypedDocumentString(`
    mutation WebhookEndpointUpdate($input: WebhookEndpointUpdateInput!) {
  webhookEndpointUpdate(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WebhookEndpointUpdateMutation, WebhookEndpointUpdateMutationVariables>;
export const WebhookEndpointRotateDocument = new TypedDocumentString(`
    mutation WebhookEndpointRotate($input: WebhookEndpointInput!) {
  webhookEndpointRotate(input: $input) {
    secret
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WebhookEndpointRotateMutation, WebhookEndpointRotateMutationVariables>;
export const WebhookEndpointRemoveDocument = new TypedDocumentString(`
    mutation WebhookEndpointRemove($input: WebhookEndpointInput!) {
  webhookEndpointRemove(input: $input) {
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WebhookEndpointRemoveMutation, WebhookEndpointRemoveMutationVariables>;
export const WebhookReplayDocument = new TypedDocumentString(`
    mutation WebhookReplay($input: WebhookReplayInput!) {
  webhookReplay(input: $input) {
    count
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WebhookReplayMutation, WebhookReplayMutationVariables>;
export const WebhookTestDocument = new TypedDocumentString(`
    mutation WebhookTest($input: WebhookTestInput!) {
  webhookTest(input: $input) {
    count
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WebhookTestMutation, WebhookTestMutationVariables>;