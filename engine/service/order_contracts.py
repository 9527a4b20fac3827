"""The subscriptions of an order, as a shop shows them after checkout."""

from engine.model.contract import Contract
from engine.service.engine import Engine


async def order_contracts(engine: Engine, shop: str, order_id: str) -> tuple[Contract, ...]:
    """What the order began, also by an accepted offer, which takes its place by an order of its own (S4.15)."""
    offers = await engine.store.offers_of_orders(shop, (order_id,))
    orders = {order_id, *(one.progress.made_order for one in offers if one.progress.made_order)}
    return await engine.store.contracts_of_orders(shop, tuple(sorted(orders)))
