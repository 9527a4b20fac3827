"""Lists of any length as files: written page by page, resumable, safe for spreadsheets (S5.42, SEC29)."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from engine.model.card import CardState
from engine.model.card_records import CardWanted
from engine.model.cursor import cursor_of
from engine.model.facts import CouponState
from engine.model.job import Job, JobSide, JobState, JobStep
from engine.model.records import Page
from engine.service.card_rows import CARDS, LEDGER
from engine.service.engine import Engine
from engine.service.export_lists import COUPONS, ORDERS, REDEMPTIONS, Cells, Reader, RowShape
from engine.service.job_files import JobProblem
from engine.service.spreadsheet import csv_lines

ROWS_AT_ONCE = 2_000

Load = Callable[[Page], Awaitable[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list that can be taken away: the shape of its rows, and how they are loaded, newest first."""

    shape: RowShape[Any]
    load: Callable[[Engine, str, Mapping[str, str]], Load]


def _at(text: str | None) -> datetime | None:
    return None if not text else datetime.fromisoformat(text).astimezone(UTC)


def _coupons(engine: Engine, shop: str, asked: Mapping[str, str]) -> Load:
    async def load(page: Page) -> tuple[Any, ...]:
        state = asked.get("state")
        return await engine.store.coupons(
            shop,
            page,
            rule=asked.get("rule"),
            email=None,
            state=CouponState(state) if state else None,
            since=_at(asked.get("since")),
            until=_at(asked.get("until")),
        )

    return load


def _redemptions(engine: Engine, shop: str, asked: Mapping[str, str]) -> Load:
    async def load(page: Page) -> tuple[Any, ...]:
        return await engine.store.redemptions(
            shop, page, rule=asked.get("rule"), coupon_ids=None, order_id=None
        )

    return load


def _orders(engine: Engine, shop: str, asked: Mapping[str, str]) -> Load:  # noqa: ARG001 - one signature for all
    async def load(page: Page) -> tuple[Any, ...]:
        return await engine.store.orders(shop, page, email=None)

    return load


def _cards(engine: Engine, shop: str, asked: Mapping[str, str]) -> Load:
    async def load(page: Page) -> tuple[Any, ...]:
        state = asked.get("state")
        wanted = CardWanted(campaign=asked.get("rule"), state=CardState(state) if state else None)
        return await engine.store.cards(shop, page, wanted)

    return load


def _ledger(engine: Engine, shop: str, asked: Mapping[str, str]) -> Load:
    async def load(page: Page) -> tuple[Any, ...]:
        return await engine.store.transfers(
            shop,
            page,
            campaign=asked.get("rule"),
            since=_at(asked.get("since")),
            until=_at(asked.get("until")),
        )

    return load


LISTINGS: Mapping[str, Listing] = {
    "coupons": Listing(shape=COUPONS, load=_coupons),
    "redemptions": Listing(shape=REDEMPTIONS, load=_redemptions),
    "orders": Listing(shape=ORDERS, load=_orders),
    "cards": Listing(shape=CARDS, load=_cards),
    "ledger": Listing(shape=LEDGER, load=_ledger),
}
"""By the name under which an export asks for it."""


async def export_list(engine: Engine, job: Job) -> AsyncIterator[JobStep]:
    """Write the list that the job asks for, two thousand rows a step, from where the last step stopped."""
    listing = LISTINGS.get(job.asked.get("list", ""))
    if listing is None:
        raise JobProblem("there is no such list")
    reader = Reader(
        currency=job.asked.get("currency", "JPY"),
        zone=job.asked.get("zone", "Asia/Tokyo"),
        addresses=job.asked.get("addresses") == "yes",
    )
    jsonl = job.asked.get("format") == "jsonl"
    load, columns = listing.load(engine, job.shop, job.asked), listing.shape.columns(reader)
    cursor, done, first = job.cursor, job.done, not job.cursor
    state = JobState.RUNNING
    while state is JobState.RUNNING:
        key = tuple(orjson.loads(cursor)) if cursor else None
        found = await load(Page(limit=ROWS_AT_ONCE, cursor=key))
        rows = [listing.shape.cells(reader, row) for row in found]
        written = _jsonl(columns, rows) if jsonl else csv_lines(rows, header=columns if first else None)
        first, done = False, done + len(rows)
        cursor = orjson.dumps(cursor_of(found[-1])).decode() if found else cursor
        state = JobState.RUNNING if len(found) == ROWS_AT_ONCE else JobState.DONE
        wrote = ((JobSide.OUTPUT, written),) if written else ()
        total = done if state is JobState.DONE else None
        yield JobStep(cursor=cursor, state=state, done=done, total=total, wrote=wrote)


def _jsonl(columns: tuple[str, ...], rows: list[Cells]) -> bytes:
    return b"".join(orjson.dumps(dict(zip(columns, row, strict=True))) + b"\n" for row in rows)
