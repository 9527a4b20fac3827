"""A week of a shop in virtual time: carts and forms left, lists, steps, SMS, consent withdrawn (S2, S3, D3.g).

Every message and every figure equals a reckoning that knows the rules' promises and nothing of the engine. The short
form has 200 buyers, `make soak` 2,000.
"""

import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from engine.delivery.inbox import Inbox
from engine.delivery.registry import Channels
from engine.model.answers import Published
from engine.model.cart import OrderState
from engine.model.cart_requests import CartSaveRequest, Reporter
from engine.model.catalog import Product
from engine.model.consent import ConsentAct
from engine.model.decision import Rejection
from engine.model.messages import Page as CartPage
from engine.model.program import ChannelName
from engine.model.records import Page, Shop, SourceFile
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest
from engine.model.saved_cart import CartStep, cart_id
from engine.service.catalog import save_products
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.publish import publish
from engine.service.record_order import record_order
from engine.service.recover_cart import recover_cart
from engine.service.recovery_link import recovery_url
from engine.service.save_cart import save_cart
from engine.store.connect import open_store
from engine.store.port import Store
from tests.service.list_shop import LEGAL, agree
from tests.service.shop import TEST, make_engine
from tests.service.test_clock_changes import clock_of, go_to
from tests.service.week_reckoning import Mail, reckon
from tests.service.week_story import BEGINS, ENDS, PRICES, Act, Deed, week_of
from tests.store.conftest import opened

ALL = Page(limit=1_000_000)
RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  quiet from 21:00 to 08:00
  cart lifetime unlimited
  sender email "shop@example.com"
  sender sms "OTOKU"
  legal {
    name "茶舗"
    address "東京都千代田区1-1"
    contact "03-0000-0000"
  }
}

coupon "thanks" {
  when order paid with product "SAMPLE-1"
  code 10 digits
  valid 14 days
  uses 1
  discount 100 JPY
  send email "coupon"
}

list "sample" {
  title "サンプル購入者"
  when order paid with product "SAMPLE-1"
  segment buyers
  step on join send sms "welcome-sms"
  step 1 day at 12:00 send email "tips"
  step 3 days send email "more-tips"
}

reminder "left" {
  when confirm abandoned
  after 1 hour
  to members, guests
  rearm after 3 days
  cap 2 per customer every 7 days
  link cart
  send email "cart-first"
  send email "cart-last" after 2 days at 10:00
}

reminder "form" {
  when form abandoned
  after 2 hours
  needs ad flag, logged out, phone, email, consent
  pages lp
  late skip
  link form
  send sms "form-sms"
}
"""
SHORT = "{{ shop.legal.name }}{{ unsubscribe_url }}\n" + LEGAL
TEMPLATES = {
    "coupon": "category: coupon\nclass: essential\nsubject: x\n---\n{{ coupon.code }}\n",
    "welcome-sms": f"category: follow\nclass: advertising\nsubject: x\n---\n{SHORT}\n",
    "tips": f"category: follow\nclass: advertising\nsubject: x\n---\n{LEGAL}\n",
    "more-tips": f"category: follow\nclass: advertising\nsubject: x\n---\n{LEGAL}\n",
    "cart-first": f"category: abandonment\nclass: advertising\nsubject: x\n---\n{{{{ cart.url }}}} {LEGAL}\n",
    "cart-last": f"category: abandonment\nclass: advertising\nsubject: x\n---\n{{{{ cart.url }}}} {LEGAL}\n",
    "form-sms": f"category: remarketing\nclass: advertising\nsubject: x\n---\n{SHORT}\n{{{{ cart.url }}}}\n",
}
MEASURED = (
    *("abandoned", "abandoned_amount", "sent", "suppressed", "clicked", "issued"),
    *("recovered", "recovered_amount", "assisted", "assisted_amount"),
)


async def open_week(store: Store) -> Engine:
    """The shop, on the first day, with mails and SMS that stay in its inbox."""
    inbox = Inbox(keep=store.keep_mail)
    channels = Channels(live={ChannelName.EMAIL: inbox, ChannelName.SMS: inbox}, inbox=inbox)
    engine = make_engine(store, clock=VirtualClock(BEGINS), channels=channels)
    await store.add_shop(Shop(id="tea", name="茶舗", created_at=BEGINS))
    products = [Product(sku=sku, name=sku, price=price) for sku, price in PRICES.items()]
    await save_products(engine, "tea", products, actor=TEST)
    files = {"rules.otoku": RULES} | {f"templates/{name}.ja.liquid": text for name, text in TEMPLATES.items()}
    published = await publish(
        engine,
        "tea",
        [SourceFile(path=path, text=text) for path, text in files.items()],
        expected=None,
        actor=TEST,
    )
    assert isinstance(published, Published), published
    return engine


def cart_of(deed: Deed) -> CartRequest:
    buyer = BuyerRequest(email=deed.email, phone=deed.phone, name="山田太郎", locale="ja")
    line = LineRequest(sku=deed.thing, quantity=deed.quantity)
    return CartRequest(lines=(line,), buyer=buyer, token=deed.token)


async def do(engine: Engine, deed: Deed) -> None:
    """What a storefront tells the engine of a deed."""
    match deed.act:
        case Act.AGREE | Act.WITHDRAW:
            act = ConsentAct.GIVEN if deed.act is Act.AGREE else ConsentAct.WITHDRAWN
            await agree(
                engine, ChannelName(deed.thing), deed.email if deed.thing == "email" else deed.phone, act
            )
        case Act.LEAVE | Act.FORM:
            in_shop = deed.act is Act.LEAVE
            request = CartSaveRequest(
                cart=cart_of(deed),
                step=CartStep.CONFIRM if in_shop else CartStep.FORM,
                page=CartPage.SHOP if in_shop else CartPage.LP,
                form_exit=not in_shop,
                consent="お知らせを受け取る" if deed.ticked else "",
            )
            saved = await save_cart(engine, "tea", request, reporter=Reporter(trusted=True), actor=TEST)
            assert not isinstance(saved, Rejection), saved
        case Act.CLICK:
            about = await engine.store.messages_of_carts("tea", [cart_id(deed.token, 1)])
            for newest in [one for one in about if one.sent_at is not None][-1:]:
                await recover_cart(engine, "tea", recovery_url(engine, newest).rpartition("/")[2], actor=TEST)
        case Act.BUY:
            order = OrderRequest(id=f"o-{deed.thing}-{deed.buyer}", state=OrderState.PAID, cart=cart_of(deed))
            answer = await record_order(engine, "tea", order, actor=TEST)
            assert not isinstance(answer, Rejection), answer


async def mails_of(engine: Engine) -> list[Mail]:
    """Every message as the store has it at the end."""
    found = await engine.store.messages("tea", ALL, state=None, order_id=None, coupon_id=None)
    return sorted(
        (
            (
                one.order.rule,
                one.order.template,
                one.order.recipient,
                str(one.state),
                "" if one.sent_at else one.reason,
                one.sent_at,
            )
            for one in found
        ),
        key=repr,
    )


async def figures_of(engine: Engine) -> dict[tuple[str, str], int]:
    """What is counted of each rule, over all days."""
    rows = await engine.store.stats("tea", None, date.min, date.max, None)
    figures: Counter[tuple[str, str]] = Counter()
    for row in rows:
        figures[row.rule, str(row.metric)] += row.amount
    return {key: amount for key, amount in figures.items() if key[1] in MEASURED and amount}


async def play(store: Store, buyers: int, seed: int) -> None:
    """The week on the engine, and against the reckoning."""
    engine = await open_week(store)
    deeds = week_of(buyers, seed)
    for deed in deeds:
        await go_to(engine, deed.at)
        await do(engine, deed)
    await go_to(engine, ENDS)
    week = reckon(deeds)

    assert {key: amount for key, amount in week.figures.items() if amount} == await figures_of(engine)
    assert week.mails == await mails_of(engine)
    kept = await store.inbox("tea", ALL)
    assert Counter(to for _, _, to, state, _, _ in week.mails if state == "sent") == Counter(
        one.recipient for one in kept
    )
    assert () == await store.check_invariants("tea", clock_of(engine).now())


@pytest.mark.requirement("S2.22", "S3.14", "S3.30", "D2.d", "D3.g")
async def test_a_week_of_two_hundred_buyers_in_memory_adds_up() -> None:
    await play(open_store("memory://"), buyers=200, seed=1)


@pytest.mark.slow
@pytest.mark.store
async def test_a_week_of_fifty_buyers_in_the_database_adds_up(database_url: str, migrated: Path) -> None:
    async with opened(database_url, migrated) as store:
        await play(store, buyers=50, seed=2)


@pytest.mark.soak
@pytest.mark.store
async def test_a_week_of_two_thousand_buyers_adds_up(
    database_url: str, migrated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    async with opened(database_url, migrated) as store:
        await play(store, buyers=2000, seed=3)
    with capsys.disabled():
        print(f"\n2,000 buyers: {time.monotonic() - began:.0f} s")  # noqa: T201
