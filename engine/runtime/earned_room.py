"""Room in budgets that comes back when a refund takes back what its order earned on gift cards (I23, I24)."""

from collections.abc import Iterator

from engine.model.facts import ChargedOrder, CounterKey
from engine.runtime.claims import Claim, spend_claim
from engine.runtime.prepare import Prepared


def earned_room(prepared: Prepared, past: ChargedOrder) -> Iterator[tuple[Claim, int]]:
    """The budgets' money that the order's credits used, and what of it nobody has spent, minor units.

    The budget is the one of that time, whatever the rule says now. The number of cards and the uses of limits stay
    counted: the cards are still there.
    """
    if past.order.cart.test:
        return
    for credit in past.credits:
        budget = prepared.program.budgets.get(credit.budget)
        if budget is not None and credit.left > 0:
            for claim in spend_claim(budget, past.charged_at, prepared.zone):
                yield claim, credit.left


def earned_keys(prepared: Prepared, past: ChargedOrder) -> Iterator[CounterKey]:
    """Counters that have to be read before `earned_room` is given back."""
    for claim, _ in earned_room(prepared, past):
        yield claim.key
