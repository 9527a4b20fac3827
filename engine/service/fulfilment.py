"""Who fulfils accepted offers: the merchant's platform where one is named, else the built-in shop."""

from engine.delivery.fulfilment import Fulfilment
from engine.delivery.local_commerce import LocalCommerce
from engine.delivery.local_gateway import LocalGateway
from engine.service.engine import Engine


def fulfilment_of(engine: Engine, shop: str) -> Fulfilment:
    """What the engine was given for this shop, or for all; else the built-in shop over the engine's own books."""
    store = engine.store
    return (
        engine.fulfilments.get(shop)
        or engine.fulfilment
        or Fulfilment(
            gateway=LocalGateway(ledger=store),
            commerce=LocalCommerce(orders=store.orders_by_id, contracts=store.contracts_by_id),
        )
    )
