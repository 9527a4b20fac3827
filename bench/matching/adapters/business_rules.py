"""Venmo's business-rules: conditions as JSON, indexed by product; an action writes down what matched."""

from collections.abc import Callable, Sequence
from typing import Any

from bench.matching.adapter import Adapter, flat
from bench.matching.workload import Checkout, Rule, Test, ranked


class IndexedBusinessRules(Adapter):
    def __init__(self) -> None:
        import business_rules  # noqa: PLC0415 - a peer may be absent

        self.run_all = business_rules.run_all
        self.variables, self.actions = _classes()

    def compile(self, rules: Sequence[Rule]) -> None:
        order = ranked(rules)
        self.ids = [rule.id for rule in order]
        self.always: list[Any] = []
        self.started_by: dict[str, list[Any]] = {}
        for rank, rule in enumerate(order):
            actions = [{"name": "hit", "params": {"rank": rank}}]
            document = {"conditions": {"all": [_condition(test) for test in rule.tests]}, "actions": actions}
            if not rule.products:
                self.always.append(document)
            for name in rule.products:
                self.started_by.setdefault(name, []).append(document)

    def match(self, checkout: Checkout) -> list[int]:
        documents = list(self.always)
        for name in checkout["order"]["products"]:
            documents += self.started_by.get(name, ())
        actions = self.actions()
        self.run_all(documents, self.variables(checkout), actions)
        ids = self.ids
        return [ids[rank] for rank in sorted(set(actions.hits))]


def _condition(test: Test) -> dict[str, Any]:
    fact, operand = test.fact, test.operand
    match test.operator:
        case ">=":
            return {"name": fact, "operator": "greater_than_or_equal_to", "value": operand}
        case "<":
            return {"name": fact, "operator": "less_than", "value": operand}
        case "==":
            return {"name": fact, "operator": "is_true" if operand else "is_false", "value": ""}
        case "in":
            return {"any": [{"name": fact, "operator": "equal_to", "value": text} for text in operand]}
        case "has":
            return {"name": fact, "operator": "contains", "value": operand}
        case _:
            since, until = operand
            at_least = {"name": fact, "operator": "greater_than_or_equal_to", "value": since}
            return {"all": [at_least, {"name": fact, "operator": "less_than_or_equal_to", "value": until}]}


def _classes() -> tuple[Any, Any]:
    """The two classes that the library wants to be given; it finds their methods by its decorators."""
    from business_rules import actions, fields, variables  # noqa: PLC0415 - a peer may be absent

    kinds = {
        "subtotal": variables.numeric_rule_variable,
        "quantity": variables.numeric_rule_variable,
        "day": variables.numeric_rule_variable,
        "orders": variables.numeric_rule_variable,
        "member": variables.boolean_rule_variable,
        "channel": variables.string_rule_variable,
        "tags": variables.select_rule_variable(),
    }
    readers = {fact: kind(_reader(fact)) for fact, kind in kinds.items()}
    known = type("Variables", (variables.BaseVariables,), {"__init__": _remember, **readers})
    hit = actions.rule_action(params={"rank": fields.FIELD_NUMERIC})(_hit)
    done = type("Actions", (actions.BaseActions,), {"__init__": _forget, "hit": hit})
    return known, done


def _remember(self: Any, checkout: Checkout) -> None:
    self.facts = flat(checkout)


def _reader(fact: str) -> Callable[[Any], Any]:
    def read(self: Any) -> Any:
        return self.facts[fact]

    read.__name__ = fact
    return read


def _forget(self: Any) -> None:
    self.hits = []


def _hit(self: Any, rank: int) -> None:
    self.hits.append(rank)
