"""Sales with a threshold of money or pieces that somebody who buys more can reach."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from engine.model.catalog import Catalog
from engine.model.condition import ALWAYS, Compare, Condition, Group, Operator, Quantifier
from engine.model.program import Rule, SaleBody
from engine.model.reward import Bundle, BuyGet, Tiers
from engine.runtime.index import RuleIndex
from engine.vocabulary.fields import Sight

AMOUNT, QUANTITY = "cart.total", "cart.quantity"
"""The facts that grow when somebody buys more."""


class NearRules:
    """Sales that have a threshold, indexed without it. The index is made when it is first asked for: not all ask."""

    __slots__ = ("_catalog", "_index", "_rules", "_zone")

    def __init__(self, rules: Iterable[Rule], catalog: Catalog, zone: ZoneInfo) -> None:
        self._rules = {rule.name: rule for rule in rules if _has_threshold(rule)}
        self._catalog, self._zone = catalog, zone
        self._index: RuleIndex | None = None

    @property
    def ready(self) -> bool:
        """Whether answers come at once; else `build` goes first, which takes long for thousands of rules."""
        return self._index is not None or not self._rules

    def build(self) -> RuleIndex:
        """The index; from any thread."""
        index = self._index
        if index is None:
            relaxed = [replace(rule, condition=_relaxed(rule.condition)) for rule in self._rules.values()]
            index = self._index = RuleIndex(relaxed, self._catalog, self._zone)
        return index

    def candidates(self, sight: Sight) -> Iterator[Rule]:
        """At least the rules that would act if their thresholds were reached, whatever the buyer's history."""
        if self._rules:
            for rule in self.build().candidates(sight):
                yield self._rules[rule.name]


def _has_threshold(rule: Rule) -> bool:
    if not isinstance(rule.body, SaleBody):
        return False
    reward = rule.body.discount
    steps = isinstance(reward, Tiers | BuyGet) or (isinstance(reward, Bundle) and reward.count is not None)
    return steps or any(True for _ in thresholds(rule.condition))


def thresholds(condition: Condition) -> Iterator[Compare]:
    """The comparisons that must hold and that buying more fulfils."""
    if isinstance(condition, Compare):
        if condition.field in (AMOUNT, QUANTITY) and condition.operator in (Operator.AT_LEAST, Operator.OVER):
            yield condition
    elif condition.quantifier is Quantifier.ALL:
        for member in condition.members:
            if isinstance(member, Compare):
                yield from thresholds(member)


def _relaxed(condition: Condition) -> Condition:
    """The condition without its thresholds."""
    gone = tuple(thresholds(condition))
    if isinstance(condition, Group):
        return replace(condition, members=tuple(one for one in condition.members if one not in gone))
    return ALWAYS if gone else condition
