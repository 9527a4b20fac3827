"""What a template may say: `{{ coupon.code }}`, `{{ order.id }}` … with their texts in Japanese or English."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from engine.delivery.phrases import (
    day_text,
    discount_text,
    is_japanese,
    left_products_text,
    money_text,
    plain,
    products_text,
    until_text,
)
from engine.model.card_records import StoredCard
from engine.model.cart import Buyer
from engine.model.program import Program
from engine.model.records import StoredCoupon, StoredOrder
from engine.model.saved_cart import SavedCart
from engine.model.shop_profile import ShopProfile
from engine.values.code import printed


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFacts:
    """All that a message is about; `code` is canonical and given exactly when there is a coupon."""

    program: Program
    shop_name: str
    locale: str  # "ja", "en", "ja-JP" …
    order: StoredOrder | None = None
    customer: Buyer | None = None  # of a message without an order
    coupon: StoredCoupon | None = None
    code: str = ""
    card: StoredCard | None = None
    card_code: str = ""  # as printed, given exactly when there is a card
    card_pin: str = ""  # empty: it has none, or another system gave it
    cart: SavedCart | None = None  # that a reminder is about
    cart_url: str = ""
    unsubscribe_url: str = ""
    colour: str = ShopProfile().colour


def message_variables(facts: MessageFacts) -> Mapping[str, object]:
    """The variables of a message. A group that the message has nothing for is missing, so its use is an error (V4)."""
    variables: dict[str, object] = {"shop": _shop(facts), "customer": _customer(facts)}
    if facts.order is not None:
        variables["order"] = _order(facts, facts.order)
    if facts.coupon is not None:
        variables["coupon"] = _coupon(facts, facts.coupon)
    if facts.card is not None:
        variables["giftcard"] = _gift_card(facts, facts.card)
    if facts.cart is not None:
        variables["cart"] = _cart(facts, facts.cart)
    if facts.unsubscribe_url:
        variables["unsubscribe_url"] = facts.unsubscribe_url
    return variables


def _shop(facts: MessageFacts) -> dict[str, object]:
    settings = facts.program.settings
    legal = settings.legal
    return {
        "name": plain(facts.shop_name),
        "email": settings.sender_email,
        "colour": facts.colour,
        "legal": {
            "name": plain(legal.name or facts.shop_name),
            "address": plain(legal.address),
            "contact": plain(legal.contact),
            "opt_out": plain(legal.opt_out),
        },
    }


def _customer(facts: MessageFacts) -> dict[str, object]:
    buyer = facts.customer if facts.order is None else facts.order.order.cart.buyer
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


def _cart(facts: MessageFacts, cart: SavedCart) -> dict[str, object]:
    return {
        "url": facts.cart_url,
        "products": left_products_text(cart.cart.lines, facts.program, facts.locale),
        "total": money_text(cart.total, facts.program.settings.currency, facts.locale),
    }


def _gift_card(facts: MessageFacts, card: StoredCard) -> dict[str, object]:
    settings = facts.program.settings
    rule = next((rule for rule in facts.program.rules if rule.name == card.fact.campaign), None)
    return {
        "code": facts.card_code,
        "pin": facts.card_pin,
        "title": plain(rule.title) if rule else "",
        "balance": money_text(card.fact.balance, settings.currency, facts.locale),
        "valid_until": until_text(card.fact.expires_at, ZoneInfo(settings.zone), facts.locale),
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
