"""The shop adds balances to gift cards (S5.7, S5.24, I26)."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC

from engine.model.card_events import CardsCredited, CreditWish
from engine.model.card_requests import CreditOutcome, CreditRequest
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor, Receipt
from engine.service.engine import Engine
from engine.service.read_cart import id_problem
from engine.service.take import take
from engine.values.identity import trimmed_id
from engine.values.money import LARGEST_AMOUNT

MOST_AT_ONCE = 1_000
LONGEST_NOTE = 1_000
TRIES = 3


async def credit_cards(
    engine: Engine,
    shop: str,
    asked: Sequence[CreditRequest],
    *,
    actor: Actor,
    receipt: Receipt | None = None,
) -> tuple[CreditOutcome, ...] | Rejection:
    """Add what is `asked` for, in one transaction; one outcome for each, in the same order.

    A key that was used before for the same card and amount adds nothing and gives the card; for anything else it is
    refused with `key_used`. What is refused hinders no other. At most `MOST_AT_ONCE`.
    """
    if not 1 <= len(asked) <= MOST_AT_ONCE:
        return Rejection(
            problem=Problem.TOO_MANY_LINES, path=("credits",), args=(("limit", str(MOST_AT_ONCE)),)
        )
    read = [read_credit(one) for one in asked]
    wishes = {place: wish for place, wish in enumerate(read) if isinstance(wish, CreditWish)}
    refused = {
        place: (one.problem.value, one.path) for place, one in enumerate(read) if isinstance(one, Rejection)
    }
    failed = await _take(engine, shop, wishes, refused, actor, receipt)
    if failed is not None:
        return failed
    stored = await engine.store.cards_by_id(shop, sorted({wish.card_id for wish in wishes.values()}))
    cards = {card.fact.id: card for card in stored}
    return tuple(
        CreditOutcome(key=one.key, refused=refused[place][0], field=refused[place][1])
        if place in refused
        else CreditOutcome(key=one.key, card=cards[wishes[place].card_id])
        for place, one in enumerate(asked)
    )


async def _take(  # noqa: PLR0917
    engine: Engine,
    shop: str,
    wishes: dict[int, CreditWish],
    refused: dict[int, tuple[str, tuple[str, ...]]],
    actor: Actor,
    receipt: Receipt | None,
) -> Rejection | None:
    event = CardsCredited(id=f"credits:{secrets.token_hex(16)}", at=engine.clock.now(), wishes=())
    for _ in range(TRIES):
        places = [place for place in wishes if place not in refused]
        if not places:
            return None
        event = replace(event, wishes=tuple(wishes[place] for place in places))
        taken = await take(engine, shop, event, actor, receipt)
        if not isinstance(taken, Rejection):
            return None
        if taken.problem is not Problem.CARD_REFUSED:
            return taken
        refused.update({places[int(number)]: (reason, ()) for number, reason in taken.args})
    return Rejection(problem=Problem.BUSY)


def read_credit(asked: CreditRequest) -> CreditWish | Rejection:
    """The wish in comparable form, or what is wrong with it."""
    for text, field in ((asked.card_id, "card_id"), (asked.key, "key")):
        bad = id_problem(text, (field,))
        if bad is not None:
            return bad
    if not 1 <= asked.amount <= LARGEST_AMOUNT:
        return Rejection(problem=Problem.PRICE_OUT_OF_RANGE, path=("amount",))
    if asked.expires_at is not None and asked.expires_at.tzinfo is None:
        return Rejection(problem=Problem.TIME_INVALID, path=("expires_at",))
    return CreditWish(
        card_id=trimmed_id(asked.card_id),
        key=trimmed_id(asked.key),
        amount=asked.amount,
        consideration=asked.consideration,
        expires_at=None if asked.expires_at is None else asked.expires_at.astimezone(UTC),
        note=asked.note[:LONGEST_NOTE],
    )
