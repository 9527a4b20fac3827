"""Small shops, rules, carts and events for the tests."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from engine.model.cart import Buyer, Cart, CartLine, Order, OrderState
from engine.model.catalog import Catalog, Product
from engine.model.condition import ALWAYS, Condition
from engine.model.events import OrderRecorded
from engine.model.facts import CouponFact, CouponState
from engine.model.program import (
    Alphabet,
    AmountOff,
    ChannelName,
    CodeShape,
    CouponBody,
    CouponTerms,
    GatewayShows,
    Kind,
    Limit,
    PercentOff,
    Program,
    Rule,
    SaleBody,
    Send,
    ShopSettings,
    Stacking,
    StackingKind,
    Status,
    Trigger,
    TriggerKind,
    Validity,
    Window,
    World,
)
from engine.model.reward import Floor, Pick, Reward
from engine.model.selector import ANY_PRODUCT, SelectBy, Selector
from engine.runtime.prepare import Prepared, prepare

TOKYO = ZoneInfo("Asia/Tokyo")
ALICE = "a@x.jp"
BOB = "b@x.jp"
MAY_20 = datetime(2026, 5, 20, 1, 0, tzinfo=UTC)  # 10:00 in Tokyo
ANY = Stacking(kind=StackingKind.ANY)


def stacks_with(*names: str) -> Stacking:
    return Stacking(kind=StackingKind.WITH, names=frozenset(names))


def at(text: str) -> datetime:
    """A Tokyo wall-clock moment."""
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO).astimezone(UTC)


def only(*skus: str) -> Selector:
    return Selector(by=SelectBy.PRODUCT, names=frozenset(skus))


CATALOG = Catalog(
    currency="JPY",
    products={
        one.sku: one
        for one in (
            Product(
                sku="A", name="A", price=1000, cost=400, category="tea", tags=frozenset({"new"}), sandbox=True
            ),
            Product(sku="B", name="B", price=2000, category="tea"),
            Product(
                sku="C", name="C", price=3000, category="cup", tags=frozenset({"new", "gift"}), sandbox=True
            ),
            Product(sku="D", name="D", price=356, category="cup", coupon_entry=False),
            Product(sku="GIFT", name="Gift card", price=5000, category="card", coupon_discount=False),
        )
    },
    version=1,
)


def program(
    *rules: Rule, settings: ShopSettings | None = None, catalog: Catalog = CATALOG, **more: object
) -> Program:
    made = Program(settings=settings or ShopSettings(), catalog=catalog, rules=rules, revision=1)
    return replace(made, **more)  # type: ignore[arg-type]


def ready(*rules: Rule, **more: object) -> Prepared:
    return prepare(program(*rules, **more))  # type: ignore[arg-type]


def sale(
    name: str = "sale",
    discount: Reward | None = None,
    *,
    codes: tuple[str, ...] = (),
    targets: Selector = ANY_PRODUCT,
    pick: Pick | None = None,
    floor: Floor | None = None,
    lane: str = "",
    stacking: Stacking | None = None,
    shows: GatewayShows = GatewayShows.PAYABLE,
    condition: Condition = ALWAYS,
    trigger: Trigger | None = None,
    status: Status = Status.LIVE,
    world: World = World.LIVE,
    window: Window | None = None,
    limits: tuple[Limit, ...] = (),
    budget: str | None = None,
    priority: int = 100,
    was: tuple[str, ...] = (),
) -> Rule:
    body = SaleBody(
        discount=discount or AmountOff(amount=100),
        targets=targets,
        codes=frozenset(codes),
        stacking=stacking or Stacking(),
        gateway_shows=shows,
        pick=pick,
        floor=floor,
        lane=lane,
    )
    return Rule(
        name=name, kind=Kind.SALE, body=body, condition=condition, trigger=trigger, status=status, world=world,
        window=window or Window(), limits=limits, budget=budget, priority=priority, was=was,
    )  # fmt: skip


def percent(number: int, cap: int | None = None) -> PercentOff:
    return PercentOff(rate=Fraction(number, 100), cap=cap)


def yen(number: int) -> AmountOff:
    return AmountOff(amount=number)


THANKS = CouponTerms(discount=AmountOff(amount=500), targets=only("B"))


def coupon(
    name: str = "thanks",
    *,
    bought: Selector | None = None,
    all_of: bool = False,
    digits: int | None = 8,
    validity: Validity | None = None,
    uses: int | None = 1,
    terms: CouponTerms = THANKS,
    sends: tuple[Send, ...] = (Send(channel=ChannelName.EMAIL, template="thanks"),),
    condition: Condition = ALWAYS,
    status: Status = Status.LIVE,
    world: World = World.LIVE,
    window: Window | None = None,
    limits: tuple[Limit, ...] = (),
    budget: str | None = None,
    was: tuple[str, ...] = (),
) -> Rule:
    body = CouponBody(
        code=None if digits is None else CodeShape(length=digits, alphabet=Alphabet.DIGITS),
        validity=validity or Validity(days=14),
        uses=uses,
        terms=terms,
        sends=sends,
    )
    trigger = Trigger(kind=TriggerKind.ORDER_PAID, selector=bought or only("A"), all_of=all_of)
    return Rule(
        name=name, kind=Kind.COUPON, body=body, condition=condition, trigger=trigger, status=status, world=world,
        window=window or Window(), limits=limits, budget=budget, was=was,
    )  # fmt: skip


def cart(
    *skus: str,
    email: str | None = ALICE,
    codes: tuple[str, ...] = (),
    shipping: int = 0,
    test: bool = False,
    token: str = "",
    external_id: str | None = None,
    phone: str | None = None,
    quantity: int = 1,
    channel: str = "web",
) -> Cart:
    """One line per sku at its catalogue price."""
    lines = tuple(
        CartLine(sku=sku, quantity=quantity, unit_price=CATALOG.products[sku].price) for sku in skus
    )
    buyer = Buyer(email=email, external_id=external_id, phone=phone, member=external_id is not None)
    return Cart(
        lines=lines, buyer=buyer, codes=codes, shipping=shipping, test=test, token=token, channel=channel
    )  # fmt: skip


def paid(
    bought: Cart,
    *,
    order_id: str = "1",
    state: OrderState = OrderState.PAID,
    now: datetime = MAY_20,
    stated_total: int | None = None,
    note: str = "",
) -> OrderRecorded:
    order = Order(
        id=order_id, state=state, cart=bought, placed_at=now, stated_total=stated_total, note=note
    )  # fmt: skip
    return OrderRecorded(id=f"order:{order_id}:{state}", at=now, order=order)


ISSUED = CouponFact(
    id="c1",
    rule="thanks",
    state=CouponState.ISSUED,
    terms=THANKS,
    owner_email=ALICE,
    owner_id=None,
    issued_at=MAY_20,
    valid_until=None,
    uses=1,
    used=0,
    held=0,
)
