"""Customers: what orders count and what the shop tells, together, in the order of keys, with their timers."""

from dataclasses import replace

from engine.model.cart import Buyer
from engine.model.customer import CustomerRecord
from engine.model.effects import CountCustomerOrder, SaveCustomer, StartTimer
from engine.model.events import TimerKind
from engine.model.facts import CustomerFact, CustomerNeed, Facts, PeopleNeed, PersonNeed
from engine.store.port import Store
from tests.store.builders import EMAIL, ME, NOW, OTHER, SHOP, after, commit, coupon, issue

WHO = Buyer(email=EMAIL, external_id="m-1", name="愛", locale="ja", phone="+819012345678")


def told(**record: object) -> SaveCustomer:
    known = CustomerRecord(buyer=WHO, birthday="05-20", tags=frozenset({"gold", "tea"}), tier="gold")
    return SaveCustomer(record=replace(known, **record), at=NOW)  # type: ignore[arg-type]


def paid(email: str | None = EMAIL, external_id: str | None = "m-1", **span: float) -> CountCustomerOrder:
    return CountCustomerOrder(email=email, external_id=external_id, total=1000, at=after(**span))


async def look(store: Store, need: PersonNeed | PeopleNeed | CustomerNeed, shop: str = SHOP) -> Facts:
    return await store.load(shop, (need,), (), NOW)


async def test_who_is_told_of_before_any_order_has_no_history(store: Store) -> None:
    await commit(store, told(joined_at=NOW, blocked=True))
    (person,) = await store.customers_by_key(SHOP, [EMAIL, "nobody@x.jp"])
    assert person.buyer == WHO
    assert person.customer == CustomerFact(
        tags=frozenset({"gold", "tea"}), tier="gold", blocked=True, joined_at=NOW, birthday="05-20"
    )
    assert (await look(store, PersonNeed(key=EMAIL))).people == {EMAIL: person}
    assert (await look(store, CustomerNeed(email=EMAIL, external_id=None))).customer == person.customer


async def test_orders_count_beside_what_was_told_and_absent_words_leave_it(store: Store) -> None:
    await commit(store, told())
    await commit(store, paid(hours=1), event="e2")
    await commit(store, paid(hours=-1), event="e3")
    nothing = told(birthday=None, tags=None, tier=None)
    await commit(store, nothing, event="e4")
    (person,) = await store.customers_by_key(SHOP, [EMAIL])
    assert person.buyer == WHO
    assert person.customer == CustomerFact(
        orders=2,
        spent=2000,
        tags=frozenset({"gold", "tea"}),
        tier="gold",
        birthday="05-20",
        first_order_at=after(hours=-1),
        last_order_at=after(hours=1),
    )
    await commit(store, told(birthday="", tags=frozenset(), tier=""), event="e5")
    (removed,) = await store.customers_by_key(SHOP, [EMAIL])
    assert (removed.customer.birthday, removed.customer.tags, removed.customer.tier) == ("", frozenset(), "")


async def test_two_addresses_of_one_member_are_one_history(store: Store) -> None:
    await commit(store, told(), paid())
    await commit(store, paid("b@x.jp", hours=2), event="e2")
    (person,) = (await look(store, PersonNeed(key="b@x.jp"))).people.values()
    assert (person.buyer.email, person.customer.orders, person.customer.tier) == ("b@x.jp", 2, "gold")
    assert person.customer.last_order_at == after(hours=2)


async def test_customers_come_in_pages_by_key(store: Store) -> None:
    for number, (email, identity) in enumerate([("c@x.jp", None), ("a@x.jp", None), (None, "m-9")]):
        await commit(store, paid(email, identity), event=f"e{number}")
    await commit(store, paid("z@x.jp", None), event="o", shop=OTHER)
    first = (await look(store, PeopleNeed(after="", limit=2))).people
    assert list(first) == ["a@x.jp", "c@x.jp"]
    rest = await store.customers(SHOP, "c@x.jp", 10)
    assert [(one.key, one.buyer.external_id) for one in rest] == [("id:m-9", "m-9")]
    assert await store.customers(SHOP, "id:m-9", 10) == ()


async def test_a_coupon_for_anyone_knows_to_whom_it_was_issued(store: Store) -> None:
    mine = replace(issue(), issued_to="id:m-1", order_id="")
    await commit(store, mine)
    assert (await coupon(store)).issued_to == "id:m-1"


async def test_going_live_starts_the_timers_that_come_with_it(store: Store) -> None:
    timer = StartTimer(kind=TimerKind.CUSTOMERS_PLAN, subject="", due=NOW)
    await store.make_live(SHOP, 1, 1, ME, None, NOW, (timer,))
    (claimed,) = await store.claim_timers(NOW, after(minutes=1), 10)
    assert (claimed.kind, claimed.subject, claimed.due) == (TimerKind.CUSTOMERS_PLAN, "", NOW)
