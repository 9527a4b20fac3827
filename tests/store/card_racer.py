"""One of four processes that want the same gift cards: `python -m tests.store.card_racer URL spend|cash|life NAME`.

For each number that it reads it pays with, or pays out, the whole of that card at once, and says whether it won; for
`life` a number comes with the step of V20 that is to be taken.
"""

import asyncio
import sys

from engine.model.card import LotPart
from engine.model.card_records import CashOutReason
from engine.model.effects import Effect
from engine.store.connect import open_store
from engine.store.port import Conflict, Store
from tests.store.builders import ME, NOW, SHOP
from tests.store.gifts import card_of, credit, happens, restore, spend

HELD = 5000
PAID = 1200


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


async def live(store: Store, card_id: str, step: str, name: str) -> bool:
    """Take a step in the life of a card that everybody else takes too, under the key that all of them know."""
    card, order = await card_of(store, card_id), f"{card_id} order"
    effect: Effect = credit(card_id, HELD, key=f"refund {card_id}")
    if step == "spend":
        effect = spend(card, PAID, order_id=order)
    elif step == "refund":
        effect = restore(card_id, (LotPart(lot_id=card.lots[0].id, amount=PAID),), order_id=order)
    try:
        await happens(store, effect, event=f"{card_id} {step} by {name}")
    except Conflict:
        return False
    return True


async def attempt(store: Store, what: str, line: str, name: str) -> bool:
    """Whether this process won what the line tells it to do."""
    number, _, step = line.partition(" ")
    card_id = f"g{number}"
    if what == "life":
        return await live(store, card_id, step, name)
    return await (pay(store, card_id, name) if what == "spend" else pay_out(store, card_id))


async def compete(url: str, what: str, name: str) -> None:
    store = open_store(url)
    await store.open()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        sys.stdout.write("won\n" if await attempt(store, what, line, name) else "lost\n")
        sys.stdout.flush()
    await store.close()


if __name__ == "__main__":
    asyncio.run(compete(*sys.argv[1:]))
