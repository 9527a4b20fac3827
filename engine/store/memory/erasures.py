"""Erasing people, in memory: one step does it all, by looking at every row of the shop."""

# ruff: noqa: PLR0913, PLR0917 - the port's signatures

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from engine.model.data_subject import (
    PERSON_ERASED,
    DataSubject,
    Erasure,
    ErasureState,
    ErasureStep,
    Tombstone,
)
from engine.model.events import TimerKind
from engine.model.facts import CouponState
from engine.model.job import JobState
from engine.model.reader import EnrolmentState
from engine.model.records import Actor, MessageState, Page
from engine.store.chain import AUDIT_ROWS, ERASED_A_PERSON
from engine.store.forgotten import forgotten_cart
from engine.store.memory.part import MemoryPart, of_shop, page_of, write_audit
from engine.store.memory.person_finder import is_theirs
from engine.store.memory.state import Customer, State
from engine.store.memory.table import Table
from engine.store.named_in import is_named
from engine.store.redaction import Redaction

WAITING = frozenset({MessageState.DUE, MessageState.CLAIMED})
WORKED_ON = frozenset({JobState.WAITING, JobState.RUNNING})
NOT_OF_BUYERS = frozenset(
    {
        "staff",
        "reviews",
        "profiles",
        "webhook_endpoints",
        "deltas",
        "audit",
        "erasures",
        "subjects",
        "tombstones",
    }
)
"""Tables that are about the shop and its people, or handled by themselves."""


class Erasures(MemoryPart):
    """Erasures and tombstones."""

    async def begin_erasure(
        self,
        shop: str,
        erasure_id: str,
        subject: DataSubject,
        tombstones: Sequence[Tombstone],
        reason: str,
        actor: Actor,
        now: datetime,
    ) -> Erasure:
        """Write down that the person is to be erased."""
        said = Redaction(subject, erasure_id).text(reason)
        begun = Erasure(
            id=erasure_id,
            state=ErasureState.RUNNING,
            reason=said,
            actor_kind=actor.kind,
            actor_id=actor.id,
            actor_ip=actor.ip,
            at=now,
        )
        async with self._tx() as state:
            state.persons.erasures.put((shop, erasure_id), begun)
            state.persons.subjects.put((shop, erasure_id), subject)
            for one in tombstones:
                key = (shop, one.kind, one.address_hash)
                before = state.persons.tombstones.get(key)
                if before is None or before.at < one.at:
                    state.persons.tombstones.put(key, one)
            write_audit(state, shop, now, actor, "erasure begun", erasure_id, reason=said)
        return begun

    async def erase_step(self, shop: str, erasure_id: str, now: datetime) -> ErasureStep:
        """Erase everything at once."""
        async with self._tx() as state:
            subject = state.persons.subjects.get((shop, erasure_id))
            if subject is None:
                return ErasureStep.DONE
            redaction = Redaction(subject, erasure_id)
            if _has_to_wait(state, shop, subject):
                return ErasureStep.WAITS
            _own_messages(state, shop, redaction)
            _stop(state, shop, subject, now)
            _forget(state, shop, subject)
            for key, contract in list(state.contracts.items()):
                if key[0] == shop and is_theirs(subject, contract.buyer):
                    # A renewal that is being decided with the old row finds it changed, and reads it again.
                    state.contracts.put(key, replace(contract, version=contract.version + 1))
            for table in _tables(state):
                _redact(table, shop, redaction)
            blanked = _redact_audit(state, shop, redaction, erasure_id)
            begun = state.persons.erasures[shop, erasure_id]
            state.persons.subjects.drop((shop, erasure_id))
            done = replace(begun, state=ErasureState.DONE, ended_at=now)
            state.persons.erasures.put((shop, erasure_id), done)
            actor = Actor(kind=begun.actor_kind, id=begun.actor_id, ip=begun.actor_ip)
            detail = {"reason": begun.reason, AUDIT_ROWS: ",".join(map(str, blanked))}
            write_audit(state, shop, now, actor, ERASED_A_PERSON, erasure_id, **detail)
            return ErasureStep.DONE

    async def erasure(self, shop: str, erasure_id: str) -> Erasure | None:
        """One erasure."""
        return self._state.persons.erasures.get((shop, erasure_id))

    async def erasures(self, shop: str, page: Page) -> tuple[Erasure, ...]:
        """Erasures, newest first."""
        return page_of(of_shop(self._state.persons.erasures, shop), page)

    async def running_erasures(self) -> tuple[tuple[str, str], ...]:
        """Those that are not done."""
        return tuple(self._state.persons.subjects)

    async def tombstones(self, shop: str) -> tuple[Tombstone, ...]:
        """All of them."""
        found = (one for key, one in self._state.persons.tombstones.items() if key[0] == shop)
        return tuple(sorted(found, key=lambda one: (one.kind, one.address_hash)))

    async def tombstones_of(self, shop: str, hashes: Sequence[str]) -> tuple[Tombstone, ...]:
        """Those with one of these hashes."""
        return tuple(one for one in await self.tombstones(shop) if one.address_hash in hashes)


def _has_to_wait(state: State, shop: str, subject: DataSubject) -> bool:
    """Whether somebody works on a message to the person, or on a file that names them."""
    sending = any(
        row.message.order.recipient in subject.keys and row.message.state is MessageState.HANDOVER
        for row in of_shop(state.messages, shop)
    )
    working = (job.id for job in of_shop(state.jobs, shop) if job.state in WORKED_ON)
    return sending or any(_names_them(state, shop, job_id, subject) for job_id in working)


def _names_them(state: State, shop: str, job_id: str, subject: DataSubject) -> bool:
    parts = sorted((key[2], key[3]) for key in state.job_parts if key[:2] == (shop, job_id))
    return is_named(b"".join(state.job_parts[shop, job_id, side, number] for side, number in parts), subject)


def _own_messages(state: State, shop: str, redaction: Redaction) -> None:
    """What orders of the person sent to a number that another customer has too."""
    for key, row in list(state.messages.items()):
        order = row.message.order
        bought = state.orders.get((shop, order.order_id or "")) if key[0] == shop else None
        buyer = None if bought is None else bought.order.cart.buyer
        if buyer is None or buyer.phone != order.recipient or not is_theirs(redaction.subject, buyer):
            continue
        if order.recipient not in redaction.subject.keys:
            blank = replace(
                row.message, order=replace(order, recipient=redaction.number, dedupe_key="", locale="")
            )
            ended = row.message.state in WAITING
            if ended:
                blank = replace(blank, state=MessageState.CANCELLED, reason=PERSON_ERASED, lease_until=None)
            state.messages.put(key, replace(row, message=blank, next_at=None if ended else row.next_at))


def _stop(state: State, shop: str, subject: DataSubject, now: datetime) -> None:
    """What waits for the person ends, with its reason."""
    for key, row in list(state.messages.items()):
        order = row.message.order
        if key[0] != shop or order.recipient not in subject.keys:
            continue
        blank = replace(row.message, order=replace(order, dedupe_key="", locale=""))
        if row.message.state in WAITING:
            blank = replace(blank, state=MessageState.CANCELLED, reason=PERSON_ERASED, lease_until=None)
            state.messages.put(key, replace(row, message=blank, next_at=None))
        else:
            state.messages.put(key, replace(row, message=blank))
    stopped = {
        (TimerKind.CART, one.token)
        for one in of_shop(state.carts, shop)
        if is_theirs(subject, one.cart.buyer)
    }
    for enrolled, one in list(state.lists.enrolments.items()):
        if enrolled[0] == shop and (one.reader in subject.keys or is_theirs(subject, one.buyer)):
            active = one.state is EnrolmentState.ACTIVE
            ended = replace(one, state=EnrolmentState.LEFT, ended_at=now) if active else one
            state.lists.enrolments.put(enrolled, replace(ended, pending=frozenset()))
            stopped.add((TimerKind.LIST_STEP, one.id))
    for timed, timer in list(state.timers.items()):
        if timed[0] == shop and ((timed[1], timed[2]) in stopped or timed[2] in subject.keys):
            state.timers.put(timed, replace(timer, next_at=None))


def _forget(state: State, shop: str, subject: DataSubject) -> None:
    """What is not kept under a pseudonym either."""
    _forget_addresses(state, shop, subject)
    _forget_history(state, shop, subject)
    _forget_files(state, shop, subject)


def _forget_addresses(state: State, shop: str, subject: DataSubject) -> None:
    drop: list[tuple[Table[Any, Any], Any]] = [
        *((state.inbox, key) for key, one in state.inbox.items() if one.recipient in subject.keys),
        *((state.lists.permissions, key) for key in state.lists.permissions if key[2] in subject.keys),
        *((state.lists.suppressions, key) for key in state.lists.suppressions if key[2] in subject.keys),
    ]
    for table, key in drop:
        if key[0] == shop:
            table.drop(key)
    for key, entry in list(state.lists.consents.items()):
        if key[0] == shop and entry.address in subject.keys:
            state.lists.consents.put(key, replace(entry, address="", ip=""))


def _forget_history(state: State, shop: str, subject: DataSubject) -> None:
    for key, cart in list(state.carts.items()):
        if key[0] == shop and is_theirs(subject, cart.cart.buyer):
            # Who it was is replaced like everywhere else.
            state.carts.put(key, replace(forgotten_cart(cart), cart=cart.cart))
    for key, stored in list(state.coupons.items()):
        fact = stored.fact
        theirs = fact.owner_email in subject.emails or fact.owner_id in subject.external_ids
        if key[0] == shop and theirs and fact.state is CouponState.ISSUED and not fact.held:
            state.coupons.put(key, replace(stored, fact=replace(fact, state=CouponState.REVOKED)))
    for key, row in list(state.customers.items()):
        if key[0] == shop and (key[1] in subject.keys or is_theirs(subject, row.buyer)):
            known = replace(row.fact, birthday="", tags=frozenset(), tier="")
            state.customers.put(key, Customer(buyer=replace(row.buyer, locale=""), fact=known))


def _forget_files(state: State, shop: str, subject: DataSubject) -> None:
    for key, job in list(state.jobs.items()):
        if key[0] == shop and _names_them(state, shop, job.id, subject):
            for part in [one for one in state.job_parts if one[:2] == key]:
                state.job_parts.drop(part)
            if job.state in (JobState.OPEN, JobState.CHECKED, JobState.FAILED):
                state.jobs.put(key, replace(job, state=JobState.CANCELLED, next_at=None, cursor=""))


def _tables(state: State) -> Iterator[Table[Any, Any]]:
    """Every table whose keys begin with a shop, and whose rows may be about buyers."""
    for part in (state, state.gifts, state.lists):
        for name, table in vars(part).items():
            if isinstance(table, Table) and name not in NOT_OF_BUYERS:
                yield table


def _redact(table: Table[Any, Any], shop: str, redaction: Redaction) -> None:
    for key, row in list(table.items()):
        if not isinstance(key, tuple) or key[0] != shop:
            continue
        new_key, new_row = redaction.value(key), redaction.value(row)
        if new_key != key:
            table.drop(key)
        if new_key != key or new_row != row:
            table.put(new_key, new_row)


def _redact_audit(state: State, shop: str, redaction: Redaction, erasure_id: str) -> list[int]:
    blanked: list[int] = []
    for key, (entry, digest) in list(state.audit.items()):
        subject, detail = redaction.text(entry.subject), redaction.value(entry.detail)
        if key[0] == shop and (subject, detail) != (entry.subject, entry.detail):
            new = replace(entry, subject=subject, detail=detail, erased_by=erasure_id)
            state.audit.put(key, (new, digest))
            blanked.append(entry.number)
    return sorted(blanked)
