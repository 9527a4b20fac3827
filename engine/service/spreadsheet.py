"""CSV that spreadsheets open as it is meant: UTF-8 with its mark, and no text carried out as a formula (SEC29)."""

import csv
import io
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet(columns: tuple[str, ...], rows: Iterable[tuple[str | int, ...]]) -> str:
    """A header and rows as CSV; a text that a spreadsheet would carry out gets an apostrophe before it."""
    file = io.StringIO()
    file.write("\ufeff")  # Excel reads UTF-8 only so
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(tuple(_cell(one) for one in row) for row in rows)
    return file.getvalue()


def _cell(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
