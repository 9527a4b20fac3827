"""Whoever calls because a coupon did not work is told why: every refusal is in its life."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from engine.drivers.note_writer import writing_notes
from engine.model.coupon_life import LifeEvent, LifeKind
from engine.model.events import RefusedCodes
from engine.model.quote import RefusalReason
from engine.model.records import HoldState, Page, StoredCoupon
from engine.model.refused_use import RefusedAt, RefusedUse
from engine.model.requests import BuyerRequest, CartRequest, LineRequest
from engine.service import ask, refused_memory
from engine.service.clock import VirtualClock
from engine.service.coupon_life import coupon_life
from engine.service.coupons import revoke_coupon
from engine.service.engine import Engine
from engine.service.hold import hold_code, release_code
from engine.service.outage import StoreUnavailable
from engine.service.quote import quote_cart
from engine.service.record_order import record_order
from engine.service.refused_uses import write_refused
from engine.store.port import Store
from tests.service.shop import TEST, buy, code_of, drain, order

STRANGER = BuyerRequest(email="stranger@elsewhere.example")


async def earned(engine: Engine) -> tuple[StoredCoupon, str]:
    """A coupon and its code."""
    answer = await buy(engine, "1001", "SAMPLE-1", email="you@shop.example")
    await drain(engine)
    [coupon] = await ask.coupons(engine, "tea", Page(limit=5))
    return coupon, await code_of(engine, answer)


async def refusals(engine: Engine, coupon: StoredCoupon) -> list[RefusedUse]:
    return [one.refused for one in await _life(engine, coupon) if one.refused is not None]


async def _life(engine: Engine, coupon: StoredCoupon) -> tuple[LifeEvent, ...]:
    return (await coupon_life(engine, "tea", coupon)).events


@pytest.mark.requirement("S1.8")
async def test_quotes_holds_and_orders_that_are_refused_tell_why_in_the_life_of_the_coupon(
    tea: Engine,
) -> None:
    coupon, code = await earned(tea)
    cart = CartRequest(lines=(LineRequest(sku="PACK-1", quantity=1),), buyer=STRANGER, codes=(code,))
    for _ in range(3):
        await quote_cart(tea, "tea", cart, trusted=True)
    await hold_code(tea, "tea", code, cart_token="cart-7", buyer=STRANGER)
    asked = order("1002", "PACK-1", email="stranger@elsewhere.example", codes=(code,))
    await record_order(tea, "tea", asked, actor=TEST)
    recorded = replace(asked, id="1003", refused_codes=RefusedCodes.RECORD)
    for _ in range(2):  # the same again is no second attempt
        await record_order(tea, "tea", recorded, actor=TEST)
    for _ in range(2):  # before and after it is written
        found = await refusals(tea, coupon)
        assert {(one.where, one.order_id, one.times) for one in found} == {
            (RefusedAt.QUOTE, "", 3),
            (RefusedAt.HOLD, "", 1),
            (RefusedAt.ORDER, "1002", 1),
            (RefusedAt.ORDER, "1003", 1),
        }
        assert {one.reason for one in found} == {RefusalReason.NOT_YOURS}
        assert {one.email for one in found} == {"s•••@elsewhere.example"}
        await write_refused(tea)
    assert await write_refused(tea) == 0


async def test_a_quote_with_a_refused_coupon_writes_nothing(tea: Engine) -> None:
    coupon, code = await earned(tea)
    cart = CartRequest(lines=(LineRequest(sku="PACK-1", quantity=1),), buyer=STRANGER, codes=(code,))
    await quote_cart(tea, "tea", cart, trusted=True)
    assert await tea.store.refused_uses("tea", coupon.fact.id) == ()
    assert len(await refusals(tea, coupon)) == 1


async def test_holds_and_what_became_of_them_are_in_the_life(tea: Engine) -> None:
    coupon, code = await earned(tea)
    owner = BuyerRequest(email="you@shop.example")
    held = await hold_code(tea, "tea", code, cart_token="cart-1", buyer=owner)
    await hold_code(tea, "tea", code, cart_token="cart-2", buyer=owner)
    assert [one.reason for one in await refusals(tea, coupon)] == [RefusalReason.HELD]
    await release_code(tea, "tea", getattr(held, "hold_id", ""))
    life = [(one.at, one.hold) for one in await _life(tea, coupon) if one.kind is LifeKind.HELD]
    assert life == [(tea.clock.now(), HoldState.RELEASED)]


async def test_each_reason_and_each_minute_is_a_row_of_its_own(tea: Engine) -> None:
    coupon, code = await earned(tea)
    owner = BuyerRequest(email="you@shop.example")
    await hold_code(tea, "tea", code, cart_token="c", buyer=STRANGER)
    cast(VirtualClock, tea.clock).advance(timedelta(minutes=2))
    await hold_code(tea, "tea", code, cart_token="c", buyer=STRANGER)
    await revoke_coupon(tea, "tea", coupon.fact.id, reason="lost", actor=TEST)
    await hold_code(tea, "tea", code, cart_token="c", buyer=owner)
    assert sorted(one.reason for one in await refusals(tea, coupon)) == ["not_yours", "not_yours", "revoked"]


async def test_what_is_noted_is_bounded(tea: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refused_memory, "LARGEST", 2)
    coupon, code = await earned(tea)
    for email in ("anna@x.example", "bob@x.example", "carol@x.example", "anna@x.example"):
        buyer = BuyerRequest(email=email)
        await hold_code(tea, "tea", code, cart_token="c", buyer=buyer)
    kept = {one.email: one.times for one in await refusals(tea, coupon)}
    assert kept == {"a•••@x.example": 2, "b•••@x.example": 1}
    await write_refused(tea)
    assert tea.refused.take() == []


class Broken:
    """A store that is away when refusals are written."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    async def add_refused_uses(self, *_: object) -> None:
        raise StoreUnavailable("away")


async def test_what_cannot_be_written_now_is_written_later(tea: Engine) -> None:
    coupon, code = await earned(tea)
    await hold_code(tea, "tea", code, cart_token="c", buyer=STRANGER)
    away = replace(tea, store=cast(Store, Broken(tea.store)))
    with pytest.raises(StoreUnavailable):
        await write_refused(away)
    async with writing_notes(away, seconds=0.01):  # an outage stops nobody
        pass
    assert await tea.store.refused_uses("tea", coupon.fact.id) == ()
    async with writing_notes(tea, seconds=60):  # the last writing is at the end
        pass
    assert len(await tea.store.refused_uses("tea", coupon.fact.id)) == 1
