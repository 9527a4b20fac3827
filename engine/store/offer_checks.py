"""What must hold of offers, sagas and the built-in gateway's ledger, the same for every store (I3, I14, I15, I30)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.model.charge import Charge
from engine.model.effects import Metric
from engine.model.offer_instance import OfferFailure, OfferState
from engine.model.saga import SagaState, SagaStep, offer_saga

WHAT_IS_WRONG_WITH_OFFERS = {
    "I3 saga": "saga {} has lain untouched for a minute past its time",
    "I14 offer": "offer {} is in a state that its payment and delivery contradict",
    "I15 offer": "another amount was taken for offer {} than was shown",
    "I30 offer": "offer {} counts other presses than were stored, or was bought before it was shown",
    "I30 offers": "rule {} has other offers than its statistics say",
}

FAILED_BY: Mapping[OfferFailure, Metric] = {
    failure: Metric(f"failed_{failure.value}") for failure in OfferFailure
}
ENDS: Mapping[OfferState, Metric] = {
    OfferState.SUCCEEDED: Metric.ORDERED,
    OfferState.FAILED: Metric.FAILED,
    OfferState.DECLINED: Metric.DECLINED,
    OfferState.EXPIRED: Metric.EXPIRED,
    OfferState.MISSED: Metric.MISSED,
}
OWN = frozenset({Metric.SHOWN, Metric.ORDERED, Metric.DECLINED, Metric.MISSED, *FAILED_BY.values()})
"""Figures that nothing but offers adds to."""

COUNTED = OWN | {Metric.CLICKED, Metric.FAILED, Metric.EXPIRED, Metric.REVENUE_AMOUNT}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRow:
    """What is compared of an offer; `amount` minor units are what the chosen quantity costs now."""

    id: str
    rule: str
    test: bool
    state: OfferState
    shown: bool
    presses: int
    amount: int
    failure: OfferFailure | None


def broken_offers(
    offers: Iterable[OfferRow],
    pressed: Mapping[str, int],
    sagas: Mapping[str, SagaState],
    charges: Mapping[str, Charge],
) -> Iterator[tuple[str, str]]:
    """Offers that contradict their events (`pressed`, by offer), their saga, or the ledger (by key)."""
    for offer in offers:
        if offer.presses != pressed.get(offer.id, 0) or (offer.presses and not offer.shown):
            yield "I30 offer", offer.id
        saga = sagas.get(offer_saga(offer.id))
        if _contradicts(offer, saga):
            yield "I14 offer", offer.id
        elif saga is not None and not _paid_as_shown(offer, saga, charges):
            yield "I15 offer", offer.id


def broken_figures(
    offers: Iterable[OfferRow], stats: Mapping[tuple[str, Metric], int]
) -> Iterator[tuple[str, str]]:
    """Rules whose figures are not the sum of their offers."""
    facts: Counter[tuple[str, Metric]] = Counter()
    rules: set[str] = set()
    for offer in offers:
        rules.add(offer.rule)
        if not offer.test:
            facts.update(_figures(offer))
    wrong = {
        rule
        for rule, metric in stats.keys() | facts.keys()
        if (metric in OWN or (metric in COUNTED and rule in rules))
        and stats.get((rule, metric), 0) != facts[rule, metric]
    }
    for rule in sorted(wrong):
        yield "I30 offers", rule


def _figures(offer: OfferRow) -> dict[tuple[str, Metric], int]:
    found = {Metric.SHOWN: int(offer.shown), Metric.CLICKED: offer.presses}
    if offer.state in ENDS:
        found[ENDS[offer.state]] = 1
    if offer.failure is not None:
        found[FAILED_BY[offer.failure]] = 1
    if offer.state is OfferState.SUCCEEDED:
        found[Metric.REVENUE_AMOUNT] = offer.amount
    return {(offer.rule, metric): amount for metric, amount in found.items() if amount}


def _contradicts(offer: OfferRow, saga: SagaState | None) -> bool:
    """A pressed offer has a saga, which works on until the offer has ended; no other offer has one."""
    if saga is None:
        return offer.presses > 0
    if offer.state is OfferState.CLICKED:
        return saga.step not in {SagaStep.CHARGE, SagaStep.CHANGE, SagaStep.ANSWER}
    if offer.state is OfferState.SUCCEEDED:
        return saga.step not in {SagaStep.SWITCH, SagaStep.DONE}
    return offer.state is not OfferState.FAILED or saga.step not in {SagaStep.UNDO, SagaStep.DONE}


def _paid_as_shown(offer: OfferRow, saga: SagaState, charges: Mapping[str, Charge]) -> bool:
    """What the built-in gateway keeps of an ended offer; a platform's own books are not ours."""
    charge = charges.get(f"{saga.id}:charge")
    taken = charge.amount if charge is not None and charge.taken else 0
    undone = charges.get(f"{saga.id}:undo")
    kept = taken - (undone.amount if undone is not None else 0)
    if offer.state is OfferState.SUCCEEDED:
        return charge is None or kept == offer.amount
    if saga.step is SagaStep.DONE:
        return kept == 0
    return 0 <= kept <= offer.amount
