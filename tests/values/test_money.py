"""The money kernel: one rounding, exact shares."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.values.money import (
    CurrencyMismatch,
    Money,
    Rounding,
    allocate,
    decimal_text,
    divide,
    exponent,
    percentage_off,
)

amounts = st.integers(0, 10**12)
rates = st.fractions(0, 1, max_denominator=10_000)
roundings = st.sampled_from(Rounding)


@pytest.mark.requirement("V10", "S4.54", "D4.c")
@pytest.mark.parametrize("rounding", list(Rounding))
def test_ten_percent_off_356_yen_leaves_320_except_rounded_up(rounding: Rounding) -> None:
    paid = 356 - percentage_off(356, Fraction(1, 10), rounding)
    assert {Rounding.DOWN: 320, Rounding.HALF: 320, Rounding.UP: 321}[rounding] == paid


@given(amounts, rates, roundings)
def test_what_remains_after_a_percentage_is_the_exact_rest_rounded_once(
    amount: int, rate: Fraction, rounding: Rounding
) -> None:
    paid = amount - percentage_off(amount, rate, rounding)
    exact = amount * (1 - rate)
    bounds = {
        Rounding.DOWN: exact - 1 < paid <= exact,
        Rounding.HALF: exact - Fraction(1, 2) < paid <= exact + Fraction(1, 2),
        Rounding.UP: exact <= paid < exact + 1,
    }
    assert bounds[rounding]
    assert 0 <= paid <= amount


@given(amounts, amounts, rates, roundings)
def test_a_percentage_never_takes_less_off_a_dearer_cart(
    one: int, other: int, rate: Fraction, rounding: Rounding
) -> None:
    cheap, dear = sorted((one, other))
    assert percentage_off(cheap, rate, rounding) <= percentage_off(dear, rate, rounding)


@given(st.integers(0, 10**9), st.integers(1, 10**6), roundings)
def test_division_is_exact_when_there_is_no_rest(whole: int, by: int, rounding: Rounding) -> None:
    assert whole == divide(whole * by, by, rounding)


@pytest.mark.requirement("V22")
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any), st.data())
def test_shares_sum_exactly_and_none_exceeds_its_line(weights: list[int], data: st.DataObject) -> None:
    total = data.draw(st.integers(0, sum(weights)))
    shares = allocate(total, weights)
    assert total == sum(shares)
    assert all(0 <= share <= weight for share, weight in zip(shares, weights, strict=True))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any), st.integers(0, 10**6))
def test_each_share_is_within_one_unit_of_the_exact_proportion(weights: list[int], total: int) -> None:
    whole = sum(weights)
    for share, weight in zip(allocate(total, weights), weights, strict=True):
        assert abs(share - Fraction(total * weight, whole)) < 1


def test_equal_remainders_go_to_the_earlier_line() -> None:
    assert (34, 33, 33) == allocate(100, (1, 1, 1))
    assert (1, 1, 0) == allocate(2, (5, 5, 5))


def test_nothing_is_shared_among_lines_that_cost_nothing() -> None:
    assert (0, 0) == allocate(5, (0, 0))
    assert () == allocate(0, ())


def test_amounts_of_two_currencies_do_not_mix() -> None:
    yen, dollars = Money(amount=1, currency="JPY"), Money(amount=1, currency="USD")
    with pytest.raises(CurrencyMismatch, match="JPY and USD"):
        yen + dollars
    with pytest.raises(CurrencyMismatch):
        assert yen < dollars


def test_money_adds_subtracts_and_compares_within_a_currency() -> None:
    small, large = Money(amount=300, currency="JPY"), Money(amount=500, currency="JPY")
    assert Money(amount=800, currency="JPY") == small + large
    assert Money(amount=-200, currency="JPY") == small - large
    assert small < large
    assert small <= Money(amount=300, currency="JPY")
    assert "500 JPY" == str(large)


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (5000, "JPY", "5,000"),
        (5000, "USD", "50.00"),
        (-5, "USD", "-0.05"),
        (1234567, "KWD", "1,234.567"),
        (0, "EUR", "0.00"),
    ],
)
@pytest.mark.requirement("D5.e")
def test_amounts_are_written_in_the_decimals_of_their_currency(amount: int, currency: str, text: str) -> None:
    assert text == decimal_text(amount, currency)


@pytest.mark.requirement("D5.e")
def test_yen_have_no_decimals_and_dinars_have_three() -> None:
    assert (0, 2, 3) == (exponent("JPY"), exponent("EUR"), exponent("KWD"))
