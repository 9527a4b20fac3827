"""Following something stored: what is told, how often, and that no hint is needed."""

import asyncio
from contextlib import aclosing

import pytest

from engine.service.changes import Changes, Topic
from engine.service.follow import Pace, follow
from engine.service.outage import StoreUnavailable

TOPIC = Topic("job:tea:1")
QUICK = Pace(pause=0.0, sweep=0.05)
SLOW = Pace(pause=0.0, sweep=600.0)
PATIENCE = 60


class Shelf:
    """A value that is looked at."""

    def __init__(self) -> None:
        self.value = 0
        self.away = False
        self.looks = 0

    async def look(self) -> int:
        self.looks += 1
        if self.away:
            raise StoreUnavailable
        return self.value


async def test_the_present_state_comes_at_once_and_later_ones_without_any_hint() -> None:
    shelf, changes = Shelf(), Changes()
    async with aclosing(follow(changes, TOPIC, shelf.look, QUICK)) as states:
        assert await anext(states) == 0
        shelf.value = 1
        assert await asyncio.wait_for(anext(states), PATIENCE) == 1


async def test_a_hint_lets_it_look_at_once() -> None:
    shelf, changes = Shelf(), Changes()
    async with aclosing(follow(changes, TOPIC, shelf.look, SLOW)) as states:
        assert await anext(states) == 0
        shelf.value = 1
        changes.tell(TOPIC)
        assert await asyncio.wait_for(anext(states), PATIENCE) == 1


async def test_a_hint_about_something_else_wakes_nobody() -> None:
    shelf, changes = Shelf(), Changes()
    async with aclosing(follow(changes, TOPIC, shelf.look, SLOW)) as states:
        assert await anext(states) == 0
        shelf.value = 1
        changes.tell(Topic("job:tea:2"))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(states), 0.1)


async def test_who_takes_long_gets_the_latest_and_not_those_between() -> None:
    shelf, changes = Shelf(), Changes()
    async with aclosing(follow(changes, TOPIC, shelf.look, SLOW)) as states:
        assert await anext(states) == 0
        for shelf.value in range(1, 100):
            changes.tell(TOPIC)
            await asyncio.sleep(0)
        assert await asyncio.wait_for(anext(states), PATIENCE) == 99
        assert shelf.looks == 2


async def test_hints_do_not_make_it_look_more_often_than_its_pace() -> None:
    shelf, changes = Shelf(), Changes()
    states = follow(changes, TOPIC, shelf.look, Pace(pause=600.0, sweep=600.0))
    async with aclosing(states):
        assert await anext(states) == 0
        shelf.value = 1
        changes.tell(TOPIC)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(states), 0.1)
    assert shelf.looks == 1


async def test_what_has_ended_is_followed_no_longer() -> None:
    shelf, changes = Shelf(), Changes()
    shelf.value = 3
    states = follow(changes, TOPIC, shelf.look, SLOW, lambda value: value == 3)
    assert [value async for value in states] == [3]


async def test_an_outage_is_waited_out_but_not_at_the_beginning() -> None:
    shelf, changes = Shelf(), Changes()
    async with aclosing(follow(changes, TOPIC, shelf.look, QUICK)) as states:
        assert await anext(states) == 0
        shelf.away, shelf.value = True, 1
        step = asyncio.ensure_future(anext(states))
        while shelf.looks < 3:  # noqa: ASYNC110 - it is the follower that looks
            await asyncio.sleep(0.01)
        shelf.away = False
        assert await asyncio.wait_for(step, PATIENCE) == 1
    shelf.away = True
    with pytest.raises(StoreUnavailable):
        await anext(follow(changes, TOPIC, shelf.look, QUICK))


async def test_who_left_is_not_remembered() -> None:
    shelf, changes = Shelf(), Changes()
    async with aclosing(follow(changes, TOPIC, shelf.look, SLOW)) as states:
        await anext(states)
        assert list(changes._watches) == [TOPIC]
    assert list(changes._watches) == []


async def test_only_a_relay_makes_hints_be_kept() -> None:
    changes = Changes()
    changes.tell(TOPIC)
    with changes.relayed():
        changes.tell(TOPIC)
        changes.tell(TOPIC)
        changes.heard(Topic("from elsewhere"))
        assert await asyncio.wait_for(changes.outgoing(), PATIENCE) == (TOPIC,)
