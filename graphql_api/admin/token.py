"""API tokens: made, shown once, revoked (SEC23)."""

from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

import strawberry

from engine.model.decision import Problem, Rejection
from engine.model.records import TokenRecord
from engine.service import ask
from engine.service.tokens import TokenKind, create_token_once, revoke_token
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, invalid, rejected, user_error
from graphql_api.ids import opaque, own_id
from graphql_api.receipts import receipt
from graphql_api.rights import SCOPES, Right, mutation_field, query_field

MOST_ORIGINS = 20
MOST_TOKENS = 1_000


@described(
    "Whose hands a token is for.",
    PUBLISHABLE="Browsers: quote and hold codes, from the listed origins only (SEC17).",
    SECRET="A shop's back end: orders too, and true reasons.",  # noqa: S106 - a description
    ADMIN="A merchant's tools, by scope.",
    CI="Checks rules, nothing else.",
)
class TokenKindKind(StrEnum):
    """`service.tokens.TokenKind`."""

    PUBLISHABLE = "publishable"
    SECRET = "secret"  # noqa: S105 - a kind, not a password
    ADMIN = "admin"
    CI = "ci"


@described(
    "What an admin token may do. Without any scope it may read and validate.",
    VALIDATE="Check rule text.",
    READ="See rules, coupons, orders, figures.",
    WRITE="Publish, revoke, import.",
    PII="See addresses and mails.",
    REVEAL="See full codes.",
    TOKENS="Make and revoke tokens.",
)
class TokenScope(StrEnum):
    """`rights.SCOPES` by name."""

    VALIDATE = "validate"
    READ = "read"
    WRITE = "write"
    PII = "pii"
    REVEAL = "reveal"
    TOKENS = "tokens"


@strawberry.type(name="Token", description="An API token; its secret is never shown again.")
class TokenType:
    """A token."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    kind: TokenKindKind = strawberry.field(description="Whose hands it is for.")
    name: str = strawberry.field(description="What the merchant calls it.")
    scopes: list[str] = strawberry.field(description="What it may do, for admin tokens.")
    origins: list[str] = strawberry.field(description="Sites whose pages may use it, for publishable tokens.")
    created_at: datetime = strawberry.field(description="When it was made.")
    expires_at: datetime | None = strawberry.field(description="When it ends by itself.")
    last_used_at: datetime | None = strawberry.field(
        description="When it was last used, to the minute; null: never."
    )
    revoked_at: datetime | None = strawberry.field(description="When it was revoked; null: it was not.")


@strawberry.input(description="A token to make.")
class TokenCreateInput:
    """Input of `tokenCreate`."""

    kind: TokenKindKind = strawberry.field(description="Whose hands it is for.")
    name: str = strawberry.field(description="What to call it, 1-100 characters.")
    scopes: list[TokenScope] = strawberry.field(
        default_factory=list, description="For admin tokens: what it may do."
    )
    origins: list[str] = strawberry.field(
        default_factory=list,
        description="For publishable tokens: exact origins such as https://shop.example, at most 20.",
    )
    expires_at: datetime | None = strawberry.field(
        default=None, description="When it ends; 365 days from now at the latest."
    )
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="A repeat gives the first token (C23), but not its secret, which is shown once (SEC23).",
    )


@strawberry.type(description="A fresh token.")
class TokenCreatePayload:
    """The answer of `tokenCreate`."""

    token: TokenType | None = strawberry.field(description="The token; null when `errors` says why not.")
    secret: str | None = strawberry.field(
        description="Its text, shown this once: Authorization: Bearer <secret>; null in the answer to a repeat."
    )
    errors: list[UserError] = strawberry.field(description="Why none was made; empty when one was.")


@strawberry.input(description="A token to revoke.")
class TokenRevokeInput:
    """Input of `tokenRevoke`."""

    token_id: strawberry.ID = strawberry.field(description="The token.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first answer (C23)."
    )


@strawberry.type(description="Whether a token was revoked.")
class TokenRevokePayload:
    """The answer of `tokenRevoke`."""

    revoked: bool = strawberry.field(description="False when there is no such live token.")
    errors: list[UserError] = strawberry.field(description="NOT_FOUND when the shop has no such token.")


def _token(record: TokenRecord) -> TokenType:
    return TokenType(
        id=strawberry.ID(opaque("Token", record.id)),
        kind=TokenKindKind(record.kind),
        name=record.name,
        scopes=sorted(record.scopes),
        origins=list(record.origins),
        created_at=record.created_at,
        expires_at=record.expires_at,
        last_used_at=record.last_used_at,
        revoked_at=record.revoked_at,
    )


@strawberry.type
class TokenQueries:
    """Queries about tokens."""

    @query_field(Right.TOKENS, "All tokens of the shop, revoked ones too, at most 1,000.")
    async def tokens(self, info: Info) -> list[TokenType]:
        """The tokens."""
        records = await ask.tokens(info.context.engine, info.context.shop)
        return [_token(record) for record in records[:MOST_TOKENS]]


@strawberry.type
class TokenMutations:
    """Mutations about tokens."""

    @mutation_field(Right.TOKENS, "Make a token; nobody can give it rights that they lack.")
    async def token_create(self, info: Info, input: TokenCreateInput) -> TokenCreatePayload:  # noqa: A002
        """Create a token."""
        context = info.context
        errors = _wrong(info, input)
        if errors:
            return TokenCreatePayload(token=None, secret=None, errors=errors)
        made = await create_token_once(
            context.engine,
            context.shop,
            receipt("tokenCreate", {**vars(input), "idempotency_key": None}, input.idempotency_key),
            kind=TokenKind(input.kind.value),
            name=input.name.strip(),
            actor=context.caller.actor,
            scopes=frozenset(scope.value for scope in input.scopes),
            origins=input.origins,
            expires_at=input.expires_at,
        )
        if isinstance(made, Rejection):
            return TokenCreatePayload(token=None, secret=None, errors=rejected(made, context.language))
        return TokenCreatePayload(token=_token(made.record), secret=made.text or None, errors=[])

    @mutation_field(Right.TOKENS, "End a token at once.")
    async def token_revoke(self, info: Info, input: TokenRevokeInput) -> TokenRevokePayload:  # noqa: A002
        """Revoke a token."""
        context, own = info.context, own_id("Token", input.token_id)
        key = receipt("tokenRevoke", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        revoked = own is not None and await revoke_token(
            context.engine, context.shop, own, actor=context.caller.actor, receipt=key
        )
        if isinstance(revoked, Rejection):
            return TokenRevokePayload(revoked=False, errors=rejected(revoked, context.language))
        known = revoked or own in {record.id for record in await ask.tokens(context.engine, context.shop)}
        errors = [] if known else [user_error(Problem.NOT_FOUND, context.language, ["tokenId"])]
        return TokenRevokePayload(revoked=revoked, errors=errors)


def _wrong(info: Info, asked: TokenCreateInput) -> list[UserError]:
    context = info.context
    now = context.engine.clock.now()
    beyond = (
        frozenset[Right]().union(*(SCOPES[scope.value] for scope in asked.scopes)) - context.caller.rights
    )
    if not 1 <= len(asked.name.strip()) <= 100 or not asked.name.isprintable():
        return invalid(context.language, ["name"], "1-100 printable characters")
    if len(asked.origins) > MOST_ORIGINS or not all(map(_is_origin, asked.origins)):
        return invalid(context.language, ["origins"], "https://shop.example, without a path")
    if asked.origins and asked.kind is not TokenKindKind.PUBLISHABLE:
        return invalid(context.language, ["origins"], "origins for publishable tokens only")
    if (asked.scopes and asked.kind is not TokenKindKind.ADMIN) or beyond:
        return invalid(context.language, ["scopes"], "scopes for admin tokens only, and none that you lack")
    if asked.expires_at is not None and asked.expires_at <= now:
        return invalid(context.language, ["expiresAt"], "an instant in the future")
    return []


def _is_origin(text: str) -> bool:
    parts = urlsplit(text)
    return (
        len(text) <= 200
        and parts.scheme in ("https", "http")
        and text == f"{parts.scheme}://{parts.netloc}".lower()
    )
