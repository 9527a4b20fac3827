"""Many cards at once go in another way than few: the same comes of it when one of them is there already."""

import pytest

from engine.model.card_events import CardsPublished
from engine.model.decision import Decision
from engine.model.effects import Effect
from engine.model.records import MintedCode
from engine.store.port import CodeTaken, Conflict, Store
from engine.store.sql.database import MANY
from tests.store.builders import ME, NOW, SHOP, hashed
from tests.store.gifts import card_of, credit, give_card, publication, publish, timer

COUNT = 2 * MANY


async def give_many(store: Store, codes: dict[str, str] | None = None, event: str = "many") -> None:
    """Cards m0, m1, … with a balance, a timer and metadata; `codes` are those that are not the card's own."""
    names = [f"m{number}" for number in range(COUNT)]
    effects: list[Effect] = []
    for name in names:
        card = publish(name, metadata=(("booking_id", name),))
        effects += (publication(name), card, credit(name, 700, key=name), timer(name))
    minted = [
        MintedCode(
            coupon_id=name,
            lookup=hashed(f"code-{(codes or {}).get(name, name)}"),
            key_id="k1",
            attempt=0,
            last_four="0042",
        )
        for name in names
    ]
    happened = CardsPublished(id=event, at=NOW, campaign="refunds", wishes=())
    decision = Decision(revision=1, effects=tuple(effects))
    await store.commit(SHOP, happened, decision, minted, ME, None, None, NOW)


async def test_many_cards_are_given_with_balances_lots_and_a_sound_ledger(store: Store) -> None:
    await give_many(store)
    cards = await store.cards_by_id(SHOP, [f"m{number}" for number in range(COUNT)])
    assert [card.fact.balance for card in cards] == [700] * COUNT
    assert {card.metadata for card in cards} == {(("booking_id", card.fact.id),) for card in cards}
    assert await store.check_invariants(None, NOW) == ()


async def test_a_code_that_another_card_has_is_named_among_many(store: Store) -> None:
    await give_card(store, "g1")
    with pytest.raises(CodeTaken) as taken:
        await give_many(store, {"m7": "g1"})
    assert taken.value.subjects == ("m7",)
    assert await store.cards_by_id(SHOP, ["m0", "m7"]) == ()


@pytest.mark.requirement("D5.b")
async def test_a_card_that_is_there_among_many_is_a_conflict_and_nothing_is_stored(store: Store) -> None:
    before = await give_card(store, "m7", 300)
    with pytest.raises(Conflict):
        await give_many(store)
    assert await store.cards_by_id(SHOP, ["m0"]) == ()
    assert await card_of(store, "m7") == before
    assert await store.check_invariants(None, NOW) == ()


async def test_a_key_that_was_used_among_many_is_a_conflict_and_nothing_is_stored(store: Store) -> None:
    await give_card(store, "g1", 0)
    await store.commit(
        SHOP,
        CardsPublished(id="first", at=NOW, campaign="refunds", wishes=()),
        Decision(revision=1, effects=(credit("g1", 700, key="m9"),)),
        [],
        ME,
        None,
        None,
        NOW,
    )
    with pytest.raises(Conflict):
        await give_many(store)
    assert await store.cards_by_id(SHOP, ["m0"]) == ()
    assert await store.check_invariants(None, NOW) == ()
