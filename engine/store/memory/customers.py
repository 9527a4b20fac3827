"""Customers in memory: what orders and the shop tell of them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from engine.model.cart import Buyer
from engine.model.customer import customer_key
from engine.model.effects import CountCustomerOrder, SaveCustomer
from engine.model.facts import CustomerFact, PeopleNeed, Person
from engine.model.saved_cart import YesNo
from engine.store.memory.carts import has_left
from engine.store.memory.part import MemoryPart, of_shop
from engine.store.memory.state import Customer, State
from engine.store.together import together


class Customers(MemoryPart):
    """What people look at."""

    async def customers(
        self, shop: str, after: str, limit: int, abandoned: YesNo = YesNo.ANY
    ) -> tuple[Person, ...]:
        """Customers by key."""
        found = people_after(self._state, shop, PeopleNeed(after=after, limit=len(self._state.customers)))
        fitting = (
            one
            for one in found.values()
            if abandoned is YesNo.ANY or abandoned.fits(holds=has_left(self._state, shop, one.buyer))
        )
        return tuple(islice(fitting, limit))

    async def customers_by_key(self, shop: str, keys: Sequence[str]) -> tuple[Person, ...]:
        """Those of `keys` that are known, by key."""
        found = [person(self._state, shop, key) for key in sorted(set(keys))]
        return tuple(one for known in found for one in known.values())


def known_of(state: State, shop: str, email: str | None, external_id: str | None) -> CustomerFact:
    """Everything known under the e-mail or under the external id, together."""
    return together(
        row.fact
        for row in of_shop(state.customers, shop)
        if (email is not None and row.buyer.email == email)
        or (external_id is not None and row.buyer.external_id == external_id)
    )


def person(state: State, shop: str, key: str) -> dict[str, Person]:
    """The customer of a key with all that is known under the same external id."""
    row = state.customers.get((shop, key))
    if row is None:
        return {}
    same = known_of(state, shop, row.buyer.email, row.buyer.external_id)
    return {key: Person(key=key, buyer=row.buyer, customer=same)}


def people_after(state: State, shop: str, need: PeopleNeed) -> dict[str, Person]:
    """The next customers by key."""
    keys = sorted(key for of, key in state.customers if of == shop and key > need.after)
    rows = [(key, state.customers[shop, key]) for key in keys[: need.limit]]
    return {key: Person(key=key, buyer=row.buyer, customer=row.fact) for key, row in rows}


def count_order(state: State, shop: str, paid: CountCustomerOrder) -> None:
    """Add a paid order to its buyer's history."""
    key = customer_key(paid.email, paid.external_id) or ""
    before = state.customers.get((shop, key))
    fact = before.fact if before else CustomerFact()
    history = replace(
        fact,
        orders=fact.orders + paid.orders,
        spent=fact.spent + paid.total,
        first_order_at=min(fact.first_order_at or paid.at, paid.at),
        last_order_at=max(fact.last_order_at or paid.at, paid.at),
    )
    buyer = paid.buyer or Buyer(email=paid.email, external_id=paid.external_id)
    state.customers.put((shop, key), Customer(buyer=_told(before, buyer), fact=history))


def save_customer(state: State, shop: str, told: SaveCustomer) -> None:
    """Keep what the shop tells; None leaves what is stored."""
    record = told.record
    before = state.customers.get((shop, record.key))
    fact = before.fact if before else CustomerFact()
    saved = replace(
        fact,
        birthday=fact.birthday if record.birthday is None else record.birthday,
        tags=fact.tags if record.tags is None else record.tags,
        tier=fact.tier if record.tier is None else record.tier,
        blocked=fact.blocked if record.blocked is None else record.blocked,
        joined_at=fact.joined_at or record.joined_at,
    )
    state.customers.put((shop, record.key), Customer(buyer=_told(before, record.buyer), fact=saved))


def _told(before: Customer | None, buyer: Buyer) -> Buyer:
    """Who it is; what is not said this time stays."""
    known = before.buyer if before else Buyer()
    return Buyer(
        email=buyer.email or known.email,
        phone=buyer.phone or known.phone,
        external_id=buyer.external_id or known.external_id,
        name=buyer.name or known.name,
        locale=buyer.locale or known.locale,
    )
