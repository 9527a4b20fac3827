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
    "issue": ("at most 1000", "at most 1000 per shop every 1 month"),
    "spend": ("at most 500,000 JPY", "at most 500,000 JPY every 1 month"),
}


def variants_of(label: str, place: str) -> tuple[str, ...]:
    """Values that a line of this label may have instead; none where there is one form only."""
    if label == "unless":
        return VARIANTS["if"]
    if label == "code":
        return {"coupon": ("8 digits", "10 characters", "8 letters")}.get(place, ())
    return VARIANTS.get(label, ())
