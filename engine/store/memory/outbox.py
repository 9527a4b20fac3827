"""Messages on their way, in memory: claimed with a lease, handed over, settled (reliability §6.1)."""

# ruff: noqa: PLR0913, PLR0917 - the signatures are those of the port

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from engine.model.cart import OrderState
from engine.model.effects import CountStat, Metric, SendMessage
from engine.model.list_effects import NoteDelivery
from engine.model.program import MessageClass
from engine.model.records import Actor, InboxMail, MessageState, Page, Receipt, StoredMessage, StoredOrder
from engine.store.handover import (
    LEASE_LOST,
    METRIC_OF,
    WAITS,
    reason_not_to_send,
    reason_of_card,
    reason_of_cart,
    said_of_delivery,
)
from engine.store.identity import message_id
from engine.store.memory.carts import note_reminded
from engine.store.memory.consent_ledger import standing_of
from engine.store.memory.part import MemoryPart, of_shop, page_of, write_audit
from engine.store.memory.receipts import is_repeat, served_before
from engine.store.memory.state import MessageRow, State
from engine.store.memory.stats import count
from engine.store.standing import WAITS_FOR_CHANNEL, consent_of, kept_waiting, reason_to_withhold

TAKEN = (MessageState.CLAIMED, MessageState.HANDOVER)
ORDERED = (OrderState.PENDING, OrderState.PAID, OrderState.PARTLY_REFUNDED, OrderState.REFUNDED)


class Outbox(MemoryPart):
    """What delivery claims, and what people look at."""

    async def claim_messages(
        self, now: datetime, lease_until: datetime, limit: int
    ) -> tuple[StoredMessage, ...]:
        """Claim due messages; interrupted advertising becomes UNKNOWN instead."""
        async with self._tx() as state:
            due = [
                (row.next_at, key)
                for key, row in state.messages.items()
                if row.next_at and row.next_at <= now
            ]
            claimed: list[StoredMessage] = []
            for _, key in sorted(due):
                row = state.messages[key]
                if (row.message.state, row.message.order.message_class) == (
                    MessageState.HANDOVER,
                    MessageClass.ADVERTISING,
                ):
                    unknown = replace(
                        row.message, state=MessageState.UNKNOWN, lease_until=None, reason=LEASE_LOST
                    )
                    state.messages.put(key, replace(row, message=unknown, next_at=None))
                elif len(claimed) < limit:
                    claimed.append(_claim(state, key, lease_until))
            return tuple(claimed)

    async def hand_over(
        self,
        message: StoredMessage,
        now: datetime,
        lease_until: datetime,
        day: date | None = None,
        names: Sequence[str] = (),
    ) -> MessageState:
        """Commit the handover, or end a message that should no longer go."""
        async with self._tx() as state:
            row = _fenced(state, message)
            if row is None or row.message.state is not MessageState.CLAIMED:
                return MessageState.CLAIMED
            order = row.message.order
            coupon = state.coupons.get((message.shop, order.coupon_id)) if order.coupon_id else None
            state_now, ends = (coupon.fact.state, coupon.fact.valid_until) if coupon else (None, None)
            standing = standing_of(state, message, names)
            ended = kept_waiting(
                reason_not_to_send(order.send_before, state_now, ends, now)
                or _about_cart(state, message, names)
                or _about_card(state, message, now),
                reason_to_withhold(standing),
            )
            if ended is None:
                # Why an earlier attempt failed says nothing of this one.
                handed = replace(row.message, state=MessageState.HANDOVER, reason="", lease_until=lease_until)
                allowed = replace(row, handover_at=now, consent_id=consent_of(standing))
                _put(state, replace(allowed, message=handed, next_at=lease_until))
                return MessageState.HANDOVER
            final, reason = ended
            _put(
                state,
                replace(
                    row,
                    message=replace(
                        row.message,
                        state=final,
                        reason=reason,
                        attempt=message.attempt - (final is MessageState.DUE),
                        lease_until=None,
                    ),
                    next_at=now + WAITS_FOR_CHANNEL if final is MessageState.DUE else None,
                ),
            )
            _count(state, message, final, day)
            return final

    async def settle_message(
        self,
        message: StoredMessage,
        state: MessageState,
        reason: str,
        next_try: datetime | None,
        now: datetime,
        day: date | None = None,
        *,
        excused: bool = False,
    ) -> bool:
        """Write what became of an attempt."""
        async with self._tx() as tables:
            row = _fenced(tables, message)
            if row is None:
                return False
            settled = replace(
                row.message,
                state=state,
                reason=reason,
                attempt=message.attempt - (reason in WAITS),
                excused=row.message.excused + excused,
                lease_until=None,
                next_try=next_try or row.message.next_try,
                sent_at=now if state is MessageState.SENT else None,
            )
            _put(
                tables, replace(row, message=settled, next_at=next_try if state is MessageState.DUE else None)
            )
            _count(tables, message, state, day)
            if state is MessageState.SENT and message.order.cart_id is not None:
                note_reminded(tables, message.shop, message.order.cart_id, now)
            return True

    async def resolve_message(
        self,
        shop: str,
        message_id: str,
        send_again: bool,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Settle an UNKNOWN message by hand."""
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                return True
            row = state.messages.get((shop, message_id))
            if row is None or row.message.state is not MessageState.UNKNOWN:
                return False
            served_before(state, shop, receipt, None)
            if send_again:
                message = replace(row.message, state=MessageState.DUE, next_try=now)
            else:
                message = replace(row.message, state=MessageState.SENT, sent_at=now)
            _put(state, replace(row, message=message, next_at=now if send_again else None))
            write_audit(state, shop, now, actor, "message resolved", message_id, outcome=message.state.value)
            return True

    async def messages(
        self,
        shop: str,
        page: Page,
        *,
        state: MessageState | None,
        order_id: str | None,
        coupon_id: str | None,
        rules: Sequence[str] | None = None,
    ) -> tuple[StoredMessage, ...]:
        """Messages, newest first."""
        rows = (row.message for row in of_shop(self._state.messages, shop))
        wanted = (
            message
            for message in rows
            if (state is None or message.state is state)
            and (order_id is None or message.order.order_id == order_id)
            and (coupon_id is None or message.order.coupon_id == coupon_id)
            and (rules is None or message.order.rule in rules)
        )
        return page_of(wanted, page)

    async def message(self, shop: str, message_id: str) -> StoredMessage | None:
        """One message, or None."""
        row = self._state.messages.get((shop, message_id))
        return None if row is None else row.message

    async def keep_mail(self, shop: str, mail: InboxMail) -> None:
        """Keep a mail; the same id again changes nothing."""
        async with self._tx() as state:
            if (shop, mail.id) not in state.inbox:
                state.inbox.put((shop, mail.id), mail)

    async def inbox(self, shop: str, page: Page) -> tuple[InboxMail, ...]:
        """Kept mails, newest first."""
        return page_of(of_shop(self._state.inbox, shop), page)

    async def inbox_mail(self, shop: str, mail_id: str) -> InboxMail | None:
        """One kept mail, or None."""
        return self._state.inbox.get((shop, mail_id))


def queue(state: State, shop: str, orders: Sequence[SendMessage], revision: int, now: datetime) -> None:
    """Queue messages, once per dedupe key (I2)."""
    for order in orders:
        identity = message_id(order)
        if (shop, identity) in state.messages:
            continue
        message = StoredMessage(
            id=identity,
            shop=shop,
            order=order,
            revision=revision,
            state=MessageState.SUPPRESSED if order.refused else MessageState.DUE,
            attempt=0,
            lease_until=None,
            next_try=order.due,
            created_at=now,
            reason=order.refused,
        )
        _put(state, MessageRow(message=message, next_at=None if order.refused else order.due))


def note_deliveries(state: State, shop: str, noted: Sequence[NoteDelivery]) -> None:
    """Keep what became of messages; one that somebody tells of has left, whatever we believed."""
    reported = (MessageState.DUE, MessageState.HANDOVER, MessageState.SENT, MessageState.UNKNOWN)
    for one in noted:
        row = state.messages.get((shop, one.report.message_id))
        if row is None or not row.message.attempt or row.message.state not in reported:
            continue
        before = row.message
        sent = replace(
            before,
            state=MessageState.SENT,
            reason=said_of_delivery(one.report),
            lease_until=None,
            sent_at=before.sent_at or one.at,
        )
        _put(state, replace(row, message=sent, next_at=None))
        if before.state is not MessageState.SENT and not before.order.test:
            figure = CountStat(rule=before.order.rule, day=one.day, metric=Metric.SENT, amount=1)
            count(state, shop, [figure])


def _about_card(state: State, message: StoredMessage, now: datetime) -> tuple[MessageState, str] | None:
    card = state.gifts.cards.get((message.shop, message.order.card_id or ""))
    return None if card is None else reason_of_card(card.fact.state, card.fact.expires_at, now)


def _about_cart(
    state: State, message: StoredMessage, names: Sequence[str]
) -> tuple[MessageState, str] | None:
    """Why a message about a cart should not go any more."""
    cart = state.carts.get((message.shop, message.order.cart_id or ""))
    if cart is None:
        return None
    bought = any(
        one.order.cart.buyer.shares_name_with(cart.cart.buyer)
        and _bought_at(one) > cart.seen_at
        and one.order.state in ORDERED
        for one in of_shop(state.orders, message.shop)
    )
    return reason_of_cart(cart.state, bought=bought, stopped=cart.stopped_for((message.order.rule, *names)))


def _bought_at(stored: StoredOrder) -> datetime:
    """When an order was told; the moment of one that came back since is that of its refund, which is no purchase."""
    told = stored.order.state in (OrderState.PENDING, OrderState.PAID)
    return stored.recorded_at if told else stored.order.placed_at


def _claim(state: State, key: tuple[str, str], lease_until: datetime) -> StoredMessage:
    message = state.messages[key].message
    claimed = replace(
        message, state=MessageState.CLAIMED, attempt=message.attempt + 1, lease_until=lease_until
    )
    state.messages.put(key, replace(state.messages[key], message=claimed, next_at=lease_until))
    return claimed


def _fenced(state: State, message: StoredMessage) -> MessageRow | None:
    """The stored row, if `message` is its newest attempt and still in work (I4)."""
    row = state.messages.get((message.shop, message.id))
    if row is None or row.message.attempt != message.attempt or row.message.state not in TAKEN:
        return None
    return row


def _put(state: State, row: MessageRow) -> None:
    state.messages.put((row.message.shop, row.message.id), row)


def _count(state: State, message: StoredMessage, became: MessageState, day: date | None) -> None:
    metric: Metric | None = METRIC_OF.get(became)
    if day and metric and not message.order.test:
        count(state, message.shop, [CountStat(rule=message.order.rule, day=day, metric=metric, amount=1)])
