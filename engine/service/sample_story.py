"""A made-up week of a shop: who buys what when, earns coupons, uses them, or fails to (deterministic by its seed)."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random

from engine.model.answers import OrderRecordedAnswer
from engine.model.cart import OrderState
from engine.model.catalog import Product
from engine.model.events import RefusedCodes
from engine.model.records import Actor, StoredCoupon
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest
from engine.model.sample import SAMPLE_DOMAIN, SAMPLE_ORDERS
from engine.service.clock import VirtualClock
from engine.service.coupons import code_of
from engine.service.engine import Engine
from engine.service.record_order import record_order
from engine.service.work import work

BY_SAMPLE = Actor(kind="cli", id="sample")
DAYS = 7
EARLIER = timedelta(days=21)
"""When the first coupons were issued: some of them end during the week."""

EARLIER_ORDERS = 6
ORDERS_A_DAY = (7, 12)
HOURS = (8, 9, 10, 11, 12, 12, 13, 15, 17, 18, 19, 20, 20, 21, 21, 21, 22, 22, 23)
"""When people buy: at noon, and most of all in the evening; in shop time."""

EARNING, TWO = 0.4, 0.1
"""How many buy on purpose what rules wait for, and how many two of it."""

USED, MISTAKEN = 0.55, 0.2
"""How many coupons are used within days, and how many of those with another address first."""

NAMES = (
    *(("佐藤 花子", "hanako.sato"), ("鈴木 一郎", "ichiro.suzuki"), ("高橋 美咲", "misaki.takahashi")),
    *(("田中 健", "ken.tanaka"), ("伊藤 さくら", "sakura.ito"), ("渡辺 直樹", "naoki.watanabe")),
    *(("山本 結衣", "yui.yamamoto"), ("中村 翔太", "shota.nakamura"), ("小林 恵", "megumi.kobayashi")),
    *(("加藤 大輔", "daisuke.kato"), ("吉田 陽菜", "hina.yoshida"), ("山田 太郎", "taro.yamada")),
    *(("佐々木 凛", "rin.sasaki"), ("松本 悠", "yu.matsumoto"), ("井上 葵", "aoi.inoue")),
    *(("木村 蓮", "ren.kimura"), ("Emma Wilson", "emma.wilson"), ("清水 咲", "saki.shimizu")),
    *(("林 拓海", "takumi.hayashi"), ("斎藤 真由", "mayu.saito"), ("Liam Chen", "liam.chen")),
    *(("森 彩", "aya.mori"), ("池田 亮", "ryo.ikeda"), ("橋本 琴音", "kotone.hashimoto")),
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Visit:
    """Somebody comes at `at`; with a coupon they come to use it."""

    at: datetime
    number: int
    coupon_id: str = ""


@dataclass(slots=True, kw_only=True)
class Story:
    """Plays visits in their order on an engine of its own, whose clock it moves."""

    engine: Engine
    clock: VirtualClock
    shop: str
    products: tuple[Product, ...]
    awaited: tuple[Product, ...]  # that rules wait for; empty: any
    now: datetime
    dice: Random
    waiting: list[Visit] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1001))

    async def play(self) -> None:
        """Everything up to `now`, in its order, with the mails and ends of coupons at their times."""
        self._plan()
        while self.waiting:
            visit = heapq.heappop(self.waiting)
            await self._until(visit.at)
            await self._visit(visit)
        await self._until(self.now)

    def _plan(self) -> None:
        for _ in range(EARLIER_ORDERS):
            self._come(self.now - EARLIER + timedelta(hours=self.dice.uniform(0, 96)))
        midnight = self.now.replace(hour=0, minute=0, second=0, microsecond=0)
        for day in range(DAYS + 1):
            for _ in range(self.dice.randint(*ORDERS_A_DAY)):
                at = midnight - timedelta(days=DAYS - day) + timedelta(hours=self.dice.choice(HOURS))
                self._come(at + timedelta(seconds=self.dice.randrange(3600)))

    def _come(self, at: datetime, coupon_id: str = "") -> None:
        if at < self.now:
            visit = Visit(at=at, number=next(self.numbers), coupon_id=coupon_id)
            heapq.heappush(self.waiting, visit)

    async def _until(self, at: datetime) -> None:
        """Let time pass; what falls due on the way happens at its own time."""
        store = self.engine.store
        while (due := await store.next_due()) is not None and due <= at:
            self.clock.set(max(due, self.clock.now()))
            if not await work(self.engine):
                break
        self.clock.set(at)
        while await work(self.engine):
            pass

    async def _visit(self, visit: Visit) -> None:
        found = await self.engine.store.coupons_by_id(self.shop, [visit.coupon_id] if visit.coupon_id else [])
        if found:
            await self._use(visit, found[0])
            return
        early = visit.at < self.now - timedelta(days=DAYS + 1)
        earning = self.awaited and (early or self.dice.random() < EARNING)
        product = self.dice.choice(self.awaited if earning else self.products)
        quantity = 2 if self.dice.random() < TWO else 1
        await self._buy(visit.number, product.sku, self.dice.choice(NAMES), quantity=quantity)

    async def _use(self, visit: Visit, coupon: StoredCoupon) -> None:
        targets = [one for one in self.products if coupon.fact.terms.targets.picks(one)]
        if not targets or coupon.fact.owner_email is None:
            return
        code, sku = code_of(self.engine, self.shop, coupon), self.dice.choice(targets).sku
        local = coupon.fact.owner_email.partition("@")[0]
        owner = next(one for one in NAMES if one[1] == local)
        if self.dice.random() < MISTAKEN:
            other = self.dice.choice([one for one in NAMES if one != owner])
            await self._buy(visit.number, sku, other, code)
            self._come(visit.at + timedelta(minutes=self.dice.randint(4, 40)), coupon.fact.id)
            return
        await self._buy(visit.number, sku, owner, code)

    async def _buy(
        self, number: int, sku: str, who: tuple[str, str], code: str = "", *, quantity: int = 1
    ) -> None:
        name, local = who
        buyer = BuyerRequest(
            email=f"{local}@{SAMPLE_DOMAIN}", name=name, locale="en" if name.isascii() else "ja"
        )
        cart = CartRequest(
            lines=(LineRequest(sku=sku, quantity=quantity),), buyer=buyer, codes=(code,) if code else ()
        )
        order = OrderRequest(
            id=f"{SAMPLE_ORDERS}{number}",
            state=OrderState.PAID,
            cart=cart,
            refused_codes=RefusedCodes.RECORD,
        )
        answer = await record_order(self.engine, self.shop, order, actor=BY_SAMPLE)
        if isinstance(answer, OrderRecordedAnswer):
            for issued in answer.issued:
                if self.dice.random() < USED:
                    wait = timedelta(hours=self.dice.uniform(18, 96))
                    self._come(self.clock.now() + wait, issued.coupon_id)
