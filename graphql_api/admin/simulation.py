"""The simulator: one case through the rules, with the reason of every line. Nothing is stored, nothing leaves."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import strawberry

from engine.model.answers import RulesRefused
from engine.model.decision import Problem, Rejection
from engine.model.effects import IssueCoupon, SendMessage
from engine.model.requests import OrderRequest
from engine.model.simulation import RuleSource, SimulatedLine, SimulatedRule, Simulation, SourceKind
from engine.service.past_case import past_case
from engine.service.simulate import Case, simulate
from engine.service.simulation_as_test import simulation_as_test
from graphql_api.admin.diagnostic import DiagnosticType, show_diagnostics
from graphql_api.admin.trial import TrialEventInput, WouldIssue, WouldSend, as_seen, order_request
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected, user_error
from graphql_api.found_texts import found_text
from graphql_api.language import Language
from graphql_api.price import CodeRefusalReason, QuoteType, show_quote
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right, query_field
from graphql_api.scalars import Money, money


@described(
    "Which rules are played.",
    WORKING_COPY="As edited, published or not.",
    LIVE="What decides now.",
    REVISION="Those of `revision`.",
)
class RuleSourceKind(StrEnum):
    """`model.simulation.SourceKind`."""

    WORKING_COPY = "working_copy"
    LIVE = "live"
    REVISION = "revision"


@described(
    "What became of a line.",
    TRUE="It is fulfilled.",
    FALSE="It is not.",
    NOT_REACHED="Nobody looked: an earlier line had decided.",
    UNKNOWN="It cannot be told: a fact was not given, see `missing`.",
)
class LineTruth(StrEnum):
    """`model.simulation.Truth`."""

    TRUE = "true"
    FALSE = "false"
    NOT_REACHED = "not_reached"
    UNKNOWN = "unknown"


@strawberry.input(description="The rules to play.")
class RuleSourceInput:
    """A source."""

    kind: RuleSourceKind = strawberry.field(description="Which.")
    revision: int | None = strawberry.field(default=None, description="The number, for REVISION.")


@strawberry.input(description="The case to play: an order or a cart as typed, or a stored order once more.")
class SimulationInput:
    """A case; plain JSON, so that it fits into a link."""

    event: TrialEventInput | None = strawberry.field(default=None, description="As typed.")
    order_id: str | None = strawberry.field(
        default=None, description="The shop's own id of a stored order, instead of `event`. Right: pii."
    )
    cart_only: bool = strawberry.field(default=False, description="Only price the cart; nothing is bought.")
    at: datetime | None = strawberry.field(
        default=None, description="The instant; absent: now, or that of the stored order."
    )


@strawberry.type(name="SimulatedLine", description="A line of a rule and what became of it.")
class SimulatedLineType:
    """A line."""

    truth: LineTruth = strawberry.field(description="What became of it.")
    label: str = strawberry.field(description="How it begins: when, if, limit.")
    file: str = strawberry.field(description="File it stands in.")
    line: int = strawberry.field(description="Its number, from 1.")
    from_utf16: int = strawberry.field(description="Offset of its first character, in UTF-16 units.")
    to_utf16: int = strawberry.field(description="Offset after its last character, in UTF-16 units.")
    expected: str = strawberry.field(description="What it asks for.")
    found: str = strawberry.field(
        description="What the case has, in the language of Accept-Language; empty: see the case."
    )
    missing: str = strawberry.field(description="The fact that is not known, such as customer.tier.")


@strawberry.type(name="SimulatedRule", description="A rule and what became of it.")
class SimulatedRuleType:
    """A rule."""

    name: str = strawberry.field(description="Its name.")
    kind: str = strawberry.field(description="coupon, sale …")
    file: str = strawberry.field(description="File it stands in.")
    line: int = strawberry.field(description="First line, from 1.")
    fired: bool = strawberry.field(description="Whether it took effect.")
    reason: CodeRefusalReason | None = strawberry.field(
        description="Why it did not, although its lines hold."
    )
    amount: Money = strawberry.field(description="What it took off, or would have.")
    lines: list[SimulatedLineType] = strawberry.field(description="Its lines in the order looked at.")


@strawberry.type(name="Simulation", description="What the rules of one source would do.")
class SimulationType:
    """A simulation."""

    at: datetime = strawberry.field(description="The instant it was decided for.")
    revision: int = strawberry.field(description="The revision that decided.")
    rules: list[SimulatedRuleType] = strawberry.field(description="Every rule, by priority.")
    fired: list[str] = strawberry.field(description="Names of those that took effect.")
    quote: QuoteType | None = strawberry.field(description="The price and its parts.")
    issues: list[WouldIssue] = strawberry.field(description="Coupons that would be issued.")
    sends: list[WouldSend] = strawberry.field(description="Messages that would be queued.")


@strawberry.type(description="What became of a simulation.")
class SimulationPayload:
    """The answer of `simulate`."""

    simulation: SimulationType | None = strawberry.field(description="By `rules`.")
    against: SimulationType | None = strawberry.field(description="By `against`, when that was asked for.")
    differences: list[str] = strawberry.field(
        description="Names of rules that take effect under one source only."
    )
    diagnostics: list[DiagnosticType] = strawberry.field(description="Errors of the working copy.")
    errors: list[UserError] = strawberry.field(description="Why it could not be played; else empty.")


@strawberry.type(description="A case as a test.")
class SimulationTestPayload:
    """The answer of `simulationAsTest`."""

    text: str | None = strawberry.field(description="A `test` block, for `addRule` of `editRuleFile`.")
    errors: list[UserError] = strawberry.field(
        description="What a test cannot say: more pieces of one product than of another, own prices, a cart only;"
        " else empty."
    )


Against = Annotated[
    RuleSourceInput | None, strawberry.argument(description="Play these rules, too, and compare.")
]


@strawberry.type
class SimulationQueries:
    """Queries of the simulator."""

    @query_field(
        Right.READ,
        "Play a case through rules with the stored facts of now: the truth of every line, the price, the effects."
        " Nothing is stored.",
    )
    async def simulate(
        self, info: Info, case: SimulationInput, rules: RuleSourceInput, against: Against = None
    ) -> SimulationPayload:
        """Play."""
        wanted = await _case(info, case)
        if isinstance(wanted, Rejection):
            return _nothing(rejected(wanted, info.context.language))
        first = await _played(info, wanted, rules)
        if not isinstance(first, Simulation):
            return _refused(info, first)
        second = await _played(info, wanted, against) if against else None
        if against and not isinstance(second, Simulation):
            return _refused(info, second) if second is not None else _nothing([])
        other = second if isinstance(second, Simulation) else None
        return SimulationPayload(
            simulation=_simulation(first, info),
            against=_simulation(other, info) if other else None,
            differences=sorted(set(first.fired) ^ set(other.fired)) if other else [],
            diagnostics=[],
            errors=[],
        )

    @query_field(Right.READ, "A case, as the rules of a source decide it, as the text of a `test` block.")
    async def simulation_as_test(
        self, info: Info, case: SimulationInput, rules: RuleSourceInput, name: str
    ) -> SimulationTestPayload:
        """A test."""
        wanted = await _case(info, case)
        language = info.context.language
        if isinstance(wanted, Rejection):
            return SimulationTestPayload(text=None, errors=rejected(wanted, language))
        played = await _played(info, wanted, rules)
        if not isinstance(played, Simulation):
            return SimulationTestPayload(text=None, errors=_refused(info, played).errors)
        zone = (await info.context.loaders.shop_settings()).zone
        text = simulation_as_test(wanted, played, name[:200], zone)
        if isinstance(text, Rejection):
            return SimulationTestPayload(text=None, errors=rejected(text, language))
        return SimulationTestPayload(text=text, errors=[])


async def _case(info: Info, asked: SimulationInput) -> Case | Rejection:
    if (asked.event is None) == (asked.order_id is None):
        raise Refused(RequestCode.BAD_VALUE, expected="either `event` or `orderId`")
    if asked.event is not None:
        request: OrderRequest = order_request(asked.event)
        return Case(order=request, at=asked.at, cart_only=asked.cart_only)
    if Right.PII not in info.context.caller.rights:
        raise Refused(RequestCode.FORBIDDEN, right=Right.PII)
    found = await past_case(info.context.engine, info.context.shop, asked.order_id or "")
    if isinstance(found, Rejection):
        return found
    return Case(order=found.order, at=asked.at or found.at, cart_only=asked.cart_only)


async def _played(info: Info, case: Case, source: RuleSourceInput) -> Simulation | RulesRefused | Rejection:
    context = info.context
    wanted = RuleSource(kind=SourceKind(source.kind.value), revision=source.revision)
    seen = replace(case, order=as_seen(case.order, info))
    return await simulate(context.engine, context.shop, seen, wanted, language=context.language)


def _refused(info: Info, outcome: RulesRefused | Rejection) -> SimulationPayload:
    language = info.context.language
    if isinstance(outcome, Rejection):
        return _nothing(rejected(outcome, language))
    figures = {"errors": str(outcome.checked.errors)}
    payload = _nothing([user_error(Problem.RULES_REFUSED, language, ["rules"], figures)])
    payload.diagnostics = show_diagnostics(outcome.checked.diagnostics)
    return payload


def _nothing(errors: list[UserError]) -> SimulationPayload:
    return SimulationPayload(simulation=None, against=None, differences=[], diagnostics=[], errors=errors)


def _simulation(played: Simulation, info: Info) -> SimulationType:
    quote = played.quote
    return SimulationType(
        at=played.at,
        revision=played.revision,
        rules=[_rule(rule, played.currency, info.context.language) for rule in played.rules],
        fired=list(played.fired),
        quote=None if quote is None else show_quote(quote, info.context.language, trusted=True),
        issues=[
            WouldIssue(rule=one.rule, valid_until=one.valid_until, uses=one.uses)
            for one in played.effects
            if isinstance(one, IssueCoupon)
        ],
        sends=[
            WouldSend(rule=one.rule, channel=one.channel.value, template=one.template, due=one.due)
            for one in played.effects
            if isinstance(one, SendMessage)
        ],
    )


def _rule(rule: SimulatedRule, currency: str, language: Language) -> SimulatedRuleType:
    outcome = rule.outcome
    return SimulatedRuleType(
        name=rule.name,
        kind=rule.kind,
        file=rule.path,
        line=rule.line,
        fired=rule.fired,
        reason=CodeRefusalReason(outcome.reason.value) if outcome and outcome.reason else None,
        amount=money(outcome.amount if outcome else 0, currency),
        lines=[_line(line, language) for line in rule.lines],
    )


def _line(line: SimulatedLine, language: Language) -> SimulatedLineType:
    return SimulatedLineType(
        truth=LineTruth(line.truth.value),
        label=line.step.label,
        file=line.step.path,
        line=line.step.line,
        from_utf16=line.start_utf16,
        to_utf16=line.end_utf16,
        expected=line.step.expected,
        found=found_text(line.step.found, language),
        missing=line.missing,
    )
