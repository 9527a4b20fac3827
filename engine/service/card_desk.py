"""What staff do with a gift card: switch it, show its code, pay it out, correct a credit (S5.37-39, S5.43, J11)."""

from engine.model.card import CardState
from engine.model.card_records import CashOut, CashOutReason, StoredCard
from engine.model.card_requests import CashOutRequest
from engine.model.decision import OTHER_REQUEST, Problem, Rejection
from engine.model.records import Actor, Receipt
from engine.runtime.gift_card import paid_balance
from engine.service.card_codes import card_code
from engine.service.engine import Engine
from engine.service.found_card import find_card, no_such_card, state_forbids
from engine.service.fulfilment import fulfilment_of
from engine.store.port import ReceiptMismatch

LONGEST_REASON = 1_000


async def reveal_card(engine: Engine, shop: str, card_id: str, *, actor: Actor) -> str | Rejection:
    """A card's code, after writing into the audit trail who looked (SEC4)."""
    card = await find_card(engine, shop, card_id)
    if card is None:
        return no_such_card(card_id)
    detail = {"campaign": card.fact.campaign}
    await engine.store.add_audit(shop, actor, "gift card code shown", card_id, detail, engine.clock.now())
    return card_code(engine, shop, card)


async def switch_card(  # noqa: PLR0913
    engine: Engine,
    shop: str,
    card_id: str,
    *,
    enabled: bool,
    reason: str,
    actor: Actor,
    receipt: Receipt | None = None,
) -> StoredCard | Rejection:
    """Activate or deactivate a card; STATE_NOT_ALLOWED when it is so already, or over (S5.37)."""
    if not 1 <= len(reason.strip()) <= LONGEST_REASON:
        return Rejection(problem=Problem.TEXT_INVALID, path=("reason",))
    now = engine.clock.now()
    try:
        done = await engine.store.enable_card(shop, card_id, enabled, reason, actor, now, receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    card = await find_card(engine, shop, card_id)
    if card is None:
        return no_such_card(card_id)
    return card if done else state_forbids(card)


async def cash_out_card(
    engine: Engine, shop: str, asked: CashOutRequest, *, actor: Actor, receipt: Receipt | None = None
) -> CashOut | Rejection:
    """Make a card void and ask for its paid balance to be paid out, or lose to a payment that came first (V21, D5.c).

    Forbidden by default (J11): the rule must say `cash refund allowed`, or the shop winds its cards down. The money
    itself goes its way outside: the merchant's platform is told to pay it, where one is named, and confirms it; else
    a person pays and says so (`confirm_cash_out`).
    """
    if len(asked.note) > LONGEST_REASON:
        return Rejection(problem=Problem.TEXT_INVALID, path=("note",))
    card = await find_card(engine, shop, asked.card_id)
    if card is None:
        return no_such_card(asked.card_id)
    now = engine.clock.now()
    balance = paid_balance(card.fact, now)
    refused = _why_no_cash(card, asked, balance)
    if refused is not None:
        return refused
    try:
        made = await engine.store.cash_out_card(
            shop,
            asked.card_id,
            balance,
            asked.reason,
            asked.note,
            actor,
            now,
            receipt,
            hand_over=fulfilment_of(engine, shop).pay_outs is not None,
        )
    except ReceiptMismatch:
        return OTHER_REQUEST
    if made is None:
        return state_forbids(await find_card(engine, shop, asked.card_id) or card)
    engine.waker.wake()
    return made


def _why_no_cash(card: StoredCard, asked: CashOutRequest, balance: int) -> Rejection | None:
    """Why nothing is paid out; of a card that is void already the store knows whether this is a repeat."""
    if card.fact.test:
        return Rejection(problem=Problem.CARD_REFUSED, path=("card_id",), args=(("reason", "test_card"),))
    if not card.fact.terms.cash_refund and asked.reason is not CashOutReason.WIND_DOWN:
        return Rejection(
            problem=Problem.CARD_REFUSED, path=("reason",), args=(("reason", "cash_not_allowed"),)
        )
    if card.fact.state is CardState.VOID:
        return None
    if asked.expected not in {None, balance}:
        changed = (("reason", "balance_changed"), ("balance", str(balance)))
        return Rejection(problem=Problem.CARD_REFUSED, path=("expected",), args=changed)
    if balance == 0:
        return Rejection(problem=Problem.CARD_REFUSED, path=("card_id",), args=(("reason", "nothing_paid"),))
    return None


async def confirm_cash_out(
    engine: Engine,
    shop: str,
    card_id: str,
    *,
    reference: str,
    actor: Actor,
    receipt: Receipt | None = None,
) -> CashOut | Rejection:
    """Write down that a pay-out was made, under the `reference` of the payment service; once."""
    if not 1 <= len(reference.strip()) <= LONGEST_REASON:
        return Rejection(problem=Problem.TEXT_INVALID, path=("reference",))
    found = await engine.store.cash_outs(shop, [card_id])
    if not found:
        return no_such_card(card_id)
    now = engine.clock.now()
    try:
        done = await engine.store.confirm_cash_out(shop, found[0].id, reference.strip(), actor, now, receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    if done:
        engine.waker.wake()
    [paid] = await engine.store.cash_outs(shop, [card_id])
    if not done:
        state = (("state", paid.state.value),)
        return Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("card_id",), args=state)
    return paid
