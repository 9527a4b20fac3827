"""The audit trail: who changed what, in a chain per shop (SEC34); and whether the database is sound."""

from datetime import datetime

import strawberry

from engine.model.records import EVERY_ENTRY, AuditEntry, AuditWanted, Page
from engine.service import ask
from engine.service.check_invariants import check_invariants
from graphql_api.actor_names import actor_name
from graphql_api.context import Info
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect, uncounted
from graphql_api.rights import Right, query_field, relation_field


@strawberry.type(description="A figure or word that belongs to an audit entry.")
class AuditDetail:
    """A detail."""

    name: str = strawberry.field(description="What it is.")
    value: str = strawberry.field(description="What it was; codes and addresses are never written here.")


@strawberry.type(name="AuditEntry", description="One change of state and who made it.")
class AuditEntryType:
    """An entry."""

    number: int = strawberry.field(description="Counts up per shop without gaps.")
    at: datetime = strawberry.field(description="When.")
    actor_kind: str = strawberry.field(description="token, staff, timer or cli.")
    actor_id: str = strawberry.field(description="Which of them.")
    ip: str = strawberry.field(description="From where; empty: from inside.")
    action: str = strawberry.field(description="What was done, such as coupon.revoked.")
    subject: str = strawberry.field(description="To what.")
    detail: list[AuditDetail] = strawberry.field(description="More about it.")

    @relation_field(
        "Their name, or what else it was, such as the command line; in the language of Accept-Language."
    )
    async def actor_name(self, info: Info) -> str:
        """A name for people."""
        return await actor_name(info, self.actor_id)


@strawberry.type(
    description="Whether the stored rows obey the rules that must always hold (reliability I1-I37)."
)
class Invariants:
    """A check."""

    sound: bool = strawberry.field(description="True when nothing is broken.")
    broken: list[str] = strawberry.field(description="A sentence for each thing that is broken.")
    checked_at: datetime = strawberry.field(description="When this was checked: now.")


@strawberry.input(description="Which entries; all that is given must hold.")
class AuditFilter:
    """A filter."""

    actor: str | None = strawberry.field(default=None, description="By this actor id.")
    action: str | None = strawberry.field(default=None, description="This was done, such as coupon revoked.")
    subject: str | None = strawberry.field(
        default=None,
        description="To this: a coupon, message, token, person or revision by the id shown here.",
    )
    since: datetime | None = strawberry.field(default=None, description="At or after this.")
    until: datetime | None = strawberry.field(default=None, description="Before this.")


def _wanted(given: AuditFilter) -> AuditWanted:
    return AuditWanted(
        actor=given.actor,
        action=given.action,
        subject=given.subject,
        since=given.since,
        until=given.until,
    )


def _entry(entry: AuditEntry) -> AuditEntryType:
    return AuditEntryType(
        number=entry.number,
        at=entry.at,
        actor_kind=entry.actor.kind,
        actor_id=entry.actor.id,
        ip=entry.actor.ip,
        action=entry.action,
        subject=entry.subject,
        detail=[AuditDetail(name=name, value=value) for name, value in sorted(entry.detail.items())],
    )


@strawberry.type
class AuditQueries:
    """Queries about the audit trail and soundness."""

    @query_field(Right.AUDIT, "The audit trail, newest first, filtered by who, what and when.")
    async def audit(
        self,
        info: Info,
        *,
        filter: AuditFilter | None = None,  # noqa: A002
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[AuditEntryType]:
        """A page of entries."""
        engine, shop = info.context.engine, info.context.shop
        wanted = EVERY_ENTRY if filter is None else _wanted(filter)

        async def load(page: Page) -> tuple[AuditEntry, ...]:
            return await ask.audit(engine, shop, page, wanted)

        part = Slice(first=first, after=after, last=last, before=before, numbered=True)
        return await connect(part, load, _entry, uncounted)

    @query_field(Right.READ, "Check this shop's stored rows now; may take seconds on a large shop.")
    async def invariants(self, info: Info) -> Invariants:
        """Check the invariants."""
        broken = await check_invariants(info.context.engine, info.context.shop)
        return Invariants(sound=not broken, broken=list(broken), checked_at=info.context.engine.clock.now())
