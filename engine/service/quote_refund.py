"""What a refund would give back, before anybody gives it back; nothing is stored."""

from engine.model.card_effects import CreditCard
from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import RecordRefund, ReturnUse, RevokeCoupon
from engine.model.facts import ChargedOrder
from engine.model.refund import RefundQuote, RefundQuoteLine
from engine.model.requests import RefundRequest
from engine.runtime.decide import decide
from engine.runtime.refund import money_left, paid_by_line
from engine.service.engine import Engine
from engine.service.refund_order import refund_event, refund_problem
from engine.service.take import load_facts


async def quote_refund(engine: Engine, shop: str, asked: RefundRequest) -> RefundQuote | Rejection:
    """Decide on a refund as if it were recorded now; the same refund recorded next gives back exactly this.

    Problems are those of `refund_order`: REFUND_TOO_MUCH with what is left, NOT_FOUND, STATE_NOT_ALLOWED.
    """
    rejection = refund_problem(asked)
    if rejection is not None:
        return rejection
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    event = refund_event(engine, asked)
    facts = await load_facts(engine, shop, prepared, event)
    outcome = decide(prepared, event, facts)
    if isinstance(outcome, Rejection):
        return outcome
    return _quote(outcome, facts.charged[event.order_id])


def _quote(decision: Decision, past: ChargedOrder) -> RefundQuote:
    effects = decision.effects
    (refund,) = (one.refund for one in effects if isinstance(one, RecordRefund))
    paid = paid_by_line(past, refund.units)
    bought = past.order.cart.lines
    return RefundQuote(
        refund=refund,
        lines=tuple(
            RefundQuoteLine(place=place, sku=bought[place].sku, units=units, paid=paid[place])
            for place, units in enumerate(refund.units)
            if units
        ),
        left=money_left(past) - refund.amount,
        new_card=sum(one.amount for one in effects if isinstance(one, CreditCard)),
        uses_returned=sum(isinstance(one, ReturnUse) for one in effects),
        coupons_ended=sum(isinstance(one, RevokeCoupon) for one in effects),
    )
