"""Model values survive their columns."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.cart import Buyer, Cart, CartLine, Order, OrderState
from engine.model.catalog import Plan, Product
from engine.model.program import AmountOff, CouponTerms, Discount, FreeShipping, PercentOff
from engine.model.quote import Adjustment, Quote, QuotedLine, Refusal
from engine.model.records import SourceFile
from engine.model.reward import Bundle, BuyGet, Deducted, Gift, PriceEach
from engine.model.selector import SelectBy, Selector
from engine.store.sql.codec import (
    from_json,
    instant,
    maybe_instant,
    maybe_micros,
    micros,
    terms_from_json,
    terms_to_json,
    to_json,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
AMOUNTS = st.integers(-(10**15), 10**15)
FIRST, LAST = datetime(1970, 1, 1), datetime(2999, 1, 1)  # noqa: DTZ001 - the zone is given apart
INSTANTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
FRACTIONS = st.fractions(0, 1, max_denominator=10_000)
for kind, values in ((str, TEXT), (int, AMOUNTS), (datetime, INSTANTS), (Fraction, FRACTIONS)):
    st.register_type_strategy(kind, values)
DISCOUNTS: st.SearchStrategy[Discount] = st.one_of(
    st.builds(AmountOff), st.builds(PercentOff), st.builds(FreeShipping)
)

DEDUCTED: st.SearchStrategy[Deducted] = st.one_of(
    DISCOUNTS, st.builds(PriceEach), st.builds(BuyGet), st.builds(Bundle), st.builds(Gift)
)


@given(st.builds(CouponTerms, discount=DISCOUNTS))
def test_terms_survive(terms: CouponTerms) -> None:
    assert terms_from_json(terms_to_json(terms)) == terms


@given(st.builds(Order, cart=st.builds(Cart, buyer=st.builds(Buyer), lines=st.tuples(st.builds(CartLine)))))
def test_orders_survive(order: Order) -> None:
    assert from_json(to_json(order), Order) == order


@given(
    st.builds(
        Quote,
        adjustments=st.lists(st.builds(Adjustment, discount=DEDUCTED), max_size=3).map(tuple),
        lines=st.lists(st.builds(QuotedLine), max_size=3).map(tuple),
        refusals=st.lists(st.builds(Refusal), max_size=3).map(tuple),
    )
)
def test_quotes_survive(quote: Quote) -> None:
    assert from_json(to_json(quote), Quote) == quote


@given(st.builds(Product, plans=st.lists(st.builds(Plan), max_size=2).map(tuple)))
def test_products_survive(product: Product) -> None:
    assert from_json(to_json(product), Product) == product


@given(st.lists(st.builds(SourceFile), max_size=3).map(tuple))
def test_files_survive(files: tuple[SourceFile, ...]) -> None:
    assert from_json(to_json(files), tuple[SourceFile, ...]) == files


def test_a_field_that_was_added_later_takes_its_default() -> None:
    assert from_json('{"by": "any", "unheard_of": 1}', Selector) == from_json('{"by": "any"}', Selector)


def test_equal_terms_have_one_text_whatever_their_sets_were_made_from() -> None:
    names = [f"sku-{number}" for number in range(50)]
    one, other = (
        CouponTerms(discount=FreeShipping(), targets=Selector(by=SelectBy.PRODUCT, names=frozenset(given)))
        for given in (names, names[::-1])
    )
    assert to_json(one) == to_json(other)
    assert from_json(to_json(one), CouponTerms) == one


@given(INSTANTS)
def test_instants_are_exact_to_the_microsecond(at: datetime) -> None:
    assert instant(micros(at)) == at
    assert micros(at.astimezone(ZoneInfo("Asia/Tokyo"))) == micros(at)


@given(INSTANTS, st.timedeltas(timedelta(microseconds=1), timedelta(days=9999)))
def test_later_instants_are_greater_columns(at: datetime, later: timedelta) -> None:
    assert micros(at) < micros(at + later)


def test_a_missing_instant_stays_missing() -> None:
    assert (maybe_micros(None), maybe_instant(None)) == (None, None)


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(TypeError):
        micros(datetime(2026, 5, 20))  # noqa: DTZ001 - that is the point


def test_days_and_clock_times_survive() -> None:
    assert from_json(to_json(date(2028, 2, 29)), date) == date(2028, 2, 29)
    assert from_json(to_json(time(23, 59, 59)), time) == time(23, 59, 59)
    assert OrderState(from_json(to_json(OrderState.PAID), str)) is OrderState.PAID
