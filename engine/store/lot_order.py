"""Lots of gift cards in the order in which they are spent, and what is left of a payment (I22, I24)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from engine.model.card import Lot, LotPart
from engine.model.gift_card import Consideration

NEVER = datetime.max.replace(tzinfo=UTC)


def in_spending_order(lots: Iterable[Lot]) -> tuple[Lot, ...]:
    """Those that end first come first, of these the free ones: what was paid for is the last to be lost."""
    return tuple(
        sorted(
            lots,
            key=lambda lot: (lot.expires_at or NEVER, lot.consideration is Consideration.PAID, lot.id),
        )
    )


def unreturned(spent: Sequence[LotPart], returned: Iterable[LotPart]) -> tuple[LotPart, ...]:
    """What was spent less what came back, lot by lot; lots that got everything back are left out."""
    back: Counter[str] = Counter()
    for part in returned:
        back[part.lot_id] += part.amount
    left = (LotPart(lot_id=part.lot_id, amount=part.amount - back[part.lot_id]) for part in spent)
    return tuple(part for part in left if part.amount > 0)
