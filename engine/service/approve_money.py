"""A second person lets money move that somebody asked for, and it moves at once, under the asker's name (SEC24)."""

from datetime import datetime

from engine.model.approval import Approval, ApprovalKind, ApprovalState
from engine.model.card_records import CashOutReason
from engine.model.card_requests import CashOutRequest, CreditRequest
from engine.model.decision import Problem, Rejection
from engine.model.gift_card import Consideration
from engine.model.job import Job, JobState
from engine.model.records import Actor
from engine.service.bulk_refund_jobs import start_bulk_refund
from engine.service.card_desk import cash_out_card
from engine.service.credit_cards import credit_cards
from engine.service.engine import Engine
from engine.service.import_jobs import start_import
from engine.service.refund_contents import meaning_of
from engine.service.role_limits import PERSON

LONGEST_REASON = 1_000
CLOSED = Rejection(problem=Problem.APPROVAL_CLOSED, path=("number",))
AGAIN = frozenset({Problem.BUSY})
"""Refusals after which the same can be pressed again."""


async def approve_money(engine: Engine, shop: str, number: int, *, actor: Actor) -> Approval | Rejection:
    """Approve what somebody else asked for and carry it out; press again what a crash kept from being done.

    APPROVAL_OWN for one's own; APPROVAL_CLOSED when it was decided, is too old, or is about what has changed since.
    What cannot be carried out any more is closed, with the reason. PERSON_NEEDED for tokens.
    """
    if actor.kind != PERSON:
        return Rejection(problem=Problem.PERSON_NEEDED)
    asked = await engine.store.approval(shop, number)
    if asked is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("number",))
    if asked.requested_by == actor.id:
        return Rejection(problem=Problem.APPROVAL_OWN, path=("number",))
    now = engine.clock.now()
    await engine.store.decide_approval(shop, number, approve=True, reason="", actor=actor, now=now)
    asked = await engine.store.approval(shop, number)
    if asked is None or asked.state is not ApprovalState.APPROVED:
        return CLOSED
    refused = await _carry_out(engine, shop, asked)
    if refused is not None and refused.problem in AGAIN:
        return refused
    state = ApprovalState.DONE if refused is None else ApprovalState.REJECTED
    reason = "" if refused is None else refused.problem.value
    await engine.store.end_approval(shop, number, state, reason, actor, engine.clock.now())
    return refused or await engine.store.approval(shop, number) or CLOSED


async def reject_money(
    engine: Engine, shop: str, number: int, *, reason: str, actor: Actor, others: bool
) -> Approval | Rejection:
    """Take one's own request back or, with `others`, turn anybody's down; APPROVAL_CLOSED when it is not open."""
    if actor.kind != PERSON:
        return Rejection(problem=Problem.PERSON_NEEDED)
    if not 1 <= len(reason.strip()) <= LONGEST_REASON:
        return Rejection(problem=Problem.TEXT_INVALID, path=("reason",))
    asked = await engine.store.approval(shop, number)
    if asked is None or not (others or asked.requested_by == actor.id):
        return Rejection(problem=Problem.NOT_FOUND, path=("number",))
    done = await engine.store.decide_approval(
        shop, number, approve=False, reason=reason.strip(), actor=actor, now=engine.clock.now()
    )
    return (await engine.store.approval(shop, number) if done else None) or CLOSED


async def _carry_out(engine: Engine, shop: str, asked: Approval) -> Rejection | None:
    """Do it, once for ever whatever is repeated: keys of credits, states of cards and jobs see to that."""
    by = Actor(kind=PERSON, id=asked.requested_by)
    match asked.kind:
        case ApprovalKind.CREDIT:
            found = await credit_cards(engine, shop, [_credit(asked)], actor=by)
            if isinstance(found, Rejection):
                return found
            reason = found[0].refused
            return Rejection(problem=Problem.CARD_REFUSED, args=(("reason", reason),)) if reason else None
        case ApprovalKind.CASH_OUT:
            reason_, note = CashOutReason(asked.asked["reason"]), asked.asked["note"]
            wish = CashOutRequest(card_id=asked.subject, reason=reason_, note=note, expected=asked.amount)
            paid = await cash_out_card(engine, shop, wish, actor=by)
            return paid if isinstance(paid, Rejection) and not await _paid_out(engine, shop, asked) else None
        case ApprovalKind.BULK_REFUND | ApprovalKind.CARD_IMPORT:
            return await _run(engine, shop, asked, by)


async def _paid_out(engine: Engine, shop: str, asked: Approval) -> bool:
    """Whether the pay-out that was asked for was made before a crash."""
    found = await engine.store.cash_outs(shop, [asked.subject])
    return any(one.amount == asked.amount and one.reason.value == asked.asked["reason"] for one in found)


async def _run(engine: Engine, shop: str, asked: Approval, by: Actor) -> Rejection | None:
    job = await engine.store.job(shop, asked.subject)
    if job is None:
        return CLOSED
    if job.state is not JobState.CHECKED:
        return None if _began(job, by) else CLOSED
    if meaning_of(job) != asked.asked["meaning"]:
        return CLOSED
    start = start_import if asked.kind is ApprovalKind.CARD_IMPORT else start_bulk_refund
    started = await start(engine, shop, job.id, by, check=False)
    if not isinstance(started, Rejection):
        return None
    now = await engine.store.job(
        shop, asked.subject
    )  # two who approve at once: the other one may have let it run
    return None if now is not None and _began(now, by) else started


def _began(job: Job, by: Actor) -> bool:
    return job.state is not JobState.CHECKED and job.asked.get("do") == "run" and job.asked.get("by") == by.id


def _credit(approval: Approval) -> CreditRequest:
    asked = approval.asked
    ends = asked.get("expires_at")
    return CreditRequest(
        card_id=approval.subject,
        key=asked["key"],
        amount=approval.amount,
        consideration=Consideration(asked["consideration"]) if "consideration" in asked else None,
        expires_at=datetime.fromisoformat(ends) if ends else None,
        note=asked["note"],
    )
