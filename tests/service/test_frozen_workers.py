"""A worker that stands still past its lease and goes on changes nothing that others have done since (A9, F20, I4)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from engine.delivery.channel import HandOver, Outcome, OutgoingMail, SendResult
from engine.delivery.registry import Channels
from engine.model.program import ChannelName, MessageClass
from engine.model.records import MessageState, Page, StoredMessage
from engine.service.clock import VirtualClock
from engine.service.deliver import deliver
from engine.service.engine import Engine
from engine.service.tick import tick
from tests.service.list_shop import agree, gateway, shop
from tests.service.shop import buy, drain

__all__ = ["gateway", "shop"]
ALL = Page(limit=10)
Meanwhile = Callable[[], Awaitable[None]]


@dataclass(kw_only=True)
class Freezing:
    """A channel whose process stands still once, before or after the handover, while `meanwhile` happens."""

    meanwhile: Meanwhile
    before: bool
    sent: list[str] = field(default_factory=list)

    async def send(self, mail: OutgoingMail, hand_over: HandOver) -> SendResult:
        """Send, after a long pause."""
        if self.before:
            await self.meanwhile()
        if not await hand_over():
            return SendResult(outcome=Outcome.WITHDRAWN)
        if not self.before:
            await self.meanwhile()
        self.sent.append(mail.message_id)
        return SendResult(outcome=Outcome.SENT, reason="250 ok", stage="dot")


@dataclass(kw_only=True)
class Prompt:
    """A channel that sends at once."""

    sent: list[str] = field(default_factory=list)

    async def send(self, mail: OutgoingMail, hand_over: HandOver) -> SendResult:
        """Send, unless the handover says no."""
        if not await hand_over():
            return SendResult(outcome=Outcome.WITHDRAWN)
        self.sent.append(mail.message_id)
        return SendResult(outcome=Outcome.SENT, reason="250 ok", stage="dot")


async def advertising(shop: Engine) -> Engine:
    """The shop with one mail of a step due."""
    await agree(shop, ChannelName.EMAIL, "taro@shop.example")
    await buy(shop, "1001", "SAMPLE-1")
    await drain(shop)
    assert isinstance(shop.clock, VirtualClock)
    shop.clock.advance(timedelta(hours=1))
    while await tick(shop):
        pass
    return shop


async def essential(tea: Engine) -> Engine:
    """The example shop with the mail of a coupon due."""
    await buy(tea, "1001", "SAMPLE-1")
    return tea


async def frozen(engine: Engine, *, before: bool) -> tuple[StoredMessage, list[str], list[str]]:
    """What becomes of the mail, and what the frozen worker and the other one have sent."""
    other = Prompt()

    async def meanwhile() -> None:
        assert isinstance(engine.clock, VirtualClock)
        engine.clock.advance(engine.limits.lease + timedelta(seconds=1))
        await deliver(through(engine, other))

    slow = Freezing(meanwhile=meanwhile, before=before)
    await deliver(through(engine, slow))
    found = await engine.store.messages("tea", ALL, state=None, order_id=None, coupon_id=None)
    (mail,) = (one for one in found if one.order.channel is ChannelName.EMAIL)
    return mail, slow.sent, other.sent


def through(engine: Engine, channel: Freezing | Prompt) -> Engine:
    return replace(engine, channels=Channels(live={ChannelName.EMAIL: channel}, inbox=channel))


async def test_advertising_that_froze_before_the_handover_is_left_to_the_other_worker(shop: Engine) -> None:
    mail, slow, other = await frozen(await advertising(shop), before=True)

    assert (MessageState.SENT, 2) == (mail.state, mail.attempt)
    assert (0, 1) == (len(slow), len(other))


async def test_an_essential_mail_that_froze_before_the_handover_is_left_to_the_other_worker(
    tea: Engine,
) -> None:
    mail, slow, other = await frozen(await essential(tea), before=True)

    assert (MessageState.SENT, 2) == (mail.state, mail.attempt)
    assert (0, 1) == (len(slow), len(other))


async def test_advertising_that_froze_after_the_handover_leaves_once_and_in_doubt(shop: Engine) -> None:
    mail, slow, other = await frozen(await advertising(shop), before=False)

    assert MessageState.UNKNOWN is mail.state
    assert ([1], []) == ([len(slow)], other)


async def test_an_essential_mail_that_froze_after_the_handover_goes_twice_as_the_same(tea: Engine) -> None:
    mail, slow, other = await frozen(await essential(tea), before=False)

    assert MessageClass.ESSENTIAL is mail.order.message_class
    assert (MessageState.SENT, 2) == (mail.state, mail.attempt)
    assert slow == other
    assert len(slow) == 1
