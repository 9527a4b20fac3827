"""Consents and suppressed addresses, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.consent import (
    ConsentAct,
    ConsentEntry,
    ConsentWanted,
    Permission,
    Suppression,
    SuppressionCause,
)
from engine.model.data_subject import TombstoneKind, is_pseudonym
from engine.model.list_effects import RecordConsent, SuppressAddress
from engine.model.notice import asks_consent
from engine.model.program import MessageClass
from engine.model.records import Actor, Page, StoredMessage
from engine.model.rule_parts import ChannelName
from engine.store.memory.part import MemoryPart, of_shop, page_of, write_audit
from engine.store.memory.state import State
from engine.store.standing import Standing, answers, newest_of


class ConsentLedger(MemoryPart):
    """What people look at and staff change."""

    async def consents(self, shop: str, page: Page, wanted: ConsentWanted) -> tuple[ConsentEntry, ...]:
        """Entries, newest first."""
        rows = (
            one
            for one in of_shop(self._state.lists.consents, shop)
            if wanted.channel in (None, one.channel)
            and wanted.address in (None, one.address)
            and wanted.address_hash in (None, one.address_hash)
            and wanted.act in (None, one.act)
        )
        return page_of(rows, page)

    async def permission(
        self, shop: str, channel: ChannelName, address: str, scope: str = ""
    ) -> Permission | None:
        """Where the address stands."""
        return self._state.lists.permissions.get((shop, channel, address, scope))

    async def suppressions(
        self, shop: str, page: Page, *, channel: ChannelName | None, address: str | None
    ) -> tuple[Suppression, ...]:
        """Addresses, newest first."""
        rows = (
            one
            for (owner, _, _), one in self._state.lists.suppressions.items()
            if owner == shop and channel in (None, one.channel) and address in (None, one.address)
        )
        return page_of(rows, page)

    async def suppress(self, shop: str, suppression: Suppression, actor: Actor, now: datetime) -> bool:
        """Stop an address by hand."""
        async with self._tx() as state:
            if not suppress_addresses(state, shop, [SuppressAddress(suppression=suppression)]):
                return False
            detail = {"channel": suppression.channel.value, "reason": suppression.detail}
            write_audit(state, shop, now, actor, "address suppressed", suppression.address, **detail)
            return True

    async def lift_suppression(
        self, shop: str, channel: ChannelName, address: str, actor: Actor, now: datetime
    ) -> bool:
        """Allow an address again."""
        async with self._tx() as state:
            gone = state.lists.suppressions.get((shop, channel, address))
            if gone is None:
                return False
            state.lists.suppressions.drop((shop, channel, address))
            detail = {"channel": channel.value, "cause": gone.cause.value}
            write_audit(state, shop, now, actor, "suppression lifted", address, **detail)
            return True

    async def find_message(self, shop: str, begins: str) -> StoredMessage | None:
        """The message of a link."""
        found = (
            row.message for row in of_shop(self._state.messages, shop) if row.message.id.startswith(begins)
        )
        return min(found, key=lambda one: one.id, default=None)

    async def find_consent(self, shop: str, begins: str) -> ConsentEntry | None:
        """The entry of a link."""
        found = (one for one in of_shop(self._state.lists.consents, shop) if one.id.startswith(begins))
        return min(found, key=lambda one: one.id, default=None)


def record_consents(state: State, shop: str, recorded: Sequence[RecordConsent]) -> None:
    """Add to the ledger, and to where the addresses stand now."""
    for one in recorded:
        entry = one.entry
        state.lists.consents.put((shop, entry.id), entry)
        if entry.act is ConsentAct.REQUESTED:
            continue
        stands = Permission(entry_id=entry.id, given=entry.act is ConsentAct.GIVEN, at=entry.at)
        key = (shop, entry.channel, entry.address, entry.scope)
        before = state.lists.permissions.get(key, stands)
        if stands.given and not one.proven and _is_withdrawn(state, key):
            continue
        if stands.given and _is_erased(state, shop, one):
            continue
        if before.at <= stands.at or not stands.given:
            state.lists.permissions.put(key, replace(stands, at=max(before.at, stands.at)))


def _is_erased(state: State, shop: str, given: RecordConsent) -> bool:
    """Whether its owner was erased since: no older, and no unproven consent brings them back."""
    graves = (
        state.persons.tombstones.get((shop, kind, given.entry.address_hash))
        for kind in (TombstoneKind.EMAIL, TombstoneKind.PHONE)
    )
    return any(one is not None and (one.at >= given.entry.at or not given.proven) for one in graves)


def _is_withdrawn(state: State, key: tuple[str, ChannelName, str, str]) -> bool:
    """Whether the address has taken back a consent to everything, or to this."""
    said = (state.lists.permissions.get((*key[:3], scope)) for scope in ("", key[3]))
    return any(one is not None and not one.given for one in said)


def suppress_addresses(state: State, shop: str, stopped: Sequence[SuppressAddress]) -> int:
    """Write to addresses no more; only a complaint gives way to what stops more. Returns how many changed."""
    changed = 0
    for one in stopped:
        new = one.suppression
        key = (shop, new.channel, new.address)
        before = state.lists.suppressions.get(key)
        complained = before is not None and before.cause is SuppressionCause.COMPLAINT
        if before is None or (complained and new.cause is not SuppressionCause.COMPLAINT):
            state.lists.suppressions.put(key, new)
            changed += 1
    return changed


def standing_of(state: State, message: StoredMessage, names: Sequence[str] = ()) -> Standing:
    """How the address and the reader of a message stand; `names` are those that its rule has and had."""
    order, shop = message.order, message.shop
    whose = (shop, order.channel, order.recipient)
    suppressed = state.lists.suppressions.get(whose)
    enrolment = state.lists.enrolments.get((shop, order.enrolment_id)) if order.enrolment_id else None
    channel = state.lists.channels.get((shop, order.channel))
    return Standing(
        message_class=order.message_class,
        test=order.test,
        erased=is_pseudonym(order.recipient),
        answered=asks_consent(order.template)
        and answers(state.lists.permissions.get((*whose, order.rule)), message),
        whole=state.lists.permissions.get((*whose, "")),
        own=newest_of(
            one
            for name in {order.rule, *names}
            if (one := state.lists.permissions.get((*whose, name))) is not None
        ),
        suppressed=None if suppressed is None else suppressed.cause,
        enrolment=None if enrolment is None else enrolment.state,
        channel_suspended=channel is not None
        and channel.suspended
        and (order.message_class is MessageClass.ADVERTISING or not channel.advertising_only),
    )
