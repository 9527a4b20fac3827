"""What credentials may do, and the guard on every root field and personal field (SEC16)."""

from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any, TypeVar, cast

import strawberry
from graphql import GraphQLSchema
from strawberry.extensions import FieldExtension
from strawberry.types import Info
from strawberry.types.field import StrawberryField

from graphql_api.refused import Refused, RequestCode

Resolver = TypeVar("Resolver", bound=Callable[..., Any])


class Right(StrEnum):
    """One thing that credentials may allow."""

    QUOTE = "quote"  # price a cart, hold a code: safe in a browser
    ORDERS = "orders"  # report orders; be told the true reasons
    VALIDATE = "validate"  # check rule text
    READ = "read"  # see the shop's rules, coupons, figures
    WRITE = "write"  # change anything
    PII = "pii"  # see e-mails, telephone numbers, mails
    REVEAL = "reveal"  # see full codes
    TOKENS = "tokens"  # make and revoke credentials


STAFF = frozenset({Right.VALIDATE, Right.READ, Right.WRITE, Right.PII, Right.REVEAL, Right.TOKENS})
"""What a signed-in person may do in the admin schema."""

PUBLISHABLE = frozenset({Right.QUOTE})
SECRET = frozenset({Right.QUOTE, Right.ORDERS})
CI = frozenset({Right.VALIDATE})
LOOK = frozenset({Right.VALIDATE, Right.READ})


class Allow(FieldExtension):
    """Lets a field be resolved only with credentials that have `right`."""

    def __init__(self, right: Right) -> None:
        self.right = right

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
        if self.right not in info.context.caller.rights:
            raise Refused(RequestCode.FORBIDDEN, right=self.right)


def query_field(right: Right, description: str) -> Callable[[Resolver], Resolver]:
    """A field at the root of queries; its policy stands in its description."""
    return _field(strawberry.field, right, description)


def mutation_field(right: Right, description: str) -> Callable[[Resolver], Resolver]:
    """A field at the root of mutations."""
    return _field(strawberry.mutation, right, description)


def relation_field(description: str, right: Right | None = None) -> Callable[[Resolver], Resolver]:
    """A field of an object that is worked out when asked for; `right` when it asks for more than its object did."""
    return _field(strawberry.field, right, description)


def _field(make: Callable[..., Any], right: Right | None, description: str) -> Callable[[Resolver], Resolver]:
    guards = [] if right is None else [Allow(right)]
    needs = "" if right is None else f" Right: {right}."
    return cast("Callable[[Resolver], Resolver]", make(description=description + needs, extensions=guards))


def right_of(definition: Any) -> Right | None:
    """The right that a field of the schema asks for by itself, or None."""
    declared = definition.extensions.get("strawberry-definition")
    guards = declared.extensions if isinstance(declared, StrawberryField) else ()
    return next((guard.right for guard in guards if isinstance(guard, Allow)), None)


def require_guards(schema: GraphQLSchema) -> None:
    """Refuse to serve a schema with a root field that has no policy. Raises ValueError naming the fields."""
    roots = [root for root in (schema.query_type, schema.mutation_type) if root is not None]
    open_fields = [
        f"{root.name}.{name}"
        for root in roots
        for name, field in root.fields.items()
        if right_of(field) is None
    ]
    if open_fields:
        raise ValueError(f"root fields without a policy: {', '.join(open_fields)}")
