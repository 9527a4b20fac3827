"""Codes of gift cards handed out by a rule: to whom, with whose consent, what title, which channel, what design."""

from dataclasses import replace

import pytest

from engine.model.card_records import CardWanted
from engine.model.program import ChannelName
from engine.model.records import MessageState, Page, SourceFile
from engine.model.requests import BuyerRequest, CustomerRequest
from engine.service import ask_cards
from engine.service.engine import Engine
from engine.service.kept_mails import kept_mails
from engine.service.publish import check_sources
from engine.service.record_customer import record_customer
from engine.service.shop_profile import update_shop
from tests.service.list_shop import agree
from tests.service.shop import TEST, drain, open_shop

ALL = Page(limit=100)
RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  sender email "shop@example.com"
  legal {
    name "茶舗"
    address "東京都千代田区1-1"
    contact "03-0000-0000"
  }
}

audience "friends" {
  if customer.tier is "friend"
}

giftcard "present" {
  title "ご入会の贈りもの"
  when customer joined
  if customer in audience "friends"
  code pattern "HELLO-****-****"
  balance 500 JPY
  valid 30 days
  consideration free
  redeem by owner
  class advertising
  send email "present"
}
"""
TEXT = """category: giftcard
class: advertising
subject: 贈りもの {{ giftcard.balance }}
---
番号 {{ giftcard.code }}
{{ shop.legal.name }} {{ shop.legal.address }} {{ shop.legal.contact }} {{ unsubscribe_url }}
"""
DESIGN = """--- html
<div style="font-family:'Yu Mincho',serif">
<h1 style="background:{{ shop.colour }};color:#ffffff">{{ giftcard.title }}</h1>
<p>{{ giftcard.code }}</p>
<p><a href="https://tea.example/cart" style="background:{{ shop.colour }};color:#ffffff">お買い物へ</a></p>
<footer>{{ shop.legal.name }} {{ shop.legal.address }} {{ shop.legal.contact }} {{ unsubscribe_url }}</footer>
</div>
"""
RULE_FILE = SourceFile(path="rules.otoku", text=RULES)
MAIL = SourceFile(path="templates/present.ja.liquid", text=TEXT + DESIGN)


async def join(engine: Engine, email: str, tier: str = "") -> None:
    buyer = BuyerRequest(email=email, name="花子", locale="ja")
    await record_customer(
        engine, "tea", CustomerRequest(buyer=buyer, joined_at=engine.clock.now(), tier=tier), actor=TEST
    )


@pytest.mark.requirement("S5.9", "S5.31", "S5.32")
async def test_only_who_belongs_to_the_audience_and_agreed_gets_the_message(engine: Engine) -> None:
    await open_shop(engine, files=(RULE_FILE, MAIL))
    await agree(engine, ChannelName.EMAIL, "yes@shop.example")
    await agree(engine, ChannelName.EMAIL, "stranger@shop.example")
    await join(engine, "yes@shop.example", "friend")
    await join(engine, "no@shop.example", "friend")
    await join(engine, "stranger@shop.example")
    await drain(engine)
    sent = {
        one.order.recipient: (one.state, one.order.channel)
        for one in await engine.store.messages("tea", ALL, state=None, order_id=None, coupon_id=None)
    }
    assert {
        "yes@shop.example": (MessageState.SENT, ChannelName.EMAIL),
        "no@shop.example": (MessageState.SUPPRESSED, ChannelName.EMAIL),
    } == sent
    [mail] = await kept_mails(engine, "tea", ALL)
    assert "贈りもの 500円" == mail.subject
    assert 2 == len(await ask_cards.cards(engine, "tea", ALL, CardWanted()))


@pytest.mark.requirement("S5.32")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("class: advertising\n", ""),
        ("subject: 贈りもの {{ giftcard.balance }}\n", ""),
    ],
    ids=["consent", "title"],
)
async def test_a_message_that_does_not_say_its_title_or_whether_it_advertises_is_refused(
    tea: Engine, before: str, after: str
) -> None:
    assert before in MAIL.text
    mail = replace(MAIL, text=MAIL.text.replace(before, after))
    checked = await check_sources(tea, "tea", (RULE_FILE, mail))
    assert checked.errors > 0, before


@pytest.mark.requirement("S5.33", "S5.34")
async def test_a_message_of_ones_own_html_has_font_colours_footer_and_button(engine: Engine) -> None:
    await open_shop(engine, files=(RULE_FILE, MAIL))
    await update_shop(engine, "tea", colour="#0b5d3b", actor=TEST)
    await agree(engine, ChannelName.EMAIL, "yes@shop.example")
    await join(engine, "yes@shop.example", "friend")
    await drain(engine)
    [mail] = await kept_mails(engine, "tea", ALL)
    for part in (
        "font-family:'Yu Mincho',serif",
        'style="background:#0b5d3b;color:#ffffff"',
        '<a href="https://tea.example/cart"',
        "東京都千代田区1-1",
        "HELLO-",
    ):
        assert part in mail.html, part
