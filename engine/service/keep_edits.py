"""Edits that somebody stored while something else went live, and which went out of sight by that."""

import contextlib

from engine.model.records import Actor, Page, Revision, RevisionState, SourceFile
from engine.service.engine import Engine
from engine.store.port import StaleRevision


async def edits_since(engine: Engine, shop: str, newest: int, published: int) -> Revision | None:
    """What somebody stored after revision `newest` while `published` went live, which made it an older draft."""
    # Two are enough: only `published` itself can be newer.
    for stored in await engine.store.revisions(shop, Page(limit=2)):
        if stored.number > newest and stored.number != published and stored.state is RevisionState.DRAFT:
            return stored
    return None


async def keep_edits(
    engine: Engine, shop: str, files: tuple[SourceFile, ...], fingerprint: str, *, actor: Actor, note: str
) -> None:
    """Make files that went out of sight the newest draft again; what somebody stores in this moment stays newer."""
    newest = await engine.store.revisions(shop, Page(limit=1))
    with contextlib.suppress(StaleRevision):
        await engine.store.add_revision(
            shop, files, fingerprint, actor, note, engine.clock.now(), newest[0].number if newest else 0
        )
