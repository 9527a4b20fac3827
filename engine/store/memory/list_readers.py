"""Readers of lists, and messages to whole lists, in memory."""

# ruff: noqa: PLR0917 - the signatures are those of the port

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.effects import StartTimer
from engine.model.list_effects import AdvanceEnrolment, EndEnrolments, EnrolReader
from engine.model.list_needs import CompositionNeed, EnrolmentNeed, EnrolmentsNeed, ListNeed
from engine.model.program import MessageClass
from engine.model.reader import (
    Audience,
    Composition,
    Enrolment,
    EnrolmentState,
    ListFigures,
    ReadersWanted,
)
from engine.model.records import Actor, Page, Receipt, StoredMessage
from engine.model.rule_parts import ChannelName
from engine.store.identity import message_id_of
from engine.store.memory.part import MemoryPart, of_shop, page_of, write_audit
from engine.store.memory.receipts import served_before
from engine.store.memory.state import State
from engine.store.memory.timers import start_timer
from engine.store.standing import Standing, reason_to_withhold

_BEST = (EnrolmentState.ACTIVE, EnrolmentState.STOPPED_BY_REFUND, EnrolmentState.LEFT)


class ListReaders(MemoryPart):
    """What people look at, and what staff send."""

    async def enrolments(self, shop: str, page: Page, wanted: ReadersWanted) -> tuple[Enrolment, ...]:
        """Enrolments, newest first."""
        rows = (
            one
            for one in of_shop(self._state.lists.enrolments, shop)
            if not one.test
            and wanted.list in (None, one.list)
            and wanted.reader in (None, one.reader)
            and wanted.state in (None, one.state)
            and (one.phone is not None or not wanted.with_phone)
        )
        return page_of(rows, page)

    async def enrolment(self, shop: str, enrolment_id: str) -> Enrolment | None:
        """One enrolment."""
        return self._state.lists.enrolments.get((shop, enrolment_id))

    async def list_figures(self, shop: str, lists: Sequence[str]) -> tuple[ListFigures, ...]:
        """Readers by where they stand."""
        return tuple(_figures(self._state, shop, name) for name in lists)

    async def audience(
        self,
        shop: str,
        name: str,
        channel: ChannelName,
        message_class: MessageClass,
        *,
        former: Sequence[str] = (),
    ) -> Audience:
        """Whom a message would reach."""
        mine = (one for named in {name, *former} for one in _real(self._state, shop, named))
        active = [one for one in mine if one.state is EnrolmentState.ACTIVE]
        addresses = {_address(one, channel) for one in active} - {None}
        allowed = [
            one for one in addresses if one and _allowed(self._state, shop, name, channel, one, message_class)
        ]
        return Audience(
            readers=len({one.reader for one in active}), with_address=len(addresses), allowed=len(allowed)
        )

    async def add_composition(
        self,
        shop: str,
        composition: Composition,
        timer: StartTimer,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> str:
        """Keep a message to a list and start its sending."""
        async with self._tx() as state:
            before = served_before(state, shop, receipt, composition.id.encode())
            if before is not None:
                return (before.answer or b"").decode()
            one = composition
            state.lists.compositions.put((shop, one.id), one)
            start_timer(state, shop, timer)
            detail = {"list": one.list, "channel": one.channel.value, "class": one.message_class.value}
            write_audit(state, shop, now, actor, "list message sent", one.id, **detail)
            return one.id

    async def message_of(self, shop: str, dedupe_key: str) -> StoredMessage | None:
        """The message of a key."""
        row = self._state.messages.get((shop, message_id_of(dedupe_key)))
        return None if row is None else row.message

    async def composition(self, shop: str, composition_id: str) -> Composition | None:
        """One message to a list."""
        return self._state.lists.compositions.get((shop, composition_id))

    async def compositions(
        self, shop: str, page: Page, lists: Sequence[str] | None = None
    ) -> tuple[Composition, ...]:
        """Messages to lists, newest first."""
        written = of_shop(self._state.lists.compositions, shop)
        return page_of((one for one in written if lists is None or one.list in lists), page)


def enrol_readers(state: State, shop: str, joined: Sequence[EnrolReader]) -> None:
    """Put people on lists; who is on one for the same order stays as they are."""
    for one in joined:
        if (shop, one.enrolment.id) not in state.lists.enrolments:
            state.lists.enrolments.put((shop, one.enrolment.id), one.enrolment)


def end_enrolments(state: State, shop: str, ends: Sequence[EndEnrolments]) -> None:
    """End active enrolments."""
    for end in ends:
        for one in tuple(of_shop(state.lists.enrolments, shop)):
            if end.reader is not None:
                meant = one.reader == end.reader and one.list in end.lists
            else:
                meant = one.order_id == end.order_id and one.sku in end.skus
            if meant and one.state is EnrolmentState.ACTIVE:
                state.lists.enrolments.put((shop, one.id), replace(one, state=end.became, ended_at=end.at))


def advance_enrolments(state: State, shop: str, steps: Sequence[AdvanceEnrolment]) -> None:
    """Replace the steps that are still to come."""
    for one in steps:
        before = state.lists.enrolments.get((shop, one.enrolment_id))
        if before is not None:
            state.lists.enrolments.put((shop, before.id), replace(before, pending=one.pending))


def _real(state: State, shop: str, name: str) -> Iterator[Enrolment]:
    return (one for one in of_shop(state.lists.enrolments, shop) if one.list == name and not one.test)


def _figures(state: State, shop: str, name: str) -> ListFigures:
    best: dict[str, int] = {}
    for one in _real(state, shop, name):
        best[one.reader] = min(best.get(one.reader, len(_BEST)), _BEST.index(one.state))
    places = list(best.values())
    return ListFigures(list=name, active=places.count(0), stopped=places.count(1), left=places.count(2))


def _address(one: Enrolment, channel: ChannelName) -> str | None:
    return one.email if channel is ChannelName.EMAIL else one.phone


def _allowed(
    state: State, shop: str, name: str, channel: ChannelName, address: str, message_class: MessageClass
) -> bool:
    suppressed = state.lists.suppressions.get((shop, channel, address))
    standing = Standing(
        message_class=message_class,
        test=False,
        whole=state.lists.permissions.get((shop, channel, address, "")),
        own=state.lists.permissions.get((shop, channel, address, name)),
        suppressed=None if suppressed is None else suppressed.cause,
    )
    return reason_to_withhold(standing) is None


def known_readers(state: State, shop: str, needs: Sequence[ListNeed]) -> dict[str, Enrolment]:
    """The enrolments that are asked for, by id."""
    found: dict[str, Enrolment] = {}
    for need in needs:
        if isinstance(need, EnrolmentNeed) and (one := state.lists.enrolments.get((shop, need.enrolment_id))):
            found[one.id] = one
        if isinstance(need, EnrolmentsNeed):
            found |= _active_after(state, shop, need)
    return found


def known_compositions(state: State, shop: str, needs: Sequence[ListNeed]) -> dict[str, Composition]:
    """The messages to lists that are asked for."""
    asked = [need.composition_id for need in needs if isinstance(need, CompositionNeed)]
    found = state.lists.compositions
    return {one: found[shop, one] for one in asked if (shop, one) in found}


def _active_after(state: State, shop: str, need: EnrolmentsNeed) -> dict[str, Enrolment]:
    """The next active enrolments on some lists, by id."""
    found = (
        one
        for one in of_shop(state.lists.enrolments, shop)
        if one.list in need.lists and one.id > need.after and one.state is EnrolmentState.ACTIVE
    )
    return {one.id: one for one in sorted(found, key=lambda one: one.id)[: need.limit]}
