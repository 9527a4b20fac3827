"""No engines: what the least conceivable work costs. Their answers are not checked, or known beforehand."""

from collections.abc import Sequence

from bench.matching.adapter import Adapter
from bench.matching.adapters.closures import Closure, closures
from bench.matching.workload import Checkout, Rule, ranked


class OneTest(Adapter):
    """One look-up in a dictionary and one compiled condition."""

    def compile(self, rules: Sequence[Rule]) -> None:
        order = ranked(rules)
        self.first: dict[str, Closure] = {}
        for rule, holds in zip(order, closures(order, False), strict=True):
            for name in rule.products:
                self.first.setdefault(name, holds)
        self.none: Closure = lambda _order, _customer: False

    def match(self, checkout: Checkout) -> list[int]:
        order = checkout["order"]
        self.first.get(order["products"][0], self.none)(order, checkout["customer"])
        return []
