"""What the law wants to know of gift cards: the unused paid balance on the base dates, and when it is much (J9-J10)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from engine.model.card_records import BalanceReport, CampaignBalance
from engine.service.engine import Engine
from engine.values.calendar import local_date, start_of_day

BASE_DATES = ((3, 31), (9, 30))
"""Months and days at whose end the unused balance counts (資金決済法)."""

NEAR_AT = 7_000_000
OVER_AT = 10_000_000
"""Yen: above it the shop notifies the authority within two months and deposits half of it."""


SETTLED = timedelta(hours=1)
"""After which no transaction of the base date can still be under way."""


class Notice(StrEnum):
    """How an unused paid balance stands to the limit of the law, which counts yen."""

    NONE = "none"
    NEAR = "near"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outstanding:
    """What cards held at a moment, minor units; `deposit` is what would have to be deposited then."""

    at: datetime
    campaigns: tuple[CampaignBalance, ...]
    paid: int
    free: int
    notice: Notice
    deposit: int


async def outstanding_cards(engine: Engine, shop: str, at: datetime) -> Outstanding:
    """What cards held at `at`, recomputed from the ledger: the same answer whenever it is asked for."""
    found = await engine.store.outstanding_cards(shop, at)
    prepared = await engine.programs.live(engine.store, shop)
    yen = prepared is not None and prepared.program.settings.currency == "JPY"
    paid = sum(one.paid for one in found)
    over = yen and paid > OVER_AT
    near = yen and paid >= NEAR_AT
    return Outstanding(
        at=at,
        campaigns=found,
        paid=paid,
        free=sum(one.free for one in found),
        notice=Notice.OVER if over else Notice.NEAR if near else Notice.NONE,
        deposit=-(-paid // 2) if over else 0,
    )


async def keep_base_date(engine: Engine, shop: str) -> BalanceReport | None:
    """Store the balance of the last base date that has ended, unless it is stored; None for a shop without cards."""
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None or not prepared.campaigns:
        return None
    zone = ZoneInfo(prepared.program.settings.zone)
    day = last_base_date(local_date(engine.clock.now(), zone))
    for known in await engine.store.balance_reports(shop):
        if known.day == day:
            return known
    at = start_of_day(day + timedelta(days=1), zone) - timedelta(microseconds=1)
    if engine.clock.now() < at + SETTLED:
        return None
    found = await engine.store.outstanding_cards(shop, at)
    paid, free = sum(one.paid for one in found), sum(one.free for one in found)
    return await engine.store.keep_balance_report(shop, BalanceReport(day=day, at=at, paid=paid, free=free))


def last_base_date(today: date) -> date:
    """The last base date before `today`."""
    ends = [date(year, month, day) for year in (today.year - 1, today.year) for month, day in BASE_DATES]
    return max(one for one in ends if one < today)
