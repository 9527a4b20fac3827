"""What an engine has to do to take part, and the two ways in which one that knows only single rules can be asked."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from bench.matching.workload import ORDER_FACTS, Checkout, Rule, ranked


class Adapter:
    """One way of answering. The constructor imports what it needs, which is not part of any measured time."""

    def compile(self, rules: Sequence[Rule]) -> None:
        """Take in all rules."""
        raise NotImplementedError

    def read(self, checkout: Checkout) -> Any:
        """The checkout as `match` wants it; not timed. Peers take it as it is and convert it in their own time."""
        return checkout

    def match(self, checkout: Any) -> Any:
        """What is timed: the ids of the rules that match, best first, or whatever `answer` takes them out of."""
        raise NotImplementedError

    def answer(self, found: Any) -> list[int]:
        """The ids; not timed."""
        ids: list[int] = found
        return ids


class RuleLanguage(Protocol):
    """A peer that evaluates one rule at a time."""

    def build(self, rule: Rule, with_products: bool) -> Any:
        """The rule in the peer's form, with or without the test for its products."""

    def prepare(self, checkout: Checkout) -> Any:
        """The checkout in the peer's form."""

    def holds(self, built: Any, prepared: Any) -> bool:
        """Whether a built rule matches a prepared checkout."""


class Linear(Adapter):
    """Asks every rule, as the manuals of most peers show."""

    def __init__(self, language: RuleLanguage) -> None:
        self.language = language

    def compile(self, rules: Sequence[Rule]) -> None:
        self.rows = [(rule.id, self.language.build(rule, with_products=True)) for rule in ranked(rules)]

    def match(self, checkout: Checkout) -> list[int]:
        holds, prepared = self.language.holds, self.language.prepare(checkout)
        return [number for number, built in self.rows if holds(built, prepared)]


class Indexed(Adapter):
    """Asks only the rules whose products are in the cart, found in a dictionary: what a careful user would write."""

    def __init__(self, language: RuleLanguage) -> None:
        self.language = language

    def compile(self, rules: Sequence[Rule]) -> None:
        order = ranked(rules)
        self.ids = [rule.id for rule in order]
        self.always: list[tuple[int, Any]] = []
        self.started_by: dict[str, list[tuple[int, Any]]] = {}
        for rank, rule in enumerate(order):
            row = (rank, self.language.build(rule, with_products=False))
            if not rule.products:
                self.always.append(row)
            for name in rule.products:
                self.started_by.setdefault(name, []).append(row)

    def match(self, checkout: Checkout) -> list[int]:
        holds, prepared, get = self.language.holds, self.language.prepare(checkout), self.started_by.get
        hits = {rank for rank, built in self.always if holds(built, prepared)}
        for name in checkout["order"]["products"]:
            hits.update(rank for rank, built in get(name, ()) if holds(built, prepared))
        ids = self.ids
        return [ids[rank] for rank in sorted(hits)]


def flat(checkout: Checkout) -> dict[str, Any]:
    """All facts in one dictionary."""
    return {**checkout["order"], **checkout["customer"]}


def quoted(texts: Sequence[str]) -> str:
    """Texts in double quotes, with commas between."""
    return ", ".join(f'"{text}"' for text in texts)


class Dialect:
    """How a peer spells a condition; the spellings are format strings over the fact, the operand and lists of texts."""

    def __init__(
        self, *, every: str, one_of: str, has: str, any_product: str, truth: tuple[str, str]
    ) -> None:
        self.every, self.one_of, self.has, self.any_product, self.truth = (
            every,
            one_of,
            has,
            any_product,
            truth,
        )

    def text(self, rule: Rule, with_products: bool, path: Callable[[str], str] = str) -> str:
        """The whole rule as one expression."""
        parts = []
        if with_products and rule.products:
            parts.append(self.any_product.format(path=path("products"), texts=quoted(rule.products)))
        for fact, operator, operand in rule.tests:
            parts += self._test(path(fact), operator, operand)
        return self.every.join(parts)

    def _test(self, path: str, operator: str, operand: Any) -> list[str]:
        match operator:
            case "==":
                return [f"{path} == {self.truth[bool(operand)]}"]
            case "in":
                return [self.one_of.format(path=path, texts=quoted(operand))]
            case "has":
                return [self.has.format(path=path, text=f'"{operand}"')]
            case "between":
                return [f"{path} >= {operand[0]}", f"{path} <= {operand[1]}"]
            case _:
                return [f"{path} {operator} {operand}"]


def dotted(fact: str) -> str:
    """The fact's place in the nested checkout."""
    return f"order.{fact}" if fact in (*ORDER_FACTS, "products") else f"customer.{fact}"
