"""What offers brought: their counters by rule and day, why presses failed, and each of them as a row of a file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

import orjson

from engine.model.cursor import cursor_of
from engine.model.effects import Metric
from engine.model.offer_instance import OfferFailure, OfferInstance, OfferState
from engine.model.records import Page, StatRow
from engine.service.engine import Engine
from engine.service.export_lists import Reader
from engine.service.spreadsheet import spreadsheet

COUNTED = (
    Metric.MATCHED,
    Metric.SHOWN,
    Metric.CLICKED,
    Metric.ORDERED,
    Metric.FAILED,
    Metric.DECLINED,
    Metric.EXPIRED,
    Metric.MISSED,
    Metric.NO_PAYMENT_METHOD,
    Metric.REVENUE_AMOUNT,
)
"""What is counted of an offer, in the order of its way (S4.64-68, D4.j)."""

MOST_RESULTS = 10_000
"""Offers in one file; who has more narrows the days."""

_AT_ONCE = 500

Cells = tuple[str | int, ...]


class ResultsFormat(StrEnum):
    """How results are written."""

    CSV = "csv"  # for a spreadsheet
    JSONL = "jsonl"  # one JSON object per line


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePeriod:
    """One rule on the shop-local days `[since, until)` of the IANA `zone`."""

    rule: str
    since: date
    until: date
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Rows as a file; not `complete`: older ones were left out."""

    text: str
    rows: int
    complete: bool


async def offer_stats(
    engine: Engine, shop: str, since: date, until: date, rules: Sequence[str]
) -> tuple[StatRow, ...]:
    """Daily counters of offers in `[since, until)` of shop-local days."""
    return await engine.store.stats(shop, rules, since, until, COUNTED)


async def failures(engine: Engine, shop: str, period: RulePeriod) -> Mapping[OfferFailure, int]:
    """How many presses of real orders failed, by reason; of offers decided in the period."""
    found, _ = await _made(engine, shop, period, OfferState.FAILED)
    reasons = (one.progress.failure for one in found if not one.test)
    return Counter(reason for reason in reasons if reason is not None)


async def export_days(engine: Engine, shop: str, period: RulePeriod, form: ResultsFormat) -> Results:
    """The counters of a rule, a row for each day on which something was counted; money in minor units."""
    sums: dict[date, Counter[Metric]] = {}
    for row in await offer_stats(engine, shop, period.since, period.until, (period.rule,)):
        sums.setdefault(row.day, Counter())[row.metric] += row.amount
    columns = ("day", *(_COLUMN.get(metric, metric.value) for metric in COUNTED))
    rows: list[Cells] = [(str(day), *(sums[day][metric] for metric in COUNTED)) for day in sorted(sums)]
    return _file(columns, rows, form, complete=True)


async def export_results(
    engine: Engine, shop: str, period: RulePeriod, form: ResultsFormat, reader: Reader
) -> Results:
    """The offers that a rule made, newest first; buyers only for who may see addresses (S4.69)."""
    found, complete = await _made(engine, shop, period, None)
    columns = (
        *("decided_at", "offer", "order", "state", "failure", "detail"),
        *("sku", "plans", "quantity", "presses", "first_unit", "renewal_unit", "total", "currency"),
        *("shown_at", "clicked_at", "ended_at", "reference", "made_order", "test"),
        *(("buyer",) if reader.addresses else ()),
    )
    return _file(columns, [_row(one, reader) for one in found], form, complete=complete)


_COLUMN = {Metric.MATCHED: "decided", Metric.ORDERED: "orders", Metric.REVENUE_AMOUNT: "revenue"}


def _row(offer: OfferInstance, reader: Reader) -> Cells:
    progress = offer.progress
    renewal = "" if offer.renewal is None else offer.renewal
    plans = " ".join(target.plan for target in offer.targets if target.plan)
    bought = progress.quantity if progress.state is OfferState.SUCCEEDED else 0
    return (
        *(reader.local(offer.decided_at), offer.id, offer.order_id, progress.state.value),
        *("" if progress.failure is None else progress.failure.value, progress.detail),
        *(offer.product.sku, plans, progress.quantity, progress.presses, offer.first, renewal),
        *(offer.first * bought, offer.currency),
        *(reader.local(at) for at in (progress.shown_at, progress.clicked_at, progress.ended_at)),
        *(progress.reference, progress.made_order, "1" if offer.test else ""),
        *((offer.buyer.email or "",) if reader.addresses else ()),
    )


async def _made(
    engine: Engine, shop: str, period: RulePeriod, state: OfferState | None
) -> tuple[list[OfferInstance], bool]:
    """The offers decided in the period, and whether these are all of them."""
    days, zone = (period.since, period.until), ZoneInfo(period.zone)
    begin, end = (datetime.combine(day, time(), zone) for day in days)
    found: list[OfferInstance] = []
    page = Page(limit=_AT_ONCE)
    while len(found) < MOST_RESULTS:
        rows = await engine.store.offers(shop, page, rule=period.rule, state=state)
        found += (one for one in rows if begin <= one.decided_at < end)
        if len(rows) < page.limit or rows[-1].decided_at < begin:
            return found, True
        page = Page(limit=_AT_ONCE, cursor=cursor_of(rows[-1]))
    return found[:MOST_RESULTS], False


def _file(columns: tuple[str, ...], rows: Sequence[Cells], form: ResultsFormat, *, complete: bool) -> Results:
    text = spreadsheet(columns, rows) if form is ResultsFormat.CSV else "".join(_lines(columns, rows))
    return Results(text=text, rows=len(rows), complete=complete)


def _lines(columns: tuple[str, ...], rows: Sequence[Cells]) -> Iterator[str]:
    for row in rows:
        yield orjson.dumps(dict(zip(columns, row, strict=True))).decode() + "\n"
