"""A card that is paid out is emptied lot by lot, in the order in which its lots would have been spent."""

from engine.model.card_records import CashOutReason, TransferKind
from engine.model.gift_card import Consideration
from engine.store.port import Store
from tests.store.builders import ALL, ME, NOW, SHOP, after
from tests.store.gifts import credit, give_card, happens

LATEST_FIRST = {f"free {days}": days for days in (9, 7, 5, 3, 1)}


async def test_the_postings_stand_in_the_order_of_spending_whatever_the_order_of_credits(
    store: Store,
) -> None:
    await give_card(store, amount=500)
    for key, days in LATEST_FIRST.items():
        ends = after(days=days)
        lot = credit("g1", days, key=key, consideration=Consideration.FREE, expires_at=ends)
        await happens(store, lot, event=key)
    made = await store.cash_out_card(SHOP, "g1", 500, CashOutReason.CARD_DECLINED, "", ME, NOW)
    assert made is not None
    moved = await store.transfers(SHOP, ALL)
    forfeited = next(one for one in moved if one.kind is TransferKind.FORFEIT)
    assert [-1, -3, -5, -7, -9] == [side.amount for side in forfeited.postings if side.lot_id]
