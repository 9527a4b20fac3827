"""Hints over the storefront API: worked out when asked for, in words for shoppers, names for the shop only."""

from fractions import Fraction
from typing import Any

import pytest

from engine.model.hint import Hint, Missing
from engine.model.reward import BuyGet, Deducted, Gift
from engine.model.rule_parts import AmountOff, FreeShipping, PercentOff
from graphql_api.storefront.hint import show_hint
from tests.graphql.client import Client

NEAR = """
fragment near on QuotePayload {
  hints { rule code missingAmount { amount currency } missingQuantity reward saves { amount } gift message }
}
"""
QUOTE = f"query($cart: CartInput!) {{ quote(cart: $cart) {{ ...near errors {{ code }} }} }} {NEAR}"


async def hints(client: Client, token: str, sku: str) -> list[dict[str, Any]]:
    buyer = {
        "email": "taro@shop.example"
    }  # the rule counts per customer: nobody unknown is promised anything
    cart = {"lines": [{"sku": sku, "quantity": 1}], "shipping": 500, "buyer": buyer}
    answer = (await client.storefront(QUOTE, token, cart=cart))["quote"]
    assert answer["errors"] == []
    found: list[dict[str, Any]] = answer["hints"]
    return found


async def test_a_browser_is_told_what_is_missing_for_free_shipping_and_no_rule_names(
    memory_client: Client,
) -> None:
    (hint,) = await hints(memory_client, "publishable", "PACK-1")
    assert hint == {
        "rule": None,
        "code": None,
        "missingAmount": {"amount": 1200, "currency": "JPY"},
        "missingQuantity": None,
        "reward": "FREE_SHIPPING",
        "saves": {"amount": 500},
        "gift": None,
        "message": "¥1,200 more for free shipping",
    }


async def test_the_shop_is_told_the_rule_and_a_full_cart_nothing(memory_client: Client) -> None:
    (hint,) = await hints(memory_client, "secret", "PACK-1")
    assert hint["rule"] == "free-shipping"
    assert await hints(memory_client, "secret", "KYUSU-1") == []


async def test_a_cart_that_cannot_be_priced_has_no_hints(memory_client: Client) -> None:
    answer = await memory_client.storefront(QUOTE, "publishable", cart={"lines": []})
    assert answer["quote"] == {"hints": [], "errors": [{"code": "EMPTY_CART"}]}


@pytest.mark.parametrize(
    ("missing", "reward", "japanese", "english"),
    [
        (Missing(amount=2020), FreeShipping(), "あと ¥2,020 で送料無料", "¥2,020 more for free shipping"),
        (
            Missing(quantity=1),
            PercentOff(rate=Fraction(1, 8)),
            "あと 1 点で 12.5% 引き",
            "1 item more for 12.5% off",
        ),
        (
            Missing(quantity=2),
            AmountOff(amount=300),
            "あと 2 点で ¥1,500 引き",
            "2 items more for ¥1,500 off",
        ),
        (
            Missing(quantity=1),
            BuyGet(buy=2, get=1, rate=Fraction(1)),
            "あと 1 点で ¥1,500 引き",
            "1 item more for ¥1,500 off",
        ),
        (Missing(amount=10), Gift(sku="CUP-1"), "あと ¥10 でプレゼント付き", "¥10 more for a free gift"),
    ],
)
def test_the_sentence_says_what_is_missing_and_what_it_brings(
    missing: Missing, reward: Deducted, japanese: str, english: str
) -> None:
    hint = Hint(rule="r", missing=missing, reward=reward, saves=1500)
    said = [show_hint(hint, "JPY", language, trusted=False).message for language in ("ja", "en")]
    assert said == [japanese, english]


def test_other_currencies_are_written_with_their_name() -> None:
    hint = Hint(rule="r", missing=Missing(amount=5000), reward=FreeShipping(), saves=500)
    assert show_hint(hint, "USD", "ja", trusted=True).message == "あと 50.00 USD で送料無料"
