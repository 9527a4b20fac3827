"""What staff do with money by hand: done at once, or asked for where it is more than they may do alone (SEC24)."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from engine.model.approval import OPEN_FOR, Approval, ApprovalKind, ApprovalState
from engine.model.card_events import CreditWish
from engine.model.card_records import CashOut
from engine.model.card_requests import CashOutRequest, CreditOutcome, CreditRequest, PublicationRequest
from engine.model.decision import Problem, Rejection
from engine.model.gift_card import GiftCardBody
from engine.model.records import Actor, Receipt
from engine.runtime.gift_card import paid_balance
from engine.service.card_desk import cash_out_card
from engine.service.credit_cards import credit_cards, read_credit
from engine.service.engine import Engine
from engine.service.found_card import find_card
from engine.service.role_limits import PERSON, LimitName, limit_of

LIMITED_BY: Mapping[ApprovalKind, LimitName] = {
    ApprovalKind.CREDIT: "credit",
    ApprovalKind.CASH_OUT: "cash_out",
    ApprovalKind.BULK_REFUND: "bulk_refund",
    ApprovalKind.CARD_IMPORT: "bulk_refund",
}
"""Which limit is for what."""


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
        needed = await approved_or_asked(
            engine, shop, ApprovalKind.CREDIT, asked.card_id, asked.amount, said, actor
        )
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
        needed = await approved_or_asked(
            engine, shop, ApprovalKind.CASH_OUT, asked.card_id, balance, said, actor
        )
        if needed is not None:
            return needed
        asked = replace(asked, expected=balance)  # what comes onto the card from now on was not looked at
    return await cash_out_card(engine, shop, asked, actor=actor, receipt=receipt)


async def why_not_alone(
    engine: Engine, shop: str, campaign: str, asked: PublicationRequest, actor: Actor
) -> Rejection | None:
    """OVER_LIMIT for balances that are given with cards: these have to be added, where it can be asked for.

    All cards of the request together, with what the campaign itself puts on each.
    """
    limit = await limit_of(engine, shop, actor, "credit")
    if limit is None or asked.test:
        return None
    prepared = await engine.programs.live(engine.store, shop)
    rule = None if prepared is None else prepared.campaigns.get(campaign)
    own = rule.body.balance.amount if rule is not None and isinstance(rule.body, GiftCardBody) else 0
    if asked.count * (asked.amount + own) <= limit:
        return None
    return Rejection(problem=Problem.OVER_LIMIT, path=("amount",), args=(("limit", f"{limit:,}"),))


async def approved_or_asked(  # noqa: PLR0913, PLR0917 - what a request consists of
    engine: Engine,
    shop: str,
    kind: ApprovalKind,
    subject: str,
    amount: int,
    asked: Mapping[str, str],
    actor: Actor,
) -> Rejection | None:
    """None when `actor` may do it alone or it was approved and done before; else it is asked for."""
    limit = await limit_of(engine, shop, actor, LIMITED_BY[kind])
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
