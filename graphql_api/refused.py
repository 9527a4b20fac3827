"""Refusals of a whole request: what was wrong with its form, rights or size, as a code."""

from enum import StrEnum

from graphql import GraphQLError


class RequestCode(StrEnum):
    """`extensions.code` of an error that concerns the request and not the business."""

    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    CONTENT_TYPE = "CONTENT_TYPE"
    BODY_TOO_LARGE = "BODY_TOO_LARGE"
    BODY_NOT_JSON = "BODY_NOT_JSON"
    BODY_TOO_DEEP = "BODY_TOO_DEEP"
    BODY_TOO_MANY_VALUES = "BODY_TOO_MANY_VALUES"
    BODY_FORM = "BODY_FORM"
    TEXT_NOT_ALLOWED = "TEXT_NOT_ALLOWED"
    SYNTAX = "SYNTAX"
    DOCUMENT_TOO_LONG = "DOCUMENT_TOO_LONG"
    TOO_MANY_TOKENS = "TOO_MANY_TOKENS"
    TOO_DEEP = "TOO_DEEP"
    TOO_MANY_ALIASES = "TOO_MANY_ALIASES"
    TOO_MANY_ROOT_FIELDS = "TOO_MANY_ROOT_FIELDS"
    TOO_MANY_REPEATS = "TOO_MANY_REPEATS"
    TOO_MANY_DIRECTIVES = "TOO_MANY_DIRECTIVES"
    TOO_MANY_CODE_FIELDS = "TOO_MANY_CODE_FIELDS"
    TOO_COSTLY = "TOO_COSTLY"
    FRAGMENT_CYCLE = "FRAGMENT_CYCLE"
    OPERATION = "OPERATION"
    WEBSOCKET_ONLY = "WEBSOCKET_ONLY"
    SUBSCRIPTIONS_ONLY = "SUBSCRIPTIONS_ONLY"
    TOO_MANY_SUBSCRIPTIONS = "TOO_MANY_SUBSCRIPTIONS"
    TOO_MANY_CONNECTIONS = "TOO_MANY_CONNECTIONS"
    INTROSPECTION_OFF = "INTROSPECTION_OFF"
    VALIDATION = "VALIDATION"
    VARIABLES_ONLY = "VARIABLES_ONLY"
    BAD_VALUE = "BAD_VALUE"
    PAGE_SIZE = "PAGE_SIZE"
    BAD_CURSOR = "BAD_CURSOR"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    STEP_UP_REQUIRED = "STEP_UP_REQUIRED"
    SECOND_FACTOR_REQUIRED = "SECOND_FACTOR_REQUIRED"
    ORIGIN_NOT_ALLOWED = "ORIGIN_NOT_ALLOWED"
    CROSS_SITE = "CROSS_SITE"
    RATE_LIMITED = "RATE_LIMITED"
    TIMEOUT = "TIMEOUT"
    OVERLOADED = "OVERLOADED"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL = "INTERNAL"


STATUS = {
    RequestCode.METHOD_NOT_ALLOWED: 405,
    RequestCode.CONTENT_TYPE: 415,
    RequestCode.BODY_TOO_LARGE: 413,
    RequestCode.UNAUTHENTICATED: 401,
    RequestCode.FORBIDDEN: 403,
    RequestCode.ORIGIN_NOT_ALLOWED: 403,
    RequestCode.CROSS_SITE: 403,
    RequestCode.RATE_LIMITED: 429,
    RequestCode.TOO_MANY_CONNECTIONS: 429,
    RequestCode.UNAVAILABLE: 503,
    RequestCode.OVERLOADED: 503,
}
"""HTTP statuses of refusals before execution; every other is 400."""


class Refused(GraphQLError):
    """A request, or one field of it, that is refused; `args` fill the localised sentence of its code."""

    def __init__(self, code: RequestCode, **args: object) -> None:
        super().__init__(str(code), extensions={"code": str(code)})
        self.code = code
        self.figures = {name: str(value) for name, value in args.items()}
