"""Offers and contracts: one offer per order, moves along the graph, one version after the other."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from engine.model.cart import Buyer, CartLine, OrderState
from engine.model.contract import Contract, ContractItem, ContractState
from engine.model.counter_key import CounterKey
from engine.model.decision import Decision
from engine.model.effects import ChangeContract, CreateContract, CreateOffer, Effect, MoveOffer, SaveOrder
from engine.model.events import ContractRenewed, OfferAccepted, OfferDeclined, OfferSettled, OfferShown
from engine.model.facts import ChargeNeed, ContractNeed, OfferNeed
from engine.model.offer import Buying, OfferTerms
from engine.model.offer_instance import (
    OfferClaim,
    OfferedProduct,
    OfferFailure,
    OfferInstance,
    OfferPageTexts,
    OfferProgress,
    OfferState,
    OfferTarget,
)
from engine.model.records import Committed, Page
from engine.store.port import Conflict, Store
from engine.values.duration import Duration, Unit
from tests.store.builders import ALL, EMAIL, ME, NOW, OTHER, SHOP, after, commit, order, quote, saved

MONTHLY = Duration(count=1, unit=Unit.MONTH)


def contract(identity: str = "s1", **fields: Any) -> Contract:
    """A monthly subscription of order o1."""
    given: dict[str, Any] = {
        "order_id": "o1",
        "buyer": Buyer(email=EMAIL),
        "plan": "monthly",
        "cycle": MONTHLY,
        "items": (ContractItem(sku="A", quantity=2, first=900, renewal=950),),
        "currency": "JPY",
        "started_at": NOW,
        "next_renewal_at": after(days=31),
        "shipping": 500,
    }
    return Contract(id=identity, **(given | fields))


def offer(identity: str = "f1", order_id: str = "o1", **fields: Any) -> OfferInstance:
    """An offer with everything in it."""
    given: dict[str, Any] = {
        "rule": "upsell",
        "revision": 1,
        "buyer": Buyer(email=EMAIL, name="愛"),
        "bought": Buying.SUBSCRIPTION,
        "offered": Buying.SUBSCRIPTION,
        "product": OfferedProduct(sku="B", name="パック", price=1000, text="30日分"),
        "targets": (OfferTarget(first=800, renewal=900, contract_id="s1", plan="monthly", cycle=MONTHLY),),
        "trigger_lines": (0,),
        "currency": "JPY",
        "least": 1,
        "most": 3,
        "free_shipping": True,
        "page": OfferPageTexts(
            headline="今だけ", timer_shown=True, timer_text="残り", buy="追加", close=None
        ),
        "terms": OfferTerms(payment="card", delivery="3 days", period="none", cancel="any time"),
        "decided_at": NOW,
        "show_until": after(minutes=30),
        "open_for": timedelta(minutes=10),
        "claims": (
            OfferClaim(
                key=CounterKey(area="budget", name="b", subject="spend"),
                amount=600,
                each=200,
                window_ends=after(days=3),
            ),
        ),
        "token_hash": sha256(identity.encode()).hexdigest(),
        "key_id": "k1",
    }
    return OfferInstance(id=identity, order_id=order_id, **(given | fields))


async def moved(store: Store, state: OfferState, version: int, event: str, **fields: Any) -> Committed:
    """Commit a move as the decision about a beacon."""
    progress = OfferProgress(state=state, version=version, **fields)
    return await happened(store, MoveOffer(offer_id="f1", after=progress), event=event)


async def happened(store: Store, *effects: Effect, event: str) -> Committed:
    shown = OfferShown(id=event, at=NOW, offer_id="f1")
    decision = Decision(revision=1, effects=effects)
    return await store.commit(SHOP, shown, decision, (), ME, None, None, NOW)


async def stored(store: Store) -> OfferInstance:
    (found,) = await store.offers_by_id(SHOP, ["f1"])
    return found


async def test_an_offer_and_a_contract_are_kept_whole_and_found_by_token_order_and_id(store: Store) -> None:
    await commit(store, CreateContract(contract=contract()), CreateOffer(offer=offer()))
    assert offer() == await store.offer_by_token(SHOP, sha256(b"f1").hexdigest())
    assert (offer(),) == await store.offers_by_id(SHOP, ["f1", "f2"])
    assert (offer(),) == await store.offers_of_orders(SHOP, ["o1", "o2"])
    assert (contract(),) == await store.contracts_by_id(SHOP, ["s1"])
    assert (contract(),) == await store.contracts_of_orders(SHOP, ["o1"])
    facts = await store.load(SHOP, [OfferNeed(offer_id="f1"), ContractNeed(contract_id="s1")], (), NOW)
    assert ({"f1": offer()}, {"s1": contract()}) == (facts.offers, facts.contracts)


async def test_another_shop_sees_neither(store: Store) -> None:
    await commit(store, CreateContract(contract=contract()), CreateOffer(offer=offer()))
    assert await store.offer_by_token(OTHER, sha256(b"f1").hexdigest()) is None
    assert () == await store.offers(OTHER, ALL) == await store.contracts(OTHER, ALL)
    facts = await store.load(OTHER, [OfferNeed(offer_id="f1"), ContractNeed(contract_id="s1")], (), NOW)
    assert ({}, {}) == (facts.offers, facts.contracts)


async def test_an_unknown_token_finds_nothing(store: Store) -> None:
    await commit(store, CreateOffer(offer=offer()))
    assert await store.offer_by_token(SHOP, "0" * 64) is None


async def test_a_second_offer_for_one_order_is_a_conflict(store: Store) -> None:
    await commit(store, CreateOffer(offer=offer()))
    with pytest.raises(Conflict):
        await commit(store, CreateOffer(offer=offer("f2", "o1")), event="e2")
    assert (offer(),) == await store.offers(SHOP, ALL)


async def test_lists_come_newest_first_by_rule_and_state_in_pages(store: Store) -> None:
    for number in range(3):
        made = offer(f"f{number}", f"o{number}", rule="even" if number % 2 == 0 else "odd")
        made = replace(made, decided_at=after(minutes=number))
        await commit(store, CreateOffer(offer=made), event=f"e{number}")
    assert ["f2", "f1", "f0"] == [one.id for one in await store.offers(SHOP, ALL)]
    assert ["f2", "f0"] == [one.id for one in await store.offers(SHOP, ALL, rule="even")]
    assert () == await store.offers(SHOP, ALL, state=OfferState.SHOWN)
    cursor = (after(minutes=1).isoformat(), "f1")
    assert ["f0"] == [one.id for one in await store.offers(SHOP, Page(limit=5, cursor=cursor))]


async def test_an_offer_moves_from_version_to_version(store: Store) -> None:
    await commit(store, CreateOffer(offer=offer()))
    await moved(store, OfferState.SHOWN, 1, "e2", shown_at=NOW, deadline=after(minutes=10))
    await moved(store, OfferState.CLICKED, 2, "e3", presses=1, quantity=2, clicked_at=NOW)
    await moved(store, OfferState.CLICKED, 3, "e4", presses=2, quantity=2, clicked_at=NOW)
    failed: dict[str, Any] = {
        "presses": 2,
        "quantity": 2,
        "failure": OfferFailure.PAYMENT_REFUSED,
        "ended_at": NOW,
    }
    await moved(store, OfferState.FAILED, 4, "e5", **failed)
    expected = OfferProgress(state=OfferState.FAILED, version=4, **failed)
    assert replace(offer(), progress=expected) == await stored(store)


async def test_a_version_that_somebody_else_took_is_a_conflict(store: Store) -> None:
    await commit(store, CreateOffer(offer=offer()))
    await moved(store, OfferState.SHOWN, 1, "e2")
    with pytest.raises(Conflict):
        await moved(store, OfferState.DECLINED, 1, "e3")
    assert OfferState.SHOWN is (await stored(store)).progress.state


@pytest.mark.parametrize(
    ("via", "to"),
    [
        (OfferState.DECIDED, OfferState.SUCCEEDED),
        (OfferState.DECIDED, OfferState.FAILED),
        (OfferState.SHOWN, OfferState.MISSED),
        (OfferState.SHOWN, OfferState.SUCCEEDED),
        (OfferState.CLICKED, OfferState.DECLINED),
        (OfferState.DECLINED, OfferState.CLICKED),
        (OfferState.EXPIRED, OfferState.CLICKED),
        (OfferState.MISSED, OfferState.SHOWN),
    ],
)
async def test_a_move_off_the_graph_is_a_conflict(store: Store, via: OfferState, to: OfferState) -> None:
    await commit(store, CreateOffer(offer=offer()))
    if via is not OfferState.DECIDED:
        await moved(store, via, 1, "e2")
    before = await stored(store)
    with pytest.raises(Conflict):
        await moved(store, to, before.progress.version + 1, "e3")
    assert before == await stored(store)


async def test_a_press_without_a_beacon_passes_through_shown(store: Store) -> None:
    await commit(store, CreateOffer(offer=offer()))
    await moved(store, OfferState.CLICKED, 1, "e2")
    assert OfferState.CLICKED is (await stored(store)).progress.state


async def test_of_a_press_and_a_close_at_once_one_wins(store: Store) -> None:
    await commit(store, CreateOffer(offer=offer()))
    results = await asyncio.gather(
        moved(store, OfferState.CLICKED, 1, "e2"),
        moved(store, OfferState.DECLINED, 1, "e3"),
        return_exceptions=True,
    )
    assert 1 == sum(isinstance(one, Conflict) for one in results)


async def test_a_contract_changes_from_version_to_version(store: Store) -> None:
    await commit(store, CreateContract(contract=contract()))
    extra = ContractItem(sku="B", quantity=1, first=800, renewal=900, offer_id="f1")
    changed = replace(contract(), items=(*contract().items, extra), version=1)
    await commit(store, ChangeContract(after=changed), event="e2")
    assert (changed,) == await store.contracts_by_id(SHOP, ["s1"])
    with pytest.raises(Conflict):
        await commit(store, ChangeContract(after=replace(contract(), version=1)), event="e3")
    assert 3300 == changed.renewal_total


async def test_a_contract_begins_once(store: Store) -> None:
    await commit(store, CreateContract(contract=contract()))
    with pytest.raises(Conflict):
        await commit(store, CreateContract(contract=contract()), event="e2")


async def test_contracts_are_listed_newest_first_by_address_and_state(store: Store) -> None:
    await commit(store, CreateContract(contract=contract()))
    later = contract(
        "s2", started_at=after(days=1), state=ContractState.CANCELLED, buyer=Buyer(email="b@x.jp")
    )
    await commit(store, CreateContract(contract=later), event="e2")
    assert (later, contract()) == await store.contracts(SHOP, ALL)
    assert (contract(),) == await store.contracts(SHOP, ALL, email=EMAIL)
    assert (later,) == await store.contracts(SHOP, ALL, state=ContractState.CANCELLED)


async def test_every_event_about_offers_is_stored_once(store: Store) -> None:
    await commit(store, CreateOffer(offer=offer()))
    events = (
        OfferShown(id="x1", at=NOW, offer_id="f1"),
        OfferAccepted(id="x2", at=NOW, offer_id="f1", quantity=1),
        OfferDeclined(id="x3", at=NOW, offer_id="f1"),
        OfferSettled(id="x4", at=NOW, offer_id="f1"),
        ContractRenewed(id="x5", at=NOW, contract_id="s1", number=2, paid=True),
    )
    for event in events:
        for repeated in (False, True):
            outcome = await store.commit(SHOP, event, Decision(revision=1), (), ME, None, None, NOW)
            assert repeated is outcome.repeated


async def test_a_line_that_comes_later_keeps_the_moment_of_the_charge(store: Store) -> None:
    await commit(store, saved(priced=quote()), priced=quote())
    bought = order()
    line = CartLine(sku="B", quantity=1, unit_price=800, offer="f1")
    grown = replace(bought, cart=replace(bought.cart, lines=(*bought.cart.lines, line)))
    settled = OfferSettled(id="x4", at=after(minutes=5), offer_id="f1")
    for number, total in enumerate((2700, 3500)):
        added = SaveOrder(order=grown, quote=quote(total), added=True)
        event = replace(settled, id=f"x{number}")
        decision = Decision(revision=1, effects=(added,))
        await store.commit(SHOP, event, decision, (), ME, None, None, after(minutes=5))
        facts = await store.load(SHOP, [ChargeNeed(order_id="o1")], (), NOW)
        charged = facts.charged["o1"]
        assert (grown, quote(total), NOW) == (charged.order, charged.quote, charged.charged_at)
    (found,) = await store.orders_by_id(SHOP, ["o1"])
    assert (OrderState.PAID, grown) == (found.order.state, found.order)
