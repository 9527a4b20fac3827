"""A shop with a list: its mails stay in the inbox, its SMS go to a real gateway on this machine."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from engine.delivery.channel import Channel
from engine.delivery.inbox import Inbox
from engine.delivery.outbound_http import OutboundHttp
from engine.delivery.registry import Channels
from engine.delivery.sms import TwilioGateway
from engine.model.answers import Published
from engine.model.consent import ConsentAct, ConsentEntry
from engine.model.program import ChannelName
from engine.model.records import MessageState, Page, SourceFile, StoredMessage
from engine.model.requests import BuyerRequest
from engine.service.clock import VirtualClock
from engine.service.consent import change_consent
from engine.service.consent_entry import ConsentRequest
from engine.service.engine import Engine
from engine.service.publish import publish
from tests.service.shop import TEST, open_shop_without_rules
from tests.support.web import Answer, WebServer, web_server

ALL = Page(limit=100)
PHONE = "+819012345678"
BUYER = BuyerRequest(email="taro@shop.example", phone=PHONE, name="山田太郎", locale="ja")
RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  quiet from 21:00 to 08:00
  sender email "shop@example.com"
  sender sms "OTOKU"
  legal {
    name "茶舗"
    address "東京都千代田区1-1"
    contact "03-0000-0000"
  }
}

list "sample" {
  title "サンプル購入者"
  when order paid with product "SAMPLE-1"
  segment buyers
  cap 2 every 1 day
  step on join send sms "thanks"
  step 1 hour send email "tips"
  step 2 hours send email "tips"
}
"""
LEGAL = "{{ shop.legal.name }} {{ shop.legal.address }} {{ shop.legal.contact }} {{ unsubscribe_url }}"
THANKS = (
    "category: follow\nclass: advertising\nsubject: x\n---\n{{ shop.legal.name }}{{ unsubscribe_url }}\n"
    + LEGAL
)
TIPS = f"category: follow\nclass: advertising\nsubject: 淹れ方\n---\n{{{{ customer.name }}}}さま\n{LEGAL}\n"
FILES = (
    SourceFile(path="rules.otoku", text=RULES),
    SourceFile(path="templates/thanks.ja.liquid", text=THANKS),
    SourceFile(path="templates/tips.ja.liquid", text=TIPS),
)


@pytest.fixture
async def gateway() -> AsyncIterator[WebServer]:
    async with web_server() as running:
        running.otherwise = Answer(status=201, body=b'{"sid": "SM1"}')
        yield running


@pytest.fixture
async def shop(engine: Engine, gateway: WebServer) -> Engine:
    """The shop `tea` with a list, an inbox for mails and a gateway for SMS."""
    http = OutboundHttp(loopback=True, seconds_in_all=2.0)
    sms = TwilioGateway(address=gateway.url, account="AC1", secret="s", http=http)
    inbox = Inbox(keep=engine.store.keep_mail)
    live: dict[ChannelName, Channel] = {ChannelName.EMAIL: inbox, ChannelName.SMS: sms}
    ready = replace(engine, channels=Channels(live=live, inbox=inbox))
    await open_shop_without_rules(ready)
    published = await publish(ready, "tea", FILES, expected=None, actor=TEST)
    assert isinstance(published, Published), published
    return ready


async def agree(
    engine: Engine,
    channel: ChannelName,
    address: str,
    act: ConsentAct = ConsentAct.GIVEN,
    scope: str = "",
) -> ConsentEntry:
    request = ConsentRequest(
        channel=channel,
        address=address,
        act=act,
        scope=scope,
        wording="お知らせを受け取る",
        source="/checkout",
        ip="192.0.2.7",
    )
    entry = await change_consent(engine, "tea", request, actor=TEST)
    assert isinstance(entry, ConsentEntry), entry
    return entry


async def agree_to_all(engine: Engine) -> None:
    await agree(engine, ChannelName.EMAIL, "Taro@Shop.example")
    await agree(engine, ChannelName.SMS, "090-1234-5678")


def pass_time(engine: Engine, **span: float) -> None:
    assert isinstance(engine.clock, VirtualClock)
    engine.clock.advance(timedelta(**span))


async def messages(engine: Engine) -> dict[str, tuple[MessageState, str]]:
    found = await engine.store.messages("tea", ALL, state=None, order_id=None, coupon_id=None)
    return {f"{one.order.channel} {one.order.template}": (one.state, one.reason) for one in found}


async def sms_of(engine: Engine) -> StoredMessage:
    found = await engine.store.messages("tea", ALL, state=None, order_id=None, coupon_id=None)
    (one,) = [message for message in found if message.order.channel is ChannelName.SMS]
    return one
