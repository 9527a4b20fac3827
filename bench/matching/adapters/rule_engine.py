"""zeroSteiner's rule-engine: typed expressions in Python, indexed by product."""

from typing import Any

from bench.matching.adapter import Dialect, Indexed, flat
from bench.matching.workload import Checkout, Rule

RULE_ENGINE = Dialect(
    every=" and ",
    one_of="{path} in [{texts}]",
    has="{text} in {path}",
    any_product="[wanted for wanted in [{texts}] if wanted in {path}]",
    truth=("false", "true"),
)


class _RuleEngine:
    def __init__(self) -> None:
        import rule_engine  # noqa: PLC0415 - a peer may be absent

        self.rule_type = rule_engine.Rule

    def build(self, rule: Rule, with_products: bool) -> Any:
        return self.rule_type(RULE_ENGINE.text(rule, with_products) or "true")

    def prepare(self, checkout: Checkout) -> Any:
        return flat(checkout)

    def holds(self, built: Any, prepared: Any) -> bool:
        return bool(built.matches(prepared))


class IndexedRuleEngine(Indexed):
    def __init__(self) -> None:
        super().__init__(_RuleEngine())
