"""Sums over the ledger of gift cards, the same for every store."""

from collections import defaultdict
from collections.abc import Sequence

from engine.model.card_records import CampaignBalance, CampaignFigures, TransferKind


def balances(rows: Sequence[tuple[str, bool, str, int]]) -> tuple[CampaignBalance, ...]:
    """What cards hold (campaign, whether paid for, card, amount) summed up by campaign."""
    paid: dict[str, int] = defaultdict(int)
    free: dict[str, int] = defaultdict(int)
    cards: dict[str, set[str]] = defaultdict(set)
    for campaign, is_paid, card_id, amount in rows:
        if amount:
            (paid if is_paid else free)[campaign] += amount
            cards[campaign].add(card_id)
    return tuple(
        CampaignBalance(campaign=name, paid=paid[name], free=free[name], cards=len(cards[name]))
        for name in sorted(cards)
    )


def figures(name: str, cards: int, sums: dict[tuple[str, TransferKind], tuple[int, int]]) -> CampaignFigures:
    """Figures of a campaign from amounts and cards by kind of transfer."""

    def amount(*kinds: TransferKind) -> int:
        return sum(sums.get((name, kind), (0, 0))[0] for kind in kinds)

    return CampaignFigures(
        campaign=name,
        cards=cards,
        credited=amount(TransferKind.CREDIT) - amount(TransferKind.REVERSE),
        spent=amount(TransferKind.SPEND),
        refunded=amount(TransferKind.REFUND),
        expired=amount(TransferKind.EXPIRE, TransferKind.FORFEIT),
        cashed_out=amount(TransferKind.CASH_OUT),
        redeemed_cards=sums.get((name, TransferKind.SPEND), (0, 0))[1],
    )
