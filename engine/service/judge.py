"""Whether an `expect` line of a test holds, and what there was instead."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from engine.model.answers import FailedExpectation, OrderRecordedAnswer
from engine.model.facts import CouponState
from engine.model.program import Kind, SaleBody
from engine.model.quote import Quote
from engine.model.reader import EnrolmentState, ReadersWanted
from engine.model.records import StoredCoupon
from engine.model.requests import BuyerRequest, CartRequest
from engine.model.timeline import Expectation, ExpectMessage, ExpectPrice, ExpectRule, Outcome
from engine.service.enough_to_buy import enough_to_buy, one_of
from engine.service.play_card import look_at_card
from engine.service.play_cart import look_at_reminder
from engine.service.play_offer import look_at_offer
from engine.service.quote import quote_cart
from engine.service.stage import EVERYTHING, SHOP, Stage
from engine.values.money import decimal_text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding:
    """Whether it was so, and what there was, in words."""

    holds: bool
    found: str


async def judge(stage: Stage, expected: Expectation) -> FailedExpectation | None:
    """None when the expectation holds."""
    finding = await _look(stage, expected)
    if finding.holds != expected.negated:
        return None
    wanted = ("no " if expected.negated else "") + _words(stage, expected)
    return FailedExpectation(line=expected.line, expected=wanted, got=finding.found)


async def _look(stage: Stage, expected: Expectation) -> _Finding:
    match expected:
        case ExpectRule(kind=Kind.OFFER):
            holds, found = await look_at_offer(stage, expected)
            return _Finding(holds=holds, found=found)
        case ExpectRule(kind=Kind.GIFT_CARD):
            holds, found = await look_at_card(stage, expected)
            return _Finding(holds=holds, found=found)
        case ExpectRule(kind=Kind.REMINDER):
            holds, found = await look_at_reminder(stage, expected)
            return _Finding(holds=holds, found=found)
        case ExpectRule():
            return await _look_at_rule(stage, expected)
        case ExpectMessage():
            return await _look_at_messages(stage, expected)
        case ExpectPrice():
            return _look_at_price(stage, expected)
        case _:
            assert_never(expected)


async def _look_at_rule(stage: Stage, expected: ExpectRule) -> _Finding:
    if expected.kind is Kind.LIST:
        return await _enrolled(stage, expected)
    match expected.outcome:
        case Outcome.ISSUED:
            return await _issued(stage, expected)
        case Outcome.REDEEMED | Outcome.APPLIED:
            return _used(stage, expected.rule)
        case Outcome.REFUSED:
            return _refused(stage, expected)
        case Outcome.FIRED:
            issued = await _issued(stage, expected)
            return issued if issued.holds else _used(stage, expected.rule)
        case Outcome.EXPIRED:
            coupon = await stage.newest_coupon(expected.rule, stage.email)
            return _Finding(
                holds=coupon is not None and _is_over(coupon, stage.now), found=_state(stage, coupon)
            )
        case Outcome.USABLE:
            return await _usable(stage, expected)
        case Outcome.ORDERED:
            return _Finding(holds=False, found=f"{expected.kind} {expected.rule} is no offer")
        case _:
            assert_never(expected.outcome)


def _last(stage: Stage) -> OrderRecordedAnswer | None:
    return stage.last if isinstance(stage.last, OrderRecordedAnswer) else None


async def _issued(stage: Stage, expected: ExpectRule) -> _Finding:
    mine = [one.fact for one in await stage.issued() if one.fact.rule == expected.rule]
    to = None if expected.to is None else stage.comparable(expected.to)
    fits = [
        one
        for one in mine
        if (expected.until is None or one.valid_until == expected.until)
        and (to is None or to in (one.owner_email, one.issued_to))
    ]
    words = [f"issued until {_time(stage, one.valid_until)} to {one.owner_email or 'anyone'}" for one in mine]
    return _Finding(holds=bool(fits), found="; ".join(words) or f"{expected.rule} issued nothing")


async def _enrolled(stage: Stage, expected: ExpectRule) -> _Finding:
    """Whether the customer is a reader now."""
    reader = stage.email if expected.to is None else stage.comparable(expected.to)
    wanted = ReadersWanted(list=expected.rule, reader=reader)
    found = await stage.store.enrolments(SHOP, EVERYTHING, wanted)
    states = sorted({str(one.state) for one in found})
    words = (
        f"{reader} is {', '.join(states)} on {expected.rule}"
        if states
        else f"{reader} is not on {expected.rule}"
    )
    return _Finding(holds=EnrolmentState.ACTIVE in states, found=words)


def _used(stage: Stage, rule: str) -> _Finding:
    answer = _last(stage)
    amounts = [one.amount for one in answer.redemptions if one.rule == rule] if answer is not None else []
    if amounts:
        return _Finding(holds=True, found=f"{rule} took off {_money(stage, sum(amounts))}")
    return _Finding(holds=False, found=_why_not(stage, rule))


def _refused(stage: Stage, expected: ExpectRule) -> _Finding:
    answer = _last(stage)
    refusals = answer.quote.refusals if answer is not None else ()
    refused = any(one.rule == expected.rule for one in refusals)
    used = _used(stage, expected.rule)
    return _Finding(holds=refused, found=used.found if not refused else _why_not(stage, expected.rule))


def _why_not(stage: Stage, rule: str) -> str:
    answer = _last(stage)
    if answer is None:
        return "no order was recorded"
    reasons = [str(one.reason) for one in answer.quote.refusals if one.rule in (rule, None)]
    return f"{rule} was refused: {', '.join(reasons)}" if reasons else f"{rule} took nothing off"


async def _usable(stage: Stage, expected: ExpectRule) -> _Finding:
    """Whether a cart with something to take off from would be reduced now."""
    rule = next((one for one in stage.program.rules if one.name == expected.rule), None)
    if expected.kind is Kind.COUPON:
        coupon = await stage.newest_coupon(expected.rule, stage.email)
        if coupon is None:
            return _Finding(holds=False, found=f"{stage.email} has no coupon of {expected.rule}")
        lines, codes = one_of(coupon.fact.terms.targets, stage.program.catalog), [stage.code_of(coupon)]
    elif rule is not None and isinstance(rule.body, SaleBody):
        lines, codes = enough_to_buy(rule.body, stage.program.catalog), sorted(rule.body.codes)[:1]
    else:
        return _Finding(holds=False, found=f"there is no {expected.kind} {expected.rule}")
    if not lines:
        return _Finding(holds=False, found="no product of the catalogue is meant")
    cart = CartRequest(
        lines=lines,
        buyer=BuyerRequest(email=stage.email, member=stage.member),
        codes=tuple(codes),
    )
    quote = await quote_cart(stage.engine, SHOP, cart, trusted=True)
    if not isinstance(quote, Quote):
        return _Finding(holds=False, found=f"the cart was refused: {quote.problem}")
    reasons = [str(one.reason) for one in quote.refusals if one.code]
    applied = any(one.rule == expected.rule for one in quote.adjustments)
    return _Finding(
        holds=applied, found="usable" if applied else f"refused: {', '.join(reasons) or 'not met'}"
    )


async def _look_at_messages(stage: Stage, expected: ExpectMessage) -> _Finding:
    sent = [one.order for one in await stage.sent()]
    to = None if expected.to is None else stage.comparable(expected.to)
    fits = [
        one
        for one in sent
        if (one.channel, one.template) == (expected.channel, expected.template)
        and to in (None, one.recipient)
    ]
    words = [f"{one.channel} {one.template} to {one.recipient}" for one in sent]
    return _Finding(holds=bool(fits), found="; ".join(words) or "no message was sent")


def _look_at_price(stage: Stage, expected: ExpectPrice) -> _Finding:
    answer = _last(stage)
    if answer is None:
        return _Finding(holds=False, found="no order was recorded")
    lines = [one for one in answer.quote.lines if expected.sku in (None, one.sku)]
    if not lines:
        return _Finding(holds=False, found=f"{expected.sku} was not bought")
    paid = sum(one.total for one in lines)
    return _Finding(holds=paid == expected.amount, found=f"pays {_money(stage, paid)}")


def _is_over(coupon: StoredCoupon, now: datetime) -> bool:
    until = coupon.fact.valid_until
    return coupon.fact.state is CouponState.EXPIRED or (until is not None and until <= now)


def _state(stage: Stage, coupon: StoredCoupon | None) -> str:
    if coupon is None:
        return f"{stage.email} has no coupon"
    return f"{coupon.fact.state}, valid until {_time(stage, coupon.fact.valid_until)}"


def _words(stage: Stage, expected: Expectation) -> str:
    match expected:
        case ExpectRule():
            until = f" until {_time(stage, expected.until)}" if expected.until is not None else ""
            to = f" to {expected.to}" if expected.to is not None else ""
            prices = [one for one in (expected.first, expected.later) if one is not None]
            at = f" at {' then '.join(_money(stage, one) for one in prices)}" if prices else ""
            return f"{expected.kind} {expected.rule} {expected.outcome}{at}{until}{to}"
        case ExpectMessage():
            to = f" to {expected.to}" if expected.to is not None else ""
            return f"{expected.channel} {expected.template}{to}"
        case ExpectPrice():
            what = f" for {expected.sku}" if expected.sku is not None else ""
            return f"pays {_money(stage, expected.amount)}{what}"
        case _:
            assert_never(expected)


def _money(stage: Stage, amount: int) -> str:
    currency = stage.program.settings.currency
    return f"{decimal_text(amount, currency)} {currency}"


def _time(stage: Stage, at: datetime | None) -> str:
    """In the shop's zone; an exclusive end, so `2026-06-04 00:00` is the end of 3 June."""
    return "for ever" if at is None else f"{at.astimezone(stage.zone):%Y-%m-%d %H:%M}"
