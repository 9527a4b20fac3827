"""What becomes of an offer after it was made: shown, pressed, closed, too late, settled (S4.62-68, J7, V17, V19)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import Effect, Metric, MoveOffer, ReturnCounter, StartTimer
from engine.model.events import (
    OfferAccepted,
    OfferDeclined,
    OfferSettled,
    OfferShown,
    SagaStepEnded,
    TimerCame,
    TimerKind,
)
from engine.model.facts import Facts
from engine.model.offer_instance import OfferFailure, OfferInstance, OfferProgress, OfferState
from engine.model.saga import SagaKind, SagaStep, offer_saga
from engine.model.saga_effects import MoveSaga, StartSaga
from engine.runtime.offer_settled import cannot_be_made, change_effects, made_order, switches
from engine.runtime.prepare import Prepared
from engine.runtime.stats import count

OfferEvent = OfferShown | OfferAccepted | OfferDeclined | OfferSettled

OPEN = frozenset({OfferState.DECIDED, OfferState.SHOWN})
PRESSED = frozenset({OfferState.CLICKED, OfferState.SUCCEEDED})
FAILED_BY = {
    OfferFailure.PAYMENT_REFUSED: Metric.FAILED_PAYMENT_REFUSED,
    OfferFailure.PAYMENT_UNREACHABLE: Metric.FAILED_PAYMENT_UNREACHABLE,
    OfferFailure.PAYMENT_UNKNOWN: Metric.FAILED_PAYMENT_UNKNOWN,
    OfferFailure.COMMERCE_REFUSED: Metric.FAILED_COMMERCE_REFUSED,
    OfferFailure.COMMERCE_UNREACHABLE: Metric.FAILED_COMMERCE_UNREACHABLE,
    OfferFailure.ORDER_CHANGED: Metric.FAILED_ORDER_CHANGED,
    OfferFailure.NOT_AVAILABLE: Metric.FAILED_NOT_AVAILABLE,
}
"""The daily figure of each reason (S4.68)."""


def decide_offer(prepared: Prepared, event: OfferEvent, facts: Facts) -> Decision | Rejection:
    """Move the offer. NOT_FOUND for an unknown one, OFFER_CLOSED with its state for one that is over (V17)."""
    offer = facts.offers.get(event.offer_id)
    if offer is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("token",))
    match event:
        case OfferShown():
            return _decision(prepared, _shown(prepared, offer, event))
        case OfferAccepted():
            return _accept(prepared, offer, event)
        case OfferDeclined():
            return _decision(prepared, _declined(prepared, offer, event))
        case OfferSettled():
            return _settle(prepared, offer, event, facts)
        case _:
            assert_never(event)


def decide_step(prepared: Prepared, event: SagaStepEnded, facts: Facts) -> Decision | Rejection:
    """Go on to the step that follows; a saga that is elsewhere already stays there."""
    saga = facts.sagas.get(event.saga_id)
    if saga is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("saga",))
    if saga.step is not event.step:
        return Decision(revision=prepared.program.revision)
    move = MoveSaga(
        saga_id=saga.id,
        after=event.step,
        step=event.following,
        at=event.at,
        due=event.due,
        reason=event.reason,
    )
    return Decision(revision=prepared.program.revision, effects=(move,))


def deadline_effects(prepared: Prepared, event: TimerCame, facts: Facts) -> Iterator[Effect]:
    """An offer that nobody saw is missed, one that nobody bought in time expires; both give back what was set aside."""
    offer = facts.offers.get(event.subject)
    if offer is None:
        return
    progress = offer.progress
    if progress.state is OfferState.DECIDED and event.at >= offer.show_until:
        yield from _end(prepared, offer, OfferState.MISSED, event.at)
    elif (
        progress.state is OfferState.SHOWN and progress.deadline is not None and event.at >= progress.deadline
    ):
        yield from _end(prepared, offer, OfferState.EXPIRED, event.at)


def set_free(offer: OfferInstance, quantity: int, *, let_pass: bool = False) -> Iterator[ReturnCounter]:
    """Give back what was set aside for the offer, but for what `quantity` pieces that were bought use up (I23).

    Of an offer that its buyer saw and `let_pass`, the limits that count this buyer stay used (J7).
    """
    for claim in offer.claims:
        if let_pass and claim.personal:
            continue
        used = 0 if quantity == 0 else 1 if claim.each is None else claim.each * quantity
        if claim.amount > used:
            yield ReturnCounter(key=claim.key, amount=claim.amount - used, window_ends=claim.window_ends)


def _decision(prepared: Prepared, effects: Iterator[Effect]) -> Decision:
    return Decision(revision=prepared.program.revision, effects=tuple(effects))


def _closed(offer: OfferInstance, state: OfferState) -> Rejection:
    return Rejection(
        problem=Problem.OFFER_CLOSED,
        path=("token",),
        args=(("state", state), ("rule", offer.rule)),
    )


# ---- the page


def _shown(prepared: Prepared, offer: OfferInstance, event: OfferShown) -> Iterator[Effect]:
    """The first render starts the time, which no reload sets back (J7)."""
    if offer.progress.state is OfferState.DECIDED and event.at < offer.show_until:
        after = _seen(offer, event.at)
        yield MoveOffer(offer_id=offer.id, after=_next(after))
        yield StartTimer(kind=TimerKind.OFFER_DEADLINE, subject=offer.id, due=event.at + offer.open_for)
        yield from _figures(prepared, offer, event.at, {Metric.SHOWN: 1})


def _seen(offer: OfferInstance, at: datetime) -> OfferProgress:
    """The progress of an offer whose page somebody certainly sees."""
    if offer.progress.state is not OfferState.DECIDED:
        return offer.progress
    return replace(offer.progress, state=OfferState.SHOWN, shown_at=at, deadline=at + offer.open_for)


def _accept(prepared: Prepared, offer: OfferInstance, event: OfferAccepted) -> Decision | Rejection:
    """The first press begins the saga, further ones only count (D4.i, V19); late ones are refused (D4.g, V17)."""
    state = offer.progress.state
    if state in PRESSED:
        again = replace(offer.progress, presses=offer.progress.presses + 1)
        return _decision(prepared, _pressed_again(prepared, offer, again, event))
    if state not in OPEN:
        return _closed(offer, state)
    if event.at >= _buyable_until(offer):
        return _closed(offer, OfferState.EXPIRED if state is OfferState.SHOWN else OfferState.MISSED)
    if not offer.least <= event.quantity <= offer.most:
        allowed = (("least", str(offer.least)), ("most", str(offer.most)))
        return Rejection(problem=Problem.QUANTITY_OUT_OF_RANGE, path=("quantity",), args=allowed)
    return _decision(prepared, _accepted(prepared, offer, event))


def _buyable_until(offer: OfferInstance) -> datetime:
    """Who presses without a beacon must have come while the page could still be shown."""
    return offer.show_until if offer.progress.deadline is None else offer.progress.deadline


def _accepted(prepared: Prepared, offer: OfferInstance, event: OfferAccepted) -> Iterator[Effect]:
    first_seen = offer.progress.state is OfferState.DECIDED
    pressed = replace(
        _seen(offer, event.at),
        state=OfferState.CLICKED,
        clicked_at=event.at,
        presses=1,
        quantity=event.quantity,
        accepted_terms=event.terms_version,
    )
    yield MoveOffer(offer_id=offer.id, after=_next(pressed))
    yield StartSaga(
        saga_id=offer_saga(offer.id),
        kind=SagaKind.OFFER,
        subject=offer.id,
        step=SagaStep.CHARGE,
        at=event.at,
    )
    # Whoever presses has seen the page, also when its beacon was lost: impressions are never fewer than clicks (I30).
    yield from _figures(prepared, offer, event.at, {Metric.CLICKED: 1, Metric.SHOWN: int(first_seen)})


def _pressed_again(
    prepared: Prepared, offer: OfferInstance, again: OfferProgress, event: OfferAccepted
) -> Iterator[Effect]:
    yield MoveOffer(offer_id=offer.id, after=_next(again))
    yield from _figures(prepared, offer, event.at, {Metric.CLICKED: 1})


def _declined(prepared: Prepared, offer: OfferInstance, event: OfferDeclined) -> Iterator[Effect]:
    if offer.progress.state in OPEN:
        yield from _end(prepared, offer, OfferState.DECLINED, event.at)


# ---- the end


def _settle(
    prepared: Prepared, offer: OfferInstance, event: OfferSettled, facts: Facts
) -> Decision | Rejection:
    """The one end of an accepted offer; a success that cannot be written down any more is a failure (S4.2)."""
    if offer.progress.state is not OfferState.CLICKED:
        return _closed(offer, offer.progress.state)
    failure = event.failure or cannot_be_made(offer, facts)
    made = "" if failure else made_order(offer, event)
    if made in facts.orders:
        # Nothing ends by a wrong id: the platform may tell the right one.
        return Rejection(problem=Problem.ORDER_CHANGED, path=("made_order_id",), args=(("id", made),))
    quantity = 0 if failure else offer.progress.quantity
    return Decision(
        revision=prepared.program.revision,
        effects=(
            MoveOffer(offer_id=offer.id, after=_next(_settled(offer, event, failure))),
            *_saga_goes_on(offer, event, failure, facts),
            *(change_effects(prepared, offer, event, facts) if failure is None else ()),
            *set_free(offer, quantity),
            *_figures(prepared, offer, event.at, _settled_figures(offer, failure)),
        ),
    )


def _settled(offer: OfferInstance, event: OfferSettled, failure: OfferFailure | None) -> OfferProgress:
    return replace(
        offer.progress,
        state=OfferState.FAILED if failure else OfferState.SUCCEEDED,
        failure=failure,
        detail=event.detail,
        reference=event.reference,
        made_order=made_order(offer, event) if failure is None else "",
        ended_at=event.at,
    )


def _saga_goes_on(
    offer: OfferInstance, event: OfferSettled, failure: OfferFailure | None, facts: Facts
) -> Iterator[Effect]:
    """After a success only the old purchase may be left to cancel; after a failure whatever may have been done."""
    saga = facts.sagas.get(offer_saga(offer.id))
    if saga is None:
        return
    if failure is None:
        following = SagaStep.SWITCH if switches(offer) else SagaStep.DONE
    else:
        following = SagaStep.DONE if _is_clean(saga.step, event, failure) else SagaStep.UNDO
    yield MoveSaga(
        saga_id=saga.id,
        after=saga.step,
        step=following,
        at=event.at,
        due=event.at,
        reason="" if failure is None else failure,
    )


def _is_clean(step: SagaStep, event: OfferSettled, failure: OfferFailure) -> bool:
    """Whether nothing was taken or changed: the gateway said so, or the platform that did all of it."""
    if event.failure is None:
        return False  # it was done, and cannot be kept
    if step is SagaStep.ANSWER:
        return failure is not OfferFailure.PAYMENT_UNKNOWN
    return failure is OfferFailure.PAYMENT_REFUSED


def _settled_figures(offer: OfferInstance, failure: OfferFailure | None) -> dict[Metric, int]:
    if failure is not None:
        return {Metric.FAILED: 1, FAILED_BY[failure]: 1}
    return {Metric.ORDERED: 1, Metric.REVENUE_AMOUNT: offer.first * offer.progress.quantity}


def _end(prepared: Prepared, offer: OfferInstance, state: OfferState, at: datetime) -> Iterator[Effect]:
    """Over without a press: closed, expired, missed."""
    seen = offer.progress if state is OfferState.MISSED else _seen(offer, at)
    after = replace(seen, state=state, ended_at=at)
    yield MoveOffer(offer_id=offer.id, after=_next(after))
    yield from set_free(offer, 0, let_pass=state is not OfferState.MISSED)
    first_seen = state is OfferState.DECLINED and offer.progress.state is OfferState.DECIDED
    yield from _figures(prepared, offer, at, {_ENDS[state]: 1, Metric.SHOWN: int(first_seen)})


_ENDS = {
    OfferState.DECLINED: Metric.DECLINED,
    OfferState.EXPIRED: Metric.EXPIRED,
    OfferState.MISSED: Metric.MISSED,
}


def _next(progress: OfferProgress) -> OfferProgress:
    return replace(progress, version=progress.version + 1)


def _figures(
    prepared: Prepared, offer: OfferInstance, at: datetime, figures: dict[Metric, int]
) -> Iterator[Effect]:
    """Test offers count nowhere (domain.md §6)."""
    if not offer.test:
        yield from count(
            Counter({(offer.rule, metric): n for metric, n in figures.items()}), at, prepared.zone
        )
