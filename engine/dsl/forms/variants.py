"""The forms that a line may take, as examples to begin from: an amount or a percentage, days or a last day."""

from collections.abc import Mapping

VARIANTS: Mapping[str, tuple[str, ...]] = {
    "discount": ("500 JPY", "10%", "10% up to 2,000 JPY", "free shipping"),
    "valid": ("14 days", "until 2026-12-31 23:59", "forever"),
    "uses": ("1", "unlimited"),
    "limit": ("1000", "1 per customer", "1 per customer every 30 days"),
    "stacking": ("alone", "any", 'with "another-rule"'),
    "for": ("any product", 'product "SKU" as issued', 'category "tea" as issued', 'tag "new" as issued'),
    "when": (
        'order paid with product "SKU"',
        "order paid with any product",
        'order paid with category "tea"',
    ),
    "if": (
        "cart.total at least 5,000 JPY",
        "customer.orders is 0",
        'cart.items has product "SKU"',
        "customer.member",
    ),
    "send": ('email "template"', 'email "template" after 3 days', 'email "template" after 3 days at 10:00'),
    "open": ("sat, sun", "weekdays from 10:00 to 18:00"),
    "quiet": ("from 21:00 to 08:00", "none"),
    "issue": ("at most 1000", "at most 1000 per shop every 1 month"),
    "spend": ("at most 500,000 JPY", "at most 500,000 JPY every 1 month"),
}


USUAL_TERMS = """{
    payment "お届けごとに、ご注文のときのお支払い方法でお支払い"
    delivery "初回は3日以内、以後は毎回同じ間隔でお届け"
    period "期間の定めはなく、解約のお申し出まで続きます"
    cancel "次回お届けの10日前までに、マイページから解約できます"
  }"""
"""What most shops begin from when they write the terms of an offer (J6)."""

OF_OFFERS: Mapping[str, tuple[str, ...]] = {
    "when": (
        'order paid with product "SKU"',
        'subscription started with product "SKU"',
        'order paid with category "tea"',
    ),
    "pattern": (
        "once to once",
        "once to subscription",
        "subscription to subscription",
        "subscription to once",
    ),
    "show": ('product "SKU"', 'product "SKU" plan "monthly"'),
    "text": ("from product", '"説明文"', "hidden"),
    "timer": ('10 minutes "このページの有効期限"', "hidden", "off"),
    "discount": ("500 JPY", "10%", "10% up to 1,000 JPY"),
    "quantity": ("1", "1 to 3"),
    "button": ('buy "追加注文する"', 'close "閉じる"', "close hidden"),
}
"""Those of the page between payment and thanks."""


def variants_of(label: str, place: str) -> tuple[str, ...]:
    """Values that a line of this label may have instead; none where there is one form only."""
    if label == "unless":
        return VARIANTS["if"]
    if place == "offer" and label in OF_OFFERS:
        return OF_OFFERS[label]
    if label == "code":
        return {"coupon": ("8 digits", "10 characters", "8 letters")}.get(place, ())
    return VARIANTS.get(label, ())
