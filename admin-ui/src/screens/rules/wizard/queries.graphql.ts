// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

/** A line to add at its canonical place. */
export type FormAddInput = {
  /** `FormBlock.id`, or `FormLine.id` of one with braces. */
  to: string;
  /** `AddableLine.label`. */
  label: string;
  /** What follows the label; absent: `AddableLine.value`. */
  value?: string | null | undefined;
};

/** One edit of a form: exactly one field. */
export type FormEditInput = {
  /** Change a part. */
  setPart?: FormSetPartInput | null | undefined;
  /** Change a line. */
  setValue?: FormSetValueInput | null | undefined;
  /** Add a line. */
  add?: FormAddInput | null | undefined;
  /** Take the line of this id out; its comment stays. */
  remove?: string | null | undefined;
  /** Rename a block. */
  rename?: FormRenameInput | null | undefined;
  /** Take the block of this id out. */
  removeBlock?: string | null | undefined;
};

/** What a part of a line is, and which fields of its value it uses. */
export type FormPartType =
  /** One of the words in `choices`: `choice`. With one choice only it is fixed wording. */
  | 'CHOICE'
  /** A text: `texts` with one. */
  | 'TEXT'
  /** Texts: `texts` with one or more. */
  | 'NAMES'
  /** A whole number: `number`. */
  | 'NUMBER'
  /** A number with a point: `number`. */
  | 'DECIMAL'
  /** Money: `number` in major units as written (12.50), `unit` the currency. */
  | 'MONEY'
  /** A percentage: `number`, 10 for 10%. */
  | 'PERCENT'
  /** A length of time: `number`, and `unit` one of `choices`. */
  | 'DURATION'
  /** A time of day: `texts` with one HH:MM. */
  | 'TIME'
  /** A shop-local date: `texts` with one YYYY-MM-DD and perhaps a blank and HH:MM. */
  | 'MOMENT'
  /** Products: `by` any, product, category or tag; `texts` the names, for any the exceptions. */
  | 'PRODUCTS'
  /** What starts the rule: `choice` the occasion; `by`, `texts`, `allOf` as PRODUCTS, `by` empty for none. */
  | 'TRIGGER'
  /** What a condition reads: `choice`. */
  | 'FACT'
  /** How a condition compares: `choice`. */
  | 'COMPARISON';

/** Why a line can be edited as text only. */
export type FormRawReason =
  /** It cannot be read; its findings say why. */
  | 'UNREADABLE'
  /** It has conditions inside conditions. */
  | 'GROUPED'
  /** It has a part that no control draws. */
  | 'IN_PARTS';

/** Another name for a block; references follow, coupons and figures go on. */
export type FormRenameInput = {
  /** `FormBlock.id`. */
  block: string;
  /** The new name. */
  to: string;
};

/** Another value for a part of a line. */
export type FormSetPartInput = {
  /** `FormLine.id`. */
  line: string;
  /** `FormPart.index`. */
  part: number;
  /** Its new value. */
  value: FormValueInput;
};

/** Another value for a line, as text: one of its `variants`, or what somebody typed. */
export type FormSetValueInput = {
  /** `FormLine.id`. */
  line: string;
  /** What follows the label. */
  value: string;
};

/** The value of a part; its type says which fields it uses (see FormPartType). */
export type FormValueInput = {
  /** The chosen word, occasion, fact or comparison. */
  choice?: string;
  /** Texts, names, a time or a date. */
  texts?: Array<string>;
  /** A plain decimal; full-width digits are understood. */
  number?: string;
  /** A currency, or a unit of time. */
  unit?: string;
  /** any, product, category, tag, or empty. */
  by?: string;
  /** Whether all named things must be there. */
  allOf?: boolean;
};

/** A new file. */
export type RuleFileCreateInput = {
  /** campaigns/summer.otoku or templates/summer.ja.liquid. */
  path: string;
  /** Its text. */
  text?: string;
  /** What changed, for the history; at most 1,000 characters. */
  note?: string;
  /** 1-255 characters; a repeat gives the first answer (C23). */
  idempotencyKey?: string | null | undefined;
};

export type FormFragment = { path: string, blocks: Array<{ id: string, kind: string, name: string, title: string, help: string, line: number, fromUtf16: number, toUtf16: number, addable: Array<{ label: string, title: string, help: string, value: string, required: boolean }> }>, lines: Array<{ id: string, block: string, inside: string | null, label: string, title: string, help: string, value: string, comment: string, line: number, fromUtf16: number, toUtf16: number, required: boolean, editable: boolean, rawReason: FormRawReason | null, variants: Array<string>, parts: Array<{ index: number, type: FormPartType, text: string, value: { choice: string, texts: Array<string>, number: string, unit: string, by: string, allOf: boolean }, choices: Array<{ value: string, label: string }> }>, addable: Array<{ label: string, title: string, help: string, value: string, required: boolean }> }> };

export type StartersQueryVariables = Exact<{ [key: string]: never; }>;


export type StartersQuery = { starterRules: Array<{ name: string, kind: string, title: string, story: string, text: string, blanks: Array<{ label: string, hint: string }>, files: Array<{ path: string, text: string }> }>, ruleFiles: { files: Array<{ path: string }> }, ruleList: Array<{ name: string }>, shopBlock: { path: string, text: string } | null };

export type StarterFormQueryVariables = Exact<{
  draft: FileInput;
}>;


export type StarterFormQuery = { ruleForm: { path: string, blocks: Array<{ id: string, kind: string, name: string, title: string, help: string, line: number, fromUtf16: number, toUtf16: number, addable: Array<{ label: string, title: string, help: string, value: string, required: boolean }> }>, lines: Array<{ id: string, block: string, inside: string | null, label: string, title: string, help: string, value: string, comment: string, line: number, fromUtf16: number, toUtf16: number, required: boolean, editable: boolean, rawReason: FormRawReason | null, variants: Array<string>, parts: Array<{ index: number, type: FormPartType, text: string, value: { choice: string, texts: Array<string>, number: string, unit: string, by: string, allOf: boolean }, choices: Array<{ value: string, label: string }> }>, addable: Array<{ label: string, title: string, help: string, value: string, required: boolean }> }> } };

export type StarterSaysQueryVariables = Exact<{
  files: Array<FileInput> | FileInput;
}>;


export type StarterSaysQuery = { describeRules: Array<{ name: string, text: string }>, checkRules: { errors: number, diagnostics: Array<{ code: string, severity: DiagnosticSeverity, message: string, label: string, help: Array<string>, place: { file: string } }> } };

export type CreateRuleFileMutationVariables = Exact<{
  input: RuleFileCreateInput;
}>;


export type CreateRuleFileMutation = { ruleFileCreate: { revision: number | null, errors: Array<{ code: ErrorCode, message: string }> } };

export type StarterEditQueryVariables = Exact<{
  draft: FileInput;
  edit: FormEditInput;
}>;


export type StarterEditQuery = { formEdit: { text: string, errors: Array<{ code: ErrorCode, message: string }> } };

export const FormFragmentDoc = new TypedDocumentString(`
    fragment Form on RuleForm {
  path
  blocks {
    id
    kind
    name
    title
    help
    line
    fromUtf16
    toUtf16
    addable {
      label
      title
      help
      value
      required
    }
  }
  lines {
    id
    block
    inside
    label
    title
    help
    value
    comment
    line
    fromUtf16
    toUtf16
    required
    editable
    rawReason
    variants
    parts {
      index
      type
      text
      value {
        choice
        texts
        number
        unit
        by
        allOf
      }
      choices {
        value
        label
      }
    }
    addable {
      label
      title
      help
      value
      required
    }
  }
}
    `, {"fragmentName":"Form"}) as unknown as TypedDocumentString<FormFragment, unknown>;
export const StartersDocument = new TypedDocumentString(`
    query Starters {
  starterRules {
    name
    kind
    title
    story
    text
    blanks {
      label
      hint
    }
    files {
      path
      text
    }
  }
  ruleFiles {
    files {
      path
    }
  }
  ruleList {
    name
  }
  shopBlock {
    path
    text
  }
}
    `) as unknown as TypedDocumentString<StartersQuery, StartersQueryVariables>;
export const StarterFormDocument = new TypedDocumentString(`
    query StarterForm($draft: FileInput!) {
  ruleForm(draft: $draft) {
    ...Form
  }
}
    fragment Form on RuleForm {
  path
  blocks {
    id
    kind
    name
    title
    help
    line
    fromUtf16
    toUtf16
    addable {
      label
      title
      help
      value
      required
    }
  }
  lines {
    id
    block
    inside
    label
    title
    help
    value
    comment
    line
    fromUtf16
    toUtf16
    required
    editable
    rawReason
    variants
    parts {
      index
      type
      text
      value {
        choice
        texts
        number
        unit
        by
        allOf
      }
      choices {
        value
        label
      }
    }
    addable {
      label
      title
      help
      value
      required
    }
  }
}`) as unknown as TypedDocumentString<StarterFormQuery, StarterFormQueryVariables>;
export const StarterSaysDocument = new TypedDocumentString(`
    query StarterSays($files: [FileInput!]!) {
  describeRules(files: $files) {
    name
    text
  }
  checkRules(files: $files) {
    errors
    diagnostics {
      code
      severity
      message
      label
      help
      place {
        file
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StarterSaysQuery, StarterSaysQueryVariables>;
export const CreateRuleFileDocument = new TypedDocumentString(`
    mutation CreateRuleFile($input: RuleFileCreateInput!) {
  ruleFileCreate(input: $input) {
    revision
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateRuleFileMutation, CreateRuleFileMutationVariables>;
export const StarterEditDocument = new TypedDocumentString(`
    query StarterEdit($draft: FileInput!, $edit: FormEditInput!) {
  formEdit(draft: $draft, edit: $edit) {
    text
    errors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StarterEditQuery, StarterEditQueryVariables>;