"""The search for a world in which a condition comes out as wanted: regions instead of values, so it is exhaustive.

What is assumed of a world is only what every order fulfils, so "none" is a proof. A world that was found still has to
be made an order and tried; who asks does both.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from engine.dsl.analyze.regions import Moments, Region, Whole, atoms, holds_in, microseconds, regions_of
from engine.model.catalog import Catalog, Product
from engine.model.condition import Compare, Condition, Group, Operator, Quantifier
from engine.model.program import Window
from engine.model.selector import Selector
from engine.vocabulary.fields import FIELD_BY_PATH, FieldType

MOST_STEPS = 20_000
MOST_CLASSES = 32
LARGEST_QUANTITY = 9_999

ITEMS = "cart.items"

UNDERSTOOD = frozenset(
    {
        ITEMS, "cart.total", "cart.discounted_total", "cart.quantity", "cart.lines", "cart.shipping", "cart.channel",
        "order.note", "customer.orders", "customer.spent", "customer.tags", "customer.tier", "customer.member",
        "customer.blocked", "customer.first_order_at", "customer.last_order_at",
    }
)  # fmt: skip
"""Facts that are cut into regions and can be put into an order; a condition on any other is left open."""

Key = tuple[str, str | int | None]
"""A fact; with a text, whether a set holds it; with a number, whether a class of products is in the cart."""


@dataclass(frozen=True, kw_only=True)  # no slots: classes are worked out once
class Question:
    """Whether `condition` can come out as `wanted` for some cart at some instant of `window`.

    `test` asks for a sandbox order. A catalogue without products leaves open which products there are.
    """

    condition: Condition
    catalog: Catalog
    wanted: bool = True
    window: Window = field(default_factory=Window)
    test: bool = False

    @cached_property
    def selectors(self) -> tuple[Selector, ...]:
        """Those that the condition asks about."""
        asked = (one for each in atoms(self.condition) if each.field == ITEMS for one in each.operands)
        return tuple(dict.fromkeys(one for one in asked if isinstance(one, Selector)))

    @cached_property
    def classes(self) -> tuple[Product, ...]:
        """One product of each kind that the selectors tell apart."""
        found: dict[tuple[bool, ...], Product] = {}
        for product in self.catalog.products.values():
            if product.sandbox or not self.test:
                found.setdefault(tuple(one.picks(product) for one in self.selectors), product)
                if not self.selectors:
                    break
        return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One region for each fact that the condition reads; `products` are one of each class in the cart."""

    values: Mapping[Key, Region]
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class Nowhere:
    """There is no such world."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """It is not known whether there is one; `reason` is a key of the sentences, `about` fills it."""

    reason: str
    about: str = ""


NOWHERE: Final = Nowhere()


def worlds(question: Question) -> Iterator[World | Unsure]:
    """Every world of the question, likeliest first; an Unsure at the end when the search was given up."""
    unknown = next((one.field for one in atoms(question.condition) if one.field not in UNDERSTOOD), None)
    if unknown is not None:
        yield Unsure("fact", unknown)
        return
    if len(question.classes) > MOST_CLASSES:
        yield Unsure("products")
        return
    search = _Search(question=question)
    yield from search.explore(0, tuple(_parts(question.condition, question.wanted)))
    if search.steps > MOST_STEPS:
        yield Unsure("size")


@dataclass(slots=True, kw_only=True)
class _Search:
    question: Question
    keys: list[tuple[Key, Sequence[Region]]] = field(default_factory=list)
    chosen: dict[Key, Region] = field(default_factory=dict)
    steps: int = 0

    def __post_init__(self) -> None:
        self.keys = list(_choices(self.question))

    def explore(self, depth: int, undecided: Sequence[Condition]) -> Iterator[World]:
        self.steps += 1
        if self.steps > MOST_STEPS:
            return
        left: list[Condition] = []  # what is true stays so further down: this is most of the work
        for one in undecided:
            known = _evaluate(one, self.chosen, self.question)
            if known is False:
                return
            if known is None:
                left.append(one)
        if depth == len(self.keys):
            products = tuple(
                product
                for number, product in enumerate(self.question.classes)
                if self.chosen.get((ITEMS, number))
            )
            yield World(values=dict(self.chosen), products=products)
            return
        key, regions = self.keys[depth]
        for region in regions:
            self.chosen[key] = region
            if self.possible():
                yield from self.explore(depth + 1, left)
        del self.chosen[key]

    def possible(self) -> bool:
        """Whether an order can be so, as far as it is known; true of more than there is, never of less."""
        lines, pieces = self.numbers("cart.lines"), self.numbers("cart.quantity")
        total, left = self.numbers("cart.total"), self.numbers("cart.discounted_total")
        if lines and pieces and (lines.low > pieces.high or pieces.low > LARGEST_QUANTITY * lines.high):
            return False
        if total and left and left.low > total.high:
            return False
        classes = self.question.classes
        present = [self.chosen.get((ITEMS, number)) for number in range(len(classes))]
        if classes and all(one is False for one in present):
            return False
        if lines and present.count(True) > lines.high:
            return False
        return all(self.in_time(one) for one in self.chosen.values() if isinstance(one, Moments))

    def numbers(self, path: str) -> Whole | None:
        found = self.chosen.get((path, None))
        return found if isinstance(found, Whole) else None

    def in_time(self, region: Moments) -> bool:
        window = self.question.window
        if window.ends and region.at.low + region.age.low >= microseconds(window.ends):
            return False
        return not (window.begins and region.at.high + region.age.high < microseconds(window.begins))


def _choices(question: Question) -> Iterator[tuple[Key, Sequence[Region]]]:
    compares: dict[str, list[Compare]] = {}
    for one in atoms(question.condition):
        compares.setdefault(one.field, []).append(one)
    if question.classes:
        # Kinds of products in the order of the catalogue: each one alone is tried before several together.
        yield from (((ITEMS, number), (False, True)) for number in range(len(question.classes)))
    elif question.selectors:
        yield from (((ITEMS, _named(one)), (True, False)) for one in question.selectors)
    for path, same in compares.items():
        word = FIELD_BY_PATH[path]
        if word.type is FieldType.TEXTS:
            named = dict.fromkeys(one for each in same for one in each.operands if isinstance(one, str))
            yield from (((path, text), (False, True)) for text in named)
        elif word.type is not FieldType.PRODUCTS:
            yield (path, None), regions_of(word, same)


def _named(selector: Selector) -> str:
    return "\x1f".join((selector.by.value, *sorted(selector.names)))


def _parts(condition: Condition, wanted: bool) -> Iterator[Condition]:
    """Conditions that are all true exactly when `condition` comes out as `wanted`."""
    if isinstance(condition, Group):
        quantifier = condition.quantifier
        if quantifier is (Quantifier.ALL if wanted else Quantifier.ANY):
            for one in condition.members:
                yield from _parts(one, wanted)
            return
        if quantifier is Quantifier.NONE and wanted:
            for one in condition.members:
                yield from _parts(one, False)
            return
    yield condition if wanted else none_of(condition)


def _evaluate(condition: Condition, chosen: Mapping[Key, Region], question: Question) -> bool | None:
    """True, False, or None while it depends on what is not chosen yet."""
    if isinstance(condition, Compare):
        return _compare(condition, chosen, question)
    found = (_evaluate(one, chosen, question) for one in condition.members)
    if condition.quantifier is Quantifier.ALL:
        return _unless(False, found)
    known = _unless(True, found)
    return known if condition.quantifier is Quantifier.ANY or known is None else not known


def _unless(decisive: bool, found: Iterable[bool | None]) -> bool | None:
    """`decisive` when one is so, its opposite when all are, None while that is open; asks no more than it must."""
    undecided = False
    for one in found:
        if one is decisive:
            return decisive
        undecided = undecided or one is None
    return None if undecided else not decisive


def _compare(compare: Compare, chosen: Mapping[Key, Region], question: Question) -> bool | None:
    if compare.operator is not Operator.HAS:
        key = (compare.field, None)
        return holds_in(compare, chosen[key]) if key in chosen else None
    return _unless(
        True, (chosen[key] is True if key in chosen else None for key in _asked(compare, question))
    )


def _asked(compare: Compare, question: Question) -> Iterator[Key]:
    for operand in compare.operands:
        if isinstance(operand, str):
            yield compare.field, operand
        elif isinstance(operand, Selector) and question.classes:
            yield from ((ITEMS, n) for n, one in enumerate(question.classes) if operand.picks(one))
        elif isinstance(operand, Selector):
            yield ITEMS, _named(operand)


def is_impossible(question: Question) -> bool:
    """Whether it is proved that there is no such world."""
    return next(worlds(question), None) is None


def all_of(*conditions: Condition) -> Condition:
    """All of them."""
    return Group(quantifier=Quantifier.ALL, members=conditions)


def none_of(*conditions: Condition) -> Condition:
    """None of them."""
    return Group(quantifier=Quantifier.NONE, members=conditions)
