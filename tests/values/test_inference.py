"""Intervals and tests against published values, and against what they promise."""

import math
from random import Random

import pytest

from engine.values.inference import (
    Sample,
    always_valid,
    chi_square,
    chi_square_p,
    holm,
    mean,
    needed_factor,
    share_sample,
    student,
    welch,
    wilson,
)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_of_a_share_is_that_of_wilson(count: int, of: int, low: float, high: float) -> None:
    found = wilson(count, of)  # Newcombe 1998, table I, and its formula

    assert (found.low, found.high) == pytest.approx((low, high), abs=0.0001)


def test_of_nothing_any_share_is_possible() -> None:
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980)]
)
def test_quantiles_of_student_are_those_of_the_tables(freedom: int, quantile: float) -> None:
    assert student(0.975, freedom) == pytest.approx(quantile, abs=0.003)


@pytest.mark.parametrize(
    ("statistic", "freedom", "p"),
    [
        (3.841, 1, 0.05),
        (10.828, 1, 0.001),
        (5.991, 2, 0.05),
        (13.816, 2, 0.001),
        (18.307, 10, 0.05),
        (0.004, 1, 0.95),
    ],
)
def test_chi_square_is_that_of_the_tables(statistic: float, freedom: int, p: float) -> None:
    assert chi_square_p(statistic, freedom) == pytest.approx(p, rel=0.01)


def test_welch_is_the_test_of_student_where_the_spreads_are_equal() -> None:
    one = (-1.0, 1.0, -1.0, 1.0, -1.0, 1.0)
    far = 2.228 * math.sqrt(2 * 1.2 / 6)  # the quantile of the tables for ten degrees of freedom

    found = welch(sample(tuple(value + far for value in one)), sample(one))

    assert found.p == pytest.approx(0.05, rel=0.01)
    assert found.estimate.low == pytest.approx(0, abs=0.002)


def test_holm_corrects_the_smallest_most() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
    assert holm([]) == ()


def test_unequal_arms_of_a_known_case_are_told() -> None:
    statistic = chi_square([(821_588, 818_862.5), (816_137, 818_862.5)])  # Fabijan et al., KDD 2019

    assert chi_square_p(statistic, 1) < 0.001


def test_four_times_as_much_shows_half_the_difference() -> None:
    wide, narrow = (welch(share_sample(at, 1000), share_sample(100, 1000)) for at in (110, 120))

    assert needed_factor(wide) / needed_factor(narrow) == pytest.approx(4, rel=0.1)
    assert needed_factor(welch(share_sample(100, 1000), share_sample(100, 1000))) == math.inf


def test_one_value_says_nothing() -> None:
    assert mean(sample((3.0,))).high == math.inf
    assert welch(sample((3.0,)), sample((1.0, 2.0))).p == 1.0


@pytest.mark.slow
def test_looking_every_day_finds_nothing_where_nothing_is() -> None:
    random, wrong, fooled = Random(7), 0, 0
    for _ in range(400):
        first, second = [0, 0], [0, 0]
        seen_always = seen_fixed = False
        for _ in range(30):
            for arm in (first, second):
                arm[1] += 50
                arm[0] += sum(random.random() < 0.1 for _ in range(50))
            found = welch(share_sample(*first), share_sample(*second))
            seen_always |= found.p_always < 0.05
            seen_fixed |= found.p < 0.05
        wrong += seen_always
        fooled += seen_fixed

    assert wrong <= 30  # 5 % of 400 are 20
    assert fooled > 60  # what looking at an interval of a fixed end every day would have claimed


def test_a_large_difference_is_seen_early() -> None:
    assert always_valid(0.1, 0.02, 1000) < 0.001


def sample(values: tuple[float, ...]) -> Sample:
    """The sums of values."""
    return Sample(n=len(values), total=sum(values), squares=sum(one**2 for one in values))
