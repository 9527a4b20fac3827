"""Refusals a caller must expect, as typed data in every payload; and what is told of the unexpected ones: a number."""

import logging
import secrets
import traceback
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.utils.str_converters import to_camel_case

from engine.model.decision import Problem, Rejection
from engine.service.outage import StoreUnavailable
from graphql_api.enumeration import described
from graphql_api.language import Language
from graphql_api.messages import message
from graphql_api.refused import Refused, RequestCode

LOG = logging.getLogger("otoku.api")


@described(
    "Why a request of the business was refused. New values may be added.",
    UNKNOWN_PRODUCT="A line names a SKU that is not in the catalogue.",
    UNKNOWN_PLAN="A line names a plan that the product is not sold on.",
    NOT_IN_SANDBOX="A test order holds a product without its sandbox tick (S1.39).",
    QUANTITY_OUT_OF_RANGE="A quantity is zero, negative or absurd (SEC9).",
    PRICE_OUT_OF_RANGE="A price or charge is negative or absurd (SEC9).",
    EMPTY_CART="There are no lines.",
    TOO_MANY_LINES="There are more lines than a cart may have.",
    TOTALS_DO_NOT_ADD_UP="The stated total is not the engine's.",
    CODE_REFUSED="A code does not apply; the quote says why.",
    ORDER_CHANGED="The order id was recorded before with other content.",
    STATE_NOT_ALLOWED="The present state does not lead there.",
    EMAIL_INVALID="The text is no e-mail address.",
    PHONE_INVALID="The text is no telephone number.",
    SUBJECT_MISSING="A mail needs a subject.",
    LEGAL_MISSING="Advertising must show who sends it and how to stop it (J3).",
    MESSAGE_REFUSED="A message to a list that may not or cannot be sent; the message says why.",
    CODE_INVALID="The text cannot be a code at all.",
    TOO_MANY_CODES="More codes than a cart may carry.",
    TEXT_INVALID="A text is empty, too long, or holds control characters.",
    TIME_INVALID="An instant lies in the future.",
    TOO_MANY_ATTEMPTS="Too many wrong codes from here (SEC6).",
    IDEMPOTENCY_MISMATCH="The key was used for another request (C23).",
    BUSY="Others changed the same things; ask again.",
    NOT_FOUND="Nothing of that id in this shop.",
    STALE_REVISION="Another revision went live meanwhile.",
    RULES_REFUSED="The rule text has errors; see `diagnostics`.",
    NO_USES_LEFT="No use of the code is left.",
    CARD_REFUSED="Gift cards cannot do what was asked; the message says why.",
    NOT_ISSUED="The rule gives this customer no coupon: limit, budget, or not live.",
    SIGN_IN_REFUSED="Unknown address or wrong password; nobody is told which (SEC18).",
    TOO_MANY_SIGN_INS="Too many failed sign-ins; wait 15 minutes (SEC18).",
    TOO_MANY_TEST_MAILS="Too many test mails; wait up to an hour.",
    SECOND_FACTOR_REFUSED="The code is wrong, too old, or was used before (SEC20).",
    PASSWORD_WEAK="The password is too short, too long, or too easily guessed (SEC18).",  # noqa: S106 - a description
    LINK_DEAD="The one-time link was used or is too old.",
    COLOUR_TOO_LIGHT="White text on the colour could not be read: its contrast with white is below 4.5.",
    EMAIL_TAKEN="Somebody of this shop has the address already.",
    LAST_OWNER="Nobody would be left who may manage staff.",
    STALE_FILE="The file changed since you read it; see `conflict`.",
    NAME_TAKEN="Something of that name is there already.",
    FILE_TOO_LARGE="The file is longer than a job takes.",
    FILE_NOT_TEXT="The file is an Excel workbook, a zip or the like, no CSV and no JSON Lines.",
    COLUMN_MISSING="No column of the file says what every row needs.",
    ROWS_ALIKE="Rows of the file are alike and have no id: say what they mean; see `twins` of `bulkRefundCheck`.",
    URL_REFUSED="The address may not be called: https to a public server only (SEC27).",
    TOO_MANY_ENDPOINTS="The shop has as many webhook endpoints as it may have.",
    EDIT_REFUSED="The edit cannot be made; the message says why.",
    ERRORS_ADDED="The edit would add errors to the rules; see `newErrors`.",
    PLAN_CHANGED="What would be published is not what was looked at.",
    TESTS_FAILED="Tests of the rules fail; see the plan.",
    REFUND_TOO_MUCH="More than is left of the order, or nothing at all.",
    REFUND_CHANGED="The refund id was used for this order before, for something else.",
    APPROVAL_REQUIRED="More than your role may do alone: it was asked for and waits; see `approvals`.",
    OVER_LIMIT="More than your role may do alone, in a way that cannot be asked for; the message says how it can.",
    APPROVAL_OWN="Who asked cannot approve it.",
    APPROVAL_CLOSED="It was decided, is too old, or is about what has changed since.",
    REVIEW_REQUIRED="A second person has to approve these rules before they go live; see `releaseRequest`.",
    REVIEW_OWN="Who asked for a review cannot approve it.",
    REVIEW_CLOSED="The review is not open, or is about what is no longer edited or live.",
    OFFER_CLOSED="The offer is over: bought, closed, expired, missed or failed. Nothing was ordered or charged (V17).",
    OFFER_SETTLED="The offer ended before, in another way; what was taken for it has to go back (S4.2).",
    NO_PLATFORM="The built-in shop fulfils offers and renews contracts here; no platform is set up to report them.",
    TERMS_NOT_SEEN="The page did not show the terms that the offer has; `offer` has them (J6).",
    CONTRACT_MOVED_ON="Another order of the contract comes next, or the contract has ended.",
    CLAIMS_OPEN="The person still has a balance or a contract, and nobody confirmed that it may be lost.",
    PERSON_NEEDED="Only a person who signed in may do this.",
    URL_NOT_ALLOWED="The address is not a page of the site that reports, or no web address (SEC26).",
    INVALID_INPUT="A value that no caller may send here.",
)
class ErrorCode(StrEnum):
    """Values are those of `model.decision.Problem`, and INVALID_INPUT."""

    UNKNOWN_PRODUCT = "unknown_product"
    UNKNOWN_PLAN = "unknown_plan"
    NOT_IN_SANDBOX = "not_in_sandbox"
    QUANTITY_OUT_OF_RANGE = "quantity_out_of_range"
    PRICE_OUT_OF_RANGE = "price_out_of_range"
    EMPTY_CART = "empty_cart"
    TOO_MANY_LINES = "too_many_lines"
    TOTALS_DO_NOT_ADD_UP = "totals_do_not_add_up"
    CODE_REFUSED = "code_refused"
    ORDER_CHANGED = "order_changed"
    STATE_NOT_ALLOWED = "state_not_allowed"
    EMAIL_INVALID = "email_invalid"
    PHONE_INVALID = "phone_invalid"
    SUBJECT_MISSING = "subject_missing"
    LEGAL_MISSING = "legal_missing"
    MESSAGE_REFUSED = "message_refused"
    CODE_INVALID = "code_invalid"
    TOO_MANY_CODES = "too_many_codes"
    TEXT_INVALID = "text_invalid"
    TIME_INVALID = "time_invalid"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    IDEMPOTENCY_MISMATCH = "idempotency_mismatch"
    BUSY = "busy"
    NOT_FOUND = "not_found"
    STALE_REVISION = "stale_revision"
    RULES_REFUSED = "rules_refused"
    NO_USES_LEFT = "no_uses_left"
    CARD_REFUSED = "card_refused"
    NOT_ISSUED = "not_issued"
    SIGN_IN_REFUSED = "sign_in_refused"
    TOO_MANY_SIGN_INS = "too_many_sign_ins"
    TOO_MANY_TEST_MAILS = "too_many_test_mails"
    SECOND_FACTOR_REFUSED = "second_factor_refused"
    PASSWORD_WEAK = "password_weak"  # noqa: S105 - a reason
    LINK_DEAD = "link_dead"
    COLOUR_TOO_LIGHT = "colour_too_light"
    EMAIL_TAKEN = "email_taken"
    LAST_OWNER = "last_owner"
    STALE_FILE = "stale_file"
    NAME_TAKEN = "name_taken"
    FILE_TOO_LARGE = "file_too_large"
    FILE_NOT_TEXT = "file_not_text"
    COLUMN_MISSING = "column_missing"
    ROWS_ALIKE = "rows_alike"
    URL_REFUSED = "url_refused"
    TOO_MANY_ENDPOINTS = "too_many_endpoints"
    EDIT_REFUSED = "edit_refused"
    ERRORS_ADDED = "errors_added"
    PLAN_CHANGED = "plan_changed"
    TESTS_FAILED = "tests_failed"
    REFUND_TOO_MUCH = "refund_too_much"
    REFUND_CHANGED = "refund_changed"
    APPROVAL_REQUIRED = "approval_required"
    OVER_LIMIT = "over_limit"
    APPROVAL_OWN = "approval_own"
    APPROVAL_CLOSED = "approval_closed"
    REVIEW_REQUIRED = "review_required"
    REVIEW_OWN = "review_own"
    REVIEW_CLOSED = "review_closed"
    OFFER_CLOSED = "offer_closed"
    OFFER_SETTLED = "offer_settled"
    NO_PLATFORM = "no_platform"
    TERMS_NOT_SEEN = "terms_not_seen"
    CONTRACT_MOVED_ON = "contract_moved_on"
    URL_NOT_ALLOWED = "url_not_allowed"
    CLAIMS_OPEN = "claims_open"
    PERSON_NEEDED = "person_needed"
    INVALID_INPUT = "invalid_input"


@strawberry.type(description="A refusal that a caller must expect. Nothing was changed.")
class UserError:
    """One refusal."""

    code: ErrorCode = strawberry.field(description="Machine-readable reason; decide by this.")
    field: list[str] = strawberry.field(
        description="Path of the input it concerns, outermost first; empty for the whole."
    )
    message: str = strawberry.field(
        description="One sentence in the language of Accept-Language (en, ja), for people."
    )


def user_error(
    code: Problem | ErrorCode,
    language: Language,
    path: Sequence[str] = (),
    figures: Mapping[str, str] | None = None,
) -> UserError:
    """A refusal with its sentence."""
    return UserError(
        code=ErrorCode(code.value),
        field=[to_camel_case(part) for part in path],
        message=message(code.name, language, figures),
    )


def rejected(rejection: Rejection, language: Language) -> list[UserError]:
    """What the engine refused, for a payload."""
    return [user_error(rejection.problem, language, rejection.path, dict(rejection.args))]


def invalid(language: Language, path: Sequence[str], expected: str) -> list[UserError]:
    """A value that the schema's types could not keep out."""
    return [user_error(ErrorCode.INVALID_INPUT, language, path, {"expected": expected})]


def shown(error: GraphQLError, language: Language) -> dict[str, Any]:
    """An error as it leaves: coded ones with their sentence, everything unexpected as a number that the log has too."""
    cause = error.original_error if error.original_error is not None else error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    if isinstance(cause, Refused):
        missing = {"right": cause.figures["right"]} if "right" in cause.figures else {}
        return _entry(error, str(cause.code), message(str(cause.code), language, cause.figures), **missing)
    if isinstance(cause, StoreUnavailable):
        return _entry(error, str(RequestCode.UNAVAILABLE), message("UNAVAILABLE", language))
    if isinstance(cause, GraphQLError):
        code = str((error.extensions or {}).get("code", RequestCode.BAD_VALUE))
        return _entry(error, code, error.message[:240])
    number = secrets.token_hex(8)
    _log(cause, error.path, number)
    return _entry(error, str(RequestCode.INTERNAL), message("INTERNAL", language, {"id": number}), id=number)


def _entry(error: GraphQLError, code: str, text: str, **more: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"message": text, "extensions": {"code": code, **more}}
    if error.locations:
        entry["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path is not None:
        entry["path"] = list(error.path)
    return entry


def _log(cause: BaseException, path: Sequence[str | int] | None, number: str) -> None:
    """Type and places only: the text of an exception may hold a code, an address or a connection string (SEC33)."""
    frames = traceback.extract_tb(cause.__traceback__)[-8:]
    places = " < ".join(
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
    LOG.error(
        "internal %s: %s at %s: %s", number, type(cause).__name__, ".".join(map(str, path or ())), places
    )
