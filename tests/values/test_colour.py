"""Contrast of colours, by the examples of WCAG."""

import pytest

from engine.values.colour import READABLE, contrast


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#777777", 4.48)]
)
def test_contrast_with_white_is_that_of_wcag(colour: str, ratio: float) -> None:
    assert contrast(colour) == pytest.approx(ratio, abs=0.005)
    assert contrast("#ffffff", colour) == contrast(colour)


def test_the_colour_of_new_shops_is_readable() -> None:
    assert contrast("#0b7285") >= READABLE
