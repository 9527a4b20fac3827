"""What templates may say, in Japanese and English; the same names that the checker knows."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.delivery.phrases import discount_text, plain, products_text, until_text
from engine.model.catalog import Catalog, Product
from engine.model.program import AmountOff, CouponTerms, FreeShipping, PercentOff, Program, ShopSettings
from engine.model.records import Page
from engine.model.selector import SelectBy, Selector
from engine.service import ask
from engine.service.engine import Engine
from engine.service.message_variables import MessageFacts, message_variables
from engine.vocabulary.template_variables import COUPON_VARIABLES, SHOP_VARIABLES
from tests.service.shop import buy

TOKYO = ZoneInfo("Asia/Tokyo")


def paths(variables: Any, prefix: str = "") -> set[str]:
    """Dotted names of nested variables."""
    found: set[str] = set()
    for name, value in variables.items():
        found |= paths(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name}
    return found


async def test_every_name_that_the_checker_allows_is_filled_and_no_other(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1")
    (coupon,) = await ask.coupons(tea, "tea", Page(limit=1))
    (order,) = await ask.orders(tea, "tea", Page(limit=1))
    program = await tea.programs.of_revision(tea.store, "tea", 1, tea.clock.now())
    facts = MessageFacts(
        program=program, shop_name="x", locale="ja", order=order, coupon=coupon, code="1", unsubscribe_url="u"
    )

    declared = {variable.path for variable in (*SHOP_VARIABLES, *COUPON_VARIABLES)}
    assert paths(message_variables(facts)) == declared
    assert "coupon" not in message_variables(replace(facts, coupon=None))


@pytest.mark.parametrize(
    ("discount", "japanese", "english"),
    [
        (AmountOff(amount=1500), "1,500円", "1,500 JPY"),
        (PercentOff(rate=Fraction(1, 10)), "10%", "10%"),
        (PercentOff(rate=Fraction(1, 8)), "12.5%", "12.5%"),
        (PercentOff(rate=Fraction(1, 10), cap=2000), "10%（最大2,000円）", "10% (up to 2,000 JPY)"),
        (FreeShipping(), "送料無料", "free shipping"),
    ],
)
def test_a_discount_in_words(discount: Any, japanese: str, english: str) -> None:
    assert discount_text(discount, "JPY", "ja") == japanese
    assert discount_text(discount, "JPY", "en-US") == english


@pytest.mark.requirement("S1.17", "V1")
@pytest.mark.parametrize(
    ("until", "japanese", "english"),
    [
        (datetime(2026, 6, 3, 15, tzinfo=UTC), "2026年6月3日", "3 June 2026"),
        (datetime(2026, 6, 3, 3, 30, tzinfo=UTC), "2026年6月3日 12:30", "3 June 2026 12:30"),
        (None, "期限なし", "no end"),
    ],
)
def test_the_last_day_in_words(until: datetime | None, japanese: str, english: str) -> None:
    assert until_text(until, TOKYO, "ja_JP") == japanese
    assert until_text(until, TOKYO, "en") == english


@pytest.mark.parametrize(
    ("selector", "japanese", "english"),
    [
        (Selector(by=SelectBy.PRODUCT, names=frozenset({"A", "GONE"})), "お茶、GONE", "お茶, GONE"),
        (Selector(by=SelectBy.CATEGORY, names=frozenset({"茶器"})), "茶器の商品", "products of 茶器"),
        (Selector(by=SelectBy.TAG, names=frozenset({"new"})), "new", "new"),
        (Selector(by=SelectBy.ANY), "全商品", "all products"),
        (
            Selector(by=SelectBy.ANY, names=frozenset({"A"})),
            "全商品（お茶を除く）",
            "all products except お茶",
        ),
    ],
)
def test_the_products_in_words(selector: Selector, japanese: str, english: str) -> None:
    catalog = Catalog(currency="JPY", products={"A": Product(sku="A", name="お茶", price=1)})
    program = Program(settings=ShopSettings(), catalog=catalog)
    terms = CouponTerms(discount=AmountOff(amount=1), targets=selector)

    assert products_text(terms, program, "ja") == japanese
    assert products_text(terms, program, "en") == english


def test_what_a_shopper_typed_stays_on_one_line() -> None:
    assert plain("a\r\nBcc: x\x00\u2028y ") == "a Bcc: x y"
