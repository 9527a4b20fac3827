"""GoRules ZEN in Rust: one decision table, and one compiled expression per rule behind a dictionary.

The table is asked once per cart line, so that ZEN's own column index finds the product: its fastest layout known to us.
"""

import json
from collections.abc import Sequence
from typing import Any

from bench.matching.adapter import Adapter, Dialect, Indexed, dotted, quoted
from bench.matching.workload import ORDER_FACTS, Checkout, Rule, ranked

ZEN = Dialect(
    every=" and ",
    one_of="{path} in [{texts}]",
    has="{text} in {path}",
    any_product="some({path}, # in [{texts}])",
    truth=("false", "true"),
)
COLUMNS = ("product", "subtotal", "quantity", "channel", "day", "member", "orders", "tags")


class _ZenExpressions:
    def __init__(self) -> None:
        import zen  # noqa: PLC0415 - a peer may be absent

        self.compile_expression = zen.compile_expression

    def build(self, rule: Rule, with_products: bool) -> Any:
        return self.compile_expression(ZEN.text(rule, with_products, dotted) or "true")

    def prepare(self, checkout: Checkout) -> Any:
        return json.dumps(checkout)

    def holds(self, built: Any, prepared: Any) -> bool:
        return bool(built.evaluate(prepared))


class IndexedZen(Indexed):
    def __init__(self) -> None:
        super().__init__(_ZenExpressions())


class ZenTable(Adapter):
    def __init__(self) -> None:
        import zen  # noqa: PLC0415 - a peer may be absent

        self.zen = zen

    def compile(self, rules: Sequence[Rule]) -> None:
        order = ranked(rules)
        self.ids = [rule.id for rule in order]
        # A static loader compiles once; `create_decision` plans anew at each call (nine times slower).
        loader = {"type": "static", "content": {"table": _document(order)}}
        self.engine = self.zen.ZenEngine({"loader": loader})
        self.engine.evaluate("table", json.dumps({"lines": []}))

    def match(self, checkout: Checkout) -> list[int]:
        order, customer = checkout["order"], checkout["customer"]
        facts = {fact: order[fact] for fact in ORDER_FACTS}  # type: ignore[literal-required]
        lines = [{"product": name, "order": facts, "customer": customer} for name in order["products"]]
        found = self.engine.evaluate("table", json.dumps({"lines": lines}))["result"]["matches"]
        ids = self.ids
        return [ids[rank] for rank in sorted({row["rank"] for line in found for row in line})]


def _document(rules: Sequence[Rule]) -> dict[str, Any]:
    place = {"x": 0, "y": 0}
    fields = [
        {"id": name, "name": name, "field": name if name == "product" else dotted(name)} for name in COLUMNS
    ]
    content = {
        "hitPolicy": "collect",
        "inputs": fields,
        "outputs": [{"id": "out", "name": "rank", "field": "rank"}],
        "rules": [_row(rank, rule) for rank, rule in enumerate(rules)],
        "inputField": "lines",
        "outputPath": "matches",
        "executionMode": "loop",
        "passThrough": False,
    }
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": place},
            {
                "id": "table",
                "type": "decisionTableNode",
                "name": "table",
                "position": place,
                "content": content,
            },
            {"id": "end", "type": "outputNode", "name": "end", "position": place},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "in", "targetId": "table"},
            {"id": "2", "type": "edge", "sourceId": "table", "targetId": "end"},
        ],
    }


def _row(rank: int, rule: Rule) -> dict[str, str]:
    row = {
        "_id": f"r{rank}",
        **dict.fromkeys(COLUMNS, ""),
        "out": str(rank),
        "product": quoted(rule.products),
    }
    for fact, operator, operand in rule.tests:
        row[fact] = _cell(operator, operand)
    return row


def _cell(operator: str, operand: Any) -> str:
    match operator:
        case "==":
            return "true" if operand else "false"
        case "in":
            return quoted(operand)
        case "has":
            return f'contains($, "{operand}")'
        case "between":
            return f"[{operand[0]}..{operand[1]}]"
        case _:
            return f"{operator} {operand}"
