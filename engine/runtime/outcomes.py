"""What an event adds to the figures of the arms: orders and money of units that were exposed before or by it."""

from collections.abc import Iterable, Iterator

from engine.model.cart import OrderState
from engine.model.decision import Decision
from engine.model.effects import Effect, RecordGrant, RecordRefund, RedeemCoupon, SaveOrder
from engine.model.events import Event, ReminderClicked
from engine.model.experiment_units import CountOutcome, ExposeUnit
from engine.model.facts import ChargedOrder, Facts
from engine.runtime.dealing import Dealt, Hand
from engine.runtime.lab import Lab
from engine.runtime.prepare import Prepared


def outcomes(  # noqa: PLR0917 - what a decision is made of
    lab: Lab[Prepared],
    hand: Hand[Prepared],
    exposed: Iterable[Effect],
    event: Event,
    facts: Facts,
    decision: Decision,
) -> Iterator[CountOutcome]:
    """One outcome per experiment in which the subject was exposed; none that is all zeroes.

    Orders, clicks and uses count while the experiment runs; a refund of an order that counted counts at any time.
    """
    now = {one.main for one in exposed if isinstance(one, ExposeUnit)}
    for one in hand.dealt:
        if one.known or one.main in now:
            outcome = _outcome(lab, one, event, facts, decision)
            if outcome != CountOutcome(experiment=one.experiment.name, unit=one.main):
                yield outcome


def _outcome(lab: Lab[Prepared], one: Dealt, event: Event, facts: Facts, decision: Decision) -> CountOutcome:
    orders = revenue = discount = redemptions = 0
    name = one.experiment.name
    for effect in decision.effects:
        match effect:
            case SaveOrder() if one.runs:
                bought, paid = _bought(effect, facts)
                orders, revenue = orders + bought, revenue + paid
            case RedeemCoupon() | RecordGrant() if one.runs and lab.users.get(effect.rule) == name:
                discount, redemptions = discount + effect.amount, redemptions + 1
            case RecordRefund(refund=refund) if _counted(one, facts.charged.get(refund.order_id)):
                revenue -= refund.amount
            case _:
                pass
    clicked = isinstance(event, ReminderClicked) and one.runs and lab.users.get(event.rule) == name
    return CountOutcome(
        experiment=name,
        unit=one.main,
        orders=orders,
        revenue=revenue,
        discount=discount,
        clicks=int(clicked),
        redemptions=redemptions,
    )


def _bought(saved: SaveOrder, facts: Facts) -> tuple[int, int]:
    """How many orders were paid by this, and what was charged; of an order that grew, what came in."""
    order, quote = saved.order, saved.quote
    if quote is None or order.state is not OrderState.PAID:
        return 0, 0
    past = facts.charged.get(order.id)
    if saved.added and past is not None:
        return 0, quote.total - past.quote.total
    return 1, quote.total if order.stated_total is None else order.stated_total


def _counted(one: Dealt, past: ChargedOrder | None) -> bool:
    """Whether a refunded order was counted: it was paid while the experiment ran, after the exposure."""
    if past is None or one.exposed_at is None:
        return False
    return one.exposed_at <= past.charged_at and one.experiment.runs(past.charged_at)
