"""Small builders for what stores are given; everything has a default that is valid."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from hashlib import sha256
from typing import Any

from engine.model.cart import Buyer, Cart, CartLine, Order, OrderState
from engine.model.consent import ConsentAct, ConsentEntry
from engine.model.decision import Decision
from engine.model.effects import (
    CountCustomerOrder,
    CountStat,
    Effect,
    IssueCoupon,
    Metric,
    RecordGrant,
    RedeemCoupon,
    SaveOrder,
    SendMessage,
    StartTimer,
    UseCounter,
)
from engine.model.events import OrderRecorded, TimerCame, TimerKind
from engine.model.facts import CounterKey, CouponFact, CouponNeed
from engine.model.list_effects import RecordConsent
from engine.model.program import (
    Alphabet,
    AmountOff,
    ChannelName,
    CodeShape,
    CouponTerms,
    Kind,
    MessageClass,
    PercentOff,
)
from engine.model.quote import Adjustment, Quote, QuotedLine, Refusal, RefusalReason
from engine.model.records import Actor, CodeLookup, Committed, MintedCode, Page, Receipt, Shop, SourceFile
from engine.model.selector import SelectBy, Selector
from engine.store.port import Store

NOW = datetime(2026, 5, 20, 3, 0, tzinfo=UTC)
SHOP = "shop-a"
OTHER = "shop-b"
ME = Actor(kind="staff", id="me", ip="192.0.2.1")
ALL = Page(limit=100)
EMAIL = "a@x.jp"
TERMS = CouponTerms(
    discount=AmountOff(amount=500), targets=Selector(by=SelectBy.PRODUCT, names=frozenset({"B"}))
)
COUNTER = CounterKey(area="limit", name="spring", subject="shop")


def after(**span: float) -> datetime:
    """NOW and a while."""
    return NOW + timedelta(**span)


async def prepare(store: Store, *shops: str) -> None:
    """Shops with a live revision 1."""
    for shop in shops or (SHOP, OTHER):
        await store.add_shop(Shop(id=shop, name=shop.title(), created_at=NOW))
        await store.add_revision(shop, [SourceFile(path="rules.otoku", text="x")], "f1", ME, "", NOW)
        await store.make_live(shop, 1, None, ME, None, NOW)


def order(
    identity: str = "o1", state: OrderState = OrderState.PAID, *, email: str | None = EMAIL, **cart: Any
) -> Order:
    """An order of two lines."""
    lines = (CartLine(sku="A", quantity=1, unit_price=1000), CartLine(sku="B", quantity=2, unit_price=700))
    basket = Cart(lines=lines, buyer=Buyer(email=email, name="愛"), codes=("CODE1",), **cart)
    return Order(id=identity, state=state, cart=basket, placed_at=NOW, stated_total=2400)


def quote(total: int = 1900) -> Quote:
    """A price with everything in it."""
    line = QuotedLine(
        sku="A", quantity=1, unit_price=1000, subtotal=1000, discount=500, total=500, coupon_entry=True
    )
    applied = Adjustment(
        rule="r",
        kind=Kind.COUPON,
        discount=AmountOff(amount=500),
        per_line=(500, 0),
        code="CODE1",
        coupon_id="c1",
    )
    shared = Adjustment(rule="s", kind=Kind.SALE, discount=PercentOff(rate=Fraction(1, 3)), per_line=(0, 0))
    refused = Refusal(reason=RefusalReason.EXPIRED, rule="r", code="OLD", amount=100)
    return Quote(
        currency="JPY",
        lines=(line,),
        adjustments=(applied, shared),
        refusals=(refused,),
        subtotal=2400,
        discount=500,
        shipping=0,
        total=total,
        gateway_total=2400,
        coupon_entry=True,
        revision=1,
    )


def issue(coupon_id: str = "c1", *, uses: int | None = 1, **fields: Any) -> IssueCoupon:
    """A coupon for EMAIL, valid 14 days."""
    given: dict[str, Any] = {
        "rule": "r",
        "order_id": "o1",
        "shape": CodeShape(length=8, alphabet=Alphabet.DIGITS),
        "owner_email": EMAIL,
        "owner_id": None,
        "issued_at": NOW,
        "valid_until": after(days=15),
        "terms": TERMS,
    }
    return IssueCoupon(coupon_id=coupon_id, uses=uses, **(given | fields))


def minted(effect: IssueCoupon, code: str | None = None, attempt: int = 0) -> MintedCode:
    """The code of a coupon: `code-<id>` unless another is given."""
    return MintedCode(
        coupon_id=effect.coupon_id,
        lookup=hashed(code or f"code-{effect.coupon_id}"),
        key_id="k1",
        attempt=attempt,
        last_four="0042",
    )


def hashed(code: str) -> bytes:
    return sha256(code.encode()).digest()


def lookup(code: str) -> CodeLookup:
    return CodeLookup(code=code, hashes=(hashed("old pepper" + code), hashed(code)))


def redeem(
    coupon_id: str = "c1", order_id: str = "o2", *, cart_token: str = "", **fields: Any
) -> RedeemCoupon:
    given: dict[str, Any] = {"rule": "r", "owner_email": EMAIL, "owner_id": None, "amount": 500, "at": NOW}
    return RedeemCoupon(coupon_id=coupon_id, order_id=order_id, cart_token=cart_token, **(given | fields))


def grant(order_id: str = "o2", rule: str = "s", code: str | None = None, amount: int = 100) -> RecordGrant:
    return RecordGrant(rule=rule, order_id=order_id, code=code, amount=amount, at=NOW)


def use(
    amount: int = 1, limit: int | None = None, *, key: CounterKey = COUNTER, ends: datetime | None = None
) -> UseCounter:
    return UseCounter(key=key, amount=amount, limit=limit, window_ends=ends)


def send(key: str = "m1", **fields: Any) -> SendMessage:
    given: dict[str, Any] = {
        "rule": "r",
        "channel": ChannelName.EMAIL,
        "template": "thanks",
        "message_class": MessageClass.ESSENTIAL,
        "recipient": EMAIL,
        "locale": "ja",
        "due": NOW,
        "send_before": None,
        "coupon_id": None,
        "order_id": "o1",
    }
    return SendMessage(dedupe_key=key, **(given | fields))


def consent(address: str = EMAIL, act: ConsentAct = ConsentAct.GIVEN, **fields: Any) -> RecordConsent:
    """Somebody agrees, or takes it back; `key` tells entries apart."""
    key = fields.pop("key", f"{act}-{address}-{fields.get('scope', '')}")
    given: dict[str, Any] = {
        "at": NOW,
        "channel": ChannelName.EMAIL,
        "wording": "Send me news",
        "source": "/checkout",
    }
    entry = ConsentEntry(id=key, address=address, act=act, address_hash=f"#{address}", **(given | fields))
    return RecordConsent(entry=entry)


def stat(metric: Metric, amount: int = 1, rule: str = "r", day: datetime = NOW) -> CountStat:
    return CountStat(rule=rule, day=day.date(), metric=metric, amount=amount)


def expiry(coupon_id: str = "c1", due: datetime | None = None) -> StartTimer:
    return StartTimer(kind=TimerKind.COUPON_EXPIRY, subject=coupon_id, due=due or after(days=15))


def bought(
    total: int = 1900, *, email: str | None = EMAIL, external_id: str | None = None
) -> CountCustomerOrder:
    return CountCustomerOrder(email=email, external_id=external_id, total=total, at=NOW)


async def commit(
    store: Store,
    *effects: Effect,
    event: str = "e1",
    shop: str = SHOP,
    codes: Sequence[MintedCode] | None = None,
    receipt: Receipt | None = None,
    answer: bytes | None = None,
    now: datetime = NOW,
    of: Order | None = None,
    priced: Quote | None = None,
) -> Committed:
    """Commit effects as the decision about an order event."""
    if codes is None:
        codes = [minted(effect) for effect in effects if isinstance(effect, IssueCoupon)]
    happened = OrderRecorded(id=event, at=now, order=of or order())
    decision = Decision(revision=1, effects=effects, quote=priced)
    return await store.commit(shop, happened, decision, codes, ME, receipt, answer, now)


async def timer_came(store: Store, *effects: Effect, event: str = "t1", now: datetime = NOW) -> Committed:
    """Commit effects as the decision about a timer."""
    happened = TimerCame(id=event, at=now, kind=TimerKind.COUPON_EXPIRY, subject="c1")
    return await store.commit(SHOP, happened, Decision(revision=1, effects=effects), (), ME, None, None, now)


async def give_coupon(store: Store, coupon_id: str = "c1", *, shop: str = SHOP, **fields: Any) -> None:
    """A coupon in the store, as an order earns it."""
    effect = issue(coupon_id, **fields)
    effects: list[Effect] = [effect, stat(Metric.ISSUED)]
    if effect.valid_until:
        effects.append(expiry(coupon_id, effect.valid_until))
    await commit(store, *effects, event=f"gives {coupon_id}", shop=shop)


async def coupon(store: Store, coupon_id: str = "c1", *, shop: str = SHOP) -> CouponFact:
    (found,) = await store.coupons_by_id(shop, [coupon_id])
    return found.fact


async def seen(
    store: Store, code: str = "code-c1", *, token: str = "", shop: str = SHOP, now: datetime = NOW
) -> CouponFact | None:
    """The coupon of a code, as a cart sees it."""
    facts = await store.load(shop, [CouponNeed(code=code, cart_token=token)], [lookup(code)], now)
    return facts.coupons.get(code)


def used_once(coupon_id: str = "c1", order_id: str = "o2", **fields: Any) -> tuple[Effect, ...]:
    """A redemption with its figures, as the core decides it."""
    one = redeem(coupon_id, order_id, **fields)
    return one, stat(Metric.REDEEMED), stat(Metric.DISCOUNT_AMOUNT, one.amount)


def saved(
    identity: str = "o1", state: OrderState = OrderState.PAID, *, priced: Quote | None = None, **fields: Any
) -> SaveOrder:
    return SaveOrder(order=order(identity, state, **fields), quote=priced)
