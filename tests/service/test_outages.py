"""An outage burns no attempt of a message, and nothing that has left leaves again because of one (A7, A10)."""

import contextlib
import random
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from engine.delivery.channel import HandOver, Outcome, OutgoingMail, SendResult
from engine.delivery.registry import Channels
from engine.model.program import ChannelName, MessageClass
from engine.model.records import MessageState, Page, SourceFile, StoredMessage
from engine.service.clock import VirtualClock
from engine.service.deliver import GIVES_UP_AFTER, MOST_ATTEMPTS, deliver, next_attempt
from engine.service.engine import Engine
from engine.service.outage import StoreUnavailable
from engine.service.tick import tick
from engine.store.connect import open_store
from engine.store.port import Store
from tests.service.list_shop import TIPS, agree
from tests.service.shop import START, buy, example_files, make_engine, open_shop
from tests.service.test_smtp_faults import STEP

ESSENTIAL = MessageClass.ESSENTIAL


@dataclass(kw_only=True)
class Server:
    """A mail server that is away, busy with one message, or well; it remembers whose mails it took."""

    away: bool = False
    busy: bool = False
    took: list[str] = field(default_factory=list)

    async def send(self, mail: OutgoingMail, hand_over: HandOver) -> SendResult:
        if self.away:
            return SendResult(outcome=Outcome.RETRY, reason="connection refused", stage="connect", away=True)
        if self.busy:
            return SendResult(outcome=Outcome.RETRY, reason="450 4.2.0 full", stage="rcpt")
        if not await hand_over():
            return SendResult(outcome=Outcome.WITHDRAWN)
        self.took.append(mail.message_id)
        return SendResult(outcome=Outcome.SENT, reason="250 ok", stage="dot")


class Flaky:
    """A store that is away for the calls named in `away`, and the real one for the rest."""

    def __init__(self, store: Store) -> None:
        self.store, self.away = store, set[str]()

    def __getattr__(self, name: str) -> Any:
        if name in self.away:
            return self._refuse
        return getattr(self.store, name)

    async def _refuse(self, *_: object, **__: object) -> None:
        raise StoreUnavailable("the connection was refused")


@dataclass(kw_only=True)
class Shop:
    """A shop that owes one buyer a mail with a coupon and one of advertising."""

    engine: Engine
    server: Server
    database: Flaky

    @property
    def clock(self) -> VirtualClock:
        assert isinstance(self.engine.clock, VirtualClock)
        return self.engine.clock

    async def mails(self) -> dict[MessageClass, StoredMessage]:
        found = await self.database.store.messages(
            "tea", Page(limit=10), state=None, order_id=None, coupon_id=None
        )
        return {one.order.message_class: one for one in found}

    async def wait(self) -> None:
        """Until something is due again."""
        due = await self.database.store.next_due()
        assert due is not None
        self.clock.set(max(due, self.clock.now()))


@pytest.fixture
async def shop() -> Shop:
    database, server = Flaky(open_store("memory://")), Server()
    made = make_engine(database.store, clock=VirtualClock(START))
    engine = replace(made, store=database, channels=Channels(live={ChannelName.EMAIL: server}, inbox=server))
    files = {file.path: file.text for file in example_files()}
    files["rules.otoku"] += STEP
    files["templates/tips.ja.liquid"] = TIPS
    await open_shop(engine, files=tuple(SourceFile(path=path, text=text) for path, text in files.items()))
    await agree(engine, ChannelName.EMAIL, "b@shop.example")
    await buy(engine, "o1", "SAMPLE-1", email="b@shop.example")
    while await tick(engine):
        pass
    return Shop(engine=engine, server=server, database=database)


async def test_a_server_that_is_away_for_days_gets_every_mail_once_when_it_is_back(shop: Shop) -> None:
    shop.server.away = True
    while shop.clock.now() < START + timedelta(days=4.2):
        await deliver(shop.engine)
        await shop.wait()
    waiting = (await shop.mails()).values()
    assert {one.state for one in waiting} == {MessageState.DUE}
    assert all(one.attempt > MOST_ATTEMPTS - 1 for one in waiting)

    shop.server.away = False
    for _ in range(2):
        await deliver(shop.engine)
        shop.clock.advance(timedelta(hours=30))
    assert {one.state for one in (await shop.mails()).values()} == {MessageState.SENT}
    assert len(set(shop.server.took)) == len(shop.server.took) == 2


async def test_what_the_server_has_against_one_message_is_counted_beside_its_absences(shop: Shop) -> None:
    shop.server.away, shop.server.busy = True, True
    await deliver(shop.engine)
    shop.server.away = False
    shop.clock.advance(timedelta(minutes=2))
    await deliver(shop.engine)
    tried = (await shop.mails())[ESSENTIAL]
    assert (tried.attempt, tried.excused) == (2, 1)
    dice = random.Random(7)
    last = replace(tried, attempt=MOST_ATTEMPTS + 1)
    assert next_attempt(replace(last, attempt=MOST_ATTEMPTS), START, dice) is not None
    assert next_attempt(last, START, dice) is None
    assert next_attempt(last, START, dice, excused=True) is not None
    assert next_attempt(last, START + GIVES_UP_AFTER, dice, excused=True) is None


@pytest.mark.parametrize("call", ["permission", "hand_over", "settle_message"])
async def test_a_database_that_comes_and_goes_fails_no_message(shop: Shop, call: str) -> None:
    for _ in range(MOST_ATTEMPTS + 5):
        shop.database.away = {call, "settle_message"}
        with contextlib.suppress(StoreUnavailable):
            await deliver(shop.engine)
        shop.database.away = set()
        shop.clock.advance(timedelta(minutes=2))
    await deliver(shop.engine)
    shop.clock.advance(timedelta(minutes=2))
    await deliver(shop.engine)
    assert {one.state for one in (await shop.mails()).values()} == {MessageState.SENT}
    assert len(set(shop.server.took)) == len(shop.server.took) == 2


async def test_what_left_before_the_database_went_is_written_when_it_is_back_and_leaves_once(
    shop: Shop,
) -> None:
    shop.database.away = {"settle_message"}
    await deliver(shop.engine)
    assert len(shop.server.took) == 2
    assert {one.state for one in (await shop.mails()).values()} == {MessageState.HANDOVER}
    with pytest.raises(StoreUnavailable):
        await deliver(shop.engine)

    shop.database.away = set()
    shop.clock.advance(shop.engine.limits.lease + timedelta(seconds=5))
    assert await deliver(shop.engine) == 0
    assert len(shop.server.took) == 2
    assert {one.state for one in (await shop.mails()).values()} == {MessageState.SENT}
