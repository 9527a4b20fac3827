"""A queued message becomes a mail: code derived again, template of its own revision, headers of its class."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from engine.delivery.channel import OutgoingMail
from engine.delivery.render import TemplateProblem, render
from engine.delivery.sms_text import sms_parts
from engine.model.card_records import StoredCard
from engine.model.cart import Buyer
from engine.model.customer import customer_key
from engine.model.notice import notice_of
from engine.model.program import ChannelName, MessageClass, Program, Template
from engine.model.reader import Composition
from engine.model.records import StoredCoupon, StoredMessage
from engine.model.saved_cart import SavedCart
from engine.runtime.arms import Subject
from engine.runtime.list_send import COMPOSED
from engine.runtime.subjects import subject_of_cart
from engine.service.card_codes import card_code, card_pin
from engine.service.confirm_consent import confirm_url
from engine.service.coupons import code_of
from engine.service.engine import Engine
from engine.service.kept_pins import pin_name
from engine.service.message_link import BOUNCE, CALLBACK, OPT_OUT, message_token, sms_token
from engine.service.message_variables import MessageFacts, message_variables
from engine.service.notice_texts import notice_template
from engine.service.recovery_link import recovery_url
from engine.service.shown_rule import with_shown_rule
from engine.service.unsubscribe import unsubscribe_link
from engine.values.code import printed


class KeyMissing(Exception):
    """The key that a code was derived with is not here now: the message waits until the secrets file is mended."""


async def compose_mail(engine: Engine, message: StoredMessage, program: Program) -> OutgoingMail:
    """The mail of `message`, the same at every attempt but for its date. Raises TemplateProblem, KeyMissing."""
    profile = await engine.store.shop_profile(message.shop)
    locale = message.order.locale or profile.language
    template = await _template(engine, message, program, locale, profile.language)
    facts = replace(await _facts(engine, message, program, template.locale), colour=profile.colour)
    variables = dict(message_variables(facts))
    told = notice_of(message.order.template)
    if told is not None and told[1]:
        variables["confirm_url"] = confirm_url(engine, message.shop, told[1])
    texts = render(template, variables)
    settings = program.settings
    sms = message.order.channel is ChannelName.SMS
    sender = settings.sender_email or engine.mail.sender
    if sms and facts.unsubscribe_url:
        require_opt_out(template, texts.text, facts)
    return OutgoingMail(
        shop=message.shop,
        message_id=f"{message.id}.{message.shop}@{sender.rpartition('@')[2]}",
        sender=(settings.sender_sms or engine.mail.sms_sender) if sms else sender,
        sender_name=settings.legal.name or facts.shop_name,
        recipient=message.order.recipient,
        subject=texts.subject,
        text=texts.text,
        html=texts.html,
        locale=template.locale,
        return_path=_return_path(engine, sender, message),
        at=engine.clock.now(),
        callback_url=_callback_url(engine, message),
        headers=_list_headers(engine, message, facts.unsubscribe_url),
        coupon_id=message.order.coupon_id or message.order.card_id or "",
        code=printed(facts.code) if facts.code else facts.card_code,
        pin=facts.card_pin,
        pin_name=pin_name(facts.card) if facts.card is not None else "",
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
    cards = await engine.store.cards_by_id(message.shop, [order.card_id]) if order.card_id else ()
    card = cards[0] if cards else None
    carts = await engine.store.carts_by_id(message.shop, [order.cart_id]) if order.cart_id else ()
    advertising = order.message_class is MessageClass.ADVERTISING
    receiver = None if orders else await _receiver(engine, message, coupon, carts, card)
    named = coupon.fact.rule if coupon else card.fact.campaign if card else ""
    to = subject_of_cart(orders[0].order.cart) if orders else Subject(buyer=receiver or Buyer())
    return MessageFacts(
        program=await with_shown_rule(engine, message.shop, program, named, to),
        shop_name=shop.name if shop is not None else message.shop,
        locale=locale,
        order=orders[0] if orders else None,
        customer=receiver,
        cart=carts[0] if carts else None,
        cart_url=recovery_url(engine, message) if carts else "",
        coupon=coupon,
        code=_code(engine, message.shop, coupon),
        card=card,
        card_code=_of_card(engine, message.shop, card, card_code),
        card_pin=_of_card(engine, message.shop, card, card_pin),
        unsubscribe_url=_opt_out(engine, message) if advertising else "",
    )


async def _receiver(
    engine: Engine,
    message: StoredMessage,
    coupon: StoredCoupon | None,
    carts: Sequence[SavedCart],
    card: StoredCard | None,
) -> Buyer | None:
    """Who left a cart, who reads a list, or whose a coupon or a gift card is that no order of theirs caused."""
    if carts:
        return carts[0].cart.buyer
    enrolment_id = message.order.enrolment_id
    reader = await engine.store.enrolment(message.shop, enrolment_id) if enrolment_id else None
    if reader is not None:
        return reader.buyer
    key = None if coupon is None else coupon.fact.issued_to
    if card is not None:
        key = customer_key(card.fact.owner_email, card.fact.owner_id)
    found = await engine.store.customers_by_key(message.shop, [key]) if key else ()
    return found[0].buyer if found else None


def _code(engine: Engine, shop: str, coupon: StoredCoupon | None) -> str:
    if coupon is None:
        return ""
    try:
        return code_of(engine, shop, coupon)
    except KeyError:
        raise KeyMissing(f"the code key {coupon.key_id} is not in the secrets file") from None


def _of_card(
    engine: Engine, shop: str, card: StoredCard | None, secret: Callable[[Engine, str, StoredCard], str]
) -> str:
    if card is None:
        return ""
    try:
        return secret(engine, shop, card)
    except KeyError:
        raise KeyMissing(f"the code key {card.key_id} is not in the secrets file") from None


def _list_headers(engine: Engine, message: StoredMessage, unsubscribe_url: str) -> dict[str, str]:
    """Advertising can be left with one click (RFC 8058) or, where returned mails come to us, by mail (RFC 2369)."""
    if not unsubscribe_url:
        return {}
    by_mail = f", <mailto:{_own_address(engine, OPT_OUT, message)}>" if engine.mail.return_path else ""
    return {
        "List-Unsubscribe": f"<{unsubscribe_url}>{by_mail}",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _return_path(engine: Engine, sender: str, message: StoredMessage) -> str:
    """Where bounces go: an address of this message's own, so that a bounce says what it is about (VERP)."""
    if not engine.mail.return_path:
        return sender
    return _own_address(engine, BOUNCE, message)


def _own_address(engine: Engine, purpose: str, message: StoredMessage) -> str:
    """Where mails about one message come to us."""
    local, _, domain = engine.mail.return_path.rpartition("@")
    return f"{local}+{message_token(engine, purpose, message.shop, message.id)}@{domain}"


def require_opt_out(template: Template, text: str, facts: MessageFacts) -> None:
    """An advertising SMS says in its first part from whom it is and how to leave. Raises TemplateProblem (J3)."""
    first = sms_parts(text).first
    if facts.unsubscribe_url not in first:
        raise TemplateProblem(
            f"{template.name}: `unsubscribe_url` is not within the first part of the SMS (J3)"
        )
    name = facts.program.settings.legal.name
    if name and name not in first:
        raise TemplateProblem(
            f"{template.name}: the sender's name is not within the first part of the SMS (J3)"
        )


def _opt_out(engine: Engine, message: StoredMessage) -> str:
    """Where advertising can be left; in an SMS the address is short enough for its first part."""
    if message.order.channel is ChannelName.SMS:
        return f"{engine.public_url}/u/{sms_token(engine, OPT_OUT, message.shop, message.id)}"
    return unsubscribe_link(engine, message.shop, message.id)


def _callback_url(engine: Engine, message: StoredMessage) -> str:
    if message.order.channel is not ChannelName.SMS:
        return ""
    return f"{engine.public_url}/hooks/sms/{message_token(engine, CALLBACK, message.shop, message.id)}"


async def _template(
    engine: Engine, message: StoredMessage, program: Program, locale: str, otherwise: str
) -> Template:
    """The text of a rule's message, or what staff wrote to a list. Raises TemplateProblem."""
    name = message.order.template
    told = notice_of(name)
    if told is not None:
        return notice_template(told[0], message.order.channel, locale)
    if not name.startswith(COMPOSED):
        return find_template(program, name, locale, otherwise)
    written = await engine.store.composition(message.shop, name.removeprefix(COMPOSED))
    if written is None:
        raise TemplateProblem(f"{name}: there is no such message to a list")
    return composed_template(written, otherwise)


def composed_template(written: Composition, language: str) -> Template:
    """What staff wrote, as a template."""
    return Template(
        name=COMPOSED + written.id,
        locale=language,
        category="follow",
        subject=written.subject,
        text=written.text,
        message_class=written.message_class,
    )
