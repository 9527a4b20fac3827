"""Forgetting who it was, of what has been kept for long enough."""

from engine.service.engine import Engine

ROWS_AT_ONCE = 200


async def forget_old(engine: Engine) -> int:
    """Forget a little, in short transactions; what is left is forgotten the next time. Returns how many rows."""
    kept, now = engine.retention, engine.clock.now()
    ages = {"carts": kept.carts, "mails": kept.mails, "refused_uses": kept.refused_uses}
    return sum(
        [await engine.store.forget_personal(table, now - age, ROWS_AT_ONCE) for table, age in ages.items()]
    )
