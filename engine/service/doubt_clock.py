"""While the machine's clock is in doubt, advertising waits: what it made due may not be due at all (F21)."""

from engine.model.program import ChannelName
from engine.model.records import Actor, Page
from engine.service.engine import Engine

CLOCK = Actor(kind="clock", id="clock")

SAID = {
    "en": "the server's clock was put forward: advertising waits until it has proved right or somebody resumes it",
    "ja": "サーバーの時計が進んだため、広告の配信を止めています。時計が正しいと確かめられるか、再開されるまで待ちます",
}
"""The reason as it is stored, and by which it is known again: only what the clock stopped does the clock resume."""


async def hold_advertising(engine: Engine) -> int:
    """Suspend advertising by every channel of every shop; returns how many channels. Essential messages still go.

    It is stored, so that other processes wait as well, staff see it and may resume it, and no restart forgets it.
    """
    held, now = 0, engine.clock.now()
    for shop in await engine.store.shops():
        said = SAID[(await engine.store.shop_profile(shop.id)).language]
        for channel in ChannelName:
            if not (await engine.store.channel_state(shop.id, channel)).suspended:
                held += await engine.store.set_channel(
                    shop.id, channel, True, said, CLOCK, now, advertising_only=True
                )
    return held


async def hold_again(engine: Engine) -> None:
    """Suspend what another process resumed, whose own clock is right; what a person resumed stays so."""
    now = engine.clock.now()
    for shop in await engine.store.shops():
        for channel in ChannelName:
            if (await engine.store.channel_state(shop.id, channel)).suspended:
                continue
            newest = await engine.store.audit_of(shop.id, channel.value, Page(limit=1))
            if newest and newest[0].actor.kind == CLOCK.kind:
                said = SAID[(await engine.store.shop_profile(shop.id)).language]
                await engine.store.set_channel(
                    shop.id, channel, True, said, CLOCK, now, advertising_only=True
                )


async def is_held(engine: Engine) -> bool:
    """Whether advertising waits because of the clock, since before this process was there."""
    for shop in await engine.store.shops():
        for channel in ChannelName:
            state = await engine.store.channel_state(shop.id, channel)
            if state.suspended and state.reason in SAID.values():
                return True
    return False


async def release_advertising(engine: Engine) -> int:
    """Resume what was suspended because of the clock, and nothing else; returns how many channels."""
    released, now = 0, engine.clock.now()
    for shop in await engine.store.shops():
        for channel in ChannelName:
            state = await engine.store.channel_state(shop.id, channel)
            if state.suspended and state.reason in SAID.values():
                released += await engine.store.set_channel(shop.id, channel, False, "", CLOCK, now)
    return released
