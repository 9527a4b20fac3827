"""A credit that was a mistake is corrected, by a transfer of its own: nothing in the ledger is ever changed (J12)."""

from engine.model.card_records import StoredCard
from engine.model.decision import OTHER_REQUEST, Problem, Rejection
from engine.model.records import Actor, Receipt
from engine.service.engine import Engine
from engine.service.found_card import find_card, no_such_card, state_forbids
from engine.store.port import Conflict, ReceiptMismatch

LONGEST_REASON = 1_000


async def reverse_credit(  # noqa: PLR0913
    engine: Engine,
    shop: str,
    card_id: str,
    transfer_id: str,
    *,
    reason: str,
    actor: Actor,
    receipt: Receipt | None = None,
) -> StoredCard | Rejection:
    """Take what is left of a credit off its card again; STATE_NOT_ALLOWED when nothing of it is left."""
    if not 1 <= len(reason.strip()) <= LONGEST_REASON:
        return Rejection(problem=Problem.TEXT_INVALID, path=("reason",))
    now = engine.clock.now()
    try:
        done = await engine.store.reverse_credit(shop, transfer_id, reason, actor, now, receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    except Conflict:
        done = False  # it was taken back before
    card = await find_card(engine, shop, card_id)
    if card is None:
        return no_such_card(card_id)
    return card if done else state_forbids(card, "transfer_id")
