"""What others may be told of a decision besides its effects: named webhooks, sandbox things, rules of offers."""

from collections.abc import Iterator

from engine.model.card_effects import CreditCard, ExpireCard, PublishCard, RestoreCard, SpendCard
from engine.model.decision import Decision
from engine.model.effects import MoveOffer
from engine.model.facts import Facts
from engine.model.gift_card import GiftCardBody, Hook
from engine.model.telling import NOTHING_TO_ADD, Telling
from engine.runtime.prepare import Prepared

CARDS = (CreditCard, ExpireCard, PublishCard, RestoreCard, SpendCard)


def telling_of(prepared: Prepared, facts: Facts, decision: Decision) -> Telling:
    """What to add; for most decisions nothing."""
    cards = [effect for effect in decision.effects if isinstance(effect, CARDS)]
    moved = [effect.offer_id for effect in decision.effects if isinstance(effect, MoveOffer)]
    if not cards and not moved:
        return NOTHING_TO_ADD
    offers = [facts.offers[offer_id] for offer_id in moved if offer_id in facts.offers]
    return Telling(
        hooks={
            name: hooks for name in {card.campaign for card in cards} if (hooks := _hooks(prepared, name))
        },
        untold=frozenset((*_untold_cards(facts, decision), *(offer.id for offer in offers if offer.test))),
        offers={offer.id: (offer.rule, offer.order_id) for offer in offers},
    )


def _hooks(prepared: Prepared, campaign: str) -> tuple[Hook, ...]:
    rule = prepared.campaigns.get(campaign)
    return rule.body.hooks if rule is not None and isinstance(rule.body, GiftCardBody) else ()


def _untold_cards(facts: Facts, decision: Decision) -> Iterator[str]:
    known = {card.id: card for card in (*facts.gifts.by_id.values(), *facts.gifts.by_code.values())}
    yield from (card.id for card in known.values() if card.test)
    for effect in decision.effects:
        if isinstance(effect, PublishCard) and effect.test:
            yield effect.card_id
        if isinstance(effect, ExpireCard):
            card = known.get(effect.card_id)
            if card is None or card.expires_at is None or card.expires_at > effect.at:
                yield effect.card_id  # only some of its lots ended
