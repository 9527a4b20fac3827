"""`otoku doctor` tells a clock that differs from the database server's, and no other."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.cli.examine_clock import examine_clock
from engine.service.clock import VirtualClock
from engine.store.connect import open_store
from tests.drivers.test_clock_guard import Elsewhere
from tests.service.shop import START, make_engine


@pytest.mark.parametrize(
    ("apart", "bad", "said"),
    [
        (timedelta(seconds=4), False, "agrees"),
        (timedelta(seconds=-4), False, "agrees"),
        (timedelta(seconds=90), True, "90 s apart"),
        (timedelta(seconds=-90), True, "90 s apart"),
    ],
)
async def test_a_clock_beside_the_database_servers(apart: timedelta, bad: bool, said: str) -> None:
    engine = make_engine(open_store("memory://"), clock=VirtualClock(START))
    there = Elsewhere(engine.store)
    there.now = START + apart
    found = await examine_clock(replace(engine, store=there))
    assert (found.bad, said in found.text) == (bad, True)


async def test_without_a_server_there_is_nothing_to_compare_with() -> None:
    found = await examine_clock(make_engine(open_store("memory://"), clock=VirtualClock(START)))
    assert not found.bad
    assert "no other" in found.text
