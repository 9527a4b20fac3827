"""Hints: what a little more in the cart would bring, in words that a shopper may read."""

from enum import StrEnum

import strawberry

from engine.model.hint import Hint, Missing
from engine.model.reward import Deducted, Gift
from engine.model.rule_parts import FreeShipping, PercentOff
from engine.values.money import decimal_text
from graphql_api.enumeration import described
from graphql_api.language import Language
from graphql_api.scalars import CouponCode, Money, money


@described(
    "What a hint promises. New values may be added.",
    FREE_SHIPPING="Nothing is charged for shipping.",
    PERCENTAGE="A percentage off.",
    AMOUNT="An amount off.",
    GIFT="A present comes along.",
)
class HintReward(StrEnum):
    """Kinds of what is given."""

    FREE_SHIPPING = "free_shipping"
    PERCENTAGE = "percentage"
    AMOUNT = "amount"
    GIFT = "gift"


@strawberry.type(
    name="Hint",
    description=(
        "What the buyer gets with a little more in the cart. It was tried out: with exactly what is missing, of what is"
        " in the cart already, the rule applies beside whatever else applies then."
    ),
)
class HintType:
    """A hint."""

    rule: str | None = strawberry.field(
        description="The rule's name; null with a publishable token, names are internal."
    )
    code: CouponCode | None = strawberry.field(
        description="The code of the cart that lacks something; null for automatic discounts."
    )
    missing_amount: Money | None = strawberry.field(
        description="So much more of goods; null when pieces are missing."
    )
    missing_quantity: int | None = strawberry.field(
        description="So many more pieces; null when money is missing."
    )
    reward: HintReward = strawberry.field(description="What it would bring.")
    saves: Money = strawberry.field(
        description="What the rule takes off then, of the cart with exactly what is missing; 0 for a present."
    )
    gift: str | None = strawberry.field(description="The SKU of the present.")
    message: str = strawberry.field(
        description="The hint as a sentence in the language of Accept-Language: “¥2,020 more for free shipping”."
    )


def show_hint(hint: Hint, currency: str, language: Language, *, trusted: bool) -> HintType:
    """A hint for a caller."""
    missing, reward = hint.missing, hint.reward
    return HintType(
        rule=hint.rule if trusted else None,
        code=None if hint.code is None else CouponCode(hint.code),
        missing_amount=money(missing.amount, currency) if missing.amount else None,
        missing_quantity=missing.quantity or None,
        reward=_kind(reward),
        saves=money(hint.saves, currency),
        gift=reward.sku if isinstance(reward, Gift) else None,
        message=_sentence(hint, currency, japanese=language == "ja"),
    )


def _kind(reward: Deducted) -> HintReward:
    match reward:
        case FreeShipping():
            return HintReward.FREE_SHIPPING
        case PercentOff():
            return HintReward.PERCENTAGE
        case Gift():
            return HintReward.GIFT
        case _:
            return HintReward.AMOUNT


def _sentence(hint: Hint, currency: str, *, japanese: bool) -> str:
    more, gain = _more(hint.missing, currency, japanese=japanese), _gain(hint, currency, japanese=japanese)
    return f"あと {more}で{gain}" if japanese else f"{more} more for {gain}"


def _more(missing: Missing, currency: str, *, japanese: bool) -> str:
    if missing.amount:
        return _price(missing.amount, currency) + (" " if japanese else "")
    if japanese:
        return f"{missing.quantity} 点"
    return "1 item" if missing.quantity == 1 else f"{missing.quantity} items"


def _gain(hint: Hint, currency: str, *, japanese: bool) -> str:
    match hint.reward:
        case FreeShipping():
            return "送料無料" if japanese else "free shipping"
        case Gift():
            return "プレゼント付き" if japanese else "a free gift"
        case PercentOff(rate=rate):
            percent = f"{float(rate * 100):.4f}".rstrip("0").rstrip(".") + "%"
            return f" {percent} 引き" if japanese else f"{percent} off"
        case _:
            saved = _price(hint.saves, currency)
            return f" {saved} 引き" if japanese else f"{saved} off"


def _price(amount: int, currency: str) -> str:
    text = decimal_text(amount, currency)
    return f"¥{text}" if currency == "JPY" else f"{text} {currency}"
