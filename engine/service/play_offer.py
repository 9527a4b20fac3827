"""The offer of the last order in a `test` block: its page is shown, a button pressed, and what came of it looked at."""

from dataclasses import replace

from engine.model.answers import FailedExpectation, OrderRecordedAnswer
from engine.model.decision import Rejection
from engine.model.offer_instance import OfferInstance, OfferState
from engine.model.records import Page
from engine.model.timeline import ExpectRule, Outcome, Press
from engine.service.accept_offer import accept_offer
from engine.service.decline_offer import decline_offer
from engine.service.find_offer import find_offer
from engine.service.offer_terms import terms_version
from engine.service.show_offer import show_offer
from engine.service.stage import BY_TEST, SHOP, Stage
from engine.values.money import decimal_text


async def press(stage: Stage, step: Press) -> FailedExpectation | None:
    """Show the page of the last order's offer and press a button; everything that follows at once happens."""
    await stage.forget_sent()
    offer = await _offer(stage)
    if offer is None:
        return _cannot(stage, step, "the last order brought no offer")
    token = _token(stage)
    pressed: OfferInstance | Rejection = await show_offer(stage.engine, SHOP, token, actor=BY_TEST)
    if not isinstance(pressed, Rejection) and step.accepted:
        quantity = offer.least if step.quantity is None else step.quantity
        seen = terms_version(offer)
        pressed = await accept_offer(stage.engine, SHOP, token, quantity, terms=seen, actor=BY_TEST)
    elif not isinstance(pressed, Rejection):
        pressed = await decline_offer(stage.engine, SHOP, token, actor=BY_TEST)
    if isinstance(pressed, Rejection):
        return _cannot(stage, step, f"the press was refused: {pressed.problem}")
    await stage.settle()
    await look_at_orders(stage)
    after = await _offer(stage)
    stage.tell(step.line, f"{offer.rule} {after.progress.state if after else 'gone'}")
    return None


async def look_at_orders(stage: Stage) -> None:
    """The newest order is the last one from now on, with all that came into it: an offer and a delivery make orders."""
    answer = stage.last
    newest = await stage.store.orders(SHOP, Page(limit=1), email=None)
    if isinstance(answer, OrderRecordedAnswer) and newest:
        stage.last = replace(answer, order_id=newest[0].order.id, quote=newest[0].quote)


async def look_at_offer(stage: Stage, expected: ExpectRule) -> tuple[bool, str]:
    """Whether the last order brought the offer at the prices that are expected, or it was bought; and what there is."""
    offer = await _offer(stage)
    if offer is None:
        return False, "the last order brought no offer"
    fits = (
        offer.rule == expected.rule
        and expected.first in (None, offer.first)
        and expected.later in (None, offer.renewal)
    )
    if expected.outcome is Outcome.ORDERED:
        fits = fits and offer.progress.state is OfferState.SUCCEEDED
    later = "" if offer.renewal is None else f" then {_money(stage, offer.renewal)}"
    failed = "" if offer.progress.failure is None else f" ({offer.progress.failure})"
    return fits, f"{offer.rule} at {_money(stage, offer.first)}{later}, {offer.progress.state}{failed}"


def _token(stage: Stage) -> str:
    made = stage.last.offer if isinstance(stage.last, OrderRecordedAnswer) else None
    return "" if made is None else made.token


async def _offer(stage: Stage) -> OfferInstance | None:
    found = await find_offer(stage.engine, SHOP, _token(stage))
    return None if isinstance(found, Rejection) else found


def _money(stage: Stage, amount: int) -> str:
    currency = stage.program.settings.currency
    return f"{decimal_text(amount, currency)} {currency}"


def _cannot(stage: Stage, step: Press, why: str) -> FailedExpectation:
    stage.tell(step.line, why)
    wanted = "the offer is accepted" if step.accepted else "the offer is declined"
    return FailedExpectation(line=step.line, expected=wanted, got=why)
