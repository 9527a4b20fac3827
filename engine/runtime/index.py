"""Which rules act."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from engine.model.program import Rule
from engine.runtime.interpret import acts, may_act
from engine.vocabulary.fields import Sight


class RuleIndex:
    """Rules in the order of their priority, then name."""

    __slots__ = ("rules", "zone")

    def __init__(self, rules: Sequence[Rule], zone: ZoneInfo) -> None:
        self.rules = sorted(rules, key=lambda rule: (rule.priority, rule.name))
        self.zone = zone

    def matches(self, sight: Sight) -> list[Rule]:
        """The rules that act on what is seen."""
        return [rule for rule in self.rules if acts(rule, sight, self.zone)]

    def candidates(self, sight: Sight) -> list[Rule]:
        """The rules that may act, whatever the buyer's history turns out to be."""
        return [rule for rule in self.rules if may_act(rule, sight, self.zone)]
