"""What others are told of gift cards, offers and carts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.model.card_effects import CreditCard, ExpireCard, PublishCard, RestoreCard, SpendCard
from engine.model.effects import MoveOffer
from engine.model.gift_card import CardEvent
from engine.model.offer_instance import OfferState
from engine.model.telling import Telling
from engine.model.webhook import Announcement, WebhookTopic
from engine.store.batch import Batch
from engine.store.card_batch import CardBatch

ENDS: Mapping[OfferState, WebhookTopic] = {
    OfferState.SUCCEEDED: WebhookTopic.OFFER_SUCCEEDED,
    OfferState.FAILED: WebhookTopic.OFFER_FAILED,
    OfferState.DECLINED: WebhookTopic.OFFER_DECLINED,
    OfferState.EXPIRED: WebhookTopic.OFFER_EXPIRED,
    OfferState.MISSED: WebhookTopic.OFFER_EXPIRED,
}
Value = str | int | bool | None
CardThing = PublishCard | CreditCard | SpendCard | RestoreCard | ExpireCard


def card_announcements(batch: Batch, telling: Telling, at: datetime) -> Iterator[Announcement]:
    """What happened to gift cards; endpoints that a rule names are told although they did not ask."""
    said = _Said(telling=telling, at=at)
    yield from _given(batch.cards, said)
    yield from _used(batch.cards, said)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What all of them have in common."""

    telling: Telling
    at: datetime

    def of(
        self, topic: WebhookTopic, effect: CardThing, event: CardEvent | None, subject: str, **data: Value
    ) -> Announcement:
        """Something about a card."""
        hooks = self.telling.hooks.get(effect.campaign, ())
        return Announcement(
            topic=topic,
            subject=subject,
            at=self.at,
            data={"card": effect.card_id, "campaign": effect.campaign, **data},
            hooks=frozenset(hook.name for hook in hooks if event in hook.events),
        )


def _given(cards: CardBatch, said: _Said) -> Iterator[Announcement]:
    sources = {one.publication_id: one.source_id for one in cards.publications}
    for made in cards.published:
        if made.code:
            continue  # it was issued elsewhere, long ago
        yield said.of(
            WebhookTopic.GIFT_CARD_ISSUED,
            made,
            CardEvent.ISSUED,
            made.card_id,
            source=sources.get(made.publication_id),
            order=made.order_id or None,
            customer=made.owner_id,
            expires_at=None if made.expires_at is None else made.expires_at.isoformat(),
        )
    for added in cards.credited:
        if added.opening:
            continue
        yield said.of(
            WebhookTopic.GIFT_CARD_CREDITED, added, None, added.key, amount=added.amount, key=added.key
        )


def _used(cards: CardBatch, said: _Said) -> Iterator[Announcement]:
    for spent in cards.spent:
        yield said.of(
            WebhookTopic.GIFT_CARD_REDEEMED,
            spent,
            CardEvent.REDEEMED,
            f"{spent.card_id}:{spent.order_id}",
            order=spent.order_id,
            amount=spent.amount,
        )
    for back in cards.restored:
        yield said.of(
            WebhookTopic.GIFT_CARD_REFUNDED,
            back,
            CardEvent.REFUNDED,
            f"{back.card_id}:{back.refund_id}",
            order=back.order_id,
            refund=back.refund_id,
            amount=back.amount,
        )
    for ended in cards.expired:
        if ended.over:  # a card whose first lot ended goes on
            yield said.of(WebhookTopic.GIFT_CARD_EXPIRED, ended, CardEvent.EXPIRED, ended.card_id)


def offer_announcement(move: MoveOffer, telling: Telling, at: datetime) -> Announcement | None:
    """How an offer ended; None when it did not end."""
    topic = ENDS.get(move.after.state)
    if topic is None:
        return None
    rule, order = telling.offers.get(move.offer_id, (None, None))
    failure = move.after.failure
    return Announcement(
        topic=topic,
        subject=move.offer_id,
        at=at,
        data={
            "offer": move.offer_id,
            "rule": rule,
            "order": order,
            "state": move.after.state.value,
            "quantity": move.after.quantity,
            "failure": None if failure is None else failure.value,
        },
    )
