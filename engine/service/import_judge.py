"""What becomes of rows of another system: asked of the same decision that takes them over, before and while it does."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from engine.model.card_events import CardsPublished, PublicationWish
from engine.model.code_imports import CouponsImported, ImportedCard
from engine.model.decision import Problem, Rejection
from engine.model.facts import Facts
from engine.model.import_row import CardRow, CouponRow, ImportRow
from engine.model.program import CouponBody, Rule
from engine.model.records import Actor
from engine.runtime.decide import decide
from engine.runtime.gift_card import card_id, publication_id
from engine.runtime.import_coupons import imported_id, is_known
from engine.runtime.issue import owner_of
from engine.runtime.prepare import Prepared
from engine.service.engine import Engine
from engine.service.take import load_facts, take
from engine.values.code import canonical, lookup_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where rows go: a live rule; `source` names the other system."""

    engine: Engine
    shop: str
    prepared: Prepared
    rule: Rule
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Of one row: `refused` says why it is not taken over; `known_since`, when it was."""

    thing: str  # the id of the coupon or card
    refused: str = ""
    known_since: datetime | None = None


def row_key(target: Target, row: ImportRow) -> str:
    """What makes the row itself: the other system's id, or else a keyed hash of its code, never the code."""
    if row.key:
        return f"id:{row.key}"
    pepper = target.engine.keys.peppers.key()
    return "code:" + lookup_hash(pepper, target.shop, f"import {canonical(row.code)}").hex()[:32]


def row_said(target: Target, row: ImportRow) -> str:
    """What a row with the same key has to say, too, to be the same row: whose it is, and its balance."""
    if isinstance(row, CardRow):
        return repr((row.receiver.email, row.receiver.external_id, row.balance))
    return repr(owner_of(cast(CouponBody, target.rule.body).terms.bearer, row.coupon.receiver))


async def judge(target: Target, rows: Sequence[ImportRow]) -> tuple[Verdict, ...]:
    """What would become of `rows` now; changes nothing."""
    event = _event(target, rows)
    facts = await load_facts(target.engine, target.shop, target.prepared, event)
    decided = decide(target.prepared, event, facts)
    refused: dict[int, str] = {}
    if isinstance(decided, Rejection):
        refused = {int(place): reason for place, reason in decided.args}
    return tuple(
        replace(_verdict(target, event, place, facts), refused=refused.get(place, ""))
        for place in range(len(rows))
    )


async def take_over(target: Target, rows: Sequence[ImportRow], actor: Actor) -> frozenset[str] | Problem:
    """Take over rows that nothing speaks against: the ids of what is new, not of what another did at the same moment.

    What hindered it, if others changed something meanwhile.
    """
    if not rows:
        return frozenset()
    event = _event(target, rows)
    taken = await take(target.engine, target.shop, event, actor, prepared=target.prepared)
    if isinstance(taken, Rejection):
        return taken.problem
    return frozenset((*(card.fact.id for card in taken.cards), *(one.coupon_id for one in taken.issued)))


def _event(target: Target, rows: Sequence[ImportRow]) -> CardsPublished | CouponsImported:
    identity, at = f"import:{secrets.token_hex(16)}", target.engine.clock.now()
    coupons = tuple(
        replace(row.coupon, key=row_key(target, row)) for row in rows if isinstance(row, CouponRow)
    )
    if coupons:
        return CouponsImported(
            id=identity, at=at, source=target.source, rule=target.rule.name, coupons=coupons
        )
    wishes = tuple(_wish(target, row) for row in rows if isinstance(row, CardRow))
    return CardsPublished(id=identity, at=at, campaign=target.rule.name, wishes=wishes)


def _wish(target: Target, row: CardRow) -> PublicationWish:
    told = [("imported_from", target.source), *([("imported_id", row.key)] if row.key else [])]
    return PublicationWish(
        source_id=f"import:{target.source}:{row_key(target, row)}",
        receiver=row.receiver,
        amount=row.balance,
        metadata=tuple(told),
        notify=False,  # whoever holds it knows its code
        imported=ImportedCard(
            code=row.code, consideration=row.consideration, expires_at=row.expires_at, pin=row.pin
        ),
    )


def _verdict(target: Target, event: CardsPublished | CouponsImported, place: int, facts: Facts) -> Verdict:
    names = (target.rule.name, *target.rule.was)
    if isinstance(event, CouponsImported):
        one = event.coupons[place]
        ids = [imported_id(event, name, one) for name in names]
        known = next((facts.coupons_by_id[each] for each in ids if each in facts.coupons_by_id), None)
        since = known.issued_at if known is not None and is_known(target.rule, event, one, facts) else None
        return Verdict(thing=ids[0] if known is None else known.id, known_since=since)
    wish = event.wishes[place]
    made = [card_id(publication_id(name, wish.source_id), 1) for name in names]
    brought = wish.imported
    card = None if brought is None else facts.gifts.by_code.get(canonical(brought.code))
    if card is None or card.id not in made:
        return Verdict(thing=made[0])
    return Verdict(thing=card.id, known_since=card.published_at)
