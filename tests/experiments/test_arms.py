"""Who is dealt which arm: uniform, independent, sticky, and moved as little as shares move."""

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.dsl.compile import compile_files
from engine.model.cart import Buyer
from engine.model.experiment import HOLDOUT, Experiment, SplitBy, Variant
from engine.runtime.arms import Subject, arm_of, names_of, shown_first, unit_of
from tests.experiments.lab_shop import DEPTH as DEPTH_TEXT
from tests.experiments.lab_shop import SALE, files

SALT = b"a shop's own"
DEPTH = Experiment(
    name="depth",
    holdout=Fraction(1, 10),
    variants=(Variant(name="A", share=Fraction(9, 20)), Variant(name="B", share=Fraction(9, 20))),
)
CRITICAL = 13.82
"""Chi-square with two degrees of freedom: passed by chance once in a thousand."""


def dealt(experiment: Experiment, count: int, salt: bytes = SALT) -> list[str]:
    """The arms of so many units."""
    return [arm_of(salt, experiment, f"u{number}") for number in range(count)]


@pytest.mark.slow
def test_a_hundred_thousand_units_fall_to_the_arms_by_their_shares() -> None:
    arms = dealt(DEPTH, 100_000)

    expected = {HOLDOUT: 10_000, "A": 45_000, "B": 45_000}
    chi_square = sum((arms.count(arm) - count) ** 2 / count for arm, count in expected.items())
    assert chi_square < CRITICAL


def test_the_arm_of_one_experiment_says_nothing_about_that_of_another() -> None:
    other = replace(DEPTH, name="headline", holdout=Fraction(0), variants=halves())

    pairs = list(zip(dealt(DEPTH, 20_000), dealt(other, 20_000), strict=True))

    chi_square = 0.0
    for arm, share in DEPTH.arms:
        for half, part in other.arms:
            expected = 20_000 * float(share * part)
            chi_square += (pairs.count((arm, half)) - expected) ** 2 / expected
    assert chi_square < 20.52  # five degrees of freedom


def test_the_same_unit_has_the_same_arm_each_time_and_another_shop_deals_anew() -> None:
    assert dealt(DEPTH, 500) == dealt(DEPTH, 500)
    assert dealt(DEPTH, 500) != dealt(DEPTH, 500, b"another shop's")


def test_who_moves_when_shares_change_moves_to_the_arm_that_gained() -> None:
    before = dealt(DEPTH, 20_000)
    grown = replace(
        DEPTH,
        holdout=Fraction(2, 10),
        variants=(Variant(name="A", share=Fraction(4, 10)), Variant(name="B", share=Fraction(4, 10))),
    )

    moved = [(one, other) for one, other in zip(before, dealt(grown, 20_000), strict=True) if one != other]

    assert {other for _, other in moved} == {HOLDOUT}
    assert 0.09 < len(moved) / 20_000 < 0.11


def test_the_order_in_which_variants_are_written_says_nothing() -> None:
    turned = replace(DEPTH, variants=tuple(reversed(DEPTH.variants)))

    assert dealt(DEPTH, 1000) == dealt(turned, 1000)


@pytest.mark.parametrize(
    ("split_by", "names"),
    [
        (SplitBy.CUSTOMER, ("id:m-1", "mail:a@shop.example", "tel:+819012345678", "cart:c-1")),
        (SplitBy.SESSION, ("cart:c-1",)),
        (SplitBy.ORDER, ("cart:c-1",)),
    ],
)
def test_a_unit_goes_by_what_the_experiment_is_split_by(split_by: SplitBy, names: tuple[str, ...]) -> None:
    buyer = Buyer(email="a@shop.example", external_id="m-1", phone="+819012345678")

    assert names == names_of(Subject(buyer=buyer, token="c-1"), split_by)


def test_a_guest_goes_by_the_cart_and_nobody_at_all_is_dealt_nothing() -> None:
    assert names_of(Subject(token="c-1"), SplitBy.CUSTOMER) == ("cart:c-1",)
    assert names_of(Subject(), SplitBy.CUSTOMER) == ()


def test_what_a_cart_was_shown_goes_before_what_its_owner_was() -> None:
    assert shown_first(("id:m-1", "mail:a@shop.example", "cart:c-1"))[0] == "cart:c-1"


def test_a_pseudonym_names_nobody_and_differs_by_experiment_and_shop() -> None:
    units = {
        unit_of(salt, experiment, "mail:a@shop.example")
        for salt in (SALT, b"x")
        for experiment in ("one", "two")
    }

    assert len(units) == 4
    assert not any("shop.example" in unit for unit in units)


def test_a_variant_without_a_name_is_refused() -> None:
    text = DEPTH_TEXT.replace('"A"', '" "')

    found = compile_files(files(SALE, text)).diagnostics

    assert ("E0604", "unnamed") in [(one.code, one.label) for one in found]


def halves() -> tuple[Variant, ...]:
    """Two equal variants."""
    return (Variant(name="A", share=Fraction(1, 2)), Variant(name="B", share=Fraction(1, 2)))
