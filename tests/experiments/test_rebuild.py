"""The figures of an experiment are those that its events add up to, whatever happens to orders and people (I30)."""

import pytest

from engine.model.experiment import HOLDOUT
from engine.model.refund import RefundWish
from engine.model.requests import RefundRequest
from engine.service.check_invariants import check_invariants
from engine.service.engine import Engine
from engine.service.erase_person import erase_person
from engine.service.refund_order import refund_order
from tests.experiments.lab_shop import COUPON, DEPTH, SALE, buyers_of, files
from tests.service.shop import TEST, buy, open_shop


@pytest.mark.parametrize("rules", [SALE, SALE + COUPON])
async def test_orders_refunds_and_erasures_leave_figures_that_events_add_up_to(
    engine: Engine, rules: str
) -> None:
    await open_shop(engine, files=files(rules, DEPTH))
    for number, arm in enumerate((HOLDOUT, "A", "B") * 2):
        email = next(await buyers_of(engine, arm))
        await buy(engine, f"o{number}", "PACK-1", "SAMPLE-1", email=email, token=f"c{number}")
    wanted = RefundRequest(order_id="o1", refund_id="r", wish=RefundWish())
    await refund_order(engine, "tea", wanted, actor=TEST)
    await erase_person(engine, "tea", next(await buyers_of(engine, "B")), reason="asked for it", actor=TEST)

    assert await check_invariants(engine, "tea") == ()
    totals = {one.arm: one for one in await engine.store.arm_totals("tea", "depth")}
    assert [totals[arm].orders for arm in (HOLDOUT, "A", "B")] == [2, 2, 2]
