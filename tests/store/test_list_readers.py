"""Readers of lists in the stores: once per list, reader and order; ended, never removed (S2, D2.a-c)."""

from typing import Any

import pytest

from engine.model.consent import ConsentAct, Suppression, SuppressionCause
from engine.model.effects import StartTimer
from engine.model.events import TimerKind
from engine.model.facts import Need
from engine.model.list_effects import AdvanceEnrolment, EndEnrolments, EnrolReader, SuppressAddress
from engine.model.list_needs import CompositionNeed, EnrolmentNeed, EnrolmentsNeed
from engine.model.program import ChannelName, MessageClass
from engine.model.reader import Composition, Enrolment, EnrolmentState, ListFigures, ReadersWanted
from engine.model.records import MessageState, Page, Receipt
from engine.store.port import ReceiptMismatch, Store
from tests.store.builders import ALL, EMAIL, ME, NOW, OTHER, SHOP, after, commit, consent, send, timer_came

LIST = "buyers"


def enrolled(identity: str = "e1", reader: str = EMAIL, **fields: Any) -> Enrolment:
    given: dict[str, Any] = {
        "list": LIST,
        "email": reader,
        "phone": None,
        "external_id": None,
        "name": "愛",
        "locale": "ja",
        "order_id": "o1",
        "sku": "A",
        "joined_at": NOW,
        "pending": frozenset({"email:b:0", "sms:a:0"}),
    }
    return Enrolment(id=identity, reader=reader, **(given | fields))


async def enrol(store: Store, *readers: Enrolment, event: str = "e1", shop: str = SHOP) -> None:
    await commit(store, *(EnrolReader(enrolment=one) for one in readers), event=event, shop=shop)


async def listed(store: Store, **wanted: Any) -> tuple[str, ...]:
    return tuple(one.id for one in await store.enrolments(SHOP, ALL, ReadersWanted(**wanted)))


@pytest.mark.requirement("S2.2", "D2.a")
async def test_somebody_is_on_a_list_once_per_order_and_the_first_enrolment_stays(store: Store) -> None:
    first = enrolled()
    await enrol(store, first)
    await enrol(store, enrolled(name="another", pending=frozenset()), event="e2")
    assert await store.enrolments(SHOP, ALL, ReadersWanted(list=LIST)) == (first,)
    assert await store.enrolment(SHOP, "e1") == first
    assert await store.enrolment(OTHER, "e1") is None


@pytest.mark.requirement("D2.b", "S2.18")
async def test_lists_readers_and_telephones_are_found(store: Store) -> None:
    mobile = enrolled("e2", "b@x.jp", phone="+819012345678", joined_at=after(minutes=1))
    await enrol(store, enrolled(), mobile, enrolled("e3", list="product:A", joined_at=after(minutes=2)))
    await enrol(store, enrolled("e4", "t@x.jp", test=True), event="test")
    assert await listed(store) == ("e3", "e2", "e1")
    assert await listed(store, list=LIST, with_phone=True) == ("e2",)
    assert await listed(store, reader=EMAIL) == ("e3", "e1")
    page = await store.enrolments(SHOP, Page(limit=2), ReadersWanted())
    assert [one.id for one in page] == ["e3", "e2"]


@pytest.mark.requirement("D2.c")
async def test_an_end_leaves_the_row_and_ends_nothing_else(store: Store) -> None:
    readers = (enrolled(), enrolled("e2", sku="B"), enrolled("e3", order_id="o2"), enrolled("e4", "b@x.jp"))
    await enrol(store, *readers)
    refund = EndEnrolments(
        order_id="o1", skus=("A",), became=EnrolmentState.STOPPED_BY_REFUND, at=after(days=1)
    )
    await timer_came(store, refund)
    stopped = await store.enrolment(SHOP, "e1")
    assert stopped is not None
    assert (stopped.state, stopped.ended_at) == (EnrolmentState.STOPPED_BY_REFUND, after(days=1))
    assert await listed(store, state=EnrolmentState.ACTIVE) == ("e3", "e2")
    leaves = EndEnrolments(reader=EMAIL, lists=(LIST,), became=EnrolmentState.LEFT, at=after(days=2))
    await timer_came(store, leaves, event="t2")
    assert await listed(store, state=EnrolmentState.LEFT) == ("e3", "e2")
    assert await listed(store, state=EnrolmentState.STOPPED_BY_REFUND) == ("e4", "e1")
    figures = await store.list_figures(SHOP, [LIST, "nobody's"])
    assert figures == (ListFigures(list=LIST, stopped=2), ListFigures(list="nobody's"))


async def test_a_reader_of_several_orders_counts_once_by_where_they_stand_best(store: Store) -> None:
    await enrol(store, enrolled(), enrolled("e2", order_id="o2"), enrolled("e3", "b@x.jp"))
    await timer_came(store, EndEnrolments(order_id="o1", skus=("A",), became=EnrolmentState.LEFT, at=NOW))
    assert await store.list_figures(SHOP, [LIST]) == (ListFigures(list=LIST, active=1, left=1),)


async def test_what_timers_ask_about_lists_is_answered(store: Store) -> None:
    readers = [enrolled(f"e{number}", f"{number}@x.jp") for number in range(5)]
    await enrol(store, *readers, enrolled("e9", list="other"))
    await timer_came(store, AdvanceEnrolment(enrolment_id="e3", pending=frozenset({"x"})))
    facts = await store.load(SHOP, [EnrolmentNeed(enrolment_id="e3")], (), NOW)
    assert facts.enrolments["e3"].pending == {"x"}
    page = EnrolmentsNeed(lists=(LIST,), after="e1", limit=2)
    facts = await store.load(SHOP, [page], (), NOW)
    assert list(facts.enrolments) == ["e2", "e3"]
    unknown: list[Need] = [EnrolmentNeed(enrolment_id="e77"), CompositionNeed(composition_id="c77")]
    facts = await store.load(SHOP, unknown, (), NOW)
    assert (facts.enrolments, facts.compositions) == ({}, {})


def written(identity: str = "c1", **fields: Any) -> Composition:
    given: dict[str, Any] = {
        "list": LIST,
        "channel": ChannelName.EMAIL,
        "message_class": MessageClass.ADVERTISING,
    }
    texts = {"subject": "News", "text": "Hello"}
    return Composition(id=identity, created_at=NOW, created_by="me", **(given | texts | fields))


@pytest.mark.requirement("S2.3", "S2.15")
async def test_a_message_to_a_list_is_kept_once_per_key_with_its_timer(store: Store) -> None:
    timer = StartTimer(kind=TimerKind.LIST_SEND, subject="c1/", due=NOW)
    receipt = Receipt(key="k", request_hash=b"x")
    assert await store.add_composition(SHOP, written(), timer, ME, NOW, receipt) == "c1"
    assert await store.add_composition(SHOP, written("c2"), timer, ME, NOW, receipt) == "c1"
    with pytest.raises(ReceiptMismatch):
        await store.add_composition(SHOP, written("c3"), timer, ME, NOW, Receipt(key="k", request_hash=b"y"))
    assert await store.compositions(SHOP, ALL) == (written(),)
    assert await store.compositions(SHOP, ALL, ["former", written().list]) == (written(),)
    assert await store.compositions(SHOP, ALL, ["former"]) == ()
    assert await store.composition(SHOP, "c1") == written()
    (due,) = await store.claim_timers(NOW, after(seconds=30), 10)
    assert (due.kind, due.subject) == (TimerKind.LIST_SEND, "c1/")
    facts = await store.load(SHOP, [CompositionNeed(composition_id="c1")], (), NOW)
    assert facts.compositions == {"c1": written()}


async def test_the_audience_of_a_message_counts_addresses_that_it_may_go_to(store: Store) -> None:
    names = ("yes", "no", "left", "dead", "angry", "late")
    people = [enrolled(f"e{name}", f"{name}@x.jp") for name in names]
    nobody = enrolled("e0", "id:7", email=None, external_id="7")
    twice = enrolled("again", "yes@x.jp", order_id="o2")
    await enrol(store, *people, nobody, twice)
    stops = [
        SuppressAddress(
            suppression=Suppression(channel=ChannelName.EMAIL, address=f"{name}@x.jp", cause=cause, at=NOW)
        )
        for name, cause in (("dead", SuppressionCause.HARD_BOUNCE), ("angry", SuppressionCause.COMPLAINT))
    ]
    gave = [consent(f"{name}@x.jp") for name in ("yes", "left", "dead", "angry")]
    gone = consent("left@x.jp", ConsentAct.WITHDRAWN, scope=LIST)
    back = (consent("late@x.jp", ConsentAct.WITHDRAWN), consent("late@x.jp", scope=LIST, at=after(days=1)))
    await commit(store, *gave, gone, *back, *stops, event="e2")
    advertising = await store.audience(SHOP, LIST, ChannelName.EMAIL, MessageClass.ADVERTISING)
    assert (advertising.readers, advertising.with_address, advertising.allowed) == (7, 6, 2)
    essential = await store.audience(SHOP, LIST, ChannelName.EMAIL, MessageClass.ESSENTIAL)
    assert (essential.with_address, essential.allowed) == (6, 5)
    renamed = await store.audience(
        SHOP, "new", ChannelName.EMAIL, MessageClass.ESSENTIAL, former=[LIST, "older"]
    )
    assert renamed == essential
    unknown = await store.audience(SHOP, "new", ChannelName.EMAIL, MessageClass.ESSENTIAL)
    assert unknown.readers == 0
    sms = await store.audience(SHOP, LIST, ChannelName.SMS, MessageClass.ESSENTIAL)
    assert (sms.readers, sms.with_address, sms.allowed) == (7, 0, 0)


@pytest.mark.requirement("D2.c")
async def test_a_step_of_somebody_who_left_meanwhile_does_not_go(store: Store) -> None:
    await commit(store, EnrolReader(enrolment=enrolled()), send(enrolment_id="e1"))
    await timer_came(store, EndEnrolments(reader=EMAIL, lists=(LIST,), became=EnrolmentState.LEFT, at=NOW))
    (claimed,) = await store.claim_messages(NOW, after(seconds=30), 10)
    assert claimed.order.enrolment_id == "e1"
    assert await store.hand_over(claimed, NOW, after(seconds=30)) is MessageState.CANCELLED
    found = await store.find_message(SHOP, claimed.id)
    assert found is not None
    assert found.reason == "left_list"
