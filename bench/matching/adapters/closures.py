"""What a developer would write by hand: one function per rule, all of them asked, or those of the cart's products.

The indexed one is the baseline: its time is 1.00.
"""

from collections.abc import Callable, Sequence
from typing import Any

from bench.matching.adapter import Adapter
from bench.matching.workload import ORDER_FACTS, Checkout, Rule, Test, ranked

Closure = Callable[[Any, Any], bool]
ROWS_AT_ONCE = 500  # the compiler's memory grows with the length of one expression


def closures(rules: Sequence[Rule], with_products: bool) -> list[Closure]:
    """A function of (order, customer) for each rule."""
    compiled: list[Closure] = []
    for start in range(0, len(rules), ROWS_AT_ONCE):
        sources = [_source(rule, with_products) for rule in rules[start : start + ROWS_AT_ONCE]]
        compiled += eval(f"[{','.join(sources)}]")  # the texts are our own
    return compiled


def _source(rule: Rule, with_products: bool) -> str:
    parts = [_test(test) for test in rule.tests]
    if with_products and rule.products:
        parts.insert(0, "(" + " or ".join(f"{name!r} in o['products']" for name in rule.products) + ")")
    return "lambda o, c: " + (" and ".join(parts) or "True")


def _test(test: Test) -> str:
    fact = f"o[{test.fact!r}]" if test.fact in ORDER_FACTS else f"c[{test.fact!r}]"
    match test.operator:
        case "==":
            return fact if test.operand else f"not {fact}"
        case "has":
            return f"{test.operand!r} in {fact}"
        case "between":
            since, until = test.operand
            return f"{since} <= {fact} <= {until}"
        case operator:
            return f"{fact} {operator} {test.operand!r}"


class LinearClosures(Adapter):
    def compile(self, rules: Sequence[Rule]) -> None:
        order = ranked(rules)
        self.rows = list(zip([rule.id for rule in order], closures(order, True), strict=True))

    def match(self, checkout: Checkout) -> list[int]:
        order, customer = checkout["order"], checkout["customer"]
        return [number for number, holds in self.rows if holds(order, customer)]


class IndexedClosures(Adapter):
    def compile(self, rules: Sequence[Rule]) -> None:
        order = ranked(rules)
        self.ids = [rule.id for rule in order]
        self.always: list[tuple[int, Closure]] = []
        self.started_by: dict[str, list[tuple[int, Closure]]] = {}
        for rank, (rule, holds) in enumerate(zip(order, closures(order, False), strict=True)):
            if not rule.products:
                self.always.append((rank, holds))
            for name in rule.products:
                self.started_by.setdefault(name, []).append((rank, holds))

    def match(self, checkout: Checkout) -> list[int]:
        order, customer, get = checkout["order"], checkout["customer"], self.started_by.get
        hits = [rank for rank, holds in self.always if holds(order, customer)]
        for name in order["products"]:
            hits += [rank for rank, holds in get(name, ()) if holds(order, customer)]
        ids = self.ids
        return [ids[rank] for rank in sorted(set(hits))]
