"""The question, made of nothing but a seed: promotion rules, checkouts, and the judge that knows every answer.

An answer is the list of ids of all rules that match a checkout, best first: by falling priority, then by id.
"""

import bisect
import datetime as dt
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple, TypedDict

SEED = 20260101
CHANNELS = ("web", "app", "store", "line", "marketplace")
SUBTOTALS = (*range(500, 10_500, 500), *range(11_000, 31_000, 1_000), *range(35_000, 105_000, 5_000))
TAGS = 60
FIRST_DAY = dt.date(2025, 1, 1)
WINDOW_DAYS = 730  # windows of rules begin anywhere in two years
TODAY, STAY = 365, 14  # checkouts fall in these days, in time order
WINDOW_LENGTHS = (3, 7, 14, 30, 90)
ANY_PRODUCT = 0.05  # share of rules that any product starts
POPULARITY = 1.0  # Zipf exponent of products, in rules and in carts alike
WEIGHTS = {
    "day": 6.0, "subtotal": 3.0, "tags": 2.5, "channel": 1.5, "member": 1.5, "quantity": 1.2, "orders": 1.2,
}  # fmt: skip
ORDER_FACTS = ("subtotal", "quantity", "channel", "day")


class Test(NamedTuple):
    """One condition: `fact` is `>=`, `<`, `==`, `in`, `has` or `between` (both ends included) its operand."""

    fact: str
    operator: str
    operand: Any  # int, bool, str, a tuple of str, or a tuple of two int


class Rule(NamedTuple):
    """All `tests` must hold and, unless `products` is empty, one of the products must be in the cart."""

    id: int
    products: tuple[str, ...]
    tests: tuple[Test, ...]
    priority: int


class OrderFacts(TypedDict):
    """The cart of a checkout."""

    subtotal: int
    quantity: int
    channel: str
    day: int
    products: list[str]  # distinct


class CustomerFacts(TypedDict):
    """Who buys."""

    member: bool
    orders: int
    tags: list[str]


class Checkout(TypedDict):
    """What is known at a checkout, in the form that JSON is decoded to; every engine pays its own conversion."""

    order: OrderFacts
    customer: CustomerFacts


class _Zipf:
    def __init__(self, count: int, exponent: float) -> None:
        self.cumulated = list(itertools.accumulate(1.0 / (rank + 1) ** exponent for rank in range(count)))

    def draw(self, random: Random) -> int:
        return bisect.bisect_left(self.cumulated, random.random() * self.cumulated[-1])


def product_count(rules: int) -> int:
    """How many products a shop with so many rules sells."""
    return max(5, rules // 5)


def product(rank: int) -> str:
    """The product of a popularity rank, from 0."""
    return f"SKU-{rank:05d}"


def date(day: int) -> dt.date:
    """The calendar day of a day number."""
    return FIRST_DAY + dt.timedelta(days=day)


def make_rules(count: int, seed: int = SEED) -> list[Rule]:
    """The first `count` rules of a seed; another count is another set."""
    random = Random(f"rules-{count}-{seed}")
    products, tags = _Zipf(product_count(count), POPULARITY), _Zipf(TAGS, 0.7)
    return [_rule(number, random, products, tags) for number in range(count)]


def _rule(number: int, random: Random, products: _Zipf, tags: _Zipf) -> Rule:
    picked: tuple[str, ...] = ()
    if random.random() >= ANY_PRODUCT:
        wanted = random.choices((1, 2, 3), (0.7, 0.2, 0.1))[0]
        picked = tuple(dict.fromkeys(product(products.draw(random)) for _ in range(wanted)))
    # A weighted sample without replacement (Efraimidis and Spirakis).
    facts = sorted(WEIGHTS, key=lambda fact: -(random.random() ** (1.0 / WEIGHTS[fact])))
    wanted = random.choices((1, 2, 3, 4), (0.15, 0.35, 0.3, 0.2))[0]
    tests = tuple(_test(fact, random, tags) for fact in facts[:wanted])
    return Rule(number, picked, tests, random.randrange(100))


def _test(fact: str, random: Random, tags: _Zipf) -> Test:
    match fact:
        case "subtotal":
            return Test(fact, ">=", random.choice(SUBTOTALS))
        case "quantity":
            return Test(fact, ">=", random.randint(2, 12))
        case "orders":
            return Test(fact, "<", random.choice((1, 2, 3, 5, 10, 20)))
        case "member":
            return Test(fact, "==", random.random() < 0.75)
        case "channel":
            return Test(fact, "in", tuple(sorted(random.sample(CHANNELS, random.randint(1, 2)))))
        case "tags":
            return Test(fact, "has", f"tag{tags.draw(random):02d}")
        case _:
            since = random.randrange(WINDOW_DAYS)
            return Test("day", "between", (since, since + random.choice(WINDOW_LENGTHS) - 1))


def make_checkouts(count: int, rules: int, seed: int = SEED) -> list[Checkout]:
    """`count` checkouts in time order at a shop with so many rules."""
    random = Random(f"checkouts-{rules}-{count}-{seed}")
    products, tags = _Zipf(product_count(rules), POPULARITY), _Zipf(TAGS, 0.7)
    days = sorted(TODAY + random.randrange(STAY) for _ in range(count))
    return [_checkout(day, random, products, tags) for day in days]


def _checkout(day: int, random: Random, products: _Zipf, tags: _Zipf) -> Checkout:
    cart = list(dict.fromkeys(product(products.draw(random)) for _ in range(random.randint(1, 8))))
    quantity = sum(random.choices((1, 2, 3, 5), (0.75, 0.15, 0.07, 0.03))[0] for _ in cart)
    tag_count = random.choices((0, 1, 2, 3, 4), (0.3, 0.3, 0.2, 0.1, 0.1))[0]
    return {
        "order": {
            "subtotal": int(sum(math.exp(random.gauss(7.4, 0.7)) for _ in range(quantity))),
            "quantity": quantity,
            "channel": random.choices(CHANNELS, (5, 3, 1, 2, 1))[0],
            "day": day,
            "products": cart,
        },
        "customer": {
            "member": random.random() < 0.55,
            "orders": int(random.expovariate(0.25)),
            "tags": list(dict.fromkeys(f"tag{tags.draw(random):02d}" for _ in range(tag_count))),
        },
    }


def ranked(rules: Iterable[Rule]) -> list[Rule]:
    """Rules in the order of every answer."""
    return sorted(rules, key=lambda rule: (-rule.priority, rule.id))


def holds(test: Test, checkout: Checkout) -> bool:
    """The plain meaning of one condition."""
    facts: Mapping[str, Any] = checkout["order"] if test.fact in ORDER_FACTS else checkout["customer"]
    found, operand = facts[test.fact], test.operand
    match test.operator:
        case ">=":
            return bool(found >= operand)
        case "<":
            return bool(found < operand)
        case "==":
            return bool(found == operand)
        case "in":
            return found in operand
        case "has":
            return operand in found
        case _:
            since, until = operand
            return bool(since <= found <= until)


def judge(rules: Iterable[Rule], checkout: Checkout) -> list[int]:
    """The right answer, found in the slow and obvious way."""
    return [
        rule.id
        for rule in ranked(rules)
        if (not rule.products or any(name in checkout["order"]["products"] for name in rule.products))
        and all(holds(test, checkout) for test in rule.tests)
    ]


def judge_all(rules: Sequence[Rule], checkouts: Sequence[Checkout]) -> list[list[int]]:
    """All right answers; rules that no product of the cart starts are left out unlooked at."""
    always = [rule for rule in rules if not rule.products]
    started_by: dict[str, list[Rule]] = {}
    for rule in rules:
        for name in rule.products:
            started_by.setdefault(name, []).append(rule)
    answers = []
    for checkout in checkouts:
        started = {
            rule.id: rule for name in checkout["order"]["products"] for rule in started_by.get(name, ())
        }
        answers.append(judge([*always, *started.values()], checkout))
    return answers
