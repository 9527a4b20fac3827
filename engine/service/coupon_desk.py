"""What staff do for a customer about a coupon: give one, let it live longer, send it again, find it by its code."""

import hashlib
import re
import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from engine.model.cart import Buyer
from engine.model.decision import OTHER_REQUEST, Problem, Rejection
from engine.model.effects import SendMessage
from engine.model.events import CouponRequested
from engine.model.facts import CouponNeed
from engine.model.program import CouponBody
from engine.model.records import Actor, Page, Receipt, StoredCoupon, StoredMessage
from engine.model.requests import BuyerRequest
from engine.model.sample import is_sample_order
from engine.runtime.prepare import Prepared
from engine.service.engine import Engine
from engine.service.read_cart import read_buyer
from engine.service.take import code_lookups, take
from engine.store.port import ReceiptMismatch
from engine.values.code import canonical

LONGEST_REASON = 1_000
ORDER_VARIABLE = re.compile(r"\{[{%][^}]*\border\.")
LONGEST_EXTENSION = timedelta(days=366)
MOST_MESSAGES = 200


async def issue_coupon(  # noqa: PLR0913
    engine: Engine,
    shop: str,
    *,
    rule: str,
    buyer: BuyerRequest,
    reason: str,
    actor: Actor,
    receipt: Receipt | None = None,
) -> StoredCoupon | Rejection:
    """Issue and mail what `rule` promises, within its limits and budget; the same receipt gives the same coupon."""
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    if not _is_reason(reason):
        return Rejection(problem=Problem.TEXT_INVALID, path=("reason",))
    receiver = read_buyer(buyer, prepared.program, engine.limits)
    if isinstance(receiver, Rejection):
        return replace(
            receiver, path=receiver.path[1:]
        )  # without "buyer": its fields are asked for one by one
    now = engine.clock.now()
    known = (
        secrets.token_hex(12) if receipt is None else hashlib.sha256(receipt.key.encode()).hexdigest()[:24]
    )
    order_id = await _latest_order(engine, shop, receiver)
    if order_id is None and _tells_of_an_order(prepared, rule):
        reason_given = (("reason", "its mail tells of an order, and this customer has none"),)
        return Rejection(problem=Problem.NOT_ISSUED, path=("rule",), args=reason_given)
    event = CouponRequested(
        id=f"coupon:{known}", at=now, rule=rule, receiver=receiver, order_id=order_id, reason=reason
    )
    taken = await take(engine, shop, event, actor, receipt, prepared=prepared)
    if isinstance(taken, Rejection):
        return taken
    [coupon] = await engine.store.coupons_by_id(shop, [taken.issued[0].coupon_id])
    return coupon


async def extend_coupon(  # noqa: PLR0913
    engine: Engine,
    shop: str,
    coupon_id: str,
    *,
    until: datetime,
    reason: str,
    actor: Actor,
    receipt: Receipt | None = None,
) -> StoredCoupon | Rejection:
    """Let an issued or expired coupon live until a later moment, at most a year from now."""
    now = engine.clock.now()
    if not _is_reason(reason):
        return Rejection(problem=Problem.TEXT_INVALID, path=("reason",))
    if until.tzinfo is None or not now < until <= now + LONGEST_EXTENSION:
        return Rejection(problem=Problem.TIME_INVALID, path=("until",))
    if await _is_sample(engine, shop, coupon_id):
        return await _outcome(engine, shop, coupon_id, done=False)
    try:
        done = await engine.store.extend_coupon(shop, coupon_id, until, reason, actor, now, receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    engine.waker.wake()
    return await _outcome(engine, shop, coupon_id, done=done)


async def resend_coupon(
    engine: Engine, shop: str, coupon_id: str, *, reason: str, actor: Actor, receipt: Receipt | None = None
) -> StoredCoupon | Rejection:
    """Mail a live coupon again: same code, same address, same template. STATE_NOT_ALLOWED when it never was mailed."""
    if not _is_reason(reason):
        return Rejection(problem=Problem.TEXT_INVALID, path=("reason",))
    if await _is_sample(engine, shop, coupon_id):
        return await _outcome(engine, shop, coupon_id, done=False)
    sent = await engine.store.messages(
        shop, Page(limit=MOST_MESSAGES), state=None, order_id=None, coupon_id=coupon_id
    )
    if not sent:
        return await _outcome(engine, shop, coupon_id, done=False)
    first, now = sent[-1], engine.clock.now()
    found = await engine.store.coupons_by_id(shop, [coupon_id])
    until = found[0].fact.valid_until if found else None
    message = _again(first, secrets.token_hex(8) if receipt is None else receipt.key, now, until)
    try:
        done = await engine.store.resend_coupon(shop, message, first.revision, reason, actor, now, receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    engine.waker.wake()
    return await _outcome(engine, shop, coupon_id, done=done)


async def coupon_by_code(engine: Engine, shop: str, code: str) -> StoredCoupon | None:
    """The coupon of a code as a customer reads it out."""
    typed = canonical(code)
    need = CouponNeed(code=typed)
    facts = await engine.store.load(shop, [need], code_lookups(engine, shop, [need]), engine.clock.now())
    fact = facts.coupons.get(typed)
    found = () if fact is None else await engine.store.coupons_by_id(shop, [fact.id])
    return found[0] if found else None


async def _latest_order(engine: Engine, shop: str, receiver: Buyer) -> str | None:
    """What a mail that tells of an order is about, when it is not an order that earned the coupon."""
    if receiver.email is None:
        return None
    found = await engine.store.orders(shop, Page(limit=1), email=receiver.email)
    return found[0].order.id if found else None


def _tells_of_an_order(prepared: Prepared, name: str) -> bool:
    rule = prepared.issuers.get(name)
    sent = (
        {send.template for send in rule.body.sends} if rule and isinstance(rule.body, CouponBody) else set()
    )
    return any(
        ORDER_VARIABLE.search(part)
        for template in prepared.program.templates.values()
        if template.name in sent
        for part in (template.subject, template.text, template.html)
    )


def _again(first: StoredMessage, key: str, now: datetime, until: datetime | None) -> SendMessage:
    order = first.order
    return replace(order, dedupe_key=f"again:{order.coupon_id}:{key}", due=now, send_before=until)


async def _outcome(engine: Engine, shop: str, coupon_id: str, *, done: bool) -> StoredCoupon | Rejection:
    found = await engine.store.coupons_by_id(shop, [coupon_id])
    if not found:
        return Rejection(problem=Problem.NOT_FOUND, path=("coupon_id",), args=(("id", coupon_id),))
    if not done:
        state = (("state", str(found[0].fact.state)),)
        return Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("coupon_id",), args=state)
    return found[0]


async def _is_sample(engine: Engine, shop: str, coupon_id: str) -> bool:
    """What is made up reaches nobody, and makes nothing that is real."""
    found = await engine.store.coupons_by_id(shop, [coupon_id])
    return bool(found) and is_sample_order(found[0].order_id)


def _is_reason(text: str) -> bool:
    return 1 <= len(text.strip()) <= LONGEST_REASON
