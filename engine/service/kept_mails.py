"""Mails that were kept instead of sent, as their receivers would read them: codes are derived while somebody looks."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from engine.model.card_records import StoredCard
from engine.model.records import InboxMail, Page
from engine.service.card_codes import card_code, masked_card
from engine.service.coupons import code_of
from engine.service.engine import Engine
from engine.service.kept_pins import card_of_name, pin_of_name
from engine.values.code import printed
from engine.values.code_mark import sealed_coupons, unseal_codes
from engine.values.masked_code import DOT


async def kept_mails(engine: Engine, shop: str, page: Page) -> tuple[InboxMail, ...]:
    """Kept mails, newest first."""
    return await _unsealed(engine, shop, await engine.store.inbox(shop, page))


async def kept_mail(engine: Engine, shop: str, mail_id: str) -> InboxMail | None:
    """One kept mail."""
    found = await engine.store.inbox_mail(shop, mail_id)
    mails = await _unsealed(engine, shop, () if found is None else (found,))
    return mails[0] if mails else None


async def _unsealed(engine: Engine, shop: str, mails: Sequence[InboxMail]) -> tuple[InboxMail, ...]:
    """With their codes; a code whose key is not on the ring any more shows its end only."""
    named = {one for mail in mails for text in _texts(mail) for one in sealed_coupons(text)}
    ids = sorted({card_of_name(one) for one in named})
    coupons = await engine.store.coupons_by_id(shop, ids) if ids else ()
    cards = await engine.store.cards_by_id(shop, ids) if ids else ()
    codes: dict[str, str] = {}
    for card in cards:
        try:
            codes[card.fact.id] = card_code(engine, shop, card)
        except KeyError:
            codes[card.fact.id] = masked_card(card)
    codes |= _pins(engine, shop, named, cards)
    for coupon in coupons:
        try:
            codes[coupon.fact.id] = printed(code_of(engine, shop, coupon))
        except KeyError:
            codes[coupon.fact.id] = (
                DOT * max(0, coupon.shape.length - len(coupon.last_four)) + coupon.last_four
            )

    def shown(text: str) -> str:
        return unseal_codes(text, lambda coupon_id: codes.get(coupon_id, DOT * 4))

    return tuple(
        replace(
            mail,
            subject=shown(mail.subject),
            text=shown(mail.text),
            html=shown(mail.html),
            headers={name: shown(text) for name, text in mail.headers.items()},
        )
        for mail in mails
    )


def _pins(
    engine: Engine, shop: str, named: Collection[str], cards: Sequence[StoredCard]
) -> Mapping[str, str]:
    """PINs by what stands for them; one whose key is not on the ring any more is left out."""
    pins: dict[str, str] = {}
    for card in cards:
        for name in named:
            if name != card.fact.id and card_of_name(name) == card.fact.id:
                with suppress(KeyError):
                    pins[name] = pin_of_name(engine, shop, card, name)
    return pins


def _texts(mail: InboxMail) -> tuple[str, ...]:
    return mail.subject, mail.text, mail.html, *mail.headers.values()
