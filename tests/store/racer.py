"""One of several processes that all want the same thing: `python -m tests.store.racer URL WHAT FIRST COUNT`.

Opens the store, says `ready`, waits for a line, then does COUNT commits at once, numbered from FIRST, and prints what
became of them as JSON.
"""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Awaitable, Callable

from engine.model.effects import Metric
from engine.model.facts import CounterKey
from engine.model.records import Committed, Hold
from engine.store.connect import open_store
from engine.store.port import Conflict, Store
from tests.store.builders import EMAIL, NOW, SHOP, after, commit, redeem, stat, use, used_once

BUDGET = CounterKey(area="budget", name="spring", subject="spend")
HOT = CounterKey(area="limit", name="hot", subject="shop")


def redeem_one(store: Store, number: int) -> Awaitable[Committed]:
    return commit(store, *used_once(order_id=f"o{number}"), event=f"e{number}")


def spend(store: Store, number: int) -> Awaitable[Committed]:
    return commit(store, use(70, 1000, key=BUDGET), event=f"e{number}")


def count_hot(store: Store, number: int) -> Awaitable[Committed]:
    return commit(store, use(3, key=HOT), stat(Metric.MATCHED), event=f"e{number}")


def same_event(store: Store, number: int) -> Awaitable[Committed]:
    return commit(store, use(1, key=HOT), event=f"e{number % 5}")


def hold_one(store: Store, number: int) -> Awaitable[Hold]:
    return store.hold(SHOP, "c1", f"cart-{number}", EMAIL, after(minutes=15), NOW)


def crosswise(store: Store, number: int) -> Awaitable[Committed]:
    """Two coupons each, named in opposite orders by neighbours."""
    names = ["c1", "c2"] if number % 2 else ["c2", "c1"]
    return commit(store, *(redeem(name, f"o{number}") for name in names), event=f"e{number}")


WANTED: dict[str, Callable[[Store, int], Awaitable[object]]] = {
    "redeem": redeem_one,
    "spend": spend,
    "count": count_hot,
    "same event": same_event,
    "hold": hold_one,
    "crosswise": crosswise,
}


async def race(url: str, what: str, first: int, count: int) -> Counter[str]:
    """Do everything at once, and count outcomes."""
    store = open_store(url)
    await store.open()

    async def one(number: int) -> str:
        try:
            done = await WANTED[what](store, number)
        except Conflict:
            return "conflict"
        return "repeated" if isinstance(done, Committed) and done.repeated else "done"

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.readline)
    outcomes = await asyncio.gather(*(one(number) for number in range(first, first + count)))
    await store.close()
    return Counter(outcomes)


if __name__ == "__main__":
    url, what, first, count = sys.argv[1:]
    sys.stdout.write(json.dumps(asyncio.run(race(url, what, int(first), int(count)))))
