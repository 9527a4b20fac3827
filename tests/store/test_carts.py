"""Carts that were left, in every store: versions, lives, searches, totals, and what a handover looks at."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from engine.model.cart import Buyer, Cart, CartLine, OrderState
from engine.model.effects import RecordRecovery, SaveCart, SaveOrder
from engine.model.facts import CartsNeed, CartsPageNeed
from engine.model.messages import Page as CartPage
from engine.model.program import MessageClass
from engine.model.records import MessageState, Page
from engine.model.saved_cart import (
    CartFigures,
    CartState,
    CartStep,
    CartsWanted,
    FormConsent,
    Recovery,
    Reminding,
    SavedCart,
    Stopped,
    YesNo,
)
from engine.model.screening import Screening, Verdict
from engine.store.port import Conflict, Store
from tests.store.builders import NOW, OTHER, SHOP, after, commit, order, quote, saved, send

ALL = Page(limit=100)
EMAIL = "left@x.jp"


def left_cart(token: str = "t1", *, life: int = 1, version: int = 1, **fields: Any) -> SavedCart:
    """A cart of 2,000 that was left on the confirmation screen."""
    given: dict[str, Any] = {
        "cart": Cart(
            lines=(CartLine(sku="A", quantity=2, unit_price=1000),), buyer=Buyer(email=EMAIL), token=token
        ),
        "step": CartStep.CONFIRM,
        "page": CartPage.SHOP,
        "state": CartState.ABANDONED,
        "begun_at": NOW,
        "seen_at": NOW,
        "total": 2000,
        "left": CartStep.CONFIRM,
        "abandoned_at": NOW,
        "screening": Screening(verdict=Verdict.NG),
        "reminded": (Reminding(rule="r", begun=NOW, at=NOW, handled=("email:x:0",)),),
        "consent": FormConsent(wording="yes"),
    }
    return SavedCart(token=token, life=life, version=version, **(given | fields))


async def keep(store: Store, *carts: SavedCart, event: str = "", shop: str = SHOP) -> None:
    for cart in carts:
        name = event or f"{cart.token}/{cart.life}/{cart.version}"
        await commit(store, SaveCart(cart=cart), event=name, shop=shop)


async def found(store: Store, **need: Any) -> dict[str, SavedCart]:
    facts = await store.load(SHOP, [CartsNeed(**need)], (), NOW)
    return dict(facts.carts)


async def test_a_cart_comes_back_as_it_was_kept(store: Store) -> None:
    cart = left_cart()
    await keep(store, cart)
    assert await found(store, token="t1") == {"t1": cart}
    assert await store.carts_by_id(SHOP, [cart.id, "nothing"]) == (cart,)
    assert await store.carts_by_id(OTHER, [cart.id]) == ()


async def test_of_two_who_change_a_cart_one_has_to_look_again(store: Store) -> None:
    await keep(store, left_cart())
    await keep(store, left_cart(version=2, total=1))
    with pytest.raises(Conflict):
        await keep(store, left_cart(version=2, total=3), event="too late")
    with pytest.raises(Conflict):
        await keep(store, left_cart(), event="as if new")
    with pytest.raises(Conflict):
        await keep(store, left_cart("unknown", version=2), event="nobody knows it")
    assert (await found(store, token="t1"))["t1"].total == 1
    assert await found(store, token="unknown") == {}


async def test_the_newest_life_of_a_token_is_the_one_that_counts(store: Store) -> None:
    await keep(store, left_cart(state=CartState.PURCHASED), left_cart(life=2), left_cart(life=2, version=2))
    assert (await found(store, token="t1"))["t1"].life == 2
    assert len(await store.carts(SHOP, ALL, CartsWanted())) == 2


async def test_a_buyer_has_carts_that_live_and_those_that_were_clicked(store: Store) -> None:
    bought: dict[str, Any] = {"state": CartState.PURCHASED}
    await keep(
        store,
        left_cart("alive"),
        left_cart("bought", **bought),
        left_cart("clicked", **bought, clicked_at=after(days=1)),
        left_cart("known", cart=replace(left_cart("known").cart, buyer=Buyer(external_id="c1"))),
        left_cart("called", cart=replace(left_cart("called").cart, buyer=Buyer(phone="+819011112222"))),
        left_cart("stranger", cart=replace(left_cart("stranger").cart, buyer=Buyer(email="other@x.jp"))),
    )
    assert set(await found(store, email=EMAIL)) == {"alive"}
    assert set(await found(store, email=EMAIL, clicked_since=after(days=1))) == {"alive", "clicked"}
    assert set(await found(store, external_id="c1")) == {"known"}
    assert set(await found(store, phone="+819011112222")) == {"called"}
    assert set(await found(store, phone="+819011112222", external_id="c1")) == {"called", "known"}
    assert set(await found(store, token="bought", email=EMAIL)) == {"alive", "bought"}


async def test_carts_are_gone_through_page_by_page(store: Store) -> None:
    await keep(store, *(left_cart(f"t{number}") for number in range(4)), left_cart("u", state=CartState.OPEN))
    first = (await store.load(SHOP, [CartsPageNeed(after="", limit=3)], (), NOW)).carts
    rest = (await store.load(SHOP, [CartsPageNeed(after="t2", limit=3)], (), NOW)).carts
    assert list(first) == ["t0", "t1", "t2"]
    assert list(rest) == ["t3"]


@pytest.mark.requirement("S3.2", "S3.21", "S3.22", "S3.31")
async def test_searches_by_abandoned_recovered_point_page_address_and_time(store: Store) -> None:
    await keep(
        store,
        left_cart("left", begun_at=after(days=1)),
        left_cart("open", state=CartState.OPEN, left=None, abandoned_at=None),
        left_cart("back", state=CartState.RECOVERED, abandoned_at=after(days=2), page=CartPage.LP),
        left_cart(
            "form", left=CartStep.FORM, cart=replace(left_cart("form").cart, buyer=Buyer(email="f@x.jp"))
        ),
    )

    async def tokens(**wanted: Any) -> list[str]:
        return sorted(one.token for one in await store.carts(SHOP, ALL, CartsWanted(**wanted)))

    assert await tokens() == ["back", "form", "left", "open"]
    assert await tokens(abandoned=YesNo.YES) == ["back", "form", "left"]
    assert await tokens(abandoned=YesNo.NO) == ["open"]
    assert await tokens(recovered=YesNo.YES) == ["back"]
    assert await tokens(recovered=YesNo.NO) == ["form", "left", "open"]
    assert await tokens(left=CartStep.FORM) == ["form"]
    assert await tokens(page=CartPage.LP) == ["back"]
    assert await tokens(email="f@x.jp") == ["form"]
    assert await tokens(since=after(days=1)) == ["back"]
    assert await tokens(until=after(days=1)) == ["form", "left"]
    newest = await store.carts(SHOP, Page(limit=1), CartsWanted())
    assert [one.token for one in newest] == ["left"]


@pytest.mark.requirement("S3.35", "S3.51", "D3.a")
async def test_totals_add_up_by_point_and_period_without_test_carts(store: Store) -> None:
    test = replace(left_cart("test").cart, test=True)
    await keep(
        store,
        left_cart("a", clicked_at=after(hours=2)),
        left_cart("b", abandoned_at=after(days=40)),
        left_cart("f", left=CartStep.FORM, total=500),
        left_cart("test", cart=test),
    )
    about_a = {"cart_id": left_cart("a").id}
    await commit(store, send("to a", **about_a), send("bounced", **about_a), event="mail")
    for message in await store.claim_messages(NOW, after(minutes=1), 10):
        said = "" if message.order.dedupe_key == "to a" else "hard_bounce 5.1.1"
        await store.settle_message(message, MessageState.SENT, said, None, after(hours=1))
    brought: dict[str, Any] = {**about_a, "rule": "r", "left": CartStep.CONFIRM, "at": after(hours=3)}
    await commit(
        store,
        RecordRecovery(recovery=Recovery(order_id="o1", assisted=False, amount=1900, **brought)),
        RecordRecovery(recovery=Recovery(order_id="o2", assisted=True, amount=700, **brought)),
        event="orders",
    )
    await commit(
        store,
        RecordRecovery(recovery=Recovery(order_id="o1", assisted=True, amount=1, **brought)),
        event="the same order again",
    )
    confirm = await store.cart_figures(SHOP, [CartStep.CONFIRM, CartStep.CART], NOW, after(days=30))
    assert confirm == CartFigures(
        abandoned=1,
        abandoned_amount=2000,
        sent=2,
        delivered=1,
        clicked=1,
        recovered=1,
        recovered_amount=1900,
        assisted=1,
        assisted_amount=700,
    )
    form = await store.cart_figures(SHOP, [CartStep.FORM], NOW, after(days=30))
    assert form == CartFigures(abandoned=1, abandoned_amount=500)
    assert await store.cart_figures(OTHER, list(CartStep), NOW, after(days=99)) == CartFigures()
    assert [one.order_id for one in await store.recoveries_of_orders(SHOP, ["o1", "o2", "o3"])] == [
        "o1",
        "o2",
    ]
    assert (await store.recoveries_of_orders(SHOP, ["o1"]))[0].assisted is False
    assert len(await store.recoveries(SHOP, NOW, after(hours=3), 10)) == 0


async def test_a_sent_message_makes_a_left_cart_a_reminded_one(store: Store) -> None:
    cart = left_cart()
    await keep(store, cart)
    await commit(store, send("m1", cart_id=cart.id), event="mail")
    (message,) = await store.claim_messages(NOW, after(minutes=1), 10)
    await store.settle_message(message, MessageState.SENT, "", None, after(hours=1))
    (now,) = await store.carts_by_id(SHOP, [cart.id])
    assert (now.shown_state, now.reminded_at) == (CartState.REMINDED, after(hours=1))
    await keep(store, replace(cart, version=2, reminded_at=None, total=7))
    (then,) = await store.carts_by_id(SHOP, [cart.id])
    assert (then.total, then.reminded_at) == (7, after(hours=1))
    assert [one.id for one in await store.messages_of_carts(SHOP, [cart.id])] == [message.id]


async def handed_over(store: Store, at: datetime) -> tuple[MessageState, str]:
    (message,) = await store.claim_messages(at, after(days=9), 10)
    await store.hand_over(message, at, after(days=9))
    kept = await store.message(SHOP, message.id)
    assert kept is not None
    return kept.state, kept.reason


@pytest.mark.parametrize(
    ("state", "becomes"),
    [
        (CartState.ABANDONED, MessageState.HANDOVER),
        (CartState.PURCHASED, MessageState.CANCELLED),
        (CartState.RECOVERED, MessageState.CANCELLED),
        (CartState.OPEN, MessageState.CANCELLED),
        (CartState.EXPIRED, MessageState.SKIPPED_LATE),
    ],
)
async def test_the_handover_looks_at_the_cart_again(
    store: Store, state: CartState, becomes: MessageState
) -> None:
    cart = left_cart()
    await keep(store, cart)
    await commit(store, send("m1", cart_id=cart.id), event="mail")
    await keep(store, replace(cart, version=2, state=state))
    found, reason = await handed_over(store, after(hours=1))
    assert found is becomes
    assert bool(reason) is (becomes is not MessageState.HANDOVER)


@pytest.mark.parametrize(
    ("rule", "becomes"), [("now", "cancelled"), ("then", "cancelled"), ("else", "handover")]
)
@pytest.mark.parametrize("seen", [0, 2])
async def test_the_handover_asks_whether_what_stops_the_rule_has_happened_since(
    store: Store, rule: str, becomes: str, seen: int
) -> None:
    cart = left_cart(stops=(Stopped(rule=rule, at=after(hours=1)),))
    await keep(store, cart)
    await commit(store, send("m1", cart_id=cart.id, rule="now"), event="mail")
    await keep(store, replace(cart, version=2, seen_at=after(hours=seen)))
    every = {"state": None, "order_id": None, "coupon_id": None}
    assert len(await store.messages(SHOP, ALL, **every, rules=["x", "now"])) == 1
    assert await store.messages(SHOP, ALL, **every, rules=["x"]) == ()
    (message,) = await store.claim_messages(after(hours=3), after(days=9), 10)
    found = await store.hand_over(message, after(hours=3), after(days=9), None, ("then",))
    assert found == ("handover" if seen else becomes)


@pytest.mark.parametrize("paid", [OrderState.PAID, OrderState.PENDING])
async def test_whoever_ordered_in_the_meantime_gets_no_reminder_whatever_the_cart_says(
    store: Store, paid: OrderState
) -> None:
    cart = left_cart()
    await keep(store, cart)
    await commit(store, send("m1", cart_id=cart.id), event="mail")
    elsewhere = order("elsewhere", paid, email=EMAIL)
    await commit(
        store,
        saved("elsewhere", paid, email=EMAIL, priced=quote()),
        of=elsewhere,
        event="e2",
        now=after(minutes=5),
    )
    assert (await handed_over(store, after(hours=1)))[0] is MessageState.CANCELLED


@pytest.mark.parametrize(
    "shared",
    [Buyer(email=EMAIL), Buyer(external_id="c1"), Buyer(phone="+819011112222")],
    ids=["address", "id", "number"],
)
async def test_an_order_under_another_cart_stops_the_reminder_by_whatever_the_two_have_in_common(
    store: Store, shared: Buyer
) -> None:
    cart = left_cart()
    cart = replace(cart, cart=replace(cart.cart, buyer=shared))
    await keep(store, cart)
    await commit(store, send("m1", cart_id=cart.id), event="mail")
    paid = order("elsewhere", OrderState.PAID)
    buyer = Buyer(
        email=shared.email or "b@x.jp",
        external_id=shared.external_id or "c2",
        phone=shared.phone or "+819033334444",
    )
    paid = replace(paid, cart=replace(paid.cart, buyer=buyer))
    await commit(store, SaveOrder(order=paid, quote=quote()), of=paid, event="e2", now=after(minutes=5))
    assert (await handed_over(store, after(hours=1)))[0] is MessageState.CANCELLED


async def test_an_order_of_a_stranger_stops_no_reminder_of_somebody_without_a_name(store: Store) -> None:
    cart = left_cart()
    await keep(store, replace(cart, cart=replace(cart.cart, buyer=Buyer(phone="+819011112222"))))
    await commit(store, send("m1", cart_id=cart.id), event="mail")
    paid = order("other", OrderState.PAID)
    await commit(store, SaveOrder(order=paid, quote=quote()), of=paid, event="e2", now=after(minutes=5))
    assert (await handed_over(store, after(hours=1)))[0] is MessageState.HANDOVER


async def test_a_failed_order_stops_no_reminder(store: Store) -> None:
    cart = left_cart()
    await keep(store, cart)
    await commit(store, send("m1", cart_id=cart.id), event="mail")
    failed = order("failed", OrderState.FAILED, email=EMAIL)
    await commit(
        store,
        saved("failed", OrderState.FAILED, email=EMAIL, priced=quote()),
        of=failed,
        event="e2",
        now=after(minutes=5),
    )
    assert (await handed_over(store, after(hours=1)))[0] is MessageState.HANDOVER


async def test_a_message_that_is_not_sent_has_a_row_with_its_reason_from_the_first_moment(
    store: Store,
) -> None:
    cart = left_cart()
    advertising = {"cart_id": cart.id, "message_class": MessageClass.ADVERTISING, "refused": "capped"}
    await commit(store, send("m1", **advertising), event="mail")
    (message,) = await store.messages_of_carts(SHOP, [cart.id])
    assert (message.state, message.reason, message.attempt) == (MessageState.SUPPRESSED, "capped", 0)
    assert await store.claim_messages(after(days=9), after(days=10), 10) == ()
    assert await store.check_invariants(SHOP, after(days=1)) == ()


@pytest.mark.requirement("S3.32")
async def test_orders_are_searched_by_whether_a_link_brought_them(store: Store) -> None:
    for name in ("through", "assisted", "alone"):
        await commit(store, saved(name, priced=quote()), of=order(name), event=name)
    for name, assisted in (("through", False), ("assisted", True)):
        recovery = Recovery(
            order_id=name, cart_id="k", rule="r", left=None, assisted=assisted, amount=1, at=NOW
        )
        await commit(store, RecordRecovery(recovery=recovery), event=f"{name} brought")

    async def ids(recovered: YesNo) -> set[str]:
        return {one.order.id for one in await store.orders(SHOP, ALL, email=None, recovered=recovered)}

    assert await ids(YesNo.ANY) == {"through", "assisted", "alone"}
    assert await ids(YesNo.YES) == {"through"}
    assert await ids(YesNo.NO) == {"assisted", "alone"}
