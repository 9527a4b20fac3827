"""What both kinds of store make of personal data: who else somebody is, and what is left of an old cart."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from engine.model.cart import Buyer
from engine.model.data_subject import ERASED, DataSubject
from engine.model.saved_cart import ALIVE, CartState, SavedCart


def widened(known: DataSubject, found: Iterable[Sequence[Any]]) -> DataSubject:
    """`known` and what rows of address, number, id and name add to it; pseudonyms of the erased are nobody's."""
    emails, phones, ids, names = (
        {*one} for one in (known.emails, known.phones, known.external_ids, known.names)
    )
    for email, phone, external_id, name in found:
        for kept, one in ((emails, email), (phones, phone), (ids, external_id), (names, name)):
            if one and not one.startswith(ERASED):
                kept.add(one)
    return DataSubject(
        emails=tuple(sorted(emails)),
        phones=tuple(sorted(phones)),
        external_ids=tuple(sorted(ids)),
        names=tuple(sorted(names)),
    )


def forgotten_cart(cart: SavedCart) -> SavedCart:
    """A cart whose time of keeping is over: goods, dates and totals stay for the figures, who it was does not."""
    member = cart.cart.buyer.member
    return replace(
        cart,
        version=cart.version + 1,
        cart=replace(cart.cart, buyer=Buyer(member=member)),
        state=CartState.EXPIRED if cart.state in ALIVE else cart.state,
        return_url="",
        ad_url="",
        consent=None,
        due=None,
    )
