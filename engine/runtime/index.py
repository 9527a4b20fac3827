"""Which rules act: every alternative of a condition is one bit, and facts look up which bits they leave standing.

The answer costs a few ANDs of long integers, whatever the number of rules; the best rule is the highest bit. What no
table can tell is verified on the survivors. `interpret.acts` says the same slowly and is the judge of this file.
"""

from collections.abc import Iterable
from itertools import groupby
from zoneinfo import ZoneInfo

from engine.model.catalog import Catalog
from engine.model.program import Rule
from engine.runtime.bits import chosen, powers_of
from engine.runtime.index_builder import build
from engine.runtime.interpret import acts, holds
from engine.vocabulary.fields import Sight


class RuleIndex:
    """Live rules in the order of their priority, then name. Answers are lists of rules in that order."""

    __slots__ = ("_built", "_powers", "rules", "zone")

    def __init__(self, rules: Iterable[Rule], catalog: Catalog, zone: ZoneInfo) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: (rule.priority, rule.name)))
        self.zone = zone
        self._built = build(self.rules, catalog)
        self._powers = powers_of(self._built.size)

    def matches(self, sight: Sight) -> list[Rule]:
        """The rules that act on what is seen; every product in the cart is in the catalogue."""
        built = self._built
        mask = built.full(sight)
        if mask & built.unsure:
            mask = self._verified(mask, sight)
        return self._rules(mask)

    def candidates(self, sight: Sight) -> list[Rule]:
        """At least the rules that may act, whatever the buyer's history turns out to be."""
        return self._rules(self._built.early(sight))

    def _verified(self, mask: int, sight: Sight) -> int:
        built = self._built
        unsure = mask & built.unsure
        while unsure:
            place = unsure.bit_length() - 1
            unsure ^= 1 << place
            if not self._holds(place, sight):
                mask ^= 1 << place
        return mask

    def _holds(self, place: int, sight: Sight) -> bool:
        rest = self._built.rest.get(place)
        if rest is None:
            return acts(self._built.rule_at[place + 1], sight, self.zone)
        return all(holds(compare, sight) is wanted for compare, wanted in rest)

    def _rules(self, mask: int) -> list[Rule]:
        found = chosen(mask, self._built.rule_at, self._powers)
        if self._built.repeats:  # alternatives of one rule are neighbours
            return [next(same) for _, same in groupby(found, key=id)]
        return found
