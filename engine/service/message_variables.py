"""What a template may say: `{{ coupon.code }}`, `{{ order.id }}` … with their texts in Japanese or English."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from engine.model.program import AmountOff, CouponTerms, Discount, FreeShipping, PercentOff, Program
from engine.model.records import StoredCoupon, StoredOrder
from engine.model.selector import SelectBy, Selector
from engine.values.code import printed
from engine.values.money import decimal_text


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFacts:
    """All that a message is about; `code` is canonical and given exactly when there is a coupon."""

    program: Program
    shop_name: str
    locale: str  # "ja", "en", "ja-JP" …
    order: StoredOrder | None = None
    coupon: StoredCoupon | None = None
    code: str = ""
    unsubscribe_url: str = ""


def message_variables(facts: MessageFacts) -> Mapping[str, object]:
    """The variables of a message. A group that the message has nothing for is missing, so its use is an error (V4)."""
    variables: dict[str, object] = {"shop": _shop(facts), "customer": _customer(facts)}
    if facts.order is not None:
        variables["order"] = _order(facts, facts.order)
    if facts.coupon is not None:
        variables["coupon"] = _coupon(facts, facts.coupon)
    if facts.unsubscribe_url:
        variables["unsubscribe_url"] = facts.unsubscribe_url
    return variables


def _shop(facts: MessageFacts) -> dict[str, object]:
    settings = facts.program.settings
    legal = settings.legal
    return {
        "name": plain(facts.shop_name),
        "email": settings.sender_email,
        "legal": {
            "name": plain(legal.name or facts.shop_name),
            "address": plain(legal.address),
            "contact": plain(legal.contact),
            "opt_out": plain(legal.opt_out),
        },
    }


def _customer(facts: MessageFacts) -> dict[str, object]:
    buyer = None if facts.order is None else facts.order.order.cart.buyer
    return {
        "name": plain(buyer.name) if buyer else "",
        "email": (buyer.email or "") if buyer else "",
    }


def _order(facts: MessageFacts, stored: StoredOrder) -> dict[str, object]:
    settings = facts.program.settings
    zone = ZoneInfo(settings.zone)
    total = stored.quote.total
    return {
        "id": plain(stored.order.id),
        "total": money_text(total, settings.currency, facts.locale),
        "placed_on": day_text(stored.order.placed_at.astimezone(zone), facts.locale),
    }


def _coupon(facts: MessageFacts, coupon: StoredCoupon) -> dict[str, object]:
    settings = facts.program.settings
    japanese = is_japanese(facts.locale)
    fact = coupon.fact
    rule = next((rule for rule in facts.program.rules if rule.name == fact.rule), None)
    unlimited = "無制限" if japanese else "unlimited"
    return {
        "code": printed(facts.code),
        "title": plain(rule.title) if rule else "",
        "discount": discount_text(fact.terms.discount, settings.currency, facts.locale),
        "products": products_text(fact.terms, facts.program, facts.locale),
        "valid_until": until_text(fact.valid_until, ZoneInfo(settings.zone), facts.locale),
        "uses": unlimited if fact.uses is None else str(fact.uses),
    }


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


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Not strftime: its month names follow the locale of the machine."""
