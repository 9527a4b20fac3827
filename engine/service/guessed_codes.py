"""Whether somebody guesses codes, for whoever looks after the shop."""

from engine.service.engine import Engine

TENTH = 10
"""The part of a shop's limit at which somebody should look, whoever guesses."""


async def guessed_codes(engine: Engine, shop: str) -> int:
    """Wrong codes of the last day, where they look like guessing; 0: they look like slips of buyers.

    They do when a network or a customer stands at its limit, or the whole shop at a tenth of its own.
    """
    limits = engine.limits.guesses
    least = min(limits.per_ip_hour, limits.per_customer_day, limits.per_shop_day // TENTH)
    counted = await engine.store.counted_guesses(
        (f"guess:{shop}/", f"guess:{shop}:"), max(1, least), engine.clock.now()
    )
    whole = sum(one.failed for one in counted if one.key.startswith(f"guess:{shop}/"))
    locked = (
        one.failed >= (limits.per_ip_hour if ":ip:" in one.key else limits.per_customer_day)
        for one in counted
        if not one.key.startswith(f"guess:{shop}/")
    )
    return whole if whole * TENTH >= limits.per_shop_day or any(locked) else 0
