"""Typed facts that conditions may read, with the moments they exist at and how they are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from engine.model.cart import Cart, Order
from engine.model.catalog import Catalog, Product
from engine.model.condition import Operator
from engine.model.facts import CustomerFact
from engine.vocabulary.word import Occasion


class FieldType(StrEnum):
    """What a fact is, and so how it may be compared."""

    NUMBER = "number"
    MONEY = "money"  # minor units of the shop's currency
    TEXT = "text"
    YES_NO = "yes_no"
    INSTANT = "instant"
    TEXTS = "texts"  # a set of texts
    PRODUCTS = "products"


_ORDERED = frozenset(
    {
        Operator.IS, Operator.IS_NOT, Operator.AT_LEAST, Operator.AT_MOST, Operator.OVER, Operator.UNDER,
        Operator.BETWEEN, Operator.ONE_OF,
    }
)  # fmt: skip

OPERATORS: Mapping[FieldType, frozenset[Operator]] = {
    FieldType.NUMBER: _ORDERED,
    FieldType.MONEY: _ORDERED,
    FieldType.TEXT: frozenset({Operator.IS, Operator.IS_NOT, Operator.ONE_OF}),
    FieldType.YES_NO: frozenset({Operator.IS_TRUE, Operator.IS, Operator.IS_NOT}),
    FieldType.INSTANT: frozenset(
        {
            Operator.WITHIN,
            Operator.AT_LEAST,
            Operator.AT_MOST,
            Operator.OVER,
            Operator.UNDER,
            Operator.BETWEEN,
        }
    ),
    FieldType.TEXTS: frozenset({Operator.HAS}),
    FieldType.PRODUCTS: frozenset({Operator.HAS}),
}
"""Which comparisons each type of fact allows (E0502)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Everything a fact may be read from.

    `discounts` are minor units already taken off the goods; `order` is None while a cart is only being priced.
    """

    cart: Cart
    customer: CustomerFact
    catalog: Catalog
    now: datetime
    order: Order | None = None
    discounts: int = 0


WITH_CART = frozenset({Occasion.CHECKOUT, Occasion.ORDER_PAID, Occasion.CART_LEFT, Occasion.REFUND})
"""Moments at which there is a cart, or an order that came of one."""

FactValue = int | str | bool | datetime | frozenset[str] | tuple[Product, ...] | None
"""None means unknown (a stranger has no last order); every comparison with it is false."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWord:
    """A fact. `history` says that reading it needs the buyer's history; `least` is the smallest value it can have."""

    path: str
    type: FieldType
    read: Callable[[Sight], FactValue]
    doc: Mapping[str, str]
    example: str
    available: frozenset[Occasion] = field(default_factory=lambda: frozenset(Occasion))
    history: bool = False
    least: int | None = None


def subtotal(cart: Cart) -> int:
    """Minor units of all goods at their unit prices, before any discount and without shipping."""
    return sum(line.quantity * line.unit_price for line in cart.lines)


def items(sight: Sight) -> tuple[Product, ...]:
    """The products in the cart that the catalogue knows, in cart order."""
    known = sight.catalog.products
    return tuple(known[line.sku] for line in sight.cart.lines if line.sku in known)


CART_FIELDS: tuple[FieldWord, ...] = (
    FieldWord(
        path="cart.total",
        type=FieldType.MONEY,
        read=lambda sight: subtotal(sight.cart),
        doc={
            "en": "The goods in the cart, tax included, before any discount and without shipping.",
            "ja": "カート内商品の税込合計。割引前、送料を含みません。",
        },
        example="cart.total at least 5,000 JPY",
        available=WITH_CART,
        least=0,
    ),
    FieldWord(
        path="cart.discounted_total",
        type=FieldType.MONEY,
        read=lambda sight: max(0, subtotal(sight.cart) - sight.discounts),
        doc={
            "en": "The goods in the cart after the discounts that were applied before this rule.",
            "ja": "このルールより前に適用された割引を引いた後の、カート内商品の合計。",
        },
        example="cart.discounted_total over 3,000 JPY",
        available=WITH_CART,
        least=0,
    ),
    FieldWord(
        path="cart.quantity",
        type=FieldType.NUMBER,
        read=lambda sight: sum(line.quantity for line in sight.cart.lines),
        doc={"en": "How many pieces are in the cart.", "ja": "カート内の個数の合計。"},
        example="cart.quantity at least 3",
        available=WITH_CART,
        least=0,
    ),
    FieldWord(
        path="cart.lines",
        type=FieldType.NUMBER,
        read=lambda sight: len(sight.cart.lines),
        doc={"en": "How many lines the cart has.", "ja": "カートの明細行数。"},
        example="cart.lines over 1",
        available=WITH_CART,
        least=0,
    ),
    FieldWord(
        path="cart.items",
        type=FieldType.PRODUCTS,
        read=items,
        doc={
            "en": "The products in the cart; `has` asks for a product, a category or a tag.",
            "ja": "カート内の商品。`has` で商品・カテゴリー・タグを調べます。",
        },
        example='cart.items has category "tea"',
        available=WITH_CART,
    ),
    FieldWord(
        path="cart.shipping",
        type=FieldType.MONEY,
        read=lambda sight: sight.cart.shipping,
        doc={"en": "The shipping charge before discounts.", "ja": "割引前の送料。"},
        example="cart.shipping over 0 JPY",
        available=WITH_CART,
        least=0,
    ),
    FieldWord(
        path="cart.channel",
        type=FieldType.TEXT,
        read=lambda sight: sight.cart.channel,
        doc={
            "en": "Where the cart is from, in the shop's own word.",
            "ja": "購入チャネル(お店が決めた名前)。",
        },
        example='cart.channel is "web"',
        available=WITH_CART,
    ),
    FieldWord(
        path="order.note",
        type=FieldType.TEXT,
        read=lambda sight: sight.order.note if sight.order else None,
        doc={"en": "The note of the order.", "ja": "注文の備考。"},
        example='order.note is ""',
        available=frozenset({Occasion.ORDER_PAID, Occasion.REFUND}),
    ),
)

CUSTOMER_FIELDS: tuple[FieldWord, ...] = (
    FieldWord(
        path="customer.orders",
        type=FieldType.NUMBER,
        read=lambda sight: sight.customer.orders,
        doc={
            "en": "Paid orders of the buyer before this one.",
            "ja": "この注文より前の、支払い済み注文の回数。",
        },
        example="customer.orders at least 2",
        history=True,
        least=0,
    ),
    FieldWord(
        path="customer.spent",
        type=FieldType.MONEY,
        read=lambda sight: sight.customer.spent,
        doc={
            "en": "What the buyer has paid in all before this order.",
            "ja": "この注文より前の、購入金額の累計。",
        },
        example="customer.spent over 10,000 JPY",
        history=True,
        least=0,
    ),
    FieldWord(
        path="customer.tags",
        type=FieldType.TEXTS,
        read=lambda sight: sight.customer.tags,
        doc={"en": "Tags that the shop gave the buyer.", "ja": "お店が顧客につけたタグ。"},
        example='customer.tags has "gold"',
        history=True,
    ),
    FieldWord(
        path="customer.tier",
        type=FieldType.TEXT,
        read=lambda sight: sight.customer.tier,
        doc={"en": "The buyer's tier; empty if there is none.", "ja": "顧客のランク。無い場合は空です。"},
        example='customer.tier one of ("gold", "silver")',
        history=True,
    ),
    FieldWord(
        path="customer.member",
        type=FieldType.YES_NO,
        read=lambda sight: sight.cart.buyer.member,
        doc={"en": "Whether the buyer is a member.", "ja": "会員かどうか。"},
        example="customer.member",
    ),
    FieldWord(
        path="customer.blocked",
        type=FieldType.YES_NO,
        read=lambda sight: sight.customer.blocked,
        doc={
            "en": "Whether the shop keeps the buyer out of promotions.",
            "ja": "特典の対象外の顧客かどうか。",
        },
        example="customer.blocked is no",
        history=True,
    ),
    FieldWord(
        path="customer.first_order_at",
        type=FieldType.INSTANT,
        read=lambda sight: sight.customer.first_order_at,
        doc={"en": "When the buyer first paid an order.", "ja": "最初に支払いを完了した日時。"},
        example="customer.first_order_at under 2026-01-01",
        history=True,
    ),
    FieldWord(
        path="customer.joined_at",
        type=FieldType.INSTANT,
        read=lambda sight: sight.customer.joined_at,
        doc={"en": "When the buyer became a member.", "ja": "会員になった日時。"},
        example="customer.joined_at within 30 days",
        history=True,
    ),
    FieldWord(
        path="customer.birthday",
        type=FieldType.TEXT,
        read=lambda sight: sight.customer.birthday or None,
        doc={
            "en": "The buyer's birthday as month and day; unknown until the shop tells it.",
            "ja": "顧客の誕生日(月-日)。お店が登録するまでは不明です。",
        },
        example='customer.birthday is "05-20"',
        history=True,
    ),
    FieldWord(
        path="customer.last_order_at",
        type=FieldType.INSTANT,
        read=lambda sight: sight.customer.last_order_at,
        doc={
            "en": "When the buyer last paid an order before this one.",
            "ja": "この注文の前に、最後に支払った日時。",
        },
        example="customer.last_order_at within 30 days",
        history=True,
    ),
)

FIELDS: tuple[FieldWord, ...] = CART_FIELDS + CUSTOMER_FIELDS
FIELD_BY_PATH: Mapping[str, FieldWord] = {one.path: one for one in FIELDS}
