"""The smallest order that a rule reduces, as far as its products and numbers tell."""

from collections.abc import Iterator, Sequence

from engine.model.catalog import Catalog, Product
from engine.model.program import SaleBody
from engine.model.requests import LineRequest
from engine.model.reward import Bundle, BuyGet, Tiers
from engine.model.selector import Selector


def enough_to_buy(body: SaleBody, catalog: Catalog) -> tuple[LineRequest, ...]:
    """Lines at catalogue prices; none when the catalogue has no product that the sale means."""
    match body.discount:
        case Bundle(count=None) as reward:
            named = tuple(_meant(reward.selector, catalog))
            whole = len(named) == len(reward.selector.names)
            return tuple(LineRequest(sku=one.sku, quantity=1) for one in named) if whole else ()
        case Bundle(count=count) as reward:
            return _some(tuple(_meant(reward.selector, catalog)), count or 1)
        case BuyGet(of=None) as reward:
            return _some(tuple(_meant(body.targets, catalog)), reward.buy + reward.get)
        case BuyGet(of=Selector() as of) as reward:
            bought = tuple(one for one in _meant(body.targets, catalog) if not of.picks(one))
            got = _some(tuple(_meant(of, catalog)), reward.get)
            return (*_some(bought, reward.buy), *got) if bought and got else ()
        case Tiers() as reward:
            return _lowest(reward, tuple(_meant(body.targets, catalog)))
        case _:
            return one_of(body.targets, catalog)


def one_of(selector: Selector, catalog: Catalog) -> tuple[LineRequest, ...]:
    """One piece of what is meant."""
    return _some(tuple(_meant(selector, catalog)), 1)


def _meant(selector: Selector, catalog: Catalog) -> Iterator[Product]:
    return (one for _, one in sorted(catalog.products.items()) if selector.picks(one))


def _some(products: Sequence[Product], count: int) -> tuple[LineRequest, ...]:
    return (LineRequest(sku=products[0].sku, quantity=count),) if products else ()


def _lowest(reward: Tiers, products: Sequence[Product]) -> tuple[LineRequest, ...]:
    """So many of one product that the lowest tier is reached."""
    tier = min(reward.tiers, key=lambda one: one.items or one.amount or 0)
    if tier.items is not None or not products:
        return _some(products, tier.items or 1)
    dearest = max(products, key=lambda one: one.price)
    return _some((dearest,), max(1, -(-(tier.amount or 0) // max(1, dearest.price))))
