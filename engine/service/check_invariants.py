"""Whether the stored rows obey what must always hold (reliability §5)."""

from engine.service.engine import Engine


async def check_invariants(engine: Engine, shop: str | None = None) -> tuple[str, ...]:
    """A sentence for each broken invariant of one shop, or of all; empty when the database is sound."""
    return await engine.store.check_invariants(shop, engine.clock.now())
