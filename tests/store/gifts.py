"""Small builders for gift cards in a store; everything has a default that is valid."""

from datetime import datetime
from typing import Any

from engine.model.card import CardByIdNeed, CardFact, CardNeed, CardTerms, LotPart
from engine.model.card_effects import (
    CreditCard,
    ExpireCard,
    PublishCard,
    RecordPublication,
    RestoreCard,
    SpendCard,
)
from engine.model.card_events import CardsPublished
from engine.model.decision import Decision
from engine.model.effects import Effect, StartTimer
from engine.model.events import TimerKind
from engine.model.facts import Facts
from engine.model.gift_card import CodePattern, Consideration
from engine.model.records import Committed, MintedCode
from engine.runtime.gift_card import parts_for
from engine.store.port import Store
from tests.store.builders import EMAIL, ME, NOW, SHOP, after, hashed, lookup

ENDS = after(days=366)


def publication(card_id: str = "g1", **fields: Any) -> RecordPublication:
    given: dict[str, Any] = {
        "publication_id": f"p {card_id}",
        "campaign": "refunds",
        "source_id": f"source {card_id}",
        "owner_email": EMAIL,
        "owner_id": None,
        "count": 1,
        "amount": 0,
        "at": NOW,
    }
    return RecordPublication(**(given | fields))


def publish(card_id: str = "g1", **fields: Any) -> PublishCard:
    """A card of EMAIL, valid 365 days after today."""
    given: dict[str, Any] = {
        "campaign": "refunds",
        "publication_id": f"p {card_id}",
        "number": 1,
        "pattern": CodePattern(text="GIFT-####-####"),
        "terms": CardTerms(),
        "owner_email": EMAIL,
        "owner_id": None,
        "published_at": NOW,
        "expires_at": ENDS,
    }
    return PublishCard(card_id=card_id, **(given | fields))


def credit(card_id: str = "g1", amount: int = 5000, key: str = "k1", **fields: Any) -> CreditCard:
    given: dict[str, Any] = {
        "campaign": "refunds",
        "consideration": Consideration.PAID,
        "expires_at": ENDS,
        "at": NOW,
    }
    return CreditCard(card_id=card_id, amount=amount, key=key, **(given | fields))


def timer(card_id: str = "g1", due: datetime = ENDS) -> StartTimer:
    return StartTimer(kind=TimerKind.CARD_EXPIRY, subject=card_id, due=due)


def spend(fact: CardFact, amount: int, order_id: str = "o1", **fields: Any) -> SpendCard:
    """A payment out of the card's lots, as the core picks them."""
    at = fields.pop("at", NOW)
    return SpendCard(
        card_id=fact.id,
        campaign=fact.campaign,
        order_id=order_id,
        cart_token=fields.pop("cart_token", ""),
        owner_email=fields.pop("owner_email", None),
        owner_id=None,
        parts=fields.pop("parts", parts_for(fact, amount, at)),
        at=at,
    )


def restore(card_id: str, parts: tuple[LotPart, ...], refund_id: str = "r1", **fields: Any) -> RestoreCard:
    given: dict[str, Any] = {"campaign": "refunds", "order_id": "o1", "at": NOW}
    return RestoreCard(card_id=card_id, parts=parts, refund_id=refund_id, **(given | fields))


def expire(card_id: str = "g1", at: datetime = ENDS) -> ExpireCard:
    return ExpireCard(card_id=card_id, campaign="refunds", at=at, over=at >= ENDS)


async def happens(
    store: Store, *effects: Effect, event: str = "e1", now: datetime = NOW, shop: str = SHOP
) -> Committed:
    """Commit effects as the decision about a request of the shop."""
    codes = [
        MintedCode(
            coupon_id=one.card_id,
            lookup=hashed(f"code-{one.card_id}"),
            key_id="k1",
            attempt=0,
            last_four="0042",
            pin=hashed(f"pin-{one.card_id}").hex() if one.terms.pin else "",
            pin_draw=1 if one.terms.pin else 0,
        )
        for one in effects
        if isinstance(one, PublishCard)
    ]
    happened = CardsPublished(id=event, at=now, campaign="refunds", wishes=())
    return await store.commit(
        shop, happened, Decision(revision=1, effects=effects), codes, ME, None, None, now
    )


async def give_card(
    store: Store, card_id: str = "g1", amount: int = 5000, *, shop: str = SHOP, **fields: Any
) -> CardFact:
    """A card with a balance, as the shop publishes it."""
    card = publish(card_id, **fields)
    effects: list[Effect] = [publication(card_id), card]
    if amount:
        effects.append(credit(card_id, amount, key=f"first {card_id}", expires_at=card.expires_at))
    if card.expires_at:
        effects.append(timer(card_id, card.expires_at))
    await happens(store, *effects, event=f"gives {card_id}", shop=shop)
    return await card_of(store, card_id, shop=shop)


async def look(store: Store, card_id: str = "g1", *, now: datetime = NOW, shop: str = SHOP) -> Facts:
    return await store.load(shop, [CardByIdNeed(card_id=card_id)], (), now)


async def card_of(store: Store, card_id: str = "g1", *, now: datetime = NOW, shop: str = SHOP) -> CardFact:
    return (await look(store, card_id, now=now, shop=shop)).gifts.by_id[card_id]


async def seen(
    store: Store, code: str = "code-g1", *, token: str = "", now: datetime = NOW
) -> CardFact | None:
    """The card of a code, as a cart sees it."""
    facts = await store.load(SHOP, [CardNeed(code=code, cart_token=token)], [lookup(code)], now)
    return facts.gifts.by_code.get(code)
