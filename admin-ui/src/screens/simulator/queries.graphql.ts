// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** A new setting; it goes to its canonical place. */
export type AddLineInput = {
  /** The block. */
  rule: RuleAddressInput;
  /** How the line begins. */
  label: string;
  /** What follows the label. */
  value: string;
  /** The line whose braces to use. */
  inside?: LineAddressInput | null | undefined;
  /** The line to stand after. */
  after?: LineAddressInput | null | undefined;
  /** SHA-256 of the block as you saw it; empty: not compared. */
  guard?: string;
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

/** How grave a finding is. */
export type DiagnosticSeverity =
  /** Keeps the rules from going live. */
  | 'ERROR'
  /** Worth a look; the rules may go live. */
  | 'WARNING';

/** Surgical edits: every other byte stays. */
export type EditRuleFileInput = {
  /** The file. */
  path: string;
  /** SHA-256 of the text that you opened; a file that changed since is a conflict. When every edit carries a guard, only the guarded rules must be unchanged. */
  baseSha256: string;
  /** 1 to 100 edits, all or none. */
  edits: Array<RuleEditInput>;
  /** Only show what would come of it. */
  dryRun?: boolean;
  /** Store a draft even if the edits add errors. */
  allowErrors?: boolean;
  /** What changed, for the history; at most 1,000 characters. */
  note?: string;
  /** 1-255 characters; a repeat gives the first answer (C23). */
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

/** A setting by its label. */
export type LineAddressInput = {
  /** How the line begins: discount, valid. */
  label: string;
  /** Which of several lines of that label, from 1; null: the only one. */
  nth?: number | null | undefined;
  /** The line whose braces it stands in, such as legal. */
  inside?: LineAddressInput | null | undefined;
};

/** What became of a line. */
export type LineTruth =
  /** It is fulfilled. */
  | 'TRUE'
  /** It is not. */
  | 'FALSE'
  /** Nobody looked: an earlier line had decided. */
  | 'NOT_REACHED'
  /** It cannot be told: a fact was not given, see `missing`. */
  | 'UNKNOWN';

/** Payment state of an order. */
export type OrderStateKind =
  /** Ordered, not paid yet: issues and redeems nothing. */
  | 'PENDING'
  /** Paid: codes are redeemed, coupons issued, mails queued (S1.2). */
  | 'PAID'
  /** Part of the money went back. */
  | 'PARTLY_REFUNDED'
  /** All of the money went back. */
  | 'REFUNDED'
  /** The payment failed. */
  | 'FAILED'
  /** Called off before or after payment. */
  | 'CANCELLED';

/** A setting to take out; its comment stays. */
export type RemoveLineInput = {
  /** The block. */
  rule: RuleAddressInput;
  /** The setting. */
  line: LineAddressInput;
  /** SHA-256 of the block as you saw it; empty: not compared. */
  guard?: string;
};

/** A block to take out with the comments above it. */
export type RemoveRuleInput = {
  /** The block. */
  rule: RuleAddressInput;
  /** SHA-256 of the block as you saw it; empty: not compared. */
  guard?: string;
};

/** A block and its new name, or the file it goes to. */
export type RenameRuleInput = {
  /** The block. */
  rule: RuleAddressInput;
  /** The new name, or the path of the file. */
  to: string;
  /** SHA-256 of the block as you saw it; empty: not compared. */
  guard?: string;
};

/** A block by its name. */
export type RuleAddressInput = {
  /** Its name; empty for the shop block. */
  name?: string;
  /** coupon, sale, shop …; empty: whatever has the name. */
  kind?: string;
};

/** One edit: exactly one of `set`, `add`, `remove`, `rename`, `move`, `removeRule`, `addRule`. */
export type RuleEditInput = {
  /** Give a setting another value. */
  set?: SetLineInput | null | undefined;
  /** Add a setting. */
  add?: AddLineInput | null | undefined;
  /** Take a setting out. */
  remove?: RemoveLineInput | null | undefined;
  /** Give a block another name; references and `was` follow. */
  rename?: RenameRuleInput | null | undefined;
  /** Take a block to another file. */
  move?: RenameRuleInput | null | undefined;
  /** Take a block out. */
  removeRule?: RemoveRuleInput | null | undefined;
  /** Whole blocks to add, without edition. */
  addRule?: string | null | undefined;
};

/** The rules to play. */
export type RuleSourceInput = {
  /** Which. */
  kind: RuleSourceKind;
  /** The number, for REVISION. */
  revision?: number | null | undefined;
};

/** Which rules are played. */
export type RuleSourceKind =
  /** As edited, published or not. */
  | 'WORKING_COPY'
  /** What decides now. */
  | 'LIVE'
  /** Those of `revision`. */
  | 'REVISION';

/** Another value for a setting. */
export type SetLineInput = {
  /** The block. */
  rule: RuleAddressInput;
  /** The setting. */
  line: LineAddressInput;
  /** What follows the label, without a comment. */
  value: string;
  /** SHA-256 of the block as you saw it; empty: not compared. */
  guard?: string;
};

/** The case to play: an order or a cart as typed, or a stored order once more. */
export type SimulationInput = {
  /** As typed. */
  event?: TrialEventInput | null | undefined;
  /** The shop's own id of a stored order, instead of `event`. Right: pii. */
  orderId?: string | null | undefined;
  /** Only price the cart; nothing is bought. */
  cartOnly?: boolean;
  /** The instant; absent: now, or that of the stored order. */
  at?: string | null | undefined;
};

/** An order to try the rules with. It is never stored. */
export type TrialEventInput = {
  /** The payment state. */
  state?: OrderStateKind;
  /** What would be bought. */
  lines: Array<TrialLineInput>;
  /** Who would buy; without the right pii somebody whom the shop does not know stands in for them. */
  email?: string | null | undefined;
  /** The shop's own customer id. */
  externalId?: string | null | undefined;
  /** Signed in to the shop. */
  member?: boolean;
  /** Codes that would be entered. */
  codes?: Array<string>;
  /** Shipping charge, minor units. */
  shipping?: number;
  /** Where it would be sold. */
  channel?: string;
  /** As a sandbox order. */
  test?: boolean;
};

/** A product of the order to try. */
export type TrialLineInput = {
  /** The product. */
  sku: string;
  /** Pieces. */
  quantity?: number;
  /** Minor units for one; absent: the catalogue's price. */
  unitPrice?: number | null | undefined;
  /** The plan that it would be bought on; empty: bought once. */
  plan?: string;
};

export type PlayedFragment = { at: string, revision: number, fired: Array<string>, rules: Array<{ name: string, kind: string, file: string, line: number, fired: boolean, reason: CodeRefusalReason | null, amount: { amount: number, currency: string }, lines: Array<{ truth: LineTruth, label: string, file: string, line: number, expected: string, found: string, missing: string }> }>, quote: { lines: Array<{ sku: string, quantity: number, gift: boolean, subtotal: { amount: number, currency: string }, discount: { amount: number, currency: string }, total: { amount: number, currency: string } }>, discounts: Array<{ rule: string | null, code: string | null, amount: { amount: number, currency: string } }>, refusals: Array<{ code: string | null, rule: string | null, message: string }>, subtotal: { amount: number, currency: string }, shipping: { amount: number, currency: string }, total: { amount: number, currency: string }, gatewayTotal: { amount: number, currency: string } } | null, issues: Array<{ rule: string, validUntil: string | null, uses: number | null }>, sends: Array<{ rule: string, channel: string, template: string, due: string }> };

export type SimulateQueryVariables = Exact<{
  case: SimulationInput;
  rules: RuleSourceInput;
  against?: RuleSourceInput | null | undefined;
}>;


export type SimulateQuery = { simulate: { differences: Array<string>, simulation: { at: string, revision: number, fired: Array<string>, rules: Array<{ name: string, kind: string, file: string, line: number, fired: boolean, reason: CodeRefusalReason | null, amount: { amount: number, currency: string }, lines: Array<{ truth: LineTruth, label: string, file: string, line: number, expected: string, found: string, missing: string }> }>, quote: { lines: Array<{ sku: string, quantity: number, gift: boolean, subtotal: { amount: number, currency: string }, discount: { amount: number, currency: string }, total: { amount: number, currency: string } }>, discounts: Array<{ rule: string | null, code: string | null, amount: { amount: number, currency: string } }>, refusals: Array<{ code: string | null, rule: string | null, message: string }>, subtotal: { amount: number, currency: string }, shipping: { amount: number, currency: string }, total: { amount: number, currency: string }, gatewayTotal: { amount: number, currency: string } } | null, issues: Array<{ rule: string, validUntil: string | null, uses: number | null }>, sends: Array<{ rule: string, channel: string, template: string, due: string }> } | null, against: { at: string, revision: number, fired: Array<string>, rules: Array<{ name: string, kind: string, file: string, line: number, fired: boolean, reason: CodeRefusalReason | null, amount: { amount: number, currency: string }, lines: Array<{ truth: LineTruth, label: string, file: string, line: number, expected: string, found: string, missing: string }> }>, quote: { lines: Array<{ sku: string, quantity: number, gift: boolean, subtotal: { amount: number, currency: string }, discount: { amount: number, currency: string }, total: { amount: number, currency: string } }>, discounts: Array<{ rule: string | null, code: string | null, amount: { amount: number, currency: string } }>, refusals: Array<{ code: string | null, rule: string | null, message: string }>, subtotal: { amount: number, currency: string }, shipping: { amount: number, currency: string }, total: { amount: number, currency: string }, gatewayTotal: { amount: number, currency: string } } | null, issues: Array<{ rule: string, validUntil: string | null, uses: number | null }>, sends: Array<{ rule: string, channel: string, template: string, due: string }> } | null, diagnostics: Array<{ code: string, severity: DiagnosticSeverity, message: string, place: { file: string, line: number } }>, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type SimulatorNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type SimulatorNamesQuery = { completions: { products: Array<{ sku: string, name: string }> } };

export type SimulatorSamplesQueryVariables = Exact<{ [key: string]: never; }>;


export type SimulatorSamplesQuery = { products: { edges: Array<{ node: { sku: string, name: string, couponDiscount: boolean, price: { amount: number } } }> } };

export type SimulatorOrdersQueryVariables = Exact<{ [key: string]: never; }>;


export type SimulatorOrdersQuery = { orders: { edges: Array<{ node: { id: string, externalId: string, placedAt: string, quote: { total: { amount: number, currency: string } } } }> } };

export type SimulatorCustomersQueryVariables = Exact<{ [key: string]: never; }>;


export type SimulatorCustomersQuery = { customers: { edges: Array<{ node: { id: string, email: string | null, name: string } }> } };

export type SimulatorCustomerQueryVariables = Exact<{
  email: string;
}>;


export type SimulatorCustomerQuery = { customer: { id: string, name: string, orders: number, tier: string, tags: Array<string>, lastOrderAt: string | null, spent: { amount: number, currency: string } } | null };

export type SimulationAsTestQueryVariables = Exact<{
  case: SimulationInput;
  rules: RuleSourceInput;
  name: string;
}>;


export type SimulationAsTestQuery = { simulationAsTest: { text: string | null, errors: Array<{ code: ErrorCode, field: Array<string>, message: string }> } };

export type SimulatorFilesQueryVariables = Exact<{ [key: string]: never; }>;


export type SimulatorFilesQuery = { ruleFiles: { liveRevision: number | null, files: Array<{ path: string, sha256: string, rules: number }> } };

export type SaveSimulationTestMutationVariables = Exact<{
  input: EditRuleFileInput;
}>;


export type SaveSimulationTestMutation = { editRuleFile: { revision: number | null, newErrors: Array<{ code: string, message: string }>, errors: Array<{ code: ErrorCode, message: string }> } };

export const PlayedFragmentDoc = new TypedDocumentString(`
    fragment Played on Simulation {
  at
  revision
  fired
  rules {
    name
    kind
    file
    line
    fired
    reason
    amount {
      amount
      currency
    }
    lines {
      truth
      label
      file
      line
      expected
      found
      missing
    }
  }
  quote {
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
      rule
      code
      amount {
        amount
        currency
      }
    }
    refusals {
      code
      rule
      message
    }
    subtotal {
      amount
      currency
    }
    shipping {
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
  }
  issues {
    rule
    validUntil
    uses
  }
  sends {
    rule
    channel
    template
    due
  }
}
    `, {"fragmentName":"Played"}) as unknown as TypedDocumentString<PlayedFragment, unknown>;
export const SimulateDocument = new TypedDocumentString(`
    query Simulate($case: SimulationInput!, $rules: RuleSourceInput!, $against: RuleSourceInput) {
  simulate(case: $case, rules: $rules, against: $against) {
    simulation {
      ...Played
    }
    against {
      ...Played
    }
    differences
    diagnostics {
      code
      severity
      message
      place {
        file
        line
      }
    }
    errors {
      code
      field
      message
    }
  }
}
    fragment Played on Simulation {
  at
  revision
  fired
  rules {
    name
    kind
    file
    line
    fired
    reason
    amount {
      amount
      currency
    }
    lines {
      truth
      label
      file
      line
      expected
      found
      missing
    }
  }
  quote {
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
      rule
      code
      amount {
        amount
        currency
      }
    }
    refusals {
      code
      rule
      message
    }
    subtotal {
      amount
      currency
    }
    shipping {
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
  }
  issues {
    rule
    validUntil
    uses
  }
  sends {
    rule
    channel
    template
    due
  }
}`) as unknown as TypedDocumentString<SimulateQuery, SimulateQueryVariables>;
export const SimulatorNamesDocument = new TypedDocumentString(`
    query SimulatorNames {
  completions {
    products {
      sku
      name
    }
  }
}
    `) as unknown as TypedDocumentString<SimulatorNamesQuery, SimulatorNamesQueryVariables>;
export const SimulatorSamplesDocument = new TypedDocumentString(`
    query SimulatorSamples {
  products(first: 100) {
    edges {
      node {
        sku
        name
        couponDiscount
        price {
          amount
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SimulatorSamplesQuery, SimulatorSamplesQueryVariables>;
export const SimulatorOrdersDocument = new TypedDocumentString(`
    query SimulatorOrders {
  orders(first: 8) {
    edges {
      node {
        id
        externalId
        placedAt
        quote {
          total {
            amount
            currency
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SimulatorOrdersQuery, SimulatorOrdersQueryVariables>;
export const SimulatorCustomersDocument = new TypedDocumentString(`
    query SimulatorCustomers {
  customers(first: 100) {
    edges {
      node {
        id
        email
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SimulatorCustomersQuery, SimulatorCustomersQueryVariables>;
export const SimulatorCustomerDocument = new TypedDocumentString(`
    query SimulatorCustomer($email: Email!) {
  customer(email: $email) {
    id
    name
    orders
    tier
    tags
    lastOrderAt
    spent {
      amount
      currency
    }
  }
}
    `) as unknown as TypedDocumentString<SimulatorCustomerQuery, SimulatorCustomerQueryVariables>;
export const SimulationAsTestDocument = new TypedDocumentString(`
    query SimulationAsTest($case: SimulationInput!, $rules: RuleSourceInput!, $name: String!) {
  simulationAsTest(case: $case, rules: $rules, name: $name) {
    text
    errors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SimulationAsTestQuery, SimulationAsTestQueryVariables>;
export const SimulatorFilesDocument = new TypedDocumentString(`
    query SimulatorFiles {
  ruleFiles {
    liveRevision
    files {
      path
      sha256
      rules
    }
  }
}
    `) as unknown as TypedDocumentString<SimulatorFilesQuery, SimulatorFilesQueryVariables>;
export const SaveSimulationTestDocument = new TypedDocumentString(`
    mutation SaveSimulationTest($input: EditRuleFileInput!) {
  editRuleFile(input: $input) {
    revision
    newErrors {
      code
      message
    }
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SaveSimulationTestMutation, SaveSimulationTestMutationVariables>;