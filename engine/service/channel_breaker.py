"""Too many complaints or dead addresses, and advertising by the channel stops by itself until somebody looked."""

import logging
from datetime import timedelta

from engine.model.channel_state import Reputation
from engine.model.program import ChannelName
from engine.model.records import Actor
from engine.service.engine import Engine

WINDOW = timedelta(hours=24)
WARNS_AT = 0.4
"""Of the limit: at 0.1 % of complaints staff are told, at 0.25 % advertising stops."""

BREAKER = Actor(kind="breaker", id="breaker")

logger = logging.getLogger(__name__)

_SAID = {
    "complaints": {
        "en": "{count} complaints about {handed_in} messages within 24 hours ({rate}): advertising stopped by itself",
        "ja": "24時間以内の送信 {handed_in} 件に苦情が {count} 件({rate})あり、広告の配信を自動で停止しました",
    },
    "dead_addresses": {
        "en": "{count} of {handed_in} addresses within 24 hours do not exist ({rate}): advertising stopped by itself",
        "ja": "24時間以内の送信 {handed_in} 件中 {count} 件({rate})が宛先不明で、広告の配信を自動で停止しました",
    },
}


async def watch_channel(engine: Engine, shop: str, channel: ChannelName) -> bool:
    """Look whether the channel still may advertise; True when it was stopped now.

    Only what came since it was last resumed counts: who resumes it has looked at the rest. What was suspended stays
    as it is, and essential messages still go.
    """
    now, state = engine.clock.now(), await engine.store.channel_state(shop, channel)
    if state.suspended:
        return False
    since = now - WINDOW if state.since is None else max(state.since, now - WINDOW)
    seen = await engine.store.reputation(shop, channel, since)
    why = trouble(engine, seen)
    if why is None:
        return False
    language = (await engine.store.shop_profile(shop)).language
    count = seen.complaints if why == "complaints" else seen.dead_addresses
    said = _SAID[why][language].format(
        count=count, handed_in=seen.handed_in, rate=f"{count / max(1, seen.handed_in):.2%}"
    )
    stopped = await engine.store.set_channel(shop, channel, True, said, BREAKER, now, advertising_only=True)
    if stopped:
        logger.warning("%s: advertising by %s was stopped: %s", shop, channel, why)
    return stopped


def trouble(engine: Engine, seen: Reputation, share: float = 1.0) -> str | None:
    """What is beyond the limits, or beyond a `share` of them: `complaints`, `dead_addresses`, or nothing."""
    limits = engine.limits.breaker
    return next(
        (
            name
            for name, count, most, least in (
                ("complaints", seen.complaints, limits.complaints, limits.least_complaints),
                ("dead_addresses", seen.dead_addresses, limits.dead_addresses, limits.least_dead_addresses),
            )
            if most is not None and count >= least and count * 10_000 >= most * share * seen.handed_in
        ),
        None,
    )
