"""Where rules change their answer: an order just below, at and just above each value that a rule names."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from engine.dsl.analyze.orders import Scene, moments
from engine.dsl.analyze.reach import Ground, find, is_tried, reach, triggered, with_code
from engine.dsl.analyze.rehearsal import Rehearsal
from engine.dsl.analyze.reward_boundaries import reward_events
from engine.dsl.analyze.time_boundaries import instants_of, validity_end
from engine.dsl.analyze.trial_steps import at_step, customer_step, money, order_step
from engine.dsl.analyze.worlds import Question, all_of, none_of
from engine.model.boundary import Boundary, BoundaryStep, Unwritten
from engine.model.condition import Compare, Condition, Operand, Operator, Quantifier
from engine.model.findings import TrialEvent
from engine.model.program import CouponBody, Program, Rule, SaleBody, Scope, Status, World
from engine.vocabulary.fields import FIELD_BY_PATH, FieldType

MOST_USES = 10
"""A limit of more uses than this is not used up in a test."""

_MINUTE = timedelta(minutes=1)
_COUNTED = frozenset({FieldType.NUMBER, FieldType.MONEY})
_ANY = frozenset({Operator.IS_TRUE, Operator.HAS})


def boundaries(program: Program, rehearsal: Rehearsal, since: datetime) -> Iterator[Boundary | Unwritten]:
    """Tests for every live coupon and sale that orders start, from `since` on; Unwritten for what has none."""
    scene = Scene(
        catalog=program.catalog,
        zone=ZoneInfo(program.settings.zone),
        since=since.replace(second=0, microsecond=0),
    )
    ground = Ground(program=program, scene=scene, rehearsal=rehearsal)
    for rule in program.rules:
        if rule.status is Status.LIVE and isinstance(rule.body, CouponBody | SaleBody):
            yield from _of_rule(rule, ground)


def _of_rule(rule: Rule, ground: Ground) -> Iterator[Boundary | Unwritten]:
    if rule.world is World.SANDBOX or not is_tried(rule):
        yield _unwritten(rule)
        return
    yield from _of_conditions(rule, ground)
    usual = reach([rule], ground)
    if not isinstance(usual, TrialEvent):
        yield _unwritten(rule)
        return
    for line, at in instants_of(rule, ground):
        words = at_step(at, ground.scene.zone)
        yield _test(rule, ground, replace(usual, at=at), line, words)
    for label, words, event in reward_events(rule, usual, ground.program):
        yield _test(rule, ground, event, rule.lines.get(label, rule.line), words)
    yield from _of_limits(rule, usual, ground)
    yield from _of_validity(rule, usual, ground)


# ------------------------------------------------------------------------------------------- conditions


def _of_conditions(rule: Rule, ground: Ground) -> Iterator[Boundary | Unwritten]:
    for compare, others in _each(rule.condition, ()):
        needed = (triggered(rule.trigger), *others)
        values = tuple(_around(compare))
        if FIELD_BY_PATH[compare.field].type in _COUNTED:
            for value in values:
                equal = Compare(field=compare.field, operator=Operator.IS, operands=(value,))
                words = f"{compare.field} is {_said(compare.field, value, ground)}"
                made = _at_value(rule, ground, compare.line, (*needed, equal), words)
                yield replace(made, field=compare.field, value=value) if isinstance(made, Boundary) else made
        elif values:
            yield from _at_instants(rule, ground, compare, needed)
        else:
            for held, words in ((True, "fulfilled"), (False, "not fulfilled")):
                asked = compare if held else none_of(compare)
                yield _at_value(rule, ground, compare.line, (*needed, asked), f"{compare.field}, {words}")


def _each(
    condition: Condition, others: tuple[Condition, ...]
) -> Iterator[tuple[Compare, tuple[Condition, ...]]]:
    """Each comparison, and what the rest must be for the answer to hang on it alone."""
    if isinstance(condition, Compare):
        yield condition, others
        return
    for place, member in enumerate(condition.members):
        rest = (*condition.members[:place], *condition.members[place + 1 :])
        neutral = all_of(*rest) if condition.quantifier is Quantifier.ALL else none_of(*rest)
        yield from _each(member, (*others, neutral) if rest else others)


def _around(compare: Compare) -> Iterator[Operand]:
    """The values of the comparison itself and those next to them."""
    if compare.operator in _ANY:
        return
    least = FIELD_BY_PATH[compare.field].least
    found: dict[Operand, None] = {}
    for operand in compare.operands:
        match operand:
            case bool() | str():
                pass
            case int():
                found.update(
                    (one, None) for one in (operand - 1, operand, operand + 1) if one >= (least or 0)
                )
            case datetime() | timedelta():
                found.update((operand + step * _MINUTE, None) for step in (-1, 0, 1))
            case _:
                pass
    yield from found


def _said(field: str, value: Operand, ground: Ground) -> str:
    if isinstance(value, int) and FIELD_BY_PATH[field].type is FieldType.MONEY:
        return money(value, ground.program.settings.currency)
    return f"{value:,}" if isinstance(value, int) else str(value)


def _at_value(
    rule: Rule, ground: Ground, line: int, needed: Sequence[Condition], words: str
) -> Boundary | Unwritten:
    event = _order(rule, ground, needed)
    return _unwritten(rule, line) if event is None else _test(rule, ground, event, line, words)


def _order(rule: Rule, ground: Ground, needed: Sequence[Condition]) -> TrialEvent | None:
    """An order at a time when the rule acts that fulfils everything needed."""
    asked = all_of(*needed)
    question = Question(condition=asked, catalog=ground.program.catalog, window=rule.window)
    wanted = replace(rule, trigger=None, condition=asked)
    times = [at for at in moments(rule.window, ground.scene) if ground.rehearsal.is_open(rule, at)]
    found = find(
        question,
        times,
        ground,
        lambda event: ground.rehearsal.fulfils(wanted, event),
        lambda event: with_code(rule, event),
    )
    return found if isinstance(found, TrialEvent) else None


def _at_instants(
    rule: Rule, ground: Ground, compare: Compare, needed: Sequence[Condition]
) -> Iterator[Boundary | Unwritten]:
    """A customer whose last (or first) order was so long ago, or at such a time."""
    event = _order(rule, ground, needed)
    name = compare.field.removeprefix("customer.")
    if event is None or not compare.field.startswith("customer."):
        yield _unwritten(rule, compare.line)
        return
    for value in _around(compare):
        at = event.at - value if isinstance(value, timedelta) else value
        if isinstance(at, datetime) and at <= event.at:
            known = replace(event.customer, orders=max(1, event.customer.orders), **{name: at})  # type: ignore[arg-type]
            words = f"{compare.field} is {at.astimezone(ground.scene.zone):%Y-%m-%d %H:%M}"
            yield _test(rule, ground, replace(event, customer=known), compare.line, words)


# ------------------------------------------------------------------------------------------- limits and ends


def _of_limits(rule: Rule, usual: TrialEvent, ground: Ground) -> Iterator[Boundary | Unwritten]:
    for limit in rule.limits:
        if limit.scope is not Scope.ORDER and limit.count <= MOST_USES:
            many = [*["do"] * limit.count, "ask", "do", "ask"]
            yield _test(rule, ground, usual, rule.lines.get("limit", rule.line), f"limit {limit.count}", many)


def _of_validity(rule: Rule, usual: TrialEvent, ground: Ground) -> Iterator[Boundary | Unwritten]:
    body = rule.body
    end = validity_end(body, usual.at, ground.scene.zone) if isinstance(body, CouponBody) else None
    if end is None:
        return
    made = _test(rule, ground, usual, rule.lines.get("valid", rule.line), "end of validity", ["do"])
    if isinstance(made, Boundary):
        zone = ground.scene.zone
        usable = BoundaryStep(text=f'coupon "{rule.name}" usable', asked=True)
        last, over = (BoundaryStep(text=at_step(at, zone)) for at in (end - _MINUTE, end))
        made = replace(made, steps=(*made.steps, last, usable, over, usable))
    yield made


def _test(  # noqa: PLR0917 - what a test is about
    rule: Rule,
    ground: Ground,
    event: TrialEvent,
    line: int,
    words: str,
    script: Sequence[str] = ("do", "ask"),
) -> Boundary | Unwritten:
    """The lines of a test in which `event` happens: `do` for the order, `ask` for what became of the rule."""
    customer, order = customer_step(event, ground.program), order_step(event, ground.program)
    if customer is None or order is None:
        return _unwritten(rule, line)
    outcome = "applied" if isinstance(rule.body, SaleBody) else "issued"
    step = {
        "do": BoundaryStep(text=order),
        "ask": BoundaryStep(text=f'{rule.kind.value} "{rule.name}" {outcome}', asked=True),
    }
    begin = (at_step(event.at, ground.scene.zone), customer)
    priced = script == ("do", "ask") and isinstance(rule.body, SaleBody)
    return Boundary(
        rule=rule.name,
        path=rule.path,
        line=line,
        name=f"{rule.name}: {words}",
        steps=(
            *(BoundaryStep(text=one) for one in begin),
            *(step[one] for one in script),
            *(_price(event, ground) if priced else ()),
        ),
    )


def _price(event: TrialEvent, ground: Ground) -> Iterator[BoundaryStep]:
    """What the goods cost then: two steps of a discount differ in nothing else."""
    outcome = ground.rehearsal.play(event)
    if outcome is not None:
        yield BoundaryStep(text=f"expect pays {money(sum(outcome.left), ground.program.settings.currency)}")


def _unwritten(rule: Rule, line: int = 0) -> Unwritten:
    return Unwritten(rule=rule.name, path=rule.path, line=line or rule.line)
