"""A price by tax rate: each rate bears the discounts of its lines, and the sums add up to the price."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.cart import CartLine
from engine.model.catalog import Catalog, Product
from engine.model.quote import Quote
from engine.model.reward import Reward
from engine.model.rule_parts import FreeShipping
from engine.model.tax_sums import TaxSum, tax_sums
from tests.runtime.make import cart, percent, ready, sale, yen
from tests.runtime.pricing import priced

TEN, EIGHT = Fraction(1, 10), Fraction(2, 25)
lines = st.lists(
    st.tuples(st.sampled_from("AB"), st.integers(0, 99_999), st.integers(1, 9)), min_size=1, max_size=12
)
discounts = st.one_of(
    st.integers(1, 99).map(percent), st.integers(1, 500_000).map(yen), st.just(FreeShipping())
)


def split(*bought: tuple[str, int, int], discount: Reward | None = None, shipping: int = 0) -> Quote:
    """The price of lines of A at 10 % and B at 8 %."""
    products = {
        sku: Product(sku=sku, name=sku, price=1, tax_rate=rate) for sku, rate in (("A", TEN), ("B", EIGHT))
    }
    rules = [] if discount is None else [sale(discount=discount)]
    rows = tuple(CartLine(sku=sku, quantity=pieces, unit_price=price) for sku, price, pieces in bought)
    shop = ready(*rules, catalog=Catalog(currency="JPY", products=products))
    return priced(shop, replace(cart("A"), lines=rows, shipping=shipping))


def test_each_rate_bears_the_part_of_the_discount_that_its_lines_bear() -> None:
    high, low, shipped = tax_sums(split(("A", 1000, 1), ("B", 2000, 1), discount=yen(100), shipping=500))
    assert high == TaxSum(rate=TEN, subtotal=1000, discount=33, total=967)
    assert low == TaxSum(rate=EIGHT, subtotal=2000, discount=67, total=1933)
    assert shipped == TaxSum(rate=None, subtotal=500, discount=0, total=500)
    assert (high.tax, low.tax, shipped.tax) == (87, 143, None)


def test_tax_is_rounded_once_per_rate_and_not_per_line() -> None:
    (only,) = tax_sums(split(*[("A", 10, 1)] * 11))
    assert only.tax == 10  # eleven lines of 10 yen: each alone would contain 0
    assert only.total == 110


@given(bought=lines, discount=st.none() | discounts, shipping=st.integers(0, 2_000))
def test_the_sums_add_up_to_the_price(
    bought: list[tuple[str, int, int]], discount: Reward | None, shipping: int
) -> None:
    quote = split(*bought, discount=discount, shipping=shipping)
    sums = tax_sums(quote)
    assert quote.total == sum(one.total for one in sums)
    assert quote.discount == sum(one.discount for one in sums)
    assert quote.subtotal + quote.shipping == sum(one.subtotal for one in sums)
    assert all(one.total == one.subtotal - one.discount for one in sums)
    assert all(0 <= (one.tax or 0) <= one.total for one in sums)


@pytest.mark.parametrize("shipping", [0, 500])
def test_what_was_not_in_the_catalogue_has_no_rate(shipping: int) -> None:
    quote = split(("A", 1000, 1), shipping=shipping)
    old = replace(quote, lines=tuple(replace(line, tax_rate=None) for line in quote.lines))
    assert tax_sums(old) == (TaxSum(rate=None, subtotal=1000 + shipping, discount=0, total=1000 + shipping),)
