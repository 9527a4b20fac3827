"""The effects of one decision that are about gift cards, sorted by what is written where."""

from dataclasses import dataclass, field
from typing import assert_never

from engine.model.card_effects import (
    CardEffect,
    CreditCard,
    ExpireCard,
    PublishCard,
    RecordPublication,
    ReleaseCardHold,
    RestoreCard,
    SpendCard,
    TakeBackCredit,
)


@dataclass(slots=True, kw_only=True)
class CardBatch:
    """What one commit writes about cards; those that exist come in the order of their ids, to be locked in it."""

    publications: list[RecordPublication] = field(default_factory=list)
    published: list[PublishCard] = field(default_factory=list)
    credited: list[CreditCard] = field(default_factory=list)
    spent: list[SpendCard] = field(default_factory=list)
    restored: list[RestoreCard] = field(default_factory=list)
    taken_back: list[TakeBackCredit] = field(default_factory=list)
    expired: list[ExpireCard] = field(default_factory=list)
    released: list[ReleaseCardHold] = field(default_factory=list)

    def add(self, effect: CardEffect) -> None:
        """Sort an effect in."""
        match effect:
            case RecordPublication():
                self.publications.append(effect)
            case PublishCard():
                self.published.append(effect)
            case CreditCard():
                self.credited.append(effect)
            case SpendCard():
                self.spent.append(effect)
                self.spent.sort(key=lambda one: one.card_id)
            case RestoreCard():
                self.restored.append(effect)
                self.restored.sort(key=lambda one: one.card_id)
            case TakeBackCredit():
                self.taken_back.append(effect)
                self.taken_back.sort(key=lambda one: one.card_id)
            case ExpireCard():
                self.expired.append(effect)
            case ReleaseCardHold():
                self.released.append(effect)
            case _:
                assert_never(effect)
