"""Sends webhooks beside all other work: some lanes for each endpoint, so that a slow one delays only itself (C26)."""

import asyncio
import contextlib
import logging
from collections import Counter
from dataclasses import dataclass, field

from engine.model.webhook import WebhookDelivery
from engine.service.engine import Engine
from engine.service.outage import StoreUnavailable
from engine.service.send_webhooks import AT_ONCE, claim_for, send_webhook

SWEEP_SECONDS = 1.0
MOST_LANES = 100
AFTER_OUTAGE_SECONDS = 1.0
PATIENCE_SECONDS = 2.0
"""At the end, for calls that are under way; what does not end by then is claimed by somebody else later."""

logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class WebhookLanes:
    """Calls under way, by endpoint."""

    engine: Engine
    sweep_seconds: float = SWEEP_SECONDS
    _busy: Counter[tuple[str, str]] = field(default_factory=Counter, init=False)
    _calls: set[asyncio.Task[None]] = field(default_factory=set, init=False)
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _stopping: bool = field(default=False, init=False)

    async def run(self) -> None:
        """Send until `stop`."""
        while not self._stopping:
            self._changed.clear()
            if await self._round():
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), self.sweep_seconds)
        if self._calls:
            _, late = await asyncio.wait(self._calls, timeout=PATIENCE_SECONDS)
            for call in late:
                call.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def stop(self) -> None:
        """Let `run` return."""
        self._stopping = True
        self._changed.set()

    async def _round(self) -> int:
        """Begin as many calls as there are free lanes; how many."""
        try:
            return sum(
                [
                    await self._begin(key)
                    for key in await self.engine.store.due_webhooks(self.engine.clock.now())
                ]
            )
        except StoreUnavailable as outage:
            logger.warning("the database is not there, webhooks wait: %s", outage)
        except Exception:
            logger.exception("a round of webhooks failed, trying again")
        await asyncio.sleep(AFTER_OUTAGE_SECONDS)
        return 0

    async def _begin(self, key: tuple[str, str]) -> int:
        room = min(AT_ONCE - self._busy[key], MOST_LANES - len(self._calls))
        if room <= 0:
            return 0
        claimed = await claim_for(self.engine, *key, room)
        for delivery in claimed:
            self._busy[key] += 1
            call = asyncio.create_task(self._call(key, delivery), name="otoku webhook")
            self._calls.add(call)
            call.add_done_callback(self._calls.discard)
        return len(claimed)

    async def _call(self, key: tuple[str, str], delivery: WebhookDelivery) -> None:
        try:
            await send_webhook(self.engine, delivery)
        except Exception:
            # Its lease runs out and somebody tries again.
            logger.exception("webhook %s was not settled", delivery.id)
        finally:
            self._busy[key] -= 1
            self._changed.set()
