"""Which conditions and clauses of the rules the played tests have seen fulfilled, and which unfulfilled."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from engine.model.answers import PlayedTest
from engine.model.condition import Compare, Condition, Quantifier
from engine.model.coverage import Coverage, Point, RuleCoverage
from engine.model.decision import TraceStep, Verdict
from engine.model.program import Program, Rule, SaleBody, Scope, Status, Trigger, TriggerKind
from engine.model.selector import SelectBy
from engine.runtime.basket import Basket
from engine.runtime.explain import measure
from engine.runtime.wanted import wanted_of
from engine.runtime.wording import condition_words, limit_words, trigger_words, window_words
from engine.vocabulary.groups import PERSONAL

FEW = 10
"""A limit of more uses than this need not be reached in a test."""

_NOTHING = Basket(products=(), amounts=(), quantities=(), shipping=0)
_CONDITIONS = frozenset({"if", "unless"})

_Key = tuple[str, str, int, str]
"""Rule, label, and for what a label does not tell apart the line and the words of the trace."""


@dataclass(slots=True, kw_only=True)
class _Seen:
    """The outcomes of every line that any test looked at."""

    outcomes: dict[_Key, set[bool]] = field(default_factory=lambda: defaultdict(set))
    rules: set[str] = field(default_factory=set)
    acted: set[str] = field(default_factory=set)

    def note(self, step: TraceStep) -> None:
        """Remember a step."""
        self.rules.add(step.rule)
        if step.verdict is Verdict.APPLIED:
            self.acted.add(step.rule)
        elif step.verdict in {Verdict.HOLDS, Verdict.FAILS}:
            self.outcomes[_key(step)].add(step.verdict is Verdict.HOLDS)

    def point(self, rule: Rule, label: str, text: str, expected: str = "", line: int = 0) -> Point:
        """What was seen of one line."""
        found = self.outcomes.get((rule.name, label, line, expected), set())
        at = line or rule.lines.get(label, rule.line)
        return Point(label=label, line=at, text=text, seen_true=True in found, seen_false=False in found)


def _key(step: TraceStep) -> _Key:
    if step.label in _CONDITIONS:
        return step.rule, "if", step.line, step.expected
    told_apart = step.label not in {"when", "open"}
    return step.rule, step.label, 0, step.expected if told_apart else ""


def coverage_of(program: Program, played: Iterable[PlayedTest]) -> Coverage:
    """What tests that were played with their trace have seen of the live rules of `program`."""
    seen = _Seen()
    for test in played:
        for step in test.trace:
            seen.note(step)
    live = [rule for rule in program.rules if rule.status is Status.LIVE]
    return Coverage(
        rules=tuple(
            RuleCoverage(
                name=rule.name,
                kind=rule.kind.value,
                path=rule.path,
                line=rule.line,
                reached=rule.name in seen.rules,
                points=tuple(_points(rule, program, seen)),
            )
            for rule in live
        ),
    )


def _points(rule: Rule, program: Program, seen: _Seen) -> Iterator[Point]:
    zone, currency = ZoneInfo(program.settings.zone), program.settings.currency
    if rule.trigger is None or rule.trigger.kind not in PERSONAL:
        acted = rule.name in seen.acted
        yield Point(
            label=rule.kind.value,
            line=rule.line,
            text=f'{rule.kind.value} "{rule.name}"',
            seen_true=acted,
            seen_false=False,
            can_fail=False,
        )
    if rule.window.begins or rule.window.ends or rule.window.openings:
        yield from _window(rule, zone, seen)
    if rule.trigger is not None:
        point = seen.point(rule, "when", trigger_words(rule.trigger))
        yield replace(point, can_fail=not _starts_always(rule.trigger))
    for compare, wanted in dict.fromkeys(_compares(rule.condition, wanted=True)):
        words = condition_words(compare, currency, zone)
        text = f"{'if' if wanted else 'unless'} {words}"
        yield seen.point(rule, "if", text, expected=words, line=compare.line)
    yield from _reward(rule, currency, seen)
    for limit in rule.limits:
        if limit.count <= FEW and limit.scope is not Scope.ORDER:
            yield seen.point(rule, "limit", limit_words(limit), f"at most {limit.count:,}")


def _starts_always(trigger: Trigger) -> bool:
    """Whether every order does."""
    chosen = trigger.selector
    return trigger.kind is TriggerKind.ORDER_PAID and chosen.by is SelectBy.ANY and not chosen.names


def _window(rule: Rule, zone: ZoneInfo, seen: _Seen) -> Iterator[Point]:
    """All lines of time are one question, which the trace asks as `open`; it is shown at the first of them."""
    point = seen.point(rule, "open", window_words(rule.window, zone))
    line = next((rule.lines[one] for one in ("begins", "ends", "open") if one in rule.lines), rule.line)
    yield replace(point, line=line)


def _compares(condition: Condition, *, wanted: bool) -> Iterator[tuple[Compare, bool]]:
    """Each comparison, and whether the rule wants it to be true, as the trace has it."""
    if isinstance(condition, Compare):
        yield condition, wanted
        return
    inner = wanted is not (condition.quantifier is Quantifier.NONE)
    for member in condition.members:
        yield from _compares(member, wanted=inner)


def _reward(rule: Rule, currency: str, seen: _Seen) -> Iterator[Point]:
    """What a set, a tier or a bundle wants the cart to hold."""
    if not isinstance(rule.body, SaleBody):
        return
    wants: Mapping[tuple[str, str], None] = {
        (one.label, f"at least {measure(one.least, one, currency)}"): None
        for one in wanted_of(rule.body, _NOTHING)
    }
    for label, expected in wants:
        yield seen.point(rule, label, f"{label} {expected}", expected)
