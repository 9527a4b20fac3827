"""What credentials may do, and the guard on every root field and personal field (SEC16)."""

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar, cast

import strawberry
from graphql import GraphQLObjectType, GraphQLSchema
from strawberry.extensions import FieldExtension
from strawberry.types import Info
from strawberry.types.field import StrawberryField

from engine.model.staff import Role
from graphql_api.refused import Refused, RequestCode

Resolver = TypeVar("Resolver", bound=Callable[..., Any])


class Right(StrEnum):
    """One thing that credentials may allow."""

    QUOTE = "quote"  # price a cart, hold a code: safe in a browser
    ORDERS = "orders"  # report orders; be told the true reasons
    ENTER = "enter"  # sign in, and look after one's own account
    VALIDATE = "validate"  # check rule text
    READ = "read"  # see the shop's rules, coupons, figures
    EDIT = "edit"  # change rule files and templates of the draft
    PUBLISH = "publish"  # make rules live, go back
    COUPONS = "coupons"  # issue, extend, withdraw coupons
    MONEY = "money"  # run bulk refunds, pay out, settle payments by hand
    CATALOG = "catalog"  # import products
    CUSTOMERS = "customers"  # tell birthdays, tags, tiers
    MESSAGES = "messages"  # settle and send again
    SETTINGS = "settings"  # change what the shop is
    STAFF = "staff"  # invite people, give roles
    EXPORT = "export"  # take lists away as files
    AUDIT = "audit"  # read the audit trail
    PII = "pii"  # see e-mails, telephone numbers, mails
    REVEAL = "reveal"  # see full codes
    TOKENS = "tokens"  # make and revoke credentials
    PRIVACY = "privacy"  # hand out and erase one person's data


LOOK = frozenset({Right.VALIDATE, Right.READ})
WRITING = frozenset(
    {
        Right.EDIT,
        Right.PUBLISH,
        Right.COUPONS,
        Right.MONEY,
        Right.CATALOG,
        Right.CUSTOMERS,
        Right.MESSAGES,
        Right.SETTINGS,
    }
)
STAFF = (
    LOOK
    | WRITING
    | {Right.ENTER, Right.STAFF, Right.EXPORT, Right.AUDIT, Right.PII, Right.REVEAL, Right.TOKENS}
    | {Right.PRIVACY}
)
"""What an owner may do in the admin schema: everything."""

EDITOR = LOOK | {Right.ENTER, Right.EDIT, Right.CATALOG}
ROLES: Mapping[Role, frozenset[Right]] = {
    Role.OWNER: STAFF,
    Role.EDITOR: EDITOR,
    Role.PUBLISHER: EDITOR | {Right.PUBLISH, Right.MONEY},
    Role.SUPPORT: LOOK
    | {Right.ENTER, Right.COUPONS, Right.CUSTOMERS, Right.MESSAGES, Right.PII, Right.REVEAL},
    Role.ANALYST: LOOK | {Right.ENTER, Right.EXPORT},
    Role.AUDITOR: LOOK | {Right.ENTER, Right.AUDIT, Right.EXPORT},
}
"""What people may do (SEC24): who edits does not publish, who counts sees no addresses, who audits changes nothing."""

PUBLISHABLE = frozenset({Right.QUOTE})
SECRET = frozenset({Right.QUOTE, Right.ORDERS})
CI = frozenset({Right.VALIDATE})
STRANGER = frozenset({Right.ENTER})
"""A browser of our own pages that has not signed in."""

SCOPES: Mapping[str, frozenset[Right]] = {
    "validate": frozenset({Right.VALIDATE}),
    "read": frozenset({Right.READ}),
    "write": WRITING,
    "pii": frozenset({Right.PII, Right.AUDIT, Right.EXPORT}),
    "reveal": frozenset({Right.REVEAL}),
    "tokens": frozenset({Right.TOKENS}),
}
"""What each scope of an admin token gives; nothing lets a token manage people, or erase them."""

ADMIN_TOKEN = frozenset().union(*SCOPES.values())
"""What a token of every scope may do."""

CONFIRMED = frozenset({Right.REVEAL, Right.TOKENS, Right.STAFF, Right.PRIVACY})
"""Changes by these rights need a person who proved who they are in the last minutes; so does every export (SEC19)."""


class Allow(FieldExtension):
    """Lets a field be resolved only with credentials that have `right`; `confirmed`: who just proved who they are."""

    def __init__(self, right: Right, *, confirmed: bool = False) -> None:
        self.right = right
        self.confirmed = confirmed

    def resolve(self, next_: Callable[..., Any], source: Any, info: Info[Any, Any], **kwargs: Any) -> Any:
        """Resolve, or raise Refused FORBIDDEN."""
        self._check(info)
        return next_(source, info, **kwargs)

    async def resolve_async(
        self, next_: Callable[..., Awaitable[Any]], source: Any, info: Info[Any, Any], **kwargs: Any
    ) -> Any:
        """Resolve, or raise Refused FORBIDDEN."""
        self._check(info)
        return await next_(source, info, **kwargs)

    def _check(self, info: Info[Any, Any]) -> None:
        if info.context.caller.stranger and self.right is not Right.ENTER:
            raise Refused(RequestCode.UNAUTHENTICATED)
        if info.context.caller.factor_missing and self.right is not Right.ENTER:
            raise Refused(RequestCode.SECOND_FACTOR_REQUIRED)
        if self.right not in info.context.caller.rights:
            raise Refused(RequestCode.FORBIDDEN, right=self.right)
        if self.confirmed and not info.context.caller.confirmed:
            raise Refused(RequestCode.STEP_UP_REQUIRED)


def query_field(right: Right, description: str) -> Callable[[Resolver], Resolver]:
    """A field at the root of queries; its policy stands in its description."""
    return _field(strawberry.field, right, description)


def mutation_field(
    right: Right, description: str, *, confirmed: bool = False
) -> Callable[[Resolver], Resolver]:
    """A field at the root of mutations; `confirmed`: also where the right alone does not ask for it (SEC19)."""
    return _field(strawberry.mutation, right, description, confirmed=confirmed or right in CONFIRMED)


def subscription_field(right: Right, description: str) -> Callable[[Resolver], Resolver]:
    """A field at the root of subscriptions, whose resolver is awaited and gives a generator."""
    return _field(strawberry.subscription, right, description)


def relation_field(description: str, right: Right | None = None) -> Callable[[Resolver], Resolver]:
    """A field of an object that is worked out when asked for; `right` when it asks for more than its object did."""
    return _field(strawberry.field, right, description)


def _field(
    make: Callable[..., Any], right: Right | None, description: str, *, confirmed: bool = False
) -> Callable[[Resolver], Resolver]:
    confirmed = confirmed or right is Right.EXPORT
    guards = [] if right is None else [Allow(right, confirmed=confirmed)]
    needs = "" if right is None else f" Right: {right}{', confirmed' if confirmed else ''}."
    return cast("Callable[[Resolver], Resolver]", make(description=description + needs, extensions=guards))


def right_of(definition: Any) -> Right | None:
    """The right that a field of the schema asks for by itself, or None."""
    declared = definition.extensions.get("strawberry-definition")
    guards = declared.extensions if isinstance(declared, StrawberryField) else ()
    return next((guard.right for guard in guards if isinstance(guard, Allow)), None)


def roots_of(schema: GraphQLSchema) -> tuple[GraphQLObjectType, ...]:
    """The types at whose fields documents begin."""
    roots = (schema.query_type, schema.mutation_type, schema.subscription_type)
    return tuple(root for root in roots if root is not None)


def fields_with(schema: GraphQLSchema, right: Right) -> frozenset[str]:
    """Names of the root fields that ask for `right`."""
    return frozenset(
        name for root in roots_of(schema) for name, field in root.fields.items() if right_of(field) is right
    )


def require_guards(schema: GraphQLSchema) -> None:
    """Refuse to serve a schema with a root field that has no policy. Raises ValueError naming the fields."""
    open_fields = [
        f"{root.name}.{name}"
        for root in roots_of(schema)
        for name, field in root.fields.items()
        if right_of(field) is None
    ]
    if open_fields:
        raise ValueError(f"root fields without a policy: {', '.join(open_fields)}")
