"""Answers to what the core wants to know, from memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from engine.model.card import CardByIdNeed, CardNeed, CreditNeed, GiftNeed, PublicationNeed
from engine.model.cart import Order
from engine.model.contract import Contract
from engine.model.experiment_units import UnitFact, UnitNeed
from engine.model.facts import (
    CartsNeed,
    CartsPageNeed,
    ChargedOrder,
    ChargeNeed,
    ContractNeed,
    CounterKey,
    CounterNeed,
    CouponByIdNeed,
    CouponFact,
    CouponNeed,
    CustomerFact,
    CustomerNeed,
    Facts,
    Need,
    OfferNeed,
    OrderNeed,
    PeopleNeed,
    Person,
    PersonNeed,
    SagaNeed,
)
from engine.model.list_needs import CompositionNeed, EnrolmentNeed, EnrolmentsNeed, ListNeed
from engine.model.offer_instance import OfferInstance
from engine.model.records import CodeLookup, Hold, HoldState
from engine.model.saga import SagaState
from engine.model.saved_cart import SavedCart
from engine.store.memory.cards import gift_facts
from engine.store.memory.carts import known_carts, left_carts
from engine.store.memory.customers import known_of, people_after, person
from engine.store.memory.experiments import known_unit
from engine.store.memory.list_readers import known_compositions, known_readers
from engine.store.memory.part import MemoryPart, of_shop
from engine.store.memory.refunds import charged_order
from engine.store.memory.state import State


class FactReader(MemoryPart):
    """One snapshot per call: nothing awaits while it is read."""

    async def load(
        self, shop: str, needs: Sequence[Need], codes: Sequence[CodeLookup], now: datetime
    ) -> Facts:
        """Answer all needs."""
        hashes = {lookup.code: lookup.hashes for lookup in codes}
        found, state = _Found(), self._state
        for need in needs:
            _answer(found, state, shop, need, hashes, now)
        return Facts(
            coupons=found.coupons,
            coupons_by_id=found.by_id,
            customer=found.customer,
            counters=found.counters,
            orders=found.orders,
            people=found.people,
            charged=found.charged,
            gifts=gift_facts(state, shop, found.gifts, hashes, now),
            offers=found.offers,
            contracts=found.contracts,
            sagas=found.sagas,
            enrolments=known_readers(state, shop, found.lists),
            compositions=known_compositions(state, shop, found.lists),
            carts=found.carts,
            units=found.units,
        )


@dataclass(slots=True, kw_only=True)
class _Found:
    """Answers so far; needs of gift cards and lists are answered together at the end."""

    coupons: dict[str, CouponFact] = field(default_factory=dict)
    by_id: dict[str, CouponFact] = field(default_factory=dict)
    counters: dict[CounterKey, int] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    customer: CustomerFact = field(default_factory=CustomerFact)
    people: dict[str, Person] = field(default_factory=dict)
    charged: dict[str, ChargedOrder] = field(default_factory=dict)
    gifts: list[GiftNeed] = field(default_factory=list)
    offers: dict[str, OfferInstance] = field(default_factory=dict)
    contracts: dict[str, Contract] = field(default_factory=dict)
    sagas: dict[str, SagaState] = field(default_factory=dict)
    lists: list[ListNeed] = field(default_factory=list)
    carts: dict[str, SavedCart] = field(default_factory=dict)
    units: dict[str, UnitFact] = field(default_factory=dict)


def _answer(  # noqa: C901, PLR0912, PLR0915, PLR0917 - one branch per kind of need
    found: _Found, state: State, shop: str, need: Need, hashes: Mapping[str, Sequence[bytes]], now: datetime
) -> None:
    match need:
        case CouponNeed():
            for coupon_id in _ids_of_code(state, shop, hashes.get(need.code, ())):
                found.coupons[need.code] = coupon_as_seen(state, shop, coupon_id, need.cart_token, now)
        case CouponByIdNeed():
            if (shop, need.coupon_id) in state.coupons:
                found.by_id[need.coupon_id] = coupon_as_seen(state, shop, need.coupon_id, "", now)
        case CustomerNeed():
            found.customer = known_of(state, shop, need.email, need.external_id)
        case PersonNeed():
            found.people |= person(state, shop, need.key)
        case PeopleNeed():
            found.people |= people_after(state, shop, need)
        case CounterNeed():
            found.counters[need.key] = counter_used(state, shop, need.key, now)
        case ChargeNeed():
            found.charged |= dict(charged_order(state, shop, need.order_id))
            begun = (one for one in of_shop(state.contracts, shop) if one.order_id == need.order_id)
            found.contracts |= {one.id: one for one in begun}
        case CardNeed() | CardByIdNeed() | PublicationNeed() | CreditNeed():
            found.gifts.append(need)
        case OrderNeed():
            if stored := state.orders.get((shop, need.order_id)):
                found.orders[need.order_id] = stored.order
        case OfferNeed():
            if offer := state.offers.get((shop, need.offer_id)):
                found.offers[need.offer_id] = offer
        case ContractNeed():
            if contract := state.contracts.get((shop, need.contract_id)):
                found.contracts[need.contract_id] = contract
        case SagaNeed():
            if saga := state.sagas.get((shop, need.saga_id)):
                found.sagas[need.saga_id] = saga.state
        case CartsNeed():
            found.carts |= known_carts(state, shop, need)
        case CartsPageNeed():
            found.carts |= left_carts(state, shop, need)
        case EnrolmentNeed() | EnrolmentsNeed() | CompositionNeed():
            found.lists.append(need)
        case UnitNeed():
            found.units |= known_unit(state, shop, need.unit)
        case _:
            assert_never(need)


def live_holds(state: State, shop: str, coupon_id: str) -> Iterator[Hold]:
    """Holds that still set a use aside, those past their time included."""
    for hold in of_shop(state.holds, shop):
        if hold.coupon_id == coupon_id and hold.state is HoldState.LIVE:
            yield hold


def coupon_as_seen(state: State, shop: str, coupon_id: str, cart_token: str, now: datetime) -> CouponFact:
    """A coupon as the cart `cart_token` sees it: holds past their time no longer count against it."""
    holds = list(live_holds(state, shop, coupon_id))
    own = [hold for hold in holds if cart_token and hold.cart_token == cart_token]
    others = [hold for hold in holds if hold not in own and hold.until > now]
    until = max((hold.until for hold in own), default=None)
    fact = state.coupons[shop, coupon_id].fact
    return replace(fact, held=len(others), own_hold=bool(own), own_hold_until=until)


def counter_used(state: State, shop: str, key: CounterKey, now: datetime) -> int:
    """What the counter's current window has used."""
    counter = state.counters.get((shop, key))
    if counter is None or (key.windowed if counter.window_ends is None else counter.window_ends <= now):
        return 0
    return counter.used


def _ids_of_code(state: State, shop: str, hashes: Sequence[bytes]) -> Iterator[str]:
    return (state.lookups[shop, lookup] for lookup in hashes if (shop, lookup) in state.lookups)
