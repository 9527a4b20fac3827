"""What waits in a sandbox: messages that will come when its clock is moved on, and which of them the night holds."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from engine.model.program import ChannelName, MessageClass
from engine.model.records import MessageState, Page, StoredMessage
from engine.runtime.schedule import out_of_quiet
from engine.service import ask
from engine.service.sandbox import Sandbox

MOST = 100
A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A message that is still to come at `message.next_try`; `quiet`: not before, because of the quiet hours (J15)."""

    message: StoredMessage
    quiet: bool


async def waiting_messages(sandbox: Sandbox) -> tuple[Waiting, ...]:
    """Every message that waits, the next one first; the newest hundred at most."""
    engine, shop = sandbox.engine, sandbox.shop
    settings = await ask.settings(engine, shop)
    zone = ZoneInfo(settings.zone)
    found = await ask.messages(engine, shop, Page(limit=MOST), state=MessageState.DUE)

    def held(message: StoredMessage) -> bool:
        order, before = message.order, message.next_try - A_MOMENT
        disturbs = order.channel is ChannelName.SMS or order.message_class is MessageClass.ADVERTISING
        ends = out_of_quiet(before, settings.quiet_from, settings.quiet_to, zone)
        return disturbs and ends == message.next_try

    waiting = (Waiting(message=one, quiet=held(one)) for one in found)
    return tuple(sorted(waiting, key=lambda one: (one.message.next_try, one.message.id)))
