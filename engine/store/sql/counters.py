"""Limits and budgets: a counter is one row, and one conditional statement adds to all that a decision uses."""

from collections.abc import Sequence
from datetime import datetime

from engine.model.effects import UseCounter
from engine.store.port import Conflict
from engine.store.sql.codec import maybe_micros, micros
from engine.store.sql.database import Tx

# What was counted in all ends with the rule's first period; what a period counted is kept when a rule gives it up.
ENDED = "(counters.window_ends IS NULL AND excluded.window_ends IS NOT NULL OR counters.window_ends <= ?)"
USED = f"CASE WHEN {ENDED} THEN 0 ELSE counters.used END + excluded.used"
ADD = f"""
    ON CONFLICT (shop, area, name, subject) DO UPDATE SET
        used = {USED},
        window_ends = CASE WHEN {ENDED} OR excluded.window_ends IS NULL THEN excluded.window_ends
            ELSE counters.window_ends END,
        ceiling = excluded.ceiling
    WHERE excluded.ceiling IS NULL OR {USED} <= excluded.ceiling
    RETURNING area, name, subject
"""
COLUMNS = ("shop", "area", "name", "subject", "used", "window_ends", "ceiling")


async def use_counters(tx: Tx, shop: str, uses: Sequence[UseCounter], now: datetime) -> None:
    """Add to counters, given in the order of their keys; Conflict when one would pass its limit (B15)."""
    if not uses:
        return
    # What is more than a fresh counter may hold is not tried: only the update has a condition, the insert has none.
    values = [
        (
            shop,
            use.key.area,
            use.key.name,
            use.key.subject,
            use.amount,
            maybe_micros(use.window_ends),
            use.limit,
        )
        for use in uses
        if use.limit is None or use.amount <= use.limit
    ]
    added = {tuple(row) for row in await tx.insert("counters", COLUMNS, values, ADD, (micros(now),) * 3)}
    for use in uses:
        if (use.key.area, use.key.name, use.key.subject) not in added:
            raise Conflict(_name(use))


def _name(use: UseCounter) -> str:
    return f"{use.key.area}/{use.key.name}/{use.key.subject}"
