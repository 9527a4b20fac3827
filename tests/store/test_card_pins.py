"""A card's PIN in a store: written with the card, replaced draw by draw (S5.18)."""

from typing import Any

import pytest

from engine.model.card import CardTerms
from engine.model.card_records import CashOutReason
from engine.model.records import Receipt
from engine.store.port import ReceiptMismatch, Store
from tests.store.builders import ALL, ME, NOW, OTHER, SHOP, hashed
from tests.store.gifts import give_card, seen

OLD, NEW = hashed("pin-g1").hex(), "ab" * 32


async def renew(store: Store, draw: int = 2, shop: str = SHOP, **more: Any) -> bool:
    return await store.renew_card_pin(shop, "g1", NEW, draw, "was seen", ME, NOW, **more)


async def pin(store: Store) -> tuple[str, int]:
    [card] = await store.cards_by_id(SHOP, ["g1"])
    found = await seen(store)
    assert found is not None
    assert found.pin == card.fact.pin
    return found.pin, card.pin_draw


async def test_a_card_is_stored_with_the_hash_of_its_pin(store: Store) -> None:
    await give_card(store, terms=CardTerms(pin=6))
    assert await pin(store) == (OLD, 1)


async def test_a_new_pin_replaces_the_old_one_with_its_reason_in_the_audit_trail(store: Store) -> None:
    await give_card(store, terms=CardTerms(pin=6))
    assert await renew(store)
    assert await pin(store) == (NEW, 2)
    [entry] = [one for one in await store.audit(SHOP, ALL) if one.action == "gift card PIN renewed"]
    assert (entry.subject, entry.detail) == ("g1", {"reason": "was seen"})


async def test_one_of_two_who_draw_at_once_has_given_the_pin(store: Store) -> None:
    await give_card(store, terms=CardTerms(pin=6))
    assert [await renew(store), await renew(store)] == [True, False]


async def test_the_same_request_again_draws_no_other_pin(store: Store) -> None:
    await give_card(store, terms=CardTerms(pin=6))
    key = Receipt(key="k", request_hash=b"1" * 32)
    assert await renew(store, receipt=key)
    assert await renew(store, draw=3, receipt=key)
    assert await pin(store) == (NEW, 2)
    with pytest.raises(ReceiptMismatch):
        await renew(store, draw=3, receipt=Receipt(key="k", request_hash=b"2" * 32))


async def test_a_card_without_a_pin_or_of_another_shop_or_paid_out_gets_none(store: Store) -> None:
    await give_card(store)
    assert not await renew(store)
    await give_card(store, "g2", terms=CardTerms(pin=6))
    assert not await store.renew_card_pin(OTHER, "g2", NEW, 2, "x", ME, NOW)
    assert await store.cash_out_card(SHOP, "g2", 5000, CashOutReason.WIND_DOWN, "", ME, NOW)
    assert not await store.renew_card_pin(SHOP, "g2", NEW, 2, "x", ME, NOW)
