"""Looking for broken invariants in memory (reliability §5)."""

from collections import Counter as Tally
from collections.abc import Callable, Iterator
from datetime import datetime

from engine.model.consent import ConsentAct, ConsentEntry
from engine.model.effects import Metric
from engine.model.events import TimerKind
from engine.model.facts import CounterKey, CouponState
from engine.model.program import MessageClass
from engine.model.records import HoldState, MessageState, RevisionState, StoredCoupon
from engine.model.webhook import DeliveryState
from engine.store.chain import broken_links
from engine.store.memory.card_check import card_refunds, card_reports, cards, ledger
from engine.store.memory.check_experiments import check_experiments
from engine.store.memory.check_offers import check_offers
from engine.store.memory.check_work import check_work
from engine.store.memory.part import MemoryPart, of_shop
from engine.store.memory.state import MessageRow, State
from engine.store.sentences import GRACE, broken, broken_refunds

Finding = tuple[str, str]
"""An invariant and the subject that breaks it."""

RETRYING = frozenset({DeliveryState.WAITING, DeliveryState.CLAIMED})
ENDED = frozenset(MessageState) - {MessageState.DUE, MessageState.CLAIMED, MessageState.HANDOVER}


class Checks(MemoryPart):
    """Read-only."""

    async def check_invariants(self, shop: str | None, now: datetime) -> tuple[str, ...]:
        """Sentences naming each broken invariant."""
        shops = [shop] if shop is not None else sorted(self._state.shops)
        checks: tuple[Callable[[State, str, datetime], Iterator[Finding]], ...] = (
            _coupons,
            _revisions,
            _work,
            _webhooks,
            _consents,
            _counters,
            _refunds,
            ledger,
            cards,
            card_refunds,
            card_reports,
            check_offers,
            check_work,
            check_experiments,
            _keys_and_audit,
            _figures,
        )
        return tuple(
            broken(invariant, one, subject)
            for one in shops
            for check in checks
            for invariant, subject in check(self._state, one, now)
        )


def _webhooks(state: State, shop: str, _now: datetime) -> Iterator[Finding]:
    for one in of_shop(state.webhook_deliveries, shop):
        if (one.state in RETRYING) is not (one.next_at is not None):
            yield "I29", one.id


def _coupons(state: State, shop: str, _now: datetime) -> Iterator[Finding]:
    uses = Tally(one.coupon_id for one in of_shop(state.redemptions, shop) if one.returned_at is None)
    holds = Tally(one.coupon_id for one in of_shop(state.holds, shop) if one.state is HoldState.LIVE)
    for coupon in of_shop(state.coupons, shop):
        fact = coupon.fact
        if fact.uses is not None and not 0 <= fact.used + fact.held <= fact.uses:
            yield "I11 limit", fact.id
        if fact.used != uses[fact.id]:
            yield "I11 used", fact.id
        if fact.held != holds[fact.id]:
            yield "I11 held", fact.id
        if _state_is_contradicted(coupon):
            yield "I14 coupon", fact.id
        endless = fact.valid_until is None or fact.state is not CouponState.ISSUED
        if not endless and (shop, TimerKind.COUPON_EXPIRY, fact.id) not in state.timers:
            yield "I1", fact.id


def _state_is_contradicted(coupon: StoredCoupon) -> bool:
    fact = coupon.fact
    spent = fact.uses is not None and 0 < fact.uses <= fact.used
    return spent is not (fact.state is CouponState.USED_UP)


def _revisions(state: State, shop: str, _now: datetime) -> Iterator[Finding]:
    live = state.shops[shop].live_revision if shop in state.shops else None
    for revision in of_shop(state.revisions, shop):
        if (revision.state is RevisionState.LIVE) is not (revision.number == live):
            yield "I14 live", str(revision.number)
    named = {one.revision for one in of_shop(state.coupons, shop)}
    named |= {one.revision for one in of_shop(state.orders, shop)}
    named |= {one.message.revision for one in of_shop(state.messages, shop)}
    for number in sorted(named):
        if (shop, number) not in state.revisions:
            yield "I19", str(number)


def _work(state: State, shop: str, now: datetime) -> Iterator[Finding]:
    for (owner, _, _), timer in state.timers.items():
        if owner == shop and timer.fired_at is not None and timer.fired_at < timer.due:
            yield "I5 timer", timer.id
    for row in of_shop(state.messages, shop):
        message = row.message
        if message.state in ENDED and message.attempt == 0 and not message.reason:
            yield "I3 reason", message.id
        if row.next_at is not None and row.next_at + GRACE < now:
            yield "I3 age", message.id
        if not _handed_over_in_time(row):
            yield "I5 message", message.id


def _consents(state: State, shop: str, _now: datetime) -> Iterator[Finding]:
    for row in of_shop(state.messages, shop):
        order = row.message.order
        if order.message_class is not MessageClass.ADVERTISING or order.test or row.handover_at is None:
            continue
        given = state.lists.consents.get((shop, row.consent_id or ""))
        if given is None or given.act is not ConsentAct.GIVEN or _withdrawn_since(state, shop, row, given):
            yield "I6", row.message.id
    for key, permission in state.lists.permissions.items():
        if key[0] == shop and (shop, permission.entry_id) not in state.lists.consents:
            yield "I36", permission.entry_id


def _withdrawn_since(state: State, shop: str, row: MessageRow, given: ConsentEntry) -> bool:
    """Whether it was taken back a minute or more before the handover: so long it may take to be seen (J4)."""
    at = row.handover_at
    return any(
        one.act is ConsentAct.WITHDRAWN
        and (one.channel, one.address_hash) == (given.channel, given.address_hash)
        and one.scope in (given.scope, row.message.order.rule)
        and at is not None
        and given.at < one.at <= at - GRACE
        for one in of_shop(state.lists.consents, shop)
    )


def _handed_over_in_time(row: MessageRow) -> bool:
    at, order = row.handover_at, row.message.order
    return at is None or (order.due <= at and (order.send_before is None or at < order.send_before))


def _counters(state: State, shop: str, _now: datetime) -> Iterator[Finding]:
    sums: Tally[CounterKey] = Tally()
    windowed: set[CounterKey] = set()
    for event in of_shop(state.events, shop):
        for use in event.uses:
            sums[use.key] += use.amount
            if use.window_ends is not None:
                windowed.add(use.key)
    for (owner, key), counter in state.counters.items():
        name = f"{key.area}/{key.name}/{key.subject}"
        if owner != shop:
            continue
        if counter.ceiling is not None and counter.used > counter.ceiling:
            yield "I23", name
        if key not in windowed and counter.used != sums[key]:
            yield "I21", name


def _refunds(state: State, shop: str, _now: datetime) -> Iterator[Finding]:
    refunds = sorted({order for owner, order, _ in state.refunds if owner == shop})
    for order_id in refunds:
        own = [one for (owner, order, _), one in state.refunds.items() if (owner, order) == (shop, order_id)]
        for invariant in broken_refunds(state.orders[shop, order_id], own):
            yield invariant, order_id


def _keys_and_audit(state: State, shop: str, _now: datetime) -> Iterator[Finding]:
    for (owner, key), receipt in state.receipts.items():
        if owner == shop and receipt.event_id is not None and (shop, receipt.event_id) not in state.events:
            yield "I27", key
    rows = sorted(of_shop(state.audit, shop), key=lambda row: row[0].number)
    for number in broken_links(shop, rows):
        yield "I33", str(number)


def _figures(state: State, shop: str, _now: datetime) -> Iterator[Finding]:
    stats: Tally[tuple[str, Metric]] = Tally()
    for (owner, rule, _, metric), amount in state.figures.items():
        if owner == shop:
            stats[rule, metric] += amount
    for owner, row in state.deltas.values():
        if owner == shop:
            stats[row.rule, row.metric] += row.amount
    facts: Tally[tuple[str, Metric]] = Tally()
    for coupon in of_shop(state.coupons, shop):
        facts[coupon.fact.rule, Metric.ISSUED] += not coupon.fact.test
    for use in of_shop(state.redemptions, shop):
        facts[use.rule, Metric.REDEEMED] += not use.test
        facts[use.rule, Metric.DISCOUNT_AMOUNT] += 0 if use.test else use.amount
    named = {Metric.ISSUED: "issued", Metric.REDEEMED: "redeemed", Metric.DISCOUNT_AMOUNT: "discount"}
    for rule, metric in sorted(stats.keys() | facts.keys()):
        if metric in named and stats[rule, metric] != facts[rule, metric]:
            yield f"I30 {named[metric]}", rule
