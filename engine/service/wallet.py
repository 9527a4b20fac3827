"""What a customer has: coupons that can be used and gift cards with something on them."""

from dataclasses import dataclass, replace

from engine.delivery.phrases import discount_text, products_text
from engine.model.card import CardState
from engine.model.card_records import CardWanted, StoredCard
from engine.model.decision import Problem, Rejection
from engine.model.records import Page, StoredCoupon
from engine.model.requests import BuyerRequest
from engine.runtime.coupon import current_targets, why_stopped
from engine.runtime.gift_card import usable
from engine.service.engine import Engine
from engine.service.read_cart import read_buyer

MOST = 100
"""Coupons, and gift cards, of one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletCoupon:
    """A coupon with what it gives and on what, in words."""

    coupon: StoredCoupon
    discount: str
    products: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletCard:
    """A gift card and what can be spent of it now, minor units."""

    card: StoredCard
    usable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wallet:
    """What somebody has; what ends first comes first. Money is in `currency`."""

    currency: str
    coupons: tuple[WalletCoupon, ...]
    cards: tuple[WalletCard, ...]


async def wallet(engine: Engine, shop: str, buyer: BuyerRequest, *, language: str) -> Wallet | Rejection:
    """What is theirs, by address and by the shop's own id; nothing that anybody may use, and no test codes.

    EMAIL_INVALID without an address or id. Nothing is written.
    """
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    program, now = prepared.program, engine.clock.now()
    person = read_buyer(buyer, program, engine.limits)
    if isinstance(person, Rejection):
        return person
    coupons = await engine.store.coupons_of_person(shop, person.email, person.external_id, now, MOST)
    currency = program.settings.currency
    return Wallet(
        currency=currency,
        coupons=tuple(
            WalletCoupon(
                coupon=one,
                discount=discount_text(one.fact.terms.discount, currency, language),
                products=products_text(
                    replace(
                        one.fact.terms,
                        targets=current_targets(one.fact, prepared.issuers.get(one.fact.rule)),
                    ),
                    program,
                    language,
                ),
            )
            for one in coupons
            if why_stopped(one.fact, prepared.issuers.get(one.fact.rule), now) is None
        ),
        cards=await _cards(engine, shop, (person.email, person.external_id)),
    )


async def _cards(engine: Engine, shop: str, owners: tuple[str | None, ...]) -> tuple[WalletCard, ...]:
    now, page = engine.clock.now(), Page(limit=MOST)
    found: dict[str, WalletCard] = {}
    for owner in owners:
        wanted = CardWanted(owner=owner, state=CardState.ACTIVE, enabled=True)
        for card in await engine.store.cards(shop, page, wanted) if owner is not None else ():
            left = usable(card.fact, now)
            if left and not card.fact.test:
                found[card.fact.id] = WalletCard(card=card, usable=left)
    latest = max(
        (one.card.fact.expires_at for one in found.values() if one.card.fact.expires_at), default=now
    )
    return tuple(
        sorted(
            found.values(),
            key=lambda one: (
                one.card.fact.expires_at is None,
                one.card.fact.expires_at or latest,
                one.card.fact.id,
            ),
        )
    )
