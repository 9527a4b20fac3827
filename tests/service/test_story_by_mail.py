"""The main job with nothing left out: SQLite on disk, a real SMTP server, the loop that runs in a server."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from engine.drivers.loop import running_loop
from engine.model.decision import Problem, Rejection
from engine.model.quote import Quote
from engine.model.records import MessageState, Page
from engine.service import ask
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.quote import quote_cart
from engine.service.record_order import record_order
from engine.service.waker import LocalWaker
from engine.settings import read_settings
from engine.wiring import open_engine
from tests.service.shop import TEST, buy, cart, open_shop, order
from tests.support.mail import MailServer


@pytest.fixture
async def running(tmp_path: Path, smtp_server: MailServer) -> AsyncIterator[Engine]:
    """What a server process runs, wired from its settings."""
    settings = read_settings(
        {
            "OTOKU_DATABASE_URL": f"sqlite://{tmp_path}/otoku.sqlite3",
            "OTOKU_SMTP_URL": smtp_server.url,
            "OTOKU_RETURN_PATH": "bounce@shop.example",
        }
    )
    waker = LocalWaker()
    async with open_engine(settings, waker) as engine, running_loop(engine, waker):
        await open_shop(engine)
        yield engine


@pytest.mark.slow
@pytest.mark.requirement("S1.2", "S1.6", "S1.7", "S1.8", "S1.18", "S1.34", "S1.44")
async def test_the_code_of_the_mail_is_redeemed_once_by_its_owner(
    running: Engine, smtp_server: MailServer
) -> None:
    earned = await buy(running, "1001", "SAMPLE-1")
    (mail,) = await smtp_server.wait_for(1)
    found = re.search(r"クーポン番号：(\d{8})", mail.text)
    assert found is not None
    code = found[1]
    for _ in range(100):
        (message,) = await ask.messages(running, "tea", Page(limit=10))
        if message.state is MessageState.SENT:
            break
        await asyncio.sleep(0.02)

    assert mail.recipients == ("taro@shop.example",)
    assert mail.sender.startswith("bounce+")
    assert code in mail.html
    assert code.endswith(earned.issued[0].masked.strip("•"))
    assert message.state is MessageState.SENT
    assert message.reason.startswith("dot: 250")

    quote = await quote_cart(running, "tea", cart("PACK-1", codes=[code]), trusted=False)
    other = await record_order(
        running, "tea", order("1002", "PACK-1", codes=[code], email="hanako@shop.example"), actor=TEST
    )
    used = await buy(running, "1003", "PACK-1", codes=[code])
    again = await record_order(running, "tea", order("1004", "PACK-1", codes=[code]), actor=TEST)

    assert isinstance(quote, Quote)
    assert (quote.total, quote.gateway_total, used.quote.total) == (3300, 3800, 3300)
    for refused in (other, again):
        assert isinstance(refused, Rejection)
        assert refused.problem is Problem.CODE_REFUSED
    assert len(smtp_server.mails) == 1
    assert await running.store.check_invariants(None, running.clock.now()) == ()


@pytest.mark.slow
async def test_a_server_that_is_busy_gets_the_mail_a_minute_later(
    running: Engine, smtp_server: MailServer
) -> None:
    smtp_server.answer_next("451 4.3.0 try later")
    await buy(running, "1001", "SAMPLE-1")
    for _ in range(200):
        (message,) = await ask.messages(running, "tea", Page(limit=10))
        if message.reason:
            break
        await asyncio.sleep(0.02)

    wait = message.next_try - message.created_at
    assert message.state is MessageState.DUE
    assert "451" in message.reason
    assert timedelta(seconds=48) <= wait <= timedelta(seconds=80)
    assert not isinstance(running.clock, VirtualClock)
