"""Suspended channels: messages wait, a request is decided once, and the next handover knows (S2.23-27, D2.e)."""

import pytest

from engine.model.channel_state import ChannelState, ResumeRequest, ResumeState
from engine.model.program import ChannelName
from engine.model.records import MessageState, Receipt
from engine.store.port import Store
from tests.store.builders import ALL, ME, NOW, OTHER, SHOP, after, commit, send

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
