"""One of four processes that want the same gift cards: `python -m tests.store.card_racer URL spend|cash NAME`.

For each number that it reads it pays with, or pays out, the whole of that card at once, and says whether it won.
"""

import asyncio
import sys

from engine.model.card_records import CashOutReason
from engine.store.connect import open_store
from engine.store.port import Conflict, Store
from tests.store.builders import ME, NOW, SHOP
from tests.store.gifts import card_of, happens, spend

HELD = 5000


async def pay(store: Store, card_id: str, name: str) -> bool:
    """Pay for an order of one's own with all that the card holds."""
    card = await card_of(store, card_id)
    if card.balance < HELD:
        return False
    try:
        payment = spend(card, HELD, order_id=f"{card_id} {name}")
        await happens(store, payment, event=f"{card_id} paid by {name}")
    except Conflict:
        return False
    return True


async def pay_out(store: Store, card_id: str) -> bool:
    """Have all that the card holds paid out."""
    reason = CashOutReason.CARD_DECLINED
    return await store.cash_out_card(SHOP, card_id, HELD, reason, "", ME, NOW) is not None


async def compete(url: str, what: str, name: str) -> None:
    store = open_store(url)
    await store.open()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        card_id = f"g{line}"
        won = await (pay(store, card_id, name) if what == "spend" else pay_out(store, card_id))
        sys.stdout.write("won\n" if won else "lost\n")
        sys.stdout.flush()
    await store.close()


if __name__ == "__main__":
    asyncio.run(compete(*sys.argv[1:]))
