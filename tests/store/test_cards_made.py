"""What a publication answers is what the store has."""

from collections.abc import Sequence

import pytest

from engine.model.card_events import CardsPublished
from engine.model.decision import Decision
from engine.model.effects import Effect
from engine.model.gift_card import Consideration
from engine.model.records import MintedCode
from engine.store.cards_made import cards_made
from engine.store.port import Store
from tests.store.builders import ME, NOW, SHOP, hashed
from tests.store.gifts import credit, publication, publish

METADATA = (("booking_id", "April_01"), ("agent", "Sato"))
KINDS: tuple[tuple[Effect, ...], ...] = (
    (publish(metadata=METADATA), credit(amount=5000)),
    (publish(owner_email=None, expires_at=None),),
    (publish(owner_email=None, owner_id="c1", test=True),),
    (
        publish(),
        credit(amount=300, key="free", consideration=Consideration.FREE),
        credit(amount=700, key="for ever", expires_at=None),
    ),
)


@pytest.mark.parametrize("effects", KINDS)
async def test_cards_that_were_made_are_told_as_they_are_stored(
    store: Store, effects: Sequence[Effect]
) -> None:
    code = MintedCode(coupon_id="g1", lookup=hashed("code-g1"), key_id="k1", attempt=2, last_four="0042")
    decision = Decision(revision=1, effects=(publication(), *effects))
    event = CardsPublished(id="e1", at=NOW, campaign="refunds", wishes=())
    await store.commit(SHOP, event, decision, [code], ME, None, None, NOW)
    assert await store.cards_by_id(SHOP, ["g1"]) == cards_made(decision, [code])
