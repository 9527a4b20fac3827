"""A test tells the built-in gateway what the card on file of an order does from now on (S1.38, S4.68)."""

from engine.model.charge import TestCard
from engine.service.engine import Engine


async def tell_test_card(engine: Engine, shop: str, order_id: str, card: TestCard) -> None:
    """Let additional payments and renewals of the order be approved, refused, answered late, or not at all."""
    await engine.store.set_test_card(shop, order_id, card)
