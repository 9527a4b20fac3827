"""Amounts, days and products as mails say them, in Japanese or English."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from engine.model.cart import CartLine
from engine.model.program import AmountOff, CouponTerms, Discount, FreeShipping, PercentOff, Program
from engine.model.selector import SelectBy, Selector
from engine.values.money import decimal_text

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Not strftime: its month names follow the locale of the machine."""

SHOWN_PRODUCTS = 3


def is_japanese(locale: str) -> bool:
    """Whether texts for `locale` are Japanese; everything else is English here."""
    return locale.lower().partition("-")[0].partition("_")[0] == "ja"


def plain(text: str) -> str:
    """`text` on one line without control characters: what a shopper typed cannot add lines to a mail."""
    kept = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    return " ".join(kept.split())


def money_text(amount: int, currency: str, locale: str) -> str:
    """`500円` or `500 JPY`."""
    yen = currency == "JPY" and is_japanese(locale)
    return f"{decimal_text(amount, currency)}{'円' if yen else f' {currency}'}"


def discount_text(discount: Discount, currency: str, locale: str) -> str:
    """`500円` · `10%（最大2,000円）` · `送料無料`, or the same in English."""
    japanese = is_japanese(locale)
    match discount:
        case AmountOff(amount=amount):
            return money_text(amount, currency, locale)
        case PercentOff(rate=rate, cap=cap):
            percent = f"{float(rate * 100):.4f}".rstrip("0").rstrip(".") + "%"
            if cap is None:
                return percent
            most = money_text(cap, currency, locale)
            return f"{percent}（最大{most}）" if japanese else f"{percent} (up to {most})"
        case FreeShipping():
            return "送料無料" if japanese else "free shipping"


def products_text(terms: CouponTerms, program: Program, locale: str) -> str:
    """What the coupon is for, in names that a shopper knows."""
    japanese = is_japanese(locale)
    selector = terms.targets
    named = _names(selector, program, "、" if japanese else ", ")
    match selector.by:
        case SelectBy.PRODUCT | SelectBy.TAG:
            return named
        case SelectBy.CATEGORY:
            return f"{named}の商品" if japanese else f"products of {named}"
        case SelectBy.ANY if not selector.names:
            return "全商品" if japanese else "all products"
        case SelectBy.ANY:
            return f"全商品（{named}を除く）" if japanese else f"all products except {named}"


def left_products_text(lines: Sequence[CartLine], program: Program, locale: str) -> str:
    """What was left in a cart: the first three products with their numbers, and how many others there are."""
    japanese = is_japanese(locale)
    named: list[str] = []
    for line in lines[:SHOWN_PRODUCTS]:
        product = program.catalog.products.get(line.sku)
        name = plain(line.sku if product is None else product.name)
        named.append(name if line.quantity == 1 else f"{name} × {line.quantity}")
    more = len(lines) - len(named)
    if more:
        named.append(f"ほか{more}点" if japanese else f"{more} more")
    return ("、" if japanese else ", ").join(named)


def _names(selector: Selector, program: Program, comma: str) -> str:
    def name(text: str) -> str:
        product = program.catalog.products.get(text)
        return plain(product.name) if product is not None else plain(text)

    return comma.join(name(text) for text in sorted(selector.names))


def until_text(until: datetime | None, zone: ZoneInfo, locale: str) -> str:
    """The last day on which the coupon works; with the minute when it does not end with a day (S1.17)."""
    if until is None:
        return "期限なし" if is_japanese(locale) else "no end"
    local = until.astimezone(zone)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        return day_text(local - timedelta(days=1), locale)
    return f"{day_text(local, locale)} {local:%H:%M}"


def day_text(local: datetime, locale: str) -> str:
    """`2026年6月3日` or `3 June 2026`."""
    if is_japanese(locale):
        return f"{local.year}年{local.month}月{local.day}日"
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"
