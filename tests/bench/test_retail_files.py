"""A retailer's year becomes the files of a shop without losing a cent, and without being cleaned on the quiet."""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from bench.replay.files import LONGEST_LIST, RATES, Written, code_of, rate_of, write_files
from bench.replay.retail import Article, Basket, Campaign, PaperCoupon, PaperRedemption, TillLine

WIDE = frozenset(range(1000, 1000 + LONGEST_LIST + 1))


class SmallTown:
    """Two campaigns, three coupons, five baskets."""

    zone = "America/New_York"

    def campaigns(self) -> Iterable[Campaign]:
        march = Campaign(
            id=1, kind="Type A", begins=date(2017, 3, 1), ends=date(2017, 3, 31), households=frozenset({7})
        )
        may = Campaign(
            id=2, kind="Type B", begins=date(2017, 5, 1), ends=date(2017, 5, 31), households=frozenset({7, 8})
        )
        return (march, may)

    def coupons(self) -> Iterable[PaperCoupon]:
        return (
            PaperCoupon(campaign=1, upc=501, products=frozenset({10, 11})),
            PaperCoupon(campaign=1, upc=502, products=WIDE),
            PaperCoupon(campaign=2, upc=501, products=frozenset({12})),
        )

    def articles(self) -> Iterable[Article]:
        yield Article(id=10, name="MILK", category="DAIRY", by_measure=False, cents=150)
        yield Article(id=11, name="", category="", by_measure=False, cents=150)
        yield Article(id=12, name="GASOLINE", category="FUEL", by_measure=True, cents=2500)
        for number in sorted(WIDE):
            yield Article(id=number, name="TEA", category="TEA", by_measure=False, cents=150)

    def redemptions(self) -> Iterable[PaperRedemption]:
        yield PaperRedemption(
            household=7, upc=501, campaign=1, day=date(2017, 3, 4)
        )  # with the second basket
        yield PaperRedemption(household=7, upc=502, campaign=1, day=date(2017, 3, 4))  # bought nothing of it
        yield PaperRedemption(household=8, upc=501, campaign=2, day=date(2017, 3, 4))  # late at night

    def baskets(self) -> Iterator[Basket]:
        yield self._basket(
            1, 7, datetime(2017, 3, 4, 15, tzinfo=UTC), TillLine(article=11, quantity=0, cents=0)
        )
        yield self._basket(
            2, 7, datetime(2017, 3, 4, 16, tzinfo=UTC), TillLine(article=10, quantity=3, cents=500)
        )
        # 23:30 in New York, the next day in UTC.
        yield self._basket(
            3, 8, datetime(2017, 3, 5, 4, 30, tzinfo=UTC), TillLine(article=12, quantity=8725, cents=2006)
        )
        yield self._basket(
            4, 8, datetime(2017, 3, 6, 4, tzinfo=UTC), TillLine(article=10, quantity=2, cents=1)
        )

    @staticmethod
    def _basket(number: int, household: int, at: datetime, *lines: TillLine) -> Basket:
        return Basket(id=number, household=household, at=at, lines=lines)


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return write_files(SmallTown(), tmp_path)


@pytest.fixture
def orders(written: Written, tmp_path: Path) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in (tmp_path / "orders.jsonl").read_bytes().splitlines()]


def test_every_campaign_is_a_rule_file_and_every_coupon_a_sale_with_its_own_code(
    written: Written, tmp_path: Path
) -> None:
    names = sorted(path.name for path in (tmp_path / "rules").iterdir())
    text = (tmp_path / "rules" / "campaign-01.otoku").read_text()
    assert ["campaign-01.otoku", "campaign-02.otoku", "shop.otoku"] == names
    assert 'code "C01U501"' in text
    assert "begins 2017-03-01 00:00\n  ends 2017-04-01 00:00\n" in text
    assert 'if customer in audience "campaign-1"' in text
    assert f"discount {rate_of(501)}%" in text


def test_automatic_rules_have_no_code_no_limit_and_no_budget(written: Written, tmp_path: Path) -> None:
    text = (tmp_path / "automatic" / "campaign-01.otoku").read_text()
    assert 'sale "campaign-1-501"' in text
    assert [] == [word for word in ("code ", "limit ", "budget ") if word in text]


def test_the_same_coupon_of_two_campaigns_has_two_codes() -> None:
    assert code_of(1, 501) != code_of(2, 501)


def test_a_discount_depends_on_nothing_but_the_coupon_number() -> None:
    assert [rate_of(upc) for upc in (501, 501, 502)] == [rate_of(501), rate_of(501), rate_of(502)]
    assert set(RATES) == {rate_of(upc) for upc in range(200)}


def test_a_wide_coupon_picks_its_products_by_a_tag_of_the_catalogue(written: Written, tmp_path: Path) -> None:
    text = (tmp_path / "rules" / "campaign-01.otoku").read_text()
    rows = list(csv.DictReader((tmp_path / "catalog.csv").read_text(encoding="utf-8").splitlines()))
    assert 'for tag "coupon-1-502"' in text
    assert len(WIDE) == sum("coupon-1-502" in row["tags"] for row in rows)
    assert {"1.50", "25.00"} == {row["price"] for row in rows}
    assert 1 == written.tagged_rules


def test_no_cent_is_lost_when_a_price_does_not_divide(orders: list[dict[str, Any]]) -> None:
    three_for_five = orders[1]["lines"]
    assert [
        {"sku": "10", "quantity": 1, "price": 166},
        {"sku": "10", "quantity": 2, "price": 167},
    ] == three_for_five
    assert 500 == sum(line["quantity"] * line["price"] for line in three_for_five)
    assert [{"sku": "10", "quantity": 1, "price": 0}, {"sku": "10", "quantity": 1, "price": 1}] == orders[3][
        "lines"
    ]


def test_what_is_sold_by_measure_is_one_piece_at_its_price(orders: list[dict[str, Any]]) -> None:
    assert [{"sku": "12", "quantity": 1, "price": 2006}] == orders[2]["lines"]


def test_lines_of_quantity_zero_are_kept_and_counted(written: Written, orders: list[dict[str, Any]]) -> None:
    assert [{"sku": "11", "quantity": 0, "price": 0}] == orders[0]["lines"]
    assert 1 == written.lines_without_quantity


def test_a_coupon_comes_with_the_basket_of_its_day_that_holds_its_product(
    orders: list[dict[str, Any]],
) -> None:
    assert [[], ["C01U501", "C01U502"], ["C02U501"], []] == [order["codes"] for order in orders]


def test_days_are_those_of_the_shop(written: Written, orders: list[dict[str, Any]]) -> None:
    # The third basket is of 5 March in UTC; the household's coupon of the 4th came with it.
    assert ["C02U501"] == orders[2]["codes"]
    assert 0 == written.never_presented


def test_a_coupon_without_its_product_is_presented_all_the_same(written: Written) -> None:
    assert (3, 1) == (written.redemptions, written.presented_without_product)


def test_a_household_is_tagged_with_the_campaigns_that_targeted_it(orders: list[dict[str, Any]]) -> None:
    assert ["campaign-1", "campaign-2"] == orders[0]["customer"]["tags"]
    assert ["campaign-2"] == orders[2]["customer"]["tags"]
