"""After a day of downtime all that is overdue is decided, by several processes at once, and nothing twice (A4)."""

import asyncio
from collections import Counter
from dataclasses import replace

import pytest

from bench.overdue import BACK, catch_up, leave_behind
from bench.shop import SHOP
from engine.model.records import Page
from engine.settings import Settings, new_secrets
from engine.wiring import open_engine
from tests.store.conftest import empty

pytestmark = [pytest.mark.slow, pytest.mark.store]
OVERDUE = 1_000
ALL = Page(limit=10_000)


async def test_a_thousand_overdue_reminders_and_steps_are_decided_and_none_twice(database_url: str) -> None:
    if database_url.startswith("postgres"):
        await empty(database_url)  # other tests were here
    settings = Settings(database_url=database_url, secrets=new_secrets())
    async with open_engine(settings) as one, open_engine(settings) as other:
        late = await leave_behind(one, OVERDUE)
        began = late.store.statements  # type: ignore[attr-defined]
        caught = await asyncio.gather(catch_up(late), catch_up(replace(other, clock=late.clock)))
        asked = late.store.statements - began  # type: ignore[attr-defined]
        messages = await late.store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
        fired = sum(one.timers for one in caught)

        assert OVERDUE == fired
        assert {"left": OVERDUE // 2, "sample": OVERDUE // 2} == Counter(one.order.rule for one in messages)
        assert OVERDUE == len({one.order.recipient + one.order.rule for one in messages})
        assert {BACK} == {one.created_at for one in messages}
        assert asked < OVERDUE  # one by one it were eight for each
        assert () == await late.store.check_invariants(SHOP, BACK)
