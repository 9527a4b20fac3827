"""Hints between processes, and the number that tells of an edit, in every store."""

import asyncio

from engine.store.port import Store
from tests.store.builders import ME, NOW, SHOP


async def test_the_newest_revision_counts_drafts_too(store: Store) -> None:
    before = await store.newest_revision(SHOP)
    draft = await store.add_revision(SHOP, (), "f" * 64, ME, "", NOW)
    assert draft.number == before + 1
    assert await store.newest_revision(SHOP) == draft.number
    assert await store.newest_revision("no such shop") == 0


async def test_hints_come_to_those_who_listen_or_listening_ends_at_once(store: Store) -> None:
    heard: list[str] = []
    listening = asyncio.create_task(store.heed_hints(heard.append))
    async with asyncio.timeout(60):
        while not listening.done() and heard[-1:] != ["rules:tea"]:
            await store.send_hints(["figures:tea", "rules:tea"])
            await asyncio.sleep(0.05)
    if not listening.done():
        assert heard[-2:] == ["figures:tea", "rules:tea"]
        listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
