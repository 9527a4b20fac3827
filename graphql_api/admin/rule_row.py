"""The list of rules with their health, and the emergency stop of one rule."""

from datetime import date
from enum import StrEnum

import strawberry

from engine.model.answers import Published, RulesRefused
from engine.model.answers_rules import EditsRefused
from engine.model.decision import Problem, Rejection
from engine.model.program import Status
from engine.model.rule_health import HealthReason, RuleDay, RuleRow
from engine.service.pause_rules import StatusChange, change_live_status
from engine.service.rule_list import rule_rows
from graphql_api.admin.revision import RevisionType, show_revision
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected, user_error
from graphql_api.health_texts import health_text
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field
from graphql_api.scalars import Amount, Money, money


@described(
    "What is wrong with a rule.",
    FILE_ERRORS="Its file has errors; what is live goes on.",
    NOT_OFFERABLE="An offer that is not shown: its product is gone, or not as the offer needs it (S4.28).",
    BUDGET_SPENT="Its budget is used up.",
    DELIVERY_FAILED="Messages could not be delivered in the last 7 days.",
    BUDGET_LOW="Its budget is near its end.",
    SILENT="Orders came in the last 7 days, and it never matched.",
    LIMITED="Limits or a budget held it back in the last 7 days.",
    WARNINGS="The compiler has findings that are worth a look.",
)
class RuleHealthCode(StrEnum):
    """`model.rule_health.HealthCode`."""

    FILE_ERRORS = "file_errors"
    NOT_OFFERABLE = "not_offerable"
    BUDGET_SPENT = "budget_spent"
    DELIVERY_FAILED = "delivery_failed"
    BUDGET_LOW = "budget_low"
    SILENT = "silent"
    LIMITED = "limited"
    WARNINGS = "warnings"


@described(
    "How a rule is.",
    GOOD="Nothing to do.",
    WATCH="It acts; somebody should look at it.",
    BROKEN="It cannot do what it promises, or cannot be published as edited.",
    OFF="It does not act: paused, draft, archived, or not live.",
)
class RuleVerdict(StrEnum):
    """`model.rule_health.Verdict`."""

    GOOD = "good"
    WATCH = "watch"
    BROKEN = "broken"
    OFF = "off"


@described(
    "How the working copy differs from what is live.",
    ADDED="Not live yet.",
    CHANGED="Edited since it went live.",
    REMOVED="Live, and no more in the working copy.",
)
class RuleEditState(StrEnum):
    """`model.rule_health.RuleChange`."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@strawberry.type(name="RuleHealthReason", description="One thing that is wrong with a rule.")
class HealthReasonType:
    """A reason."""

    code: RuleHealthCode = strawberry.field(description="What.")
    message: str = strawberry.field(description="A sentence in the language of Accept-Language.")


@strawberry.type(name="RuleDay", description="What a rule did on a shop-local day; test orders do not count.")
class RuleDayType:
    """A day."""

    day: date = strawberry.field(description="The day.")
    matched: Amount = strawberry.field(description="Events it applied to.")
    issued: Amount = strawberry.field(description="Coupons issued.")
    redeemed: Amount = strawberry.field(description="Uses of its coupons, grants of its discount.")
    discount: Money = strawberry.field(description="Money given away.")


@strawberry.type(name="RuleListRow", description="A rule in the list: edited and live side by side.")
class RuleRowType:
    """A row."""

    name: str = strawberry.field(description="Its name, which is its identity.")
    kind: str = strawberry.field(description="coupon, sale …")
    title: str = strawberry.field(description="What shoppers are shown; empty: none.")
    file: str = strawberry.field(description="File it stands in.")
    line: int = strawberry.field(description="First line, from 1.")
    priority: int = strawberry.field(description="The smaller number wins ties.")
    status: str = strawberry.field(description="As edited: live, draft, paused or archived.")
    live_status: str | None = strawberry.field(description="As live; null: not live at all.")
    edited: RuleEditState | None = strawberry.field(
        description="How it differs from what is live; null: not."
    )
    errors: int = strawberry.field(description="Findings in it that forbid publishing.")
    warnings: int = strawberry.field(description="Findings in it that are worth a look.")
    verdict: RuleVerdict = strawberry.field(description="How it is.")
    reasons: list[HealthReasonType] = strawberry.field(description="Why, gravest first.")
    last_matched: date | None = strawberry.field(
        description="The last day on which it applied to something, of the last 30; null: none."
    )
    days: list[RuleDayType] = strawberry.field(description="The last 14 days, oldest first, today included.")


@described(
    "What becomes of coupons that a paused rule has issued.",
    HONOURED="They stay good: the rule is `paused`.",
    REFUSED="They are refused until it resumes, but in a payment that has set its use aside: the rule is `stopped`.",
)
class IssuedCoupons(StrEnum):
    """The two ways to pause."""

    HONOURED = "honoured"
    REFUSED = "refused"


@strawberry.input(description="A live rule to stop, at once.")
class RulePauseInput:
    """Input of `rulePause`."""

    rule: str = strawberry.field(description="Its name.")
    reason: str = strawberry.field(description="Why; kept in the history and the audit trail.")
    issued: IssuedCoupons | None = strawberry.field(
        default=None, description="What becomes of coupons that are out; HONOURED without it."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first answer (C23)."
    )


@strawberry.input(description="A paused or stopped rule to start again, at once.")
class RuleResumeInput:
    """Input of `ruleResume`."""

    rule: str = strawberry.field(description="Its name.")
    reason: str = strawberry.field(description="Why; kept in the history and the audit trail.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first answer (C23)."
    )


@strawberry.type(description="What became of a stop.")
class RuleStatusPayload:
    """The answer of `rulePause` and `ruleResume`."""

    revision: RevisionType | None = strawberry.field(
        description="What is live now; null when nothing changed."
    )
    errors: list[UserError] = strawberry.field(description="Why nothing changed; else empty.")


@strawberry.type
class RuleRowQueries:
    """Queries of the list of rules."""

    @query_field(
        Right.READ,
        "Every rule of the working copy in written order, then live ones that it has no more: figures of 14 days,"
        " findings, health. At most 1,000.",
    )
    async def rule_list(
        self,
        info: Info,
        kind: str | None = None,
        status: str | None = None,
        verdict: RuleVerdict | None = None,
    ) -> list[RuleRowType]:
        """The list."""
        rows = await rule_rows(info.context.engine, info.context.shop)
        currency = (await info.context.loaders.shop_settings()).currency
        wanted = [
            row
            for row in rows
            if kind in (None, row.kind)
            and status in (None, row.status)
            and (verdict is None or verdict.value == row.verdict.value)
        ]
        return [_row(row, currency, info) for row in wanted[:1000]]


@strawberry.type
class RuleRowMutations:
    """Mutations of one live rule."""

    @mutation_field(
        Right.PUBLISH,
        "The emergency stop: publish what is live with this rule paused, and nothing else; unpublished edits stay"
        " drafts and get the same line. Issued coupons stay good, or are refused until it resumes, as `issued` says;"
        " asked again it goes over from the one to the other. Gift cards always stay good.",
    )
    async def rule_pause(self, info: Info, input: RulePauseInput) -> RuleStatusPayload:  # noqa: A002
        """Stop."""
        refused = input.issued is IssuedCoupons.REFUSED
        return await _changed(info, "rulePause", input, Status.STOPPED if refused else Status.PAUSED)

    @mutation_field(Right.PUBLISH, "Start a paused or stopped rule again, at once; see `rulePause`.")
    async def rule_resume(self, info: Info, input: RuleResumeInput) -> RuleStatusPayload:  # noqa: A002
        """Start again."""
        return await _changed(info, "ruleResume", input, Status.LIVE)


async def _changed(
    info: Info, operation: str, asked: RulePauseInput | RuleResumeInput, status: Status
) -> RuleStatusPayload:
    context = info.context
    change = StatusChange(
        rule=asked.rule,
        status=status,
        reason=asked.reason,
        actor=context.caller.actor,
        receipt=receipt(operation, {**vars(asked), "idempotency_key": None}, asked.idempotency_key),
        language=context.language,
    )
    outcome = await change_live_status(context.engine, context.shop, change)
    return RuleStatusPayload(
        revision=show_revision(outcome.revision) if isinstance(outcome, Published) else None,
        errors=_errors(outcome, info),
    )


def _errors(outcome: Published | EditsRefused | RulesRefused | Rejection, info: Info) -> list[UserError]:
    language = info.context.language
    match outcome:
        case Published():
            return []
        case EditsRefused():
            return [user_error(Problem.EDIT_REFUSED, language, ["rule"], {"reason": outcome.message})]
        case RulesRefused():
            figures = {"errors": str(outcome.checked.errors)}
            return [user_error(Problem.RULES_REFUSED, language, ["rule"], figures)]
        case Rejection():
            return rejected(outcome, language)


def _row(row: RuleRow, currency: str, info: Info) -> RuleRowType:
    return RuleRowType(
        name=row.name,
        kind=row.kind,
        title=row.title,
        file=row.path,
        line=row.line,
        priority=row.priority,
        status=row.status,
        live_status=row.live_status,
        edited=RuleEditState(row.change.value) if row.change else None,
        errors=row.errors,
        warnings=row.warnings,
        verdict=RuleVerdict(row.verdict.value),
        reasons=[_reason(one, info) for one in row.reasons],
        last_matched=row.last_matched,
        days=[_day(one, currency) for one in row.days],
    )


def _reason(reason: HealthReason, info: Info) -> HealthReasonType:
    text = health_text(reason.code.value, info.context.language, reason.figure, reason.name)
    return HealthReasonType(code=RuleHealthCode(reason.code.value), message=text)


def _day(day: RuleDay, currency: str) -> RuleDayType:
    return RuleDayType(
        day=day.day,
        matched=Amount(day.matched),
        issued=Amount(day.issued),
        redeemed=Amount(day.redeemed),
        discount=money(day.discount, currency),
    )
