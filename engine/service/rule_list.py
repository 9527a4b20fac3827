"""The list of rules: what is edited and what is live, joined by name, with what each did and how it is.

A handful of statements, however many rules there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from engine.dsl.edit import RULE_FILE
from engine.dsl.editing.find import RULE_KINDS, name_of
from engine.dsl.nodes import Block, Line
from engine.dsl.parser import parse_file
from engine.dsl.source import read_source
from engine.model.answers import ExplainedDiagnostic
from engine.model.diagnostic import Severity
from engine.model.effects import Metric
from engine.model.offer import OfferBody, can_be_shown
from engine.model.program import Program, Rule, SaleBody, Status, TriggerKind
from engine.model.records import Page, Revision, SourceFile, StatRow
from engine.model.rule_health import (
    GRAVE,
    HealthCode,
    HealthReason,
    RuleChange,
    RuleDay,
    RuleRow,
    Verdict,
)
from engine.service.budget_use import BudgetUse, budget_uses
from engine.service.engine import Engine
from engine.service.publish import check_sources
from engine.service.working_copy import live_revision, working_copy
from engine.values.calendar import local_date
from engine.vocabulary.literals import Integer, Literal, Text, Word

DAYS_LOOKED_AT = 30
DAYS_SHOWN = 14
SILENT_DAYS = 7
ENOUGH_ORDERS = 10
"""So many paid orders in the silent days make silence a question."""

MOST_ORDERS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A rule as it stands in a file."""

    name: str
    kind: str
    title: str
    status: str
    priority: int
    path: str
    line: int
    end_line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What all rules are judged by."""

    today: date
    figures: Mapping[str, tuple[StatRow, ...]]
    diagnostics: tuple[ExplainedDiagnostic, ...]
    budgets: Mapping[str, BudgetUse]
    program: Program
    orders: int


async def rule_rows(engine: Engine, shop: str) -> tuple[RuleRow, ...]:
    """Every rule of the working copy in written order, then live ones that it has no more."""
    copy, live = await working_copy(engine, shop), await live_revision(engine, shop)
    edited = _rules(copy.files)
    running = _rules(live.files) if live else {}
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        return ()
    program = prepared.program
    today = local_date(engine.clock.now(), ZoneInfo(program.settings.zone))
    rows = await engine.store.stats(
        shop, None, today - timedelta(days=DAYS_LOOKED_AT - 1), today + timedelta(days=1), None
    )
    seen = _Seen(
        today=today,
        figures=_by_rule(rows),
        diagnostics=(await check_sources(engine, shop, copy.files)).diagnostics,
        budgets={one.name: one for one in await budget_uses(engine, shop, program)},
        program=program,
        orders=await _orders_lately(engine, shop, live),
    )
    names = [*edited, *(name for name in running if name not in edited)]
    return tuple(_row(edited.get(name), running.get(name), seen) for name in names)


async def _orders_lately(engine: Engine, shop: str, live: Revision | None) -> int:
    """Real orders of the silent days since the live rules went live, as far as one page shows them."""
    since = engine.clock.now() - timedelta(days=SILENT_DAYS)
    if live is not None and live.published_at is not None:
        since = max(since, live.published_at)
    orders = await engine.store.orders(shop, Page(limit=MOST_ORDERS), email=None)
    return sum(one.order.placed_at >= since and not one.order.cart.test for one in orders)


def _by_rule(rows: Iterable[StatRow]) -> dict[str, tuple[StatRow, ...]]:
    found: dict[str, list[StatRow]] = defaultdict(list)
    for row in rows:
        found[row.rule].append(row)
    return {rule: tuple(some) for rule, some in found.items()}


def _rules(files: Iterable[SourceFile]) -> dict[str, _Written]:
    """The rules of some files by name, whether they compile or not."""
    found: dict[str, _Written] = {}
    for file in files:
        if file.path.endswith(RULE_FILE):
            source = read_source(file.path, file.text)
            for block in parse_file(file.path, file.text).blocks:
                if block.kind in RULE_KINDS and block.name is not None:
                    first, last = (source.place(at)[0] for at in (block.span.start, block.span.end))
                    found.setdefault(name_of(block), _written(block, file.path, first, last))
    return found


def _written(block: Block, path: str, first: int, last: int) -> _Written:
    values = {line.label: line.values[0] for line in block.lines if isinstance(line, Line) and line.values}
    return _Written(
        name=name_of(block),
        kind=block.kind,
        title=_text(values.get("title")),
        status=_text(values.get("status")) or Status.LIVE.value,
        priority=_number(values.get("priority")),
        path=path,
        line=first,
        end_line=last,
        text=block.text,
    )


def _text(literal: Literal | None) -> str:
    match literal:
        case Text(value=text) | Word(text=text):
            return text
        case _:
            return ""


def _number(literal: Literal | None) -> int:
    return literal.value if isinstance(literal, Integer) else 100


def _row(edited: _Written | None, live: _Written | None, seen: _Seen) -> RuleRow:
    shown = edited or live
    assert shown is not None  # noqa: S101 - the name came from one of them
    own = [
        one
        for one in seen.diagnostics
        if edited and one.place.path == edited.path and edited.line <= one.place.line <= edited.end_line
    ]
    errors = sum(one.severity is Severity.ERROR for one in own)
    acts = live is not None and live.status == Status.LIVE.value
    figures = seen.figures.get(shown.name, ())
    reasons = tuple(_reasons(shown, own, figures, seen)) if acts or errors else ()
    return RuleRow(
        name=shown.name,
        kind=shown.kind,
        title=shown.title,
        path=shown.path,
        line=shown.line,
        priority=shown.priority,
        status=shown.status,
        live_status=live.status if live else None,
        change=_change(edited, live),
        errors=errors,
        warnings=len(own) - errors,
        verdict=_verdict(reasons, acts=acts),
        reasons=reasons,
        last_matched=max((row.day for row in figures if row.metric is Metric.MATCHED), default=None),
        days=_days(figures, seen.today),
    )


def _change(edited: _Written | None, live: _Written | None) -> RuleChange | None:
    if edited is None:
        return RuleChange.REMOVED
    if live is None:
        return RuleChange.ADDED
    return None if edited.text == live.text else RuleChange.CHANGED


def _verdict(reasons: tuple[HealthReason, ...], *, acts: bool) -> Verdict:
    if any(one.code in GRAVE for one in reasons):
        return Verdict.BROKEN
    if not acts:
        return Verdict.OFF
    return Verdict.WATCH if any(one.code is not HealthCode.WARNINGS for one in reasons) else Verdict.GOOD


def _reasons(
    shown: _Written, own: list[ExplainedDiagnostic], figures: tuple[StatRow, ...], seen: _Seen
) -> Iterable[HealthReason]:
    """Everything that is wrong, gravest first."""
    lately: Counter[Metric] = Counter()
    for row in figures:
        if row.day > seen.today - timedelta(days=SILENT_DAYS):
            lately[row.metric] += row.amount
    errors = sum(one.severity is Severity.ERROR for one in own)
    if errors:
        yield HealthReason(code=HealthCode.FILE_ERRORS, figure=errors)
    rule = next((one for one in seen.program.rules if one.name == shown.name), None)
    yield from _hidden(rule, seen.program)
    budget = seen.budgets.get(rule.budget) if rule and rule.budget else None
    if budget and budget.percent >= 100:
        yield HealthReason(code=HealthCode.BUDGET_SPENT, figure=budget.percent, name=budget.name)
    if lately[Metric.FAILED]:
        yield HealthReason(code=HealthCode.DELIVERY_FAILED, figure=lately[Metric.FAILED])
    if budget and budget.warn_percent <= budget.percent < 100:
        yield HealthReason(code=HealthCode.BUDGET_LOW, figure=budget.percent, name=budget.name)
    if rule and _by_orders(rule) and not lately[Metric.MATCHED] and seen.orders >= ENOUGH_ORDERS:
        yield HealthReason(code=HealthCode.SILENT, figure=seen.orders)
    if lately[Metric.LIMITED]:
        yield HealthReason(code=HealthCode.LIMITED, figure=lately[Metric.LIMITED])
    if len(own) > errors:
        yield HealthReason(code=HealthCode.WARNINGS, figure=len(own) - errors)


def _by_orders(rule: Rule) -> bool:
    """Whether orders start the rule: a birthday or a cart that was left comes whether or not others buy."""
    if rule.trigger is None:
        return isinstance(rule.body, SaleBody)
    return rule.trigger.kind is TriggerKind.ORDER_PAID


def _hidden(rule: Rule | None, program: Program) -> Iterable[HealthReason]:
    """An offer that nobody is shown, as the catalogue stands now (S4.28)."""
    body = None if rule is None else rule.body
    if isinstance(body, OfferBody) and not can_be_shown(body, program.catalog):
        yield HealthReason(code=HealthCode.NOT_OFFERABLE, name=body.product)


def _days(figures: tuple[StatRow, ...], today: date) -> tuple[RuleDay, ...]:
    """The last days, oldest first, quiet ones included."""
    sums: Counter[tuple[date, Metric]] = Counter()
    for row in figures:
        sums[row.day, row.metric] += row.amount
    days = [today - timedelta(days=back) for back in reversed(range(DAYS_SHOWN))]
    return tuple(
        RuleDay(
            day=day,
            matched=sums[day, Metric.MATCHED],
            issued=sums[day, Metric.ISSUED],
            redeemed=sums[day, Metric.REDEEMED],
            discount=sums[day, Metric.DISCOUNT_AMOUNT],
        )
        for day in days
    )
