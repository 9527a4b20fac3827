"""What the core decided and, on request, why."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.effects import Effect
from engine.model.quote import Quote, RefusalReason
from engine.model.telling import NOTHING_TO_ADD, Telling


class Verdict(StrEnum):
    """What became of a rule or of one of its lines."""

    HOLDS = "holds"
    FAILS = "fails"
    APPLIED = "applied"
    LOST = "lost"  # it could have applied; another plan was better
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStep:
    """One line of the explanation: which rule and line, what it needed, what was found."""

    rule: str
    path: str
    line: int
    label: str
    verdict: Verdict
    expected: str = ""
    found: str = ""
    reason: RefusalReason | None = None
    amount: int = 0


class Problem(StrEnum):
    """Why an event as a whole cannot be taken; nothing is stored then."""

    UNKNOWN_PRODUCT = "unknown_product"
    UNKNOWN_PLAN = "unknown_plan"  # the product is not sold on it
    NOT_IN_SANDBOX = "not_in_sandbox"
    QUANTITY_OUT_OF_RANGE = "quantity_out_of_range"
    PRICE_OUT_OF_RANGE = "price_out_of_range"
    EMPTY_CART = "empty_cart"
    TOO_MANY_LINES = "too_many_lines"
    TOTALS_DO_NOT_ADD_UP = "totals_do_not_add_up"
    CODE_REFUSED = "code_refused"
    ORDER_CHANGED = "order_changed"  # a repeated order id with other content
    STATE_NOT_ALLOWED = "state_not_allowed"  # refunded orders do not become pending
    EMAIL_INVALID = "email_invalid"
    PHONE_INVALID = "phone_invalid"
    SUBJECT_MISSING = "subject_missing"
    LEGAL_MISSING = "legal_missing"  # advertising without what the law wants it to show (J3)
    MESSAGE_REFUSED = "message_refused"  # a text to a list that may not or cannot be sent; `reason` says why
    CODE_INVALID = "code_invalid"  # no code at all: empty, too long, or with characters no code has
    TOO_MANY_CODES = "too_many_codes"
    TEXT_INVALID = "text_invalid"  # an id or note that is empty, too long, or holds control characters
    TIME_INVALID = "time_invalid"  # an order placed in the future
    TOO_MANY_ATTEMPTS = "too_many_attempts"  # failed guesses of codes (SEC6)
    IDEMPOTENCY_MISMATCH = "idempotency_mismatch"  # the key was used for another request (C23)
    BUSY = "busy"  # others changed the same things three times in a row; ask again
    NOT_FOUND = "not_found"
    STALE_REVISION = "stale_revision"  # another revision went live since the caller looked
    RULES_REFUSED = "rules_refused"  # the rule text has errors
    NO_USES_LEFT = "no_uses_left"
    CARD_REFUSED = "card_refused"  # gift cards cannot do what was asked; `args` say which of them and why
    NOT_ISSUED = "not_issued"  # a rule gives this customer no coupon; `reason` says why
    SIGN_IN_REFUSED = "sign_in_refused"  # unknown address or wrong password: nobody is told which (SEC18)
    TOO_MANY_SIGN_INS = "too_many_sign_ins"
    TOO_MANY_TEST_MAILS = "too_many_test_mails"
    SECOND_FACTOR_REFUSED = "second_factor_refused"
    PASSWORD_WEAK = "password_weak"  # noqa: S105 - a reason
    LINK_DEAD = "link_dead"  # a one-time link that was used or is too old
    EMAIL_TAKEN = "email_taken"
    COLOUR_TOO_LIGHT = "colour_too_light"  # white text on it could not be read
    LAST_OWNER = "last_owner"  # nobody would be left who may manage staff
    STALE_FILE = "stale_file"  # the file changed since the caller read it
    NAME_TAKEN = "name_taken"
    FILE_TOO_LARGE = "file_too_large"
    FILE_NOT_TEXT = "file_not_text"  # an Excel workbook, a zip …; `kind` says which
    COLUMN_MISSING = "column_missing"  # of a file: what a row needs is in no column
    ROWS_ALIKE = (
        "rows_alike"  # of a file of refunds: somebody has to say whether they are one refund or several
    )
    URL_REFUSED = "url_refused"  # a webhook or gateway that may not be called (SEC27); `reason` says why
    TOO_MANY_ENDPOINTS = "too_many_endpoints"
    EDIT_REFUSED = "edit_refused"  # an edit of rule text that cannot be made
    ERRORS_ADDED = "errors_added"  # an edit that would add errors to the rules
    PLAN_CHANGED = "plan_changed"  # what would be published is not what was looked at
    TESTS_FAILED = "tests_failed"  # the rules' own tests do not pass
    REFUND_TOO_MUCH = "refund_too_much"  # more than is left of the order
    REFUND_CHANGED = "refund_changed"  # a repeated refund id with other content
    APPROVAL_REQUIRED = "approval_required"  # more than one may do alone: asked for under `number`
    OVER_LIMIT = "over_limit"  # more than one may do alone, in a way that nobody can approve
    APPROVAL_OWN = "approval_own"  # who asked cannot approve
    APPROVAL_CLOSED = "approval_closed"  # decided already, too old, or about what has changed since
    REVIEW_REQUIRED = "review_required"  # a second person has to approve before these rules go live
    REVIEW_OWN = "review_own"  # who asked cannot approve
    REVIEW_CLOSED = "review_closed"  # decided already
    OFFER_CLOSED = "offer_closed"  # bought, closed, expired, or failed: it cannot be bought any more (V17)
    OFFER_SETTLED = "offer_settled"  # it ended before, in another way
    NO_PLATFORM = "no_platform"  # offers are fulfilled by the built-in shop
    TERMS_NOT_SEEN = "terms_not_seen"  # a page showed other terms than the offer has, or none (J6)
    CONTRACT_MOVED_ON = "contract_moved_on"  # another order number of the contract is next, or it has ended
    URL_NOT_ALLOWED = "url_not_allowed"  # not a page of the site that reports
    CLAIMS_OPEN = "claims_open"  # a person to be erased has a balance or a contract, and nobody confirmed
    PERSON_NEEDED = "person_needed"  # tokens and commands cannot do this


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An event that is not taken: the problem, the input path it concerns, and plain figures for the message."""

    problem: Problem
    path: tuple[str, ...] = ()
    args: tuple[tuple[str, str], ...] = ()
    quote: Quote | None = None


OTHER_REQUEST = Rejection(problem=Problem.IDEMPOTENCY_MISMATCH, path=("idempotency_key",))
"""The idempotency key was used before, for something else (C23)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Effects to store, the price, and the trace (empty unless asked for)."""

    revision: int
    effects: tuple[Effect, ...] = ()
    quote: Quote | None = None
    trace: tuple[TraceStep, ...] = ()
    telling: Telling = NOTHING_TO_ADD  # for those who tell other systems
