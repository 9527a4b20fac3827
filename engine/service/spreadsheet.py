"""CSV that spreadsheets open as it is meant: UTF-8 with its mark, and no text carried out as a formula (SEC29)."""

import csv
import io
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Spreadsheets of Japan read the full-width ones as well."""


def spreadsheet(columns: tuple[str, ...], rows: Iterable[tuple[str | int, ...]]) -> str:
    """A header and rows as CSV; a text that a spreadsheet would carry out gets an apostrophe before it."""
    return csv_lines(rows, header=columns).decode()


def csv_lines(rows: Iterable[tuple[str | int, ...]], *, header: tuple[str, ...] | None = None) -> bytes:
    """Rows as a piece of such a file; the first piece has the `header`."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    if header is not None:
        file.write("\ufeff")  # Excel reads UTF-8 only so
        writer.writerow(header)
    writer.writerows(tuple(_cell(one) for one in row) for row in rows)
    return file.getvalue().encode()


def _cell(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
