"""What both kinds of store make of personal data: who else somebody is, and what is left of an old cart."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from engine.model.cart import Buyer
from engine.model.data_subject import ERASED, DataSubject
from engine.model.saved_cart import ALIVE, CartState, SavedCart

Known = Sequence[Any]
"""A row's address, number, id and name."""

MOST_PARTNERS = 3
"""An id with more addresses, or an address with more ids, is nobody's own: `guest`, or the shop's desk."""


def crowded(rows: Iterable[Known]) -> frozenset[str]:
    """Ids with too many addresses, and addresses with too many ids, for one person."""
    partners: dict[str, set[str]] = defaultdict(set)
    for email, _, external_id, _ in rows:
        if email and external_id and not email.startswith(ERASED):
            partners[email].add(external_id)
            partners[external_id].add(email)
    return frozenset(one for one, others in partners.items() if len(others) > MOST_PARTNERS)


def of_one_person(rows: Iterable[Known], shared: Container[str], known: DataSubject) -> Iterator[Known]:
    """Rows that may lead from one address or id to another; one that many people share leads nowhere."""
    for row in rows:
        email, phone, external_id, name = row
        if email not in shared and external_id not in shared:
            yield row
        elif email not in shared and email in known.emails:
            yield email, phone, None, name


def without_shared_numbers(
    subject: DataSubject, typed: DataSubject, customers: Iterable[tuple[str, str | None, str | None]]
) -> DataSubject:
    """The person without numbers that another of `customers` (number, address, id) has too, but for what was typed.

    What goes to such a number is the other's as well: their messages and consents stay.
    """
    shared = {
        phone
        for phone, email, external_id in customers
        if (email or external_id)
        and email not in subject.emails
        and external_id not in subject.external_ids
        and phone not in typed.phones
    }
    return replace(subject, phones=tuple(one for one in subject.phones if one not in shared))


def widened(known: DataSubject, found: Iterable[Known]) -> DataSubject:
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
