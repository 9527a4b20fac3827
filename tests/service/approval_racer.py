"""One of four processes that decide requests: `python -m tests.service.approval_racer URL approve|reject NAME`.

It approves or turns down each request whose number it reads, at once, and says whether that was done.
"""

import asyncio
import sys

from engine.model.approval import Approval
from engine.model.records import Actor
from engine.service.approve_money import approve_money, reject_money
from engine.store.connect import open_store
from tests.service.shop import make_engine


async def compete(url: str, what: str, name: str) -> None:
    store = open_store(url)
    await store.open()
    engine, actor = make_engine(store), Actor(kind="staff", id=name)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        if what == "approve":
            found = await approve_money(engine, "tea", int(line), actor=actor)
        else:
            found = await reject_money(engine, "tea", int(line), reason="no", actor=actor, others=True)
        sys.stdout.write("won\n" if isinstance(found, Approval) else "lost\n")
        sys.stdout.flush()
    await store.close()


if __name__ == "__main__":
    asyncio.run(compete(*sys.argv[1:]))
