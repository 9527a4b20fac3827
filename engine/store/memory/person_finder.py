"""Finding what is held about one person, in memory: by looking at every row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from engine.model.cart import Buyer
from engine.model.contract import ContractState
from engine.model.customer import customer_key
from engine.model.data_subject import Claims, DataSubject, Holdings, TombstoneKind, is_pseudonym
from engine.model.facts import CouponState
from engine.model.records import InboxMail, StoredMessage
from engine.store.forgotten import crowded, forgotten_cart, of_one_person, widened, without_shared_numbers
from engine.store.memory.part import MemoryPart, of_shop
from engine.store.memory.state import State

ROUNDS = 8
"""How often what was found leads to more; whoever needs more is several people."""


class PersonFinder(MemoryPart):
    """Reads, and retention."""

    async def data_subject(self, shop: str, known: DataSubject) -> DataSubject:
        """Everything under which the same person is known."""
        state, subject = self._state, known
        if known.phones and not (known.emails or known.external_ids):
            people = [row.buyer for row in of_shop(state.customers, shop) if row.buyer.phone in known.phones]
            if len(people) == 1:
                subject = widened(known, [(people[0].email, None, people[0].external_id, None)])
        begun, shared = subject, frozenset[str]()
        for _ in range(ROUNDS):
            rows = [
                (one.email, one.phone, one.external_id, one.name)
                for one in _buyers(state, shop)
                if one.email in subject.emails or one.external_id in subject.external_ids
            ]
            if more := crowded(rows) - shared:
                shared, subject = shared | more, begun
                continue
            wider = widened(subject, of_one_person(rows, shared, begun))
            if wider == subject:
                break
            subject = wider
        people = [row.buyer for row in of_shop(state.customers, shop)]
        have = ((one.phone, one.email, one.external_id) for one in people if one.phone)
        return without_shared_numbers(subject, known, have)

    async def holdings(self, shop: str, subject: DataSubject) -> Holdings:
        """What is held."""
        state = self._state
        orders = _sorted(
            one.order.id for one in of_shop(state.orders, shop) if is_theirs(subject, one.order.cart.buyer)
        )
        owner = _owns(subject)
        return Holdings(
            customers=_sorted(
                key
                for (owner_shop, key), row in state.customers.items()
                if owner_shop == shop and (key in subject.keys or is_theirs(subject, row.buyer))
            ),
            orders=orders,
            coupons=_sorted(
                one.fact.id
                for one in of_shop(state.coupons, shop)
                if owner(one.fact.owner_email, one.fact.owner_id)
            ),
            gift_cards=_sorted(
                one.fact.id
                for one in of_shop(state.gifts.cards, shop)
                if owner(one.fact.owner_email, one.fact.owner_id)
            ),
            contracts=_sorted(one.id for one in of_shop(state.contracts, shop) if one.order_id in orders),
            offers=_sorted(one.id for one in of_shop(state.offers, shop) if one.order_id in orders),
            carts=_sorted(one.id for one in of_shop(state.carts, shop) if is_theirs(subject, one.cart.buyer)),
            enrolments=_sorted(
                one.id
                for one in of_shop(state.lists.enrolments, shop)
                if one.reader in subject.keys or is_theirs(subject, one.buyer)
            ),
            messages=_sorted(
                row.message.id
                for row in of_shop(state.messages, shop)
                if row.message.order.recipient in subject.keys
            ),
            mails=_sorted(one.id for one in of_shop(state.inbox, shop) if one.recipient in subject.keys),
            consents=_sorted(
                one.id for one in of_shop(state.lists.consents, shop) if one.address in subject.keys
            ),
            suppressions=_sorted(
                one.address
                for key, one in state.lists.suppressions.items()
                if key[0] == shop and one.address in subject.keys
            ),
        )

    async def claims(self, shop: str, subject: DataSubject) -> Claims:
        """What is still owed."""
        state, owner = self._state, _owns(subject)
        cards = [
            one.fact
            for one in of_shop(state.gifts.cards, shop)
            if one.fact.balance > 0 and owner(one.fact.owner_email, one.fact.owner_id)
        ]
        coupons = [
            one
            for one in of_shop(state.coupons, shop)
            if one.fact.state is CouponState.ISSUED and owner(one.fact.owner_email, one.fact.owner_id)
        ]
        contracts = [
            one
            for one in of_shop(state.contracts, shop)
            if one.state is ContractState.ACTIVE and one.buyer.email in subject.emails
        ]
        balance = sum(one.balance for one in cards)
        return Claims(cards=len(cards), balance=balance, contracts=len(contracts), coupons=len(coupons))

    async def messages_by_id(self, shop: str, ids: Sequence[str]) -> tuple[StoredMessage, ...]:
        """Messages, oldest first."""
        found = [row.message for row in of_shop(self._state.messages, shop) if row.message.id in ids]
        return tuple(sorted(found, key=lambda one: (one.created_at, one.id)))

    async def inbox_mails(self, shop: str, ids: Sequence[str]) -> tuple[InboxMail, ...]:
        """Kept mails, oldest first."""
        found = [one for one in of_shop(self._state.inbox, shop) if one.id in ids]
        return tuple(sorted(found, key=lambda one: (one.at, one.id)))

    async def known_addresses(
        self, shop: str, kind: TombstoneKind, after: str, limit: int
    ) -> tuple[str, ...]:
        """Addresses, numbers or ids after `after`."""
        found = {
            one
            for one in _addresses(self._state, shop, kind)
            if one and one > after and not is_pseudonym(one)
        }
        return tuple(sorted(found)[:limit])

    async def forget_personal(self, table: str, before: datetime, limit: int) -> int:
        """Retention."""
        async with self._tx() as state:
            return {"carts": _forget_carts, "mails": _forget_mails, "refused_uses": _forget_refused}[table](
                state, before, limit
            )


def is_theirs(subject: DataSubject, buyer: Buyer) -> bool:
    """Whether this is the person; a number alone counts only where nothing else is known."""
    if buyer.email is not None or buyer.external_id is not None:
        return buyer.email in subject.emails or buyer.external_id in subject.external_ids
    return buyer.phone is not None and buyer.phone in subject.phones


def _owns(subject: DataSubject) -> Callable[[str | None, str | None], bool]:
    return lambda email, owner: email in subject.emails or owner in subject.external_ids


def _buyers(state: State, shop: str) -> Iterator[Buyer]:
    yield from (row.buyer for row in of_shop(state.customers, shop))
    yield from (one.cart.buyer for one in of_shop(state.carts, shop))
    yield from (one.buyer for one in of_shop(state.lists.enrolments, shop))
    yield from (one.order.cart.buyer for one in of_shop(state.orders, shop))


def _addresses(state: State, shop: str, kind: TombstoneKind) -> Iterator[str | None]:
    owners = [(one.fact.owner_email, one.fact.owner_id) for one in of_shop(state.gifts.cards, shop)]
    owners += [(one.fact.owner_email, one.fact.owner_id) for one in of_shop(state.coupons, shop)]
    told = [row.message.order.recipient for row in of_shop(state.messages, shop)]
    told += [one.address for one in of_shop(state.lists.consents, shop)]
    if kind is TombstoneKind.EMAIL:
        yield from (one.email for one in _buyers(state, shop))
        yield from (email for email, _ in owners)
        yield from (one for one in told if "@" in one)
    elif kind is TombstoneKind.PHONE:
        yield from (one.phone for one in _buyers(state, shop))
        yield from (one for one in told if one.startswith("+"))
    else:
        yield from (one.external_id for one in _buyers(state, shop))
        yield from (owner for _, owner in owners)


def _forget_carts(state: State, before: datetime, limit: int) -> int:
    old = sorted(
        (cart.seen_at, key)
        for key, cart in state.carts.items()
        if cart.seen_at < before
        and customer_key(cart.cart.buyer.email or cart.cart.buyer.phone, cart.cart.buyer.external_id)
    )[:limit]
    for _, key in old:
        state.carts.put(key, forgotten_cart(state.carts[key]))
    return len(old)


def _forget_mails(state: State, before: datetime, limit: int) -> int:
    old = sorted((mail.at, key) for key, mail in state.inbox.items() if mail.at < before)[:limit]
    for _, key in old:
        state.inbox.drop(key)
    return len(old)


def _forget_refused(state: State, before: datetime, limit: int) -> int:
    gone = 0
    for key, uses in list(state.refused.items()):
        kept = tuple(one for one in uses if one.at >= before or gone >= limit)
        gone += len(uses) - len(kept)
        if not kept:
            state.refused.drop(key)
        elif len(kept) < len(uses):
            state.refused.put(key, kept)
    return gone


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))
