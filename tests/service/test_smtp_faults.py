"""What becomes of messages when the mail server misbehaves at any step of the conversation (F27, A6-A11)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from engine.delivery.inbox import Inbox
from engine.delivery.mail import Mail, SmtpServer, Tls
from engine.delivery.registry import Channels
from engine.model.program import ChannelName, MessageClass
from engine.model.records import MessageState, Page, SourceFile, StoredMessage
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.tick import tick
from engine.service.work import work
from engine.store.connect import open_store
from tests.delivery.scripted import DROP, HANG, ScriptedServer, scripted_server
from tests.service.list_shop import TIPS, agree
from tests.service.shop import START, buy, drain, example_files, make_engine, open_shop
from tests.support.mail import MailServer

ALL = Page(limit=1000)
ABOUT_US = ("connect", "ehlo", "starttls", "auth")
ABOUT_THE_MAIL = ("mail", "rcpt", "data", "dot")
LATER = ("421 4.3.2 closing", "450 4.2.0 greylisted", "451 4.3.0 later", "452 4.2.2 full")
NEVER = ("550 5.7.1 no", "552 5.2.2 full", "554 5.7.1 refused")
FAULTS = (*LATER, *NEVER, HANG, DROP)
A_MINUTE = (timedelta(seconds=48), timedelta(seconds=72))
STEP = """
list "sample" {
  title "サンプル購入者"
  when order paid with product "SAMPLE-1"
  segment buyers
  step on join send email "tips"
}
"""


@dataclass(kw_only=True)
class Shop:
    """A shop that owes each buyer a mail with a coupon and one of advertising, and its clock."""

    engine: Engine
    orders: int = 0

    @property
    def clock(self) -> VirtualClock:
        assert isinstance(self.engine.clock, VirtualClock)
        return self.engine.clock

    def through(self, server: SmtpServer, patience: float = 30) -> Engine:
        """The engine with its mails going to `server`, which has so many seconds for each reply."""
        mail = Mail(server=server, seconds_per_reply=patience)
        inbox = Inbox(keep=self.engine.store.keep_mail)
        return replace(self.engine, channels=Channels(live={ChannelName.EMAIL: mail}, inbox=inbox))

    async def sell(self) -> str:
        """A purchase whose two mails are due, and not sent yet; the order."""
        self.orders += 1
        email = f"b{self.orders}@shop.example"
        await agree(self.engine, ChannelName.EMAIL, email)
        await buy(self.engine, f"o{self.orders}", "SAMPLE-1", email=email)
        while await tick(self.engine):
            pass
        return f"o{self.orders}"

    async def mails(self, order: str) -> dict[MessageClass, StoredMessage]:
        found = await self.engine.store.messages("tea", ALL, state=None, order_id=order, coupon_id=None)
        return {one.order.message_class: one for one in found}


@pytest.fixture
async def shop() -> Shop:
    engine = make_engine(open_store("memory://"), clock=VirtualClock(START))
    files = {file.path: file.text for file in example_files()}
    files["rules.otoku"] += STEP
    files["templates/tips.ja.liquid"] = TIPS
    await open_shop(engine, files=tuple(SourceFile(path=path, text=text) for path, text in files.items()))
    return Shop(engine=engine)


@asynccontextmanager
async def server_that(stage: str, fault: str) -> AsyncIterator[tuple[ScriptedServer, SmtpServer]]:
    """A server with a fault at a stage, and how it is reached."""
    login = "AUTH PLAIN" if stage == "auth" else "8BITMIME"
    crypt = ("STARTTLS",) if stage == "starttls" else ()
    async with scripted_server(
        ScriptedServer(stage=stage, reply=fault, extensions=(login, *crypt))
    ) as script:
        yield (
            script,
            SmtpServer(
                host="127.0.0.1",
                port=script.port,
                tls=Tls.REQUIRED if stage == "starttls" else Tls.NONE,
                username="shop" if stage == "auth" else "",
                password="secret" if stage == "auth" else "",
            ),
        )


def expected(stage: str, fault: str, message_class: MessageClass) -> MessageState:
    """The table of reliability A6-A10: only what happens between the last dot and its 250 leaves doubt."""
    if stage == "quit":
        return MessageState.SENT
    if stage in ABOUT_US or fault in LATER:
        return MessageState.DUE
    if fault in NEVER:
        return MessageState.FAILED
    advertising = message_class is MessageClass.ADVERTISING
    return MessageState.UNKNOWN if stage == "dot" and advertising else MessageState.DUE


@pytest.mark.slow
@pytest.mark.parametrize("stage", [*ABOUT_US, *ABOUT_THE_MAIL, "quit"])
async def test_each_fault_at_each_step_has_its_one_outcome(
    shop: Shop, smtp_server: MailServer, stage: str
) -> None:
    well = shop.through(SmtpServer(host=smtp_server.host, port=smtp_server.port, tls=Tls.NONE))
    for fault in FAULTS:
        order, now = await shop.sell(), shop.clock.now()
        async with server_that(stage, fault) as (script, address):
            await work(shop.through(address, patience=0.5 if fault == HANG else 30))
        before = await shop.mails(order)
        for message_class, one in before.items():
            case = f"{stage} {fault} {message_class}"
            assert (case, one.state) == (case, expected(stage, fault, message_class))
            assert stage == "quit" or one.reason.startswith(f"{stage}: "), case
            if one.state is MessageState.DUE:
                assert A_MINUTE[0] <= one.next_try - now <= A_MINUTE[1], case
        if stage in ABOUT_US:
            assert not any(command.startswith("MAIL") for command in script.commands)
        assert len(script.bodies) == (2 if stage in {"dot", "quit"} else 0)

        smtp_server.reset()
        shop.clock.advance(A_MINUTE[1])
        await drain(well)
        waited = [one for one in before.values() if one.state is MessageState.DUE]
        assert len(smtp_server.mails) == len(waited)
        after = await shop.mails(order)
        assert {after[one.order.message_class].state for one in waited} <= {MessageState.SENT}
        assert {one.state for one in after.values()} & {MessageState.DUE} == set()


async def test_a_server_that_never_takes_a_mail_is_asked_less_and_less_and_given_up(
    shop: Shop, smtp_server: MailServer
) -> None:
    order = await shop.sell()
    engine = shop.through(SmtpServer(host=smtp_server.host, port=smtp_server.port, tls=Tls.NONE))
    waits: list[float] = []
    smtp_server.answer_next(*["451 4.3.0 later"] * 40)
    while (one := (await shop.mails(order))[MessageClass.ESSENTIAL]).state is MessageState.DUE:
        shop.clock.set(max(one.next_try, shop.clock.now()))
        began = shop.clock.now()
        await work(engine)
        again = (await shop.mails(order))[MessageClass.ESSENTIAL]
        waits.append((again.next_try - began) / timedelta(minutes=1))

    assert one.state is MessageState.FAILED
    assert one.reason.startswith("dot: 451")
    assert shop.clock.now() - START < timedelta(days=5)
    meant = (1, 5, 30, 120, 360, 720, 1440, 1440, 1440)
    assert all(0.8 * m <= waited <= 1.2 * m for m, waited in zip(meant, waits[:9], strict=True))
    assert smtp_server.mails == []


async def test_a_greylisting_server_gets_the_mail_a_minute_later_and_once(
    shop: Shop, smtp_server: MailServer
) -> None:
    order = await shop.sell()
    engine = shop.through(SmtpServer(host=smtp_server.host, port=smtp_server.port, tls=Tls.NONE))
    smtp_server.answer_next("450 4.2.0 greylisted", "450 4.2.0 greylisted")
    await drain(engine)
    assert smtp_server.mails == []
    shop.clock.advance(A_MINUTE[1])
    await drain(engine)

    assert {one.state for one in (await shop.mails(order)).values()} == {MessageState.SENT}
    assert len({mail.message["Message-ID"] for mail in smtp_server.mails}) == 2 == len(smtp_server.mails)


async def test_one_bad_address_is_suppressed_and_keeps_nobody_else_from_their_mail(
    shop: Shop, smtp_server: MailServer
) -> None:
    engine = shop.through(SmtpServer(host=smtp_server.host, port=smtp_server.port, tls=Tls.NONE))
    bad, good = await shop.sell(), await shop.sell()
    smtp_server.refuse("b1@shop.example", "550 5.1.1 no such mailbox")
    await drain(engine)

    ended = {one.state for one in (await shop.mails(bad)).values()}
    assert ended <= {MessageState.FAILED, MessageState.SUPPRESSED}
    assert MessageState.FAILED in ended
    assert {one.state for one in (await shop.mails(good)).values()} == {MessageState.SENT}
    stopped = await shop.engine.store.suppressions("tea", ALL, channel=None, address=None)
    assert [one.address for one in stopped] == ["b1@shop.example"]
