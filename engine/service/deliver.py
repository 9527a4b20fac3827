"""Messages leave: claim, render, hand over, send, settle (reliability A6-A11)."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import assert_never
from zoneinfo import ZoneInfo

from engine.delivery.bounce_mail import DEAD_MAILBOX
from engine.delivery.channel import Outcome, OutgoingMail, SendResult
from engine.delivery.render import TemplateProblem
from engine.delivery.sms import DEAD_NUMBER
from engine.delivery.sms_text import sms_parts
from engine.model.delivery_report import ReportKind
from engine.model.notice import notice_of
from engine.model.program import ChannelName, MessageClass, Program
from engine.model.records import MessageState, StoredMessage
from engine.runtime.schedule import out_of_quiet
from engine.service.compose_mail import KeyMissing, compose_mail
from engine.service.delivery_reports import report_delivery
from engine.service.engine import Engine
from engine.service.outage import StoreUnavailable
from engine.service.pace import leaves_later
from engine.store.handover import DAILY_CAP, PACE, QUIET
from engine.values.calendar import local_date

AT_ONCE = 10
MOST_ATTEMPTS = 10
GIVES_UP_AFTER = timedelta(days=5)
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))
"""RFC 5321 wants half an hour between tries to a failing host and four to five days in all (A10)."""

JITTER = 0.2
WAITS_FOR_CAP = timedelta(hours=12)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settlement:
    """What becomes of a message after an attempt."""

    state: MessageState
    reason: str
    next_try: datetime | None = None
    dead: str = ""  # the code by which the other side says that there is no such address


async def deliver(engine: Engine, limit: int = AT_ONCE) -> int:
    """Send what is due, `limit` messages at most and side by side; returns how many were claimed."""
    now = engine.clock.now()
    claimed = await engine.store.claim_messages(now, now + engine.limits.lease, limit)
    # One failure must not cancel the others in the middle of their conversation.
    ended = await asyncio.gather(*(_deliver_one(engine, one) for one in claimed), return_exceptions=True)
    for message, failure in zip(claimed, ended, strict=True):
        if isinstance(failure, StoreUnavailable):
            logger.warning("message %s waits for its lease to run out: %s", message.id, failure)
        elif isinstance(failure, Exception):
            # The lease runs out and somebody tries again.
            logger.error("message %s was not settled", message.id, exc_info=failure)
        elif isinstance(failure, BaseException):
            raise failure
    return len(claimed)


async def _deliver_one(engine: Engine, message: StoredMessage) -> None:
    program = await engine.programs.of_revision(
        engine.store, message.shop, message.revision, engine.clock.now()
    )
    day = local_date(engine.clock.now(), ZoneInfo(program.settings.zone))
    settlement = _ended_before_sending(message) or _in_quiet_hours(engine, message, program)
    settlement = settlement or await _attempt(engine, message, program, day)
    if settlement is None:
        return
    kept = await engine.store.settle_message(
        message, settlement.state, settlement.reason, settlement.next_try, engine.clock.now(), day
    )
    if not kept:
        logger.warning("message %s: attempt %s came too late to be recorded", message.id, message.attempt)
    if settlement.dead:
        await report_delivery(engine, message, ReportKind.HARD_BOUNCE, settlement.dead, settlement.reason)


def _in_quiet_hours(engine: Engine, message: StoredMessage, program: Program) -> _Settlement | None:
    """Nobody is disturbed at night by a message that was planned for the evening and could not leave (J15, I5)."""
    order, settings, now = message.order, program.settings, engine.clock.now()
    if order.channel is ChannelName.EMAIL and order.message_class is MessageClass.ESSENTIAL:
        return None
    if notice_of(order.template) is not None:  # whoever has just written is awake
        return None
    ends = out_of_quiet(now, settings.quiet_from, settings.quiet_to, ZoneInfo(settings.zone))
    if ends == now or order.test:
        return None
    return _Settlement(state=MessageState.DUE, reason=QUIET, next_try=ends)


def _ended_before_sending(message: StoredMessage) -> _Settlement | None:
    if message.attempt > MOST_ATTEMPTS:
        # A message that makes the process die would otherwise be claimed for ever.
        reason = message.reason or f"given up after {MOST_ATTEMPTS} attempts"
        return _Settlement(state=MessageState.FAILED, reason=reason)
    return None


async def _attempt(engine: Engine, message: StoredMessage, program: Program, day: date) -> _Settlement | None:
    """One attempt; None when the store ended the message at the handover or somebody else holds it."""
    channel = engine.channels.route(message.order.channel, test=message.order.test)
    if channel is None:
        return _Settlement(state=MessageState.FAILED, reason=f"no {message.order.channel} channel is set up")
    try:
        mail = await compose_mail(engine, message, program)
    except TemplateProblem as problem:
        return _Settlement(state=MessageState.FAILED, reason=str(problem))
    except KeyMissing as problem:
        return _again(engine, message, str(problem))

    later = await leaves_later(engine, message)
    if later is not None:
        return _Settlement(state=MessageState.DUE, reason=PACE, next_try=later)
    waits = await _over_daily_cap(engine, message, mail)
    if waits is not None:
        return waits

    async def hand_over() -> bool:
        now = engine.clock.now()
        names = _names_of_rule(message, program)
        state = await engine.store.hand_over(message, now, now + engine.limits.lease, day, names)
        return state is MessageState.HANDOVER

    return _settlement(engine, message, await channel.send(mail, hand_over))


def _settlement(engine: Engine, message: StoredMessage, result: SendResult) -> _Settlement | None:
    reason = f"{result.stage}: {result.reason}" if result.stage else result.reason
    match result.outcome:
        case Outcome.SENT:
            return _Settlement(state=MessageState.SENT, reason=reason)
        case Outcome.WITHDRAWN:
            return None
        case Outcome.FAILED:
            dead = result.enhanced if _is_dead(message, result.enhanced) else ""
            return _Settlement(state=MessageState.FAILED, reason=reason, dead=dead)
        case Outcome.UNKNOWN if message.order.message_class is MessageClass.ADVERTISING:
            # Twice is worse than never (A6); a person may resolve it.
            return _Settlement(state=MessageState.UNKNOWN, reason=reason)
        case Outcome.UNKNOWN | Outcome.RETRY:
            return _again(engine, message, reason)
        case _:
            assert_never(result.outcome)


def _names_of_rule(message: StoredMessage, program: Program) -> tuple[str, ...]:
    """The names that the rule of the message has and had: who left it under one of them has left it."""
    return next(
        (
            (one.name, *one.was)
            for one in program.rules
            if message.order.rule == one.name or message.order.rule in one.was
        ),
        (),
    )


def _is_dead(message: StoredMessage, code: str) -> bool:
    if message.order.channel is ChannelName.EMAIL:
        return code in DEAD_MAILBOX
    return code in DEAD_NUMBER


async def _over_daily_cap(engine: Engine, message: StoredMessage, mail: OutgoingMail) -> _Settlement | None:
    """SMS cost money: beyond the cap of a day they wait for the next one."""
    most = engine.limits.sms_parts_per_day
    if most is None or message.order.channel is not ChannelName.SMS or message.order.test:
        return None
    now = engine.clock.now()
    key = (f"sms:{message.shop}", most, 24 * 60 * 60)
    if await engine.store.take_attempts([key], now, amount=sms_parts(mail.text).count):
        return None
    return _Settlement(state=MessageState.DUE, reason=DAILY_CAP, next_try=now + WAITS_FOR_CAP)


def _again(engine: Engine, message: StoredMessage, reason: str) -> _Settlement:
    next_try = next_attempt(message, engine.clock.now(), engine.random)
    state = MessageState.FAILED if next_try is None else MessageState.DUE
    return _Settlement(state=state, reason=reason, next_try=next_try)


def next_attempt(message: StoredMessage, now: datetime, random: Random) -> datetime | None:
    """When to try again after attempt `message.attempt` failed at `now`, or None to give up (A10)."""
    wait = RETRY_AFTER[min(message.attempt, len(RETRY_AFTER)) - 1]
    at = now + wait * (1 + random.uniform(-JITTER, JITTER))
    ends = message.order.due + GIVES_UP_AFTER
    if message.order.send_before is not None:
        ends = min(ends, message.order.send_before)
    return at if at < ends and message.attempt < MOST_ATTEMPTS else None
