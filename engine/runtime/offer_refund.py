"""What comes back of a budget and of limits when a product that an offer sold is given back (I23)."""

from collections.abc import Iterable, Iterator, Mapping

from engine.model.counter_key import CounterKey
from engine.model.effects import ReturnCounter
from engine.model.facts import ChargedOrder
from engine.model.offer_instance import OfferClaim, OfferInstance


def offers_sold(past: ChargedOrder) -> tuple[str, ...]:
    """The offers that lines of the order came through; a later delivery got nothing off by one."""
    lines = () if past.order.renews else past.order.cart.lines
    return tuple(dict.fromkeys(line.offer for line in lines if line.offer))


def offer_room(
    past: ChargedOrder,
    offers: Mapping[str, OfferInstance],
    gone: tuple[int, ...],
    back: tuple[int, ...],
    *,
    undone: bool,
) -> Iterator[ReturnCounter]:
    """Money by piece, and one use of each limit with the last piece; `gone` came back before, `back` does now."""
    for offer_id in offers_sold(past):
        offer = offers.get(offer_id)
        places = [at for at, line in enumerate(past.order.cart.lines) if line.offer == offer_id]
        pieces = sum(past.order.cart.lines[at].quantity for at in places)
        before = sum(gone[at] for at in places)
        after = pieces if undone else before + sum(back[at] for at in places)
        if offer is None or after <= before:
            continue
        for claim in offer.claims:
            share = _share(offer, claim, after, pieces) - _share(offer, claim, before, pieces)
            if share:
                yield ReturnCounter(key=claim.key, amount=share, window_ends=claim.window_ends)


def within(returned: Iterable[ReturnCounter], counters: Mapping[CounterKey, int]) -> Iterator[ReturnCounter]:
    """No more than counters hold, all together: a window may have begun afresh."""
    left = dict(counters)
    for one in returned:
        there = min(one.amount, left.get(one.key, 0))
        if there > 0:
            left[one.key] -= there
            yield ReturnCounter(key=one.key, amount=there, window_ends=one.window_ends)


def _share(offer: OfferInstance, claim: OfferClaim, back: int, pieces: int) -> int:
    """What `back` of all `pieces` carry of a claim; a limit comes back with the last one."""
    if claim.each is None:
        return int(back == pieces)
    return claim.each * offer.progress.quantity * back // pieces
