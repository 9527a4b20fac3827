"""An erasure beside others: who shares a number or id, who writes meanwhile, and names that are also words."""

from dataclasses import replace

import pytest

from engine.model.cart import Buyer
from engine.model.data_subject import PERSON_ERASED, DataSubject
from engine.model.effects import ChangeContract, CreateContract, SaveCart
from engine.model.list_effects import RecordConsent
from engine.model.program import ChannelName, MessageClass
from engine.model.records import MessageState
from engine.store.port import Store
from engine.store.redaction import Redaction
from engine.store.sql.person_sweep import change, look_through
from engine.store.sql.store import SqlStore
from tests.store.builders import ALL, SHOP, commit, send, timer_came
from tests.store.test_erasures import (
    BUYER,
    HUSBAND,
    PHONE,
    SUBJECT,
    cart_of,
    erase,
    everything_about,
    told_consent,
)
from tests.store.test_offers import contract


async def test_what_goes_to_a_shared_telephone_goes_to_who_still_has_it(store: Store) -> None:
    await everything_about(store, BUYER, "hana")
    await everything_about(store, HUSBAND, "taro")
    sms = {"channel": ChannelName.SMS, "recipient": PHONE, "message_class": MessageClass.ESSENTIAL}
    told = replace(told_consent(PHONE, identity="sms"), channel=ChannelName.SMS)
    await timer_came(
        store,
        send("his", order_id="o-taro", **sms),
        send("hers", order_id="o-hana", **sms),
        RecordConsent(entry=told),
        event="sms",
    )
    subject = await erase(store)
    assert subject.phones == ()
    found = await store.messages(SHOP, ALL, state=None, order_id="o-taro", coupon_id=None)
    assert [(one.order.recipient, one.state) for one in found] == [(PHONE, MessageState.DUE)]
    (hers,) = await store.messages(SHOP, ALL, state=None, order_id="o-hana", coupon_id=None)
    assert (hers.state, hers.reason) == (MessageState.CANCELLED, PERSON_ERASED)
    assert hers.order.recipient == "erased-x1-p0"
    permission = await store.permission(SHOP, ChannelName.SMS, PHONE)
    assert permission is not None
    assert permission.given


async def test_a_renewal_that_is_stored_while_an_erasure_looks_through_contracts_is_kept(
    sql_store: SqlStore,
) -> None:
    begun = contract(buyer=BUYER)
    await commit(sql_store, CreateContract(contract=begun), event="begins")
    redaction = Redaction(await sql_store.data_subject(SHOP, SUBJECT), "x1")
    found = await look_through(sql_store._db, SHOP, "contracts", redaction, (0, 100))
    renewed = replace(begun, number=2, version=begun.version + 1)
    await commit(sql_store, ChangeContract(after=renewed), event="renewed")
    assert await sql_store._db.write(lambda tx: change(tx, "contracts", found, "x1")) == 0
    assert await sql_store.contracts_by_id(SHOP, [begun.id]) == (renewed,)
    await erase(sql_store)
    (left,) = await sql_store.contracts_by_id(SHOP, [begun.id])
    assert (left.number, left.buyer.name) == (2, "")


@pytest.mark.parametrize("name", ["A", "JPY", "paid", "o-hana", "春の クーポン"])
async def test_whoever_gave_a_sku_or_state_as_their_name_takes_it_from_no_order(
    store: Store, name: str
) -> None:
    await everything_about(store, replace(BUYER, name=name), "hana")
    (before,) = await store.orders_by_id(SHOP, ["o-hana"])
    await erase(store)
    (stored,) = await store.orders_by_id(SHOP, ["o-hana"])
    assert (stored.order.state, stored.order.cart.lines) == (before.order.state, before.order.cart.lines)
    assert stored.quote == before.quote
    assert stored.order.cart.buyer.name == ""


async def test_an_id_that_a_shop_gives_to_every_guest_leads_from_none_to_another(store: Store) -> None:
    for number in range(6):
        phone, email = f"+81901234000{number}", f"guest{number}@example.jp"
        guest = Buyer(email=email, phone=phone, external_id="guest", name=f"客 {number}")
        await everything_about(store, guest, f"guest{number}")
    first = await store.data_subject(SHOP, DataSubject(emails=("guest1@example.jp",)))
    assert first == DataSubject(emails=("guest1@example.jp",), phones=("+819012340001",), names=("客 1",))
    assert (await store.holdings(SHOP, first)).counts["orders"] == 1
    for number in range(6):
        desk = Buyer(email="desk@example.jp", external_id=f"member-{number}")
        await timer_came(store, SaveCart(cart=cart_of(desk, f"desk{number}")), event=f"desk{number}")
    member = await store.data_subject(SHOP, DataSubject(external_ids=("member-1",)))
    assert member == DataSubject(external_ids=("member-1",))
