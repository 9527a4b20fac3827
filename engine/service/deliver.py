"""Messages leave: claim, render, hand over, send, settle (reliability A6-A11)."""

import asyncio
import contextlib
import logging
from dataclasses import replace
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
from engine.service.changes import figures_topic
from engine.service.compose_mail import KeyMissing, compose_mail
from engine.service.delivery_reports import report_delivery
from engine.service.engine import Engine
from engine.service.outage import StoreUnavailable
from engine.service.pace import leaves_later
from engine.service.unsettled import Ended
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


async def deliver(engine: Engine, limit: int = AT_ONCE) -> int:
    """Send what is due, `limit` messages at most and side by side; returns how many were claimed."""
    while (late := engine.unsettled.next()) is not None:
        await _settle(engine, late)  # before anything is claimed: what has left must not leave again
    now = engine.clock.now()
    claimed = await engine.store.claim_messages(now, now + engine.limits.lease, limit)
    # One failure must not cancel the others in the middle of their conversation.
    ended = await asyncio.gather(*(_deliver_one(engine, one) for one in claimed), return_exceptions=True)
    for message, failure in zip(claimed, ended, strict=True):
        if isinstance(failure, StoreUnavailable):
            logger.warning("message %s is settled when the database is back: %s", message.id, failure)
        elif isinstance(failure, Exception):
            # The lease runs out and somebody tries again.
            logger.error("message %s was not settled", message.id, exc_info=failure)
        elif isinstance(failure, BaseException):
            raise failure
    return len(claimed)


async def _deliver_one(engine: Engine, message: StoredMessage) -> None:
    try:
        ended = await _decided(engine, message)
    except StoreUnavailable as outage:
        # Whatever the message asks the database for, the next one would have asked in vain, too (A10).
        ended = _put_off(engine, message, f"the database was away: {outage}"[:500])
    if ended is not None:
        await _settle(engine, ended)


async def _decided(engine: Engine, message: StoredMessage) -> Ended | None:
    program = await engine.programs.of_revision(
        engine.store, message.shop, message.revision, engine.clock.now()
    )
    day = local_date(engine.clock.now(), ZoneInfo(program.settings.zone))
    ended = _ended_before_sending(message) or _in_quiet_hours(engine, message, program)
    ended = ended or await _attempt(engine, message, program, day)
    return None if ended is None else replace(ended, day=day)


async def _settle(engine: Engine, ended: Ended) -> None:
    """Write how an attempt ended; kept for later while the database is away. Raises StoreUnavailable then."""
    message = ended.message
    try:
        kept = await engine.store.settle_message(
            message,
            ended.state,
            ended.reason,
            ended.next_try,
            engine.clock.now(),
            ended.day,
            excused=ended.excused,
        )
    except StoreUnavailable:
        engine.unsettled.keep(ended)
        raise
    engine.changes.tell(figures_topic(message.shop))
    if not kept:
        logger.warning("message %s: attempt %s came too late to be recorded", message.id, message.attempt)
    if ended.dead:
        await report_delivery(engine, message, ReportKind.HARD_BOUNCE, ended.dead, ended.reason)


def _in_quiet_hours(engine: Engine, message: StoredMessage, program: Program) -> Ended | None:
    """Nobody is disturbed at night by a message that was planned for the evening and could not leave (J15, I5)."""
    order, settings, now = message.order, program.settings, engine.clock.now()
    if order.channel is ChannelName.EMAIL and order.message_class is MessageClass.ESSENTIAL:
        return None
    if notice_of(order.template) is not None:  # whoever has just written is awake
        return None
    ends = out_of_quiet(now, settings.quiet_from, settings.quiet_to, ZoneInfo(settings.zone))
    if ends == now or order.test:
        return None
    return Ended(message=message, state=MessageState.DUE, reason=QUIET, next_try=ends)


def _ended_before_sending(message: StoredMessage) -> Ended | None:
    if message.attempt - message.excused > MOST_ATTEMPTS:
        # A message that makes the process die would otherwise be claimed for ever.
        reason = message.reason or f"given up after {MOST_ATTEMPTS} attempts"
        return Ended(message=message, state=MessageState.FAILED, reason=reason)
    return None


async def _attempt(engine: Engine, message: StoredMessage, program: Program, day: date) -> Ended | None:
    """One attempt; None when the store ended the message at the handover or somebody else holds it."""
    channel = engine.channels.route(message.order.channel, test=message.order.test)
    if channel is None:
        return Ended(
            message=message, state=MessageState.FAILED, reason=f"no {message.order.channel} channel is set up"
        )
    try:
        mail = await compose_mail(engine, message, program)
    except TemplateProblem as problem:
        return Ended(message=message, state=MessageState.FAILED, reason=str(problem))
    except KeyMissing as problem:
        return _again(engine, message, str(problem), excused=True)  # it is the installation that lacks it

    later = await leaves_later(engine, message)
    if later is not None:
        return Ended(message=message, state=MessageState.DUE, reason=PACE, next_try=later)
    at = engine.clock.now()
    if not await _count_parts(engine, message, mail, at):
        return Ended(message=message, state=MessageState.DUE, reason=DAILY_CAP, next_try=at + WAITS_FOR_CAP)

    async def hand_over() -> bool:
        now = engine.clock.now()
        names = _names_of_rule(message, program)
        state = await engine.store.hand_over(message, now, now + engine.limits.lease, day, names)
        return state is MessageState.HANDOVER

    result = await channel.send(mail, hand_over)
    if result.outcome not in (Outcome.SENT, Outcome.UNKNOWN):
        # A gateway that is away for an hour would use up the day. Without the database it stays counted: less leaves.
        with contextlib.suppress(StoreUnavailable):
            await _count_parts(engine, message, mail, at, back=True)
    return _settlement(engine, message, result)


def _settlement(engine: Engine, message: StoredMessage, result: SendResult) -> Ended | None:
    reason = f"{result.stage}: {result.reason}" if result.stage else result.reason
    match result.outcome:
        case Outcome.SENT:
            return Ended(message=message, state=MessageState.SENT, reason=reason)
        case Outcome.WITHDRAWN:
            return None
        case Outcome.FAILED:
            dead = result.enhanced if _is_dead(message, result.enhanced) else ""
            return Ended(message=message, state=MessageState.FAILED, reason=reason, dead=dead)
        case Outcome.UNKNOWN if message.order.message_class is MessageClass.ADVERTISING:
            # Twice is worse than never (A6); a person may resolve it.
            return Ended(message=message, state=MessageState.UNKNOWN, reason=reason)
        case Outcome.UNKNOWN | Outcome.RETRY:
            return _again(engine, message, reason, excused=result.away)
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


async def _count_parts(
    engine: Engine, message: StoredMessage, mail: OutgoingMail, at: datetime, *, back: bool = False
) -> bool:
    """Whether the cap of a day leaves room: SMS cost money. `back` uncounts what was counted `at` and not taken."""
    most = engine.limits.sms_parts_per_day
    if most is None or message.order.channel is not ChannelName.SMS or message.order.test:
        return True
    parts = sms_parts(mail.text).count
    key = (f"sms:{message.shop}", most, 24 * 60 * 60)
    return await engine.store.take_attempts([key], at, amount=-parts if back else parts)


def _again(engine: Engine, message: StoredMessage, reason: str, *, excused: bool) -> Ended:
    next_try = next_attempt(message, engine.clock.now(), engine.random, excused=excused)
    state = MessageState.FAILED if next_try is None else MessageState.DUE
    return Ended(message=message, state=state, reason=reason, next_try=next_try, excused=excused)


def _put_off(engine: Engine, message: StoredMessage, reason: str) -> Ended:
    """The same a moment later: the database is back within seconds, mostly, and nothing has left."""
    at = engine.clock.now() + RETRY_AFTER[0]
    return Ended(message=message, state=MessageState.DUE, reason=reason, next_try=at, excused=True)


def next_attempt(
    message: StoredMessage, now: datetime, random: Random, *, excused: bool = False
) -> datetime | None:
    """When to try again after attempt `message.attempt` failed at `now`, or None to give up (A10).

    After ten attempts of its own a message is given up. One that is `excused` is none of them, and waits as long.
    """
    wait = RETRY_AFTER[min(message.attempt, len(RETRY_AFTER)) - 1]
    at = now + wait * (1 + random.uniform(-JITTER, JITTER))
    ends = message.order.due + GIVES_UP_AFTER
    if message.order.send_before is not None:
        ends = min(ends, message.order.send_before)
    return at if at < ends and (excused or message.attempt - message.excused < MOST_ATTEMPTS) else None
