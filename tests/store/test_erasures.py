"""Erasing a person: nothing in the whole database leads to them any more, and what the law keeps adds up (I35)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from engine.model.approval import Approval, ApprovalKind
from engine.model.cart import Buyer, Cart, CartLine, Order, OrderState
from engine.model.consent import ConsentAct, ConsentEntry
from engine.model.customer import CustomerRecord
from engine.model.data_subject import (
    PERSON_ERASED,
    DataSubject,
    ErasureState,
    ErasureStep,
    Tombstone,
    TombstoneKind,
)
from engine.model.effects import (
    ChangeContract,
    CountCustomerOrder,
    CreateContract,
    SaveCart,
    SaveCustomer,
    SaveOrder,
    StartTimer,
)
from engine.model.events import TimerKind
from engine.model.facts import CounterKey
from engine.model.job import Job, JobKind, JobSide, JobState, JobStep
from engine.model.list_effects import EnrolReader, RecordConsent
from engine.model.messages import Page as CartPage
from engine.model.program import ChannelName, MessageClass
from engine.model.quote import RefusalReason
from engine.model.reader import Enrolment, ReadersWanted
from engine.model.records import InboxMail, MessageState
from engine.model.refused_use import RefusedAt, RefusedUse
from engine.model.saved_cart import CartState, CartStep, CartsWanted, FormConsent, SavedCart
from engine.store.memory import MemoryStore
from engine.store.port import Conflict, Store
from engine.store.sql.store import SqlStore
from tests.store.builders import ALL, ME, NOW, SHOP, after, commit, give_coupon, quote, send, timer_came, use
from tests.store.test_offers import contract

HANA = "hana.yamada@example.jp"
PHONE = "+819012345678"
NAME = "山田花子"
OWN_ID = "cust-4711"
TARO = "taro.yamada@example.jp"
SUBJECT = DataSubject(emails=(HANA,))
HASH = "f00d"
BUYER = Buyer(email=HANA, phone=PHONE, external_id=OWN_ID, name=NAME, member=True, locale="ja")
HUSBAND = replace(BUYER, email=TARO, external_id="cust-1", name="山田太郎")
"""Somebody else with the same telephone."""


def order_of(buyer: Buyer, identity: str) -> Order:
    line = CartLine(sku="A", quantity=1, unit_price=1000)
    cart = Cart(lines=(line,), buyer=buyer)
    note = f"{buyer.name} {buyer.email} まで" if buyer is BUYER else ""
    return Order(id=identity, state=OrderState.PAID, cart=cart, placed_at=NOW, note=note)


def cart_of(buyer: Buyer, token: str) -> SavedCart:
    """A form that was left with its tick to advertising."""
    entry = told_consent(address=buyer.email or "")
    return SavedCart(
        token=token,
        life=1,
        version=1,
        cart=Cart(lines=(CartLine(sku="A", quantity=1, unit_price=1000),), buyer=buyer, token=token),
        step=CartStep.FORM,
        page=CartPage.LP,
        state=CartState.ABANDONED,
        begun_at=NOW,
        seen_at=NOW,
        total=1000,
        left=CartStep.FORM,
        abandoned_at=NOW,
        return_url=f"https://shop.example/lp?mail={buyer.email}",
        consent=FormConsent(wording="はい", entries=(entry,)),
    )


def told_consent(address: str = HANA, at: datetime = NOW, identity: str = "told") -> ConsentEntry:
    return ConsentEntry(
        id=identity,
        at=at,
        act=ConsentAct.GIVEN,
        channel=ChannelName.EMAIL,
        address=address,
        address_hash=HASH,
        wording="はい",
        source="https://shop.example/lp",
        ip="192.0.2.99",
    )


def enrolment_of(buyer: Buyer, identity: str) -> Enrolment:
    return Enrolment(
        id=identity,
        list="product:A",
        reader=buyer.email or "",
        email=buyer.email,
        phone=buyer.phone,
        external_id=buyer.external_id,
        name=buyer.name,
        locale=buyer.locale,
        order_id="",
        sku="A",
        joined_at=NOW,
        pending=frozenset({"1"}),
    )


async def everything_about(store: Store, buyer: Buyer, mark: str) -> None:
    """Something of each kind that is kept of somebody who shops here."""
    email = buyer.email or ""
    order = order_of(buyer, f"o-{mark}")
    limit = replace(use(1, 5), key=CounterKey(area="limit", name="spring", subject=email))
    counted = CountCustomerOrder(email=email, external_id=buyer.external_id, total=1000, at=NOW, buyer=buyer)
    await commit(
        store,
        SaveOrder(order=order, quote=quote()),
        counted,
        limit,
        event=f"order-{mark}",
        of=order,
        priced=quote(),
    )
    told = CustomerRecord(buyer=buyer, birthday="04-01", tags=frozenset({"vip"}), tier="gold")
    await timer_came(store, SaveCustomer(record=told, at=NOW), event=f"told-{mark}")
    await give_coupon(
        store, f"c-{mark}", owner_email=email, owner_id=buyer.external_id, order_id=order.id, issued_to=email
    )
    await timer_came(
        store,
        SaveCart(cart=cart_of(buyer, f"cart-{mark}")),
        EnrolReader(enrolment=enrolment_of(buyer, f"e-{mark}")),
        RecordConsent(entry=told_consent(email, identity=f"consent-{mark}")),
        StartTimer(kind=TimerKind.CART, subject=f"cart-{mark}", due=after(hours=3)),
        StartTimer(kind=TimerKind.LIST_STEP, subject=f"e-{mark}", due=after(hours=3)),
        StartTimer(kind=TimerKind.CUSTOMER_BIRTHDAY, subject=email, due=after(days=9)),
        send(
            f"waiting {email}", recipient=email, due=after(hours=1), cart_id=cart_of(buyer, f"cart-{mark}").id
        ),
        send(f"short {mark}", recipient=buyer.phone, channel=ChannelName.SMS, due=after(hours=1)),
        event=f"rest-{mark}",
    )
    mail = InboxMail(
        id=f"mail-{mark}", message_id=f"m-{mark}", recipient=email, subject=f"{buyer.name}様", text=email,
        html="", headers={"To": email}, at=NOW,
    )  # fmt: skip
    await store.keep_mail(SHOP, mail)
    refused = RefusedUse(
        coupon_id=f"c-{mark}",
        at=NOW,
        where=RefusedAt.ORDER,
        reason=RefusalReason.EXPIRED,
        email="h***@example.jp",
    )
    await store.add_refused_uses(SHOP, [refused])
    await store.revoke_coupon(SHOP, f"c-{mark}", f"asked for by {email} / {email.title()}", ME, NOW)
    await ask_for_money(store, email)


async def ask_for_money(store: Store, email: str) -> None:
    """A credit that needed a second person, who refused it, both in words that name the buyer."""
    asked = Approval(
        number=0, kind=ApprovalKind.CREDIT, subject="card", amount=90_000, key=f"credit {email}",
        requested_by="me", requested_at=NOW, expires_at=after(days=7), asked={"note": f"for {email}"},
    )  # fmt: skip
    number = (await store.add_approval(SHOP, asked, ME, NOW)).number
    assert await store.decide_approval(
        SHOP, number, approve=False, reason=f"{email} has one", actor=ME, now=NOW
    )


async def kept_file(store: Store, content: bytes) -> str:
    """An export that is done."""
    job = Job(
        id="j1", shop=SHOP, kind=JobKind.EXPORT, state=JobState.WAITING, asked={"list": "orders"},
        actor_kind="staff", actor_id="me", created_at=NOW, next_at=NOW,
    )  # fmt: skip
    await store.add_job(job, ME, NOW)
    claimed = await store.claim_job(NOW, after(seconds=30))
    assert claimed is not None
    middle = len(content) // 2
    wrote = ((JobSide.OUTPUT, content[:middle]), (JobSide.OUTPUT, content[middle:]))
    done = JobStep(state=JobState.DONE, cursor="", done=1, wrote=wrote)
    await store.keep_step(claimed, done, NOW, after(seconds=30))
    return job.id


async def erase(store: Store, now: datetime = NOW) -> DataSubject:
    """Erase Hana, to the end."""
    subject = await store.data_subject(SHOP, SUBJECT)
    grave = Tombstone(kind=TombstoneKind.EMAIL, address_hash=HASH, erasure_id="x1", at=now)
    await store.begin_erasure(SHOP, "x1", subject, [grave], f"asked by {HANA}", ME, now)
    for _ in range(200):
        if await store.erase_step(SHOP, "x1", now) is ErasureStep.DONE:
            return subject
    raise AssertionError("the erasure does not end")


async def whole_dump(store: Store) -> str:
    """Every text and blob of every table, as one text."""
    if isinstance(store, MemoryStore):
        state = store._state
        return "\n".join(
            repr(dict(table))
            for part in (state, state.gifts, state.lists, state.persons)
            for table in vars(part).values()
            if not isinstance(table, list) and hasattr(table, "items")
        )
    assert isinstance(store, SqlStore)
    names = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        if store._db.dialect.name == "sqlite"
        else "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
    )
    said: list[str] = []
    for (table,) in await store._db.read(names):
        for row in await store._db.read(f'SELECT * FROM "{table}"'):
            said += [_plain(value) for value in tuple(row)]
    return "\n".join(said)


def _plain(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


async def test_after_an_erasure_nothing_in_the_whole_database_leads_to_the_person(store: Store) -> None:
    await everything_about(store, BUYER, "hana")
    await kept_file(store, f"order,buyer\n1,{HANA.upper()}\n".encode())
    before = await whole_dump(store)
    assert all(one in before for one in (HANA, PHONE, NAME, OWN_ID))
    subject = await erase(store)
    assert subject == DataSubject(emails=(HANA,), phones=(PHONE,), external_ids=(OWN_ID,), names=(NAME,))
    dump = await whole_dump(store)
    assert [] == [one for one in (HANA, PHONE, NAME, OWN_ID, "192.0.2.99") if one in dump]
    assert HANA not in dump.lower()  # nor as somebody typed it
    assert (await store.holdings(SHOP, SUBJECT)).counts["orders"] == 0


async def test_somebody_with_the_same_telephone_stays_as_they_were(store: Store) -> None:
    await everything_about(store, BUYER, "hana")
    await everything_about(store, HUSBAND, "taro")
    known = DataSubject(emails=(TARO,))
    await erase(store)
    held = await store.holdings(SHOP, await store.data_subject(SHOP, known))
    nothing = dict.fromkeys(("contracts", "gift_cards", "offers", "suppressions"), 0)
    # His mail, his SMS, and one to the telephone that is his alone now.
    assert held.counts == {**dict.fromkeys(held.counts, 1), **nothing, "messages": 3}
    (person,) = await store.customers_by_key(SHOP, [TARO])
    assert person.buyer == replace(HUSBAND, member=False)
    (order,) = await store.orders_by_id(SHOP, ["o-taro"])
    assert order.order.cart.buyer == HUSBAND


async def test_what_waits_for_the_person_is_stopped_and_says_why(store: Store) -> None:
    await everything_about(store, BUYER, "hana")
    await erase(store)
    assert await store.claim_messages(after(days=30), after(days=31), 10) == ()
    waiting = await store.claim_timers(after(days=30), after(days=31), 10)
    assert [one.kind for one in waiting] == [TimerKind.COUPON_EXPIRY]
    messages = await store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
    assert {(one.state, one.reason) for one in messages} == {(MessageState.CANCELLED, PERSON_ERASED)}


async def test_orders_figures_and_the_audit_trail_still_add_up(store: Store) -> None:
    await everything_about(store, BUYER, "hana")
    broken = await store.check_invariants(SHOP, NOW)
    await erase(store)
    assert await store.check_invariants(SHOP, NOW) == broken
    (stored,) = await store.orders_by_id(SHOP, ["o-hana"])
    assert (stored.order.cart.lines[0].unit_price, stored.order.note) == (1000, "")
    (person,) = await store.customers(SHOP, "", 10)
    assert (person.customer.orders, person.customer.spent, person.buyer.name) == (1, 1000, "")
    (cart,) = await store.carts(SHOP, ALL, CartsWanted())
    assert (cart.state, cart.total, cart.consent) == (CartState.EXPIRED, 1000, None)
    (reader,) = await store.enrolments(SHOP, ALL, ReadersWanted())
    assert (reader.reader, reader.phone, reader.pending) == (person.key, None, frozenset())


async def test_no_old_tick_brings_a_consent_back_and_a_new_one_does(store: Store) -> None:
    await everything_about(store, BUYER, "hana")
    await erase(store, after(hours=1))
    old = told_consent(identity="again")
    imported = told_consent(at=after(days=2), identity="imported")
    await timer_came(
        store, RecordConsent(entry=old), RecordConsent(entry=imported, proven=False), event="old"
    )
    assert await store.permission(SHOP, ChannelName.EMAIL, HANA) is None
    await timer_came(store, RecordConsent(entry=told_consent(at=after(days=3), identity="new")), event="new")
    permission = await store.permission(SHOP, ChannelName.EMAIL, HANA)
    assert permission is not None
    assert permission.given


async def test_a_message_that_is_being_handed_over_is_waited_for(store: Store) -> None:
    await timer_came(store, send("m", recipient=HANA, message_class=MessageClass.ESSENTIAL))
    (claimed,) = await store.claim_messages(after(seconds=1), after(seconds=30), 10)
    await store.hand_over(claimed, after(seconds=1), after(seconds=30))
    await store.begin_erasure(SHOP, "x1", SUBJECT, [], "", ME, NOW)
    steps = [await store.erase_step(SHOP, "x1", NOW) for _ in range(20)]
    assert steps[-1] is ErasureStep.WAITS
    assert await store.running_erasures() == ((SHOP, "x1"),)
    await store.settle_message(claimed, MessageState.SENT, "", None, after(seconds=2))
    while await store.erase_step(SHOP, "x1", NOW) is not ErasureStep.DONE:
        pass
    assert HANA not in await whole_dump(store)


async def test_nothing_is_sent_to_a_pseudonym(store: Store) -> None:
    await timer_came(store, send("m", recipient="erased-x1-1@erased.invalid"))
    (claimed,) = await store.claim_messages(after(seconds=1), after(seconds=30), 10)
    assert await store.hand_over(claimed, after(seconds=1), after(seconds=30)) is MessageState.CANCELLED


async def test_an_erasure_again_changes_nothing_and_what_ended_knows_nobody(store: Store) -> None:
    await everything_about(store, BUYER, "hana")
    await erase(store)
    dump = await whole_dump(store)
    assert await store.erase_step(SHOP, "x1", NOW) is ErasureStep.DONE
    assert await whole_dump(store) == dump
    erasure = await store.erasure(SHOP, "x1")
    assert erasure is not None
    assert (erasure.state, erasure.ended_at) == (ErasureState.DONE, NOW)
    assert HANA not in erasure.reason
    assert await store.erasures(SHOP, ALL) == (erasure,)
    assert await store.running_erasures() == ()
    assert [one.erasure_id for one in await store.tombstones(SHOP)] == ["x1"]


async def test_addresses_are_listed_page_by_page_without_pseudonyms(store: Store) -> None:
    await everything_about(store, BUYER, "hana")
    await everything_about(store, HUSBAND, "taro")
    first = await store.known_addresses(SHOP, TombstoneKind.EMAIL, "", 1)
    assert first == (HANA,)
    assert await store.known_addresses(SHOP, TombstoneKind.EMAIL, HANA, 9) == (TARO,)
    assert await store.known_addresses(SHOP, TombstoneKind.PHONE, "", 9) == (PHONE,)
    assert await store.known_addresses(SHOP, TombstoneKind.EXTERNAL_ID, "", 9) == ("cust-1", OWN_ID)
    await erase(store)
    assert await store.known_addresses(SHOP, TombstoneKind.EMAIL, "", 9) == (TARO,)


async def test_old_carts_mails_and_refusals_are_forgotten_and_new_ones_kept(store: Store) -> None:
    await everything_about(store, BUYER, "hana")
    later = replace(cart_of(HUSBAND, "later"), seen_at=after(days=9), begun_at=after(days=9))
    await timer_came(store, SaveCart(cart=later), event="later")
    for table in ("carts", "mails", "refused_uses"):
        assert await store.forget_personal(table, after(days=-1), 10) == 0
        assert await store.forget_personal(table, after(days=1), 10) == 1
        assert await store.forget_personal(table, after(days=1), 10) == 0
    new, old = await store.carts(SHOP, ALL, CartsWanted())
    assert new == later
    assert (old.cart.buyer, old.consent, old.return_url) == (Buyer(member=True), None, "")
    assert (old.total, old.abandoned_at, old.state) == (1000, NOW, CartState.EXPIRED)
    assert await store.inbox(SHOP, ALL) == ()


async def test_a_number_that_two_customers_have_leads_to_none_of_them(store: Store) -> None:
    await everything_about(store, BUYER, "hana")
    by_phone = DataSubject(phones=(PHONE,))
    assert (await store.data_subject(SHOP, by_phone)).emails == (HANA,)
    await everything_about(store, HUSBAND, "taro")
    assert await store.data_subject(SHOP, by_phone) == by_phone


async def test_only_an_erasure_may_blank_an_audit_row(sql_store: SqlStore) -> None:
    await everything_about(sql_store, BUYER, "hana")
    await erase(sql_store)
    entries = await sql_store.audit(SHOP, ALL)
    assert {one.erased_by for one in entries} == {"", "x1"}
    assert not [one for one in await sql_store.check_invariants(SHOP, NOW) if one.startswith("I33")]


async def test_a_renewal_that_is_being_decided_does_not_bring_the_address_back(store: Store) -> None:
    begun = contract(buyer=BUYER)
    await commit(store, CreateContract(contract=begun), event="begins")
    await erase(store)
    (left,) = await store.contracts_by_id(SHOP, [begun.id])
    assert left.buyer.name == ""
    late = ChangeContract(after=replace(begun, number=2, version=begun.version + 1))
    with pytest.raises(Conflict):
        await commit(store, late, event="late")
