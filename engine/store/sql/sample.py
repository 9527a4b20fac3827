"""Sample data in SQL: every row that is added is listed in `sample_rows`, and only listed rows are removed."""

# ruff: noqa: S608 - only our own names are put into statements

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import orjson

from engine.model.events import TimerKind
from engine.model.records import Actor, StatRow, StoredCoupon, StoredMessage, StoredOrder
from engine.model.sample import Sample
from engine.store.identity import sample_lookup
from engine.store.sql import rows
from engine.store.sql.codec import maybe_micros, micros, terms_to_json, to_json
from engine.store.sql.database import Tx
from engine.store.sql.events import COLUMNS as EVENT
from engine.store.sql.orders import COLUMNS as ORDER
from engine.store.sql.part import SqlPart, write_audit
from engine.store.sql.receipts import NotDone
from engine.store.sql.session import Column

LISTED = ("shop", "kind", "id", "amount")
TIMER = ("shop", "id", "kind", "subject", "due", "next_at", "attempt")
FIGURE = ("shop", "day", "rule", "metric", "amount")
REMOVED_BY_ID = ("redemptions", "messages", "mails", "coupons", "orders", "events")
"""In this order: first what names others."""

LEFT_BY_STAFF = "DELETE FROM messages WHERE shop = ? AND coupon_id IN (SELECT id FROM sample_rows WHERE {of})"
NO_TIMERS = (
    "DELETE FROM timers WHERE shop = ? AND kind = ? AND subject IN (SELECT id FROM sample_rows WHERE {of})"
)
OF = "shop = ? AND kind = ?"


class Samples(SqlPart):
    """Adding and removing."""

    async def add_sample(self, shop: str, sample: Sample, actor: Actor, now: datetime) -> bool:
        """Add a sample."""

        async def add(tx: Tx) -> bool:
            await write_audit(
                tx, shop, now, actor, "sample data added", shop, {"orders": str(len(sample.orders))}
            )
            if await tx.row("SELECT 1 FROM sample_rows WHERE shop = ? LIMIT 1", shop) is not None:
                raise NotDone
            await _insert(tx, shop, sample, actor)
            return True

        return await self._done(add)

    async def remove_sample(self, shop: str, actor: Actor, now: datetime) -> bool:
        """Remove what was added."""

        async def remove(tx: Tx) -> bool:
            await write_audit(tx, shop, now, actor, "sample data removed", shop, {})
            figures = await tx.rows(f"SELECT id, amount FROM sample_rows WHERE {OF}", shop, "figures")
            if await tx.row("SELECT 1 FROM sample_rows WHERE shop = ? LIMIT 1", shop) is None:
                raise NotDone
            await tx.rows(LEFT_BY_STAFF.format(of=OF), shop, shop, "coupons")
            await tx.rows(NO_TIMERS.format(of=OF), shop, TimerKind.COUPON_EXPIRY, shop, "coupons")
            for table in REMOVED_BY_ID:
                listed = f"SELECT id FROM sample_rows WHERE {OF}"
                await tx.rows(f"DELETE FROM {table} WHERE shop = ? AND id IN ({listed})", shop, shop, table)
            await _take_back(tx, shop, [(orjson.loads(identity), amount) for identity, amount in figures])
            await tx.rows("DELETE FROM sample_rows WHERE shop = ?", shop)
            return True

        return await self._done(remove)

    async def has_sample(self, shop: str) -> bool:
        """Whether there is any."""
        return bool(await self._db.read("SELECT 1 FROM sample_rows WHERE shop = ? LIMIT 1", shop))

    async def _done(self, work: Callable[[Tx], Awaitable[bool]]) -> bool:
        try:
            return await self._db.write(work)
        except NotDone:
            return False


async def _insert(tx: Tx, shop: str, sample: Sample, actor: Actor) -> None:
    listed: list[tuple[Column, ...]] = []

    async def put(
        table: str, columns: Sequence[str], values: Sequence[Sequence[Column]], at: int = 1
    ) -> None:
        await tx.insert(table, columns, values)
        listed.extend((shop, table, row[at], 0) for row in values)

    await put("events", EVENT, [_event(shop, one, actor) for one in sample.orders])
    await put("orders", ORDER, [_order(shop, one) for one in sample.orders])
    await put("coupons", ("shop", "id", *COUPON), [_coupon(shop, one) for one in sample.coupons])
    timers: list[tuple[Column, ...]] = [
        _timer(shop, one) for one in sample.coupons if one.fact.valid_until is not None
    ]
    await tx.insert("timers", TIMER, timers)
    uses: list[tuple[Column, ...]] = [
        (
            shop,
            use.id,
            use.rule,
            use.coupon_id,
            use.code,
            use.order_id,
            use.amount,
            micros(use.at),
            use.test,
            None,
        )
        for use in sample.redemptions
    ]
    await put("redemptions", ("shop", *rows.REDEMPTION), uses)
    await put("messages", (*rows.MESSAGE, "next_at"), [_message(one) for one in sample.messages], at=0)
    mails: list[tuple[Column, ...]] = [
        (
            *(shop, mail.id, mail.message_id, mail.recipient, mail.subject, mail.text, mail.html),
            orjson.dumps(dict(mail.headers)).decode(),
            micros(mail.at),
        )
        for mail in sample.mails
    ]
    await put("mails", ("shop", *rows.MAIL), mails)
    figures: list[tuple[Column, ...]] = [
        (shop, one.day.isoformat(), one.rule, str(one.metric), one.amount) for one in sample.figures
    ]
    await tx.insert("stat_deltas", FIGURE, figures)
    listed += [(shop, "figures", _figure_id(one), one.amount) for one in sample.figures]
    await tx.insert("sample_rows", LISTED, listed)


async def _take_back(tx: Tx, shop: str, figures: Sequence[tuple[Sequence[str], int]]) -> None:
    """Subtract the sample's figures; where nothing real is left, no row stays."""
    against: list[tuple[Column, ...]] = [(shop, *figure, -amount) for figure, amount in figures]
    await tx.insert("stat_deltas", FIGURE, against)
    which = "shop = ? AND day = ? AND rule = ? AND metric = ?"
    both = f"(SELECT amount FROM stat_days WHERE {which} UNION ALL SELECT amount FROM stat_deltas WHERE {which}) sums"
    for figure, _ in figures:
        left = await tx.row(f"SELECT CAST(SUM(amount) AS BIGINT) FROM {both}", shop, *figure, shop, *figure)
        if left is not None and left[0] == 0:
            for table in ("stat_days", "stat_deltas"):
                await tx.rows(f"DELETE FROM {table} WHERE {which}", shop, *figure)


def _figure_id(figure: StatRow) -> str:
    return orjson.dumps([figure.day.isoformat(), figure.rule, str(figure.metric)]).decode()


def _event(shop: str, stored: StoredOrder, actor: Actor) -> tuple[Column, ...]:
    at, who = micros(stored.recorded_at), (actor.kind, actor.id, actor.ip)
    content = to_json(stored.order), to_json(stored.quote)
    return (shop, stored.order.id, "order", at, at, *who, stored.revision, *content, None, "[]", "[]", None)


def _order(shop: str, stored: StoredOrder) -> tuple[Column, ...]:
    order, buyer = stored.order, stored.order.cart.buyer
    times = micros(order.placed_at), micros(stored.recorded_at)
    return (
        *(shop, order.id, str(order.state), buyer.email, buyer.external_id, buyer.phone),
        *times,
        *(stored.revision, order.id, order.id),
    )


COUPON = (
    *("lookup", "bearer", "rule", "state", "terms", "owner_email", "owner_id", "issued_at", "valid_until"),
    *("uses", "used", "held", "test", "issued_to"),
    *("order_id", "revision", "length", "alphabet", "key_id", "attempt", "last_four"),
)


def _coupon(shop: str, stored: StoredCoupon) -> tuple[Column, ...]:
    fact, shape = stored.fact, stored.shape
    return (
        *(shop, fact.id, sample_lookup(fact.id).hex(), str(fact.terms.bearer), fact.rule, str(fact.state)),
        *(terms_to_json(fact.terms), fact.owner_email, fact.owner_id),
        *(micros(fact.issued_at), maybe_micros(fact.valid_until)),
        *(fact.uses, fact.used, 0, fact.test, fact.issued_to),
        *(stored.order_id, stored.revision, shape.length, str(shape.alphabet)),
        *(stored.key_id, stored.attempt, stored.last_four),
    )


def _timer(shop: str, stored: StoredCoupon) -> tuple[Column, ...]:
    """Over already: what is made up makes no event."""
    due = maybe_micros(stored.fact.valid_until)
    return shop, f"sample {stored.fact.id}", str(TimerKind.COUPON_EXPIRY), stored.fact.id, due, None, 0


def _message(stored: StoredMessage) -> tuple[Column, ...]:
    order = stored.order
    return (
        *(stored.id, stored.shop, order.dedupe_key, order.rule, str(order.channel), order.template),
        *(str(order.message_class), order.recipient, order.locale, micros(order.due)),
        *(maybe_micros(order.send_before), order.coupon_id, order.order_id, order.test, stored.revision),
        *(str(stored.state), stored.attempt, None, micros(stored.next_try), micros(stored.created_at)),
        *(
            maybe_micros(stored.sent_at),
            stored.reason,
            order.cart_id,
            order.enrolment_id,
            order.card_id,
            stored.excused,
            None,
        ),
    )
