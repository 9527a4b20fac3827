"""One person's data: counted, handed out, erased; by the right privacy only."""

import base64
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.data_subject import Erasure
from engine.model.decision import Rejection
from engine.model.records import Page
from engine.service import ask
from engine.service.erase_person import erase_person
from engine.service.export_person import as_csv_zip, as_json, export_person
from engine.service.person import know_person
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect, uncounted
from graphql_api.rights import Right, mutation_field, query_field
from graphql_api.scalars import Money, money

PERSON = "An address, a telephone number, or `id:` and the shop's own id of the customer."


@described(
    "How far an erasure has come.",
    RUNNING="Going on by itself, perhaps waiting for a message that is being sent.",
    DONE="Nothing leads to the person any more.",
)
class ErasureStateKind(StrEnum):
    """`model.data_subject.ErasureState`."""

    RUNNING = "running"
    DONE = "done"


@described(
    "In which form a person's data is handed out.",
    JSON="One JSON object, rows by kind.",
    CSV="A zip with a CSV of each kind.",
)
class PersonFormat(StrEnum):
    """Formats."""

    JSON = "json"
    CSV = "csv"


@strawberry.type(description="How many rows of a kind.")
class PersonCount:
    """A line of a count."""

    kind: str = strawberry.field(description="orders, coupons, messages …; of an erasure the table.")
    count: int = strawberry.field(description="Rows.")


@strawberry.type(description="What is held about one person.")
class PersonHoldings:
    """What an export would hold, and an erasure erase."""

    known_as: list[str] = strawberry.field(
        description="Every address, number and id that the shop knows them by."
    )
    counts: list[PersonCount] = strawberry.field(description="What is held, kinds with nothing left out.")
    balance: Money = strawberry.field(
        description="On gift cards of theirs; an erasure leaves the way to it lost."
    )
    cards: int = strawberry.field(description="Gift cards with a balance.")
    contracts: int = strawberry.field(description="Subscriptions that still deliver.")
    coupons: int = strawberry.field(description="Coupons that can still be used; an erasure ends them.")


@strawberry.type(description="What is held, or why nobody could be looked for.")
class PersonHoldingsResult:
    """The answer of `personHoldings`."""

    holdings: PersonHoldings | None = strawberry.field(description="Null when `errors` says why.")
    errors: list[UserError] = strawberry.field(description="EMAIL_INVALID; empty otherwise.")


@strawberry.type(name="Erasure", description="The erasure of a person; nobody can tell from it who that was.")
class ErasureType:
    """An erasure."""

    id: strawberry.ID = strawberry.field(description="Also part of the pseudonyms that it left.")
    state: ErasureStateKind = strawberry.field(description="How far it has come.")
    reason: str = strawberry.field(description="Why, as the person who asked for it wrote.")
    at: datetime = strawberry.field(description="When it was begun.")
    ended_at: datetime | None = strawberry.field(description="When nothing was left; null: it goes on.")
    counts: list[PersonCount] = strawberry.field(description="Rows that were changed, by table.")


@strawberry.input(description="Whose data is to be handed out.")
class PersonExportInput:
    """Input of `personExport`."""

    person: str = strawberry.field(description=PERSON)
    format: PersonFormat = strawberry.field(default=PersonFormat.JSON, description="In which form.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; every export is written into the audit trail."
    )


@strawberry.type(description="A person's data as a file.")
class PersonExportPayload:
    """The answer of `personExport`."""

    file: str | None = strawberry.field(description="The file, base64; null when `errors` says why.")
    name: str = strawberry.field(description="A name for it that does not say who it is about.")
    errors: list[UserError] = strawberry.field(description="EMAIL_INVALID or NOT_FOUND; empty otherwise.")


@strawberry.input(description="Who is to be erased, and why.")
class PersonEraseInput:
    """Input of `personErase`."""

    person: str = strawberry.field(description=PERSON)
    reason: str = strawberry.field(description="1-500 characters for the audit trail; it should name nobody.")
    claims_confirmed: bool = strawberry.field(
        default=False, description="Also with a balance on gift cards or a subscription that still delivers."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; the same person again gives the same erasure."
    )


@strawberry.type(description="The erasure, or why nothing was erased.")
class PersonErasePayload:
    """The answer of `personErase`."""

    erasure: ErasureType | None = strawberry.field(description="Null when `errors` says why.")
    errors: list[UserError] = strawberry.field(
        description="EMAIL_INVALID, TEXT_INVALID, NOT_FOUND, CLAIMS_OPEN; empty otherwise."
    )


@strawberry.type
class PersonQueries:
    """Queries about one person's data."""

    @query_field(Right.PRIVACY, "What is held about one person; nothing is changed.")
    async def person_holdings(self, info: Info, person: str) -> PersonHoldingsResult:
        """A count."""
        context = info.context
        known = await know_person(context.engine, context.shop, person)
        if isinstance(known, Rejection):
            return PersonHoldingsResult(holdings=None, errors=rejected(known, context.language))
        currency = (await context.loaders.shop_settings()).currency
        held = PersonHoldings(
            known_as=list(known.subject.keys),
            counts=_counts(known.holdings.counts),
            balance=money(known.claims.balance, currency),
            cards=known.claims.cards,
            contracts=known.claims.contracts,
            coupons=known.claims.coupons,
        )
        return PersonHoldingsResult(holdings=held, errors=[])

    @query_field(Right.PRIVACY, "Erasures, newest first.")
    async def erasures(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[ErasureType]:
        """A page of erasures."""
        engine, shop = info.context.engine, info.context.shop

        async def load(page: Page) -> tuple[Erasure, ...]:
            return await ask.erasures(engine, shop, page)

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, _erasure, uncounted)


@strawberry.type
class PersonMutations:
    """Handing out and erasing one person's data."""

    @mutation_field(Right.PRIVACY, "Hand out everything held about one person; written into the audit trail.")
    async def person_export(self, info: Info, input: PersonExportInput) -> PersonExportPayload:  # noqa: A002
        """A file."""
        context, csv = info.context, input.format is PersonFormat.CSV
        name = f"person-{context.engine.clock.now():%Y%m%d-%H%M}.{'zip' if csv else 'json'}"
        sections = await export_person(context.engine, context.shop, input.person, actor=context.caller.actor)
        if isinstance(sections, Rejection):
            return PersonExportPayload(file=None, name=name, errors=rejected(sections, context.language))
        content = as_csv_zip(sections) if csv else as_json(sections)
        return PersonExportPayload(file=base64.b64encode(content).decode(), name=name, errors=[])

    @mutation_field(
        Right.PRIVACY,
        "Erase a person for ever; orders and ledgers stay under a pseudonym, as the law wants it.",
    )
    async def person_erase(self, info: Info, input: PersonEraseInput) -> PersonErasePayload:  # noqa: A002
        """Erase."""
        context = info.context
        became = await erase_person(
            context.engine,
            context.shop,
            input.person,
            reason=input.reason,
            actor=context.caller.actor,
            claims_confirmed=input.claims_confirmed,
        )
        if isinstance(became, Rejection):
            return PersonErasePayload(erasure=None, errors=rejected(became, context.language))
        return PersonErasePayload(erasure=_erasure(became), errors=[])


def _counts(counts: Mapping[str, int]) -> list[PersonCount]:
    return [PersonCount(kind=kind, count=count) for kind, count in counts.items() if count]


def _erasure(one: Erasure) -> ErasureType:
    return ErasureType(
        id=strawberry.ID(one.id),
        state=ErasureStateKind(one.state.value),
        reason=one.reason,
        at=one.at,
        ended_at=one.ended_at,
        counts=_counts(one.counts),
    )
