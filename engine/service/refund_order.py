"""A shop's back end gives an order back, whole or in part."""

from engine.model.answers import OrderRefundedAnswer
from engine.model.decision import Problem, Rejection
from engine.model.events import OrderRefunded
from engine.model.records import Actor, Receipt
from engine.model.requests import RefundRequest
from engine.model.sample import is_sample_order
from engine.service.engine import Engine
from engine.service.read_cart import id_problem
from engine.service.take import take
from engine.values.identity import trimmed_id
from engine.values.money import LARGEST_AMOUNT

MOST_LINES = 500


async def refund_order(
    engine: Engine, shop: str, asked: RefundRequest, *, actor: Actor, receipt: Receipt | None = None
) -> OrderRefundedAnswer | Rejection:
    """Record a refund once per order and refund id, and undo what goes with it.

    The same again gives the first answer, `repeated`; the same id for something else is REFUND_CHANGED. Never more
    than was paid: REFUND_TOO_MUCH says what is left.
    """
    rejection = refund_problem(asked)
    if rejection is not None:
        return rejection
    event = refund_event(engine, asked)
    taken = await take(engine, shop, event, actor, receipt)
    if isinstance(taken, Rejection):
        return taken
    found = await engine.store.refunds_of_orders(shop, [event.order_id])
    refund = next((one for one in found if one.id == event.refund_id), None)
    if refund is None or refund.wish != asked.wish:
        return Rejection(problem=Problem.REFUND_CHANGED, path=("refund_id",))
    given = found[: refund.number]
    return OrderRefundedAnswer(
        refund=refund,
        repeated=taken.repeated,
        refunded=sum(one.amount for one in given),
        full=any(one.full for one in given),
    )


def refund_event(engine: Engine, asked: RefundRequest) -> OrderRefunded:
    """The refund as it happens now."""
    order_id, refund_id = trimmed_id(asked.order_id), trimmed_id(asked.refund_id)
    return OrderRefunded(
        # With the length of the first id, no two pairs of ids run together to the same text.
        id=f"refund:{len(order_id)}:{order_id}:{refund_id}",
        at=engine.clock.now(),
        order_id=order_id,
        refund_id=refund_id,
        wish=asked.wish,
        note=asked.note[:1000],
    )


def refund_problem(asked: RefundRequest) -> Rejection | None:
    """What is wrong with a request before anything is read."""
    for text, field in ((asked.order_id, "order_id"), (asked.refund_id, "refund_id")):
        bad = id_problem(text, (field,))
        if bad is not None:
            return bad
    if is_sample_order(trimmed_id(asked.order_id)):
        return Rejection(problem=Problem.NOT_FOUND, path=("order_id",))
    if len(asked.wish.lines) > MOST_LINES:
        return Rejection(problem=Problem.TOO_MANY_LINES, path=("lines",))
    for amount, field in ((asked.wish.amount, "amount"), (asked.wish.shipping, "shipping")):
        if amount is not None and not 0 <= amount <= LARGEST_AMOUNT:
            return Rejection(problem=Problem.PRICE_OUT_OF_RANGE, path=(field,))
    return None
