"""What the checker lets a template name is exactly what is filled in when the message leaves."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from engine.model.cart import Cart, CartLine, Order, OrderState
from engine.model.facts import CouponFact, CouponState
from engine.model.program import AmountOff, CouponTerms
from engine.model.quote import Quote
from engine.model.records import StoredCoupon, StoredOrder
from engine.service.message_variables import MessageFacts, message_variables
from engine.values.code import Alphabet, CodeShape
from engine.vocabulary.template_variables import CATEGORY_BY_NAME
from tests.checker.shop import checked, coupon

NOW = datetime(2026, 5, 20, tzinfo=UTC)
CART = Cart(lines=(CartLine(sku="SAMPLE-1", quantity=1, unit_price=980),))
QUOTE = Quote(
    currency="JPY",
    lines=(),
    adjustments=(),
    refusals=(),
    subtotal=980,
    discount=0,
    shipping=0,
    total=980,
    gateway_total=980,
    coupon_entry=True,
    revision=1,
)
ORDER = StoredOrder(
    order=Order(id="1", state=OrderState.PAID, cart=CART, placed_at=NOW),
    quote=QUOTE,
    revision=1,
    recorded_at=NOW,
)
COUPON = StoredCoupon(
    fact=CouponFact(
        id="c",
        rule="thanks",
        state=CouponState.ISSUED,
        terms=CouponTerms(discount=AmountOff(amount=500)),
        owner_email="a@example.com",
        owner_id=None,
        issued_at=NOW,
        valid_until=None,
        uses=1,
        used=0,
        held=0,
    ),
    order_id="1",
    revision=1,
    shape=CodeShape(length=8, alphabet=Alphabet.DIGITS),
    key_id="k",
    attempt=0,
    last_four="1234",
)


def paths(variables: Mapping[str, object], before: str = "") -> Iterator[str]:
    for name, value in variables.items():
        if isinstance(value, Mapping):
            yield from paths(value, f"{before}{name}.")
        else:
            yield f"{before}{name}"


def test_the_variables_of_a_coupon_mail_are_those_that_are_filled_in() -> None:
    program = checked(coupon()).program
    assert program is not None
    facts = MessageFacts(
        program=program,
        shop_name="S",
        locale="ja",
        order=ORDER,
        coupon=COUPON,
        code="12341234",
        unsubscribe_url="https://example.jp/u",
    )
    category = CATEGORY_BY_NAME["coupon"]
    assert set(paths(message_variables(facts))) == {one.path for one in category.variables}
