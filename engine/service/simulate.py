"""One case through the rules of a source: why each rule acted or did not. Nothing is stored."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from engine.dsl.compile import compile_files
from engine.dsl.editing.written import quoted
from engine.model.answers import RulesRefused
from engine.model.condition import Compare, Condition
from engine.model.decision import Decision, Problem, Rejection, TraceStep, Verdict
from engine.model.events import OrderRecorded, RefusedCodes
from engine.model.program import Program, Rule, SaleBody, Status
from engine.model.records import SourceFile
from engine.model.requests import OrderRequest
from engine.model.simulation import (
    RuleSource,
    SimulatedLine,
    SimulatedRule,
    Simulation,
    SourceKind,
    Truth,
)
from engine.runtime.decide import decide
from engine.runtime.explain import explain_quote
from engine.runtime.needs import quote_needs
from engine.runtime.prepare import Prepared, prepare
from engine.service.engine import Engine
from engine.service.publish import check_sources
from engine.service.record_order import read_order
from engine.service.take import code_lookups, load_facts
from engine.service.working_copy import live_revision, working_copy
from engine.values.utf16 import utf16_of

_GOOD = frozenset({Verdict.HOLDS, Verdict.APPLIED})
_OUTCOMES = frozenset({Verdict.APPLIED, Verdict.LOST, Verdict.REFUSED})
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is played: an order, or with `cart_only` a cart that is being priced, at an instant (None: now)."""

    order: OrderRequest
    at: datetime | None = None
    cart_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """A source, ready to play; `files` are for places."""

    prepared: Prepared
    files: tuple[SourceFile, ...]


async def simulate(
    engine: Engine, shop: str, case: Case, source: RuleSource, *, language: str = "en"
) -> Simulation | RulesRefused | Rejection:
    """Play a case with the stored facts of now. RULES_REFUSED when the rules have errors. NOT_FOUND without rules."""
    rules = await _rules(engine, shop, source, language)
    if not isinstance(rules, _Rules):
        return rules
    if case.at is not None and case.at.tzinfo is None:
        return Rejection(problem=Problem.TIME_INVALID, path=("at",))
    at = engine.clock.now() if case.at is None else case.at.astimezone(UTC)
    decision = await _decide(engine, shop, case, rules.prepared, at)
    if isinstance(decision, Rejection):
        return decision
    program = rules.prepared.program
    return Simulation(
        source=source,
        at=at,
        revision=program.revision,
        currency=program.settings.currency,
        rules=tuple(_told(program, decision.trace, rules.files)),
        effects=decision.effects,
        quote=decision.quote,
    )


async def _decide(
    engine: Engine, shop: str, case: Case, prepared: Prepared, at: datetime
) -> Decision | Rejection:
    order = read_order(engine, replace(case.order, placed_at=None), prepared.program, at)
    if isinstance(order, Rejection):
        return order
    if case.cart_only:
        wanted = quote_needs(prepared, order.cart, at)
        facts = await engine.store.load(shop, wanted, code_lookups(engine, shop, wanted), engine.clock.now())
        return explain_quote(prepared, order.cart, facts, at)
    event = OrderRecorded(id="simulation", at=at, order=order, refused_codes=RefusedCodes.RECORD)
    return decide(prepared, event, await load_facts(engine, shop, prepared, event), trace=True)


async def _rules(
    engine: Engine, shop: str, source: RuleSource, language: str
) -> _Rules | RulesRefused | Rejection:
    missing = Rejection(problem=Problem.NOT_FOUND, path=("rules",))
    if source.kind is SourceKind.LIVE:
        live = await live_revision(engine, shop)
        prepared = await engine.programs.live(engine.store, shop)
        return _Rules(prepared=prepared, files=live.files if live else ()) if prepared else missing
    if source.kind is SourceKind.REVISION:
        stored = await engine.store.revision(shop, source.revision or 0)
        if stored is None or not stored.fingerprint:
            return missing
        program = await engine.programs.of_revision(engine.store, shop, stored.number, engine.clock.now())
        return _Rules(prepared=await _prepared(engine, shop, program), files=stored.files)
    copy = await working_copy(engine, shop)
    catalog = await engine.store.catalog(shop)
    compiled = await asyncio.to_thread(compile_files, copy.files, catalog, complete=True)
    if compiled.program is None:
        return RulesRefused(checked=await check_sources(engine, shop, copy.files, language=language))
    program = replace(compiled.program, revision=copy.revision)
    return _Rules(prepared=await _prepared(engine, shop, program), files=copy.files)


async def _prepared(engine: Engine, shop: str, program: Program) -> Prepared:
    """With the arms that the shop's buyers have."""
    salt = await engine.programs.salt(engine.store, shop, program)
    return await asyncio.to_thread(prepare, program, salt)


def _told(
    program: Program, trace: Sequence[TraceStep], files: Sequence[SourceFile]
) -> Iterator[SimulatedRule]:
    """Every rule by priority with what was looked at; drafts are as if they were not there."""
    places = _Places.of(files)
    known = [rule for rule in program.rules if rule.status is not Status.DRAFT]
    for rule in sorted(known, key=lambda one: (one.priority, one.name)):
        own = [step for step in trace if step.rule == rule.name]
        outcome = next((step for step in reversed(own) if step.verdict in _OUTCOMES), None)
        looked = [step for step in own if step.verdict not in _OUTCOMES]
        yield SimulatedRule(
            name=rule.name,
            kind=rule.kind,
            path=rule.path,
            line=rule.line,
            fired=any(step.verdict is Verdict.APPLIED for step in own),
            outcome=outcome,
            lines=(
                *(places.line(step, _truth(step)) for step in looked),
                *(places.line(step, Truth.FALSE) for step in _code_wanted(rule, own)),
                *(places.line(places.asked(step), Truth.NOT_REACHED) for step in _not_reached(rule, looked)),
            ),
        )


def _truth(step: TraceStep) -> Truth:
    if step.verdict in _GOOD:
        return Truth.TRUE
    return Truth.UNKNOWN if step.found == _UNKNOWN else Truth.FALSE


def _code_wanted(rule: Rule, own: Sequence[TraceStep]) -> Iterator[TraceStep]:
    """The code line of a sale whose code nobody entered: it is why nobody looked at the rest."""
    if not own and isinstance(rule.body, SaleBody) and rule.body.codes:
        yield TraceStep(
            rule=rule.name,
            path=rule.path,
            line=rule.lines.get("code", rule.line),
            label="code",
            verdict=Verdict.FAILS,
            expected=", ".join(quoted(code) for code in sorted(rule.body.codes)),
            found="not entered",
        )


def _not_reached(rule: Rule, looked: Sequence[TraceStep]) -> Iterator[TraceStep]:
    """Conditions that nobody looked at, because an earlier line had decided or the rule was not a candidate."""
    seen = {step.line for step in looked}
    lines = dict.fromkeys(_condition_lines(rule.condition))
    if rule.trigger is not None and "when" in rule.lines:
        lines = {rule.lines["when"]: None, **lines}
    for line in lines:
        if line and line not in seen:
            label = next((name for name, at in rule.lines.items() if at == line), "if")
            yield TraceStep(rule=rule.name, path=rule.path, line=line, label=label, verdict=Verdict.FAILS)


def _condition_lines(condition: Condition) -> Iterator[int]:
    if isinstance(condition, Compare):
        yield condition.line
        return
    for member in condition.members:
        yield from _condition_lines(member)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """Where lines begin and end, in UTF-16 units, and what they say, by path."""

    lines: Mapping[str, tuple[tuple[int, int], ...]]
    texts: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, files: Sequence[SourceFile]) -> "_Places":
        """The lines of some files."""
        return cls(
            lines={file.path: tuple(_line_places(file.text)) for file in files},
            texts={file.path: tuple(file.text.splitlines()) for file in files},
        )

    def asked(self, step: TraceStep) -> TraceStep:
        """A step that nobody took, with what its line asks for as it is written."""
        known = self.texts.get(step.path, ())
        written = known[step.line - 1].strip() if 0 < step.line <= len(known) else ""
        return replace(step, expected=written.removeprefix(step.label).strip())

    def line(self, step: TraceStep, truth: Truth) -> SimulatedLine:
        """A step at its place."""
        known = self.lines.get(step.path, ())
        start, end = known[step.line - 1] if 0 < step.line <= len(known) else (0, 0)
        missing = step.expected.partition(" ")[0] if truth is Truth.UNKNOWN else ""
        return SimulatedLine(truth=truth, step=step, start_utf16=start, end_utf16=end, missing=missing)


def _line_places(text: str) -> Iterator[tuple[int, int]]:
    units, offset = utf16_of(text), 0
    for line in text.splitlines(keepends=True):
        plain = line.strip()
        start = offset + len(line) - len(line.lstrip())
        yield units.units(start), units.units(start + len(plain))
        offset += len(line)
