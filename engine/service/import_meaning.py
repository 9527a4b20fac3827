"""What a row of another system's coupons or gift cards says, or what is wrong with it."""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation, Overflow
from zoneinfo import ZoneInfo

from engine.model.cart import Buyer
from engine.model.code_imports import ImportedCoupon
from engine.model.gift_card import Consideration
from engine.model.import_row import CardRow, Columns, CouponRow, ImportColumn
from engine.model.refund_row import BadRow
from engine.service.refund_file import Read
from engine.values.calendar import start_of_day
from engine.values.code import canonical
from engine.values.identity import normal_email, normal_phone, trimmed_id
from engine.values.money import LARGEST_AMOUNT, exponent, without_sign, without_thousands
from engine.vocabulary.lines.pin import LONGEST, SHORTEST

LONGEST_CELL = 320
SHORTEST_CODE, LONGEST_CODE = 4, 64
LONGEST_ID = 200
MOST_USES = 1_000_000
STRONG_BITS = 40
"""A code with fewer is found by guessing, were it not for the limits on guesses (SEC6)."""

YES = frozenset({"yes", "y", "true", "1", "active", "enabled", "はい", "有効", "可", "○"})
NO = frozenset({"no", "n", "false", "0", "inactive", "disabled", "いいえ", "無効", "不可", "×"})
PAID = frozenset({"paid", "有償", "購入", "sold"})
FREE = frozenset({"free", "無償", "進呈", "付与"})
CURRENCY = frozenset({"currency", "currency code", "currency_code", "currencycode", "通貨", "通貨コード"})
"""Headings of columns that say what money a row is in."""

NEVER = frozenset({"never", "none", "無期限", "なし", "-"})
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFile:
    """How a file is written and what its columns mean; money in major units of `currency`, days in `zone`."""

    columns: Columns
    currency: str
    zone: ZoneInfo
    fold_plus: bool
    consideration: Consideration = Consideration.PAID  # where the file says nothing: as the campaign has it
    uses: int | None = 1  # where no column says anything of uses: as the rule has it


class _Bad(Exception):
    """A cell that cannot be read."""

    def __init__(self, column: ImportColumn, code: str) -> None:
        super().__init__(code)
        self.column = column
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cells:
    """The cells of one row, by what they say."""

    texts: Mapping[ImportColumn, str]
    file: ImportFile
    other_currency: bool = False  # a column says so, whatever it is mapped to

    def text(self, column: ImportColumn, longest: int = LONGEST_CELL) -> str:
        """Trimmed; empty where it is missing."""
        text = self.texts.get(column, "")
        if len(text) > longest or not text.isprintable():
            raise _Bad(column, "text_invalid")
        return text

    def word(self, column: ImportColumn) -> str:
        """In the form in which words are compared."""
        return unicodedata.normalize("NFKC", self.text(column)).lower()

    def code(self) -> str:
        """The code, as it was printed."""
        code = self.text(ImportColumn.CODE)
        if not code:
            raise _Bad(ImportColumn.CODE, "missing")
        plain = canonical(code)
        if len(code) > LONGEST_CODE or not plain.isprintable():
            raise _Bad(ImportColumn.CODE, "code_invalid")
        if len(plain) < SHORTEST_CODE:
            raise _Bad(ImportColumn.CODE, "code_too_short")
        return code

    def money(self, column: ImportColumn, *, needed: bool) -> int:
        """Minor units of an amount in major units, `12,000` or `￥１２，０００`."""
        text = without_sign(unicodedata.normalize("NFKC", self.text(column)), self.file.currency)
        if text is None or (text and self.other_currency):
            raise _Bad(column, "other_currency")
        if not text:
            if needed:
                raise _Bad(column, "missing")
            return 0
        plain = without_thousands(text)
        try:
            exact = Decimal("NaN" if plain is None else plain) * 10 ** exponent(self.file.currency)
        except InvalidOperation:
            exact = Decimal("NaN")
        except Overflow:
            raise _Bad(column, "amount_out_of_range") from None
        if not exact.is_finite() or exact != exact.to_integral_value():
            raise _Bad(column, "not_a_number")
        if not 0 <= exact <= LARGEST_AMOUNT:
            raise _Bad(column, "amount_out_of_range")
        return int(exact)

    def count(self, column: ImportColumn) -> int | None:
        """A number of times; None where it is missing."""
        text = unicodedata.normalize("NFKC", self.text(column)).replace(",", "").removesuffix(".0")
        if not text:
            return None
        if not text.isdecimal() or int(text) > MOST_USES:
            raise _Bad(column, "not_a_count")
        return int(text)

    def instant(self, column: ImportColumn, *, whole_day: bool) -> datetime | None:
        """An instant, or a day; with `whole_day` a day lasts to its end."""
        text = unicodedata.normalize("NFKC", self.text(column)).strip()
        if not text or text.lower() in NEVER:
            return None
        try:
            if found := _DAY.fullmatch(text):
                day = date(*(int(part) for part in found.groups() if part is not None))
                return start_of_day(day + timedelta(days=int(whole_day)), self.file.zone)
            at = datetime.fromisoformat(text.replace("/", "-"))
        except (ValueError, OverflowError):
            raise _Bad(column, "not_a_date") from None
        return (at if at.tzinfo is not None else at.replace(tzinfo=self.file.zone)).astimezone(UTC)

    def receiver(self) -> Buyer:
        """Whose it is, in the form in which buyers are compared."""
        typed, phone = self.text(ImportColumn.EMAIL), self.text(ImportColumn.PHONE)
        email = normal_email(typed, fold_plus=self.file.fold_plus) if typed else None
        number = normal_phone(phone) if phone else None
        if typed and email is None:
            raise _Bad(ImportColumn.EMAIL, "email_invalid")
        if phone and number is None:
            raise _Bad(ImportColumn.PHONE, "phone_invalid")
        customer = trimmed_id(self.text(ImportColumn.CUSTOMER, LONGEST_ID)) or None
        name = self.text(ImportColumn.NAME, LONGEST_ID)
        return Buyer(email=email, external_id=customer, phone=number, name=name)

    def check_enabled(self) -> None:
        """What was switched off elsewhere is not taken over."""
        said = self.word(ImportColumn.ENABLED)
        if said in NO:
            raise _Bad(ImportColumn.ENABLED, "switched_off")
        if said and said not in YES:
            raise _Bad(ImportColumn.ENABLED, "not_yes_or_no")

    def consideration(self) -> Consideration:
        """Whether money was paid for it."""
        said = self.word(ImportColumn.CONSIDERATION)
        if not said:
            return self.file.consideration
        if said not in PAID | FREE:
            raise _Bad(ImportColumn.CONSIDERATION, "not_paid_or_free")
        return Consideration.PAID if said in PAID else Consideration.FREE

    def pin(self) -> str:
        """The PIN of a gift card; empty: it has none."""
        pin = self.text(ImportColumn.PIN).replace(" ", "").replace("-", "")
        pin = unicodedata.normalize("NFKC", pin)
        if pin and not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
            raise _Bad(ImportColumn.PIN, "pin_invalid")
        return pin


def card_row(read: Read, file: ImportFile) -> CardRow | BadRow:
    """The gift card of a row, or what is wrong with it."""
    cells = _cells(read, file)
    try:
        _check(read)
        cells.check_enabled()
        return CardRow(
            line=read.line,
            key=trimmed_id(cells.text(ImportColumn.KEY, LONGEST_ID)),
            code=cells.code(),
            receiver=cells.receiver(),
            expires_at=cells.instant(ImportColumn.ENDS, whole_day=True),
            balance=cells.money(ImportColumn.BALANCE, needed=True),
            consideration=cells.consideration(),
            pin=cells.pin(),
        )
    except _Bad as bad:
        return _bad_row(read, cells, bad)


def coupon_row(read: Read, file: ImportFile) -> CouponRow | BadRow:
    """The coupon of a row, or what is wrong with it."""
    cells = _cells(read, file)
    try:
        _check(read)
        uses = _uses_left(cells)
        if uses != 0:
            cells.check_enabled()  # one that was used up is history, switched off or not
        coupon = ImportedCoupon(
            key=trimmed_id(cells.text(ImportColumn.KEY, LONGEST_ID)),
            code=cells.code(),
            receiver=cells.receiver(),
            uses=uses,
            valid_until=cells.instant(ImportColumn.ENDS, whole_day=True),
            used_at=cells.instant(ImportColumn.USED_AT, whole_day=False),
            order_id=trimmed_id(cells.text(ImportColumn.ORDER, LONGEST_ID)),
            amount=cells.money(ImportColumn.TAKEN_OFF, needed=False),
        )
        return CouponRow(line=read.line, coupon=coupon)
    except _Bad as bad:
        return _bad_row(read, cells, bad)


def is_weak(code: str) -> bool:
    """Whether a code is short enough to be guessed."""
    plain = canonical(code)
    return len(plain) * math.log2(10 if plain.isdecimal() else 36) < STRONG_BITS


def _uses_left(cells: _Cells) -> int | None:
    """Uses that are left: as said, or what there are in all less those that were made; None: unlimited."""
    left, total = cells.count(ImportColumn.USES_LEFT), cells.count(ImportColumn.USES)
    used = cells.count(ImportColumn.USED) or 0
    if not {ImportColumn.USES, ImportColumn.USES_LEFT} & cells.file.columns.keys():
        return None if cells.file.uses is None else max(0, cells.file.uses - used)
    return left if left is not None else None if total is None else max(0, total - used)


def _cells(read: Read, file: ImportFile) -> _Cells:
    texts = {
        column: " ".join(read.cells.get(heading, "").split()) for column, heading in file.columns.items()
    }
    told = {
        text.strip().upper() for heading, text in read.cells.items() if heading.strip().lower() in CURRENCY
    }
    return _Cells(texts=texts, file=file, other_currency=not told <= {"", file.currency})


def _check(read: Read) -> None:
    if read.bad:
        raise _Bad(ImportColumn.CODE, read.bad)


def _bad_row(read: Read, cells: _Cells, bad: _Bad) -> BadRow:
    if read.bad:
        return BadRow(line=read.line, code=bad.code)
    found = cells.texts.get(bad.column, "")[:80]
    if bad.column in {ImportColumn.CODE, ImportColumn.PIN}:
        found = ""  # neither a code nor a PIN is in a file that we write
    key = cells.texts.get(ImportColumn.KEY, "")[:LONGEST_ID]
    return BadRow(
        line=read.line, code=bad.code, column=cells.file.columns.get(bad.column, ""), found=found, key=key
    )
