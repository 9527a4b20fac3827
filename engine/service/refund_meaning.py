"""What a row of a bulk refund's file asks for, or what is wrong with it."""

import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation, Overflow

from engine.model.refund_row import BadRow, RefundColumns, RefundRow
from engine.service.refund_file import Read, RefundFile
from engine.values.money import LARGEST_AMOUNT, exponent, without_sign, without_thousands

LONGEST_CELL = 320


def meaning(read: Read, file: RefundFile) -> RefundRow | BadRow:
    """What a row asks for, or what is wrong with it."""
    if read.bad:
        return BadRow(line=read.line, code=read.bad)
    columns = file.columns
    cells = {
        name: " ".join(read.cells.get(getattr(columns, name), "").split()) for name in RefundColumns.names()
    }
    who = cells["customer"] or cells["email"]
    key = cells["key"] or f"{cells['booking']}:{who}"
    bad = _bad_cell(cells)
    if bad is not None:
        column, code = bad
        found = cells[column][:80]
        return BadRow(line=read.line, code=code, column=getattr(columns, column), found=found, key=key[:200])
    amount = _amount(cells["amount"], file.currency)
    if isinstance(amount, str):
        return BadRow(
            line=read.line, code=amount, column=columns.amount, found=cells["amount"][:80], key=key[:200]
        )
    return RefundRow(
        line=read.line,
        key=key,
        customer=cells["customer"],
        email=cells["email"],
        name=cells["name"],
        booking=cells["booking"],
        amount=amount,
        own_key=bool(cells["key"]),
    )


def _bad_cell(cells: Mapping[str, str]) -> tuple[str, str] | None:
    for name, text in cells.items():
        if len(text) > LONGEST_CELL or not text.isprintable():
            return name, "text_invalid"
    for name in ("booking", "amount"):
        if not cells[name]:
            return name, "missing"
    return None if cells["customer"] or cells["email"] else ("customer", "missing")


def _amount(written: str, currency: str) -> int | str:
    """Minor units of an amount in major units, `12,000` or `￥１２，０００`; or what is wrong with it."""
    text = without_sign(unicodedata.normalize("NFKC", written), currency)
    plain = None if text is None else without_thousands(text)
    if plain is None:
        return "not_a_number"
    try:
        exact = Decimal(plain) * 10 ** exponent(currency)
    except InvalidOperation:
        return "not_a_number"
    except Overflow:
        return "amount_out_of_range"
    if not exact.is_finite() or exact != exact.to_integral_value():
        return "not_a_number"
    return int(exact) if 1 <= exact <= LARGEST_AMOUNT else "amount_out_of_range"
