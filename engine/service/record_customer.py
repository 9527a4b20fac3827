"""A shop tells what it knows of a customer: birthday, tags, tier, membership."""

import hashlib
from datetime import UTC, datetime

from engine.model.answers import CustomerRecordedAnswer
from engine.model.customer import CustomerRecord
from engine.model.decision import Problem, Rejection
from engine.model.events import CustomerRecorded
from engine.model.facts import Person
from engine.model.program import Program
from engine.model.records import Actor, Receipt
from engine.model.requests import CustomerRequest
from engine.model.saved_cart import YesNo
from engine.service.engine import Engine
from engine.service.read_cart import read_buyer, read_text
from engine.service.record_order import AHEAD
from engine.service.take import take
from engine.values.calendar import month_and_day

MOST_TAGS = 50


async def record_customer(
    engine: Engine, shop: str, request: CustomerRequest, *, actor: Actor, receipt: Receipt | None = None
) -> CustomerRecordedAnswer | Rejection:
    """Keep what the shop tells and plan what waits for it: birthdays, and the welcome of a new member.

    The same again changes nothing. Problems: EMAIL_INVALID, TEXT_INVALID, TIME_INVALID, NOT_FOUND (no live rules).
    """
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    now = engine.clock.now()
    record = read_customer(engine, request, prepared.program, now)
    if isinstance(record, Rejection):
        return record
    # By moment and content: what is told may go back to what it was, and is then another event.
    event_id = f"customer:{now.isoformat()}:{_digest(record)}"
    event = CustomerRecorded(id=event_id, at=now, customer=record)
    taken = await take(engine, shop, event, actor, receipt, prepared=prepared)
    if isinstance(taken, Rejection):
        return taken
    [person] = await engine.store.customers_by_key(shop, [record.key])
    return CustomerRecordedAnswer(customer=person, issued=len(taken.issued), repeated=taken.repeated)


def read_customer(
    engine: Engine, request: CustomerRequest, program: Program, now: datetime
) -> CustomerRecord | Rejection:
    """The customer of a request in comparable form, or a rejection that names the field."""
    buyer = read_buyer(request.buyer, program, engine.limits)
    if isinstance(buyer, Rejection):
        return buyer
    birthday = None if request.birthday is None else month_and_day(request.birthday)
    if request.birthday and not birthday:
        return Rejection(problem=Problem.TIME_INVALID, path=("birthday",))
    joined_at = request.joined_at
    if joined_at is not None and (joined_at.tzinfo is None or joined_at > now + AHEAD):
        return Rejection(problem=Problem.TIME_INVALID, path=("joined_at",))
    tags = _tags(request.tags)
    tier = None if request.tier is None else read_text(request.tier, ("tier",))
    if isinstance(tags, Rejection):
        return tags
    if isinstance(tier, Rejection):
        return tier
    return CustomerRecord(
        buyer=buyer,
        birthday=birthday,
        tags=tags,
        tier=tier,
        blocked=request.blocked,
        joined_at=None if joined_at is None else joined_at.astimezone(UTC),
    )


def _digest(record: CustomerRecord) -> str:
    told = (record.buyer, record.birthday, record.tier, record.blocked, record.joined_at)
    text = repr((told, None if record.tags is None else sorted(record.tags)))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _tags(typed: tuple[str, ...] | None) -> frozenset[str] | Rejection | None:
    if typed is None:
        return None
    if len(typed) > MOST_TAGS:
        args = (("limit", str(MOST_TAGS)),)
        return Rejection(problem=Problem.TEXT_INVALID, path=("tags",), args=args)
    read = [read_text(tag, ("tags", str(number))) for number, tag in enumerate(typed)]
    bad = next((one for one in read if isinstance(one, Rejection)), None)
    return bad or frozenset(one for one in read if isinstance(one, str) and one)


async def list_customers(
    engine: Engine, shop: str, after: str, limit: int, abandoned: YesNo = YesNo.ANY
) -> tuple[Person, ...]:
    """Customers after the key `after`, in the order of keys; `abandoned` ones have left a cart (S3.21-22)."""
    return await engine.store.customers(shop, after, limit, abandoned)


async def find_customer(engine: Engine, shop: str, key: str) -> Person | None:
    """The customer of a key, or None."""
    found = await engine.store.customers_by_key(shop, [key])
    return found[0] if found else None
