"""What becomes of an offer after it was made: shown, pressed, closed, too late, settled (S4.62-68, J7, V17, V19)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import Effect, MoveOffer, ReturnCounter, StartTimer
from engine.model.events import OfferAccepted, OfferDeclined, OfferSettled, OfferShown, TimerCame, TimerKind
from engine.model.facts import Facts
from engine.model.offer_instance import OfferInstance, OfferState
from engine.runtime.prepare import Prepared

OfferEvent = OfferShown | OfferAccepted | OfferDeclined | OfferSettled


def decide_offer(prepared: Prepared, event: OfferEvent, facts: Facts) -> Decision | Rejection:
    """Move the offer; what comes too late or for an unknown one is NOT_FOUND, and nothing is stored."""
    offer = facts.offers.get(event.offer_id)
    if offer is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("token",))
    return Decision(revision=prepared.program.revision, effects=tuple(_effects(offer, event)))


def deadline_effects(event: TimerCame, facts: Facts) -> Iterator[Effect]:
    """An offer that nobody saw is missed, one that nobody bought in time expires; both give back what was set aside."""
    offer = facts.offers.get(event.subject)
    if offer is None:
        return
    progress = offer.progress
    if progress.state is OfferState.DECIDED and event.at >= offer.show_until:
        yield from _end(offer, OfferState.MISSED, event)
    elif (
        progress.state is OfferState.SHOWN and progress.deadline is not None and event.at >= progress.deadline
    ):
        yield from _end(offer, OfferState.EXPIRED, event)


def _effects(offer: OfferInstance, event: OfferEvent) -> Iterator[Effect]:
    progress = offer.progress
    match event:
        case OfferShown():
            if progress.state is OfferState.DECIDED and event.at < offer.show_until:
                deadline = event.at + offer.open_for
                after = replace(
                    progress,
                    state=OfferState.SHOWN,
                    shown_at=event.at,
                    deadline=deadline,
                    version=progress.version + 1,
                )
                yield MoveOffer(offer_id=offer.id, after=after)
                yield StartTimer(kind=TimerKind.OFFER_DEADLINE, subject=offer.id, due=deadline)
        case OfferDeclined():
            if progress.state in {OfferState.DECIDED, OfferState.SHOWN}:
                yield from _end(offer, OfferState.DECLINED, event)
        case OfferAccepted():
            if event.at < offer.open_until and not progress.presses:
                after = replace(
                    progress,
                    state=OfferState.CLICKED,
                    clicked_at=event.at,
                    presses=1,
                    quantity=event.quantity,
                    version=progress.version + 1,
                )
                yield MoveOffer(offer_id=offer.id, after=after)
        case OfferSettled():
            if progress.state is OfferState.CLICKED:
                yield from _settled(offer, event)
        case _:
            assert_never(event)


def _settled(offer: OfferInstance, event: OfferSettled) -> Iterator[Effect]:
    after = replace(
        offer.progress,
        state=OfferState.SUCCEEDED if event.failure is None else OfferState.FAILED,
        failure=event.failure,
        detail=event.detail,
        reference=event.reference,
        made_order=event.made_order,
        ended_at=event.at,
        version=offer.progress.version + 1,
    )
    yield MoveOffer(offer_id=offer.id, after=after)
    yield from set_free(offer, 0 if event.failure is not None else offer.progress.quantity)


def _end(offer: OfferInstance, state: OfferState, event: OfferDeclined | TimerCame) -> Iterator[Effect]:
    after = replace(offer.progress, state=state, ended_at=event.at, version=offer.progress.version + 1)
    yield MoveOffer(offer_id=offer.id, after=after)
    yield from set_free(offer, 0)


def set_free(offer: OfferInstance, quantity: int) -> Iterator[ReturnCounter]:
    """Give back what was set aside for the offer, but for what `quantity` pieces that were bought use up (I23)."""
    for claim in offer.claims:
        used = 0 if quantity == 0 else 1 if claim.each is None else claim.each * quantity
        if claim.amount > used:
            yield ReturnCounter(key=claim.key, amount=claim.amount - used, window_ends=claim.window_ends)
