"""What rule files can and cannot do: never, always, at worst; each finding with an order that shows it."""

from enum import StrEnum

import strawberry

from engine.model.answers import RulesRefused
from engine.model.decision import Problem
from engine.model.findings import ToldFinding
from engine.service.analyze_rules import analyze_rules
from graphql_api.admin.diagnostic import DiagnosticType, show_diagnostics
from graphql_api.admin.source_file import FileInput, sources
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, user_error
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right, query_field

MOST_PIECES = 9_999


@described(
    "How grave a finding of the analysis is.",
    PROBLEM="Certainly not what was meant.",
    RISK="May cost money; look at it.",
    FIGURE="What happens at worst.",
    GAP="Not analysed; the sentence says why.",
)
class FindingGravity(StrEnum):
    """`model.findings.Gravity`."""

    PROBLEM = "problem"
    RISK = "risk"
    FIGURE = "figure"
    GAP = "gap"


@described(
    "What a finding of the analysis is about.",
    NEVER_ACTS="No order fulfils the rule's trigger and conditions.",
    NEVER_GIVES="A sale whose conditions leave out all that it is for.",
    ALWAYS_TRUE="A condition that every order of the rule's trigger fulfils.",
    NEVER_OPENS="The rule's times leave no moment to act in.",
    EQUAL_PRIORITY="Two offers of one priority for the same order.",
    HIDDEN_OFFER="An offer that another one always hides.",
    NEVER_WINS="A sale that another one always beats.",
    FREE_GOODS="Goods that may cost nothing.",
    BELOW_COST="Goods that may sell below cost.",
    WEAK_CODE="Codes that can be guessed.",
    FEEDS_ITSELF="Coupons that earn each other without end.",
    MAIL_TOO_LATE="A mail that may leave after its coupon has ended.",
    WORST_CART="The largest discount of one cart.",
    EXPOSURE="What a rule gives or promises on one day at most.",
    UNBOUNDED="Nothing limits what a rule gives away on one day.",
    NOT_ANALYSED="Something was not looked at.",
)
class AnalysisKind(StrEnum):
    """`model.findings.FindingKind`."""

    NEVER_ACTS = "never_acts"
    NEVER_GIVES = "never_gives"
    ALWAYS_TRUE = "always_true"
    NEVER_OPENS = "never_opens"
    EQUAL_PRIORITY = "equal_priority"
    HIDDEN_OFFER = "hidden_offer"
    NEVER_WINS = "never_wins"
    FREE_GOODS = "free_goods"
    BELOW_COST = "below_cost"
    WEAK_CODE = "weak_code"
    FEEDS_ITSELF = "feeds_itself"
    MAIL_TOO_LATE = "mail_too_late"
    WORST_CART = "worst_cart"
    EXPOSURE = "exposure"
    UNBOUNDED = "unbounded"
    NOT_ANALYSED = "not_analysed"


@strawberry.type(name="Finding", description="One finding of the analysis.")
class FindingType:
    """A finding."""

    kind: AnalysisKind = strawberry.field(description="What it is about.")
    gravity: FindingGravity = strawberry.field(description="How grave it is.")
    rule: str | None = strawberry.field(description="The rule; null when it is about all of them.")
    file: str | None = strawberry.field(description="The rule's file.")
    line: int | None = strawberry.field(description="The line in it, from 1.")
    sentence: str = strawberry.field(description="The finding and what to do, in the caller's language.")
    event: str | None = strawberry.field(
        description="An order that shows it, as the JSON that `otoku try --event` reads; it was really tried."
    )


@strawberry.type(description="What rule files can and cannot do. Nothing was stored.")
class AnalysisPayload:
    """The answer of `analyzeRules`."""

    findings: list[FindingType] = strawberry.field(description="The gravest first.")
    diagnostics: list[DiagnosticType] = strawberry.field(
        description="What the checker found, when the files have errors."
    )
    errors: list[UserError] = strawberry.field(
        description="RULES_REFUSED when the files have errors; else empty."
    )


@strawberry.type
class AnalysisQueries:
    """Queries that analyse rules."""

    @query_field(
        Right.VALIDATE,
        "What rule files can and cannot do against this shop's products; `pieces` of each make the largest cart.",
    )
    async def analyze_rules(self, info: Info, files: list[FileInput], pieces: int = 10) -> AnalysisPayload:
        """Analyse rules."""
        context = info.context
        if not 1 <= pieces <= MOST_PIECES:
            raise Refused(RequestCode.BAD_VALUE, expected=f"1 to {MOST_PIECES} pieces")
        outcome = await analyze_rules(
            context.engine, context.shop, sources(files), pieces=pieces, language=context.language
        )
        if isinstance(outcome, RulesRefused):
            figures = {"errors": str(outcome.checked.errors)}
            error = user_error(Problem.RULES_REFUSED, context.language, ["files"], figures)
            found = show_diagnostics(outcome.checked.diagnostics)
            return AnalysisPayload(findings=[], diagnostics=found, errors=[error])
        return AnalysisPayload(findings=[_finding(one) for one in outcome], diagnostics=[], errors=[])


def _finding(told: ToldFinding) -> FindingType:
    finding = told.finding
    return FindingType(
        kind=AnalysisKind(finding.kind.value),
        gravity=FindingGravity(finding.gravity.value),
        rule=finding.rule or None,
        file=finding.path or None,
        line=finding.line or None,
        sentence=told.sentence,
        event=told.event,
    )
