"""A queued message becomes a mail: code derived again, template of its own revision, headers of its class."""

from collections.abc import Sequence
from dataclasses import replace

from engine.delivery.channel import OutgoingMail
from engine.delivery.render import TemplateProblem, render
from engine.model.cart import Buyer
from engine.model.program import MessageClass, Program, Template
from engine.model.records import StoredCoupon, StoredMessage
from engine.model.saved_cart import SavedCart
from engine.service.coupons import code_of
from engine.service.engine import Engine
from engine.service.message_variables import MessageFacts, message_variables
from engine.service.recovery_link import recovery_url
from engine.service.unsubscribe import unsubscribe_link
from engine.values.code import printed


class KeyMissing(Exception):
    """The key that a code was derived with is not here now: the message waits until the secrets file is mended."""


async def compose_mail(engine: Engine, message: StoredMessage, program: Program) -> OutgoingMail:
    """The mail of `message`, the same at every attempt but for its date. Raises TemplateProblem, KeyMissing."""
    profile = await engine.store.shop_profile(message.shop)
    locale = message.order.locale or profile.language
    template = find_template(program, message.order.template, locale, profile.language)
    facts = replace(await _facts(engine, message, program, template.locale), colour=profile.colour)
    texts = render(template, message_variables(facts))
    settings = program.settings
    sender = settings.sender_email or engine.mail.sender
    return OutgoingMail(
        shop=message.shop,
        message_id=f"{message.id}.{message.shop}@{sender.rpartition('@')[2]}",
        sender=sender,
        sender_name=settings.legal.name or facts.shop_name,
        recipient=message.order.recipient,
        subject=texts.subject,
        text=texts.text,
        html=texts.html,
        locale=template.locale,
        return_path=_return_path(engine, sender, message),
        at=engine.clock.now(),
        headers=_list_headers(facts.unsubscribe_url, sender),
        coupon_id=message.order.coupon_id or "",
        code=printed(facts.code) if facts.code else "",
    )


def find_template(program: Program, name: str, locale: str, otherwise: str = "ja") -> Template:
    """The text for `locale`, else for its language, else `otherwise`, else Japanese, else English, else any.

    Raises TemplateProblem.
    """
    language = locale.lower().partition("-")[0].partition("_")[0]
    for wanted in (locale, language, otherwise, "ja", "en"):
        template = program.templates.get((name, wanted))
        if template is not None:
            return template
    for (known, _), template in sorted(program.templates.items()):
        if known == name:
            return template
    raise TemplateProblem(f"{name}: revision {program.revision} has no such template")


async def _facts(engine: Engine, message: StoredMessage, program: Program, locale: str) -> MessageFacts:
    order = message.order
    shop = await engine.store.shop(message.shop)
    orders = await engine.store.orders_by_id(message.shop, [order.order_id]) if order.order_id else ()
    coupons = await engine.store.coupons_by_id(message.shop, [order.coupon_id]) if order.coupon_id else ()
    coupon = coupons[0] if coupons else None
    carts = await engine.store.carts_by_id(message.shop, [order.cart_id]) if order.cart_id else ()
    advertising = order.message_class is MessageClass.ADVERTISING
    return MessageFacts(
        program=program,
        shop_name=shop.name if shop is not None else message.shop,
        locale=locale,
        order=orders[0] if orders else None,
        customer=None if orders else await _receiver(engine, message.shop, coupon, carts),
        cart=carts[0] if carts else None,
        cart_url=recovery_url(engine, message) if carts else "",
        coupon=coupon,
        code=_code(engine, message.shop, coupon),
        unsubscribe_url=unsubscribe_link(engine, message.shop, message.id) if advertising else "",
    )


async def _receiver(
    engine: Engine, shop: str, coupon: StoredCoupon | None, carts: Sequence[SavedCart]
) -> Buyer | None:
    """Who left a cart, or whom a coupon was issued to that no order of theirs caused."""
    if carts:
        return carts[0].cart.buyer
    key = None if coupon is None else coupon.fact.issued_to
    found = await engine.store.customers_by_key(shop, [key]) if key else ()
    return found[0].buyer if found else None


def _code(engine: Engine, shop: str, coupon: StoredCoupon | None) -> str:
    if coupon is None:
        return ""
    try:
        return code_of(engine, shop, coupon)
    except KeyError:
        raise KeyMissing(f"the code key {coupon.key_id} is not in the secrets file") from None


def _list_headers(unsubscribe_url: str, sender: str) -> dict[str, str]:
    """Advertising can be left with one click (RFC 8058) or by mail (RFC 2369)."""
    if not unsubscribe_url:
        return {}
    return {
        "List-Unsubscribe": f"<{unsubscribe_url}>, <mailto:{sender}?subject=unsubscribe>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _return_path(engine: Engine, sender: str, message: StoredMessage) -> str:
    """Where bounces go: an address of this message's own, so that a bounce says what it is about (VERP)."""
    if not engine.mail.return_path:
        return sender
    local, _, domain = engine.mail.return_path.rpartition("@")
    return f"{local}+{message.id}@{domain}"
