"""What has to be done now and then; skipping it loses nothing."""

from engine.service.card_reports import keep_base_date
from engine.service.engine import Engine
from engine.service.erase_person import continue_erasures
from engine.service.forget_old import forget_old
from engine.service.replay_webhooks import KEPT

DELTAS_AT_ONCE = 1000
WEBHOOKS_AT_ONCE = 500
JOBS_AT_ONCE = 5


async def housekeeping(engine: Engine) -> int:
    """Fold the figures counted since the last time into daily rows; returns how many were folded.

    Expired holds need no sweep: each has its own timer.
    """
    now = engine.clock.now()
    await engine.store.forget_webhooks(now - KEPT, WEBHOOKS_AT_ONCE)
    await engine.store.forget_jobs(now - engine.retention.files, JOBS_AT_ONCE)
    await forget_old(engine)
    await continue_erasures(engine)
    for shop in await engine.store.shops():
        await keep_base_date(engine, shop.id)
    folded = 0
    while (now_folded := await engine.store.fold_stats(DELTAS_AT_ONCE)) > 0:
        folded += now_folded
        if now_folded < DELTAS_AT_ONCE:
            break
    return folded
