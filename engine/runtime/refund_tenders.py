"""What of a refund goes back to gift cards, to the very lots that paid (I24, `refund card first`)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from engine.model.card import CardFact, CardState, LotPart, OrderTender
from engine.model.card_effects import RestoreCard, TakeBackCredit
from engine.model.cart import OrderState
from engine.model.effects import ReturnCounter, StartTimer
from engine.model.events import TimerCame, TimerKind
from engine.model.facts import ChargedOrder, Facts
from engine.model.gift_card import RefundOrder
from engine.model.refund import Refund, RefundTender
from engine.runtime.earned_room import earned_room
from engine.runtime.offer_refund import within
from engine.runtime.prepare import Prepared

HELD_FOR = timedelta(minutes=15)
"""How long a cart sets a sum aside (B14)."""

LOOKED_AT_AGAIN = HELD_FOR + timedelta(minutes=1)
"""When the holds that kept earnings of a refunded order have been given back."""

RESTORABLE = frozenset({CardState.ACTIVE, CardState.EXHAUSTED})


def refunded_tenders(past: ChargedOrder, amount: int, at: datetime) -> tuple[RefundTender, ...]:
    """The parts of `amount` that cards get: those that come first, then other payments, then the other cards.

    What was paid out of a lot that has ended since cannot go back to it: it is `lost` there, and the shop sees so.
    """
    charged = past.quote.total if past.order.stated_total is None else past.order.stated_total
    paid_by_cards = sum(tender.amount for tender in past.quote.tenders)
    gone = sum(tender.amount + tender.lost for refund in past.refunds for tender in refund.tenders)
    other_gone = sum(refund.amount for refund in past.refunds) - gone
    other_left = max(0, charged - paid_by_cards - other_gone)
    before = [one for one in past.tenders if one.card.terms.refund_order is RefundOrder.CARD]
    after = [one for one in past.tenders if one not in before]
    shares: list[RefundTender] = []
    left = _fill(before, past, amount, at, shares)
    _fill(after, past, left - min(left, other_left), at, shares)
    return tuple(shares)


def _fill(
    tenders: list[OrderTender], past: ChargedOrder, amount: int, at: datetime, shares: list[RefundTender]
) -> int:
    """Give `amount` to `tenders` as far as it goes; what is left of it."""
    for tender in tenders:
        share = min(amount, tender.left - _lost(past, tender.card.id))
        if share > 0:
            back = sum(part.amount for part in restored_parts(tender, share, at))
            shares.append(RefundTender(card_id=tender.card.id, amount=back, lost=share - back))
            amount -= share
    return amount


def _lost(past: ChargedOrder, card_id: str) -> int:
    """What earlier refunds could not give back to a card."""
    return sum(one.lost for refund in past.refunds for one in refund.tenders if one.card_id == card_id)


def restored_parts(tender: OrderTender, amount: int, at: datetime) -> tuple[LotPart, ...]:
    """`amount` minor units into lots that are still in time, the longest living first."""
    if not takes_back(tender.card, at):
        return ()
    in_time = {lot.id for lot in tender.card.lots if lot.expires_at is None or lot.expires_at > at}
    parts: list[LotPart] = []
    for part in reversed(tender.parts):
        taken = min(amount, part.amount) if part.lot_id in in_time else 0
        if taken > 0:
            parts.append(LotPart(lot_id=part.lot_id, amount=taken))
            amount -= taken
    return tuple(parts)


def takes_back(card: CardFact, at: datetime) -> bool:
    """Whether anything can be given back to a card: it is neither over nor paid out."""
    return card.state in RESTORABLE and (card.expires_at is None or card.expires_at > at)


def restored_cards(past: ChargedOrder, refund: Refund) -> Iterator[RestoreCard]:
    """The effects of what cards get."""
    by_card = {tender.card.id: tender for tender in past.tenders}
    for share in refund.tenders:
        if share.amount:
            tender = by_card[share.card_id]
            yield RestoreCard(
                card_id=share.card_id,
                campaign=tender.card.campaign,
                order_id=refund.order_id,
                refund_id=refund.id,
                parts=restored_parts(tender, share.amount, refund.at),
                at=refund.at,
            )


def taken_back(
    past: ChargedOrder, at: datetime, occurrence: str = ""
) -> Iterator[TakeBackCredit | StartTimer]:
    """What the order earned on gift cards ends with it, as far as nobody has spent it; what was spent was spent.

    What carts have set aside is looked at again when their holds are over: it was spent then, or it is taken.
    """
    for one in past.credits:
        if one.left > 0:
            yield TakeBackCredit(
                card_id=one.card_id,
                campaign=one.campaign,
                lot_id=one.lot_id,
                amount=one.left,
                order_id=past.order.id,
                at=at,
                occurrence=occurrence,
            )
    if any(one.held for one in past.credits):
        yield StartTimer(kind=TimerKind.EARNED_CREDIT, subject=past.order.id, due=at + LOOKED_AT_AGAIN)


def taken_back_later(
    prepared: Prepared, event: TimerCame, facts: Facts
) -> Iterator[TakeBackCredit | StartTimer | ReturnCounter]:
    """Take back what the holds of carts kept when the order was refunded."""
    past = facts.charged.get(event.subject)
    if past is not None and past.order.state is OrderState.REFUNDED:
        yield from taken_back(past, event.at, event.at.isoformat())
        room = (claim.given_back(amount) for claim, amount in earned_room(prepared, past))
        yield from within(room, facts.counters)
