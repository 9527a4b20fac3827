"""Messages on their way, in SQL: claimed with a lease, handed over, settled (reliability §6.1)."""

# ruff: noqa: PLR0913, PLR0917, S608 - the port's signatures; only our own names are put into statements

from collections.abc import Sequence
from datetime import date, datetime

import orjson

from engine.model.card import CardState
from engine.model.effects import CountStat, Metric, SendMessage
from engine.model.facts import CouponState
from engine.model.list_effects import NoteDelivery
from engine.model.records import Actor, InboxMail, MessageState, Page, Receipt, StoredMessage
from engine.model.saved_cart import CartState, SavedCart
from engine.store.failpoints import failpoint
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
from engine.store.sql import rows
from engine.store.sql.carts import note_reminded
from engine.store.sql.codec import from_json, maybe_instant, maybe_micros, micros
from engine.store.sql.consent_ledger import standing_of
from engine.store.sql.database import Tx
from engine.store.sql.part import Filter, SqlPart, page_of, write_audit
from engine.store.sql.receipts import NotDone, served_before
from engine.store.sql.session import Column, Row
from engine.store.sql.stats import count
from engine.store.standing import WAITS_FOR_CHANNEL, consent_of, kept_waiting, reason_to_withhold

COLUMNS = ", ".join(rows.MESSAGE)

GIVE_UP = """
    UPDATE messages SET state = 'unknown', next_at = NULL, lease_until = NULL, reason = ?
    WHERE next_at <= ? AND state = 'handover' AND message_class = 'advertising'
"""

CLAIM = f"""
    WITH waiting AS MATERIALIZED (
        SELECT "row" FROM messages WHERE next_at <= ? ORDER BY next_at, id LIMIT ? {{skip_locked}}
    )
    UPDATE messages SET state = 'claimed', attempt = attempt + 1, next_at = ?, lease_until = ?
    WHERE "row" IN (SELECT "row" FROM waiting)
    RETURNING {COLUMNS}
"""

LOOK = """
    SELECT m.send_before, c.state, c.valid_until, k.state, EXISTS (
        SELECT 1 FROM orders o WHERE o.shop = k.shop
            AND CASE WHEN o.state IN ('pending', 'paid') THEN o.recorded_at ELSE o.placed_at END > k.seen_at
            AND (o.email = k.email OR o.external_id = k.external_id OR o.phone = k.phone)
            AND o.state IN ('pending', 'paid', 'partly_refunded', 'refunded')
    ), g.state, g.expires_at, k.doc
    FROM messages m LEFT JOIN coupons c ON c.shop = m.shop AND c.id = m.coupon_id
        LEFT JOIN carts k ON k.shop = m.shop AND k.id = m.cart_id
        LEFT JOIN gift_cards g ON g.shop = m.shop AND g.id = m.card_id
    WHERE m.shop = ? AND m.id = ?
"""

HAND_OVER = """
    UPDATE messages SET
        state = ?, reason = ?, attempt = attempt - ?, next_at = ?, lease_until = ?, handover_at = ?, consent_id = ?
    WHERE shop = ? AND id = ? AND attempt = ? AND state = 'claimed' RETURNING id
"""

SETTLE = """
    UPDATE messages SET
        state = ?, reason = ?, attempt = attempt - ?, excused = excused + ?,
        next_try = COALESCE(?, next_try), next_at = ?, lease_until = NULL, sent_at = ?
    WHERE shop = ? AND id = ? AND attempt = ? AND state IN ('claimed', 'handover') RETURNING id
"""

RESOLVE = """
    UPDATE messages SET state = ?, next_try = COALESCE(?, next_try), next_at = ?, sent_at = ?
    WHERE shop = ? AND id = ? AND state = 'unknown' RETURNING id
"""


class Outbox(SqlPart):
    """What delivery claims, and what people look at."""

    async def claim_messages(
        self, now: datetime, lease_until: datetime, limit: int
    ) -> tuple[StoredMessage, ...]:
        """Claim due messages; interrupted advertising becomes UNKNOWN instead."""

        async def claim(tx: Tx) -> Sequence[Row]:
            await tx.rows(GIVE_UP, LEASE_LOST, micros(now))
            return await tx.rows(CLAIM, micros(now), limit, micros(lease_until), micros(lease_until))

        # A look that locks nothing: most rounds find nothing.
        if not await self._db.read("SELECT 1 FROM messages WHERE next_at <= ? LIMIT 1", micros(now)):
            return ()
        claimed = [rows.message(row) for row in await self._db.write(claim)]
        failpoint("message.claimed")
        return tuple(sorted(claimed, key=lambda message: (message.next_try, message.id)))

    async def hand_over(
        self,
        message: StoredMessage,
        now: datetime,
        lease_until: datetime,
        day: date | None = None,
        names: Sequence[str] = (),
    ) -> MessageState:
        """Commit the handover, or end a message that should no longer go."""

        async def hand_over(tx: Tx) -> MessageState:
            found = await tx.row(LOOK, message.shop, message.id)
            if found is None:
                return MessageState.CLAIMED
            send_before, coupon, ends, cart, bought, card, card_ends, doc = found
            gift = None if card is None else CardState(card)
            coupon_state = None if coupon is None else CouponState(coupon)
            left = None if cart is None else CartState(cart)
            stopped = doc is not None and from_json(doc, SavedCart).stopped_for((message.order.rule, *names))
            ended = (
                reason_not_to_send(maybe_instant(send_before), coupon_state, maybe_instant(ends), now)
                or reason_of_cart(left, bought=bool(bought), stopped=stopped)
                or reason_of_card(gift, maybe_instant(card_ends), now)
            )
            over = ended is not None and ended[0] is MessageState.CANCELLED
            standing = None if over else await standing_of(tx, message, names)
            ended = kept_waiting(ended, None if standing is None else reason_to_withhold(standing))
            state, reason = ended or (MessageState.HANDOVER, "")
            times: tuple[int | None, ...] = micros(lease_until), micros(lease_until), micros(now)
            if ended:
                again = micros(now + WAITS_FOR_CHANNEL) if state is MessageState.DUE else None
                times = again, None, None
            consent = consent_of(standing) if standing else None
            fence = message.shop, message.id, message.attempt
            waits = int(state is MessageState.DUE)
            if await tx.row(HAND_OVER, state, reason, waits, *times, consent, *fence) is None:
                return MessageState.CLAIMED
            await _count(tx, message, state, day)
            return state

        state = await self._db.write(hand_over)
        if state is MessageState.HANDOVER:
            failpoint("message.handover.after")
        return state

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

        async def settle(tx: Tx) -> bool:
            again = maybe_micros(next_try)
            times = again, again if state is MessageState.DUE else None
            sent_at = micros(now) if state is MessageState.SENT else None
            fence = message.shop, message.id, message.attempt
            waits = int(reason in WAITS)
            if await tx.row(SETTLE, state, reason, waits, int(excused), *times, sent_at, *fence) is None:
                return False
            await _count(tx, message, state, day)
            if state is MessageState.SENT and message.order.cart_id is not None:
                await note_reminded(tx, message.shop, message.order.cart_id, now)
            return True

        return await self._db.write(settle)

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
        state = MessageState.DUE if send_again else MessageState.SENT
        again, sent = (micros(now), None) if send_again else (None, micros(now))

        async def resolve(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            if await tx.row(RESOLVE, state, again, again, sent, shop, message_id) is None:
                raise NotDone
            await write_audit(tx, shop, now, actor, "message resolved", message_id, {"outcome": state.value})
            return True

        try:
            return await self._db.write(resolve)
        except NotDone:
            return False

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
        wanted = Filter(shop).equal("state", state).equal("order_id", order_id).equal("coupon_id", coupon_id)
        wanted = wanted.among("rule", rules)
        found = await page_of(self._db, COLUMNS, "messages", ("created_at", "id"), page, wanted)
        return tuple(map(rows.message, found))

    async def message(self, shop: str, message_id: str) -> StoredMessage | None:
        """One message, or None."""
        found = await self._db.read(
            f"SELECT {COLUMNS} FROM messages WHERE shop = ? AND id = ?", shop, message_id
        )
        return rows.message(found[0]) if found else None

    async def keep_mail(self, shop: str, mail: InboxMail) -> None:
        """Keep a mail; the same id again changes nothing."""
        headers = orjson.dumps(dict(mail.headers)).decode()
        texts = mail.message_id, mail.recipient, mail.subject, mail.text, mail.html, headers
        row = (shop, mail.id, *texts, micros(mail.at))
        then = "ON CONFLICT (shop, id) DO NOTHING"
        await self._db.write(lambda tx: tx.insert("mails", ("shop", *rows.MAIL), [row], then))

    async def inbox(self, shop: str, page: Page) -> tuple[InboxMail, ...]:
        """Kept mails, newest first."""
        found = await page_of(self._db, ", ".join(rows.MAIL), "mails", ("at", "id"), page, Filter(shop))
        return tuple(map(rows.mail, found))

    async def inbox_mail(self, shop: str, mail_id: str) -> InboxMail | None:
        """One kept mail, or None."""
        statement = f"SELECT {', '.join(rows.MAIL)} FROM mails WHERE shop = ? AND id = ?"
        found = await self._db.read(statement, shop, mail_id)
        return rows.mail(found[0]) if found else None


async def queue(tx: Tx, shop: str, orders: Sequence[SendMessage], revision: int, now: datetime) -> None:
    """Queue messages, once per dedupe key (I2)."""
    columns = (*rows.MESSAGE, "next_at")
    queued = [_row(shop, order, revision, now) for order in orders]
    if not await tx.copied("messages", columns, queued):
        await tx.insert("messages", columns, queued, "ON CONFLICT (shop, id) DO NOTHING")


def _row(shop: str, order: SendMessage, revision: int, now: datetime) -> tuple[Column, ...]:
    due = micros(order.due)
    return (
        message_id(order),
        shop,
        order.dedupe_key,
        order.rule,
        order.channel,
        order.template,
        order.message_class,
        order.recipient,
        order.locale,
        due,
        maybe_micros(order.send_before),
        order.coupon_id,
        order.order_id,
        order.test,
        revision,
        MessageState.SUPPRESSED if order.refused else MessageState.DUE,
        0,
        None,
        due,
        micros(now),
        None,
        order.refused,
        order.cart_id,
        order.enrolment_id,
        order.card_id,
        0,
        None if order.refused else due,
    )


REPORTED = """
    SELECT state, rule, test FROM messages
    WHERE shop = ? AND id = ? AND attempt > 0 AND state IN ('due', 'handover', 'sent', 'unknown') {for_update}
"""
NOTE = """
    UPDATE messages SET state = 'sent', reason = ?, next_at = NULL, lease_until = NULL, sent_at = COALESCE(sent_at, ?)
    WHERE shop = ? AND id = ?
"""


async def note_deliveries(tx: Tx, shop: str, noted: Sequence[NoteDelivery]) -> None:
    """Keep what became of messages; one that somebody tells of has left, whatever we believed."""
    for one in noted:
        found = await tx.row(REPORTED, shop, one.report.message_id)
        if found is None:
            continue
        state, rule, test = found
        await tx.rows(NOTE, said_of_delivery(one.report), micros(one.at), shop, one.report.message_id)
        if state != MessageState.SENT and not test:
            await count(tx, shop, [CountStat(rule=rule, day=one.day, metric=Metric.SENT, amount=1)])


async def _count(tx: Tx, message: StoredMessage, became: MessageState, day: date | None) -> None:
    metric = METRIC_OF.get(became)
    if day and metric and not message.order.test:
        await count(tx, message.shop, [CountStat(rule=message.order.rule, day=day, metric=metric, amount=1)])
