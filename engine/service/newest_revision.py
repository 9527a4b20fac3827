"""How far a shop's rules have been edited."""

from engine.service.engine import Engine


async def newest_revision(engine: Engine, shop: str) -> int:
    """The number of the newest revision, draft or not; 0: there is none."""
    return await engine.store.newest_revision(shop)
