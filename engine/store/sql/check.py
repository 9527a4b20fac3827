"""Looking for broken invariants in SQL (reliability §5): read-only, one snapshot."""

# ruff: noqa: S608 - only our own names are put into statements

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

import orjson

from engine.model.refund import Refund
from engine.store.chain import broken_links
from engine.store.sentences import GRACE, broken, broken_refunds
from engine.store.sql import rows
from engine.store.sql.card_check import CARD_CHECKS
from engine.store.sql.check_experiments import check_experiments
from engine.store.sql.check_offers import check_offers
from engine.store.sql.check_work import WORK_CHECKS
from engine.store.sql.codec import from_json, micros
from engine.store.sql.database import Tx
from engine.store.sql.orders import STORED, WITH_CONTENT, stored_order
from engine.store.sql.part import SqlPart
from engine.store.sql.session import Row

STATISTICS = """
    SELECT shop, rule AS subject FROM (
        SELECT shop, rule, amount AS n FROM stat_days WHERE metric = '{metric}'
        UNION ALL SELECT shop, rule, amount FROM stat_deltas WHERE metric = '{metric}'
        UNION ALL SELECT shop, rule, {facts}
    ) sums GROUP BY shop, rule HAVING SUM(n) <> 0
"""

ONLY = "CAST(? AS TEXT) IS NULL OR shop = ?"

CHECKS = {
    "I1": """
        SELECT c.shop, c.id AS subject FROM coupons c
        LEFT JOIN timers t ON t.shop = c.shop AND t.kind = 'coupon_expiry' AND t.subject = c.id
        WHERE c.state = 'issued' AND c.valid_until IS NOT NULL AND t.id IS NULL
    """,
    "I3 reason": """
        SELECT shop, id AS subject FROM messages
        WHERE state NOT IN ('due', 'claimed', 'handover') AND attempt = 0 AND reason = ''
    """,
    "I3 age": "SELECT shop, id AS subject FROM messages WHERE next_at < {a_while_ago}",
    "I3 saga": "SELECT shop, id AS subject FROM sagas WHERE next_at < {a_while_ago}",
    "I5 timer": "SELECT shop, id AS subject FROM timers WHERE fired_at < due",
    "I5 message": "SELECT shop, id AS subject FROM messages WHERE handover_at < due OR handover_at >= send_before",
    "I6": """
        SELECT m.shop, m.id AS subject FROM messages m
        LEFT JOIN consents c ON c.shop = m.shop AND c.id = m.consent_id AND c.act = 'given'
        WHERE m.message_class = 'advertising' AND NOT m.test AND m.handover_at IS NOT NULL AND (c.id IS NULL OR EXISTS (
            SELECT 1 FROM consents w WHERE w.shop = m.shop AND w.channel = m.channel AND w.address_hash = c.address_hash
                AND w.act = 'withdrawn' AND w.scope IN (c.scope, m.rule) AND w.at > c.at
                AND w.at <= m.handover_at - 60000000
        ))
    """,
    "I36": """
        SELECT p.shop, p.entry_id AS subject FROM permissions p
        LEFT JOIN consents c ON c.shop = p.shop AND c.id = p.entry_id WHERE c.id IS NULL
    """,
    "I11 limit": """
        SELECT shop, id AS subject FROM coupons WHERE used < 0 OR held < 0 OR used + held > COALESCE(uses, used + held)
    """,
    "I11 used": """
        SELECT c.shop, c.id AS subject FROM coupons c LEFT JOIN redemptions r ON r.shop = c.shop AND r.coupon_id = c.id
            AND r.returned_at IS NULL
        GROUP BY c.shop, c.id, c.used HAVING c.used <> COUNT(r.id)
    """,
    "I11 held": """
        SELECT c.shop, c.id AS subject FROM coupons c
        LEFT JOIN holds h ON h.shop = c.shop AND h.coupon_id = c.id AND h.state = 'live'
        GROUP BY c.shop, c.id, c.held HAVING c.held <> COUNT(h.id)
    """,
    "I14 coupon": """
        SELECT shop, id AS subject FROM coupons
        WHERE (state = 'used_up') <> (uses IS NOT NULL AND uses > 0 AND used >= uses)
    """,
    "I29": """
        SELECT shop, id AS subject FROM webhook_deliveries
        WHERE (state IN ('waiting', 'claimed')) <> (next_at IS NOT NULL)
    """,
    "I14 live": """
        SELECT r.shop, CAST(r.number AS TEXT) AS subject FROM revisions r JOIN shops s ON s.id = r.shop
        WHERE (r.state = 'live') <> (r.number = COALESCE(s.live_revision, 0))
    """,
    "I19": """
        SELECT n.shop, CAST(n.revision AS TEXT) AS subject FROM (
            SELECT shop, revision FROM coupons
            UNION SELECT shop, revision FROM orders
            UNION SELECT shop, revision FROM messages
        ) n LEFT JOIN revisions r ON r.shop = n.shop AND r.number = n.revision WHERE r.number IS NULL
    """,
    "I23": """
        SELECT shop, area || '/' || name || '/' || subject AS subject FROM counters WHERE used > ceiling
    """,
    "I27": """
        SELECT r.shop, r.key AS subject FROM receipts r LEFT JOIN events e ON e.shop = r.shop AND e.id = r.event_id
        WHERE r.event_id IS NOT NULL AND e.id IS NULL
    """,
    "I30 issued": STATISTICS.format(metric="issued", facts="-1 FROM coupons WHERE NOT test"),
    "I30 redeemed": STATISTICS.format(metric="redeemed", facts="-1 FROM redemptions WHERE NOT test"),
    "I30 discount": STATISTICS.format(
        metric="discount_amount", facts="-amount FROM redemptions WHERE NOT test"
    ),
}
"""Each gives shop and subject of what is broken."""

Finding = tuple[str, str, str]
"""Invariant, shop, subject."""


class Checks(SqlPart):
    """Read-only."""

    async def check_invariants(self, shop: str | None, now: datetime) -> tuple[str, ...]:
        """Sentences naming each broken invariant."""
        findings: list[Finding] = []
        async with self._db.snapshot() as tx:
            for invariant, query in (CHECKS | CARD_CHECKS | WORK_CHECKS).items():
                found = await _found(tx, query.replace("{a_while_ago}", str(micros(now - GRACE))), shop)
                findings += ((invariant, owner, subject) for owner, subject in found)
            findings += await _counters(tx, shop)
            findings += await _refunds(tx, shop)
            findings += await check_offers(tx, shop)
            findings += await check_experiments(tx, shop)
            findings += await _audit(tx, shop)
        return tuple(broken(*finding) for finding in findings)


async def _found(tx: Tx, query: str, shop: str | None) -> list[tuple[str, str]]:
    statement = f"SELECT shop, subject FROM ({query}) found WHERE {ONLY} ORDER BY shop, subject"
    return [(owner, subject) for owner, subject in await tx.rows(statement, shop, shop)]


async def _counters(tx: Tx, shop: str | None) -> list[Finding]:
    """A counter that never had a window is the sum of what events added to it."""
    sums: Counter[tuple[str, ...]] = Counter()
    windowed: set[tuple[str, ...]] = set()
    for owner, uses in await tx.rows(
        f"SELECT shop, uses FROM events WHERE uses <> '[]' AND ({ONLY})", shop, shop
    ):
        for *key, amount, in_window in orjson.loads(uses):
            sums[owner, *key] += amount
            if in_window:
                windowed.add((owner, *key))
    counters = await tx.rows(f"SELECT shop, area, name, subject, used FROM counters WHERE {ONLY}", shop, shop)
    return [
        ("I21", owner, "/".join(key))
        for owner, *key, used in counters
        if (owner, *key) not in windowed and used != sums[owner, *key]
    ]


async def _refunds(tx: Tx, shop: str | None) -> list[Finding]:
    """Nothing was given back that was not paid, and an order of which all was given back says so."""
    refunds: dict[tuple[str, str], list[Refund]] = {}
    for owner, doc in await tx.rows(f"SELECT shop, doc FROM refunds WHERE {ONLY}", shop, shop):
        refund = from_json(doc, Refund)
        refunds.setdefault((owner, refund.order_id), []).append(refund)
    priced = f"SELECT shop, id, {STORED} FROM {WITH_CONTENT} WHERE id IN (SELECT order_id FROM refunds) AND ({ONLY})"
    orders = await tx.rows(priced, shop, shop) if refunds else ()
    return [
        (invariant, owner, order_id)
        for owner, order_id, *columns in orders
        for invariant in broken_refunds(stored_order(columns), refunds.get((owner, order_id), ()))
    ]


async def _audit(tx: Tx, shop: str | None) -> list[Finding]:
    columns = ", ".join(rows.AUDIT)
    found = await tx.rows(
        f"SELECT {columns}, digest, shop FROM audit WHERE {ONLY} ORDER BY shop, number",
        shop,
        shop,
    )
    return list(_broken_chains(found))


def _broken_chains(found: Sequence[Row]) -> Iterator[Finding]:
    for owner, entries in groupby(found, key=lambda row: row["shop"]):
        chain = ((rows.audit_entry(row), row["digest"]) for row in entries)
        for number in broken_links(owner, chain):
            yield "I33", owner, str(number)
