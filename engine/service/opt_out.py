"""Somebody wants no more of our messages, whether the database is there or not (J4)."""

import asyncio
import logging
from enum import StrEnum
from pathlib import Path

from engine.model.data_subject import DataSubject
from engine.model.inbound_sms import InboundSms, SmsWord, word_of
from engine.service.engine import Engine
from engine.service.inbound_sms import ReceiveBusy, receive_sms
from engine.service.opt_out_spool import KeptOptOut, OptOutSpool
from engine.service.outage import StoreUnavailable
from engine.service.tombstone_hashes import tombstones_for
from engine.service.unsubscribe import Unsubscribe
from engine.service.withdraw_consent import withdraw_by_message

SECONDS = 8.0
"""How long a database that hangs is waited for: mail programs and gateways wait ten to fifteen."""

logger = logging.getLogger(__name__)


class Stopped(StrEnum):
    """What became of the wish."""

    DONE = "done"
    RECEIVED = "received"  # on the disk; it counts within a minute of the database's return
    UNKNOWN = "unknown"  # it is about no message of ours
    FAILED = "failed"  # nothing was kept: no database, and no disk


async def stop_messages(
    engine: Engine, known: Unsubscribe, *, list_only: bool, source: str, ip: str
) -> Stopped:
    """Stop advertising to the receiver of a message by its link: all of the channel, or only its list."""
    one = KeptOptOut(
        shop=known.shop,
        at=engine.clock.now(),
        message_id=known.message_id,
        list_only=list_only,
        source=source,
        ip=ip,
    )
    stopped = await _at_once(engine, one)
    return await _keep(engine, one) if stopped is Stopped.FAILED else stopped


async def take_sms(engine: Engine, shop: str, sms: InboundSms) -> Stopped:
    """Do what an SMS asks for; of those that come while the database is away only STOP has to be kept."""
    one = KeptOptOut(shop=shop, at=engine.clock.now(), sms=sms)
    taken = await _at_once(engine, one)
    if taken is Stopped.FAILED and word_of(sms.text) is SmsWord.STOP:
        return await _keep(engine, one)
    return taken


async def replay_opt_outs(engine: Engine) -> int:
    """Do what was kept, oldest first; returns how many got into the ledger. Raises StoreUnavailable."""
    if engine.spool_folder is None:
        return 0
    spool = OptOutSpool(engine.spool_folder)
    if not await asyncio.to_thread(spool.waiting):
        return 0
    with spool.alone() as mine:
        return sum([await _replay(engine, spool, path) for path in spool.waiting()]) if mine else 0


async def _replay(engine: Engine, spool: OptOutSpool, path: Path) -> bool:
    try:
        one = spool.read(path)
        if one is not None and await _erased_since(engine, one):
            spool.done(path)  # their number, which the database has forgotten, does not come back
            return False
        became = Stopped.UNKNOWN if one is None else await _do(engine, one)
    except StoreUnavailable:
        raise
    except Exception:
        # The withdrawals of others, behind it, do not wait for this one.
        logger.exception("the withdrawal %s failed; the next round tries again", path.stem)
        return False
    if became is Stopped.UNKNOWN:
        logger.error(
            "the withdrawal %s is about nothing that is known here; it is kept as .refused", path.stem
        )
        spool.refuse(path)
    if became is not Stopped.DONE:
        return False
    spool.done(path)
    return True


async def _erased_since(engine: Engine, one: KeptOptOut) -> bool:
    """Whether the sender of a kept SMS was erased after it came: nothing is left that could be stopped."""
    phone = None if one.sms is None else one.sms.phone
    if phone is None:
        return False
    graves = await tombstones_for(engine, one.shop, DataSubject(phones=(phone,)))
    return any(grave.at >= one.at for grave in graves)


async def _at_once(engine: Engine, one: KeptOptOut) -> Stopped:
    try:
        async with asyncio.timeout(SECONDS):
            return await _do(engine, one)
    except (StoreUnavailable, TimeoutError) as outage:
        logger.warning("the database is not there, a withdrawal is kept on the disk: %s", outage)
    except Exception:
        # Whatever it was that failed, who wants to leave leaves.
        logger.exception("a withdrawal failed and is kept on the disk")
    return Stopped.FAILED


async def _do(engine: Engine, one: KeptOptOut) -> Stopped:
    if one.sms is not None:
        try:
            await receive_sms(engine, one.shop, one.sms, at=one.at)
        except ReceiveBusy:
            return Stopped.FAILED
        return Stopped.DONE
    message = await engine.store.find_message(one.shop, one.message_id)
    if message is None:
        return Stopped.UNKNOWN
    only = one.list_only and message.order.enrolment_id is not None
    scope = message.order.rule if only else ""
    stopped = await withdraw_by_message(
        engine, one.shop, message.id, scope=scope, source=one.source, ip=one.ip, at=one.at
    )
    return Stopped.DONE if stopped else Stopped.FAILED


async def _keep(engine: Engine, one: KeptOptOut) -> Stopped:
    if engine.spool_folder is None:
        return Stopped.FAILED
    try:
        await asyncio.to_thread(OptOutSpool(engine.spool_folder).keep, one)
    except OSError:
        logger.exception("a withdrawal could not be kept on the disk")
        return Stopped.FAILED
    return Stopped.RECEIVED
