"""Hypothesis strategies: any rules, any carts."""

from datetime import time, timedelta
from fractions import Fraction
from random import Random

from hypothesis import strategies as st

from engine.model.cart import Buyer, Cart, CartLine, Order, OrderState
from engine.model.condition import Compare, Condition, Group, Operator, Quantifier
from engine.model.facts import CustomerFact
from engine.model.program import (
    AmountOff,
    FreeShipping,
    Opening,
    PercentOff,
    Stacking,
    StackingKind,
    Status,
    Trigger,
    TriggerKind,
    Window,
    World,
)
from engine.model.reward import (
    Bundle,
    BuyGet,
    Deducted,
    Extreme,
    Floor,
    FloorKind,
    Gift,
    Pick,
    PriceEach,
    Reward,
    Tier,
    Tiers,
)
from engine.model.selector import SelectBy, Selector
from engine.vocabulary.fields import FIELDS, OPERATORS, FieldType, FieldWord, Sight
from tests.runtime.make import CATALOG, MAY_20

NUMBERS = st.integers(-1, 6) | st.sampled_from((999, 1000, 1001, 3000, 5000))
TEXTS = st.sampled_from(("", "web", "app", "gold", "silver", "new"))
INSTANTS = st.integers(-5, 5).map(lambda days: MAY_20 + timedelta(days=days))
SKUS = st.sampled_from(sorted(CATALOG.products))

selectors = st.one_of(
    st.builds(Selector, by=st.just(SelectBy.ANY), names=st.frozensets(SKUS, max_size=3)),
    st.builds(Selector, by=st.just(SelectBy.PRODUCT), names=st.frozensets(SKUS, min_size=1, max_size=3)),
    st.builds(
        Selector,
        by=st.just(SelectBy.CATEGORY),
        names=st.frozensets(st.sampled_from(("tea", "cup", "card")), min_size=1),
    ),
    st.builds(
        Selector, by=st.just(SelectBy.TAG), names=st.frozensets(st.sampled_from(("new", "gift")), min_size=1)
    ),
)

_OPERANDS: dict[FieldType, st.SearchStrategy[object]] = {
    FieldType.NUMBER: NUMBERS,
    FieldType.MONEY: NUMBERS,
    FieldType.TEXT: TEXTS,
    FieldType.YES_NO: st.booleans(),
    FieldType.INSTANT: INSTANTS,
    FieldType.TEXTS: TEXTS,
    FieldType.PRODUCTS: selectors,
}


@st.composite
def _compares(draw: st.DrawFn) -> Compare:
    field: FieldWord = draw(st.sampled_from(FIELDS))
    operator = draw(st.sampled_from(sorted(OPERATORS[field.type])))
    if operator is Operator.WITHIN:
        return Compare(
            field=field.path, operator=operator, operands=(timedelta(days=draw(st.integers(0, 5))),)
        )
    count = {Operator.IS_TRUE: 0, Operator.BETWEEN: 2, Operator.ONE_OF: draw(st.integers(1, 3))}.get(
        operator, 1
    )
    operands = tuple(draw(_OPERANDS[field.type]) for _ in range(count))
    return Compare(field=field.path, operator=operator, operands=operands)  # type: ignore[arg-type]


conditions: st.SearchStrategy[Condition] = st.recursive(
    _compares(),
    lambda inner: st.builds(
        Group, quantifier=st.sampled_from(Quantifier), members=st.lists(inner, max_size=4).map(tuple)
    ),
    max_leaves=9,
)

_clocks = st.sampled_from((time(), time(9), time(10), time(10, 30), time(22)))
openings = st.builds(
    Opening, weekdays=st.frozensets(st.integers(1, 7), min_size=1), since=_clocks, until=_clocks
)
windows = st.builds(
    Window,
    begins=st.none() | INSTANTS,
    ends=st.none() | INSTANTS,
    openings=st.just(()) | st.lists(openings, max_size=2).map(tuple),
)
triggers = st.builds(Trigger, kind=st.just(TriggerKind.ORDER_PAID), selector=selectors, all_of=st.booleans())
worlds = st.sampled_from((World.LIVE, World.LIVE, World.SANDBOX))
statuses = st.sampled_from((Status.LIVE, Status.LIVE, Status.LIVE, Status.PAUSED))
discounts = st.one_of(
    st.builds(AmountOff, amount=st.integers(0, 9000)),
    st.builds(
        PercentOff,
        rate=st.integers(0, 100).map(lambda share: Fraction(share, 100)),
        cap=st.none() | st.integers(0, 2000),
    ),
    st.just(FreeShipping()),
)
rates = st.integers(1, 100).map(lambda share: Fraction(share, 100))
most = st.none() | st.integers(1, 2)
deducted: st.SearchStrategy[Deducted] = st.one_of(
    discounts,
    st.builds(PriceEach, amount=st.integers(0, 2000)),
    st.builds(
        BuyGet,
        buy=st.integers(1, 3),
        get=st.integers(1, 2),
        rate=st.just(Fraction(1)) | rates,
        of=st.none() | selectors,
        most=most,
    ),
    st.builds(Bundle, selector=selectors, price=st.integers(0, 6000), count=st.integers(2, 4), most=most),
    st.builds(
        Bundle,
        selector=st.builds(
            Selector, by=st.just(SelectBy.PRODUCT), names=st.frozensets(SKUS, min_size=2, max_size=3)
        ),
        price=st.integers(0, 6000),
        most=most,
    ),
)
tiers: st.SearchStrategy[Tiers] = st.one_of(
    st.lists(
        st.builds(Tier, discount=discounts, items=st.integers(1, 9)),
        min_size=1,
        max_size=3,
        unique_by=lambda one: one.items,
    ),
    st.lists(
        st.builds(Tier, discount=discounts, amount=NUMBERS.filter(lambda amount: amount >= 0)),
        min_size=1,
        max_size=3,
        unique_by=lambda one: one.amount,
    ),
).map(lambda found: Tiers(tiers=tuple(found)))
gifts = st.builds(Gift, sku=SKUS, quantity=st.integers(1, 2))
rewards: st.SearchStrategy[Reward] = st.one_of(deducted, tiers, gifts)
picks = st.builds(Pick, which=st.sampled_from(Extreme), count=st.none() | st.integers(1, 3))
floors = st.one_of(
    st.builds(Floor, kind=st.just(FloorKind.AMOUNT), amount=st.integers(0, 2000)),
    st.builds(Floor, kind=st.just(FloorKind.SHARE), share=rates),
    st.just(Floor(kind=FloorKind.COST)),
)
lanes = st.sampled_from(("", "", "one", "two"))
stackings = st.one_of(
    st.just(Stacking()),
    st.just(Stacking(kind=StackingKind.ANY)),
    st.builds(
        Stacking,
        kind=st.just(StackingKind.WITH),
        names=st.frozensets(st.integers(0, 9).map(lambda number: f"r{number:02d}"), min_size=1, max_size=4),
    ),
)

lines = st.lists(
    st.builds(CartLine, sku=SKUS, quantity=st.integers(1, 4), unit_price=st.integers(0, 3001)),
    min_size=1,
    max_size=6,
)
carts = st.builds(
    Cart,
    lines=lines.map(tuple),
    buyer=st.builds(Buyer, email=st.sampled_from(("a@x.jp", "b@x.jp")), member=st.booleans()),
    shipping=st.sampled_from((0, 500)),
    channel=TEXTS,
    test=st.booleans(),
)
customers = st.builds(
    CustomerFact,
    orders=st.integers(0, 6),
    spent=NUMBERS.filter(lambda amount: amount >= 0),
    tags=st.frozensets(TEXTS, max_size=3),
    tier=TEXTS,
    blocked=st.booleans(),
    first_order_at=st.none() | INSTANTS,
    last_order_at=st.none() | INSTANTS,
)
moments = st.integers(-8 * 48, 8 * 48).map(lambda halves: MAY_20 + timedelta(minutes=30 * halves))


@st.composite
def sights(draw: st.DrawFn) -> Sight:
    cart, now = draw(carts), draw(moments)
    note = draw(st.none() | TEXTS)
    order = (
        None if note is None else Order(id="1", state=OrderState.PAID, cart=cart, placed_at=now, note=note)
    )
    discounts = draw(st.sampled_from((0, 100, 5000)))
    return Sight(
        cart=cart, customer=draw(customers), catalog=CATALOG, now=now, order=order, discounts=discounts
    )  # fmt: skip


def some_sights(count: int, seed: int) -> list[Sight]:
    """The same `count` sights for a seed; much quicker than drawing each from Hypothesis."""
    dice = Random(seed)
    texts = ("", "web", "app", "gold", "silver", "new")
    return [_some_sight(dice, texts) for _ in range(count)]


def _some_sight(dice: Random, texts: tuple[str, ...]) -> Sight:
    days = [None, *(MAY_20 + timedelta(days=day) for day in range(-5, 6))]
    cart = Cart(
        lines=tuple(
            CartLine(sku=dice.choice(sorted(CATALOG.products)), quantity=dice.randint(1, 3), unit_price=price)
            for price in dice.choices((0, 1, 2, 500, 999, 1000, 2500), k=dice.randint(1, 5))
        ),
        buyer=Buyer(email="a@x.jp", member=dice.random() < 0.5),
        shipping=dice.choice((0, 3, 500)),
        channel=dice.choice(texts),
        test=dice.random() < 0.2,
    )
    customer = CustomerFact(
        orders=dice.randint(0, 6),
        spent=dice.choice((0, 3, 999, 1000, 5000)),
        tags=frozenset(dice.sample(texts, dice.randint(0, 3))),
        tier=dice.choice(texts),
        blocked=dice.random() < 0.3,
        first_order_at=dice.choice(days),
        last_order_at=dice.choice(days),
    )
    now = MAY_20 + timedelta(minutes=30 * dice.randint(-8 * 48, 8 * 48))
    note = dice.choice((None, *texts))
    order = (
        None if note is None else Order(id="1", state=OrderState.PAID, cart=cart, placed_at=now, note=note)
    )
    return Sight(
        cart=cart, customer=customer, catalog=CATALOG, now=now, order=order, discounts=dice.choice((0, 100, 5000))
    )  # fmt: skip
