"""No cart, reader, consent, channel, job, webhook or person of one shop is reachable from another (I32)."""

import pytest

from engine.model.channel_state import Reputation, ResumeRequest
from engine.model.consent import ConsentWanted, Suppression, SuppressionCause
from engine.model.data_subject import Claims, DataSubject, ErasureStep, Tombstone, TombstoneKind
from engine.model.decision import Decision
from engine.model.effects import RecordRecovery, StartTimer
from engine.model.events import TimerCame, TimerKind
from engine.model.facts import CartsNeed, Need
from engine.model.job import JobSide, JobState
from engine.model.list_effects import EndEnrolments, SuppressAddress
from engine.model.list_needs import CompositionNeed, EnrolmentNeed, EnrolmentsNeed
from engine.model.program import ChannelName, MessageClass
from engine.model.reader import Audience, Composition, EnrolmentState, ListFigures, ReadersWanted
from engine.model.records import InboxMail
from engine.model.saved_cart import CartFigures, CartStep, CartsWanted, Recovery
from engine.model.webhook import (
    Announcement,
    DeliveryState,
    EndpointChange,
    EndpointState,
    Replay,
    WebhookTopic,
)
from engine.store.port import Store
from engine.store.timer_port import FiredTimer
from tests.store.builders import ALL, EMAIL, ME, NOW, OTHER, SHOP, after, bought, commit, consent, issue, send
from tests.store.test_carts import keep, left_cart
from tests.store.test_channel_states import request
from tests.store.test_jobs import job
from tests.store.test_list_readers import LIST, enrol, enrolled
from tests.store.webhooks import add, claim

MAIL, SMS = ChannelName.EMAIL, ChannelName.SMS
ADVERTISING = MessageClass.ADVERTISING


async def test_carts_of_another_shop_are_as_absent(store: Store) -> None:
    cart = left_cart()
    brought = Recovery(
        order_id="o1", cart_id=cart.id, rule="r", left=CartStep.CONFIRM, assisted=False, amount=9, at=NOW
    )
    await keep(store, cart)
    await commit(store, send(cart_id=cart.id), RecordRecovery(recovery=brought), event="brought")
    key, points = str(cart.cart.buyer.email), tuple(CartStep)
    span = (after(days=-1), after(days=1))
    told = {}
    for shop in (SHOP, OTHER):
        told[shop] = (
            await store.carts(shop, ALL, CartsWanted()),
            await store.carts_by_id(shop, [cart.id]),
            await store.left_carts_of(shop, [key]),
            await store.messages_of_carts(shop, [cart.id]),
            await store.recoveries_of_orders(shop, ["o1"]),
            await store.recoveries(shop, None, None, 10),
        )
        need = CartsNeed(token=cart.token, email=cart.cart.buyer.email)
        assert bool((await store.load(shop, [need], (), NOW)).carts) is (shop == SHOP)
    assert all(told[SHOP]), told[SHOP]
    assert not any(told[OTHER]), told[OTHER]
    assert (await store.cart_figures(SHOP, points, *span)).abandoned == 1
    assert await store.cart_figures(OTHER, points, *span) == CartFigures()


async def test_readers_of_another_shop_are_as_absent(store: Store) -> None:
    one = enrolled()
    await enrol(store, one)
    written = Composition(
        id="w1", list=LIST, channel=MAIL, message_class=ADVERTISING, subject="s", text="t", created_at=NOW,
        created_by="me",
    )  # fmt: skip
    timer = StartTimer(kind=TimerKind.LIST_SEND, subject="w1", due=NOW)
    assert await store.add_composition(SHOP, written, timer, ME, NOW) == "w1"
    await commit(store, consent(), send("m1", enrolment_id=one.id), event="m1")

    assert await store.enrolment(SHOP, one.id) == one
    assert await store.composition(SHOP, "w1") == written
    assert await store.message_of(SHOP, "m1") is not None
    assert await store.audience(SHOP, LIST, MAIL, ADVERTISING) == Audience(
        readers=1, with_address=1, allowed=1
    )
    assert await store.enrolments(OTHER, ALL, ReadersWanted()) == ()
    assert await store.enrolment(OTHER, one.id) is None
    assert await store.list_figures(OTHER, [LIST]) == (ListFigures(list=LIST),)
    assert await store.audience(OTHER, LIST, MAIL, ADVERTISING) == Audience(
        readers=0, with_address=0, allowed=0
    )
    assert await store.message_of(OTHER, "m1") is None
    assert await store.composition(OTHER, "w1") is None
    assert await store.compositions(OTHER, ALL) == ()
    needs: list[Need] = [
        EnrolmentNeed(enrolment_id=one.id),
        EnrolmentsNeed(lists=(LIST,), after="", limit=10),
        CompositionNeed(composition_id="w1"),
    ]
    facts = await store.load(OTHER, needs, (), NOW)
    assert (dict(facts.enrolments), dict(facts.compositions)) == ({}, {})
    ends = (
        EndEnrolments(reader=EMAIL, lists=(LIST,), became=EnrolmentState.LEFT, at=NOW),
        EndEnrolments(order_id="o1", skus=("A",), became=EnrolmentState.STOPPED_BY_REFUND, at=NOW),
    )
    await commit(store, *ends, event="ends", shop=OTHER)
    assert await store.enrolment(SHOP, one.id) == one


async def test_consents_and_messages_of_another_shop_are_as_absent(store: Store) -> None:
    stopped = Suppression(channel=MAIL, address="dead@x.jp", cause=SuppressionCause.HARD_BOUNCE, at=NOW)
    await commit(store, consent(), send(), SuppressAddress(suppression=stopped))
    (message,) = await store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
    wanted = ConsentWanted()
    before = await store.consents(SHOP, ALL, wanted)
    assert before
    assert await store.permission(SHOP, MAIL, EMAIL) is not None
    assert await store.message(SHOP, message.id) == message
    assert await store.find_message(SHOP, message.id[:16]) == message
    assert await store.find_consent(SHOP, before[0].id[:16]) == before[0]
    lately = after(days=-1)
    assert (await store.reputation(SHOP, MAIL, lately)).dead_addresses == 1

    assert await store.consents(OTHER, ALL, wanted) == ()
    assert await store.permission(OTHER, MAIL, EMAIL) is None
    assert await store.message(OTHER, message.id) is None
    assert await store.find_message(OTHER, message.id[:16]) is None
    assert await store.find_consent(OTHER, before[0].id[:16]) is None
    assert await store.reputation(OTHER, MAIL, lately) == Reputation(
        handed_in=0, complaints=0, dead_addresses=0
    )
    assert await store.suppressions(OTHER, ALL, channel=None, address=None) == ()
    assert not await store.lift_suppression(OTHER, MAIL, stopped.address, ME, NOW)
    own = Suppression(channel=MAIL, address=EMAIL, cause=SuppressionCause.BY_HAND, at=NOW)
    assert await store.suppress(OTHER, own, ME, NOW)
    assert await store.consents(SHOP, ALL, wanted) == before
    assert await store.suppressions(SHOP, ALL, channel=None, address=None) == (stopped,)


async def test_channels_of_another_shop_go_on_as_they_are(store: Store) -> None:
    assert await store.set_channel(SHOP, SMS, True, "complaints", ME, NOW)
    asked: ResumeRequest = request()
    assert await store.request_resume(SHOP, asked, ME, NOW) == asked.id
    assert not (await store.channel_state(OTHER, SMS)).suspended
    assert await store.resume_request(OTHER, asked.id) is None
    assert await store.resume_requests(OTHER, ALL) == ()
    assert await store.request_resume(OTHER, request("r2"), ME, NOW) is None  # its own works
    assert await store.decide_resume(OTHER, asked.id, True, "", ME, NOW) is None
    assert not await store.set_channel(OTHER, SMS, False, "", ME, NOW)
    assert (await store.channel_state(SHOP, SMS)).suspended
    assert await store.resume_request(SHOP, asked.id) == asked


async def test_jobs_of_another_shop_are_as_absent(store: Store) -> None:
    opened = job(state=JobState.OPEN)
    await store.add_job(opened, ME, NOW)
    assert await store.add_job_input(SHOP, "j1", "u", 0, b"a")
    assert await store.cut_job_input(SHOP, "j1", "u", 1)
    before = await store.job(SHOP, "j1")
    assert before is not None
    assert await store.job(OTHER, "j1") is None
    assert await store.jobs(OTHER, ALL) == ()
    assert await store.job_parts(OTHER, "j1", JobSide.INPUT, 0, 10) == ()
    assert not await store.add_job_input(OTHER, "j1", "u", 0, b"theirs")
    assert not await store.cut_job_input(OTHER, "j1", "u", 0)
    assert not await store.start_job(OTHER, "j1", {}, ME, NOW)
    assert not await store.cancel_job(OTHER, "j1", ME, NOW)
    assert await store.job(SHOP, "j1") == before
    assert await store.job_parts(SHOP, "j1", JobSide.INPUT, 0, 10) == ((0, b"a"),)


async def test_jobs_with_the_same_id_keep_their_files_apart(store: Store) -> None:
    for shop in (SHOP, OTHER):
        await store.add_job(job(shop=shop, state=JobState.OPEN), ME, NOW)
        assert await store.add_job_input(shop, "j1", "u", 0, shop.encode())
        assert await store.cut_job_input(shop, "j1", "u", 1)
    assert await store.cancel_job(OTHER, "j1", ME, NOW)
    kept = await store.job(SHOP, "j1")
    assert kept is not None
    assert kept.state is JobState.OPEN
    assert await store.job_parts(SHOP, "j1", JobSide.INPUT, 0, 10) == ((0, SHOP.encode()),)


@pytest.mark.requirement("S5.49")
async def test_webhooks_of_another_shop_are_as_absent(store: Store) -> None:
    made = await add(store)
    await commit(store, issue())
    (waiting,) = await store.webhook_deliveries(SHOP, ALL)
    said = Announcement(topic=WebhookTopic.TEST, subject="1", at=NOW, data={})
    off = EndpointChange(state=EndpointState.DISABLED)
    again = Replay(endpoint_id=made.id, delivery_id=waiting.id)
    ranged = Replay(endpoint_id=made.id, since=after(days=-1), until=after(days=1))
    assert await store.webhook_endpoints(OTHER) == ()
    assert await store.webhook_deliveries(OTHER, ALL, endpoint_id=made.id) == ()
    assert await store.webhook_event_at(OTHER, waiting.event_id) is None
    assert await store.claim_webhooks(OTHER, made.id, NOW, after(seconds=30), 10) == ()
    assert not await store.change_webhook_endpoint(OTHER, made.id, off, ME, NOW)
    assert not await store.remove_webhook_endpoint(OTHER, made.id, ME, NOW)
    assert await store.announce_to(OTHER, made.id, said, ME, NOW) is None
    assert await store.replay_webhooks(OTHER, again, ME, NOW) == 0
    assert await store.replay_webhooks(OTHER, ranged, ME, NOW) == 0
    assert await store.webhook_endpoints(SHOP) == (made,)
    assert await store.webhook_deliveries(SHOP, ALL, state=DeliveryState.WAITING) == (waiting,)
    assert [one.id for one in await claim(store, NOW)] == [waiting.id]


async def test_people_of_another_shop_are_as_absent(store: Store) -> None:
    await commit(store, consent(), send(), bought())
    kept = InboxMail(
        id="i", message_id="m", recipient=EMAIL, subject="", text="", html="", headers={}, at=NOW
    )
    await store.keep_mail(SHOP, kept)
    known = DataSubject(emails=(EMAIL,))
    held = await store.holdings(SHOP, known)
    grave = Tombstone(kind=TombstoneKind.EMAIL, address_hash="h", erasure_id="x", at=NOW)
    await store.begin_erasure(OTHER, "x", known, [grave], "", ME, NOW)
    while await store.erase_step(OTHER, "x", NOW) is not ErasureStep.DONE:
        pass
    assert await store.erase_step(SHOP, "x", NOW) is ErasureStep.DONE
    assert await store.holdings(SHOP, known) == held
    assert await store.erasure(SHOP, "x") is None
    assert (await store.erasures(SHOP, ALL), await store.tombstones(SHOP)) == ((), ())
    assert await store.tombstones_of(SHOP, [grave.address_hash]) == ()
    assert (await store.holdings(OTHER, known)).counts == dict.fromkeys(held.counts, 0)
    assert await store.claims(OTHER, known) == Claims()
    assert await store.data_subject(OTHER, known) == known
    assert await store.known_addresses(OTHER, TombstoneKind.EMAIL, "", 9) == ()
    assert await store.messages_by_id(OTHER, held.messages) == ()
    assert await store.inbox_mails(OTHER, held.mails) == ()
    assert len(await store.messages_by_id(SHOP, held.messages)) == 1
    assert len(await store.inbox_mails(SHOP, held.mails)) == 1


async def test_timers_that_fire_in_another_shop_leave_ours_waiting(store: Store) -> None:
    start = StartTimer(kind=TimerKind.CART, subject="t", due=NOW)
    for shop in (SHOP, OTHER):
        await commit(store, start, event="starts", shop=shop)
    (ours,) = (one for one in await store.claim_timers(NOW, after(minutes=1), 10) if one.shop == SHOP)
    event = TimerCame(id="fires", at=NOW, kind=ours.kind, subject=ours.subject, due=ours.due)
    fired = FiredTimer(timer=ours, event=event, decision=Decision(revision=1))
    await store.commit_timers(OTHER, [fired], ME, NOW)
    assert await store.find_event(SHOP, "fires") is None
    assert await store.settle_timer(ours, NOW)
