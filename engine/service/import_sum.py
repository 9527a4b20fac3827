"""What a file of coupons or gift cards adds up to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from engine.model.gift_card import Consideration
from engine.model.import_row import CardRow, CouponRow, ImportRow
from engine.runtime.import_coupons import CHANGED
from engine.service.import_meaning import is_weak
from engine.service.refund_twins import digest_of
from engine.values.calendar import later
from engine.values.duration import Duration, Unit

SIX_MONTHS = Duration(count=6, unit=Unit.MONTH)
"""Paid balances that last longer fall under the Payment Services Act (J9)."""

REASONS = frozenset({"expired", "code_taken", "code_twice", "email_required", "switched_off"})
"""What is counted by itself of what is not taken over."""


@dataclass(slots=True, kw_only=True)
class ImportSum:
    """Totals of the rows so far: `amount` in minor units, of rows that are new; the rest are numbers of rows.

    `rows` and `keys` remember a file by digests of what is in it, so that a repeat in it is no second row.
    """

    now: datetime
    zone: ZoneInfo
    done: int = 0
    failed: int = 0
    totals: Counter[str] = field(default_factory=Counter)
    keys: dict[bytes, bytes] = field(default_factory=dict)
    codes: dict[bytes, bytes] = field(default_factory=dict)

    def note(self, key: str, code: str, said: str) -> str:
        """What earlier rows say against one with this key and code, of which it says `said`, or "".

        It is `repeated`, `key_twice`, `code_twice`, or CHANGED: the same with another owner or balance.
        """
        one, other = digest_of(key), digest_of(code)
        if one in self.keys:
            if not self.keys[one].startswith(other):
                return "key_twice"
            return "repeated" if self.keys[one] == other + digest_of(said) else CHANGED
        if other in self.codes:
            return "code_twice"
        self.keys[one], self.codes[other] = other + digest_of(said), one
        return ""

    def count(self, row: ImportRow, *, repeated: bool) -> None:
        """A row that is, or can be, taken over; `repeated`: it was before."""
        self.done += 1
        if repeated:
            self.totals["repeated"] += 1
            return
        self.totals["weak_codes"] += is_weak(row.code)
        if isinstance(row, CardRow):
            self._card(row)
        else:
            self._coupon(row)

    def refuse(self, reason: str) -> None:
        """A row that cannot be."""
        self.failed += 1
        if reason in REASONS:
            self.totals[reason] += 1

    def said(self) -> Mapping[str, int]:
        """The totals, without those that are nothing; `amount` always."""
        return {"amount": 0} | {name: value for name, value in self.totals.items() if value}

    def _card(self, row: CardRow) -> None:
        paid = row.consideration is Consideration.PAID
        self.totals["amount"] += row.balance
        self.totals["paid_amount" if paid else "free_amount"] += row.balance
        self.totals["without_owner"] += row.receiver.email is None and row.receiver.external_id is None
        self.totals["without_end"] += row.expires_at is None
        if paid and (row.expires_at is None or row.expires_at > later(self.now, SIX_MONTHS, self.zone)):
            self.totals["over_six_months_amount"] += row.balance

    def _coupon(self, row: CouponRow) -> None:
        coupon = row.coupon
        self.totals["used_up"] += coupon.uses == 0
        self.totals["without_owner"] += coupon.receiver.email is None and coupon.receiver.external_id is None
        self.totals["without_end"] += coupon.valid_until is None
