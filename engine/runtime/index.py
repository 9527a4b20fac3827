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

    __slots__ = ("_early", "_full", "_powers", "_repeats", "_rest", "_rule_at", "_unsure", "rules", "zone")

    def __init__(self, rules: Iterable[Rule], catalog: Catalog, zone: ZoneInfo) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: (rule.priority, rule.name)))
        self.zone = zone
        built = build(self.rules, catalog)
        self._early, self._full = built.early, built.full
        self._rule_at, self._repeats = built.rule_at, built.repeats
        self._unsure, self._rest = built.unsure, built.rest
        self._powers = powers_of(built.size)

    def matches(self, sight: Sight) -> list[Rule]:
        """The rules that act on what is seen, and sales only if they mean a product in the cart.

        Every product in the cart is in the catalogue.
        """
        mask = self._full(sight)
        if mask & self._unsure:
            mask = self._verified(mask, sight)
        found = chosen(mask, self._rule_at, self._powers)
        return _once_each(found) if self._repeats else found

    def candidates(self, sight: Sight) -> list[Rule]:
        """At least the rules that may act, whatever the buyer's history turns out to be."""
        return _once_each(chosen(self._early(sight), self._rule_at, self._powers))

    def _verified(self, mask: int, sight: Sight) -> int:
        unsure = mask & self._unsure
        while unsure:
            place = unsure.bit_length() - 1
            unsure ^= 1 << place
            if not self._holds(place, sight):
                mask ^= 1 << place
        return mask

    def _holds(self, place: int, sight: Sight) -> bool:
        rest = self._rest.get(place)
        if rest is None:
            return acts(self._rule_at[place + 1], sight, self.zone)
        return all(holds(compare, sight) is wanted for compare, wanted in rest)


def _once_each(found: list[Rule]) -> list[Rule]:
    """Alternatives of one rule are neighbours."""
    return [next(same) for _, same in groupby(found, key=id)]
