"""The ledger of consents and the readers of lists as files for spreadsheets, newest first (J2)."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from engine.model.consent import ConsentEntry, ConsentWanted
from engine.model.cursor import ListedRow, cursor_of
from engine.model.reader import Enrolment, ReadersWanted
from engine.model.records import Page
from engine.service.engine import Engine
from engine.service.export_lists import MOST_ROWS, Reader, Sheet
from engine.service.spreadsheet import spreadsheet

AT_ONCE = 500

CONSENT = (
    *("id", "at", "act", "channel", "address", "address_hash", "list", "wording", "version", "source", "ip"),
    *("message", "confirms"),
)
READER = ("list", "state", "joined_at", "ended_at", "order", "product", "email", "phone", "name")

Row = TypeVar("Row", bound=ListedRow)


async def export_consents(engine: Engine, shop: str, wanted: ConsentWanted, reader: Reader) -> Sheet:
    """The evidence; without the right to see addresses only their keyed hashes."""

    async def load(page: Page) -> tuple[ConsentEntry, ...]:
        return await engine.store.consents(shop, page, wanted)

    def cells(row: ConsentEntry) -> tuple[str, ...]:
        address, ip = (row.address, row.ip) if reader.addresses else ("", "")
        said = (row.scope, row.wording, row.version, row.source, ip, row.message_id, row.confirms)
        whose = (row.channel.value, address, row.address_hash)
        return row.id, reader.local(row.at), row.act.value, *whose, *said

    return await _sheet(CONSENT, load, cells)


async def export_readers(engine: Engine, shop: str, wanted: ReadersWanted, reader: Reader) -> Sheet:
    """Enrolments; who they are only for who may see addresses."""

    async def load(page: Page) -> tuple[Enrolment, ...]:
        return await engine.store.enrolments(shop, page, wanted)

    def cells(row: Enrolment) -> tuple[str, ...]:
        who = (row.email or "", row.phone or "", row.name) if reader.addresses else ("", "", "")
        times = (reader.local(row.joined_at), reader.local(row.ended_at))
        return row.list, row.state.value, *times, row.order_id, row.sku, *who

    return await _sheet(READER, load, cells)


async def _sheet(
    columns: tuple[str, ...],
    load: Callable[[Page], Awaitable[tuple[Row, ...]]],
    cells: Callable[[Row], tuple[str, ...]],
) -> Sheet:
    written: list[tuple[str, ...]] = []
    page, complete = Page(limit=AT_ONCE), False
    while not complete and len(written) < MOST_ROWS:
        found = await load(page)
        written += map(cells, found)
        complete = len(found) < page.limit
        if found:
            page = Page(limit=AT_ONCE, cursor=cursor_of(found[-1]))
    return Sheet(text=spreadsheet(columns, written), rows=len(written), complete=complete)
