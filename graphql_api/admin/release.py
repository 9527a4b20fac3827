"""Releases: what publishing the working copy would do, in words and in figures; and how revisions differ."""

from enum import StrEnum

import strawberry

from engine.model.answers import RulesRefused
from engine.model.decision import Problem, Rejection
from engine.model.rule_plan import BlockChange, LineChange, RuleEffect, TemplateChange
from engine.service import ask
from engine.service.release import ReleasePlan, plan_release, revision_difference
from graphql_api.admin.diagnostic import DiagnosticType, show_diagnostics
from graphql_api.admin.rule_file import ChangedFileType, show_changed
from graphql_api.admin.rule_test import TestResult, show_test
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected, user_error
from graphql_api.rights import Right, query_field, relation_field


@described(
    "What happens to a block or a message text.",
    ADDED="It is new.",
    REMOVED="It goes away.",
    RENAMED="It has another name; coupons and figures go on.",
    CHANGED="It means something else.",
    AFFECTED="Its own lines stay; something that it leans on changes.",
)
class RuleChangeKind(StrEnum):
    """`model.rule_plan.ChangeKind`."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"
    AFFECTED = "affected"


@strawberry.type(name="LineChange", description="A setting before and after.")
class LineChangeType:
    """A changed line."""

    label: str = strawberry.field(description="How the line begins; legal/address for one in braces.")
    old: str | None = strawberry.field(description="What is live; null: there is none.")
    new: str | None = strawberry.field(description="What would be live; null: there is none.")

    @relation_field("What it is called, as `FormLine.title`; in the language of Accept-Language.")
    def title(self, info: Info) -> str:
        """A label for people."""
        return ask.line_title(self.label, info.context.language)


@strawberry.type(name="BlockChange", description="A block that would mean something else.")
class BlockChangeType:
    """A changed block."""

    change: RuleChangeKind = strawberry.field(description="What happens to it.")
    kind: str = strawberry.field(description="coupon, sale, budget, shop …")
    name: str = strawberry.field(description="Its name; empty for the shop.")
    former: str = strawberry.field(description="Its live name, when that is another.")
    file: str = strawberry.field(description="File it stands in.")
    line: int = strawberry.field(description="First line, from 1; 0 for one that goes away.")
    lines: list[LineChangeType] = strawberry.field(description="Settings that change.")
    because: list[str] = strawberry.field(description="What it leans on, for AFFECTED.")


@strawberry.type(name="TemplateChange", description="A message text that would change.")
class TemplateChangeType:
    """A changed text."""

    change: RuleChangeKind = strawberry.field(description="What happens to it.")
    name: str = strawberry.field(description="The template.")
    locale: str = strawberry.field(description="Its language.")
    lines: list[LineChangeType] = strawberry.field(description="Lines that differ.")


@strawberry.type(
    name="PromiseEffect", description="What a change means for what its rule has promised already."
)
class PromiseEffectType:
    """An effect."""

    rule: str = strawberry.field(description="The rule.")
    coupons: int = strawberry.field(description="Issued coupons that can still be used.")
    following: int = strawberry.field(
        description="Those of them that follow the live rule (as current, S1.25)."
    )
    messages: int = strawberry.field(description="Messages that wait; they go out as they were queued.")
    targets_before: str | None = strawberry.field(
        description="Products that were promised, when that changes."
    )
    targets_after: str | None = strawberry.field(description="Products that they will be good for.")


@strawberry.type(description="All of a plan in words.")
class Words:
    """A text in both languages."""

    en: str = strawberry.field(description="In English; lines end with a line end.")
    ja: str = strawberry.field(description="In Japanese.")


@strawberry.type(
    name="ReleasePlan", description="What publishing the working copy would do. Nothing was stored."
)
class ReleasePlanType:
    """A plan."""

    revision: int = strawberry.field(description="The working copy.")
    base: int | None = strawberry.field(description="What is live: `expectedRevision` of `publishRules`.")
    fingerprint: str = strawberry.field(description="`fingerprint` of `publishRules`.")
    empty: bool = strawberry.field(description="Whether nothing would mean anything else.")
    blocks: list[BlockChangeType] = strawberry.field(description="Blocks that change.")
    templates: list[TemplateChangeType] = strawberry.field(description="Message texts that change.")
    effects: list[PromiseEffectType] = strawberry.field(description="What that means for promises.")
    text_only: list[str] = strawberry.field(
        description="Files that differ in comments, layout or tests only."
    )
    says: Words = strawberry.field(description="All of it in words.")
    files: list[ChangedFileType] = strawberry.field(description="Files that differ, as text.")
    removed: list[str] = strawberry.field(description="Files that go away.")
    tests: list[TestResult] = strawberry.field(description="Tests of the working copy, played.")
    failed: int = strawberry.field(description="How many of them fail.")
    diagnostics: list[DiagnosticType] = strawberry.field(description="Warnings.")


@strawberry.type(description="What became of planning.")
class PlanRulesPayload:
    """The answer of `planRules`."""

    plan: ReleasePlanType | None = strawberry.field(description="The plan; null when there are errors.")
    diagnostics: list[DiagnosticType] = strawberry.field(description="The errors that forbid publishing.")
    errors: list[UserError] = strawberry.field(description="RULES_REFUSED with errors; else empty.")


@strawberry.type(description="How two revisions differ.")
class RevisionDiff:
    """A difference."""

    says: Words | None = strawberry.field(
        description="The difference in meaning; null when one of them has errors."
    )
    files: list[ChangedFileType] = strawberry.field(
        description="Files that differ as text; empty text: removed."
    )


@strawberry.type
class ReleaseQueries:
    """Queries about releases."""

    @query_field(
        Right.READ,
        "What publishing the working copy would change, what that means for promises, and whether its tests pass.",
    )
    async def plan_rules(self, info: Info) -> PlanRulesPayload:
        """The plan."""
        context = info.context
        outcome = await plan_release(context.engine, context.shop, language=context.language)
        if isinstance(outcome, RulesRefused):
            figures = {"errors": str(outcome.checked.errors)}
            error = user_error(Problem.RULES_REFUSED, context.language, [], figures)
            found = show_diagnostics(outcome.checked.diagnostics)
            return PlanRulesPayload(plan=None, diagnostics=found, errors=[error])
        if isinstance(outcome, Rejection):
            return PlanRulesPayload(plan=None, diagnostics=[], errors=rejected(outcome, context.language))
        return PlanRulesPayload(plan=_plan(outcome), diagnostics=[], errors=[])

    @query_field(Right.READ, "What a newer revision changes against an older one; null when one is unknown.")
    async def revision_diff(self, info: Info, older: int, newer: int) -> RevisionDiff | None:
        """The difference."""
        found = await revision_difference(info.context.engine, info.context.shop, older, newer)
        if isinstance(found, Rejection):
            return None
        return RevisionDiff(says=_words(found.says) if found.says else None, files=show_changed(found.files))


def _plan(release: ReleasePlan) -> ReleasePlanType:
    plan = release.plan
    return ReleasePlanType(
        revision=release.revision,
        base=plan.base,
        fingerprint=plan.fingerprint,
        empty=not plan.changes,
        blocks=[_block(one) for one in plan.changes.blocks],
        templates=[_template(one) for one in plan.changes.templates],
        effects=[_effect(one) for one in plan.effects],
        text_only=list(plan.text_only),
        says=_words(release.says),
        files=show_changed(release.files),
        removed=list(release.removed),
        tests=[show_test(test) for test in release.tests],
        failed=release.failed,
        diagnostics=show_diagnostics(plan.diagnostics),
    )


def _words(says: tuple[tuple[str, str], ...]) -> Words:
    texts = dict(says)
    return Words(en=texts["en"], ja=texts["ja"])


def _block(change: BlockChange) -> BlockChangeType:
    return BlockChangeType(
        change=RuleChangeKind(change.change.value),
        kind=change.kind,
        name=change.name,
        former=change.former,
        file=change.path,
        line=change.line,
        lines=[_line(one) for one in change.lines],
        because=list(change.because),
    )


def _template(change: TemplateChange) -> TemplateChangeType:
    return TemplateChangeType(
        change=RuleChangeKind(change.change.value),
        name=change.name,
        locale=change.locale,
        lines=[_line(one) for one in change.lines],
    )


def _line(change: LineChange) -> LineChangeType:
    return LineChangeType(label=change.label, old=change.old, new=change.new)


def _effect(effect: RuleEffect) -> PromiseEffectType:
    before, after = effect.targets or (None, None)
    return PromiseEffectType(
        rule=effect.rule,
        coupons=effect.coupons,
        following=effect.following,
        messages=effect.messages,
        targets_before=before,
        targets_after=after,
    )
