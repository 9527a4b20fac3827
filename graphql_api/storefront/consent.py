"""Consent to advertising: given and withdrawn by its owner, with the evidence that the law asks for (J1, J4)."""

from dataclasses import replace

import strawberry

from engine.model.consent import ConsentAct
from engine.model.decision import Problem, Rejection
from engine.model.program import ChannelName
from engine.service.consent import change_consent
from engine.service.consent_entry import ConsentRequest
from graphql_api.context import Info
from graphql_api.errors import UserError, rejected, user_error
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field
from graphql_api.scalars import Email, Phone


@strawberry.input(description="Somebody agrees to advertising.")
class ConsentRecordInput:
    """Input of `consentRecord`."""

    email: Email | None = strawberry.field(
        default=None,
        description="The address that may be written to; or else `phone`, one channel per consent.",
    )
    phone: Phone | None = strawberry.field(default=None, description="The number that SMS may be sent to.")
    wording: str = strawberry.field(description="The very text that was agreed to, at most 2,000 characters.")
    version: str = strawberry.field(default="", description="The shop's name of this text.")
    source: str = strawberry.field(
        description="Where it was agreed to: the page's address or the screen's name."
    )
    list_name: str | None = strawberry.field(
        name="list",
        default=None,
        description="Only messages of this list or rule; absent: all of the channel.",
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="A repeat adds nothing to the ledger (C23)."
    )


@strawberry.input(description="Somebody takes a consent back.")
class ConsentWithdrawInput:
    """Input of `consentWithdraw`."""

    email: Email | None = strawberry.field(default=None, description="The address; or else `phone`.")
    phone: Phone | None = strawberry.field(default=None, description="The number.")
    source: str = strawberry.field(default="", description="Where it was taken back.")
    list_name: str | None = strawberry.field(
        name="list",
        default=None,
        description="Only messages of this list or rule; absent: all of the channel.",
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="A repeat adds nothing to the ledger (C23)."
    )


@strawberry.type(description="Whether the ledger has the entry.")
class ConsentPayload:
    """The answer of `consentRecord` and `consentWithdraw`."""

    recorded: bool = strawberry.field(description="True: from the next handover on messages follow it.")
    pending: bool = strawberry.field(
        description="True: it waits until its owner has pressed the button behind the link that they were sent"
        " (`optin double`). Say so on the page."
    )
    errors: list[UserError] = strawberry.field(description="Why nothing was recorded; empty when it was.")


@strawberry.type
class ConsentMutations:
    """Mutations about consent."""

    @mutation_field(
        Right.QUOTE,
        "Record a consent with its evidence: wording, page, time and network address. Advertising goes to nobody"
        " without one (J1). Ask with a box that is not ticked beforehand. After a withdrawal only a secret token can"
        " record one that counts: a page's token is anybody's.",
    )
    async def consent_record(self, info: Info, input: ConsentRecordInput) -> ConsentPayload:  # noqa: A002
        """Record."""
        evidence = ConsentRequest(
            channel=ChannelName.EMAIL,
            address="",
            act=ConsentAct.GIVEN,
            wording=input.wording,
            version=input.version,
            source=input.source,
        )
        return await _changed(info, "consentRecord", input, evidence)

    @mutation_field(Right.QUOTE, "Take a consent back; messages about orders still go (J4).")
    async def consent_withdraw(self, info: Info, input: ConsentWithdrawInput) -> ConsentPayload:  # noqa: A002
        """Withdraw."""
        evidence = ConsentRequest(
            channel=ChannelName.EMAIL, address="", act=ConsentAct.WITHDRAWN, source=input.source
        )
        return await _changed(info, "consentWithdraw", input, evidence)


async def _changed(
    info: Info, operation: str, told: ConsentRecordInput | ConsentWithdrawInput, evidence: ConsentRequest
) -> ConsentPayload:
    context = info.context
    if (told.email is None) is (told.phone is None):
        error = user_error(Problem.EMAIL_INVALID, context.language, ["email"])
        return ConsentPayload(recorded=False, pending=False, errors=[error])
    request = replace(
        evidence,
        channel=ChannelName.EMAIL if told.email is not None else ChannelName.SMS,
        address=told.email or told.phone or "",
        scope=told.list_name or "",
        ip=context.caller.actor.ip,
    )
    key = receipt(operation, {**vars(told), "idempotency_key": None}, told.idempotency_key)
    entry = await change_consent(
        context.engine,
        context.shop,
        request,
        actor=context.caller.actor,
        receipt=key,
        proven=context.caller.trusted,
    )
    if isinstance(entry, Rejection):
        return ConsentPayload(recorded=False, pending=False, errors=rejected(entry, context.language))
    return ConsentPayload(recorded=True, pending=entry.act is ConsentAct.REQUESTED, errors=[])
