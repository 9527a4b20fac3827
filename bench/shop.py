"""A shop to measure on: rules that all match, and orders that do everything at once."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from engine.model.answers import OrderRecordedAnswer, Published, RevealedCode
from engine.model.cart import OrderState
from engine.model.catalog import Product
from engine.model.records import Actor, Shop, SourceFile
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest
from engine.service.catalog import save_products
from engine.service.coupons import reveal_code
from engine.service.engine import Engine
from engine.service.publish import publish
from engine.service.record_order import record_order

SHOP = "bench"
ACTOR = Actor(kind="cli", id="bench")
PRICES = {"SAMPLE-1": 980, "PACK-1": 3800, "PACK-2": 3200, "PACK-3": 1500, "PACK-4": 700}
SHARED_CODE = "WELCOME10"

HEAD = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  rounding down
}

budget "all" {
  spend at most 999,999,999 JPY
  issue at most 99999999 per shop
}

sale "welcome" {
  code "WELCOME10"
  discount 10% up to 2,000 JPY
  for product "PACK-2", "PACK-3", "PACK-4"
  stacking any
  limit 1000 per customer
  budget "all"
}
"""

COUPON = """
coupon "thanks-{number}" {{
  when order paid with product "SAMPLE-1"
  code 10 digits
  valid 14 days
  uses 1
  discount {amount} JPY
  for product "PACK-1" as issued
  stacking any
  limit 1000 per customer
  budget "all"
  send email "thanks"
}}
"""

AUTOMATIC = """
sale "automatic-{number}" {{
  if cart.total at least {number} JPY
  discount 1%
  for product "PACK-{pack}"
}}
"""

IDLE = (
    """
sale "idle-{number}" {{
  code "IDLE{number}"
  discount 1%
}}
""",
    """
sale "idle-{number}" {{
  if cart.items has product "OTHER-{other}"
  if customer.tags has "tag-{number}"
  discount 1%
}}
""",
    """
sale "idle-{number}" {{
  if cart.items has product "PACK-1"
  if customer.tags has "tag-{number}"
  discount 1%
}}
""",
)
"""Rules that do nothing for the cart, in equal parts: a code that was not entered, a product that is not in it, and the
hard kind, a product that is in it and a buyer who is not meant."""

OTHERS = 500  # products that nobody buys

TEMPLATE = (
    Path(__file__).resolve().parents[1]
    / "rules/examples/01-thank-you-coupon/templates/thanks-coupon.en.liquid"
)


class ShopError(Exception):
    """The shop that is measured on does not work."""


def shop_files(coupons: int = 1, automatic: int = 0, idle: int = 0) -> tuple[SourceFile, ...]:
    """Rule files: coupon rules that SAMPLE-1 starts, sales that act by themselves, and sales that never do."""
    parts = [HEAD]
    parts += [COUPON.format(number=number, amount=100 + number) for number in range(coupons)]
    parts += [AUTOMATIC.format(number=number, pack=1 + number % 4) for number in range(automatic)]
    files = [SourceFile(path="rules.otoku", text="".join(parts))]
    for start in range(0, idle, 1_000):
        numbers = range(start, min(idle, start + 1_000))
        rules = [IDLE[number % len(IDLE)].format(number=number, other=number % OTHERS) for number in numbers]
        text = "otoku 1\n" + "".join(rules)
        files.append(SourceFile(path=f"idle-{start:06d}.otoku", text=text))
    return (*files, template())


def template() -> SourceFile:
    """The mail of the coupons: that of the first example."""
    return SourceFile(path="templates/thanks.en.liquid", text=TEMPLATE.read_text(encoding="utf-8"))


async def open_shop(engine: Engine, files: Sequence[SourceFile]) -> None:
    """Make the shop, its products and its live rules. Raises ShopError."""
    await engine.store.add_shop(Shop(id=SHOP, name="Bench", created_at=datetime.now(UTC)))
    prices = PRICES | {f"OTHER-{number}": 100 for number in range(OTHERS)}
    products = [Product(sku=sku, name=sku, price=price) for sku, price in prices.items()]
    await save_products(engine, SHOP, products, actor=ACTOR)
    published = await publish(engine, SHOP, files, expected=None, actor=ACTOR)
    if not isinstance(published, Published):
        raise ShopError(f"the rules were refused: {published}")


def cart(buyer: int, codes: Sequence[str], skus: Sequence[str] = tuple(PRICES)) -> CartRequest:
    """One piece of each product."""
    lines = tuple(LineRequest(sku=sku, quantity=1) for sku in skus)
    return CartRequest(
        lines=lines, buyer=BuyerRequest(email=f"buyer-{buyer}@example.com"), codes=tuple(codes)
    )


async def place_order(
    engine: Engine, name: str, buyer: int, codes: Sequence[str], skus: Sequence[str] = tuple(PRICES)
) -> OrderRecordedAnswer:
    """Record a paid order. Raises ShopError."""
    order = OrderRequest(id=name, state=OrderState.PAID, cart=cart(buyer, codes, skus))
    answer = await record_order(engine, SHOP, order, actor=ACTOR)
    if not isinstance(answer, OrderRecordedAnswer):
        raise ShopError(f"order {name} was refused: {answer}")
    return answer


async def earn_code(engine: Engine, buyer: int) -> str:
    """The code of a coupon that the buyer earned with an order. Raises ShopError."""
    answer = await place_order(engine, f"first-{buyer}", buyer, ())
    revealed = await reveal_code(engine, SHOP, answer.issued[0].coupon_id, actor=ACTOR)
    if not isinstance(revealed, RevealedCode):
        raise ShopError(f"there is no code: {revealed}")
    return revealed.code
