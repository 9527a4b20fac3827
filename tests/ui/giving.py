"""A shop with gift cards: one was given, paid for an order in part, and another was credited by mistake."""

from dataclasses import replace
from pathlib import Path

from engine.model.card_records import StoredCard
from engine.service.engine import Engine
from engine.store.connect import open_store
from tests.service.gifts import FILES, add, basket, buy, give
from tests.service.shop import drain, make_engine, open_shop
from tests.ui.site import SHOP

CASH = 'code pattern "OTOKU'


async def make_giving_database(path: Path) -> None:
    """Cards of booking April_01 (5,000 yen, 3,800 spent) and April_02 (2,000 yen), which may be paid out."""
    store = open_store(f"sqlite://{path}")
    await store.open()
    engine = make_engine(store)
    files = tuple(
        replace(one, text=one.text.replace(CASH, f"cash refund allowed\n  {CASH}")) for one in FILES
    )
    await open_shop(engine, SHOP, files=files)
    first, second = [await _booked(engine, name) for name in ("April_01", "April_02")]
    await add(engine, first, 5000)
    await add(engine, second, 2000, key="k2")
    await buy(engine, basket(engine, first))
    await drain(engine)
    await store.close()


async def _booked(engine: Engine, name: str) -> StoredCard:
    [card] = await give(engine, name, metadata=(("booking_id", name),))
    return card
