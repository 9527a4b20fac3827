"""A file of refunds, read piece by piece from where the last step stopped: CSV or JSON Lines, UTF-8 or Shift_JIS."""

import csv
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.model.refund_row import RefundColumns

HEADINGS: Mapping[str, frozenset[str]] = {
    "customer": frozenset({"customer", "customerid", "sourceid", "顧客", "顧客id", "顧客番号", "会員id", "会員番号"}),
    "email": frozenset({"email", "mail", "emailaddress", "メール", "メールアドレス", "eメール"}),
    "booking": frozenset({"booking", "bookingid", "order", "orderid", "予約番号", "予約id", "注文番号", "注文id"}),
    "amount": frozenset({"amount", "refund", "refundamount", "金額", "返金額", "返金金額"}),
    "name": frozenset({"name", "customername", "氏名", "名前", "お名前"}),
    "key": frozenset({"key", "rowkey", "行番号", "行id"}),
}  # fmt: skip
"""Usual headings, without spaces and signs, in small letters."""

MOST_LINES = 50
"""Of one row whose texts hold line breaks."""

MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundFile:
    """How a file is written, and what its columns mean."""

    encoding: str
    jsonl: bool
    headings: tuple[str, ...]  # of CSV
    columns: RefundColumns
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One row of the file as it came: its cells by heading, or why it is none; `end` is the byte after it."""

    line: int
    end: int
    cells: Mapping[str, str]
    bad: str = ""


def encoding_of(sample: bytes) -> str:
    """UTF-8, or the Japanese encoding of Excel's CSV. A cut character at the end does not count."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data" and error.start > len(sample) - 4
        return "utf-8" if cut else "cp932"
    return "utf-8"


def guessed(headings: Sequence[str]) -> RefundColumns:
    """The columns whose headings are usual ones."""
    found = RefundColumns()
    for heading in headings:
        plain = "".join(one for one in unicodedata.normalize("NFKC", heading).lower() if one.isalnum())
        for name, known in HEADINGS.items():
            if plain in known and not getattr(found, name):
                found = replace(found, **{name: heading})
    return found


def first_rows(content: bytes, *, most: int = 5) -> tuple[tuple[str, ...], tuple[dict[str, str], ...], bool]:
    """Headings, the first rows, and whether it is JSON Lines: for a person who says what the columns mean."""
    jsonl = content.removeprefix(MARK).lstrip()[:1] == b"{"
    plain = RefundFile(
        encoding=encoding_of(content), jsonl=jsonl, headings=(), columns=RefundColumns(), currency="JPY"
    )
    rows: list[dict[str, str]] = []
    headings: tuple[str, ...] = ()
    for read in read_rows(content, plain, line=1, final=True):
        if not jsonl and not headings:
            headings = tuple(read.cells.values())
            plain = replace(plain, headings=headings)
            continue
        cells = dict(read.cells) if jsonl else dict(zip(headings, read.cells.values(), strict=False))
        headings = headings or tuple(cells)
        rows.append(cells)
        if len(rows) == most:
            break
    return headings, tuple(rows), jsonl


def read_rows(content: bytes, file: RefundFile, *, line: int, final: bool) -> Iterator[Read]:
    """The whole rows of `content`, whose first line is number `line`; with `final` the file ends with it.

    Without headings, cells are named by their places. A row of CSV may go over several lines.
    """
    lines = content.split(b"\n")
    rest = lines.pop()
    if final and rest:
        lines.append(rest)
    if file.jsonl:
        yield from _json(lines, file, line)
    else:
        yield from _csv(lines, file, line, final=final)


def _csv(lines: Sequence[bytes], file: RefundFile, line: int, *, final: bool) -> Iterator[Read]:
    at, end = 0, 0
    while at < len(lines):
        mark = MARK if line == 1 and at == 0 else b""
        text = lines[at].removeprefix(mark).decode(file.encoding, errors="replace")
        taken = 1
        while (cells := _cells(text)) is None and taken < MOST_LINES and at + taken < len(lines):
            text += "\n" + lines[at + taken].decode(file.encoding, errors="replace")
            taken += 1
        if cells is None:
            if not final and at + taken >= len(lines) and taken < MOST_LINES:
                return  # a quoted text goes on in the next piece
            taken = 1  # one line is lost, not all after it
        first = at
        at += taken
        end += sum(len(part) + 1 for part in lines[first:at])
        if cells is None:
            yield Read(line=line + first, end=end, cells={}, bad="not_csv")
        elif cells:
            yield _read(cells, file, line + first, end)


def _read(cells: Sequence[str], file: RefundFile, line: int, end: int) -> Read:
    names = file.headings or tuple(map(str, range(len(cells))))
    bad = "too_many_cells" if len(cells) > len(names) else ""
    bad = "not_text" if any("\ufffd" in cell for cell in cells) else bad
    return Read(line=line, end=end, cells=dict(zip(names, cells, strict=False)), bad=bad)


def _cells(text: str) -> Sequence[str] | None:
    """The cells of one row; None when a quoted text has no end, or goes on behind it."""
    try:
        return next(csv.reader([text.rstrip("\r")], strict=True), [])
    except csv.Error:
        return None


def _json(lines: Sequence[bytes], file: RefundFile, line: int) -> Iterator[Read]:
    end = 0
    for number, part in enumerate(lines, start=line):
        end += len(part) + 1
        text = part.removeprefix(MARK).decode(file.encoding, errors="replace").strip()
        if not text:
            continue
        try:
            said = json.loads(text, parse_float=Decimal)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            yield Read(line=number, end=end, cells={}, bad="not_json")
            continue
        plain = (str, int, Decimal)
        cells = {name: str(value) for name, value in said.items() if isinstance(value, plain)}
        yield Read(line=number, end=end, cells=cells)
