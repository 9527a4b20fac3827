"""An engine for tests: a real store, a clock that is moved by hand, keys that never change, mails that are kept."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine.delivery.inbox import Inbox
from engine.delivery.registry import Channels
from engine.dsl.grammar import grammar
from engine.model.answers import OrderRecordedAnswer, Published
from engine.model.cart import OrderState
from engine.model.program import ChannelName
from engine.model.records import Actor, Page, Shop, SourceFile
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest
from engine.service.catalog import ImportMode, import_products
from engine.service.clock import VirtualClock
from engine.service.coupons import reveal_code
from engine.service.engine import Engine
from engine.service.kept_mails import kept_mails
from engine.service.publish import publish
from engine.service.read_products import ImportFormat
from engine.service.record_order import record_order
from engine.service.waker import NoWaker
from engine.service.work import work
from engine.store.port import Store
from engine.values.key_ring import KeyRing, Keys

START = datetime(2026, 5, 20, 1, 0, tzinfo=UTC)  # 10:00 in Tokyo
TEST = Actor(kind="cli", id="test")
EXAMPLE = Path(__file__).resolve().parents[2] / "rules" / "examples" / "01-thank-you-coupon"
KEYS = Keys(
    codes=KeyRing(current="k1", keys={"k1": b"c" * 32}),
    peppers=KeyRing(current="k1", keys={"k1": b"p" * 32}),
    links=KeyRing(current="k1", keys={"k1": b"l" * 32}),
)


def make_engine(store: Store, **parts: Any) -> Engine:
    """An engine around `store`; by default mails stay in its inbox."""
    inbox = Inbox(keep=store.keep_mail)
    usual: dict[str, Any] = {
        "store": store,
        "clock": VirtualClock(START),
        "keys": KEYS,
        "channels": Channels(live={ChannelName.EMAIL: inbox}, inbox=inbox),
        "waker": NoWaker(),
        "public_url": "https://promo.shop.example",
        "random": random.Random(1),
    }
    return Engine(**(usual | parts))


def example_files() -> tuple[SourceFile, ...]:
    """The files of the first example."""
    paths = (*EXAMPLE.glob("*.otoku"), *EXAMPLE.glob("templates/*.liquid"))
    return tuple(
        SourceFile(path=path.relative_to(EXAMPLE).as_posix(), text=path.read_text(encoding="utf-8"))
        for path in sorted(paths)
    )


async def open_shop_without_rules(engine: Engine, shop: str = "tea") -> None:
    """Make a shop with the example's catalogue."""
    await engine.store.add_shop(Shop(id=shop, name="おとく茶舗", created_at=engine.clock.now()))
    with (EXAMPLE / "catalog.csv").open(encoding="utf-8", newline="") as lines:
        report = await import_products(
            engine, shop, lines, format=ImportFormat.CSV, mode=ImportMode.ALL_OR_NOTHING, actor=TEST
        )
    assert report.problems == ()


async def open_shop(
    engine: Engine, shop: str = "tea", files: Sequence[SourceFile] | None = None
) -> Published:
    """Make a shop with the example's catalogue and live rules."""
    await open_shop_without_rules(engine, shop)
    grammar()  # the first of a process builds it, which takes a busy machine longer than a publication may take
    published = await publish(engine, shop, files or example_files(), expected=None, actor=TEST)
    assert isinstance(published, Published), published
    return published


def cart(
    *skus: str, email: str | None = "taro@shop.example", codes: Sequence[str] = (), **rest: Any
) -> CartRequest:
    """One piece of each product."""
    buyer = rest.pop("buyer", BuyerRequest(email=email, name="山田太郎", locale="ja"))
    lines = tuple(LineRequest(sku=sku, quantity=1) for sku in skus)
    return CartRequest(lines=lines, buyer=buyer, codes=tuple(codes), **rest)


def order(order_id: str, *skus: str, state: OrderState = OrderState.PAID, **rest: Any) -> OrderRequest:
    """A paid order of one piece of each product."""
    own = {
        name: rest.pop(name)
        for name in ("placed_at", "stated_total", "note", "refused_codes")
        if name in rest
    }
    return OrderRequest(id=order_id, state=state, cart=cart(*skus, **rest), **own)


async def buy(
    engine: Engine, order_id: str, *skus: str, shop: str = "tea", **rest: Any
) -> OrderRecordedAnswer:
    """Record a paid order that must be accepted."""
    answer = await record_order(engine, shop, order(order_id, *skus, **rest), actor=TEST)
    assert isinstance(answer, OrderRecordedAnswer), answer
    return answer


async def code_of(engine: Engine, answer: OrderRecordedAnswer, shop: str = "tea") -> str:
    """The code of the one coupon that an order earned."""
    (issued,) = answer.issued
    revealed = await reveal_code(engine, shop, issued.coupon_id, actor=TEST)
    return revealed.code  # type: ignore[union-attr]


async def drain(engine: Engine) -> None:
    """Do everything that is due."""
    while await work(engine):
        pass


async def inbox_texts(engine: Engine, shop: str = "tea") -> list[str]:
    """Texts of the kept mails, newest first."""
    return [mail.text for mail in await kept_mails(engine, shop, Page(limit=100))]
