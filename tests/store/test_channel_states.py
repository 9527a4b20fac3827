"""Suspended channels: messages wait, a request is decided once, and the next handover knows (S2.23-27, D2.e)."""

import pytest

from engine.model.channel_state import ChannelState, Reputation, ResumeRequest, ResumeState
from engine.model.consent import Suppression, SuppressionCause
from engine.model.list_effects import SuppressAddress
from engine.model.program import ChannelName, MessageClass
from engine.model.records import MessageState, Receipt
from engine.store.port import Store
from tests.store.builders import ALL, ME, NOW, OTHER, SHOP, after, commit, consent, send

SMS = ChannelName.SMS


def request(identity: str = "r1") -> ResumeRequest:
    return ResumeRequest(
        id=identity,
        channel=SMS,
        content="Thanks for your order",
        state=ResumeState.REQUESTED,
        at=NOW,
        requested_by="me",
    )


async def suspend(store: Store) -> bool:
    return await store.set_channel(SHOP, SMS, True, "too many complaints", ME, NOW)


@pytest.mark.requirement("S2.23", "D2.e")
async def test_a_suspended_channel_holds_its_messages_until_it_is_resumed(store: Store) -> None:
    assert await store.channel_state(SHOP, SMS) == ChannelState(channel=SMS)
    assert await suspend(store)
    assert not await suspend(store)
    expected = ChannelState(channel=SMS, suspended=True, reason="too many complaints", since=NOW)
    assert await store.channel_state(SHOP, SMS) == expected
    assert not (await store.channel_state(OTHER, SMS)).suspended
    await commit(store, send(channel=SMS, recipient="+819012345678"), send("m2"))
    handed = {}
    for claimed in await store.claim_messages(NOW, after(seconds=30), 10):
        handed[claimed.order.channel] = await store.hand_over(claimed, NOW, after(seconds=30))
    assert handed == {SMS: MessageState.DUE, ChannelName.EMAIL: MessageState.HANDOVER}
    assert await store.claim_messages(after(minutes=30), after(hours=1), 10) != ()  # the mail's lease ran out
    assert await store.set_channel(SHOP, SMS, False, "", ME, after(hours=2))
    (again,) = [
        one
        for one in await store.claim_messages(after(hours=2), after(hours=3), 10)
        if one.order.channel is SMS
    ]
    assert await store.hand_over(again, after(hours=2), after(hours=3)) is MessageState.HANDOVER


async def test_what_a_clock_that_ran_ahead_made_due_waits_for_its_time_when_the_channel_is_resumed(
    store: Store,
) -> None:
    await suspend(store)
    await commit(store, send(channel=SMS, recipient="+819012345678", due=after(hours=5)))
    (claimed,) = await store.claim_messages(after(hours=6), after(hours=7), 10)
    assert await store.hand_over(claimed, after(hours=6), after(hours=7)) is MessageState.DUE
    assert await store.set_channel(SHOP, SMS, False, "", ME, after(hours=1))
    assert await store.claim_messages(after(hours=4), after(hours=5), 10) == ()
    (again,) = await store.claim_messages(after(hours=5), after(hours=6), 10)
    assert again.next_try == after(hours=5)


async def test_nothing_becomes_too_late_by_a_fast_clock_while_its_channel_waits(store: Store) -> None:
    await suspend(store)
    await commit(store, send(channel=SMS, recipient="+819012345678", send_before=after(hours=3)))
    (claimed,) = await store.claim_messages(after(days=30), after(days=31), 10)
    assert await store.hand_over(claimed, after(days=30), after(days=31)) is MessageState.DUE
    assert await store.set_channel(SHOP, SMS, False, "", ME, after(hours=1))
    (again,) = await store.claim_messages(after(hours=1), after(hours=2), 10)
    assert await store.hand_over(again, after(hours=4), after(hours=5)) is MessageState.SKIPPED_LATE


@pytest.mark.requirement("S2.24", "S2.25", "S2.27")
async def test_a_request_is_made_once_decided_once_and_lifts_the_suspension(store: Store) -> None:
    assert await store.request_resume(SHOP, request(), ME, NOW) is None  # nothing is suspended
    await suspend(store)
    receipt = Receipt(key="k", request_hash=b"x")
    assert await store.request_resume(SHOP, request(), ME, NOW, receipt) == "r1"
    assert await store.request_resume(SHOP, request("r2"), ME, NOW, receipt) == "r1"
    assert await store.request_resume(SHOP, request("r3"), ME, NOW) is None  # one is open
    refused = await store.decide_resume(SHOP, "r1", False, "say what you send", ME, after(hours=1))
    assert refused is not None
    assert (refused.state, refused.note) == (ResumeState.REFUSED, "say what you send")
    assert (await store.channel_state(SHOP, SMS)).suspended
    assert await store.decide_resume(SHOP, "r1", True, "", ME, NOW) is None
    assert await store.request_resume(SHOP, request("r4"), ME, after(hours=2)) == "r4"
    approved = await store.decide_resume(SHOP, "r4", True, "", ME, after(hours=3))
    assert approved is not None
    assert not (await store.channel_state(SHOP, SMS)).suspended
    found = {one.id: one.state for one in await store.resume_requests(SHOP, ALL)}
    assert found == {"r1": ResumeState.REFUSED, "r4": ResumeState.APPROVED}
    assert await store.resume_request(SHOP, "r4") == approved
    actions = [entry.action for entry in await store.audit(SHOP, ALL)][:3]
    assert actions == ["channel resumed", "channel resume decided", "channel resume requested"]


async def test_what_is_suspended_for_advertising_holds_nothing_essential_and_can_be_suspended_wholly(
    store: Store,
) -> None:
    assert await store.set_channel(SHOP, SMS, True, "complaints", ME, NOW, advertising_only=True)
    assert not await store.set_channel(SHOP, SMS, True, "again", ME, NOW, advertising_only=True)
    assert (await store.channel_state(SHOP, SMS)).advertising_only
    await commit(store, consent("+819012345678", channel=SMS), event="agreed")
    advert = send("m2", channel=SMS, recipient="+819012345678", message_class=MessageClass.ADVERTISING)
    await commit(store, send(channel=SMS, recipient="+819012345678"), advert)
    handed = {}
    for claimed in await store.claim_messages(NOW, after(seconds=30), 10):
        handed[claimed.order.message_class] = await store.hand_over(claimed, NOW, after(seconds=30))
    assert handed == {
        MessageClass.ESSENTIAL: MessageState.HANDOVER,
        MessageClass.ADVERTISING: MessageState.DUE,
    }
    assert await store.set_channel(SHOP, SMS, True, "wholly", ME, NOW)
    assert not (await store.channel_state(SHOP, SMS)).advertising_only
    assert not await store.set_channel(SHOP, SMS, True, "less", ME, NOW, advertising_only=True)
    assert await store.set_channel(SHOP, SMS, False, "", ME, NOW)


async def test_the_reputation_of_a_channel_counts_what_was_handed_in_and_who_is_gone_since_then(
    store: Store,
) -> None:
    await commit(store, send(), send("m2"), send("m3"))
    for claimed in await store.claim_messages(NOW, after(seconds=30), 2):
        await store.hand_over(claimed, NOW, after(seconds=30))
        await store.settle_message(claimed, MessageState.SENT, "", None, NOW)
    stopped = [
        Suppression(channel=channel, address=f"{number}@x.jp", cause=cause, at=after(hours=number))
        for number, (channel, cause) in enumerate(
            (
                (ChannelName.EMAIL, SuppressionCause.COMPLAINT),
                (ChannelName.EMAIL, SuppressionCause.COMPLAINT),
                (ChannelName.EMAIL, SuppressionCause.HARD_BOUNCE),
                (ChannelName.EMAIL, SuppressionCause.BY_HAND),
                (SMS, SuppressionCause.COMPLAINT),
            )
        )
    ]
    await commit(store, *(SuppressAddress(suppression=one) for one in stopped), event="e2")
    seen = await store.reputation(SHOP, ChannelName.EMAIL, NOW)
    assert seen == Reputation(handed_in=2, complaints=2, dead_addresses=1)
    later = await store.reputation(SHOP, ChannelName.EMAIL, after(hours=1))
    assert later == Reputation(handed_in=0, complaints=1, dead_addresses=1)
    assert await store.reputation(OTHER, ChannelName.EMAIL, NOW) == Reputation()
