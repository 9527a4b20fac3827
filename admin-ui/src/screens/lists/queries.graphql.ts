// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** How messages leave. */
export type ChannelKind =
  /** E-mail. */
  | 'EMAIL'
  /** SMS. */
  | 'SMS';

/** Where a reader stands. */
export type EnrolmentStateKind =
  /** Gets what is sent to the list. */
  | 'ACTIVE'
  /** Has left by what a `leave when` line says. */
  | 'LEFT'
  /** Has given back what made them a reader: no steps, the row stays (D2.c). */
  | 'STOPPED_BY_REFUND';

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

/** Who may get a message (J1). */
export type ListMessageClass =
  /** Everybody: it belongs to what was bought. */
  | 'ESSENTIAL'
  /** Who agreed. */
  | 'ADVERTISING';

/** A message to the readers of one list. */
export type ListMessageInput = {
  /** The list's name. */
  list: string;
  /** email or sms. */
  channel: ChannelKind;
  /** Essential only if it belongs to what was bought. */
  messageClass?: ListMessageClass;
  /** Subject of a mail, Liquid; an SMS has none. */
  subject?: string;
  /** The text, Liquid; advertising shows `shop.legal.name`, `.address`, `.contact`, `unsubscribe_url`. */
  text: string;
  /** A repeat sends nothing again (C23). */
  idempotencyKey?: string | null | undefined;
};

/** State of a message. */
export type MessageStateKind =
  /** Waiting for its time or the next try. */
  | 'DUE'
  /** A worker prepares it. */
  | 'CLAIMED'
  /** It is being handed to the channel. */
  | 'HANDOVER'
  /** The channel accepted it. */
  | 'SENT'
  /** Whether it left is not known; `messageResolve` settles it. Advertising is never sent again by itself. */
  | 'UNKNOWN'
  /** Given up; see the reason. */
  | 'FAILED'
  /** Not sent on purpose; see the reason. */
  | 'SUPPRESSED'
  /** Its time was over before it could be sent. */
  | 'SKIPPED_LATE'
  /** Called off; see the reason. */
  | 'CANCELLED';

/** Which readers; all that is given must hold. */
export type ReaderFilter = {
  /** On this list, by name. */
  list?: string | null | undefined;
  /** Standing so. */
  state?: EnrolmentStateKind | null | undefined;
  /** With this address. */
  email?: string | null | undefined;
  /** True: only with a telephone number. */
  mobile?: boolean;
};

/** Under which tab a list is found (S2.6-10). */
export type SegmentKind =
  /** Made by a rule, for no kind of product in particular. */
  | 'GENERAL'
  /** Of products that are downloaded or shipped. */
  | 'BUYERS'
  /** Of recurring products. */
  | 'SUBSCRIBERS'
  /** Of seminars and events. */
  | 'SEMINAR'
  /** Of online salons. */
  | 'SALON';

export type ListsQueryVariables = Exact<{
  segment?: SegmentKind | null | undefined;
}>;


export type ListsQuery = { lists: Array<{ name: string, title: string, segment: SegmentKind, skus: Array<string>, rule: string | null, readers: { active: number, left: number, stopped: number } }> };

export type SentToListsQueryVariables = Exact<{ [key: string]: never; }>;


export type SentToListsQuery = { listMessages: { edges: Array<{ node: { id: string, list: string, channel: ChannelKind, messageClass: ListMessageClass, subject: string, text: string, createdAt: string, createdBy: string } }> } };

export type ListQueryVariables = Exact<{
  name: string;
}>;


export type ListQuery = { list: { name: string, title: string, segment: SegmentKind, skus: Array<string>, rule: string | null, readers: { active: number, left: number, stopped: number } } | null };

export type ListStepsQueryVariables = Exact<{
  list: string;
}>;


export type ListStepsQuery = { listSteps: Array<{ text: string, template: string }> };

export type RulePlacesQueryVariables = Exact<{ [key: string]: never; }>;


export type RulePlacesQuery = { ruleList: Array<{ name: string, file: string }> };

export type ReadersQueryVariables = Exact<{
  filter?: ReaderFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  pii: boolean;
}>;


export type ReadersQuery = { readers: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, state: EnrolmentStateKind, joinedAt: string, endedAt: string | null, orderId: string, sku: string, mobile: boolean, name?: string | null, email?: string | null, phone?: string | null } }> } };

export type ReaderStepsQueryVariables = Exact<{
  id: string;
}>;


export type ReaderStepsQuery = { reader: { id: string, state: EnrolmentStateKind, joinedAt: string, endedAt: string | null, orderId: string, steps: Array<{ channel: ChannelKind, template: string, due: string | null, state: string, message: { id: string, state: MessageStateKind, reason: string, sentAt: string | null } | null }> } | null };

export type ListMessagePreviewQueryVariables = Exact<{
  input: ListMessageInput;
}>;


export type ListMessagePreviewQuery = { listMessagePreview: { subject: string, text: string, parts: number, audience: { readers: number, withAddress: number, allowed: number } | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type ListMessageSendMutationVariables = Exact<{
  input: ListMessageInput;
}>;


export type ListMessageSendMutation = { listMessageSend: { message: { id: string } | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type ReadersCsvQueryVariables = Exact<{
  filter?: ReaderFilter | null | undefined;
}>;


export type ReadersCsvQuery = { readersExport: { name: string, mediaType: string, text: string, rows: number, complete: boolean } };


export const ListsDocument = new TypedDocumentString(`
    query Lists($segment: SegmentKind) {
  lists(segment: $segment) {
    name
    title
    segment
    skus
    rule
    readers {
      active
      left
      stopped
    }
  }
}
    `) as unknown as TypedDocumentString<ListsQuery, ListsQueryVariables>;
export const SentToListsDocument = new TypedDocumentString(`
    query SentToLists {
  listMessages(first: 20) {
    edges {
      node {
        id
        list
        channel
        messageClass
        subject
        text
        createdAt
        createdBy
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SentToListsQuery, SentToListsQueryVariables>;
export const ListDocument = new TypedDocumentString(`
    query List($name: String!) {
  list(name: $name) {
    name
    title
    segment
    skus
    rule
    readers {
      active
      left
      stopped
    }
  }
}
    `) as unknown as TypedDocumentString<ListQuery, ListQueryVariables>;
export const ListStepsDocument = new TypedDocumentString(`
    query ListSteps($list: String!) {
  listSteps(list: $list) {
    text
    template
  }
}
    `) as unknown as TypedDocumentString<ListStepsQuery, ListStepsQueryVariables>;
export const RulePlacesDocument = new TypedDocumentString(`
    query RulePlaces {
  ruleList(kind: "list") {
    name
    file
  }
}
    `) as unknown as TypedDocumentString<RulePlacesQuery, RulePlacesQueryVariables>;
export const ReadersDocument = new TypedDocumentString(`
    query Readers($filter: ReaderFilter, $first: Int, $after: String, $last: Int, $before: String, $pii: Boolean!) {
  readers(
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
        id
        state
        joinedAt
        endedAt
        orderId
        sku
        mobile
        name @include(if: $pii)
        email @include(if: $pii)
        phone @include(if: $pii)
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadersQuery, ReadersQueryVariables>;
export const ReaderStepsDocument = new TypedDocumentString(`
    query ReaderSteps($id: ID!) {
  reader(id: $id) {
    id
    state
    joinedAt
    endedAt
    orderId
    steps {
      channel
      template
      due
      state
      message {
        id
        state
        reason
        sentAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReaderStepsQuery, ReaderStepsQueryVariables>;
export const ListMessagePreviewDocument = new TypedDocumentString(`
    query ListMessagePreview($input: ListMessageInput!) {
  listMessagePreview(input: $input) {
    subject
    text
    parts
    audience {
      readers
      withAddress
      allowed
    }
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ListMessagePreviewQuery, ListMessagePreviewQueryVariables>;
export const ListMessageSendDocument = new TypedDocumentString(`
    mutation ListMessageSend($input: ListMessageInput!) {
  listMessageSend(input: $input) {
    message {
      id
    }
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ListMessageSendMutation, ListMessageSendMutationVariables>;
export const ReadersCsvDocument = new TypedDocumentString(`
    query ReadersCsv($filter: ReaderFilter) {
  readersExport(filter: $filter) {
    name
    mediaType
    text
    rows
    complete
  }
}
    `) as unknown as TypedDocumentString<ReadersCsvQuery, ReadersCsvQueryVariables>;