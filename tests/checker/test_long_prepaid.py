"""W1116: a paid card of more than six months falls under the Payment Services Act (J9)."""

import pytest

from tests.checker.shop import checked, codes


def card(*lines: str) -> str:
    return "\n".join(
        ('giftcard "g" {', '  code pattern "GIFT-####-####"', *(f"  {line}" for line in lines), "}\n")
    )


@pytest.mark.parametrize("line", ["valid 365 days", "valid 181 days", "valid 7 months", "valid forever"])
def test_a_paid_card_of_more_than_six_months_is_a_warning(line: str) -> None:
    assert "W1116" in codes(checked(card(line)))
    assert "W1116" in codes(checked(card(line, "consideration paid")))


@pytest.mark.parametrize("line", ["valid 180 days", "valid 6 months"])
def test_six_months_are_exempt(line: str) -> None:
    assert "W1116" not in codes(checked(card(line)))


def test_a_present_is_exempt_and_so_is_another_currency() -> None:
    assert "W1116" not in codes(checked(card("valid 365 days", "consideration free")))
    assert "W1116" not in codes(checked("shop {\n  currency USD\n}\n" + card("valid 365 days")))
