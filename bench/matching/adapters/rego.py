"""OPA's Rego (`regopy`): one member of a partial set per rule, compiled to a bundle."""

import json
from collections.abc import Sequence

from bench.matching.adapter import Adapter, flat, quoted
from bench.matching.workload import Checkout, Rule, Test, ranked


class Rego(Adapter):
    def __init__(self) -> None:
        import regopy  # noqa: PLC0415 - a peer may be absent

        self.rego = regopy

    def compile(self, rules: Sequence[Rule]) -> None:
        order = ranked(rules)
        self.ids = [rule.id for rule in order]
        lines = [f"found contains {rank} if {{ {_body(rule)} }}" for rank, rule in enumerate(order)]
        self.builder = self.rego.Interpreter()
        self.builder.add_module("rules", "\n".join(["package rules", "import rego.v1", *lines, ""]))
        self.bundle = self.builder.build("x=data.rules.found", ["rules/found"])
        self.interpreter = self.rego.Interpreter()

    def match(self, checkout: Checkout) -> list[int]:
        self.interpreter.set_input(self.rego.Input(flat(checkout)))
        answer = json.loads(str(self.interpreter.query_bundle_entrypoint(self.bundle, "rules/found")))
        ids = self.ids
        return [ids[rank] for rank in sorted(answer["expressions"][0])]


def _body(rule: Rule) -> str:
    parts = [_test(test) for test in rule.tests]
    if rule.products:
        parts.insert(0, f"some wanted in [{quoted(rule.products)}]; wanted in input.products")
    return "; ".join(parts) or "true"


def _test(test: Test) -> str:
    fact, operand = f"input.{test.fact}", test.operand
    match test.operator:
        case "==":
            return f"{fact} == {'true' if operand else 'false'}"
        case "in":
            return f"{fact} in [{quoted(operand)}]"
        case "has":
            return f'"{operand}" in {fact}'
        case "between":
            since, until = operand
            return f"{fact} >= {since}; {fact} <= {until}"
        case operator:
            return f"{fact} {operator} {operand}"
