"""The ledger of consents, addresses that are not written to, and both as files (J1, J2, J4)."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.consent import ConsentAct, ConsentEntry, ConsentWanted, Suppression
from engine.model.decision import Problem, Rejection
from engine.model.program import ChannelName
from engine.model.records import Page
from engine.service import ask
from engine.service.consent import change_consent
from engine.service.consent_entry import ConsentRequest, address_hash
from engine.service.consent_entry import comparable as comparable_address
from engine.service.export_lists import MOST_ROWS, Reader
from engine.service.export_readers import export_consents, export_readers
from engine.service.suppress_address import lift_suppression, suppress_address
from graphql_api.addresses import NOBODY
from graphql_api.admin.channel import ChannelKind
from graphql_api.admin.list_export import ExportedList
from graphql_api.admin.reader_filter import ReaderFilter, readers_wanted
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected, user_error
from graphql_api.ids import opaque
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect, uncounted
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field
from graphql_api.scalars import Email, Phone


@described(
    "What somebody did.",
    REQUESTED="Asked for advertising, and has not confirmed it by the link yet: it allows nothing.",
    GIVEN="Agreed to advertising.",
    WITHDRAWN="Took it back.",
)
class ConsentActKind(StrEnum):
    """`model.consent.ConsentAct`."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"
    REQUESTED = "requested"


@described(
    "Why nothing goes to an address.",
    HARD_BOUNCE="There is no such mailbox or number.",
    SOFT_BOUNCES="It failed 5 times within 30 days.",
    COMPLAINT="Its owner reported a message as spam: no advertising goes there.",
    BY_HAND="Staff stopped it.",
)
class SuppressionCauseKind(StrEnum):
    """`model.consent.SuppressionCause`."""

    HARD_BOUNCE = "hard_bounce"
    SOFT_BOUNCES = "soft_bounces"
    COMPLAINT = "complaint"
    BY_HAND = "by_hand"


@strawberry.type(
    name="Consent", description="An entry of the ledger of consents; never changed, never removed (J2)."
)
class ConsentType:
    """An entry."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    at: datetime = strawberry.field(description="When.")
    act: ConsentActKind = strawberry.field(description="What.")
    channel: ChannelKind = strawberry.field(description="For which channel.")
    address: str = strawberry.field(description="Whose; empty once the person was erased.")
    address_hash: str = strawberry.field(description="Keyed hash of the address, which stays.")
    scope: str = strawberry.field(
        description="The list that was meant; empty: all advertising of the channel."
    )
    wording: str = strawberry.field(description="The text that was agreed to.")
    version: str = strawberry.field(description="The shop's name of that text.")
    source: str = strawberry.field(description="The page or screen, or how else it came.")
    ip: str = strawberry.field(description="From which network address; empty: not known.")


@strawberry.type(name="Suppression", description="An address that is not written to.")
class SuppressionType:
    """A suppression."""

    channel: ChannelKind = strawberry.field(description="By which channel.")
    address: str = strawberry.field(description="The address or number.")
    cause: SuppressionCauseKind = strawberry.field(description="Why.")
    at: datetime = strawberry.field(description="Since when.")
    detail: str = strawberry.field(description="What the other side, or staff, said.")


@strawberry.input(description="An address or a number; exactly one.")
class AddressInput:
    """Whom it is about."""

    email: Email | None = strawberry.field(default=None, description="An e-mail address.")
    phone: Phone | None = strawberry.field(default=None, description="A telephone number.")


@strawberry.input(description="Which entries; all that is given must hold.")
class ConsentFilter:
    """A filter."""

    address: AddressInput | None = strawberry.field(default=None, description="Of this address or number.")
    act: ConsentActKind | None = strawberry.field(default=None, description="Of this kind.")


@strawberry.input(description="An address to stop.")
class SuppressionAddInput:
    """Input of `suppressionAdd`."""

    address: AddressInput = strawberry.field(description="The address.")
    reason: str = strawberry.field(description="Why, for whoever asks later.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; the same again changes nothing."
    )


@strawberry.input(description="An address to allow again.")
class SuppressionLiftInput:
    """Input of `suppressionLift`."""

    address: AddressInput = strawberry.field(description="The address.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; the same again changes nothing."
    )


@strawberry.input(description="An address whose owner takes the consent to advertising back.")
class ConsentWithdrawInput:
    """Input of `consentWithdraw`."""

    address: AddressInput = strawberry.field(description="The address.")
    source: str = strawberry.field(description="How they said so, such as a telephone call; 500 characters.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="A repeat adds nothing to the ledger (C23)."
    )


@strawberry.type(description="Whether the ledger has the entry.")
class ConsentWithdrawPayload:
    """The answer of `consentWithdraw`."""

    recorded: bool = strawberry.field(
        description="True: from the next handover on no advertising goes there."
    )
    errors: list[UserError] = strawberry.field(description="Why nothing was recorded; empty when it was.")


@strawberry.type(description="Whether something changed.")
class SuppressionPayload:
    """The answer of `suppressionAdd` and `suppressionLift`."""

    changed: bool = strawberry.field(description="False when it was so already.")
    errors: list[UserError] = strawberry.field(description="EMAIL_INVALID or PHONE_INVALID.")


@strawberry.type
class ConsentQueries:
    """Queries about consent."""

    @query_field(
        Right.PII,
        "The ledger of consents, newest first; of one address also after it was erased, by its keyed hash.",
    )
    async def consents(
        self,
        info: Info,
        *,
        filter: ConsentFilter | None = None,  # noqa: A002 - the API's convention
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[ConsentType]:
        """A page of entries."""
        engine, shop = info.context.engine, info.context.shop
        asked = filter or ConsentFilter()
        wanted = await _wanted(info, asked.address, asked.act)

        async def load(page: Page) -> tuple[ConsentEntry, ...]:
            return await ask.consents(engine, shop, page, wanted)

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, _consent, uncounted)

    @query_field(Right.PII, "Whether advertising may go to an address now.")
    async def consent_given(self, info: Info, address: AddressInput) -> bool:
        """Where it stands."""
        channel, known = await _address(info, address)
        found = await ask.permission(info.context.engine, info.context.shop, channel, known)
        return found is not None and found.given

    @query_field(Right.PII, "Addresses that are not written to, newest first.")
    async def suppressions(
        self,
        info: Info,
        *,
        address: AddressInput | None = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[SuppressionType]:
        """A page of addresses."""
        engine, shop = info.context.engine, info.context.shop
        channel, known = (None, None) if address is None else await _address(info, address)

        async def load(page: Page) -> tuple[Suppression, ...]:
            return await ask.suppressions(engine, shop, page, channel=channel, address=known)

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, _suppression, uncounted)

    @query_field(
        Right.EXPORT,
        f"The ledger of consents as CSV, newest first, {MOST_ROWS:,} rows at most; addresses only by the right pii.",
    )
    async def consents_export(self, info: Info, address: AddressInput | None = None) -> ExportedList:
        """A file."""
        wanted = await _wanted(info, address, None)
        sheet = await export_consents(info.context.engine, info.context.shop, wanted, await _reader(info))
        return ExportedList(
            name="consents.csv",
            media_type="text/csv",
            text=sheet.text,
            rows=sheet.rows,
            complete=sheet.complete,
        )

    @query_field(
        Right.EXPORT,
        f"Readers as CSV, newest first, {MOST_ROWS:,} rows at most; who they are only by the right pii.",
    )
    async def readers_export(
        self,
        info: Info,
        filter: ReaderFilter | None = None,  # noqa: A002 - the API's convention
    ) -> ExportedList:
        """A file."""
        wanted = await readers_wanted(info, filter or ReaderFilter())
        sheet = await export_readers(info.context.engine, info.context.shop, wanted, await _reader(info))
        return ExportedList(
            name="readers.csv",
            media_type="text/csv",
            text=sheet.text,
            rows=sheet.rows,
            complete=sheet.complete,
        )


@strawberry.type
class ConsentMutations:
    """Mutations about addresses; consent is given by its owners only, and staff note that it was taken back."""

    @mutation_field(
        Right.MESSAGES, "Note that somebody took a consent back; messages about orders still go (J4)."
    )
    async def consent_withdraw(self, info: Info, input: ConsentWithdrawInput) -> ConsentWithdrawPayload:  # noqa: A002
        """Withdraw."""
        context, told = info.context, input.address
        if (told.email is None) is (told.phone is None):
            error = user_error(Problem.EMAIL_INVALID, context.language, ["address", "email"])
            return ConsentWithdrawPayload(recorded=False, errors=[error])
        request = ConsentRequest(
            channel=ChannelName.EMAIL if told.email is not None else ChannelName.SMS,
            address=told.email or told.phone or "",
            act=ConsentAct.WITHDRAWN,
            source=input.source,
        )
        asked = {"address": vars(told), "source": input.source}
        key = receipt("consentWithdraw", asked, input.idempotency_key)
        entry = await change_consent(
            context.engine, context.shop, request, actor=context.caller.actor, receipt=key
        )
        if isinstance(entry, Rejection):
            return ConsentWithdrawPayload(recorded=False, errors=rejected(entry, context.language))
        return ConsentWithdrawPayload(recorded=True, errors=[])

    @mutation_field(Right.MESSAGES, "Stop everything to an address.")
    async def suppression_add(self, info: Info, input: SuppressionAddInput) -> SuppressionPayload:  # noqa: A002
        """Stop."""
        channel, known = await _address(info, input.address)
        if known == NOBODY:
            return SuppressionPayload(changed=False, errors=_no_address(info, channel))
        context = info.context
        changed = await suppress_address(
            context.engine, context.shop, channel, known, input.reason[:300], actor=context.caller.actor
        )
        return SuppressionPayload(changed=changed, errors=[])

    @mutation_field(Right.MESSAGES, "Allow an address again; a consent that was withdrawn stays withdrawn.")
    async def suppression_lift(self, info: Info, input: SuppressionLiftInput) -> SuppressionPayload:  # noqa: A002
        """Allow again."""
        channel, known = await _address(info, input.address)
        if known == NOBODY:
            return SuppressionPayload(changed=False, errors=_no_address(info, channel))
        context = info.context
        changed = await lift_suppression(
            context.engine, context.shop, channel, known, actor=context.caller.actor
        )
        return SuppressionPayload(changed=changed, errors=[])


async def _address(info: Info, asked: AddressInput) -> tuple[ChannelName, str]:
    """Channel and comparable form; NOBODY for what is no address."""
    settings = await info.context.loaders.shop_settings()
    channel = ChannelName.SMS if asked.phone is not None else ChannelName.EMAIL
    known = comparable_address(channel, asked.phone or asked.email or "", fold_plus=settings.fold_plus)
    return channel, known if isinstance(known, str) else NOBODY


async def _wanted(info: Info, asked: AddressInput | None, act: ConsentActKind | None) -> ConsentWanted:
    said = None if act is None else ConsentAct(act.value)
    if asked is None:
        return ConsentWanted(act=said)
    channel, known = await _address(info, asked)
    proof = address_hash(info.context.engine, info.context.shop, channel, known)
    return ConsentWanted(channel=channel, address_hash=proof, act=said)


def _no_address(info: Info, channel: ChannelName) -> list[UserError]:
    problem = Problem.EMAIL_INVALID if channel is ChannelName.EMAIL else Problem.PHONE_INVALID
    return [user_error(problem, info.context.language, ["address"])]


async def _reader(info: Info) -> Reader:
    settings = await info.context.loaders.shop_settings()
    addresses = Right.PII in info.context.caller.rights
    return Reader(currency=settings.currency, zone=settings.zone, addresses=addresses)


def _consent(one: ConsentEntry) -> ConsentType:
    return ConsentType(
        id=strawberry.ID(opaque("Consent", one.id)),
        at=one.at,
        act=ConsentActKind(one.act.value),
        channel=ChannelKind(one.channel.value),
        address=one.address,
        address_hash=one.address_hash,
        scope=one.scope,
        wording=one.wording,
        version=one.version,
        source=one.source,
        ip=one.ip,
    )


def _suppression(one: Suppression) -> SuppressionType:
    return SuppressionType(
        channel=ChannelKind(one.channel.value),
        address=one.address,
        cause=SuppressionCauseKind(one.cause.value),
        at=one.at,
        detail=one.detail,
    )
