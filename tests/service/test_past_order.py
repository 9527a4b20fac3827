"""Past orders may name the plan of a line; without a price it is that of the first order."""

from fractions import Fraction
from zoneinfo import ZoneInfo

import orjson
import pytest

from engine.model.answers import RowProblem
from engine.model.catalog import Plan, Product
from engine.service.past_order import PastOrder, Till, read_past_order
from engine.values.duration import Duration, Unit
from engine.values.money import Rounding

MONTHLY = Plan(name="monthly", cycle=Duration(count=1, unit=Unit.MONTH), discount=Fraction(1, 10))
TILL = Till(products={"A": Product(sku="A", name="A", price=999, plans=(MONTHLY,))}, rounding=Rounding.DOWN)


def read(**line: object) -> PastOrder | RowProblem:
    row = {"id": "1", "at": "2026-05-20T10:00:00+09:00", "lines": [{"sku": "A", "quantity": 1, **line}]}
    return read_past_order(orjson.dumps(row), 1, TILL, ZoneInfo("Asia/Tokyo"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({}, ("", 999)),
        ({"plan": "monthly"}, ("monthly", 899)),
        ({"plan": "monthly", "price": 500}, ("monthly", 500)),
        ({"plan": "daily"}, ("daily", 999)),  # what the catalogue does not know, the core refuses
    ],
)
def test_a_line_is_bought_on_its_plan(line: dict[str, object], expected: tuple[str, int]) -> None:
    past = read(**line)
    assert isinstance(past, PastOrder)
    [found] = past.order.cart.lines
    assert expected == (found.plan, found.unit_price)


def test_a_plan_that_is_no_text_is_told_with_its_place() -> None:
    problem = read(plan=3)
    assert isinstance(problem, RowProblem)
    assert ("lines.plan", "not_a_text") == (problem.column, problem.code)
