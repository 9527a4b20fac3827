"""AWS Cedar in Rust (`cedarpy`): one policy per rule, in one policy set per product behind a dictionary.

What matched are the policies that Cedar names as its reasons.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from bench.matching.adapter import Adapter, Dialect, flat
from bench.matching.workload import Checkout, Rule, ranked

CEDAR = Dialect(
    every=" && ",
    one_of="[{texts}].contains({path})",
    has="{path}.contains({text})",
    any_product="{path}.containsAny([{texts}])",
    truth=("false", "true"),
)


class CedarPerProduct(Adapter):
    def __init__(self) -> None:
        import cedarpy  # noqa: PLC0415 - a peer may be absent

        self.cedar = cedarpy

    def compile(self, rules: Sequence[Rule]) -> None:
        order = ranked(rules)
        self.ids = [rule.id for rule in order]
        self.entities = self.cedar.Entities.from_json_str("[]")
        groups: dict[str | None, list[tuple[int, Rule]]] = {}
        for rank, rule in enumerate(order):
            for name in rule.products or (None,):
                groups.setdefault(name, []).append((rank, rule))
        self.sets = {name: self.cedar.PolicySet.from_str(_policies(rows)) for name, rows in groups.items()}

    def match(self, checkout: Checkout) -> list[int]:
        request = {
            "principal": 'User::"buyer"',
            "action": 'Action::"checkout"',
            "resource": 'Shop::"shop"',
            "context": flat(checkout),
        }
        hits: set[int] = set()
        for name in (None, *checkout["order"]["products"]):
            policies = self.sets.get(name)
            if policies is not None:
                hits.update(self._reasons(request, policies))
        ids = self.ids
        return [ids[rank] for rank in sorted(hits)]

    def _reasons(self, request: dict[str, Any], policies: Any) -> Iterable[int]:
        answer = self.cedar.is_authorized(request, policies, self.entities)
        return map(int, answer.diagnostics.id_annotations_by_reason.values())


def _policies(rows: Sequence[tuple[int, Rule]]) -> str:
    return "\n".join(
        f'@id("{rank}") permit(principal, action, resource) when {{ {_condition(rule)} }};'
        for rank, rule in rows
    )


def _condition(rule: Rule) -> str:
    return CEDAR.text(rule, with_products=False, path=lambda fact: f"context.{fact}") or "true"
