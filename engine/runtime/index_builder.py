"""From rules to the tables of the index."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from engine.model.catalog import Catalog
from engine.model.program import Rule, SaleBody, Trigger, World
from engine.model.selector import ANY_PRODUCT, SelectBy, Selector
from engine.runtime.bits import mask_of
from engine.runtime.clauses import Clause, Literal, clauses_of
from engine.runtime.interpret import is_open_question
from engine.runtime.product_table import ProductTable
from engine.runtime.step import Match, Step, matcher
from engine.runtime.tables import Never, Table, table_for
from engine.runtime.window_table import WindowTable
from engine.vocabulary.fields import FIELD_BY_PATH, FieldType


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """Frozen tables over `size` clauses. `rule_at[k + 1]` is the rule of bit k; a rule has a bit per alternative.

    `early` asks only what is known from the cart, `full` the buyer's history too. Survivors in `unsure` are
    verified: their literals in `rest`, or, without an entry there, the whole rule.
    """

    size: int
    rule_at: Sequence[Rule]
    repeats: bool
    early: Match
    full: Match
    unsure: int
    rest: Mapping[int, Clause]


def build(rules: Sequence[Rule], catalog: Catalog) -> Built:
    """Index `rules`, which are in order of rank."""
    builder = _Builder()
    alternatives = [(rule, clauses_of(rule.condition)) for rule in rules]
    size = sum(1 if clauses is None else len(clauses) for _, clauses in alternatives)
    place = size
    for rule, clauses in alternatives:
        for clause in ((),) if clauses is None else clauses:
            place -= 1
            builder.add(place, rule, clause, whole=clauses is None)
    return builder.freeze(size, catalog)


class _Builder:
    def __init__(self) -> None:
        self.rule_at: dict[int, Rule] = {}
        self.triggers = ProductTable()
        self.items = ProductTable()
        self.meant = ProductTable()
        self.windows = WindowTable()
        self.tables: dict[str, Table] = {}
        self.sandbox: list[int] = []
        self.dead: list[int] = []
        self.doubtful: set[int] = set()
        self.rest: dict[int, Clause] = {}

    def add(self, place: int, rule: Rule, clause: Clause, *, whole: bool) -> None:
        """Note one alternative of a rule; `whole` says that its condition is only verified."""
        self.rule_at[place] = rule
        self.windows.take(place, rule.window)
        if rule.world is World.SANDBOX:
            self.sandbox.append(place)
        if isinstance(rule.body, SaleBody) and rule.body.meant != ANY_PRODUCT:
            self.meant.need(place, rule.body.meant)
        exact = self._trigger(place, rule.trigger) and not rule.window.openings and not whole
        if not exact:
            self.doubtful.add(place)
        try:
            rest = self._facts(place, clause)
        except Never:
            self.dead.append(place)
            return
        if exact and rest:
            self.rest[place] = tuple(rest)

    def _trigger(self, place: int, trigger: Trigger | None) -> bool:
        """Note what starts the clause; False when that has to be verified."""
        if trigger is None:
            return True
        selector = trigger.selector
        if not trigger.all_of or selector.by is SelectBy.ANY or len(selector.names) == 1:
            self.triggers.need(place, selector)
            return True
        self.triggers.need(place, Selector(by=selector.by, names=frozenset({min(selector.names)})))
        return False

    def _facts(self, place: int, clause: Clause) -> list[Literal]:
        """Give each literal to the table of its fact; returns those to verify."""
        by_field: dict[str, list[Literal]] = {}
        for literal in clause:
            by_field.setdefault(literal[0].field, []).append(literal)
        rest: list[Literal] = []
        for path, literals in by_field.items():
            if FIELD_BY_PATH[path].type is FieldType.PRODUCTS:
                rest.extend(self._products(place, literals))
                continue
            table = self._table(path)
            rest.extend(literals if table is None else table.take(place, literals))
        return rest

    def _table(self, path: str) -> Table | None:
        table = self.tables.get(path)
        if table is None:
            table = table_for(FIELD_BY_PATH[path])
            if table is not None:
                self.tables[path] = table
        return table

    def _products(self, place: int, literals: Iterable[Literal]) -> list[Literal]:
        rest: list[Literal] = []
        for literal in literals:
            compare, wanted = literal
            selector = compare.operands[0]
            one = len(compare.operands) == 1 and isinstance(selector, Selector)
            told = one and (self.items.need if wanted else self.items.bar)(place, cast(Selector, selector))
            if not told:
                rest.append(literal)
        return rest

    def freeze(self, size: int, catalog: Catalog) -> Built:
        """The matchers over all clauses that were added; they ask only for what some clause asks for."""
        steps = {path: table.freeze(size) for path, table in self.tables.items()}
        for step in steps.values():
            self.doubtful.update(step.loose)
        rules = [self.rule_at[place] for place in range(size)]
        products = (self.triggers, self.items, self.meant)
        loops = [loop for table in products for loop in table.freeze(size, catalog.products)]
        always = self._always(size)
        early = [*always, *((path, step) for path, step in steps.items() if not is_open_question(path))]
        return Built(
            size=size,
            rule_at=[*rules[:1], *rules],
            repeats=any(one is other for one, other in pairwise(rules)),
            early=matcher(size, loops, early),
            full=matcher(size, loops, [*always, *steps.items()]),
            unsure=mask_of(self.doubtful | self.rest.keys(), size),
            rest={place: rest for place, rest in self.rest.items() if place not in self.doubtful},
        )

    def _always(self, size: int) -> list[tuple[None, Step]]:
        steps: list[tuple[None, Step]] = [(None, self.windows.freeze(size))] if self.windows else []
        if self.sandbox:
            real = Step(
                lines=("if not cart.test:", "    m &= {t}_real"), bound={"real": _but(self.sandbox, size)}
            )
            steps.append((None, real))
        if self.dead:
            steps.append((None, Step(lines=("m &= {t}_alive",), bound={"alive": _but(self.dead, size)})))
        return steps


def _but(places: Iterable[int], size: int) -> int:
    """All clauses but those at `places`."""
    return ((1 << size) - 1) & ~mask_of(places, size)
