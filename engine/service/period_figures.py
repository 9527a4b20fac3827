"""Figures of a period beside those of the period before it, by shop-local day; and as a file for a spreadsheet."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from engine.model.effects import Metric
from engine.model.records import StatRow
from engine.service.engine import Engine
from engine.service.spreadsheet import spreadsheet

COLUMNS = ("day", "rule", *(metric.value for metric in Metric))


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFigures:
    """Rows of `[since, until)` and of as many days before `since`; `days` are all days, quiet ones included."""

    days: tuple[date, ...]
    rows: tuple[StatRow, ...]
    previous_days: tuple[date, ...]
    previous_rows: tuple[StatRow, ...]


async def period_figures(
    engine: Engine, shop: str, since: date, until: date, *, rule: str | None = None
) -> PeriodFigures:
    """Figures of one rule or of all; one read."""
    before = since - (until - since)
    rows = await engine.store.stats(shop, None if rule is None else [rule], before, until, None)
    return PeriodFigures(
        days=_days(since, until),
        rows=tuple(row for row in rows if row.day >= since),
        previous_days=_days(before, since),
        previous_rows=tuple(row for row in rows if row.day < since),
    )


async def export_figures(
    engine: Engine, shop: str, since: date, until: date, *, rule: str | None = None
) -> str:
    """Figures by day and rule as CSV, money in minor units; no cell is a formula (SEC29)."""
    rows = await engine.store.stats(shop, None if rule is None else [rule], since, until, None)
    sums: Counter[tuple[date, str, Metric]] = Counter()
    for row in rows:
        sums[row.day, row.rule, row.metric] += row.amount
    return spreadsheet(
        COLUMNS,
        (
            (str(day), name, *(sums[day, name, metric] for metric in Metric))
            for day, name in sorted({(row.day, row.rule) for row in rows})
        ),
    )


def _days(since: date, until: date) -> tuple[date, ...]:
    return tuple(since + timedelta(days=index) for index in range((until - since).days))
