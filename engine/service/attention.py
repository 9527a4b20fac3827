"""What needs a human today, gravest first: failing messages, budgets, broken and silent rules, edits left lying."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from engine.model.approval import ApprovalState
from engine.model.gift_card import GiftCardBody
from engine.model.program import ChannelName, Program
from engine.model.records import MessageState, Page, StoredMessage
from engine.model.review import ReviewState
from engine.model.rule_health import HealthCode, RuleRow
from engine.model.webhook import EndpointState
from engine.service.budget_use import budget_uses
from engine.service.burn_rate import burn_rates
from engine.service.channel_breaker import WARNS_AT, WINDOW, trouble
from engine.service.engine import Engine
from engine.service.guessed_codes import guessed_codes
from engine.service.review import is_current
from engine.service.rule_folder import rule_folder
from engine.service.rule_list import rule_rows
from engine.service.stuck_payments import STUCK_AFTER

MOST = 100
"""More messages than these are counted as so many."""

OVERDUE = timedelta(minutes=15)
"""A message that waits longer past its time than this is held up by something."""

FAILED_DAYS = 7


class AttentionCode(StrEnum):
    """What needs somebody, gravest first."""

    NOTHING_LIVE = "nothing_live"
    PAYMENTS_STUCK = "payments_stuck"  # money that was to move for an hour: nobody answers
    MESSAGES_HELD_UP = "messages_held_up"  # due long ago: the channel is down, or nobody works
    MESSAGES_UNKNOWN = "messages_unknown"  # sent or not: a person must settle it
    MESSAGES_FAILED = "messages_failed"
    CHANNEL_SUSPENDED = (
        "channel_suspended"  # its messages, or its advertising, wait until somebody resumes it
    )
    COMPLAINTS = "complaints"  # nearly as many as stop advertising by the channel
    RULE_SURGING = "rule_surging"  # gives away many times what its highest hour took
    BUDGET_BURNING = "budget_burning"  # used up within hours at the pace of the last one
    CODES_GUESSED = "codes_guessed"  # somebody tries codes until they are locked out
    OFFER_HIDDEN = "offer_hidden"  # the catalogue changed: its product can no longer be offered (S4.28)
    WEBHOOK_MISSING = "webhook_missing"  # a rule names an endpoint that is not there: nobody is told
    WEBHOOK_OFF = "webhook_off"  # an endpoint was switched off, because it failed for days or is gone
    BUDGET_SPENT = "budget_spent"
    BUDGET_LOW = "budget_low"
    RULE_ERRORS = "rule_errors"  # the working copy cannot be published
    MONEY_WAITING = "money_waiting"  # somebody asks for money to move that needs a second person
    RELEASE_WAITING = "release_waiting"  # somebody asks for approval of what is edited
    RULE_SILENT = "rule_silent"
    UNPUBLISHED = "unpublished"  # the working copy differs from what is live


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One thing; `count` is how many, times, hours or per cent, `name` which rule, budget or file ("": several)."""

    code: AttentionCode
    count: int
    name: str = ""


async def attention(engine: Engine, shop: str) -> tuple[Attention, ...]:
    """Everything that needs a human now; a fixed number of statements."""
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        return ()
    found = [
        *await _payments(engine, shop),
        *await _messages(engine, shop),
        *await _channels(engine, shop),
        *await _webhooks(engine, shop, prepared.program),
        *await _pace(engine, shop, prepared.program),
        *await _budgets(engine, shop, prepared.program),
        *_rules(await rule_rows(engine, shop)),
        *await _edits(engine, shop),
        *await _reviews(engine, shop),
        *await _approvals(engine, shop),
    ]
    order = list(AttentionCode)
    return tuple(sorted(found, key=lambda one: (order.index(one.code), one.name)))


async def _payments(engine: Engine, shop: str) -> list[Attention]:
    count = len(await engine.store.stuck_sagas(shop, engine.clock.now() - STUCK_AFTER, MOST))
    return [Attention(code=AttentionCode.PAYMENTS_STUCK, count=count)] if count else []


async def _messages(engine: Engine, shop: str) -> list[Attention]:
    now = engine.clock.now()
    waiting = await _in_state(engine, shop, MessageState.DUE)
    held_up = sum(max(one.order.due, one.next_try) < now - OVERDUE for one in waiting)
    failed = await _in_state(engine, shop, MessageState.FAILED)
    lately = sum(one.created_at >= now - timedelta(days=FAILED_DAYS) for one in failed)
    unknown = len(await _in_state(engine, shop, MessageState.UNKNOWN))
    counts = (
        (AttentionCode.MESSAGES_HELD_UP, held_up),
        (AttentionCode.MESSAGES_UNKNOWN, unknown),
        (AttentionCode.MESSAGES_FAILED, lately),
    )
    return [Attention(code=code, count=count) for code, count in counts if count]


async def _channels(engine: Engine, shop: str) -> list[Attention]:
    now, found = engine.clock.now(), []
    for state in [await engine.store.channel_state(shop, one) for one in ChannelName]:
        if state.suspended:
            found.append(Attention(code=AttentionCode.CHANNEL_SUSPENDED, count=1, name=state.channel))
        else:
            seen = await engine.store.reputation(shop, state.channel, now - WINDOW)
            if trouble(engine, seen, WARNS_AT):
                count = seen.complaints + seen.dead_addresses
                found.append(Attention(code=AttentionCode.COMPLAINTS, count=count, name=state.channel))
    return found


async def _in_state(engine: Engine, shop: str, state: MessageState) -> tuple[StoredMessage, ...]:
    return await engine.store.messages(shop, Page(limit=MOST), state=state, order_id=None, coupon_id=None)


async def _webhooks(engine: Engine, shop: str, program: Program) -> list[Attention]:
    off = (EndpointState.FAILING, EndpointState.GONE)
    known = await engine.store.webhook_endpoints(shop)
    cards = [rule.body for rule in program.rules if isinstance(rule.body, GiftCardBody)]
    named = Counter(hook.name for body in cards for hook in body.hooks)
    missing = {name: count for name, count in named.items() if name not in {one.name for one in known}}
    return [
        *(Attention(code=AttentionCode.WEBHOOK_MISSING, count=n, name=name) for name, n in missing.items()),
        *(
            Attention(code=AttentionCode.WEBHOOK_OFF, count=1, name=one.name)
            for one in known
            if one.state in off
        ),
    ]


async def _pace(engine: Engine, shop: str, program: Program) -> list[Attention]:
    surging, burning = await burn_rates(engine, shop, program)
    guessed = await guessed_codes(engine, shop)
    return [
        *(Attention(code=AttentionCode.RULE_SURGING, count=one.times, name=one.rule) for one in surging),
        *(Attention(code=AttentionCode.BUDGET_BURNING, count=one.hours, name=one.budget) for one in burning),
        *([Attention(code=AttentionCode.CODES_GUESSED, count=guessed)] if guessed else []),
    ]


async def _budgets(engine: Engine, shop: str, program: Program) -> list[Attention]:
    found = []
    for use in await budget_uses(engine, shop, program):
        if use.percent >= min(100, use.warn_percent):
            code = AttentionCode.BUDGET_SPENT if use.percent >= 100 else AttentionCode.BUDGET_LOW
            found.append(Attention(code=code, count=use.percent, name=use.name))
    return found


def _rules(rows: tuple[RuleRow, ...]) -> Iterator[Attention]:
    for row in rows:
        for reason in row.reasons:
            if reason.code is HealthCode.SILENT:
                yield Attention(code=AttentionCode.RULE_SILENT, count=reason.figure, name=row.name)
            elif reason.code is HealthCode.NOT_OFFERABLE:
                yield Attention(code=AttentionCode.OFFER_HIDDEN, count=1, name=row.name)


async def _reviews(engine: Engine, shop: str) -> list[Attention]:
    """Requests that can still be approved: those of what is edited, over what is live."""
    waiting = await engine.store.reviews(shop, Page(limit=MOST), state=ReviewState.REQUESTED)
    count = sum([await is_current(engine, shop, one) for one in waiting])
    return [Attention(code=AttentionCode.RELEASE_WAITING, count=count)] if count else []


async def _approvals(engine: Engine, shop: str) -> list[Attention]:
    """Requests that can still be approved, and those that broke off after it."""
    now, page = engine.clock.now(), Page(limit=MOST)
    waiting = (ApprovalState.REQUESTED, ApprovalState.APPROVED)
    asked = await engine.store.approvals(shop, page, states=waiting)
    count = sum(one.state_at(now) in waiting for one in asked)
    return [Attention(code=AttentionCode.MONEY_WAITING, count=count)] if count else []


async def _edits(engine: Engine, shop: str) -> list[Attention]:
    folder = await rule_folder(engine, shop)
    broken = [file for file in folder.files if file.errors]
    found = [Attention(code=AttentionCode.RULE_ERRORS, count=file.errors, name=file.path) for file in broken]
    if folder.live_revision is None:
        found.append(Attention(code=AttentionCode.NOTHING_LIVE, count=1))
    elif folder.unpublished:
        changed = sum(file.changed for file in folder.files) + len(folder.removed)
        found.append(Attention(code=AttentionCode.UNPUBLISHED, count=changed))
    return found
