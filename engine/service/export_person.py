"""Everything held about one person, as files to hand out: one JSON, or a CSV per kind of row in a zip."""

import io
import zipfile
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

import orjson

from engine.model.consent import ConsentWanted
from engine.model.cursor import ListedRow, cursor_of
from engine.model.data_subject import Holdings
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor, Page
from engine.model.rule_parts import ChannelName
from engine.service.engine import Engine
from engine.service.person import KnownPerson, know_person
from engine.service.spreadsheet import csv_lines

Rows = Sequence[Any]
Sections = Mapping[str, Rows]
T = TypeVar("T")
Listed = TypeVar("Listed", bound=ListedRow)

AT_ONCE = 200
PAGE = 1_000

NOT_THEIRS = frozenset(
    {
        *(
            "terms",
            "shape",
            "pattern",
            "token_hash",
            "key_id",
            "sealed",
            "pin",
            "pins",
            "pin_draw",
            "attempt",
            "dedupe_key",
            "lease_until",
            "next_try",
        ),
        *("claims", "version", "revision", "address_hash", "trigger_lines"),
    }
)
"""Fields that say how Otoku works and nothing about the person; codes are nowhere but for their last four."""


async def export_person(engine: Engine, shop: str, typed: str, *, actor: Actor) -> Sections | Rejection:
    """What is held about whoever has this address, number or id, by kind; who took it is in the audit trail.

    Problems: EMAIL_INVALID, NOT_FOUND.
    """
    person = await know_person(engine, shop, typed)
    if isinstance(person, Rejection):
        return person
    if not person.is_held:
        return Rejection(problem=Problem.NOT_FOUND, path=("person",))
    sections = await _sections(engine, shop, person)
    counts = {name: str(len(rows)) for name, rows in sections.items() if rows}
    await engine.store.add_audit(shop, actor, "person exported", "", counts, engine.clock.now())
    return sections


def as_json(sections: Sections) -> bytes:
    """One JSON object: rows by kind."""
    return orjson.dumps({name: _plain(rows) for name, rows in sections.items()}, option=orjson.OPT_INDENT_2)


def as_csv_zip(sections: Sections) -> bytes:
    """A zip with a CSV of each kind that there is; texts that a spreadsheet would carry out are made harmless."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in sections.items():
            if rows:
                archive.writestr(f"{name}.csv", _csv([_flat(_plain(row)) for row in rows]))
    return file.getvalue()


async def _sections(engine: Engine, shop: str, person: KnownPerson) -> Sections:
    store, held = engine.store, person.holdings
    cards = await _parts(held.gift_cards, lambda ids: store.cards_by_id(shop, ids))
    return {
        "person": [person.subject],
        "customers": await _parts(held.customers, lambda keys: store.customers_by_key(shop, keys)),
        "orders": await _parts(held.orders, lambda ids: store.orders_by_id(shop, ids)),
        "refunds": await _parts(held.orders, lambda ids: store.refunds_of_orders(shop, ids)),
        "coupons": await _parts(held.coupons, lambda ids: store.coupons_by_id(shop, ids)),
        "gift_cards": cards,
        "gift_card_movements": await _movements(engine, shop, held),
        "contracts": await _parts(held.contracts, lambda ids: store.contracts_by_id(shop, ids)),
        "offers": await _parts(held.offers, lambda ids: store.offers_by_id(shop, ids)),
        "carts": await _parts(held.carts, lambda ids: store.carts_by_id(shop, ids)),
        "enrolments": await _enrolments(engine, shop, held),
        "messages": await _parts(held.messages, lambda ids: store.messages_by_id(shop, ids)),
        "mails": await _parts(held.mails, lambda ids: store.inbox_mails(shop, ids)),
        "consents": await _consents(engine, shop, person),
        "suppressions": await _suppressions(engine, shop, person),
    }


async def _parts(ids: Sequence[str], load: Callable[[Sequence[str]], Awaitable[tuple[T, ...]]]) -> list[T]:
    """Rows of ids, some hundred at a time."""
    found: list[T] = []
    for start in range(0, len(ids), AT_ONCE):
        found += await load(ids[start : start + AT_ONCE])
    return found


async def _whole(load: Callable[[Page], Awaitable[tuple[Listed, ...]]]) -> list[Listed]:
    """A list to its end, page by page: a copy of somebody's data that leaves something out says nothing of it."""
    found: list[Listed] = []
    page = Page(limit=PAGE)
    while rows := await load(page):
        found += rows
        if len(rows) < PAGE:
            break
        page = Page(limit=PAGE, cursor=cursor_of(rows[-1]))
    return found


async def _movements(engine: Engine, shop: str, held: Holdings) -> Rows:
    found: list[Any] = []
    for card_id in held.gift_cards:
        found += await _whole(partial(engine.store.transfers, shop, card_id=card_id))
    return found


async def _enrolments(engine: Engine, shop: str, held: Holdings) -> Rows:
    found = [await engine.store.enrolment(shop, one) for one in held.enrolments]
    return [one for one in found if one is not None]


async def _consents(engine: Engine, shop: str, person: KnownPerson) -> Rows:
    found: list[Any] = []
    for channel, address in _addresses(person):
        wanted = ConsentWanted(channel=channel, address=address)
        found += await _whole(partial(engine.store.consents, shop, wanted=wanted))
    return found


async def _suppressions(engine: Engine, shop: str, person: KnownPerson) -> Rows:
    found: list[Any] = []
    for channel, address in _addresses(person):
        found += await _whole(partial(engine.store.suppressions, shop, channel=channel, address=address))
    return found


def _addresses(person: KnownPerson) -> Iterable[tuple[ChannelName, str]]:
    yield from ((ChannelName.EMAIL, one) for one in person.subject.emails)
    yield from ((ChannelName.SMS, one) for one in person.subject.phones)


def _plain(value: Any) -> Any:
    """A value as JSON has it, without what is not about the person."""
    if is_dataclass(value) and not isinstance(value, type):
        named = ((one.name, getattr(value, one.name)) for one in fields(value))
        return {name: _plain(part) for name, part in named if name not in NOT_THEIRS}
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(one) for one in value)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Fraction | timedelta) else value


def _flat(row: Mapping[str, Any], before: str = "") -> dict[str, str | int]:
    """One row of a table: parts of parts get names with dots, lists stay JSON."""
    cells: dict[str, str | int] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            cells |= _flat(value, f"{before}{name}.")
        elif isinstance(value, list):
            cells[f"{before}{name}"] = orjson.dumps(value).decode() if value else ""
        else:
            cells[f"{before}{name}"] = (
                "" if value is None else value if isinstance(value, int) else str(value)
            )
    return cells


def _csv(rows: Sequence[Mapping[str, str | int]]) -> bytes:
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    return csv_lines([tuple(row.get(name, "") for name in columns) for row in rows], header=columns)
