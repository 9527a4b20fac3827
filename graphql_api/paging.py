"""Relay connections over keyset pages: the cursor is the row's sort key, newest first."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

import orjson
import strawberry

from engine.model.cursor import ListedRow, cursor_of, read_cursor
from engine.model.records import Page
from graphql_api.limits import PAGE_DEFAULT, PAGE_LIMIT
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import relation_field

Node = TypeVar("Node")
Row = TypeVar("Row", bound=ListedRow)
Counted = Callable[[], Awaitable[int | None]]


@strawberry.type(name="PageInfo", description="Where a page of a list stands.")
class PagePlace:
    """Relay's page information."""

    has_next_page: bool = strawberry.field(description="Older rows follow. Only known when paging forwards.")
    has_previous_page: bool = strawberry.field(
        description="Newer rows come before. Only known when paging backwards."
    )
    start_cursor: str | None = strawberry.field(description="Cursor of the first row, for `before`.")
    end_cursor: str | None = strawberry.field(description="Cursor of the last row, for `after`.")


@strawberry.type(description="A row of a list with its place in it.")
class Edge(Generic[Node]):
    """A row and its cursor."""

    node: Node = strawberry.field(description="The row.")
    cursor: str = strawberry.field(description="Its place, for `after` and `before`; opaque.")


@strawberry.type(description="A page of a list, newest first.")
class Connection(Generic[Node]):
    """A page of rows."""

    edges: list[Edge[Node]] = strawberry.field(description="The rows of this page.")
    page_info: PagePlace = strawberry.field(description="Where this page stands.")
    counted: strawberry.Private[Counted]

    @relation_field(
        "Rows of the shop's whole list, counted only when asked for; null with a filter, and for lists"
        " that are not counted (revisions, inbox, audit)."
    )
    async def total_count(self) -> int | None:
        """Rows in all."""
        return await self.counted()


First = Annotated[
    int | None,
    strawberry.argument(
        description=f"At most so many rows from the start, 1-{PAGE_LIMIT}; {PAGE_DEFAULT} if absent."
    ),
]
After = Annotated[str | None, strawberry.argument(description="Only rows after this cursor.")]
Last = Annotated[
    int | None, strawberry.argument(description=f"At most so many rows from the end, 1-{PAGE_LIMIT}.")
]
Before = Annotated[str | None, strawberry.argument(description="Only rows before this cursor.")]


async def uncounted() -> int | None:
    """For lists that nobody counts."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """What part of a list a caller wants."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None
    numbered: bool = False  # a list by running number, not by time

    def page(self) -> Page:
        """One row more than wanted, so that the next page is known. Raises Refused PAGE_SIZE or BAD_CURSOR."""
        backwards = self.last is not None
        for name, size in (("first", self.first), ("last", self.last)):
            if size is not None and not 1 <= size <= PAGE_LIMIT:
                raise Refused(RequestCode.PAGE_SIZE, argument=name, limit=PAGE_LIMIT)
        if (backwards and (self.first is not None or self.after is not None)) or (
            not backwards and self.before is not None
        ):
            raise Refused(RequestCode.BAD_VALUE, expected="`first` with `after`, or `last` with `before`")
        wanted = (
            self.last if self.last is not None else self.first if self.first is not None else PAGE_DEFAULT
        )
        cursor = self.before if backwards else self.after
        key = None if cursor is None else _read(cursor, numbered=self.numbered)
        return Page(limit=wanted + 1, cursor=key, backwards=backwards)


def _read(text: str, *, numbered: bool) -> tuple[str, ...]:
    try:
        parts = orjson.loads(base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)))
        if not (isinstance(parts, list) and len(parts) == 2 and all(isinstance(part, str) for part in parts)):
            raise ValueError(text)
        read_cursor((parts[0], parts[1]), numbered=numbered)
    except (ValueError, OverflowError, binascii.Error):
        raise Refused(RequestCode.BAD_CURSOR) from None
    return parts[0], parts[1]


def _written(row: ListedRow) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(cursor_of(row))).decode().rstrip("=")


async def connect(
    part: Slice,
    load: Callable[[Page], Awaitable[tuple[Row, ...]]],
    show: Callable[[Row], Node],
    counted: Counted,
) -> Connection[Node]:
    """The page `part` of the rows that `load` gives, each as `show` shows it."""
    page = part.page()
    rows = await load(page)
    more = len(rows) == page.limit
    if more:
        rows = rows[1:] if page.backwards else rows[:-1]
    edges = [Edge(node=show(row), cursor=_written(row)) for row in rows]
    return Connection(
        edges=edges,
        page_info=PagePlace(
            has_next_page=more and not page.backwards,
            has_previous_page=more and page.backwards,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
        counted=counted,
    )
