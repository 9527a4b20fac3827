"""Why a coupon did not apply, as support staff see it: noted in memory, written every few seconds (S1.8).

A process that is killed loses what it noted since the last writing. Orders keep their own refusals for ever.
"""

from collections.abc import Iterable
from itertools import groupby

from engine.model.quote import Refusal
from engine.model.refused_use import MOST_KEPT, RefusedAt, RefusedUse, merged
from engine.service.engine import Engine
from engine.values.masked_email import masked_email


def note_refusals(
    engine: Engine,
    shop: str,
    where: RefusedAt,
    refusals: Iterable[Refusal],
    *,
    email: str | None,
    order_id: str = "",
) -> None:
    """Note the one-time coupons among `refusals`; never fails, never waits. Wrong guesses leave no trace here."""
    for refusal in refusals:
        if refusal.coupon_id is not None:
            use = RefusedUse(
                coupon_id=refusal.coupon_id,
                at=engine.clock.now(),
                where=where,
                reason=refusal.reason,
                email=masked_email(email or ""),
                order_id=order_id,
            )
            engine.refused.note(shop, use)


async def write_refused(engine: Engine) -> int:
    """Write what was noted; returns how many rows. What cannot be written now is noted again."""
    taken = sorted(engine.refused.take(), key=lambda one: one[0])
    written = 0
    try:
        for shop, noted in groupby(taken, key=lambda one: one[0]):
            uses = [use for _, use in noted]
            await engine.store.add_refused_uses(shop, uses)
            written += len(uses)
    finally:
        for shop, use in taken[written:]:
            engine.refused.note(shop, use)
    return written


async def refused_uses(engine: Engine, shop: str, coupon_id: str) -> tuple[RefusedUse, ...]:
    """The latest refusals of a coupon, newest first, those of a moment ago too."""
    noted = engine.refused.of(shop, coupon_id)
    return merged((*await engine.store.refused_uses(shop, coupon_id), *noted))[:MOST_KEPT]
