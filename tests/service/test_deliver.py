"""Messages leave once, at the right time, or say why not (A6-A11, J1)."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from engine.delivery.channel import HandOver, Outcome, OutgoingMail, SendResult
from engine.delivery.registry import Channels
from engine.model.decision import Problem
from engine.model.program import ChannelName
from engine.model.records import MessageState, Page, SourceFile, StoredMessage
from engine.service import ask
from engine.service.clock import VirtualClock
from engine.service.coupons import revoke_coupon
from engine.service.deliver import GIVES_UP_AFTER, deliver, next_attempt
from engine.service.engine import Engine, Limits
from engine.service.kept_mails import kept_mails
from engine.service.messages import resolve_message
from engine.service.unsubscribe import read_unsubscribe
from engine.store.standing import NO_CONSENT
from tests.service.shop import START, TEST, buy, drain, example_files, inbox_texts, open_shop


class Channel:
    """A channel that ends each sending as told and remembers what it was given."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)
        self.mails: list[OutgoingMail] = []

    async def send(self, mail: OutgoingMail, hand_over: HandOver) -> SendResult:
        """End as told; SENT when nothing is left to say."""
        outcome = self.outcomes.pop(0) if self.outcomes else Outcome.SENT
        if outcome in (Outcome.SENT, Outcome.UNKNOWN) and not await hand_over():
            return SendResult(outcome=Outcome.WITHDRAWN)
        if outcome in (Outcome.SENT, Outcome.UNKNOWN):
            self.mails.append(mail)
        return SendResult(outcome=outcome, reason=f"told to be {outcome}", stage="script")


LEASE = Limits().lease

Use = Callable[..., Engine]


@pytest.fixture
async def sending(engine: Engine) -> Use:
    """The open shop with a scripted channel."""
    await open_shop(engine)
    return lambda channel: replace(
        engine, channels=Channels(live={ChannelName.EMAIL: channel}, inbox=channel)
    )


async def the_message(engine: Engine) -> StoredMessage:
    """The one message of the shop."""
    (message,) = await ask.messages(engine, "tea", Page(limit=10))
    return message


def pass_time(engine: Engine, by: timedelta) -> None:
    """Let time pass."""
    assert isinstance(engine.clock, VirtualClock)
    engine.clock.advance(by)


async def test_a_message_is_sent_once_however_often_the_driver_comes(sending: Use) -> None:
    channel = Channel()
    engine = sending(channel)
    await buy(engine, "1001", "SAMPLE-1")

    for _ in range(3):
        await drain(engine)
        pass_time(engine, LEASE)

    assert len(channel.mails) == 1
    assert (await the_message(engine)).state is MessageState.SENT


async def test_a_refusal_for_now_waits_longer_each_time_and_the_same_mail_goes_in_the_end(
    sending: Use,
) -> None:
    channel = Channel(Outcome.RETRY, Outcome.RETRY, Outcome.RETRY)
    engine = sending(channel)
    await buy(engine, "1001", "SAMPLE-1")
    waits = []
    for _ in range(3):
        await deliver(engine)
        message = await the_message(engine)
        assert message.state is MessageState.DUE
        waits.append(message.next_try - engine.clock.now())
        pass_time(engine, waits[-1])
    await drain(engine)

    for wait, minutes in zip(waits, (1, 5, 30), strict=True):
        assert timedelta(minutes=minutes * 0.8) <= wait <= timedelta(minutes=minutes * 1.2)
    assert len(channel.mails) == 1
    assert (await the_message(engine)).attempt == 4


async def test_a_refusal_for_good_is_not_tried_again(sending: Use) -> None:
    channel = Channel(Outcome.FAILED)
    engine = sending(channel)
    await buy(engine, "1001", "SAMPLE-1")
    await drain(engine)
    pass_time(engine, timedelta(days=1))
    await drain(engine)

    message = await the_message(engine)
    assert (message.state, message.attempt) == (MessageState.FAILED, 1)
    assert "script: told to be failed" in message.reason


async def test_an_essential_mail_of_unknown_fate_goes_again_with_the_same_id_and_code(sending: Use) -> None:
    channel = Channel(Outcome.UNKNOWN)
    engine = sending(channel)
    await buy(engine, "1001", "SAMPLE-1")
    await drain(engine)
    pass_time(engine, timedelta(minutes=2))
    await drain(engine)

    first, second = channel.mails
    assert first.message_id == second.message_id
    assert first.text == second.text
    assert (await the_message(engine)).state is MessageState.SENT


async def test_a_mail_that_is_refused_for_ever_is_given_up_after_days(sending: Use) -> None:
    engine = sending(Channel(*[Outcome.RETRY] * 50))
    await buy(engine, "1001", "SAMPLE-1")
    while (await the_message(engine)).state is not MessageState.FAILED:
        await deliver(engine)
        pass_time(engine, timedelta(hours=1))

    age = engine.clock.now() - START
    assert timedelta(days=3) < age <= GIVES_UP_AFTER + timedelta(hours=1)


async def test_a_worker_that_died_in_the_middle_is_replaced_when_its_lease_ends(sending: Use) -> None:
    channel = Channel()
    engine = sending(channel)
    await buy(engine, "1001", "SAMPLE-1")
    now = engine.clock.now()
    (dead,) = await engine.store.claim_messages(now, now + LEASE, 10)

    assert await deliver(engine) == 0
    pass_time(engine, LEASE)
    await drain(engine)
    late = await engine.store.settle_message(
        dead, MessageState.FAILED, "too late", None, engine.clock.now(), None
    )

    assert not late
    assert len(channel.mails) == 1
    assert (await the_message(engine)).state is MessageState.SENT


async def test_a_message_that_kills_its_worker_every_time_is_put_aside(sending: Use) -> None:
    engine = sending(Channel())
    await buy(engine, "1001", "SAMPLE-1")
    for _ in range(10):
        now = engine.clock.now()
        assert len(await engine.store.claim_messages(now, now + LEASE, 10)) == 1
        pass_time(engine, LEASE)
    await drain(engine)

    assert (await the_message(engine)).state is MessageState.FAILED


async def test_a_coupon_that_was_revoked_meanwhile_is_not_announced(sending: Use) -> None:
    channel = Channel()
    engine = sending(channel)
    answer = await buy(engine, "1001", "SAMPLE-1")
    await revoke_coupon(engine, "tea", answer.issued[0].coupon_id, reason="mistake", actor=TEST)
    await drain(engine)

    assert channel.mails == []
    assert (await the_message(engine)).state is MessageState.CANCELLED


async def test_a_mail_that_is_later_than_its_coupon_is_not_sent(sending: Use) -> None:
    channel = Channel()
    engine = sending(channel)
    await buy(engine, "1001", "SAMPLE-1")
    pass_time(engine, timedelta(days=15))
    await drain(engine)

    assert channel.mails == []
    assert (await the_message(engine)).state is MessageState.SKIPPED_LATE


def advertising_files() -> tuple[SourceFile, ...]:
    """The example with its mail declared advertising, and the way out that this needs."""
    return tuple(
        replace(
            file,
            text=file.text.replace("class: essential", "class: advertising")
            .replace("\n--- html", "\n{{ unsubscribe_url }}\n--- html")
            .replace("</p>\n<hr>", "</p>\n<p>{{ unsubscribe_url }}</p>\n<hr>")
            .replace('send email "thanks-coupon"', 'send email "thanks-coupon"\n  class advertising'),
        )
        for file in example_files()
    )


async def test_advertising_without_consent_is_suppressed_and_says_so(engine: Engine) -> None:
    await open_shop(engine, files=advertising_files())
    await buy(engine, "1001", "SAMPLE-1")
    await drain(engine)

    message = await the_message(engine)
    assert (message.state, message.reason) == (MessageState.SUPPRESSED, NO_CONSENT)
    assert await inbox_texts(engine) == []


async def test_advertising_in_the_sandbox_shows_the_way_out(engine: Engine) -> None:
    await open_shop(engine, files=advertising_files())
    await buy(engine, "1001", "SAMPLE-1", test=True)
    await drain(engine)

    (mail,) = await kept_mails(engine, "tea", Page(limit=10))
    link = mail.headers["List-Unsubscribe"].split(">")[0].lstrip("<")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link.startswith("https://promo.shop.example/u/")
    assert link in mail.text
    assert "@" not in link
    about = read_unsubscribe(engine, link.rpartition("/")[2])
    assert about is not None
    assert (about.shop, about.message_id) == ("tea", (await the_message(engine)).id)


async def test_an_essential_mail_carries_no_list_headers(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1")
    await drain(tea)

    (mail,) = await kept_mails(tea, "tea", Page(limit=10))
    assert not [name for name in mail.headers if name.startswith("List-")]


async def test_a_channel_that_is_not_set_up_fails_the_message_with_a_reason(engine: Engine) -> None:
    await open_shop(engine)
    bare = replace(engine, channels=Channels(live={}, inbox=Channel()))
    await buy(bare, "1001", "SAMPLE-1")
    await drain(bare)

    message = await the_message(bare)
    assert (message.state, message.reason) == (MessageState.FAILED, "no email channel is set up")


async def test_a_person_may_send_an_unknown_message_again(sending: Use) -> None:
    channel = Channel()
    engine = sending(channel)
    await buy(engine, "1001", "SAMPLE-1")
    now = engine.clock.now()
    (claimed,) = await engine.store.claim_messages(now, now + LEASE, 1)
    await engine.store.settle_message(claimed, MessageState.UNKNOWN, "dot: lost", None, now, None)
    await drain(engine)
    assert channel.mails == []

    assert await resolve_message(engine, "tea", claimed.id, send_again=True, actor=TEST) is None
    await drain(engine)

    assert len(channel.mails) == 1
    again = await resolve_message(engine, "tea", claimed.id, send_again=True, actor=TEST)
    assert again is not None
    assert again.problem is Problem.STATE_NOT_ALLOWED


async def test_one_message_that_cannot_be_settled_does_not_hold_up_the_others(sending: Use) -> None:
    class Breaking(Channel):
        async def send(self, mail: OutgoingMail, hand_over: HandOver) -> SendResult:
            if "1001" in mail.subject:
                raise RuntimeError("a bug")
            return await super().send(mail, hand_over)

    channel = Breaking()
    engine = sending(channel)
    await buy(engine, "1001", "SAMPLE-1")
    await buy(engine, "1002", "SAMPLE-1")
    await deliver(engine)

    assert len(channel.mails) == 1


def test_jitter_stays_within_a_fifth_and_nothing_is_tried_after_send_before(message: StoredMessage) -> None:
    dice = random.Random(7)
    tries = [next_attempt(replace(message, attempt=1), START, dice) for _ in range(200)]
    ended = replace(message, order=replace(message.order, send_before=START + timedelta(seconds=30)))

    waits = [(at - START).total_seconds() for at in tries if at is not None]
    assert min(waits) >= 48
    assert max(waits) <= 72
    assert len(set(waits)) > 100
    assert next_attempt(replace(ended, attempt=1), START, dice) is None


@pytest.fixture
async def message(tea: Engine) -> StoredMessage:
    """A queued message."""
    await buy(tea, "1001", "SAMPLE-1")
    return await the_message(tea)
