"""What staff do with money by hand: done at once, or asked for where it is more than they may do alone (SEC24)."""

import hashlib
from collections.abc import Mapping

from engine.model.approval import OPEN_FOR, Approval, ApprovalKind, ApprovalState
from engine.model.card_events import CreditWish
from engine.model.card_records import CashOut
from engine.model.card_requests import CashOutRequest, CreditOutcome, CreditRequest
from engine.model.decision import Problem, Rejection
from engine.model.job import Job, JobState
from engine.model.records import Actor, Receipt
from engine.runtime.gift_card import paid_balance
from engine.service.bulk_refund_jobs import start_bulk_refund
from engine.service.card_desk import cash_out_card
from engine.service.credit_cards import credit_cards, read_credit
from engine.service.engine import Engine
from engine.service.found_card import find_card
from engine.service.refund_contents import meaning_of
from engine.service.refund_twins import undecided
from engine.service.role_limits import PERSON, limit_of


async def credit_by_hand(
    engine: Engine, shop: str, asked: CreditRequest, *, actor: Actor, receipt: Receipt | None = None
) -> CreditOutcome | Rejection:
    """Add a balance to a card; APPROVAL_REQUIRED when it is more than one may add alone."""
    said = {"key": asked.key, "note": asked.note}
    said |= {} if asked.consideration is None else {"consideration": asked.consideration.value}
    said |= {} if asked.expires_at is None else {"expires_at": asked.expires_at.isoformat()}
    if await find_card(engine, shop, asked.card_id) is not None and isinstance(
        read_credit(asked), CreditWish
    ):
        needed = await _approved(engine, shop, ApprovalKind.CREDIT, asked.card_id, asked.amount, said, actor)
        if needed is not None:
            return needed
    found = await credit_cards(engine, shop, [asked], actor=actor, receipt=receipt)
    return found if isinstance(found, Rejection) else found[0]


async def pay_out_by_hand(
    engine: Engine, shop: str, asked: CashOutRequest, *, actor: Actor, receipt: Receipt | None = None
) -> CashOut | Rejection:
    """Pay a card out; APPROVAL_REQUIRED when its paid balance is more than one may pay out alone."""
    card = await find_card(engine, shop, asked.card_id)
    balance = 0 if card is None else paid_balance(card.fact, engine.clock.now())
    said = {"reason": asked.reason.value, "note": asked.note}
    if asked.expected in {None, balance}:
        needed = await _approved(engine, shop, ApprovalKind.CASH_OUT, asked.card_id, balance, said, actor)
        if needed is not None:
            return needed
    return await cash_out_card(engine, shop, asked, actor=actor, receipt=receipt)


async def run_refund_by_hand(
    engine: Engine, shop: str, job_id: str, *, actor: Actor, receipt: Receipt | None = None
) -> Job | Rejection:
    """Carry a bulk refund out; APPROVAL_REQUIRED when it adds up to more than one may refund alone."""
    job = await engine.store.job(shop, job_id)
    if job is not None and job.state is JobState.CHECKED and undecided(job) is None:
        amount, said = job.totals.get("amount", 0), {"meaning": meaning_of(job)}
        needed = await _approved(engine, shop, ApprovalKind.BULK_REFUND, job_id, amount, said, actor)
        if needed is not None:
            return needed
    return await start_bulk_refund(engine, shop, job_id, actor, check=False, receipt=receipt)


async def why_not_alone(engine: Engine, shop: str, actor: Actor, amount: int) -> Rejection | None:
    """OVER_LIMIT for a balance that is given with a card: it has to be added to the card, where it can be asked for."""
    limit = await limit_of(engine, shop, actor, "credit")
    if limit is None or amount <= limit:
        return None
    return Rejection(problem=Problem.OVER_LIMIT, path=("amount",), args=(("limit", f"{limit:,}"),))


async def _approved(  # noqa: PLR0913, PLR0917 - what a request consists of
    engine: Engine,
    shop: str,
    kind: ApprovalKind,
    subject: str,
    amount: int,
    asked: Mapping[str, str],
    actor: Actor,
) -> Rejection | None:
    """None when `actor` may do it alone or it was approved and done before; else it is asked for."""
    limit = await limit_of(engine, shop, actor, kind.value)
    if limit is None or amount <= limit:
        return None
    if actor.kind != PERSON:
        return Rejection(problem=Problem.PERSON_NEEDED)
    now = engine.clock.now()
    about = repr((kind.value, subject, amount, sorted(asked.items())))
    approval = Approval(
        number=0,
        kind=kind,
        subject=subject,
        amount=amount,
        key=hashlib.sha256(about.encode()).hexdigest(),
        asked=asked,
        requested_by=actor.id,
        requested_at=now,
        expires_at=now + OPEN_FOR,
    )
    kept = await engine.store.add_approval(shop, approval, actor, now)
    if kept.state is ApprovalState.DONE:
        return None
    figures = (("limit", f"{limit:,}"), ("number", str(kept.number)))
    return Rejection(problem=Problem.APPROVAL_REQUIRED, args=figures)
